"""The findings as the matrix counts them: each with its column, its level and its page."""

from collections.abc import Iterable
from dataclasses import dataclass

from app.answering.shelf import Shelved
from app.evidence.regions import OTHER, in_order, region_of
from app.evidence.strength import Level, is_own, level_of
from corpus.records import Finding, Note, Report
from corpus.themes import STRENGTHS, VERDICTS, themes

NO_PROGRAMME = "none"  # stands for findings on no programme, in columns and addresses


@dataclass(frozen=True, slots=True)
class Item:
    """A finding with what the page needs of its surroundings."""

    id: str  # "<report-id>:<start>-<end>:<ordinal>", the same as long as the report and its notes are
    finding: Finding
    note: Note  # the note it is a finding of
    report: Report
    page: int  # number of the text page its quote begins on
    section: tuple[str, ...]  # heading path of the passage it stands in
    region: str  # a region, or `regions.OTHER`
    programme: str  # a programme, or NO_PROGRAMME
    level: Level
    own: bool  # the programme's word about itself
    years: tuple[int, int]  # what the report is about; its year of publication where that is not told

    @property
    def quote(self) -> str:
        """The report's own words, as they stand."""
        return self.report.text[self.finding.start : self.finding.end]


@dataclass(frozen=True, slots=True)
class Evidence:
    """All findings, and everything they can be narrowed by, in the order it is shown."""

    items: tuple[Item, ...]
    reports: tuple[Report, ...]
    regions: tuple[str, ...]  # the matrix's columns, `regions.OTHER` last
    programmes: tuple[str, ...]  # report by report, NO_PROGRAMME last
    places: tuple[str, ...]  # what the region filter offers: the columns, then the places named in findings
    years: tuple[int, int]  # first and last year of any report; (0, 0) where there are no findings
    left_out: int = 0  # findings with a verdict, theme or strength that is in no list; the notes want mending


def gather(shelf: Iterable[Shelved], reports: Iterable[Report]) -> Evidence:
    """Return the findings of a shelf as evidence; `reports` are all, also those without findings."""
    every, found = tuple(reports), tuple(shelf)
    items = tuple(_item(one, number) for number, one in enumerate(found) if _is_known(one.finding))
    regions = in_order((i.region for i in items), OTHER)
    named = in_order((i.finding.where for i in items), "")
    programmes = tuple(dict.fromkeys(p for r in every for p in _programmes(r, items)))
    spans = [i.years for i in items]
    return Evidence(
        items=items,
        reports=every,
        regions=regions,
        programmes=(*programmes, *([NO_PROGRAMME] if any(i.programme == NO_PROGRAMME for i in items) else [])),
        places=(*regions, *(p for p in sorted(named) if p and p not in regions)),
        years=(min((s[0] for s in spans), default=0), max((s[1] for s in spans), default=0)),
        left_out=len(found) - len(items),
    )


def _is_known(finding: Finding) -> bool:
    return finding.verdict in VERDICTS and finding.theme in themes() and finding.strength in STRENGTHS


def _item(one: Shelved, number: int) -> Item:
    finding, report = one.finding, one.report
    return Item(
        id=f"{report.id}:{finding.start}-{finding.end}:{number}",
        finding=finding,
        note=one.note,
        report=report,
        page=report.page_at(finding.start).number,
        section=one.passage.section,
        region=region_of(finding, report),
        programme=finding.programme or NO_PROGRAMME,
        level=level_of(finding, report),
        own=is_own(finding, report),
        years=report.about.period or (report.about.year, report.about.year),
    )


def _programmes(report: Report, items: tuple[Item, ...]) -> list[str]:
    """Return the report's programmes that have findings, in the report's own order."""
    used = {i.programme for i in items if i.report.id == report.id}
    return [p for p in report.about.programmes if p in used]
