"""A document as a Word file, in Word's own styles, so that it can be edited on and read aloud."""

from datetime import UTC
from io import BytesIO

import docx
from docx.document import Document as File
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.coreprops import CoreProperties
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.styles.styles import Styles
from docx.text.paragraph import Paragraph
from docx.text.run import Run as WordRun

from app.export.document import Block, BlockKind, Document, Run
from corpus.records import Language

LANGUAGES: dict[Language, str] = {"nb": "nb-NO", "nn": "nn-NO", "en": "en-GB"}
STYLES: dict[BlockKind, str] = {
    "title": "Title",
    "heading": "Heading 1",
    "subheading": "Heading 2",
    "fact": "Fact",
    "text": "Normal",
    "bullet": "List Bullet",
    "source": "Source",
    "quote": "Quote",
    "reference": "Reference",
    "evidence": "Evidence",
}
INK, MUTED = RGBColor(0x0B, 0x5C, 0x56), RGBColor(0x4A, 0x5B, 0x59)
LONGEST_PROPERTY = 255  # characters that Word allows in a file's properties


def as_docx(document: Document) -> bytes:
    """Return the file."""
    file = docx.Document()
    _page(file)
    _styles(file.styles, LANGUAGES[document.language])
    _properties(file.core_properties, document)
    _page_number(file.sections[0].footer.paragraphs[0])
    for number, block in enumerate(document.blocks):
        _paragraph(file.add_paragraph(style=STYLES[block.kind]), block, number, document.language)
    saved = BytesIO()
    file.save(saved)
    return saved.getvalue()


def _page(file: File) -> None:
    section = file.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(25)
    section.top_margin = section.bottom_margin = Mm(22)


def _styles(styles: Styles, language: str) -> None:
    """Set the language and the looks; the styles of our own build on Word's."""
    spoken = styles.element.find(qn("w:docDefaults")).find(f"{qn('w:rPrDefault')}/{qn('w:rPr')}/{qn('w:lang')}")
    spoken.set(qn("w:val"), language)
    for name, size, before in (("Title", 13, 0), ("Heading 1", 16, 20), ("Heading 2", 12, 12)):
        style = styles[name]
        style.font.size, style.font.color.rgb = Pt(size), INK
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(4)
        _one_font(style)
    _plain_title(styles["Title"])
    styles["Normal"].font.name, styles["Normal"].font.size = "Calibri", Pt(11)
    styles["Normal"].paragraph_format.space_after = Pt(6)
    styles["Quote"].font.italic, styles["Quote"].font.color.rgb = False, None
    styles["Quote"].paragraph_format.left_indent = Mm(8)
    _added(styles, "Fact").font.color.rgb = MUTED
    styles["Fact"].font.size, styles["Fact"].paragraph_format.space_after = Pt(9.5), Pt(6)
    styles["Fact"].element.pPr.append(OxmlElement("w:contextualSpacing"))  # none between one and the next
    _added(styles, "Source").paragraph_format.keep_with_next = True
    styles["Source"].paragraph_format.space_before = Pt(8)
    _added(styles, "Evidence", on="Fact").paragraph_format.left_indent = Mm(10)
    form = _added(styles, "Reference").paragraph_format
    form.left_indent, form.first_line_indent, form.space_before, form.space_after = Mm(10), Mm(-10), Pt(8), Pt(0)


def _added(styles: Styles, name: str, on: str = "Normal") -> ParagraphStyle:
    """Add a style that builds on another, and return it."""
    style = ParagraphStyle(styles.element.add_style_of_type(name, WD_STYLE_TYPE.PARAGRAPH, builtin=False))
    style.base_style, style.quick_style = styles[on], True
    return style


def _one_font(style: ParagraphStyle) -> None:
    """Let a heading have the font of the text: the theme's own would win over it."""
    fonts = style.element.rPr.rFonts
    for name in list(fonts.attrib):
        del fonts.attrib[name]
    style.font.name = "Calibri"


def _plain_title(style: ParagraphStyle) -> None:
    """Take away the line under Word's title."""
    for border in style.element.pPr.findall(qn("w:pBdr")):
        style.element.pPr.remove(border)


def _properties(properties: CoreProperties, document: Document) -> None:
    properties.title = document.title[:LONGEST_PROPERTY]
    properties.author = properties.last_modified_by = "Regionsvar"
    properties.language = LANGUAGES[document.language]
    properties.version = document.version[:LONGEST_PROPERTY]
    properties.comments = ""
    properties.created = properties.modified = document.made.astimezone(UTC).replace(tzinfo=None)  # as it expects


def _page_number(paragraph: Paragraph) -> None:
    paragraph.add_run("Regionsvar · ")
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph._p.append(field)  # python-docx has no fields of its own
    paragraph.style = "Fact"


def _paragraph(paragraph: Paragraph, block: Block, number: int, language: Language) -> None:
    for run in block.runs:
        made = _linked(paragraph, run) if run.target else paragraph.add_run(run.text)
        made.bold = run.kind == "strong" or (run.kind == "mark" and not run.target) or None
        made.italic = run.kind == "italic" or None
        if block.language != language:
            _speak(made, LANGUAGES[block.language])
    if block.anchor:
        _bookmark(paragraph, block.anchor, number)


def _linked(paragraph: Paragraph, run: Run) -> WordRun:
    """Add a run that leads to a bookmark."""
    link = OxmlElement("w:hyperlink")
    link.set(qn("w:anchor"), run.target)
    link.set(qn("w:history"), "1")
    made = paragraph.add_run(run.text)
    made.font.color.rgb = INK
    link.append(made._r)
    paragraph._p.append(link)
    return made


def _bookmark(paragraph: Paragraph, name: str, number: int) -> None:
    for tag, values in (
        ("w:bookmarkStart", {"w:id": str(number), "w:name": name}),
        ("w:bookmarkEnd", {"w:id": str(number)}),
    ):
        element = OxmlElement(tag)
        for key, value in values.items():
            element.set(qn(key), value)
        paragraph._p.append(element)


def _speak(run: WordRun, language: str) -> None:
    """Say which language a run is in."""
    element = OxmlElement("w:lang")
    element.set(qn("w:val"), language)
    run._r.get_or_add_rPr().append(element)
