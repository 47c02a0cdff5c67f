"""The rules of the evidence: places, strength, summaries made of counts."""

import pytest

from app.evidence.items import Evidence, Item
from app.evidence.regions import OTHER, region_of
from app.evidence.shown import card
from app.evidence.strength import LEVELS, RULES, Level, level_of_many
from app.evidence.summary import FEWEST, summary
from app.wording import TEXTS, say
from corpus.records import Finding, Report
from corpus.themes import STRENGTHS


def finding(where: str, strength: str = "survey") -> Finding:
    return Finding("worked", "Det gikk", "It went", where, "", "jobs", strength, 0, 1)


@pytest.mark.parametrize(
    ("report", "where", "region"),
    [
        ("sats-pa-hallingdal-2025", "Hallingdal", "Hallingdal"),
        ("sats-pa-hallingdal-2025", "Hemsedal", "Hallingdal"),
        ("sats-pa-hallingdal-2025", "Buskerud", OTHER),
        ("sats-pa-hallingdal-2025", "", OTHER),
        ("sats-pa-hallingdal-2025", "Tromsø", OTHER),
        ("piloten-oppland-2017", "Hadeland", "Hadeland"),
        ("piloten-oppland-2017", "Lillehammer", OTHER),  # several regions: nobody has written down which
        ("piloten-oppland-2017", "Oppland", OTHER),  # named as a region, and a whole county
    ],
)
def test_a_place_belongs_to_a_region_only_where_the_report_says_so(
    reports: dict[str, Report], report: str, where: str, region: str
) -> None:
    assert region_of(finding(where), reports[report]) == region


def test_every_kind_of_evidence_has_a_rule_and_says_it() -> None:
    assert tuple(RULES) == STRENGTHS
    assert all(f"evidence.rule.{strength}" in TEXTS for strength in STRENGTHS)
    assert all(f"evidence.level.{level}" in TEXTS for level in LEVELS)
    assert [LEVELS.index(RULES[s]) for s in STRENGTHS] == sorted(LEVELS.index(RULES[s]) for s in STRENGTHS)


@pytest.mark.parametrize(
    ("levels", "level"),
    [
        (["measured"], "measured"),
        (["measured", "judged"], "measured"),
        (["measured", "judged", "judged"], "judged"),
        (["own", "own", "measured"], "own"),
        (["own", "judged", "measured", "own"], "judged"),
    ],
)
def test_a_mark_has_the_level_half_of_its_findings_reach(levels: list[Level], level: Level) -> None:
    assert level_of_many(levels) == level


def test_no_findings_have_no_level() -> None:
    with pytest.raises(ValueError, match="no findings"):
        level_of_many([])


def test_a_programmes_own_words_are_marked_whatever_they_rest_on(evidence: Evidence) -> None:
    for item in evidence.items:
        assert item.own == (item.finding.strength == "own report" or item.report.id.startswith("sats"))
        assert card(item, "nb")["own"] == (say("evidence.own", "nb") if item.own else "")
        assert (item.level == "own") == item.own


def some(evidence: Evidence, *wanted: tuple[str, str, str]) -> list[Item]:
    """Return one item for each (report, verdict, strength), each another."""
    out: list[Item] = []
    for start, verdict, strength in wanted:
        out.append(
            next(
                i
                for i in evidence.items
                if i not in out
                and i.report.id.startswith(start)
                and (i.finding.verdict, i.finding.strength) == (verdict, strength)
            )
        )
    return out


def test_summaries_are_made_of_counts(evidence: Evidence) -> None:
    items = some(
        evidence,
        ("arena", "worked", "survey"),
        ("arena", "worked", "survey"),
        ("inno", "worked", "interviews"),
        ("inno", "mixed", "survey"),
        ("sats", "lesson", "own report"),
    )
    assert summary(items, "nb") == (
        "5 funn fra 3 rapporter: 3 fungerte, 1 blandet og 1 lærdom. Bygger på: spørreundersøkelse (3) og "
        "intervjuer (1). 1 er programmets egne ord om seg selv."
    )
    assert summary(items[:3], "en") == (
        "3 findings from 2 reports: 3 worked. They rest on: a survey (2) and interviews (1)."
    )
    assert summary(items[:2], "nb") == "2 funn fra 1 rapport: for få til å oppsummere (det må være minst 3)."
    assert summary([], "en") == "No findings here."
    own = [i for i in evidence.items if i.own][:FEWEST]
    assert summary(own, "en").endswith("All are the programme's own word about itself.")
