"""Ask and be answered: understand → search → judge → choose → write → cite. No page and no network here."""

import time
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from app.answering.close import Closer, Look
from app.answering.coded import Codes
from app.answering.compose import Composer, Desk
from app.answering.followup import is_surely_linked, language_of, names_of, stand_alone
from app.answering.framed import is_courtesy, unframed
from app.answering.judge import Judgement, is_order, judge
from app.answering.located import Located
from app.answering.named import named_first
from app.answering.noted import telling
from app.answering.order import ordered
from app.answering.reading import Heard, Reading, likelier
from app.answering.reported import Reported, narrowed
from app.answering.shelf import Shelf, by_report
from app.answering.sides import Part
from app.answering.spelling import Speller
from app.answering.synthesis import Synthesist
from app.answering.twofold import parts
from app.answering.understand import Understood, understand
from app.wording import say
from corpus.cues import BROAD
from corpus.errors import QuestionError
from corpus.library import checksums, load_library
from corpus.records import Answer, Filters, Language
from index.crossencoder import open_reranker
from index.search import Found, Searcher
from index.settings import Settings
from index.static import open_embedder
from index.store import load_index
from index.tokens import words

MOST_CHARACTERS = 2000  # of a question: a page of text is no question
HITS = 20  # passages an answer is made from, and an answer record holds


class Assistant:
    """Answers questions over one index; the same for the page, the command line and the evaluation."""

    def __init__(self, searcher: Searcher) -> None:
        """Take what searches."""
        self.searcher = searcher
        self.reports = searcher.library.by_id
        notes, index = searcher.library.all_notes(), searcher.index
        self.shelf = Shelf(notes, index.passages, self.reports, index.compounds)
        texts = (text for note in notes for text in (note.nb, note.nn, note.en, *note.questions))
        self._speller = Speller([*(r.text for r in self.reports.values()), *texts], searcher.is_word)
        self.closer = Closer(searcher)
        located, codes = Located(self.shelf), Codes(notes, index.passages)
        self._reported = Reported(self.reports.values())
        syntheses = searcher.library.syntheses.syntheses
        self.synthesist = Synthesist(syntheses, self.reports.values(), self.closer.replier, searcher.embedder)
        passages = by_report(index.passages)
        self._desk = Desk(searcher, self.closer, self.shelf, located, codes, self.synthesist, passages)

    def prepare(self) -> Iterator[None]:
        """Make what is kept of each note, a note a step; else whoever asks for one first waits twice as long."""
        for note in self.searcher.library.all_notes():
            self.closer.prepare(note)
            yield
        yield from self.synthesist.prepare()

    def ask(
        self,
        question: str,
        history: Sequence[str] = (),
        filters: Filters | None = None,
        *,
        as_written: bool = False,
        without: Collection[str] = (),
    ) -> Answer:
        """Return the answer to `question`.

        Args:
            question: as typed, in bokmål, nynorsk or English.
            history: the earlier questions of the conversation, oldest first.
            filters: what the search is narrowed to.
            as_written: do not read it as a follow-up of `history`, and mend no slips in it.
            without: parts to leave out, of `index.search.PARTS`.

        Raises:
            QuestionError: the question is empty or too long.
        """
        started = time.perf_counter()
        question = " ".join(question.split())
        self._refuse(question, language_of(question, history))
        history = () if as_written or is_courtesy(question) else history
        reading = self.read(question, history, filters, without, as_written=as_written)
        answer = self._answer(question, reading, filters, without)
        return replace(answer, understood=reading.heard.alone.text, seconds=time.perf_counter() - started)

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
        if not heard.alone.goes_on and self._is_whole(reading):
            return reading
        other = self.hear(question, history, going_on=not heard.alone.goes_on)
        pair = reading, self._searched(other, filters, without)
        alone, linked = reversed(pair) if heard.alone.goes_on else pair
        return likelier(alone, linked, words_say_so=heard.alone.goes_on)

    def _is_whole(self, reading: Reading) -> bool:
        """Tell whether a question needs nothing from before: it names something, or speaks of what no report does."""
        named = names_of(reading.heard.alone.text, tuple(self.reports.values()))
        return bool(named or self.searcher.overlap(reading.found.query).unknown())

    def _searched(self, heard: Heard, filters: Filters | None, without: Collection[str]) -> Reading:
        found, looks = self.find(heard, filters, without)
        return Reading(heard, found, looks, judge(heard.understood, found, looks, self.closer) if found.hits else None)

    def _answer(self, question: str, reading: Reading, filters: Filters | None, without: Collection[str]) -> Answer:
        """Return the answer to a question as it was read."""
        composer = self.composer(reading.heard, reading.found, filters, without)
        asked = self._parts(reading.heard, filters, without) if composer.form.shape == "points" else []
        return self._write(question, composer, reading.judgement, asked)

    def composer(
        self, heard: Heard, found: Found, filters: Filters | None = None, without: Collection[str] = ()
    ) -> Composer:
        """Return what writes the answer to a question from what was found for it."""
        return Composer(self._desk, heard.understood, found, filters, without)

    def _parts(self, heard: Heard, filters: Filters | None, without: Collection[str]) -> list[Part]:
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

    def hear(
        self,
        question: str,
        history: Sequence[str] = (),
        *,
        as_written: bool = False,
        going_on: bool | None = None,
        language: Language | None = None,
    ) -> Heard:
        """Return a question as it is read after those in `history`, oldest first; slips are mended first.

        Whether it goes on from them is told by its words, if not by `going_on`; so is its language, if not given.
        """
        reports = tuple(self.reports.values())
        asked = question if as_written else self._speller.mend(question)
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
        found = named_first(found, heard.understood, self.searcher)
        in_order, looks = ordered(self.closer, heard.understood, found)
        return (found if "rerank" in without else in_order), looks

    def _refuse(self, question: str, language: Language) -> None:
        if not question:
            raise QuestionError(say("ask.empty", language))
        if len(question) > MOST_CHARACTERS:
            raise QuestionError(say("ask.long", language, length=len(question), most=MOST_CHARACTERS))

    def _write(self, question: str, composer: Composer, judgement: Judgement | None, asked: Sequence[Part]) -> Answer:
        understood, form = composer.understood, composer.form
        if unasked := _unasked(question, understood):
            return composer.nothing(question, say(unasked, understood.language))
        if judgement is None:
            return composer.nothing(question, say("filters.none", understood.language))
        several = self._of_several(question, composer, judgement)
        if several is not None:
            return several
        likely = judgement.answers or (form.side_by_side and judgement.probability > composer.least)
        if not likely and (is_order(understood.text) or not (asked or any(one.answered for one in composer.alone))):
            return composer.abstain(question, judgement)
        if form.side_by_side:
            return composer.side_by_side(question)
        both = len(asked) > 1 and all(part.sure for part in asked)
        return composer.answer(question, sure=judgement.sure or both, parts=asked)

    @staticmethod
    def _of_several(question: str, composer: Composer, judgement: Judgement) -> Answer | None:
        """Return what readers wrote of several reports: a synthesis, or findings; None where neither fits."""
        if not judgement.probability:  # a place that no report is about, an order
            return None
        one = composer.together(found=judgement.answers) if judgement.why in ("", "abstain.none") else None
        if one is not None:
            return composer.by_synthesis(question, one)
        return composer.overview(question) if composer.form.shape == "findings" else None


def _unasked(question: str, understood: Understood) -> str:
    """Return the key of what is said where nothing is asked: of a greeting, of a question without words; else ""."""
    if is_courtesy(question):
        return "ask.courtesy"
    asks = words(question) and (telling(understood.text) or understood.kind in BROAD)
    return "" if asks else "ask.wordless"


def open_assistant(settings: Settings) -> Assistant:
    """Return an assistant over the saved index.

    Raises:
        RegionsvarError: the reports, the index or the model cannot be read; the message says what to do.
    """
    library = load_library(settings.reports)
    index = load_index(settings, library, checksums(settings.reports))
    return Assistant(Searcher(index, library, open_embedder(settings.model), open_reranker(settings)))
