"""Every text people read on screen, in bokmål and English, in one place.

`say("abstain.none", "nb")` returns a text; `{names}` in it are filled from keyword arguments. A question
in nynorsk is answered with bokmål's texts.
"""

from corpus.records import Language, Report

TEXTS: dict[str, tuple[str, str]] = {  # key: (bokmål, English)
    # the page
    "title": ("Regionsvar", "Regionsvar"),
    "chat": ("Spør", "Ask"),
    "evaluation": ("Evaluering", "Evaluation"),
    "evaluation.about": (
        "Så godt svarer Regionsvar på prosjektets egne spørsmål, målt uten nett. En femtedel av spørsmålene er holdt "
        "utenfor alt som er tilpasset. Tabellene er på engelsk; kommandoen «make eval» måler på nytt.",
        "How well Regionsvar answers the project's own questions, measured offline. A fifth of the questions is held "
        "out of everything that is fitted. The command “make eval” measures again.",
    ),
    "evaluation.none": (
        "Det er ikke målt ennå. Kjør kommandoen «make eval».",
        "Nothing has been measured yet. Run the command “make eval”.",
    ),
    "tagline": (
        "Spør rapportene: hva fungerte, i hvilken region, og hvordan vet vi det?",
        "Ask the reports: what worked, in which region, and how do we know?",
    ),
    "ask": ("Spør om rapportene …", "Ask about the reports …"),
    "ask.empty": ("Skriv et spørsmål først.", "Write a question first."),
    "ask.long": (
        "Spørsmålet er på {length} tegn; det kan være på høyst {most}. Kort det ned.",
        "The question has {length} characters; at most {most} are allowed. Make it shorter.",
    ),
    "ask.wordless": (
        "Spørsmålet har ingen ord å søke etter. Skriv det med ord.",
        "The question has no words to search for. Write it in words.",
    ),
    "examples": ("Prøv et av disse:", "Try one of these:"),
    "loading": (
        "Laster søkeindeksen og språkmodellen … Du kan skrive imens.",
        "Loading the search index and the embedding model … You can type meanwhile.",
    ),
    "thinking": ("Leter i rapportene …", "Searching the reports …"),
    "failed": ("Det gikk ikke: {error}", "That did not work: {error}"),
    "language": ("Språk", "Language"),
    "language.nb": ("Bokmål", "Bokmål"),
    "language.en": ("English", "English"),
    "filters": ("Avgrens", "Narrow down"),
    "filters.region": ("Region eller kommune", "Region or municipality"),
    "filters.report": ("Rapport", "Report"),
    "filters.all": ("Alle", "All"),
    "filters.none": (
        "Ingen rapport passer til avgrensningen. Ta bort et filter og prøv igjen.",
        "No report fits the filters. Take one away and try again.",
    ),
    "filters.inforce": ("Avgrenset til {what}", "Narrowed to {what}"),
    "filters.clear": ("Søk i alt", "Search everything"),
    "new": ("Ny samtale", "New conversation"),
    "sources": ("Kilder", "Sources"),
    "source.open": ("Vis i rapporten", "Show in the report"),
    "source.close": ("Lukk", "Close"),
    "source.next": ("Neste", "Next"),
    "source.previous": ("Forrige", "Previous"),
    "source.label": (
        "Kilde {n} av {all}: {place}. Piltastene går til forrige og neste, Esc lukker.",
        "Source {n} of {all}: {place}. Arrow keys go to the previous and the next, Esc closes.",
    ),
    "source.number": ("{n} av {all}", "{n} of {all}"),
    "source.evidence": ("{year} · {evidence}", "{year} · {evidence}"),
    "page.printed": ("s. {page}", "p. {page}"),
    "page.text": ("tekstside {page}", "text page {page}"),
    "understood": ("Forstått som: {question}", "Understood as: {question}"),
    "understood.undo": ("Spør slik det står", "Ask it as written"),
    "searched.all": ("Søkt i {count} rapporter", "Searched {count} reports"),
    "searched.some": ("Søkt i {what}", "Searched {what}"),
    "seconds": ("{seconds} s", "{seconds} s"),
    "decimal": (",", "."),
    "writer.none": ("uten språkmodell", "no language model"),
    "writer.model": ("skrevet av {model}, kontrollert mot kildene", "written by {model}, checked against the sources"),
    "about": (
        "Svarene er satt sammen av rapportenes egne setninger og lesenotater. Hvert sitat står ordrett i rapporten.",
        "Answers are made of the reports' own sentences and reading notes. Every quote stands verbatim in its report.",
    ),
    # answers
    "answer.quote": ("«{quote}»", "“{quote}”"),
    "abstain.none": ("Rapportene svarer ikke på dette.", "The reports do not answer this."),
    "abstain.place": (
        "Ingen av rapportene handler om {places}. De dekker {covered}.",
        "None of the reports is about {places}. They cover {covered}.",
    ),
    "abstain.year": (
        "Rapportene sier ikke noe om {years}; de gjelder årene {first}–{last}.",
        "The reports say nothing about {years}; they concern the years {first}–{last}.",
    ),
    "abstain.unknown": (
        "Rapportene svarer ikke på dette; de nevner ikke {words}.",
        "The reports do not answer this; they do not mention {words}.",
    ),
    "abstain.near": (
        "Det nærmeste de sier, som ikke er et svar på spørsmålet:",
        "The nearest they come, which is no answer to the question:",
    ),
    "abstain.covered": (
        "Rapportene dekker {covered}, {first}–{last}.",
        "The reports cover {covered}, {first}–{last}.",
    ),
    "overview.worked": ("Dette fungerte", "What worked"),
    "overview.mixed": ("Blandet", "Mixed"),
    "overview.did-not-work": ("Dette fungerte ikke", "What did not work"),
    "overview.lesson": ("Lærdommer", "Lessons"),
    "overview.missing": (
        "Ingen rapport er om {places}.",
        "No report is about {places}.",
    ),
    "strength.survey": ("spørreundersøkelse", "survey"),
    "strength.interviews": ("intervjuer", "interviews"),
    "strength.register data": ("registerdata", "register data"),
    "strength.evaluator's judgement": ("evaluators vurdering", "evaluator's judgement"),
    "strength.own report": ("programmets egen rapport", "the programme's own report"),
    "and": ("og", "and"),
}

EXAMPLES: tuple[tuple[str, str], ...] = (
    ("Hva fungerte i Hallingdal?", "What worked in Hallingdal?"),
    (
        "Hvor mange arbeidsplasser ga Innovasjonsløft Hallingdal?",
        "How many jobs did Innovasjonsløft Hallingdal create?",
    ),
    ("Hva kom ut av Connected Living?", "What came out of Connected Living?"),
    ("Hvorfor ble Nordic Aluminium Academy avviklet?", "Why was the Nordic Aluminium Academy given up?"),
    ("Hva hindrer samarbeid i Lillehammer-regionen?", "What hinders cooperation in the Lillehammer region?"),
)


def column(language: Language) -> int:
    """Return which of a pair of texts a language reads: 0 for bokmål and nynorsk, 1 for English."""
    return 1 if language == "en" else 0


def say(key: str, language: Language, **values: object) -> str:
    """Return the text `key` in `language`, filled in.

    Raises:
        KeyError: there is no such text, or a value for it is missing.
    """
    return TEXTS[key][column(language)].format(**values)


def page_label(report: Report, number: int, language: Language) -> str:
    """Return how a page is named to people: by its printed number, else as the text page it is."""
    printed = report.page(number).printed
    return say("page.printed", language, page=printed) if printed else say("page.text", language, page=number)


def listed(items: list[str], language: Language) -> str:
    """Return "a, b og c"."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {say('and', language)} {items[-1]}"
