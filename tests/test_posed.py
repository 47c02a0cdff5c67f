"""Questions by their tokens: which words each shares with what is asked."""

import pytest

from index.posed import Posed

POSED = Posed.of(["hvem eide firmaet", "hva kostet det", ""], str.split)
SHARED = [
    ({"eide", "det"}, {0: {"eide"}, 1: {"det"}}),
    ({"hvem", "firmaet"}, {0: {"hvem", "firmaet"}}),
    ({"ferje"}, {}),
    (set(), {}),
]
AMONG = [
    ({"eide", "det"}, range(3), {"eide", "det"}),
    ({"eide", "det"}, {1}, {"det"}),
    ({"eide", "det"}, {2}, set()),
]


def test_each_token_counts_once() -> None:
    assert Posed.of(["om og om igjen"], str.split).lengths == (3,)
    assert POSED.lengths == (3, 3, 0)


@pytest.mark.parametrize(("forms", "expected"), SHARED)
def test_what_each_question_shares(forms: set[str], expected: dict[int, set[str]]) -> None:
    assert POSED.shared(forms) == expected


@pytest.mark.parametrize(("forms", "among", "expected"), AMONG)
def test_what_some_questions_hold(forms: set[str], among: range | set[int], expected: set[str]) -> None:
    assert POSED.held(forms, among) == expected
