"""What is wrong with a file, in both languages: the English is the error's own, the bokmål says as much."""

import ast
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest

from app.faults import fault_text
from app.wording import TEXTS
from corpus.errors import ReportError
from corpus.formats.child import DAMAGED, TOO_MUCH
from corpus.formats.kinds import OPENINGS, PACKED
from corpus.formats.process import BROKE_OFF

ANSWERED = {"memory": TOO_MUCH, "damaged": DAMAGED, "broke-off": BROKE_OFF}  # of the parsing process, in JSON
ROOT = Path(__file__).parent.parent


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
    ],
    ids=lambda value: str(value)[:20],
)
def test_an_error_is_told_whatever_it_carries(error: ReportError, text: str) -> None:
    assert fault_text(error, "nb").startswith(text)


def raised() -> Iterator[tuple[str, str, set[str], str]]:
    """Yield of each error made with a kind: where, its kind, its values' names, and its sentence with {} for values."""
    for path in (*(ROOT / "corpus").rglob("*.py"), *(ROOT / "app").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and len(node.args) == 2 and ast.unparse(node.func).endswith("Error"):
                text, kind = node.args
                if isinstance(kind, ast.Constant) and isinstance(kind.value, str):
                    names = {k.arg for k in node.keywords if k.arg}
                    yield f"{path.name}:{node.lineno}", kind.value, names, sentence(text)


def sentence(text: ast.expr) -> str:
    """Return a literal text with {} for what is filled in; empty where it stands elsewhere."""
    if isinstance(text, ast.Constant):
        return str(text.value)
    parts = text.values if isinstance(text, ast.JoinedStr) else []
    return "".join(str(p.value) if isinstance(p, ast.Constant) else "{}" for p in parts)


RAISED = list(raised())


@pytest.mark.parametrize(("_where", "kind", "names", "said"), RAISED, ids=[where for where, *_ in RAISED])
def test_each_kind_of_error_has_its_text(_where: str, kind: str, names: set[str], said: str) -> None:
    _, english = TEXTS[f"fault.{kind}"]
    pieces = list(Formatter().parse(english))
    assert {field for _, field, _, _ in pieces if field} - {"name"} == names - {"name"}
    told = "".join(literal + ("{}" if field else "") for literal, field, _, _ in pieces)
    assert said in ("", told, told.removeprefix("{} ").removesuffix("."))


def test_no_text_is_left_over() -> None:
    kinds = {kind for _, kind, _, _ in RAISED} | {f"is.{key}" for key, _ in (*PACKED.values(), *OPENINGS.values())}
    assert {key.removeprefix("fault.") for key in TEXTS if key.startswith("fault.")} == kinds | set(ANSWERED)


@pytest.mark.parametrize("kind", ANSWERED)
def test_what_the_parsing_process_answers_has_its_text(kind: str) -> None:
    assert TEXTS[f"fault.{kind}"][1] == f"{{name}} {ANSWERED[kind]}."
