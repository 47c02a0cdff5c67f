"""Find the numbers in a text, in figures and in words, so that two texts can be held against each other."""

import re

FIGURE = re.compile(r"(?<![\w.,])\d{1,3}(?:[ \u00a0.]\d{3})+(?:,\d+)?|\d+(?:[.,]\d+)?|½")
EN = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen twenty"
).split()
NB = (
    "null en to tre fire fem seks sju åtte ni ti elleve tolv tretten fjorten femten seksten sytten atten nitten tjue"
).split()
ORDINALS_EN = "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split()
ORDINALS_NB = "nullte første andre tredje fjerde femte sjette sjuende åttende niende tiende ellevte tolvte".split()
MORE = {
    "syv": 7, "syvende": 7, "tjue": 20, "tretti": 30, "thirty": 30, "førti": 40, "forty": 40, "femti": 50,
    "fifty": 50, "seksti": 60, "sixty": 60, "sytti": 70, "seventy": 70, "åtti": 80, "eighty": 80, "nitti": 90,
    "ninety": 90, "hundre": 100, "hundred": 100, "tusen": 1000, "thousand": 1000, "begge": 2, "both": 2,
    "halvparten": 50, "half": 50, "dobbelt": 2, "twice": 2, "ei": 1, "ett": 1, "et": 1,
}  # fmt: skip
WORDS = {w: n for words in (EN, NB, ORDINALS_EN, ORDINALS_NB) for n, w in enumerate(words)} | MORE
WORD = re.compile(r"[^\W\d_]+")
SMALLEST_WORD = 2  # "one", "en", "first" and the like are seldom numbers


def figures(text: str) -> set[float]:
    """Return the numbers written in figures; "1 950 000", "10,5" and "10.5" are read as people write them.

    >>> sorted(figures("10,5 årsverk av 1 950 000 kroner"))
    [10.5, 1950000.0]
    """
    found = set()
    for match in FIGURE.finditer(text):
        groups = re.split(r"[ \u00a0]", match[0])  # in a table's row, cells look like thousands
        for first in range(len(groups)):
            for last in range(first + 1, len(groups) + 1):
                found |= readings(" ".join(groups[first:last]))
    return found


def readings(figure: str) -> set[float]:
    """Return the values a figure can stand for: "1.200" is 1200 in Norwegian, and 1.2 in English."""
    if figure == "½":
        return {0.5}
    bare = re.sub(r"[ \u00a0]", "", figure)
    values = {float(bare.replace(",", ".").replace(".", "", max(0, bare.count(".") + bare.count(",") - 1)))}
    if re.fullmatch(r"\d{1,3}(?:[.,]\d{3})+", bare):
        values.add(float(re.sub(r"[.,]", "", bare)))
    return values


def words(text: str) -> set[float]:
    """Return the numbers written in words, bokmål or English, compounds with a hyphen too."""
    return {value for _, value in _spelled(text)}


def _spelled(text: str) -> list[tuple[str, float]]:
    """Return (word, value) of each number word; "twenty-four" is one number."""
    tokens = WORD.findall(text)
    values = [WORDS.get(t.lower()) for t in tokens]
    found, at = [], 0
    while at < len(tokens):
        here, after = values[at], values[at + 1] if at + 1 < len(tokens) else None
        if here is not None and after is not None and 20 <= here <= 90 and 1 <= after <= 9:
            found.append((f"{tokens[at]}-{tokens[at + 1]}", float(here + after)))
            at += 2
            continue
        if here is not None:
            found.append((tokens[at], float(here)))
        at += 1
    return found


def unsupported(statement: str, source: str) -> list[str]:
    """Return the numbers of `statement` that `source` does not hold, as they are written."""
    held = figures(source) | words(source)
    missing = [m[0] for m in FIGURE.finditer(statement) if not readings(m[0]) & held]
    scaled = {h * k for h in held for k in (1e3, 1e6, 1e-3, 1e-6)}  # "13.8 million" for 13 800 000
    missing = [m for m in missing if not readings(m) & scaled]
    loose = {"to", "andre", "second", "begge", "both", "twice", "dobbelt"}  # words with other meanings
    spelled = [(w, v) for w, v in _spelled(statement) if SMALLEST_WORD <= v < 50 and w.lower() not in loose]
    return missing + [w for w, v in spelled if v not in held]
