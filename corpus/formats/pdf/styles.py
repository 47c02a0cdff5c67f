"""Which sizes and weights of a report's letters are its headings, and of which level."""

from collections import Counter, defaultdict
from dataclasses import dataclass

from corpus.formats.pdf.lines import TextLine
from corpus.reading.blocks import LEADERS, NUMBERED

Style = tuple[float, bool]  # size in points, bold

LARGER = 1.08  # of the body's size: letters that a heading is set in
LONGEST = 130  # characters of a line of a heading
COMMON = 0.2  # of all characters: what is so common is no heading
DEEPEST = 6  # level


@dataclass(frozen=True, slots=True)
class Styles:
    """How a report is set."""

    body: float  # size of most of its letters
    levels: dict[Style, int]  # of headings, from 1
    title: Style | None  # of the title on the first page

    def level(self, line: TextLine) -> int:
        """Return the level of a heading's line, 0 where the line is none."""
        if not _may_be_heading(line):
            return 0
        style = line.size, line.bold
        return 1 if style == self.title else self.levels.get(style, 0)


def find_styles(pages: list[list[TextLine]]) -> Styles:
    """Return the styles of a report, from the lines of its pages."""
    letters: Counter[Style] = Counter()
    for lines in pages:
        for line in lines:
            letters[line.size, line.bold] += len(line.text)
    if not letters:
        return Styles(0, {}, None)
    sizes: Counter[float] = Counter()
    for (size, _), count in letters.items():
        sizes[size] += count
    body = sizes.most_common(1)[0][0]
    plain = not (letters[body, True] > letters[body, False])
    placed = [(i, line) for i, page in enumerate(pages) for line in page if _may_be_heading(line)]
    large = {(x.size, x.bold) for _, x in placed if x.size >= LARGER * body or (x.bold and plain and x.size >= body)}
    total = letters.total()
    ranked = sorted((s for s in large if letters[s] < COMMON * total), key=lambda s: (-s[0], not s[1]))
    title = _title(ranked, placed)
    ranked = [s for s in ranked if s != title]
    return Styles(body, _levels(ranked, [line for _, line in placed]), title)


def _may_be_heading(line: TextLine) -> bool:
    text = line.text.strip()
    lettered = sum(c.isalpha() for c in text) >= 2
    return lettered and len(text) <= LONGEST and not text.endswith((".", ",", ";")) and not LEADERS.search(text)


def _title(ranked: list[Style], lines: list[tuple[int, TextLine]]) -> Style | None:
    """Return the largest style where it stands on the first page alone, and others follow."""
    if len(ranked) < 2:
        return None
    on = {page for page, line in lines if (line.size, line.bold) == ranked[0]}
    return ranked[0] if on == {0} else None


def _levels(ranked: list[Style], lines: list[TextLine]) -> dict[Style, int]:
    """Return the level of each style: by the numbers of its headings, else below the next larger one."""
    depths: dict[Style, Counter[int]] = defaultdict(Counter)
    for line in lines:
        match = NUMBERED.match(line.text.strip())
        if match:
            depths[line.size, line.bold][match[1].count(".") + 1] += 1
    levels: dict[Style, int] = {}
    for style in ranked:
        below = max(levels.values(), default=0) + 1
        levels[style] = min(DEEPEST, depths[style].most_common(1)[0][0] if depths[style] else below)
    return levels
