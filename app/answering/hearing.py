"""Hear a question: read it in its conversation, by itself or as going on, search for it, and judge what is found."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from app.answering.close import Closer, Look
from app.answering.dialect import written
from app.answering.followup import (
    is_half_compared,
    is_surely_linked,
    language_of,
    names_of,
    says_that_it_goes_on,
    stand_alone,
)
from app.answering.framed import unframed
from app.answering.judge import judge
from app.answering.named import named_first, programmes_named_first
from app.answering.order import ordered
from app.answering.reading import Heard, Reading, likelier
from app.answering.reported import Reported, narrowed
from app.answering.sides import Part
from app.answering.spelling import Speller
from app.answering.twofold import parts
from app.answering.understand import understand
from corpus.records import Filters, Language
from index.search import Found, Searcher

HITS = 20  # passages an answer is made from, and an answer record holds


class Hearing:
    """Hears questions over one index; holds no state of any conversation."""

    def __init__(self, searcher: Searcher, closer: Closer) -> None:
        """Take what searches, and what looks closely at what is found."""
        self.searcher, self.closer = searcher, closer
        self.reports = searcher.library.by_id
        notes = searcher.library.all_notes()
        texts = (text for note in notes for text in (note.nb, note.nn, note.en, *note.questions))
        self._speller = Speller([*(r.text for r in self.reports.values()), *texts], searcher.is_word)
        self._reported = Reported(self.reports.values())

    def read(
        self,
        question: str,
        history: Sequence[str] = (),
        filters: Filters | None = None,
        without: Collection[str] = (),
        *,
        as_written: bool = False,
    ) -> Reading:
        """Return a question as it is meant after those in `history`, by itself or as going on, and what is found."""
        heard = self.hear(question, history, as_written=as_written)
        reading = self._searched(heard, filters, without)
        if not history or is_surely_linked(question) or (heard.alone.goes_on and not heard.alone.context):
            return reading  # in the last case, its name has taken another's place
        half = is_half_compared(question)
        if not heard.alone.goes_on and self._is_whole(reading) and not half:
            return reading
        other = self.hear(question, history, going_on=not heard.alone.goes_on)
        pair = reading, self._searched(other, filters, without)
        alone, linked = reversed(pair) if heard.alone.goes_on else pair
        if self._unknown(alone) and not says_that_it_goes_on(question):
            return alone
        return likelier(alone, linked, words_say_so=heard.alone.goes_on or half)

    def _is_whole(self, reading: Reading) -> bool:
        """Tell whether a question needs nothing from before: it names something, or speaks of what no report does."""
        return bool(names_of(reading.heard.alone.text, tuple(self.reports.values()))) or self._unknown(reading)

    def _unknown(self, reading: Reading) -> bool:
        return bool(self.searcher.overlap(reading.found.query).unknown())

    def _searched(self, heard: Heard, filters: Filters | None, without: Collection[str]) -> Reading:
        found, looks = self.find(heard, filters, without)
        return Reading(heard, found, looks, judge(heard.understood, found, looks, self.closer) if found.hits else None)

    def hear(
        self,
        question: str,
        history: Sequence[str] = (),
        *,
        as_written: bool = False,
        going_on: bool | None = None,
        language: Language | None = None,
    ) -> Heard:
        """Return a question as it is read after those in `history`, oldest first; slips and dialect are mended first.

        Whether it goes on from them is told by its words, if not by `going_on`; so is its language, if not given.
        """
        reports = tuple(self.reports.values())
        asked = question if as_written else self._speller.mend(written(question))
        alone = stand_alone(asked, history, reports, going_on=going_on)
        alone = replace(alone, focus=unframed(alone.focus))
        language, focus = language or language_of(question, history), alone.focus if alone.context else ""
        understood = understand(unframed(alone.text), reports, language, focus, alone.context)
        return Heard(alone, self._reported.apart(understood))

    def find(
        self, heard: Heard, filters: Filters | None = None, without: Collection[str] = ()
    ) -> tuple[Found, list[Look]]:
        """Return what search finds, in the order a close look puts it, and what the look gave."""
        asked = heard.understood
        left = narrowed(filters, asked.meant, self.reports)
        found = self.searcher.search(
            asked.focus, HITS, filters=left, language=heard.language, context=asked.context, without=without
        )
        if "notes" in without:
            found = replace(found, hits=tuple(replace(hit, notes=()) for hit in found.hits))
        for kept in (named_first, programmes_named_first):
            found = kept(found, asked, self.searcher)
        in_order, looks = ordered(self.closer, heard.understood, found)
        return (found if "rerank" in without else in_order), looks

    def parts(self, heard: Heard, filters: Filters | None, without: Collection[str]) -> list[Part]:
        """Return the parts that are answered, of a question that asks two things at once."""
        out, context = [], [heard.alone.context] if heard.alone.context else []
        before = context
        for text in parts(heard.alone.focus, goes_on=bool(context)):
            ways = [before] if before == context or not context else [before, context]
            read = (self._part(text, way, heard.language, filters, without) for way in ways)
            one = max(read, key=lambda reading: reading.worth)
            if one.judgement is not None and one.judgement.answers:
                out.append(Part(one.heard.understood, one.found, one.judgement.sure))
            before = [*before, text]
        return out

    def _part(
        self, text: str, before: Sequence[str], language: Language, filters: Filters | None, without: Collection[str]
    ) -> Reading:
        """Return a part of a question as it is read after what was asked `before` it; it mostly goes on from that."""
        plain = self._searched(self.hear(text, before, language=language), filters, without)
        if not before or plain.heard.alone.goes_on:
            return plain
        linked = self._searched(self.hear(text, before, going_on=True, language=language), filters, without)
        return likelier(plain, linked, words_say_so=True)
