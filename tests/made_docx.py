"""Word documents made for the tests."""

import io
import zipfile
from collections.abc import Callable

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.text import WD_BREAK
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from tests.made_texts import EN, NB, NN

FOOTNOTES = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"


def docx(write: Callable[[WordDocument], None]) -> bytes:
    """Return the document that `write` writes."""
    document = Document()
    write(document)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def changed(data: bytes, changes: dict[str, Callable[[bytes], bytes]], added: dict[str, bytes] | None = None) -> bytes:
    """Return a document with parts changed and added."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for item in old.infolist():
            part = old.read(item)
            new.writestr(item.filename, changes[item.filename](part) if item.filename in changes else part)
        for name, part in (added or {}).items():
            new.writestr(name, part)
    return out.getvalue()


def plain(d: WordDocument) -> None:
    d.core_properties.title = "Levande bygder i Sogn: sluttrapport"
    d.core_properties.author = "Kari Nes"
    d.add_heading("Levande bygder i Sogn", 0)
    d.add_paragraph("Hermansverk, juni 2021")
    d.add_heading("1 Bakgrunn", 1)
    d.add_paragraph(NN[0])
    d.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
    d.add_heading("2 Resultat", 1)
    d.add_heading("2.1 Tilflytting", 2)
    d.add_paragraph(NN[1])
    d.add_heading("2.2 Husvære", 2)
    d.add_paragraph(NN[2])
    d.sections[0].header.paragraphs[0].text = "Rapport 7/2021"


def merged_cells(d: WordDocument) -> None:
    d.add_heading("1 Resultater", 1)
    d.add_paragraph("Tabell 1 Tilskudd og årsverk")
    table = d.add_table(4, 3)
    rows = (("Kommune", "Tilskudd", ""), ("", "Søkt", "Innvilget"), ("Gol", "5", "3"), ("Ål", "9", "8"))
    for row, texts in enumerate(rows):
        for column, text in enumerate(texts):
            table.cell(row, column).text = text
    table.cell(0, 1).merge(table.cell(0, 2))
    table.cell(0, 0).merge(table.cell(1, 0))
    d.add_paragraph(NB[1])


def noted(d: WordDocument) -> None:
    d.add_heading("Bakgrunn", 1)
    paragraph = d.add_paragraph("Programmet ble vedtatt i 2017")
    paragraph._p.append(parse_xml(f'<w:r {nsdecls("w")}><w:footnoteReference w:id="2"/></w:r>'))
    paragraph.add_run(" og varte i fire år.")
    d.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
    d.add_paragraph(NB[2])


def with_footnotes() -> bytes:
    notes = (
        f'<?xml version="1.0"?><w:footnotes {nsdecls("w")}>'
        '<w:footnote w:type="separator" w:id="0"><w:p><w:r><w:t>skille</w:t></w:r></w:p></w:footnote>'
        '<w:footnote w:id="2"><w:p><w:r><w:t>Vedtatt i kommunestyret, sak 44/17.</w:t></w:r></w:p></w:footnote>'
        "</w:footnotes>"
    ).encode()
    types = f'<Override PartName="/word/footnotes.xml" ContentType="{FOOTNOTES}"/></Types>'.encode()
    relation = f'<Relationship Id="rIdNotes" Type="{RELATION}" Target="footnotes.xml"/></Relationships>'.encode()
    return changed(
        docx(noted),
        {
            "[Content_Types].xml": lambda part: part.replace(b"</Types>", types),
            "word/_rels/document.xml.rels": lambda part: part.replace(b"</Relationships>", relation),
        },
        {"word/footnotes.xml": notes},
    )


def rendered_breaks(d: WordDocument) -> None:
    """Page breaks that Word noted when it last showed the document, one of them beside one set by hand."""
    d.add_heading("Findings", 1)
    first = d.add_paragraph(EN[0][:60])
    first._p.append(parse_xml(f"<w:r {nsdecls('w')}><w:lastRenderedPageBreak/><w:t>{EN[0][60:]}</w:t></w:r>"))
    last = d.add_paragraph(EN[1])
    last.add_run().add_break(WD_BREAK.PAGE)
    after = d.add_paragraph()
    after._p.append(parse_xml(f"<w:r {nsdecls('w')}><w:lastRenderedPageBreak/><w:t>{EN[2]}</w:t></w:r>"))


def bold_headings(d: WordDocument) -> None:
    for title, text in (("1. Bakgrunn", NB[0]), ("2. Funn", NB[1]), ("2.1. Nettverk", NB[2])):
        d.add_paragraph().add_run(title).bold = True
        d.add_paragraph(text)


def own_styles(d: WordDocument) -> None:
    style = d.styles.add_style("Rapportkapittel", 1)
    style.base_style = d.styles["Heading 1"]
    d.add_paragraph("Samandrag", style="Rapportkapittel")
    d.add_paragraph(NN[3])
    outlined = d.add_paragraph("Mål for arbeidet")
    outlined._p.get_or_add_pPr().append(parse_xml(f'<w:outlineLvl {nsdecls("w")} w:val="1"/>'))
    d.add_paragraph(NN[2])


def revised(d: WordDocument) -> None:
    d.add_heading("Funn", 1)
    p = d.add_paragraph("Nettverket ")._p
    p.append(parse_xml(f'<w:del {nsdecls("w")} w:id="1"><w:r><w:delText>forsvant</w:delText></w:r></w:del>'))
    p.append(parse_xml(f'<w:ins {nsdecls("w")} w:id="2"><w:r><w:t>varte lenge</w:t></w:r></w:ins>'))
    p.append(parse_xml(f"<w:r {nsdecls('w')}><w:t>, sier lederen.</w:t></w:r>"))
    box = f"<w:sdt {nsdecls('w')}><w:sdtContent><w:p><w:r><w:t>{NB[3]}</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    d.element.body.insert(len(d.element.body) - 1, parse_xml(box))


def lists_and_layout(d: WordDocument) -> None:
    d.add_heading("Råd", 1)
    d.add_paragraph("Avtal mål før start", style="List Bullet")
    d.add_paragraph("også for kurs", style="List Bullet 2")
    d.add_paragraph("La bedriftene velge", style="List Number")
    d.add_table(1, 2).cell(0, 0).text = NB[0]
    outer = d.add_table(2, 2)
    outer.cell(0, 0).text, outer.cell(0, 1).text = "Fylke", "Tall"
    outer.cell(1, 0).text = "Innlandet"
    inner = outer.cell(1, 1).add_table(1, 2)
    inner.cell(0, 0).text, inner.cell(0, 1).text = "4", "av 9"
    assert outer._tbl.tag == qn("w:tbl")
