"""Say in a few lines what was recognised in a file."""

from pathlib import Path

from corpus.adding import Added
from corpus.formats.process import shown
from corpus.library import ABOUT
from corpus.passages import split_report
from corpus.propose import Proposal
from corpus.sources import one_line

KINDS = {"pdf": "PDF", "docx": "Word", "html": "HTML", "md": "Markdown", "txt": "text"}
STATES = {"new": "added as", "changed": "takes the place of its older self in", "same": "is there already, as"}
LANGUAGES = {"nb": "Norwegian bokmål", "nn": "Norwegian nynorsk", "en": "English"}


def tell_added(path: Path, folder: Path, added: Added) -> list[str]:
    """Return what to print for a file that was added."""
    report = added.content.report
    headings = sum(b.kind == "heading" for b in report.blocks)
    tables = sum(b.kind == "table" for b in report.blocks)
    lines = [
        f"{shown(path)} {STATES[added.state]} {added.report_id}",
        f"  {KINDS[added.content.kind]}, {_count(len(report.pages), 'page')}, {_count(headings, 'heading')}, "
        f"{_count(tables, 'table')}, {_count(len(split_report(report)), 'passage')}",
    ]
    if added.before:
        lines.append(f"  {_tell_replaced(added)}")
    if report.scanned:
        numbers = ", ".join(map(str, report.scanned))
        lines.append(f"  not read, since scanned (pictures of text): text page {numbers}")
    if added.about_written:
        lines += [f"  {line}" for line in _tell_proposal(added.proposal)]
        lines.append(f"  These are guesses: read {folder / added.report_id / ABOUT}, mend it, set confirmed = true")
    return lines


def _tell_replaced(added: Added) -> str:
    """Return which report was replaced, by its title before and after."""
    before, after = one_line(added.before), one_line(added.proposal.title)
    if before == after or added.about_written:
        return f"replaces: {before}"
    return f"replaces: {before} (its title stays; the new file's is: {after})"


def _tell_proposal(proposal: Proposal) -> list[str]:
    places = proposal.places
    named = [*places.regions, *places.municipalities, *places.counties]
    return [
        f"title: {one_line(proposal.title)}",
        f"date: {proposal.date}; language: {LANGUAGES[proposal.language]}",
        f"places: {', '.join(named) or 'none recognised'}",
        f"programmes: {one_line(', '.join(proposal.programmes)) or 'none recognised'}",
    ]


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
