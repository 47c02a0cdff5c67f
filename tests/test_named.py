"""A question that names a programme is answered from its report, and one on what no report mentions is refused."""

import pytest

from app.answering.named import programmes_named_first
from app.answering.understand import understand
from app.assistant import Assistant


@pytest.mark.parametrize(
    ("question", "report"),
    [
        ("hvor lenge varte Piloten", "piloten-oppland-2017"),
        ("Was Arena Lettmetall's board too big?", "arena-lettmetall-2007"),
        ("Hvor mange satt i styret for Sats?", "sats-pa-hallingdal-2025"),
    ],
)
def test_hits_on_the_programme_named_come_first(assistant: Assistant, question: str, report: str) -> None:
    hits = assistant.hearing.read(question).found.hits
    assert {hit.passage.report_id for hit in hits[:5]} == {report}
    assert len(hits) == 20
    assert [hit.rank for hit in hits] == list(range(1, 21))
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


@pytest.mark.parametrize(
    ("question", "all_are_left"),
    [
        ("Hva lærte Piloten om tillit?", False),
        ("Har flere av rapportene samme erfaring som Piloten med tillit?", True),
        ("Hva lærte de om tillit?", True),
    ],
)
def test_other_reports_are_heard_where_several_or_none_is_asked(
    assistant: Assistant, question: str, all_are_left: bool
) -> None:
    found, understood = assistant.searcher.search("tillit", 20), understand(question, assistant.reports.values())
    assert (programmes_named_first(found, understood, assistant.searcher) == found) is all_are_left


@pytest.mark.parametrize(
    ("question", "refused"),
    [
        ("Hva sier rapporten om vindkraft?", True),
        ("What does the report say about wind power?", True),
        ("Kva står det om bompengar i rapportane?", True),
        ("Hva sier rapportene om eldreomsorg?", False),
        ("Hva sier rapportene om tillit?", False),
    ],
)
def test_what_no_report_mentions_is_refused_however_it_is_framed(
    assistant: Assistant, question: str, refused: bool
) -> None:
    assert assistant.ask(question).abstained is refused
