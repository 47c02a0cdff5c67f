"""PDFs made for the tests, each with one difficulty of real ones."""

import io
from collections.abc import Callable

from PIL import Image, ImageDraw

from tests.extras import skip_without
from tests.made_texts import EN, LONG_NB, NB, NN

try:
    from reportlab.lib import colors
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.utils import ImageReader, simpleSplit
    from reportlab.pdfgen.canvas import Canvas
    from reportlab.platypus import Table
except ImportError:
    skip_without("reportlab")

WIDTH, HEIGHT = A4
LEFT, TOP = 72.0, HEIGHT - 90
PLAIN, BOLD = "Times-Roman", "Helvetica-Bold"


def pdf(draw: Callable[[Canvas], None], title: str = "") -> bytes:
    """Return the PDF that `draw` draws."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=1)
    canvas.setTitle(title)
    draw(canvas)
    canvas.save()
    return out.getvalue()


def flow(c: Canvas, text: str, y: float, x: float = LEFT, width: float = 450, size: float = 11) -> float:
    """Draw a paragraph from `y` down; return where the next begins."""
    c.setFont(PLAIN, size)
    for line in simpleSplit(text, PLAIN, size, width):
        c.drawString(x, y, line)
        y -= 1.25 * size
    return y - 0.8 * size


def heading(c: Canvas, text: str, y: float, size: float = 15, x: float = LEFT) -> float:
    c.setFont(BOLD, size)
    c.drawString(x, y, text)
    return y - 1.9 * size


def chapters(c: Canvas, texts: tuple[str, ...], after: Callable[[Canvas, int], None] | None = None) -> None:
    """Draw a page for each pair of texts, with a chapter and a section."""
    for page in range(len(texts)):
        y = heading(c, f"{page + 1} Kapittel {'ABCDEFG'[page]}", TOP)
        y = flow(c, texts[page], y)
        y = heading(c, f"{page + 1}.1 Nærmere om {'ABCDEFG'[page]}", y, 12)
        flow(c, texts[(page + 1) % len(texts)], y)
        if after:
            after(c, page)
        c.showPage()


def plain(c: Canvas) -> None:
    y = heading(c, "Vekst i Valdres: sluttevaluering", TOP, 24)
    flow(c, "Rapport 4/2021. Fagernes, 12. mars 2021", y)
    c.showPage()
    chapters(c, NB)


def running(c: Canvas) -> None:
    def margins(c: Canvas, page: int) -> None:
        c.setFont(PLAIN, 9)
        c.drawString(LEFT, HEIGHT - 40, "Levande bygder i Sogn")
        c.drawCentredString(WIDTH / 2, 36, f"Side {page + 5} av 40")

    chapters(c, NN, margins)


def odd_and_even(c: Canvas) -> None:
    def margins(c: Canvas, page: int) -> None:
        c.setFont(PLAIN, 9)
        if page % 2:
            c.drawString(LEFT, HEIGHT - 40, f"{page + 12}   Coastal Skills")
        else:
            c.drawRightString(WIDTH - LEFT, HEIGHT - 40, f"Report 3:2020   {page + 12}")

    chapters(c, (*EN, *EN[:2]), margins)


def roman(c: Canvas) -> None:
    for number, title, text in (
        ("i", "Forord", NB[0]),
        ("ii", "Sammendrag", NB[1]),
        ("1", "1 Innledning", NB[2]),
        ("2", "2 Funn", NB[3]),
    ):
        flow(c, text, heading(c, title, TOP))
        c.setFont(PLAIN, 9)
        c.drawCentredString(WIDTH / 2, 36, number)
        c.showPage()


def two_columns(c: Canvas) -> None:
    y = heading(c, "Levande bygder i Sogn", TOP, 20)
    for x, texts in ((LEFT, NN[:2]), (LEFT + 235, NN[2:])):
        low = heading(c, "Bakgrunn" if x == LEFT else "Tilråding", y, 12, x)
        for text in texts:
            low = flow(c, text, low, x, 210, 10)
    flow(c, EN[0], y - 220)
    c.showPage()


def three_columns(c: Canvas) -> None:
    for position, text in enumerate(EN[:3]):
        flow(c, text, TOP, LEFT + 155 * position, 140, 9)
    c.showPage()


def mixed_stream(c: Canvas) -> None:
    """Two columns drawn line by line across, as some programs write them."""
    left, right = (simpleSplit(t, PLAIN, 10, 210) for t in (NB[0] + " " + NB[1], NB[2] + " " + NB[3]))
    c.setFont(PLAIN, 10)
    for row in range(max(len(left), len(right))):
        for x, lines in ((LEFT, left), (LEFT + 235, right)):
            if row < len(lines):
                c.drawString(x, TOP - 13 * row, lines[row])
    c.showPage()


ROWS = [["Kommune", "2019", "2020"], ["Luster", "12", "7"], ["Sogndal", "4", "11"], ["I alt", "16", "18"]]


def _table(c: Canvas, rows: list[list[str]], y: float, style: list[tuple[object, ...]]) -> float:
    table = Table(rows, colWidths=[140] + [80] * (len(rows[0]) - 1), style=style)
    _, height = table.wrap(400, 400)
    table.drawOn(c, LEFT, y - height)
    return float(y - height - 24)


GRID = ("GRID", (0, 0), (-1, -1), 0.5, colors.black)


def ruled(c: Canvas) -> None:
    y = flow(c, NN[0], heading(c, "1 Resultat", TOP))
    y = flow(c, "Tabell 1 Nye årsverk etter kommune", y)
    y = _table(c, ROWS, y + 8, [GRID])
    flow(c, NN[1], y)
    c.showPage()


def cropped(c: Canvas) -> None:
    """A sheet of which only a part is shown."""
    c.setCropBox((60, 200, 560, 810))
    ruled(c)


def merged(c: Canvas) -> None:
    y = flow(c, "Tabell 2 Tilskudd og årsverk", heading(c, "1 Resultater", TOP))
    rows = [["Kommune", "Tilskudd", ""], ["", "Søkt", "Innvilget"], ["Gol", "5", "3"], ["Ål", "9", "8"]]
    y = _table(c, rows, y + 8, [GRID, ("SPAN", (1, 0), (2, 0)), ("SPAN", (0, 0), (0, 1))])
    flow(c, NB[1], y)
    c.showPage()


def unruled(c: Canvas) -> None:
    y = flow(c, NB[0], heading(c, "1 Resultater", TOP))
    y = flow(c, "Tabell 3 Bedrifter i hvert løp", y)
    for row in (["Løp", "Søkere", "Deltakere"], ["Første", "20", "14"], ["Andre", "31", "17"], ["Tredje", "16", "11"]):
        for x, cell in zip((LEFT, LEFT + 170, LEFT + 270), row, strict=True):
            c.drawString(x, y, cell)
        y -= 14
    flow(c, NB[1], y - 14)
    c.showPage()


def _scan(c: Canvas) -> None:
    picture = Image.new("L", (600, 850), 255)
    ImageDraw.Draw(picture).text((60, 80), "Denne siden er et bilde av tekst", fill=0)
    c.drawImage(ImageReader(picture), 0, 0, WIDTH, HEIGHT)
    c.showPage()


def one_scanned(c: Canvas) -> None:
    flow(c, NB[0], heading(c, "1 Innledning", TOP))
    c.showPage()
    _scan(c)
    flow(c, NB[2], heading(c, "2 Funn", TOP))
    c.showPage()


def all_scanned(c: Canvas) -> None:
    _scan(c)
    _scan(c)


def turned(degrees: int, *, marked: bool = True) -> Callable[[Canvas], None]:
    """A page whose text runs sideways in the file; `marked` pages say that they are shown turned."""

    def draw(c: Canvas) -> None:
        if marked:
            c.setPageRotation(degrees)
        c.saveState()
        if degrees == 90:
            c.translate(WIDTH, 0)
        elif degrees == 180:
            c.translate(WIDTH, HEIGHT)
        else:
            c.translate(0, HEIGHT)
        c.rotate(degrees)
        y = flow(c, NB[2], heading(c, "1 Liggende side", 480))
        _table(c, ROWS, y, [GRID])
        c.restoreState()
        c.showPage()

    return draw


def hyphens(c: Canvas) -> None:
    y = heading(c, "1 Virkemidler", TOP)
    c.setFont(PLAIN, 11)
    lines = (
        "Næringsutviklingsprogrammet hadde kompetanse-",
        "megling som hovedvirkemiddel gjennom hele pro-",
        "sjektperioden. Det gjaldt både by- og bygdeutvik-",
        "ling, og SMB-",
        "programmet fikk mest. Kompetansemegling i prosjektperioden kostet lite.",
    )
    for row, line in enumerate(lines):
        c.drawString(LEFT, y - 14 * row, line)
    flow(c, LONG_NB, y - 100)
    c.showPage()


def footnotes(c: Canvas) -> None:
    y = heading(c, "1 Bakgrunn", TOP)
    c.setFont(PLAIN, 11)
    c.drawString(LEFT, y, "Programmet ble vedtatt i 2017")
    x = LEFT + c.stringWidth("Programmet ble vedtatt i 2017", PLAIN, 11)
    c.setFont(PLAIN, 6)
    c.drawString(x, y + 4, "1")
    c.setFont(PLAIN, 11)
    c.drawString(x + 4, y, "og varte i fire år. Arealet var 12 km")
    x += 4 + c.stringWidth("og varte i fire år. Arealet var 12 km", PLAIN, 11)
    c.setFont(PLAIN, 6)
    c.drawString(x, y + 4, "2")
    flow(c, NB[1], y - 20)
    c.line(LEFT, 110, LEFT + 140, 110)
    c.setFont(PLAIN, 6)
    c.drawString(LEFT, 99, "1")
    c.setFont(PLAIN, 8)
    c.drawString(LEFT + 5, 95, "Vedtatt av kommunestyret i sak 44/17, jf. næringsplanen fra 2016.")
    c.showPage()


def lists(c: Canvas) -> None:
    y = flow(c, "Rapporten gir tre råd:", heading(c, "Tilråding", TOP))
    for indent, text in (
        (0, "Hald fram med koordinatoren i alle bygdene"),
        (18, "også etter at prosjektet er slutt"),
        (0, "Bygg fleire bustader"),
    ):
        c.drawString(LEFT + indent, y, "•" if not indent else "–")
        c.drawString(LEFT + indent + 12, y, text)
        y -= 18
    flow(c, NN[3], y - 10)
    c.showPage()


def contents(c: Canvas) -> None:
    y = heading(c, "Innhold", TOP)
    c.setFont(PLAIN, 11)
    for row, (title, page) in enumerate((("1 Innledning", 2), ("2 Funn", 3), ("3 Læring", 4))):
        c.drawString(LEFT, y - 16 * row, title + " " + ". " * 60 + str(page))
    c.showPage()
    for number, title, text in ((1, "Innledning", NB[0]), (2, "Funn", NB[1]), (3, "Læring", NB[3])):
        flow(c, text, heading(c, f"{number} {title}", TOP))
        c.showPage()


def one_style(c: Canvas) -> None:
    """Headings that only their numbers tell from the text."""
    y = TOP
    for number, title in ((1, "Bakgrunn"), (2, "Funn og resultater")):
        y = flow(c, f"{number} {title}", y) - 8
        y = flow(c, NB[number], y)
        y = flow(c, NB[number + 1], y) - 8
    c.showPage()


def over_the_page(c: Canvas) -> None:
    lines = simpleSplit(NB[2], PLAIN, 11, 450)
    y = heading(c, "1 Funn", TOP)
    c.setFont(PLAIN, 11)
    c.drawString(LEFT, y, lines[0])
    c.showPage()
    c.setFont(PLAIN, 11)
    for row, line in enumerate(lines[1:]):
        c.drawString(LEFT, TOP - 14 * row, line)
    c.showPage()


def watermark(c: Canvas) -> None:
    flow(c, EN[1], heading(c, "1 Results", TOP))
    c.saveState()
    c.translate(150, 200)
    c.rotate(45)
    c.setFont(BOLD, 60)
    c.setFillGray(0.8)
    c.drawString(0, 0, "DRAFT")
    c.restoreState()
    c.showPage()
