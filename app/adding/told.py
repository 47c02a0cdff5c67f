"""What was recognised in a file that was added, as rows of a name and a value."""

from collections.abc import Iterator

from app.adding.batch import Sent
from app.faults import fault_text
from app.wording import listed, say
from corpus.adding import Added
from corpus.records import Language
from corpus.sources import one_line

MOST_PAGES = 12  # scanned pages named; the rest are counted
STAGES = ("pages", "structure", "paragraphs", "placing")  # that have texts of their own


def told(added: Added, shown: Language) -> list[dict[str, str]]:
    """Return what was recognised, what is not known left out."""
    return [{"name": say(f"told.{name}", shown), "value": value} for name, value in _rows(added, shown) if value]


def _rows(added: Added, shown: Language) -> Iterator[tuple[str, str]]:
    report, proposal = added.content.report, added.proposal
    kinds = [block.kind for block in report.blocks]
    yield "title", one_line(proposal.title)
    yield "before", _before(added, shown)
    yield "year", proposal.date[:4]
    yield "language", say(f"language.in.{proposal.language}", shown)
    yield "regions", ", ".join(proposal.places.regions)
    yield "municipalities", ", ".join(proposal.places.municipalities)
    yield "programmes", one_line(", ".join(proposal.programmes))
    yield (
        "read",
        listed(
            [
                say("told.pages", shown, count=len(report.pages)),
                say("told.headings", shown, count=kinds.count("heading")),
                say("told.tables", shown, count=kinds.count("table")),
            ],
            shown,
        ),
    )
    yield "scanned", _scanned(report.scanned, shown)


def _before(added: Added, shown: Language) -> str:
    """Return the title of the report that was replaced, and that it stays where the new file has another."""
    before = one_line(added.before)
    if not before or added.about_written or before == one_line(added.proposal.title):
        return before
    return say("told.before.stays", shown, title=before)


def _scanned(numbers: tuple[int, ...], shown: Language) -> str:
    if not numbers:
        return ""
    first = ", ".join(map(str, numbers[:MOST_PAGES]))
    more = len(numbers) - MOST_PAGES
    return say(
        "told.scanned.pages", shown, pages=say("health.more", shown, pages=first, count=more) if more > 0 else first
    )


def state_text(one: Sent, shown: Language) -> str:
    """Return in a few words how far a file has come, or what came of it."""
    if one.fault is not None:
        return fault_text(one.fault, shown)
    if one.state == "reading":
        return say(f"adding.stage.{one.stage}" if one.stage in STAGES else "adding.state.reading", shown)
    before = one_line(one.added.before) if one.added else ""
    return say(f"adding.state.{one.state}", shown, before=before)
