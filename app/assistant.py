"""Ask and be answered: understand → search → judge → choose → write → cite. No page and no network here."""

import time
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from app.answering import profile
from app.answering.close import Closer
from app.answering.coded import Codes
from app.answering.compose import Composer, Desk
from app.answering.followup import language_of
from app.answering.framed import is_courtesy
from app.answering.hearing import Hearing
from app.answering.judge import Judgement, is_order
from app.answering.located import Located
from app.answering.noted import telling
from app.answering.reading import Reading
from app.answering.shelf import Shelf, by_report
from app.answering.sides import Part
from app.answering.synthesis import Synthesist
from app.answering.understand import Understood
from app.wording import say
from corpus.cues import BROAD
from corpus.errors import QuestionError
from corpus.library import checksums, load_library
from corpus.records import Answer, Filters, Language
from index.crossencoder import open_reranker
from index.search import Searcher
from index.settings import Settings
from index.static import open_embedder
from index.store import load_index
from index.tokens import words

MOST_CHARACTERS = 2000  # of a question: a page of text is no question


class Assistant:
    """Answers questions over one index; the same for the page, the command line and the evaluation."""

    def __init__(self, searcher: Searcher) -> None:
        """Take what searches."""
        self.searcher = searcher
        self.reports = searcher.library.by_id
        notes, index = searcher.library.all_notes(), searcher.index
        self.shelf = Shelf(notes, index.passages, self.reports, index.compounds)
        self.closer = Closer(searcher)
        self.hearing = Hearing(searcher, self.closer)
        located, codes = Located(self.shelf), Codes(notes, index.passages)
        syntheses = searcher.library.syntheses.syntheses
        self.synthesist = Synthesist(syntheses, self.reports.values(), self.closer.replier, searcher.embedder)
        own = searcher.library.all_profiles()
        self.profiles = Synthesist(own, self.reports.values(), self.closer.replier, searcher.embedder, profile.FILE)
        desk = located, codes, self.synthesist, self.profiles, by_report(index.passages)
        self._desk = Desk(searcher, self.closer, self.shelf, *desk)

    def prepare(self) -> Iterator[None]:
        """Make what is kept of each note, a note a step; else whoever asks for one first waits twice as long."""
        for note in self.searcher.library.all_notes():
            self.closer.prepare(note)
            yield
        yield from self.synthesist.prepare()
        yield from self.profiles.prepare()

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
        reading = self.hearing.read(question, history, filters, without, as_written=as_written)
        answer = self._answer(question, reading, filters, without)
        return replace(answer, understood=reading.heard.alone.text, seconds=time.perf_counter() - started)

    def _answer(self, question: str, reading: Reading, filters: Filters | None, without: Collection[str]) -> Answer:
        """Return the answer to a question as it was read."""
        composer = self.composer(reading, filters, without)
        asked = self.hearing.parts(reading.heard, filters, without) if composer.form.shape == "points" else []
        return self._write(question, composer, reading.judgement, asked)

    def composer(self, reading: Reading, filters: Filters | None = None, without: Collection[str] = ()) -> Composer:
        """Return what writes the answer to a question from what was found for it."""
        return Composer(self._desk, reading.heard.understood, reading.found, filters, without, reading.judgement)

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
        read = self._of_readers(question, composer, judgement)
        if read is not None:
            return read
        likely = judgement.answers or (form.side_by_side and judgement.probability > composer.least)
        if not likely and (is_order(understood.text) or not (asked or any(one.answered for one in composer.alone))):
            return composer.abstain(question, judgement)
        if form.side_by_side:
            return composer.side_by_side(question)
        both = len(asked) > 1 and all(part.sure for part in asked)
        return composer.answer(question, sure=judgement.sure or both, parts=asked)

    @staticmethod
    def _of_readers(question: str, composer: Composer, judgement: Judgement) -> Answer | None:
        """Return what readers wrote of more than a passage: a synthesis, a profile, findings; else None."""
        if not judgement.probability:  # a place that no report is about, an order
            return None
        chosen, found = composer.chosen, judgement.answers
        if chosen and judgement.why in ("", "abstain.none"):
            if one := chosen.synthesis(found=found):
                return composer.by_synthesis(question, one)
            if own := chosen.profile():
                return composer.by_profile(question, own, found=found, sure=chosen.is_sure)
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
