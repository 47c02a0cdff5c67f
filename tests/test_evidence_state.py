"""A view as an address and back; an address is anybody's text."""

from dataclasses import replace

import pytest

from app.evidence.items import NO_PROGRAMME, Evidence
from app.evidence.regions import OTHER
from app.evidence.state import read, write
from app.evidence.view import Narrowed, View

EVERYTHING = View()


@pytest.mark.parametrize(
    "view",
    [
        EVERYTHING,
        View(axis="programme", form="table", row="jobs", column="RISC"),
        View(row="clusters-networks", column="Raufoss-Gjøvik-Toten"),
        View(column=OTHER, narrowed=Narrowed(region=(OTHER, "Ål"), programme=("FoU/RTIM", NO_PROGRAMME))),
        View(
            narrowed=Narrowed(
                report=("piloten-oppland-2017",),
                theme=("jobs", "funding"),
                verdict=("worked", "lesson"),
                strength=("evaluator's judgement",),
                years=(2014, 2020),
            )
        ),
    ],
)
def test_a_view_goes_into_an_address_and_back(evidence: Evidence, view: View) -> None:
    found = read(write(view), evidence)
    assert found.view == view
    assert found.unknown == ()


@pytest.mark.parametrize(
    ("query", "unknown"),
    [
        ({"region": ["Mars"]}, ("region",)),
        ({"region": ["<script>alert(1)</script>", "![](http://evil)"]}, ("region",)),
        ({"theme": ["' OR 1=1 --"], "verdict": [""]}, ("theme", "verdict")),
        ({"row": ["__proto__"], "column": ["../../etc/passwd"]}, ("row", "column")),
        ({"axis": ["programme", "region"], "form": ["x" * 100_000]}, ("axis", "form")),
        ({"years": ["9999-0000"]}, ("years",)),
        ({"years": ["١٢٣٤-٥٦٧٨"]}, ("years",)),
        ({"years": ["2014-2016", "2015-2016"]}, ("years",)),
        ({"years": ["1000-1100"]}, ("years",)),
        ({"nonsense": ["1"], "embed": ["true"]}, ()),
    ],
)
def test_what_an_address_holds_beside_a_view_is_left_out_and_told(
    evidence: Evidence, query: dict[str, list[str]], unknown: tuple[str, ...]
) -> None:
    found = read(query, evidence)
    assert replace(found.view, axis="region") == EVERYTHING
    assert found.unknown == unknown


def test_the_good_part_of_an_address_holds(evidence: Evidence) -> None:
    found = read({"region": ["Mars", "Hallingdal", "Hallingdal"], "years": ["1900-2005"], "row": ["jobs"]}, evidence)
    assert found.view.narrowed == Narrowed(region=("Hallingdal",), years=(evidence.years[0], 2005))
    assert found.view.row == "jobs"
    assert found.unknown == ("region",)
