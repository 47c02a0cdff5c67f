"""From the bytes of a file to its content: the one place that knows which reader reads what.

It runs in the parsing process only (`child.py`); everybody else calls `corpus.formats.process`.
"""

from corpus.errors import ReportError
from corpus.formats.content import Content, Drafted, Progress, finish
from corpus.formats.kinds import kind_of
from corpus.formats.limits import Limits


def parse(data: bytes, name: str, limits: Limits, progress: Progress) -> Content:
    """Return the content of a file.

    Raises:
        ReportError: it cannot be read; the message continues the file's name.
    """
    if len(data) > limits.file_bytes:
        raise ReportError(
            f"has {len(data):,} bytes, at most {limits.file_bytes:,} are read",
            "large",
            count=len(data),
            most=limits.file_bytes,
        )
    kind = kind_of(data, name)
    content = finish(_drafted(data, kind, limits, progress), kind)
    longest = max(content.report.pages, key=lambda p: len(p.text))
    if len(longest.text) > limits.page_characters:
        raise ReportError(
            f"has {len(longest.text):,} characters on page {longest.number}, "
            f"at most {limits.page_characters:,} are read; break it into pages",
            "page-long",
            count=len(longest.text),
            page=longest.number,
            most=limits.page_characters,
        )
    return content


def _drafted(data: bytes, kind: str, limits: Limits, progress: Progress) -> Drafted:
    # imported where needed: each brings a library that the others do without
    if kind == "pdf":
        from corpus.formats.pdf.read import read_pdf

        return read_pdf(data, limits, progress)
    if kind == "docx":
        from corpus.formats.word import read_word

        return read_word(data, limits, progress)
    if kind == "html":
        from corpus.formats.web import read_web

        return read_web(data, limits)
    if kind == "md":
        from corpus.formats.markdown import read_markdown

        return read_markdown(data, limits)
    from corpus.formats.plain import read_plain

    return read_plain(data, limits)
