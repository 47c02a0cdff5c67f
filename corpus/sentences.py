"""Cut text into sentences, with their places. Knows Norwegian abbreviations, dates and list items."""

import re

ABBREVIATIONS = (
    "adm|art|bl.a|bla|ca|cand|dr|dvs|e.kr|e.l|eks|el|etc|ev|evt|f.eks|feks|ff|fig|forts|fr|fylkeskomm|gnr|hhv|ifm|"
    "ift|inkl|jf|jfr|jr|kap|kl|kr|m.a|m.fl|m.m|m.v|mht|mill|mrd|mv|nr|o.a|o.l|obs|oppr|osv|pga|pkt|pr|prof|ref|"
    "resp|s|s.k|sen|sml|st|st.meld|tab|tel|tilsv|tlf|vedr|vol|et al|al|e.g|i.e|vs|no|approx|dept"
)
ABBREVIATED = re.compile(rf"(?:^|[\s(«”/])(?:{ABBREVIATIONS.replace('.', chr(92) + '.')})\.$", re.IGNORECASE)
INITIAL = re.compile(r"(?:^|[\s(])[A-ZÆØÅ]\.$")
ORDINAL = re.compile(r"(?:^|[\s(])\d{1,2}\.$")
MONTHS = re.compile(r"^(?:januar|februar|mars|april|mai|juni|juli|august|september|oktober|november|desember)\b", re.I)
END = re.compile(r"[.!?…]+[»”\"')\]]*(?=\s)|\n+")


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """Return (start, end) of each sentence of `text`, in order, without the white space around them.

    A line break ends a sentence (list items, rows); within a line, a full stop does where what follows
    can begin one.

    >>> sentence_spans("Det var ca. 40. Nå er det 8.")
    [(0, 15), (16, 28)]
    """
    cuts = [m.end() for m in END.finditer(text) if "\n" in m[0] or _is_end(text, m.start(), m.end())]
    spans, start = [], 0
    for cut in [*cuts, len(text)]:
        piece = text[start:cut]
        if piece.strip():
            left = start + len(piece) - len(piece.lstrip())
            spans.append((left, start + len(piece.rstrip())))
        start = cut
    return spans


def _is_end(text: str, stop: int, end: int) -> bool:
    """Tell whether the stop at `stop` ends a sentence; `end` is just after it and its closing marks."""
    before = text[max(0, stop - 14) : stop + 1]
    after = text[end:].lstrip()[:24]
    if not after:
        return True
    if text[stop] == "." and (ABBREVIATED.search(before) or INITIAL.search(before)):
        return False
    if text[stop] == "." and ORDINAL.search(before):
        line = text.rfind("\n", 0, stop) + 1
        listed = text[line : stop + 1].strip().rstrip(".").isdigit()
        return not listed and not MONTHS.match(after) and after[0].isupper()
    return not after[0].islower()
