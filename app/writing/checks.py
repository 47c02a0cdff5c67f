"""Hold each sentence of a model against what it cites. A fault says what does not stand there.

| kind     | the sentence …                                              |
|----------|-------------------------------------------------------------|
| uncited  | cites no source                                             |
| number   | gives a number that no cited source gives                   |
| year     | names a year that no cited source names                     |
| name     | names somebody or something that no cited source names      |
| quote    | quotes words that no cited source holds                     |
| link     | gives an address that no cited source gives                 |
| order    | speaks as an order to a model does                          |
| weak     | lies far from every stretch of what it cites                |
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from app.wording import say
from app.writing.amounts import missing_amounts
from app.writing.guard import ORDER
from app.writing.names import Names
from app.writing.sentences import Sentence
from app.writing.sources import Source
from app.writing.support import Support, Window
from corpus.records import Language

Kind = Literal["uncited", "number", "year", "name", "quote", "link", "order", "weak"]

QUOTED = re.compile(r"«([^«»]+)»|“([^“”]+)”|\"([^\"]+)\"|„([^„“”]+)[“”]")
LINK = re.compile(r"\b(?:https?://|www\.)\S+", re.IGNORECASE)
# A sentence on what the reports leave out needs no citation: it rests on nothing that stands there
GAP = re.compile(
    r"""\b(?:reports?|passages?|sources?|excerpts?|material)\b[^.]{0,40}\b
          (?: (?:do(?:es)?\ not|don't|doesn't)\ (?:say|mention|cover|state|report|provide|contain|give|describe|answer|
                address|specify|include|indicate|discuss)
            | (?:provides?|gives?|contains?)\ no\ (?:information|figures?|details?|answer) | says?\ nothing )\b
      | \bnot\ (?:mentioned|covered|stated|given|reported|specified)\ in\ the\b
      | \b(?:rapport|passasje|kilde|utdrag|kjelde)\w*\b[^.]{0,20}\b
          (?:sier|seier|nevner|nemner|dekker|dekkjer|oppgir|oppgjev|beskriver|inneholder|svarer|svarar|omtaler|omtalar|
             gir|gjev|angir|forteller)\b[^.]{0,20}\b(?:ikke|ikkje|ingen\w*|inkje)\b
      | \b(?:ikke|ikkje)\ (?:nevnt|nemnt|oppgitt|omtalt|dekket|dekt|beskrevet)\ i\ (?:rapport|passasje|utdrag|kilde)""",
    re.IGNORECASE | re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Fault:
    """What does not hold in a sentence."""

    kind: Kind
    what: str = ""  # the number, year, name or quote, as the sentence writes it

    def say(self, language: Language) -> str:
        """Return the fault in words."""
        return say(f"check.{self.kind}", language, what=self.what)


@dataclass(frozen=True, slots=True)
class Checked:
    """A sentence with what the checks found: its faults, and the stretch of each source that is nearest to it."""

    sentence: Sentence
    faults: tuple[Fault, ...]
    windows: tuple[Window, ...]
    gap: bool = False  # it says what the reports do not cover

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of its faults, each once."""
        return tuple(dict.fromkeys(fault.kind for fault in self.faults))


@dataclass(frozen=True, slots=True)
class Checker:
    """Checks sentences against sources."""

    support: Support
    names: Names

    def check(self, sentence: Sentence, sources: Sequence[Source], question: str, language: Language) -> Checked:
        """Return `sentence` checked against those of `sources` that it cites.

        Args:
            sentence: what is checked.
            sources: all there are; ids that are not among them have been dropped before.
            question: what was asked; a sentence on what is not covered may name what the question names.
            language: the language it is written in.
        """
        cited = [s for s in sources if s.id in sentence.cites]
        gap = bool(GAP.search(sentence.text))
        if not cited and not gap:
            return Checked(sentence, (Fault("uncited"), *self._orders(sentence.text)), ())
        evidence = "\n".join(f"{s.text}\n{s.head}" for s in cited) or question
        said = "\n".join((evidence, *(t for s in cited for t in s.statements)))
        if gap:
            said, evidence = f"{said}\n{question}", f"{evidence}\n{question}"
        faults = [*self._amounts(sentence.text, evidence, language), *self._quotes(sentence.text, evidence)]
        faults += [Fault("name", name) for name in self.names.missing(sentence.text, said, language)]
        faults += [Fault("link", m[0]) for m in LINK.finditer(sentence.text) if m[0] not in evidence]
        faults += self._orders(sentence.text)
        windows = tuple(self.support.best(sentence.text, s) for s in cited)
        if windows and not gap and self.support.is_weak(windows, language):
            faults.append(Fault("weak"))
        return Checked(sentence, tuple(faults), windows, gap)

    def _amounts(self, text: str, evidence: str, language: Language) -> list[Fault]:
        numbers, years = missing_amounts(text, evidence, language)
        return [Fault("number", n) for n in numbers] + [Fault("year", y) for y in years]

    def _quotes(self, text: str, evidence: str) -> list[Fault]:
        held = _even(evidence)
        quotes = [next(g for g in m.groups() if g) for m in QUOTED.finditer(text)]
        return [Fault("quote", q) for q in quotes if _even(q).strip(" .,;:!?…") not in held]

    def _orders(self, text: str) -> list[Fault]:
        return [Fault("order")] if ORDER.search(text) else []


def _even(text: str) -> str:
    """Return a text with single spaces and one kind of quotation mark."""
    return re.sub(r"[«»“”„\"]", '"', " ".join(text.split()))
