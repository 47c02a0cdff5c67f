"""Read plain text, in any common encoding."""

from corpus.errors import ReportError
from corpus.formats.clean import drop_unseen
from corpus.formats.content import Clues, Drafted
from corpus.formats.decode import decode
from corpus.formats.limits import Limits
from corpus.reading.text import draft_text


def read_plain(data: bytes, limits: Limits) -> Drafted:
    """Return the drafts of a text file.

    Raises:
        ReportError: it is no text, or larger than the limits.
    """
    text = drop_unseen(decode(data))
    check_size(text, limits)
    pages, drafts, taken_out = draft_text(text)
    if not drafts:
        raise ReportError("is empty; a report's text belongs in it", "empty")
    if len(pages) > limits.pages:
        raise ReportError(
            f"has {len(pages):,} pages, at most {limits.pages:,} are read; split it",
            "pages",
            count=len(pages),
            most=limits.pages,
        )
    headings = [d.text.strip() for d in drafts if d.kind == "heading"]
    return Drafted(pages, drafts, taken_out, Clues(heading=headings[0] if headings else drafts[0].text[:150]))


def check_size(text: str, limits: Limits) -> None:
    """Hold a text against the limits.

    Raises:
        ReportError: it is too long, or one paragraph of it is.
    """
    if len(text) > limits.characters:
        raise ReportError(
            f"has {len(text):,} characters, at most {limits.characters:,} are read; split it",
            "long",
            count=len(text),
            most=limits.characters,
        )
    longest = max((len(line) for line in text.split("\n")), default=0)
    if longest > limits.page_characters:
        raise ReportError(
            f"has {longest:,} characters on one line, at most {limits.page_characters:,} are read; break its lines",
            "line-long",
            count=longest,
            most=limits.page_characters,
        )
