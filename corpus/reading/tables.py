"""Find the tables among the drafts: rows under a caption, rows without one, rows that strayed from theirs."""

from corpus.reading.blocks import NUMBERED, Draft
from corpus.reading.lines import SOURCE, ends_sentence, is_row, numeric_share
from corpus.reading.titles import CHAPTERS

PROSE = 100  # characters: a sentence of that length under a caption is the text going on, not a cell
LABEL = 260  # characters: an open-ended stretch so long can still be a chart's label
RUN = 3  # fragments in a row that make a table


def mark_tables(drafts: list[Draft]) -> list[Draft]:
    """Return the drafts with captions and their rows made one table each."""
    return _bring_home(_gather_fragments(_gather_under_captions(drafts)))


def is_fragment(draft: Draft) -> bool:
    """Tell whether a draft is too short and too open-ended to be prose: a cell, a label, a title."""
    if draft.kind != "paragraph" or NUMBERED.match(draft.text) or CHAPTERS.match(draft.text):
        return False
    longest = max(len(text) for _, text in draft.lines)
    listed = len(draft.lines) > 2 and not ends_sentence(draft.text) and not _runs_full(draft)
    return listed or (len(draft.text) < 90 and longest < 90 and not ends_sentence(draft.text))


def _runs_full(draft: Draft) -> bool:
    """Tell whether the lines are filled as prose is: all but the last of much the same length."""
    lengths = [len(text) for _, text in draft.lines[:-1]]
    return min(lengths) > 0.75 * max(lengths)


def _gather_under_captions(drafts: list[Draft]) -> list[Draft]:
    out: list[Draft] = []
    for draft in drafts:
        last = out[-1] if out else None
        if last is not None and last.caption and _is_part(draft, last):
            if len(last.lines) == 1 and not last.rows and _goes_on(last, draft):
                last.lines[0] = (last.page, f"{last.lines[0][1].rstrip()} {draft.text}")
            else:
                last.lines += draft.lines
                last.rows = True
        else:
            out.append(draft)
            if draft.caption and len(draft.lines) > 1:
                _fold_caption(draft)
    return out


def _fold_caption(draft: Draft) -> None:
    """Join a caption's own lines: those before the first row."""
    rows = [i for i, (_, text) in enumerate(draft.lines) if i and is_row(text)]
    cut = rows[0] if rows else len(draft.lines)
    caption = " ".join(text.strip() for _, text in draft.lines[:cut])
    draft.lines = [(draft.page, caption), *draft.lines[cut:]]
    draft.rows = len(draft.lines) > 1


def _goes_on(table: Draft, draft: Draft) -> bool:
    return draft.text[:1].islower() and len(table.text) > 60


def _is_part(draft: Draft, table: Draft) -> bool:
    """Tell whether a draft that follows `table` belongs to it."""
    number = NUMBERED.match(draft.text)
    heading = number is not None and numeric_share(draft.text[number.end() :]) < 0.4
    if draft.caption or draft.kind == "footnote" or heading:
        return False
    if SOURCE.match(draft.text):
        return True
    if draft.page != table.lines[-1][0]:
        return False
    if draft.kind == "bullet":
        return table.rows and len(table.lines) > 3
    long_cell = len(table.lines) > 3 and not any(len(text) > 70 for _, text in draft.lines)
    label = not ends_sentence(draft.text) and len(draft.text) < LABEL
    return is_fragment(draft) or len(draft.text) < PROSE or label or long_cell


def _gather_fragments(drafts: list[Draft]) -> list[Draft]:
    """Make tables of runs of fragments that no caption announces."""
    out: list[Draft] = []
    run: list[Draft] = []
    for draft in [*drafts, None]:
        if draft is not None and is_fragment(draft):
            run.append(draft)
            continue
        rows = [text for d in run for _, text in d.lines if is_row(text)]
        if len(run) >= RUN or rows:
            title = [run.pop()] if len(run) > 1 and _titles(run[-1], draft) and not rows else []
            lines = [line for d in run for line in d.lines]
            out += [Draft("table", lines, rows=True), *title]
        else:
            out += run
        run = []
        if draft is not None:
            out.append(draft)
    return out


def _titles(fragment: Draft, following: Draft | None) -> bool:
    """Tell whether the last fragment of a run is rather the title of the prose that follows."""
    prose = following is not None and following.kind in ("paragraph", "bullet") and len(following.text) > PROSE
    return prose and len(fragment.lines) == 1 and not is_row(fragment.text) and fragment.text[:1].isupper()


def _bring_home(drafts: list[Draft]) -> list[Draft]:
    """Move rows without a caption under the one caption of their page that has none."""
    empty = [d for d in drafts if d.caption and len(d.lines) == 1 and d.text.startswith("Tab")]
    moved = set()
    for caption in empty:
        for draft in drafts:
            stray = draft.kind == "table" and not draft.caption and draft.page == caption.page
            if stray and sum(is_row(text) for _, text in draft.lines) > len(draft.lines) / 2:
                caption.lines += draft.lines
                caption.rows = True
                moved.add(id(draft))
                break
    return [d for d in drafts if id(d) not in moved]
