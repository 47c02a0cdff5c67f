"""Tell bokmål, nynorsk and English apart: three languages, by their commonest and their telling words."""

import re

from corpus.records import Finding, Language, Note, ShortAnswer

LANGUAGES: tuple[Language, ...] = ("nb", "nn", "en")
ENGLISH = frozenset(
    "the of and to in is was were that with on by it as are from has have had not what who which how why when "
    "where did does do any there their they this these those you about many much could would should between "
    "into out can or an if than its been be we our a at me my your people help give tell show please name list".split()
)
NORWEGIAN = frozenset(
    "og i er det som på til av med at ikke har var de en et ble fra om men den hva hvem hvor hvordan hvorfor "
    "hvilke hvilken hvilket når noen noe mange mye fikk kan skal vil ved eller dette disse sine sin seg ut inn "
    "blir blitt etter under mellom jeg vi dere du man mer flere bare også sammen".split()
)
# A question that opens so is English, whatever names of programmes and places follow
ENGLISH_OPENERS = frozenset(
    "what who whose which how why when where did does do is are was were has have had can could should would will "
    "tell give show list name describe explain compare summarise summarize".split()
)
NYNORSK = frozenset(
    "ikkje eit frå dei vart vert blei korleis kva kvifor kven kor kvar kva kvarandre mykje meir noko nokon nokre "
    "berre saman me dykk dykkar deira vore vere verte ein eg hjå sidan difor medan desse heile gjekk fekk "
    "kjem auka auke tilskot verksemd verksemder verkemiddel røynsler røynsle løysing løysingar næringa "
    "gje gjev seier heiter meiner tykkjer høyrer kallar kvart skilnad skilnader laga veit "
    "kommunane bedriftene skulle gjere gjort sjå få fleire nye ho sjølv gjennom mellom".split()
) - frozenset("skulle bedriftene gjort få nye gjennom mellom næringa heile desse deira blei".split())
# Words that stand in nynorsk alone: one is enough
TELLING = frozenset(
    "kva kvifor korleis kven kor ikkje frå vanskeleg verka arbeidde gløym høgskulen høgskulane dei nokre nokon "
    "enno betre dårlegare mykje meir berre sjølve meinte saman meininga tenkje leggje halde spørje følgje kome koma "
    "vore verksemd verksemder òg".split()
)
# Words that stand in bokmål alone
BOKMAAL = frozenset(
    "hva hvem hvor hvordan hvorfor hvilke hvilken hvilket ikke jeg et en fra mye noe noen ble blir blitt mer bare "
    "sammen dere selv være gjorde kommer".split()
)
WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
# Spelt as English is and Norwegian hardly ever: so are the words of a question without any of the above
ENGLISH_SPELLING = re.compile(r"[cqwxz]|th|ou|ee|ea|ight|tions?$|ness$|ships?$|ments$|ies$")
FEWEST_SPELT = 3
NYNORSK_ENDINGS = re.compile(r"(?:ane|asjonane|leg|lege|inga|ingar|ande)$")


def detect(text: str) -> Language:
    """Return the language a sentence or a question is written in.

    Function words decide; æ, ø, å count for Norwegian. A text that says nothing either way (names,
    figures) is taken for bokmål.
    """
    words = [re.split("['’]", w.lower())[0] for w in WORD.findall(text)]  # "what's" is "what"
    english = sum(w in ENGLISH for w in words)
    nynorsk = sum(w in NYNORSK for w in words)
    norwegian = sum(w in NORWEGIAN for w in words) + nynorsk
    norwegian += bool(re.search("[æøåÆØÅ]", text)) and not english
    if words and words[0] in ENGLISH_OPENERS:
        english += 2
    if english > norwegian or (not english and _spelt_as_english(text) > max(norwegian, FEWEST_SPELT - 1)):
        return "en"
    endings = sum(bool(NYNORSK_ENDINGS.search(w)) for w in words if len(w) > 5)
    if any(w in TELLING for w in words):
        return "nn"
    if nynorsk >= 2 or (nynorsk and nynorsk >= (norwegian - nynorsk) / 3) or (nynorsk and endings):
        return "nn"
    return "nb"


def _spelt_as_english(text: str) -> int:
    """Return how many words that are no names are spelt as English words are."""
    return sum(bool(ENGLISH_SPELLING.search(word)) for word in WORD.findall(text) if word.islower())


def is_bokmaal(text: str) -> bool:
    """Tell whether a Norwegian text has words that nynorsk does not have."""
    return any(word.lower() in BOKMAAL for word in WORD.findall(text))


def statement(note: Note, language: Language) -> str:
    """Return what a note says, in `language`; in bokmål where it is not there in nynorsk."""
    return note.en if language == "en" else (language == "nn" and note.nn) or note.nb


def short(answer: ShortAnswer, language: Language) -> str:
    """Return what a short answer says, in `language`."""
    return answer.says[LANGUAGES.index(language)]


def what_happened(finding: Finding, language: Language) -> str:
    """Return what a finding tells, in `language`; in bokmål where it is not there in nynorsk."""
    return finding.what_en if language == "en" else (language == "nn" and finding.what_nn) or finding.what_nb


def known_words(text: str) -> float:
    """Return the share of a text's words that are among the commonest of the three languages (0 to 1).

    Little of it says that the text is none of them, or no prose: a table, letters that were read wrong.
    """
    words = [w.lower() for w in WORD.findall(text)]
    return sum(w in ENGLISH or w in NORWEGIAN or w in NYNORSK for w in words) / len(words) if words else 0.0
