"""What went wrong, in both languages: the English is the error's own, the bokmål says as much."""

import ast
import errno
import os
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from string import Formatter
from typing import NamedTuple

import pytest

from app.faults import fault_text
from app.wording import TEXTS, say
from corpus import errors
from corpus.endpoint import PREFIX, Endpoint
from corpus.errors import ModelError, RegionsvarError, ReportError, bare
from corpus.formats.child import DAMAGED, TOO_MUCH
from corpus.formats.kinds import OPENINGS, PACKED
from corpus.formats.process import BROKE_OFF
from corpus.library import load_library

ANSWERED = {"memory": TOO_MUCH, "damaged": DAMAGED, "broke-off": BROKE_OFF}  # of the parsing process, in JSON
ROOT = Path(__file__).parent.parent
CLASSES = {name for name, one in vars(errors).items() if isinstance(one, type) and issubclass(one, RegionsvarError)}
NEVER_SHOWN = {  # errors without a kind: file and function, and why no page shows them in English
    "app/assistant.py:_refuse": "said in the language of the question",
    "app/export/files.py:format_of": "of the command line: --out",
    "app/export/files.py:write": "of the command line: --out",
    "app/store/feedback.py:everything": "of the command line: eval feedback",
    "corpus/__main__.py:notes": "the command line",
    "corpus/editions.py:old_self": "of the command line: --replace",
    "corpus/endpoint.py:require": "of the command line: the page asks only for a model that is set",
    "corpus/library.py:report": "of the command line: show, notes and training",
    "corpus/notes.py:_place": "a fault of one note: the page counts them",
    "corpus/notes.py:_texts": "a fault of one note",
    "corpus/notes.py:_finding": "a fault of one note",
    "corpus/notes.py:_short": "a fault of one note",
    "corpus/syntheses.py:_synthesis": "a fault of one synthesis: corpus check names it",
    "corpus/syntheses.py:_side": "a fault of one synthesis",
    "corpus/syntheses.py:_nothing_else": "a fault of one synthesis",
    "index/apart.py:measured_apart": "of the command line: index scale",
    "index/training/data.py:check_folder": "of the command line: the training",
}


@pytest.mark.parametrize(
    ("error", "text"),
    [
        (ReportError("a.pdf is odd."), "a.pdf is odd."),  # without a text of its own
        (ReportError("a.pdf is odd.", "unheard-of", name="a.pdf"), "a.pdf is odd."),
        (ReportError("a.pdf is empty.", "empty"), "a.pdf is empty."),  # without what the text is filled with
        (
            ReportError("has 1,234 pages", "more-pages", name="{x}.pdf", most=1234),
            "{x}.pdf har mer enn 1\xa0234 sider.",
        ),
        (
            ReportError("", "none-read", why=ReportError("", "unread", path="a", why=os.strerror(errno.EACCES))),
            "Ingen rapport kan leses. a kan ikke leses: ingen tilgang.",
        ),
        (
            ReportError("", "about", path="a", faults=(ReportError("", "about.period"), ReportError("b is odd"))),
            "I a: period skal være to år, som i [2016, 2019]; b is odd.",
        ),
        (ReportError("", "gone", name="reader"), "reader finnes ikke her"),  # a name is a name, whatever it is
    ],
    ids=lambda value: str(value)[:20],
)
def test_an_error_is_told_whatever_it_carries(error: ReportError, text: str) -> None:
    for one in (error, bare(error)):
        assert fault_text(one, "nb").startswith(text)
        assert say("failed", "nb", error=one).startswith(f"Det gikk ikke: {text}")
    assert type(bare(error)) is type(error)


class Raised(NamedTuple):
    """An error that the program makes."""

    where: str  # file and line
    function: str  # file and the function it is made in
    kind: str  # empty where it has none
    names: set[str]  # of its values
    said: str  # its sentence with {} for values; empty where it stands elsewhere


def raised() -> Iterator[Raised]:
    """Yield the errors that the program makes; not those that pass on another's sentence and kind."""
    for path in sorted(path for floor in ("corpus", "index", "app") for path in (ROOT / floor).rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for function in (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)):
            for call in (node for node in ast.walk(function) if isinstance(node, ast.Call)):
                if ast.unparse(call.func) in CLASSES and (len(call.args) < 2 or isinstance(call.args[1], ast.Constant)):
                    yield made(call, function, path.relative_to(ROOT))


def made(call: ast.Call, function: ast.FunctionDef, path: Path) -> Raised:
    """Return the error that a call makes."""
    kind = call.args[1].value if len(call.args) == 2 and isinstance(call.args[1], ast.Constant) else ""
    filled = {ast.unparse(keyword.value) for keyword in call.keywords}
    names = {keyword.arg for keyword in call.keywords if keyword.arg}
    said = sentence(written(call, function), ".".join(path.with_suffix("").parts), filled)
    return Raised(f"{path}:{call.lineno}", f"{path}:{function.name}", str(kind), names, said)


def written(call: ast.Call, function: ast.FunctionDef) -> ast.expr:
    """Return an error's sentence as it is written: in the call, or where its variable was given last before it."""
    given = [
        (node.lineno, node.value)
        for node in ast.walk(function)
        if isinstance(node, ast.Assign)
        and node.lineno < call.lineno
        and ast.unparse(node.targets[0]) == ast.unparse(call.args[0])
    ]
    return max(given, key=lambda one: one[0])[1] if given else call.args[0]


def sentence(text: ast.expr, module: str, filled: set[str]) -> str:
    """Return a text with {} for what is filled in; empty where it is made elsewhere."""
    if isinstance(text, ast.Constant):
        return str(text.value)
    if isinstance(text, ast.Name) and text.id.isupper():
        return str(getattr(import_module(module), text.id))
    parts = text.values if isinstance(text, ast.JoinedStr) else []
    return "".join(str(p.value) if isinstance(p, ast.Constant) else hole(p, module, filled) for p in parts)


def hole(part: ast.expr, module: str, filled: set[str]) -> str:
    """Return {} for a value; a constant of the module, which the text says itself, as it is."""
    name = ast.unparse(part.value) if isinstance(part, ast.FormattedValue) else ""
    return str(getattr(import_module(module), name)) if name.isupper() and name not in filled else "{}"


RAISED = sorted({one.where: one for one in raised()}.values())
SHOWN = [one for one in RAISED if one.function not in NEVER_SHOWN]


def test_only_errors_that_no_page_shows_are_without_a_kind() -> None:
    assert [one.where for one in SHOWN if not one.kind] == []
    assert {one.function for one in RAISED if not one.kind} == set(NEVER_SHOWN)
    assert {one.kind for one in RAISED if one.function in NEVER_SHOWN} == {""}


@pytest.mark.parametrize("one", SHOWN, ids=lambda one: one.where)
def test_each_kind_of_error_has_its_text(one: Raised) -> None:
    _, english = TEXTS[f"fault.{one.kind}"]
    pieces = list(Formatter().parse(english))
    assert {field for _, field, _, _ in pieces if field} - {"name"} == one.names - {"name"}
    told = "".join(literal + ("{}" if field else "") for literal, field, _, _ in pieces)
    assert one.said in (told, told.removeprefix("{} ").removesuffix("."))


def test_no_text_is_left_over() -> None:
    kinds = {one.kind for one in RAISED} | {f"is.{key}" for key, _ in (*PACKED.values(), *OPENINGS.values())}
    assert {key.removeprefix("fault.") for key in TEXTS if key.startswith("fault.")} == (kinds - {""}) | set(ANSWERED)


@pytest.mark.parametrize("kind", ANSWERED)
def test_what_the_parsing_process_answers_has_its_text(kind: str) -> None:
    assert TEXTS[f"fault.{kind}"][1] == f"{{name}} {ANSWERED[kind]}."


def test_why_is_said_as_the_system_says_it() -> None:
    assert {key: en for key, (_, en) in TEXTS.items() if key.startswith("why.") and key != f"why.{en}"} == {}
    for number in (errno.ENOSPC, errno.EACCES, errno.EROFS, errno.ENOENT, errno.EDQUOT, errno.EIO):
        assert f"why.{os.strerror(number)}" in TEXTS


@pytest.mark.parametrize("field", sorted({*Endpoint.model_fields} - {"model", "api_key"}))
def test_each_setting_of_a_language_model_is_told_in_bokmaal(monkeypatch: pytest.MonkeyPatch, field: str) -> None:
    monkeypatch.setenv(f"{PREFIX}{field.upper()}", "-1")
    with pytest.raises(ModelError) as caught:
        Endpoint.from_env()
    assert fault_text(caught.value, "en") == str(caught.value)
    assert f"holder ikke: {PREFIX}{field.upper()} skal være" in fault_text(caught.value, "nb")


@pytest.mark.parametrize(
    ("about", "bokmaal"),
    [
        ("", "I {home}/about.toml: title mangler; date mangler."),
        (
            'title = "A"\ndate = "2020"\nkind = "x"\nregions = 1',
            "I {home}/about.toml: kind skal være en av evaluation, follow-up-research, case-study, own-report, other, "
            "ikke 'x'; regions skal være en liste av tekster.",
        ),
        (
            "title = ",
            "{home}/about.toml kan ikke leses: Den er ikke TOML (Invalid value (at end of document)). Rett den der.",
        ),
        (None, "{home}/about.toml mangler. Kopier en fra en annen rapport og fyll den ut."),
    ],
)
def test_what_is_wrong_with_a_report_is_told_in_both_languages(tiny: Path, about: str | None, bokmaal: str) -> None:
    home = tiny / "fjord-2019"
    if about is None:
        (home / "about.toml").unlink()
    else:
        (home / "about.toml").write_text(about)
    (problem,) = load_library(tiny).problems
    assert fault_text(problem.error, "nb") == bokmaal.format(home=home)
    assert fault_text(problem.error, "en") == problem.text
