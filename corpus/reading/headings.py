"""Find the headings among the drafts, give every block its section path, and mark what is not content."""

import re

from corpus.reading.blocks import LEADERS, LIST_NUMBER, NUMBERED, Draft
from corpus.reading.lines import SOURCE, ends_sentence, is_row, numeric_share
from corpus.reading.tables import is_fragment
from corpus.reading.titles import CHAPTERS, SKIPPED

LONGEST = 130  # characters of a heading that runs over two lines
TITLE_WORDS = 12
PROSE = 90  # characters from which a paragraph among a form's questions is more than one of them
FORM_LINE = re.compile(r"[○□☐]|^\d+ |[:?\"”»]\s*$")  # boxes, a question, a line to fill in, an aim to be judged
FORMS = re.compile(r"spørreskjema|intervjuguide|samtykke|forespørsel|questionnaire|consent", re.IGNORECASE)
FORMS_WITHIN = 700  # characters of an annex in which it says what it is
MONTH = "januar|februar|mars|april|mai|juni|juli|august|september|oktober|november|desember"
SIGNED = re.compile(rf"^[A-ZÆØÅ]\w+,? (?:den )?(?:\d{{1,2}}\. ?)?(?:{MONTH}) (?:19|20)\d\d\b")
SIGNATURE_GAP = re.compile(r"\S {8,}\S")


def mark_headings(drafts: list[Draft]) -> list[Draft]:
    """Return the drafts with headings told, section paths set and non-content marked."""
    drafts = _numbered(drafts)
    _titles(drafts)
    return set_sections(drafts)


def set_sections(drafts: list[Draft]) -> list[Draft]:
    """Return the drafts, whose headings are told, with section paths set and non-content marked."""
    _set_paths(drafts)
    _mark_skipped(drafts)
    return drafts


def _numbered(drafts: list[Draft]) -> list[Draft]:
    """Tell numbered headings by their numbers, which must follow on one another."""
    out: list[Draft] = []
    current: tuple[int, ...] = ()
    style = ""  # what stands between a chapter's number and its title: the same in all of them
    annexed = False  # the numbers of an annex are not those of the chapters
    for position, draft in enumerate(drafts):
        match = NUMBERED.match(draft.text) if draft.kind == "paragraph" else None
        number = tuple(int(n) for n in match[1].split(".")) if match else ()
        opens_page = position == 0 or drafts[position - 1].lines[-1][0] != draft.page
        annexed = annexed or (opens_page and bool(SKIPPED["annex"].match(draft.text)))
        listed = position > 0 and len(number) == 1 and _list_number(drafts[position - 1]) == number[0] - 1
        other = len(number) == 1 and bool(style) and style != _style(draft)
        strange = annexed or listed or other or bool(LEADERS.search(draft.text))
        if match is None or strange or not _follows(number, current, opens_page, draft):
            out.append(draft)
            continue
        current = number
        style = _style(draft) if len(number) == 1 else style
        cut = _heading_lines(draft)
        out.append(Draft("heading", draft.lines[:cut], level=len(number)))
        if draft.lines[cut:]:
            out.append(Draft("paragraph", draft.lines[cut:]))
    return out


def _style(draft: Draft) -> str:
    return "dotted" if re.match(r"\d+\.(?!\d)", draft.text) else "plain"


def _list_number(draft: Draft) -> int | None:
    """Return the number of a numbered list's item, None where the draft is none."""
    item = LIST_NUMBER.match(draft.text) if draft.kind == "paragraph" else None
    return int(item[1]) if item else None


def _follows(number: tuple[int, ...], current: tuple[int, ...], opens_page: bool, draft: Draft) -> bool:
    """Tell whether a heading with that number can come after `current`."""
    if len(number) == 1:
        text = draft.lines[0][1].strip()
        looks = opens_page or (len(text) < 60 and not text.endswith((".", ";", "?")) and "," not in text)
        return looks and number[0] == (current[0] if current else 0) + 1
    parent = number[:-1]
    child = current[: len(parent)] == parent
    latest = current[len(parent)] if child and len(current) > len(parent) else 0
    return child and number[-1] == latest + 1


def _heading_lines(draft: Draft) -> int:
    """Return how many lines of a draft are its heading; text may follow without a blank line."""
    if len(draft.text) < LONGEST and len(draft.lines) <= 3 and not draft.text.endswith((".", ":")):
        return len(draft.lines)
    return 1


def _titles(drafts: list[Draft]) -> None:
    """Tell headings without numbers: one or two short open lines before prose, after something ended."""
    level = 0
    numbered = any(d.kind == "heading" for d in drafts)
    for position, draft in enumerate(drafts):
        if draft.kind == "heading":
            level = draft.level
        elif _is_chapter(drafts, position) or (
            _is_title(draft) and _prose_follows(drafts, position) and _ended_before(drafts, position)
        ):
            chapter = bool(CHAPTERS.match(draft.text)) or (not numbered and level == 0)
            draft.kind, draft.level = "heading", 1 if chapter else (level if numbered else 1) + 1
            level = 1 if chapter and numbered else level
            level = level if numbered else 1


def _is_chapter(drafts: list[Draft], position: int) -> bool:
    """Tell whether a draft is a well-known chapter's title at the top of a page."""
    draft = drafts[position]
    opens_page = position == 0 or drafts[position - 1].lines[-1][0] != draft.page
    return opens_page and draft.kind == "paragraph" and bool(CHAPTERS.match(draft.text))


def _is_title(draft: Draft) -> bool:
    text = draft.text.rstrip()
    if draft.kind != "paragraph" or SOURCE.match(text) or is_row(text) or SIGNED.match(text):
        return False
    if (
        len(text) < 3
        or not text[:1].isupper()
        or len(text.split()) > TITLE_WORDS
        or "  " in text
        or LEADERS.search(text)
    ):
        return False
    asked = text.endswith((":", "?")) and len(text.split()) <= 4 and len(draft.lines) == 1
    return asked or bool(CHAPTERS.match(text)) or (is_fragment(draft) and len(draft.lines) <= 2)


def _prose_follows(drafts: list[Draft], position: int) -> bool:
    """Tell whether prose comes next, or one more title and then prose, or a part that is not content."""
    text = drafts[position].text
    if any(p.match(text) for p in SKIPPED.values()):
        return True
    following = drafts[position + 1 : position + 3]
    if following and _is_title(following[0]) and following[0].kind == "paragraph":
        following = following[1:]
    if not following or following[0].kind == "footnote":
        return False
    if following[0].kind == "bullet":  # it leads the list in
        return position == 0 or drafts[position - 1].lines[-1][0] != drafts[position].page
    prose = len(following[0].text) > 30 and ends_sentence(following[0].text)
    return prose or following[0].kind == "heading"


def _ended_before(drafts: list[Draft], position: int) -> bool:
    """Tell whether what stands before is ended, so that this is no loose end of it."""
    before = next((d for d in reversed(drafts[:position]) if d.kind != "footnote"), None)
    if before is None or before.kind in ("heading", "table", "bullet"):
        return True
    text = before.text.rstrip()
    return ends_sentence(text)


def _set_paths(drafts: list[Draft]) -> None:
    path: list[tuple[int, str]] = []
    for draft in drafts:
        if draft.kind == "heading":
            title = re.sub(r"\s+", " ", draft.text).strip().rstrip(":")
            path = [(level, name) for level, name in path if level < draft.level] + [(draft.level, title)]
        draft.section = tuple(name for _, name in path)


def _mark_skipped(drafts: list[Draft]) -> None:
    for position, draft in enumerate(drafts):
        why = _why_skipped(draft, drafts[position : position + 12])
        if draft.kind == "heading" and why:
            for other in drafts[position:]:
                if (
                    other.kind == "heading"
                    and other is not draft
                    and other.level <= draft.level
                    and not any(p.match(other.text) for p in SKIPPED.values())
                ):
                    break
                if why != "questionnaire" or not _is_prose(other):
                    other.skip = other.skip or why
        elif LEADERS.search(draft.text):
            draft.skip = "contents"
    _mark_signatures(drafts)


def _why_skipped(draft: Draft, ahead: list[Draft]) -> str | None:
    for why, pattern in SKIPPED.items():
        if draft.kind == "heading" and pattern.match(draft.text):
            if why != "annex":
                return why
            opening = " ".join(d.text for d in ahead)[:FORMS_WITHIN]
            return "questionnaire" if FORMS.search(opening) else None
    return None


def _is_prose(draft: Draft) -> bool:
    """Tell whether a block of a questionnaire tells something of the study, and is no line of its form."""
    return draft.kind == "paragraph" and len(draft.text) >= PROSE and not FORM_LINE.search(draft.text)


def _mark_signatures(drafts: list[Draft]) -> None:
    """Mark the names under a dated line, up to the next heading or page, and names set side by side."""
    signing: int | None = None
    for draft in drafts:
        if draft.kind in ("paragraph", "table") and SIGNED.match(draft.text) and len(draft.text) < 90:
            signing = draft.page
        elif draft.kind == "heading" or draft.page != signing or len(draft.text) > 90:
            signing = None
        apart = any(SIGNATURE_GAP.search(text.strip()) and not numeric_share(text) for _, text in draft.lines)
        signing = draft.page if apart and not draft.caption else signing
        if signing is not None:
            draft.skip = draft.skip or "signature"
