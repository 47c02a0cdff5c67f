"""Passages: whole sentences of one section, tables whole, offsets that hold."""

from itertools import pairwise

import pytest

from corpus.passages import is_content, split_report
from corpus.records import Report
from corpus.sentences import sentence_spans


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("", []),
        ("   ", []),
        ("En setning.", ["En setning."]),
        ("Det var ca. 40 av dem. Så ble det 8.", ["Det var ca. 40 av dem.", "Så ble det 8."]),
        ("Vedtatt 24. juni 2025. Etter det 3 møter.", ["Vedtatt 24. juni 2025.", "Etter det 3 møter."]),
        ("Se bl.a. Hansen (2009). Ja!", ["Se bl.a. Hansen (2009).", "Ja!"]),
        ("Prosjektet (jfr. kap. 4.1) gikk godt.", ["Prosjektet (jfr. kap. 4.1) gikk godt."]),
        ("«Utvikling eller død.» Skåppå (1)", ["«Utvikling eller død.»", "Skåppå (1)"]),
        ("• Første punkt\n\n• Andre punkt", ["• Første punkt", "• Andre punkt"]),
        ("1. Mål for prosjektet", ["1. Mål for prosjektet"]),
    ],
)
def test_sentences(text: str, sentences: list[str]) -> None:
    assert [text[s:e] for s, e in sentence_spans(text)] == sentences


@pytest.mark.parametrize("size", [400, 900, 1200])
def test_passages_hold(reports: dict[str, Report], size: int) -> None:
    for report in reports.values():
        passages = split_report(report, size)
        for passage in passages:
            assert report.text[passage.start : passage.end] == passage.text
            assert passage.text.strip() == passage.text
            inside = [b for b in report.blocks if b.start < passage.end and passage.start < b.end]
            assert {b.section for b in inside if is_content(report, b)} == {passage.section}
        assert all(a.end <= b.start for a, b in pairwise(passages))


def test_all_content_is_in_a_passage(reports: dict[str, Report]) -> None:
    for report in reports.values():
        covered = bytearray(len(report.text))
        for passage in split_report(report):
            covered[passage.start : passage.end] = b"\1" * len(passage.text)
        for block in report.blocks:
            if is_content(report, block):
                missing = [
                    c
                    for c, on in zip(
                        report.text[block.start : block.end], covered[block.start : block.end], strict=True
                    )
                    if not on
                ]
                assert not "".join(missing).strip()


def test_no_passage_ends_inside_a_sentence(reports: dict[str, Report]) -> None:
    for report in reports.values():
        for passage in split_report(report):
            block = next(b for b in report.blocks if b.start < passage.end <= b.end)
            if passage.end != block.end:
                ends = [block.start + e for _, e in sentence_spans(report.text[block.start : block.end])]
                assert passage.end in ends


def test_tables_stay_whole(reports: dict[str, Report]) -> None:
    for report in reports.values():
        edges = {(p.start, p.end) for p in split_report(report, 300)}
        for block in report.blocks:
            if block.kind == "table" and is_content(report, block):
                assert any(start <= block.start and block.end <= end for start, end in edges)
