"""Words are found whatever the white space between them, and their place is told in the text itself."""

import pytest

from corpus.squeezed import Squeezed

TEXT = "  En båt\n gikk,\t\ten  båt kom.\n"
FOUND = [
    ("En båt", 0, len(TEXT), "En båt"),
    ("båt gikk,", 0, len(TEXT), "båt\n gikk,"),
    ("gikk, en båt", 0, len(TEXT), "gikk,\t\ten  båt"),
    ("båt", 10, len(TEXT), "båt"),  # the second one
    (" kom. ", 0, len(TEXT), "kom."),
    ("båt kom.", 0, TEXT.index("båt kom"), "båt kom."),  # begins within, ends beyond
    ("båt kom.", 0, 5, None),
    ("En båt", 5, len(TEXT), None),
    ("ferje", 0, len(TEXT), None),
    ("  ", 0, len(TEXT), None),
]


@pytest.mark.parametrize(("words", "low", "high", "expected"), FOUND)
def test_words_are_found(words: str, low: int, high: int, expected: str | None) -> None:
    place = Squeezed(TEXT).find(words, low, high)
    assert (place and TEXT[place[0] : place[1]]) == expected
    if words == "båt":
        assert place == (TEXT.rindex("båt"), TEXT.rindex("båt") + 3)


def test_an_empty_text_holds_nothing() -> None:
    assert Squeezed("").find("båt", 0, 0) is None
