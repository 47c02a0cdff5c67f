"""Texts that say the same are told by the runs of words they share."""

import pytest

from index.alike import COMMON, alike

LONG = (
    "Tre delprosjekt får svært god tilbakemelding i undersøkelsen, tre får en mer blandet vurdering, og to får en svak "
    "vurdering av de bedriftene som svarte på skjemaet."
)
OTHER = (
    "Ferja gikk hver time i Fjordby, og førti bedrifter brukte den daglig gjennom hele det året som rapporten gjelder."
)


@pytest.mark.parametrize(
    ("texts", "found"),
    [
        ([LONG, OTHER], [(), ()]),
        ([LONG, OTHER, LONG], [(2,), (), (0,)]),
        ([f"{LONG} {OTHER}", OTHER], [(1,), (0,)]),  # a short one within a long one
        ([LONG, LONG.replace("svært god", "meget fin").replace("svak", "dårlig")], [(1,), (0,)]),  # lightly reworded
        ([LONG.upper(), LONG], [(1,), (0,)]),
        (["Tabell 3", "Tabell 3"], [(), ()]),  # too short to tell
        ([LONG, f"{OTHER} Tre delprosjekt får svært god tilbakemelding."], [(), ()]),  # a phrase is not enough
        ([LONG] * (COMMON + 1), [()] * (COMMON + 1)),  # what stands everywhere tells nothing
        ([""], [()]),
        ([], []),
    ],
)
def test_alike(texts: list[str], found: list[tuple[int, ...]]) -> None:
    assert alike(texts) == found


def test_the_likest_comes_first() -> None:
    half = LONG[: len(LONG) * 2 // 3]
    assert alike([LONG, f"{half} {OTHER}", LONG])[0] == (2, 1)
