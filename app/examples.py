"""Questions to try that the filters in force leave answers to: the same ones each time."""

from collections.abc import Iterable, Sequence

from app.wording import EXAMPLES, column, say
from corpus.records import Filters, Language, Note, Report
from index.filters import matches

MOST = 5  # questions offered
LONGEST = 90  # characters of one


def examples(notes: Iterable[Note], reports: dict[str, Report], filters: Filters, language: Language) -> list[str]:
    """Return questions in `language` whose answers stand in the reports that `filters` leave.

    With no filter they are those of `wording.toml`. Else a broad one on each region chosen comes first, then
    questions that the reading notes on findings answer, from each report in turn.
    """
    if not filters:
        return [pair[column(language)] for pair in EXAMPLES][:MOST]
    allowed = [r.id for r in reports.values() if matches(r, filters)]
    if not allowed:
        return []
    asked = [say("examples.region", language, name=region) for region in filters.regions]
    written = list(notes)
    per_report = [_questions([n for n in written if n.report_id == name], filters, language) for name in allowed]
    return list(dict.fromkeys([*asked[:2], *_in_turn(per_report)]))[:MOST]


def _questions(notes: Sequence[Note], filters: Filters, language: Language) -> list[str]:
    """Return a question of each note that holds a finding, of the chosen programmes where there are such."""
    found = [n for n in notes if any(not filters.programmes or f.programme in filters.programmes for f in n.findings)]
    step = max(1, len(found) // MOST)  # from all over the report, not from its first pages only
    asked = [q for n in found[::step] for q in (n.questions_en if language == "en" else n.questions_nb)[:1]]
    return [q for q in asked if len(q) <= LONGEST]


def _in_turn(lists: Sequence[Sequence[str]]) -> list[str]:
    """Return the first of each list, then the second of each, and so on."""
    longest = max((len(one) for one in lists), default=0)
    return [one[i] for i in range(longest) for one in lists if i < len(one)]
