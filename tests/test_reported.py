"""Which reports a question speaks of as reports."""

from dataclasses import replace

import pytest

from app.answering.reported import Reported
from app.assistant import Assistant
from corpus.cues import SEVERAL
from corpus.library import Library

ARENA, COURSE, THESIS, PILOT, PROGRAMME = (
    "arena-lettmetall-2007",
    "innovasjonsloft-hallingdal-2020",
    "lillehammer-regionen-2022",
    "piloten-oppland-2017",
    "sats-pa-hallingdal-2025",
)


@pytest.mark.parametrize(
    ("question", "reports"),
    [
        # A name beside a word for a report names the report, in the order of the question
        ("Kva seier Piloten-rapporten og Lillehammer-oppgåva om leiing?", (PILOT, THESIS)),
        ("What do the Lillehammer thesis and the Piloten report say about trust?", (THESIS, PILOT)),
        ("Hva er felles i rapportene fra Lillehammer og Piloten?", (THESIS, PILOT)),
        ("Hva går igjen i Raufoss- og Lillehammer-rapportene?", (ARENA, THESIS)),
        # By a word of its title, by who wrote or published it, by its year, by what it is
        ("Hva sier lettmetallrapporten og sluttrapporten fra Sats på Hallingdal?", (ARENA, PROGRAMME)),
        ("What does the NIBR report say of women?", (ARENA,)),
        ("Er Johnstads evaluering og Oxford Research sin rapport enige?", (ARENA, COURSE)),
        ("Compare the 2007 report with the Lillehammer master's thesis", (ARENA, THESIS)),
        ("Hva sier evalueringen fra 2020 og masteroppgaven?", (COURSE, THESIS)),
        ("Står det i rapporten av Lundhaug?", (PILOT,)),
        ("Do the light-metal evaluation and the Innovasjonsløft evaluation agree?", (ARENA, COURSE)),
        ("Hvem skrev forskningsrapporten om klima?", ()),
        ("Hva sier evalueringen om Arena-programmet på landsbasis?", ()),
        # What the report is asked about stands apart from its name
        ("What does the Lillehammer thesis say of Raufoss?", (THESIS,)),
        ("Hvordan omtales Raufoss i rapportene fra Lillehammer og Piloten?", (THESIS, PILOT)),
        # A programme beside a report that is named as one
        ("Hva sier Piloten og Lillehammer-oppgaven om møteplasser?", (PILOT, THESIS)),
        # A place of two reports means both where the words are of several, and neither where they are of one
        ("Hva sier de to Hallingdal-rapportene om lærlinger?", (COURSE, PROGRAMME)),
        ("Står næringshagen i begge rapportene fra Hallingdal?", (COURSE, PROGRAMME)),
        ("Hallingdal has two reports. Which is newer?", (COURSE, PROGRAMME)),
        ("What does the report on Hallingdal say about tourism?", ()),
        # Each of them all
        ("Who wrote each of the five reports?", (ARENA, COURSE, THESIS, PILOT, PROGRAMME)),
        ("Kven har skrive kvar av rapportane?", (ARENA, COURSE, THESIS, PILOT, PROGRAMME)),
        ("Across these five reports, what is said of time?", (ARENA, COURSE, THESIS, PILOT, PROGRAMME)),
        ("Hva sier tre rapporter om tillit?", ()),
        # Words that are also other things
        ("Hva var de viktigste oppgavene i Hallingdal?", ()),
        ("Hvem var med på studieturen til Lillehammer i Piloten?", ()),
        ("How many jobs did Piloten and RISC report?", ()),
        ("Did firms in Hallingdal have to write reports?", ()),
        ("According to the reports, how did Lillehammer and Hallingdal differ?", ()),
        ("Fikk alle deltakerne månedlige rapporter?", ()),
        # Places and programmes without a word for a report are no reports
        ("Hva skjedde i Hallingdal og på Lillehammer?", ()),
        ("Hvem eier RISC?", ()),
        ("Hva sier rapportene om tillit?", ()),
    ],
)
def test_reports_named_as_reports(library: Library, question: str, reports: tuple[str, ...]) -> None:
    assert Reported(library.reports).meant(question).reports == reports


@pytest.mark.parametrize(
    ("question", "rest"),
    [
        ("What does the Lillehammer thesis say of Raufoss?", "What does the thesis say of Raufoss?"),
        ("Hva sier rapportene fra Lillehammer og Piloten om tid?", "Hva sier rapportene om tid?"),
        ("Hvem eier RISC?", "Hvem eier RISC?"),
    ],
)
def test_what_is_asked_of_them(library: Library, question: str, rest: str) -> None:
    assert Reported(library.reports).meant(question).rest == rest


@pytest.mark.parametrize(
    ("question", "focus", "within"),
    [
        # Several are searched for what is asked of them, and so is one that is named by who made it
        ("Var tre år nok, ifølge lettmetallrapporten og Piloten-rapporten?", "Var tre år nok, ifølge {} og {}?", 2),
        ("What does the 2020 evaluation say of profit?", "What does the evaluation say of profit?", 1),
        # The subject that names one report finds it, and its words are asked for as well
        ("Hva sier Lillehammer-oppgaven om tillit?", "Hva sier Lillehammer-oppgaven om tillit?", 0),
        (
            "Hva sier NIBR-rapporten, mot det de andre rapportene sier?",
            "Hva sier NIBR-rapporten, mot det de andre rapportene sier?",
            0,
        ),
    ],
)
def test_reports_named_narrow_the_search(assistant: Assistant, question: str, focus: str, within: int) -> None:
    understood = assistant.hearing.hear(question).understood
    assert (understood.focus, len(understood.meant)) == (focus.format("rapporten", "rapporten"), within)
    if within:
        found, _ = assistant.hearing.find(assistant.hearing.hear(question))
        assert {hit.passage.report_id for hit in found.hits} <= set(understood.meant)


def test_an_empty_library_has_no_names() -> None:
    assert Reported(()).meant("Hva sier Lillehammer-rapporten?").reports == ()


def test_what_about_toml_leaves_out_names_nothing(library: Library) -> None:
    one = library.reports[0]
    bare = replace(one, about=replace(one.about, short="", authors=("", "  "), publisher="", date="", programmes=()))
    assert Reported([bare]).meant("Hva sier rapporten, den fra 2007 og Johnstads?").reports == ()


@pytest.mark.parametrize(
    ("question", "sides"),
    [
        (
            "Hva sier de to Hallingdal-rapportene om arbeidsplasser?",
            ["Innovasjonsløft Hallingdal", "Sats på Hallingdal"],
        ),
        (
            "Kva seier Lillehammer-oppgåva og Piloten-rapporten om tillit?",
            ["Lillehammer-regionen", "Piloten i Oppland"],
        ),
        (
            "Who wrote each of the five reports?",
            [
                "Arena Lettmetall",
                "Innovasjonsløft Hallingdal",
                "Lillehammer-regionen",
                "Piloten i Oppland",
                "Sats på Hallingdal",
            ],
        ),
    ],
)
def test_each_report_named_says_something(assistant: Assistant, question: str, sides: list[str]) -> None:
    answer = assistant.ask(question)
    assert sorted({line.group for line in answer.lines if line.group}) == sides
    assert all(line.cites for line in answer.lines if line.group)


def test_one_report_against_the_others_asks_of_them_all(assistant: Assistant) -> None:
    answer = assistant.ask("Hva sier Lillehammer-oppgaven om tillit, mot det de andre rapportene sier?")
    assert len({line.group for line in answer.lines if line.group}) > 1


@pytest.mark.parametrize(
    ("question", "several"),
    [
        ("What do both show?", True),
        ("Do the two agree on the method?", True),
        ("What did both of them lack?", True),
        ("Hva anbefaler begge to?", True),
        ("Hva slet begge med?", True),
        ("Hva skiller de to?", True),
        ("Hva ville de to like store kommunene?", False),
        ("Where do both women work?", False),
        ("Where did the two master's students live?", False),
    ],
)
def test_both_and_the_two_alone_mean_reports(question: str, *, several: bool) -> None:
    assert bool(SEVERAL.search(question)) is several


@pytest.mark.parametrize(
    "question",
    [
        "Hva mener de to studentene selv er det svakeste ved undersøkelsen?",  # two, but no two reports
        "What did both founders of the incubator have in common?",
        "Where did the two master's students keep their recordings?",
        "Hvor jobber begge kvinnene som ble intervjuet?",
    ],
)
def test_two_of_anything_else_are_no_two_reports(assistant: Assistant, question: str) -> None:
    shorts = {report.about.short for report in assistant.reports.values()}
    assert not shorts & {line.group for line in assistant.ask(question).lines}
