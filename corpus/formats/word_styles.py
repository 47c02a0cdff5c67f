"""What a Word document's styles say of a paragraph: heading, list, contents, new page."""

import re

from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from lxml.etree import _Element as Element

HEADING = re.compile(r"^(?:heading|overskrift) ?(\d)$")
CONTENTS = re.compile(r"^(?:toc|inh|innholdsfortegnelse|table of figures|figurliste)\b")
LISTS = ("list bullet", "list number", "punktliste", "nummerert liste")
DEEPEST = 9  # level; Word's own name for "no level" is the next


class Styles:
    """The styles of one document, by id, with what they are based on."""

    def __init__(self, document: WordDocument) -> None:
        self._styles: dict[str, Element] = {}
        self._names: dict[str, str] = {}
        self._default = ""
        for style in document.styles.element.iter(qn("w:style")):
            key = style.get(qn("w:styleId"), "")
            name = style.find(qn("w:name"))
            self._styles[key] = style
            self._names[key] = (name.get(qn("w:val"), "") if name is not None else "").lower()
            if style.get(qn("w:type")) == "paragraph" and style.get(qn("w:default")) in ("1", "true"):
                self._default = key

    def level(self, paragraph: Element) -> int:
        """Return the level of a heading from 1, 0 where the paragraph is none; a title has level 1."""
        for name in self._chain_names(paragraph):
            match = HEADING.match(name)
            if match or name in ("title", "tittel"):
                return int(match[1]) if match else 1
        outline = self._property(paragraph, "w:outlineLvl")
        value = outline.get(qn("w:val"), "") if outline is not None else ""
        return int(value) + 1 if value.isdecimal() and int(value) < DEEPEST else 0

    def is_listed(self, paragraph: Element) -> bool:
        """Tell whether a paragraph is an item of a list."""
        number = self._property(paragraph, "w:numPr")
        if number is not None:
            key = number.find(qn("w:numId"))
            return key is None or key.get(qn("w:val")) != "0"
        return any(name.startswith(LISTS) for name in self._chain_names(paragraph))

    def is_contents(self, paragraph: Element) -> bool:
        """Tell whether a paragraph is a line of a table of contents."""
        return any(CONTENTS.match(name) for name in self._chain_names(paragraph))

    def breaks_before(self, paragraph: Element) -> bool:
        """Tell whether a paragraph begins a page."""
        element = self._property(paragraph, "w:pageBreakBefore")
        return element is not None and element.get(qn("w:val"), "1") not in ("0", "false", "off")

    def is_bold(self, paragraph: Element) -> bool:
        """Tell whether all words of a paragraph are set in bold."""
        runs = [r for r in paragraph.iter(qn("w:r")) if any((t.text or "").strip() for t in r.iter(qn("w:t")))]
        return bool(runs) and all(self._run_is_bold(r) for r in runs)

    def _run_is_bold(self, run: Element) -> bool:
        properties = run.find(qn("w:rPr"))
        bold = properties.find(qn("w:b")) if properties is not None else None
        return bold is not None and bold.get(qn("w:val"), "1") not in ("0", "false", "off")

    def _chain(self, paragraph: Element) -> list[str]:
        """Return the ids of a paragraph's style and of those it is based on; a circle is followed once."""
        properties = paragraph.find(qn("w:pPr"))
        named = properties.find(qn("w:pStyle")) if properties is not None else None
        key = named.get(qn("w:val"), "") if named is not None else self._default
        chain: list[str] = []
        while key in self._styles and key not in chain:
            chain.append(key)
            based = self._styles[key].find(qn("w:basedOn"))
            key = based.get(qn("w:val"), "") if based is not None else ""
        return chain

    def _chain_names(self, paragraph: Element) -> list[str]:
        return [self._names[key] for key in self._chain(paragraph)]

    def _property(self, paragraph: Element, name: str) -> Element | None:
        """Return a property of a paragraph: its own, else its style's; None where nobody sets it."""
        for owner in (paragraph, *(self._styles[key] for key in self._chain(paragraph))):
            properties = owner.find(qn("w:pPr"))
            found = properties.find(qn(name)) if properties is not None else None
            if found is not None:
                return found
        return None
