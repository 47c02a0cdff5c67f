"""A question on several names is put for each alone, and each side answers or is silent by itself."""

import pytest

from app.answering.apart import about_one
from app.answering.understand import understand
from corpus.library import Library

ALONE = [
    (
        "Hvem eide de ulike prosjektene: Piloten i Oppland, Innovasjonsløft Hallingdal og Sats på Hallingdal?",
        {
            "Piloten": "Hvem eide de ulike prosjektene: Piloten i Oppland?",
            "Innovasjonsløft Hallingdal": "Hvem eide de ulike prosjektene: Innovasjonsløft Hallingdal?",
            "Sats på Hallingdal": "Hvem eide de ulike prosjektene: Sats på Hallingdal?",
        },
    ),
    (
        "hva kosta arena lettmetall og innovasjonsløft?",
        {
            "Arena Lettmetall": "hva kosta arena lettmetall?",
            "Innovasjonsløft Hallingdal": "hva kosta innovasjonsløft?",
        },
    ),
    (
        "Kva næring lever dei mest av i Hallingdal, i Lillehammer-regionen og på Raufoss?",
        {
            "Hallingdal": "Kva næring lever dei mest av i Hallingdal?",
            "Lillehammer-regionen": "Kva næring lever dei mest av i Lillehammer-regionen?",
            "Raufoss-Gjøvik-Toten": "Kva næring lever dei mest av i Raufoss?",
        },
    ),
    (
        "Was the manager more important in Sats på Hallingdal than in Arena Lettmetall?",
        {
            "Sats på Hallingdal": "Was the manager more important in Sats på Hallingdal?",
            "Arena Lettmetall": "Was the manager more important in Arena Lettmetall?",
        },
    ),
]


@pytest.mark.parametrize(("question", "alone"), ALONE)
def test_a_question_is_put_for_one_name_alone(question: str, alone: dict[str, str], library: Library) -> None:
    understood = understand(question, library.reports)
    names = (*understood.places.covered, *understood.programmes)
    assert set(names) == set(alone)
    assert {name: about_one(question, name, names, library.reports) for name in names} == alone


def test_one_name_is_left_as_it_is() -> None:
    assert about_one("Who owned Alfa, in all?", "Alfa", ["Alfa"], []) == "Who owned Alfa, in all?"
