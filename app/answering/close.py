"""Look closely at what was found: how well each note, with its stretch, meets the question.

Words are matched softly, by the cosines of their vectors, and weighed by how telling they are (the idea of
BERTScore, Zhang et al. 2020, with a static model): against all a note says, and against each question and
sentence of it alone, since words that stand in one sentence say more than words scattered over a page. A
logistic model (`close.json`) makes one number of it: the log-odds that the note answers. It is fitted on
the notes' own questions, each held against its note without that question and against the other notes
found for it; no question set is used. Run: python -m eval fit
"""

from collections.abc import Container, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from app.answering.aspects import aspect_missing, names_in
from app.answering.linear import Row, load_linear
from app.answering.noted import Content, NoteViews, View, best_of, both_ways
from app.answering.short import Replier
from app.answering.understand import Understood
from corpus.cues import Kind
from corpus.numbers import figures
from corpus.records import Hit, Note
from index.overlap import Overlap
from index.search import Found, Searcher

FILE = Path(__file__).with_name("close.json")
LOOKED_AT = 8  # hits looked at; the right one is among them for nearly all questions
SAME = 0.75  # cosine from which two words count as the same


@dataclass(frozen=True, slots=True)
class Look:
    """What a close look at one note gave."""

    hit: int  # position of the hit the note belongs to
    note: Note
    features: Row
    odds: float  # log-odds that it answers


class Closer:
    """Looks at the notes of hits; keeps what it has made of a note, since notes recur."""

    def __init__(self, searcher: Searcher) -> None:
        """Take what searches: its reports, its vectors and how common words are."""
        self.searcher = searcher
        self.views = NoteViews(searcher)
        self.replier = Replier(self.views, searcher.embedder)

    def prepare(self, note: Note) -> None:
        """Make what is kept of a note, which else the first question that finds it waits for."""
        self.views.of(note)
        self.replier.prepare(note)
        for english in (False, True):
            self.searcher.posed(note, english=english)

    def look(self, understood: Understood, found: Found, *, without: str = "") -> list[Look]:
        """Return a look at each note of the best hits; `without` is a question that the notes are to lack."""
        return self.look_at(understood, found, found.hits[:LOOKED_AT], without=without)

    def look_at(self, understood: Understood, found: Found, hits: Sequence[Hit], *, without: str = "") -> list[Look]:
        """Return a look at each note of some hits, by the words of the query that `found` was found by."""
        overlap = self.searcher.overlap(found.query)
        model = load_linear(FILE)
        looks = []
        for position, hit in enumerate(hits):
            for note in hit.notes or (bare(hit),):
                row = self.features(understood, overlap, hit, note, without)
                looks.append(Look(position, note, row, model.score(row)))
        return looks

    def features(self, understood: Understood, overlap: Overlap, hit: Hit, note: Note, without: str = "") -> Row:
        """Return how one note of a hit meets the question, each feature about 0 to 1."""
        view = self.views.of(note, without)
        asked = self.views.content(understood.text)
        kinds = set(view.questions.kinds)
        row = self._lexical(understood, overlap, hit, note, without) | _kinds(understood, note, kinds)
        text = f"{view.text} {' '.join(hit.passage.section)}".lower()
        names = names_in(understood.text)
        missing = [name for name in names if name.lower() not in text]
        years = [str(year) for year in understood.years]
        row |= {
            "names": 1 - len(missing) / len(names) if names else 1.0,
            "names_missing": len(missing) / 3,
            "year_missing": float(not all(year in text for year in years)),
            "aspect_missing": float(aspect_missing(understood.text, view.said.lower())),
        }
        if not asked.words:
            return row
        match = self.views.match(asked, view)
        return row | _soft(asked, match, view.is_said) | _joint(asked, match, view, understood)

    def _lexical(self, understood: Understood, overlap: Overlap, hit: Hit, note: Note, without: str) -> Row:
        tokens, english = self.searcher.tokens_of, understood.language == "en"
        said = overlap.forms(tokens(f"{self.views.stretch(note)} {note.nb}", english=False), english=False)
        section = overlap.forms(tokens(" ".join(hit.passage.section), english=False), english=False)
        norwegian = note.questions_nb + note.questions_nn
        posed = overlap.held(self.searcher.posed(note, english=False), _numbers(norwegian, without), english=False)
        share_all, share_said = overlap.norwegian_tokens(said | section | posed), overlap.norwegian_tokens(said)
        if english:
            said = overlap.forms(tokens(note.en, english=True), english=True)
            among = _numbers(note.questions_en, without)
            posed = overlap.held(self.searcher.posed(note, english=True), among, english=True)
            share_all = max(share_all, overlap.english_tokens(said | posed))
            share_said = max(share_said, overlap.english_tokens(said))
        questions, kinds = note.questions_en if english else norwegian, self.views.of(note, without).kinds
        among = _numbers(questions, without)
        alike = overlap.alike(self.searcher.posed(note, english=english), english=english)
        shares = [(share, kinds[questions[n]] == understood.kind) for n, share in alike.items() if n in among]
        return {
            "covered": share_all,
            "covered_said": share_said,
            "asked": max((share for share, _ in shares), default=0.0),
            "asked_kind": max((share for share, same in shares if same), default=0.0),
            "english": float(english),
        }


def _numbers(questions: Sequence[str], without: str) -> Container[int]:
    """Return the numbers of questions, but for that of `without`."""
    every = range(len(questions))
    return {n for n in every if questions[n] != without} if without in questions else every


def bare(hit: Hit) -> Note:
    """Return a note that says nothing on a hit's passage, which stands in where there is none."""
    passage = hit.passage
    return Note("", passage.report_id, passage.start, passage.end, "", "", (), (), ())


def _kinds(understood: Understood, note: Note, kinds: set[Kind]) -> Row:
    kind = understood.kind
    return {
        "kind_in": float(kind in kinds),
        "number": float(kind == "number"),
        "number_without": float(kind == "number" and not figures(note.nb)),
        "number_not_asked": float(kind == "number" and "number" not in kinds),
        "why": float(kind == "why"),
        "why_not_asked": float(kind == "why" and "why" not in kinds),
        "who_not_asked": float(kind == "who" and "who" not in kinds),
        "yes_no": float(kind == "yes-no"),
    }


def _soft(asked: Content, match: NDArray[np.float32], is_said: NDArray[np.bool_]) -> Row:
    """Return how well the question's words are met by any of the note's, and by those of stretch and statement."""
    weights, total = asked.weights, float(asked.weights.sum())
    row: Row = {"length": len(asked.words) / 10}
    for name, columns in (("any", np.ones_like(is_said)), ("said", is_said)):
        best = match[:, columns].max(axis=1, initial=0.0)
        gaps = np.sort(weights * (1 - best))[::-1]
        row[f"soft_{name}"] = float(weights @ best) / total
        row[f"gap_{name}"], row[f"gap2_{name}"] = float(gaps[0]) / 6, float(gaps[1]) / 6 if len(gaps) > 1 else 0.0
        row[f"least_{name}"], row[f"focus_{name}"] = float(best.min()), float(best[0])
        if name == "any":
            row["rarest"] = float(best[int(np.argmax(weights))])
            row["same"] = float(weights @ (best > SAME)) / total
    return row


def _joint(asked: Content, match: NDArray[np.float32], view: View, understood: Understood) -> Row:
    """Return how well any single question, and any single sentence, of the note meets the whole question."""
    row = dict.fromkeys(("like", "like_kind", "recall", "precision", "alike_same", "same_kind", "sentence"), 0.0)
    weights, total = asked.weights, float(asked.weights.sum())
    if view.sentences.texts:
        row["sentence"] = float((weights @ best_of(match, view.sentences)).max()) / total
    questions = view.questions
    if not questions.texts:
        return row
    best = best_of(match, questions)
    recall, precision = both_ways(asked, match, best, questions)
    same = weights @ (best > SAME) / total
    like = 2 * recall * precision / np.maximum(recall + precision, 1e-9)
    found = {"like": like, "recall": recall, "precision": precision, "alike_same": same}
    row |= {name: float(values.max()) for name, values in found.items()}
    alike = np.array([kind == understood.kind for kind in questions.kinds])
    if alike.any():
        row |= {"like_kind": float(like[alike].max()), "same_kind": float(same[alike].max())}
    return row


NAMES_OF_FEATURES = (
    "covered covered_said asked asked_kind english kind_in number number_without number_not_asked why why_not_asked "
    "who_not_asked yes_no names names_missing year_missing aspect_missing length soft_any gap_any gap2_any least_any "
    "focus_any rarest same soft_said gap_said gap2_said least_said focus_said like like_kind recall precision "
    "alike_same same_kind sentence"
).split()
