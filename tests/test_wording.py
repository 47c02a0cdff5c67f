"""Every text people read stands in one file, in both languages."""

import ast
import re
import tomllib
from collections import Counter
from pathlib import Path
from string import Formatter
from typing import Any

import pytest

from app import wording
from app.faults import WORDS
from app.wording import EXAMPLES, NYNORSK, TEXTS, listed, say
from corpus.records import Language

APP = Path(wording.__file__).parent
SAME = {  # texts that are the same in both languages, and why
    "title",  # a name
    "language.nb",  # languages are named in their own words
    "language.en",
    "seconds",  # figures and signs only
    "source.evidence",
    "years",
    "card.label",
    "language.in.nb",  # names that are the same in English
    "language.in.nn",
    "evidence.axis.region",  # the same word in both
    "evidence.choose.region",
    "evidence.csv.region",
}
COUNTS = ("all", "cells", "count", "failed", "findings", "least", "most", "n", "reports", "seconds")
ALIKE = {  # what may follow a number and is the same for one and for many
    *("av", "avsnitt", "byte", "er", "feil", "fungerte", "funn", "ganger", "og", "til", "tegn", "treff"),
    *("at", "bytes", "did", "deep", "mixed", "more", "of", "s", "worked"),
}
ALWAYS_MANY = {  # texts whose number is never one: a limit, or what goes beyond one
    *("adding.about", "adding.many", "ask.long", "evidence.rules.fewest", "mend.fault.long", "mend.fault.many"),
    *(key for key in TEXTS if key.startswith("fault.")),
}
WRITTEN = {key: text for key, text in tomllib.loads(wording.FILE.read_text("utf-8")).items() if key != "to-try"}
SAME_WORDS = {  # the same words for two things
    "edit.ask",  # what a button does; "chat" names a page
    "told.language",  # a report's; "language" is the page's
}
SHOWN = {  # what draws a text on the page
    *("button", "caption", "chat_input", "error", "expander", "header", "info", "markdown", "multiselect", "radio"),
    *("download_button", "popover"),
    *("selectbox", "spinner", "subheader", "success", "text", "title", "toast", "warning", "write"),
}
WORD = re.compile(r"[^\W\d_]{2,}")  # two letters and more


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize("key", TEXTS)
def test_both_languages_say_it(key: str) -> None:
    nb, en = TEXTS[key]
    assert nb.strip()
    assert en.strip()
    assert (nb == en) == (key in SAME)
    assert fields(nb) == fields(en)


def test_the_same_words_stand_once() -> None:
    stands = [(key, text) for key, text in WRITTEN.items() if "same" not in text and key not in SAME_WORDS]
    seen = Counter((text["nb"], text["en"], text.get("nn")) for _, text in stands)
    assert [key for key, text in stands if seen[text["nb"], text["en"], text.get("nn")] > 1] == []


def test_no_text_is_in_vain() -> None:
    program = "\n".join(path.read_text(encoding="utf-8") for path in APP.rglob("*.py")).replace("'", '"')
    asked = {key for key in TEXTS if f'"{key}"' in program}
    families = {*re.findall(r'"([\w.-]+)\.\{', program), *WORDS.values()}  # asked by a name that is put together
    openings = {key: {key[: dot.start()] for dot in re.finditer(r"\.", key)} for key in TEXTS}
    assert [key for key in TEXTS if key not in asked and not openings[key] & families] == []


@pytest.mark.parametrize("key", NYNORSK)
def test_nynorsk_says_it_too(key: str) -> None:
    assert NYNORSK[key].strip()
    assert fields(NYNORSK[key]) == fields(TEXTS[key][0])
    assert say(key, "nn", **dict.fromkeys(fields(NYNORSK[key]), "x")).strip()


def test_all_that_stands_in_answers_is_there_in_nynorsk() -> None:
    answers = (
        "abstain.",
        "overview.",
        "strength.",
        "answer.unsure",
        "answer.also",
        "filters.none",
        "ask.empty",
        "ask.long",
    )
    assert [key for key in TEXTS if key.startswith(answers) and key not in NYNORSK] == []


def calls(path: Path) -> list[ast.Call]:
    return [node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Call)]


def name_of(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def test_no_key_is_missing() -> None:
    asked = {
        call.args[0].value
        for path in APP.rglob("*.py")
        for call in calls(path)
        if name_of(call) == "say" and call.args and isinstance(call.args[0], ast.Constant)
    }
    assert asked - set(TEXTS) == set()


def test_the_page_shows_no_text_from_elsewhere() -> None:
    elsewhere = [
        f"{path.name}:{call.lineno} {ast.unparse(argument)}"
        for path in APP.glob("page_*.py")
        for call in calls(path)
        if name_of(call) in SHOWN
        for argument in (*call.args[:1], *(k.value for k in call.keywords if k.arg in ("label", "placeholder", "help")))
        if any(WORD.search(re.sub(r":material/\w+:", "", text)) for text in literals(argument))
    ]
    assert elsewhere == []


def literals(node: ast.expr) -> list[str]:
    """Return the literal texts of an expression, those that only name a text for `say` left out."""
    if isinstance(node, ast.Call):
        return []
    own = [node.value] if isinstance(node, ast.Constant) and isinstance(node.value, str) else []
    return own + [
        text for child in ast.iter_child_nodes(node) if isinstance(child, ast.expr) for text in literals(child)
    ]


def test_the_components_show_no_text_of_their_own() -> None:
    shown = re.compile(
        r"""(?:textContent\s*[:=]\s*|ariaLabel\s*=\s*|"aria-label",\s*|made\("\w+",\s*)(["'`])([^"'`]+)\1"""
    )
    for path in (APP / "components").glob("*.js"):
        texts = [text for _, text in shown.findall(path.read_text(encoding="utf-8"))]
        assert [t for t in texts if WORD.search(re.sub(r"\$\{[^}]*\}", "", t))] == [], path.name


def test_the_components_never_set_html() -> None:
    for path in (APP / "components").glob("*.js"):
        assert not re.search(
            r"innerHTML|outerHTML|insertAdjacentHTML|document\.write", path.read_text(encoding="utf-8")
        )


def test_examples_are_questions_in_both_languages() -> None:
    assert all(nb.endswith("?") and en.endswith("?") and nb != en for nb, en in EXAMPLES)


@pytest.mark.parametrize(
    ("items", "text"), [([], ""), (["a"], "a"), (["a", "b"], "a og b"), (["a", "b", "c"], "a, b og c")]
)
def test_listed(items: list[str], text: str) -> None:
    assert listed(items, "nb") == text


@pytest.mark.parametrize(
    ("key", "values", "language", "text"),
    [
        ("told.headings", {"count": 1}, "nb", "1 overskrift"),
        ("told.headings", {"count": 0}, "nb", "0 overskrifter"),
        ("told.headings", {"count": 21}, "en", "21 headings"),
        ("card.notes", {"count": 1}, "nb", "lesenotat"),
        ("card.notes", {"count": 2}, "en", "reading notes"),
        ("evidence.count.own", {"n": 1}, "en", "1 is the programme's own word about itself."),
        ("evidence.count.lesson", {"n": 3}, "nb", "3 lærdommer"),
        ("library.about", {"count": 1}, "nb", "1 rapport. Hvert svar bygger på denne, og bare på denne."),
        (
            "notice.marked",
            {"failed": 1, "all": 3},
            "en",
            "1 of 3 sentences is not supported by the reports and is marked.",
        ),
        (
            "place.page.beyond",
            {"name": "A", "last": 1, "page": 7},
            "nb",
            "A har bare tekstside 1, ikke 7. Her er den nærmeste.",
        ),
    ],
)
def test_words_go_with_their_number(key: str, values: dict[str, Any], language: Language, text: str) -> None:
    assert say(key, language, **values) == text


@pytest.mark.parametrize("key", [key for key in TEXTS if key not in ALWAYS_MANY])
def test_no_word_that_is_counted_is_without_its_singular(key: str) -> None:
    for text in TEXTS[key]:
        assert set(re.findall(rf"\{{(?:{'|'.join(COUNTS)})\}} (\w+)", text)) <= ALIKE


def test_a_value_that_is_missing_is_an_error() -> None:
    with pytest.raises(KeyError):
        say("filters.inforce", "nb")
