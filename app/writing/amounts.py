"""Every number, year and fraction of a sentence, held against a text: stricter than the check of reading notes.

A number stands where the text gives the same value, in figures or in words, with the same scale ("1,5 millioner" is
1 500 000 and not 1.5); a share stands where the text speaks of shares; a year is never a scaled number.
"""

import re
from collections.abc import Iterable

from corpus.numbers import EN, FIGURE, MORE, NB, readings
from corpus.records import Language

YEAR = re.compile(r"(?<![\d.,])(?:18|19|20)\d\d(?![\d]|[.,]\d)")
SCALES = {
    "thousand": 1e3, "tusen": 1e3, "million": 1e6, "millions": 1e6, "millioner": 1e6, "millionar": 1e6, "mill": 1e6,
    "mnok": 1e6, "billion": 1e9, "billions": 1e9, "milliard": 1e9, "milliarder": 1e9, "milliardar": 1e9, "mrd": 1e9,
    "tnok": 1e3,
}  # fmt: skip
SCALED_BEFORE = re.compile(r"\b(mnok|tnok)\W{0,2}$", re.IGNORECASE)
# A table that counts in thousands or millions says so once, for all its figures
COUNTS_IN = {
    1e3: re.compile(
        r"\b(?:i |hele |nok |kr )?(?:1[ .]?000 ?(?:kr|nok)|(?:kr|nok) 1[ .]?000|tusen kr\w*|tnok|kkr)\b", re.I
    ),
    1e6: re.compile(r"\b(?:mill\.? ?(?:kr|nok)|(?:i|hele) mill\w*|mnok)\b", re.IGNORECASE),
}
NEXT_WORD = re.compile(r"[\s\u00a0.-]{0,2}([^\W\d_]+)")
AFTER_FIGURE = re.compile(rf"(?<=\d)[\s\u00a0.-]{{0,2}}(?:{'|'.join(SCALES)})\b", re.IGNORECASE)  # part of that number
HALF = re.compile(r"\b(?:half|halvparten?|halve|halvdelen|halvdel)\b", re.IGNORECASE)
SHARE = re.compile(r"%|prosent|\bper ?cent\w*|\bpst\b|andel|\bshares?\b", re.IGNORECASE)
PERCENT_AFTER = re.compile(r"\s*(?:%|prosent|per ?cent\b|pst\b)", re.IGNORECASE)
WORD = re.compile(r"[^\W\d_]+")
TENS = {w: n for w, n in MORE.items() if 20 <= n <= 90 and w not in ("halvparten", "half")}
THOUSANDS = re.compile(r"(?<![\d.,])\d{1,3}(?:,\d{3}){2,}(?![\d])")
LOOSE = frozenset(("en", "ei", "et", "ett", "one", "null"))  # seldom numbers
HUNDREDS = {"hundre": 100.0, "hundred": 100.0}


def missing_amounts(sentence: str, source: str, language: Language) -> tuple[list[str], list[str]]:
    """Return what of a sentence's numbers and of its years `source` does not hold, as the sentence writes them."""
    sentence, source = _one_style(sentence), _one_style(source)
    held = _values(source) | {value for _, value in spelled(source, None)}
    numbers, text = [], YEAR.sub(" ", sentence)
    for match in FIGURE.finditer(text):
        values = _scaled(text, match.start(), match.end(), readings(match[0]))
        if not values & held or (PERCENT_AFTER.match(text, match.end()) and not SHARE.search(source)):
            numbers.append(match[0])
    in_words = AFTER_FIGURE.sub("", text)
    numbers += [word for word, value in spelled(in_words, language) if value >= 2 and value not in held]
    if HALF.search(sentence) and not (HALF.search(source) or {0.5, 50.0} & held):
        numbers.append(HALF.findall(sentence)[0])
    years = {m[0] for m in YEAR.finditer(source)}
    ranges = re.findall(r"(?<!\d)((?:19|20)\d\d)\s*[–/-]\s*(\d\d)(?!\d)", source)  # "2016/17", "2014–16"
    years |= {first[:2] + last for first, last in ranges}
    return list(dict.fromkeys(numbers)), [y for y in dict.fromkeys(YEAR.findall(sentence)) if y not in years]


def _one_style(text: str) -> str:
    """Return a text with "1,500,000", as English writes it, in figures alone."""
    return THOUSANDS.sub(lambda m: m[0].replace(",", ""), text)


def _values(text: str) -> set[float]:
    """Return the values written in figures; a row of a table may read as thousands, so each part counts too."""
    out: set[float] = set()
    for match in FIGURE.finditer(text):
        groups = re.split(r"[ \u00a0]", match[0])
        for first in range(len(groups)):
            for last in range(first + 1, len(groups) + 1):
                values = readings(" ".join(groups[first:last]))
                whole = first == 0 and last == len(groups)
                out |= _scaled(text, match.start(), match.end(), values) if whole else values
    scales = [scale for scale, told in COUNTS_IN.items() if told.search(text)]
    return out | {round(value * scale, 6) for value in out for scale in scales}


def _scaled(text: str, start: int, end: int, values: Iterable[float]) -> set[float]:
    """Return values times the scale that stands beside them, where one does."""
    after, before = NEXT_WORD.match(text, end), SCALED_BEFORE.search(text[max(0, start - 6) : start])
    scale = SCALES.get(after[1].lower(), 1.0) if after else 1.0
    scale = SCALES[before[1].lower()] if before and scale == 1.0 else scale
    return {round(v * scale, 6) for v in values}


def spelled(text: str, language: Language | None) -> list[tuple[str, float]]:
    """Return (words, value) of the numbers spelled out; in English where `language` says so, in both if None.

    >>> spelled("two hundred and fifty firms", "en"), spelled("tjuefire av to bedrifter", "nb")
    ([('two hundred and fifty', 250.0)], [('tjuefire', 24.0), ('to', 2.0)])
    """
    out: list[tuple[str, float]] = []
    run: list[tuple[str, float | None]] = []
    for word in [*WORD.findall(text), ""]:
        value = _value(word.lower(), language)
        joins = value is None and word.lower() in ("and", "og") and run and run[-1][1] in (100.0, 1e3)
        if value is not None or joins:
            run.append((word, value))
            continue
        out += _numbers(run)
        run = []
    return [(re.sub(r" (?:and|og)$", "", w), v) for w, v in out if w.lower() not in LOOSE]


def _value(word: str, language: Language | None) -> float | None:
    """Return the value of one number word, a compound such as "tjuefire" too; None for any other."""
    tables = [EN] if language == "en" else [NB] if language else [EN, NB]
    for table in tables:
        if word in table:
            return float(table.index(word))
    if word in ("to", "syv") and language != "en":
        return {"to": 2.0, "syv": 7.0}[word]
    if word in HUNDREDS or word in SCALES:
        return HUNDREDS.get(word) or SCALES[word]
    if word in TENS:
        return float(TENS[word])
    for tens, value in TENS.items():
        rest = word.removeprefix(tens)
        if rest != word and rest in NB[1:10]:
            return float(value + NB.index(rest))
    return None


def _numbers(run: list[tuple[str, float | None]]) -> list[tuple[str, float]]:
    """Return the numbers of a run of number words: "two hundred and fifty" is one, "five, six" are two."""
    out: list[tuple[str, float]] = []
    words: list[str] = []
    total = part = 0.0
    last = float("inf")
    for word, value in [*run, ("", -1.0)]:
        if value is None:
            words.append(word)
            continue
        fits = (
            value >= 100 or (part % 100 >= 20 and value < 10 and last >= 20) or (last in (100.0, 1e3) and value < 100)
        )
        if words and (value < 0 or not fits):
            out.append((" ".join(words), total + part))
            words, total, part = [], 0.0, 0.0
        words.append(word)
        if value in (1e3, 1e6, 1e9):
            total, part = total + (part or 1) * value, 0.0
        else:
            part = (part or 1) * value if value == 100 else part + value
        last = value
    return out
