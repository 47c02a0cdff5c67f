"""Exports: what stands in them, read back from the files themselves, and that no text in them becomes markup."""

import io
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from html.parser import HTMLParser
from pathlib import Path

import docx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from app import __main__ as command
from app.assistant import Assistant
from app.export.clean import clean, cut, slug
from app.export.document import Document, document
from app.export.docx import STYLES, as_docx
from app.export.files import FORMATS, cited, file_name, write
from app.export.markdown import as_markdown
from app.export.printed import as_html
from app.export.reference import pages_label, reference
from app.turn import Turn
from app.wording import say
from corpus.errors import ExportError, QuestionError
from corpus.records import Filters, Language, Line, Report
from index.manifest import current_folder
from index.search import Searcher
from index.settings import INDEX_VARIABLE, Settings
from tests.extras import skip_without

MADE = datetime(2026, 11, 21, 14, 5, tzinfo=timezone(timedelta(hours=1)))
VERSION = "c93b3d5a994e"
QUESTIONS = (  # a conversation: an overview, a follow-up, points, and what the reports do not answer
    "Hva fungerte i Hallingdal?",
    "Og i Lillehammer-regionen?",
    "Hvorfor ble Nordic Aluminium Academy avviklet?",
    "Hva fungerte i Tromsø?",
)


@pytest.fixture(scope="module")
def turns(assistant: Assistant) -> list[Turn]:
    made: list[Turn] = []
    for number, question in enumerate(QUESTIONS):
        filters = Filters(regions=("Raufoss-Gjøvik-Toten",)) if number == 2 else Filters()
        made.append(Turn(question, assistant.ask(question, QUESTIONS[:number], filters), filters=filters))
    try:
        assistant.ask("hva " * 2500)
    except QuestionError as error:
        made.append(Turn("hva " * 2500, error=str(error)))
    return made


def exported(turns: list[Turn], reports: dict[str, Report], language: Language = "nb") -> Document:
    return document(turns, reports, VERSION, language, MADE, [MADE - timedelta(minutes=3)])


def from_docx(file: Document) -> list[str]:
    read = docx.Document(io.BytesIO(as_docx(file)))
    assert [p.style and p.style.name for p in read.paragraphs] == [STYLES[b.kind] for b in file.blocks]
    return [p.text for p in read.paragraphs]


class Reader(HTMLParser):
    """Reads the paragraphs of a page, and remembers every element."""

    BLOCKS = ("h1", "h2", "h3", "p", "li", "blockquote")

    def __init__(self, text: str) -> None:
        super().__init__()
        self.paragraphs: list[str] = []
        self.elements: list[str] = []
        self.attributes: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(tag)
        self.attributes |= {name for name, _ in attrs}
        if tag in self.BLOCKS:
            self.paragraphs.append("")

    def handle_data(self, data: str) -> None:
        if self.paragraphs and "style" not in self.elements[-1:] and data != "\n":
            self.paragraphs[-1] += data

    def handle_comment(self, data: str) -> None:
        raise AssertionError(f"a comment: {data}")


BODY = ["main", *Reader.BLOCKS, "ul", "strong", "em", "a"]


def from_html(file: Document) -> list[str]:
    page = Reader(as_html(file))
    body = page.elements.index("main")
    assert set(page.elements[body:]) <= set(BODY)
    assert page.elements[:body] == ["html", "head", *["meta"] * 5, "title", "style", "body"]
    assert page.attributes <= {"lang", "dir", "id", "class", "href", "charset", "http-equiv", "content", "name"}
    return page.paragraphs


def from_markdown(file: Document) -> list[str]:
    """Read the file as CommonMark with all that GitHub adds: tables, struck words, bare addresses as links."""
    try:
        tokens = MarkdownIt("gfm-like", {"html": True}).parse(as_markdown(file))
    except ModuleNotFoundError:
        skip_without("linkify-it-py")
    assert {t.type for t in tokens} <= {
        "inline",
        *(f"{kind}_{end}" for kind in KINDS for end in ("open", "close")),
    }
    found = [t for t in tokens if t.type == "inline"]
    assert {part.type for t in found for part in t.children or []} <= SET
    return ["".join(part.content for part in t.children or []) for t in found]


KINDS = ("heading", "paragraph", "bullet_list", "list_item", "blockquote")
SET = {"text", *(f"{kind}_{end}" for kind in ("strong", "em") for end in ("open", "close"))}
READERS = [from_docx, from_html, from_markdown]


def plain(file: Document) -> list[str]:
    return [block.text for block in file.blocks]


@pytest.mark.parametrize("read", READERS, ids=lambda r: r.__name__)
@pytest.mark.parametrize("language", ["nb", "en"])
def test_a_file_says_what_the_document_says(
    turns: list[Turn], reports: dict[str, Report], language: Language, read: Callable[[Document], list[str]]
) -> None:
    file = exported(turns, reports, language)
    assert read(file) == plain(file)


@pytest.mark.parametrize("language", ["nb", "en"])
def test_nothing_is_left_out(turns: list[Turn], reports: dict[str, Report], language: Language) -> None:
    said = plain(exported(turns, reports, language))
    text = "\n".join(said)
    for turn in turns[:-1]:
        answer = turn.answer
        assert answer is not None
        assert turn.question in said
        for line in answer.lines:
            assert line.text in text
            assert line.aside in text
            assert line.group in text
        for citation in answer.citations:
            report = reports[citation.report_id]
            assert report.text[citation.start : citation.end] == citation.quote
            assert " ".join(citation.quote.split()) in text
            assert pages_label(citation, report, language) in text
            assert report.about.short in text
            assert reference(report.about, language).text in said
    assert turns[-1].error in said
    assert say("export.version", language, version=VERSION) in said
    assert say("filters.none", language) not in said
    assert said.count(say("export.abstained", language)) == 1


def test_the_small_print(turns: list[Turn], reports: dict[str, Report]) -> None:
    said = plain(exported(turns, reports))
    assert said[:5] == [
        "Samtale med Regionsvar",
        "Laget 21.11.2026 kl. 14.05, uten språkmodell",
        f"Søkeindeks: versjon {VERSION}",
        "Hva fungerte i Hallingdal?",
        "Spurt 21.11.2026 kl. 14.02",
    ]
    assert "Forstått som: Hva fungerte i Lillehammer-regionen?" in said
    assert "Søkt i Raufoss-Gjøvik-Toten" in said
    assert "Søkt i 5 rapporter" in said
    assert "Bygger på: spørreundersøkelse (n = 64) og 12 intervjuer" in said
    assert said[-2] == say("export.reading", "nb")
    english = plain(exported(turns[:1], reports, "en"))
    assert english[:2] == ["Answer from Regionsvar", "Made 2026-11-21 14:05, no language model"]


def test_marks_lead_to_their_sources(turns: list[Turn], reports: dict[str, Report]) -> None:
    file = exported(turns, reports)
    anchors = [b.anchor for b in file.blocks if b.anchor]
    targets = {run.target for b in file.blocks for run in b.runs if run.target}
    assert len(anchors) == len(set(anchors)) == sum(len(t.answer.citations) for t in turns if t.answer)
    assert targets == set(anchors)
    page = as_html(file)
    assert all(page.count(f'id="{a}"') == 1 and f'href="#{a}"' in page for a in anchors)
    body = docx.Document(io.BytesIO(as_docx(file))).element.body.xml
    assert all(f'w:name="{a}"' in body and f'w:anchor="{a}"' in body for a in anchors)


def test_a_model_that_wrote_is_named(turns: list[Turn], reports: dict[str, Report]) -> None:
    answer = turns[0].answer
    assert answer is not None
    both = [turns[0], Turn("?", replace(answer, writer="gran-7b"))]
    assert plain(exported(both, reports))[1] == (
        "Laget 21.11.2026 kl. 14.05, uten språkmodell og skrevet av gran-7b, kontrollert mot kildene"
    )


@pytest.mark.parametrize(("language", "code"), [("nb", "nb-NO"), ("en", "en-GB")])
def test_a_word_file_knows_its_language_title_and_date(
    turns: list[Turn], reports: dict[str, Report], language: Language, code: str
) -> None:
    read = docx.Document(io.BytesIO(as_docx(exported(turns[:1], reports, language))))
    about = read.core_properties
    assert (about.title, about.language, about.version) == (QUESTIONS[0], code, VERSION)
    assert about.created == datetime(2026, 11, 21, 13, 5, tzinfo=UTC)
    assert re.findall(r'<w:lang w:val="([^"]+)"', read.styles.element.xml) == [code]
    spoken = set(re.findall(r'<w:lang w:val="([^"]+)"', read.element.body.xml))
    assert spoken == ({"nb-NO"} if language == "en" else set())  # an English file's quotes and answer are Norwegian


@pytest.mark.parametrize(
    ("asked", "report", "verbatim", "spoken"),
    [("nn", "nb", False, "nb"), ("nn", "nn", True, "nn"), ("en", "nb", False, "en"), ("en", "nb", True, "nb")],
)
def test_a_line_is_in_the_language_of_its_words(
    turns: list[Turn], reports: dict[str, Report], asked: Language, report: Language, verbatim: bool, spoken: Language
) -> None:
    answer = turns[2].answer
    assert answer is not None
    real = reports[answer.citations[0].report_id]
    changed = {**reports, real.id: replace(real, about=replace(real.about, language=report))}
    lines = (Line("Ord", (1,), verbatim=verbatim),)
    file = exported([Turn("?", replace(answer, language=asked, lines=lines))], changed, asked)
    assert file.language == ("en" if asked == "en" else "nb")
    assert [b.language for b in file.blocks if b.text == "Ord [1]"] == [spoken]


def test_a_page_says_which_language_each_part_is_in(turns: list[Turn], reports: dict[str, Report]) -> None:
    page = as_html(exported(turns[:1], reports, "en"))
    assert '<html lang="en">' in page
    assert page.count('<blockquote lang="nb"') == len(re.findall("<blockquote", page)) > 0
    assert "<script" not in page
    assert "http://" not in page
    assert "https://" not in page


HOSTILE = [
    "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "# a\n\n- b\n1. c\n> d\n```\ne\n```",
    "[a](javascript:alert(1)) ![b](http://x.no/y.png) <http://x.no> http://x.no www.x.no a@b.no x.no ftp://x.no",
    "**a** __b__ *c* _d_ ~~e~~ ==f== ^g^ ~h~ `i` $j$ $$k$$ :smile: :100: [^1] [[l]] {{m}} @n #1 &amp; &#60; %%o%%",
    "a | b\n--|--\nc | d",
    "===",
    "---",
    "- - -",
    "+ a",
    "1) a",
    "a\\",
    "\\*a\\*",
    "</title></style></main>--> ]]> <!-- <![CDATA[",
    "\u202egnp.exe\u202c \u2066a\u2069 a\u200bb \ufeff",
    "a\x00b\x08c\x1bd\x7fe\x85f\ufffeg\ud800h\u2028i",
    "שלום, מה עבד? العربية 👩‍👩‍👧 e\u0301 𝔘",
    "a" * 9000,
    "    a",
    '\'; DROP TABLE "x" -- ]]',
]
TEXTS = st.one_of(
    st.text(min_size=1, max_size=60),
    st.lists(
        st.sampled_from([*"`*_[]()<>{}#|~$@:&!=-+.\\\n 19a'\"^", "http://", "www.", "**", "- ", "1. ", "&lt;", "]("]),
        min_size=1,
        max_size=30,
    ).map("".join),
)


@pytest.fixture(scope="module")
def told(turns: list[Turn], reports: dict[str, Report]) -> Callable[[str], Document]:
    """Return what makes a document in which a text stands everywhere a text from outside can stand."""
    answer = turns[2].answer
    assert answer is not None
    cited_first = answer.citations[0]
    real = reports[cited_first.report_id]

    def tell(text: str) -> Document:
        citation = replace(cited_first, quote=text, passage=replace(cited_first.passage, section=(text,)))
        about = replace(real.about, title=text, short=text, authors=(text,), publisher=text, evidence_nb=text)
        changed = {**reports, real.id: replace(real, about=about)}
        lines = (Line(text, (1,), group=text, aside=text), Line(text, (1,), bullet=True), Line(text, (), bullet=True))
        hostile = replace(
            answer,
            question=text,
            understood=f"{text}?",
            lines=lines,
            citations=(citation,),
            writer=text,
            abstained=True,
        )
        asked = Turn(text, hostile, filters=Filters(regions=(text,), reports=(real.id,)))
        return document([asked, Turn(text, error=text)], changed, text, "nb", MADE)

    return tell


def test_hostile_text_is_only_text(told: Callable[[str], Document]) -> None:
    for text in HOSTILE:
        file = told(text)
        for read in READERS:
            assert read(file) == plain(file), (text, read.__name__)
        assert sum(clean(text)[:2000] in said for said in plain(file)) >= 10


def check(examples: int) -> settings:
    return settings(max_examples=examples, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@check(200)
@given(text=TEXTS.filter(clean))
def test_no_text_becomes_markup(told: Callable[[str], Document], text: str) -> None:
    file = told(text)
    assert from_markdown(file) == plain(file)
    assert from_html(file) == plain(file)


@check(60)
@given(text=TEXTS.filter(clean))
def test_a_word_file_opens_whatever_stands_in_it(told: Callable[[str], Document], text: str) -> None:
    file = told(text)
    assert from_docx(file) == plain(file)


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("  a \n b\t", "a b"),
        ("a\x00\x1b[31mb", "a[31mb"),
        ("\u202eabc\u200b\ufeff", "abc"),
        ("\ud83d\ude00 \ud800", "😀 \ufffd"),
        ("👩‍👩‍👧 e\u0301", "👩‍👩‍👧 e\u0301"),
        ("«19,1 årsverk» – 50\u00a0%", "«19,1 årsverk» – 50 %"),
    ],
)
def test_clean(text: str, cleaned: str) -> None:
    assert clean(text) == cleaned


def test_cleaning_changes_no_report(reports: dict[str, Report]) -> None:
    for report in reports.values():
        assert clean(report.text) == " ".join(report.text.split())


def test_a_long_question_is_cut(reports: dict[str, Report]) -> None:
    file = exported([Turn("a" * 9000, error="For langt.")], reports)
    assert max(len(said) for said in plain(file)) == 2002
    assert len(file.title) == 122
    assert cut("ab c", 3) == "ab …"


@pytest.mark.parametrize("asked", [[], ["   "]])
def test_an_export_of_nothing_is_a_file_all_the_same(reports: dict[str, Report], asked: list[str]) -> None:
    file = exported([Turn(q, error="Skriv et spørsmål først.") for q in asked], reports)
    assert [b.kind for b in file.blocks] == ["title", "fact", "fact"]
    assert all(kind.make(file) for kind in FORMATS.values())


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("Hva fungerte i Hallingdal?", "hva-fungerte-i-hallingdal"),
        ("Å øke næringsliv på Ål – hvordan?", "a-oke-naeringsliv-pa-al-hvordan"),
        ('../../etc/passwd\x00 CON: *?<>|"', "etc-passwd-con"),
        ("¿Qué funcionó?", "que-funciono"),
        ("日本語", "svar"),
        ("", "svar"),
        ("ord " * 40, "ord-ord-ord-ord-ord-ord-ord-ord-ord-ord-ord-ord-ord-ord-ord"),
        ("a" * 300, "a" * 60),
    ],
)
def test_file_names_are_safe_everywhere(question: str, name: str) -> None:
    assert slug(question) == name
    assert file_name(question, MADE, "docx") == f"regionsvar-2026-11-21-{name}.docx"


def test_reports_cited_stand_once(turns: list[Turn], reports: dict[str, Report]) -> None:
    ids = [report.id for report in cited(turns, reports)]
    assert len(ids) == len(set(ids)) >= 3


def test_the_command_writes_a_file(
    searcher: Searcher, settings: Settings, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    del searcher  # its index is the one the command opens
    monkeypatch.setenv(INDEX_VARIABLE, str(settings.saved))
    out = tmp_path / "svar.docx"
    assert command.main([QUESTIONS[0], "--region", "Hallingdal", "--out", str(out)]) == 0
    said = [p.text for p in docx.Document(str(out)).paragraphs]
    version = current_folder(settings).name.removeprefix("index-")
    assert {QUESTIONS[0], f"Søkeindeks: versjon {version}", "Søkt i Hallingdal"} <= set(said)


def test_an_unknown_ending_is_told_before_anything_is_read(capsys: pytest.CaptureFixture[str]) -> None:
    assert command.main(["Hva?", "--out", "svar.pdf"]) == 1
    assert capsys.readouterr().err == "svar.pdf should end in one of .docx, .html, .md, not .pdf.\n"


def test_a_file_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match=r"svar\.md cannot be written: No such file or directory"):
        write(tmp_path / "borte" / "svar.md", b"")
