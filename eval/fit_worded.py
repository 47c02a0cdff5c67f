"""Fit what tells, by a question's words, whether it is told of (`index.worded`); no question set is touched."""

from collections.abc import Sequence
from pathlib import Path

from sklearn.metrics import roc_auc_score

from corpus.errors import QuestionSetError
from corpus.records import Note
from eval.fit_byword import fitted, write
from index.byword import Weights
from index.worded import features, told_odds

SEEN = 3  # questions in which a feature must stand
STRENGTH = 10.0  # inverse strength of the penalty; 3 to 30 differ little
HELD_BACK = 6  # one note in so many is first not fitted on, but measured on
Asked = tuple[str, bool]  # a question, and whether it is told


def fit_worded(notes: Sequence[Note], out: Path) -> dict[str, float]:
    """Fit the model and write it; return how well it tells questions of notes held back apart (area under the curve).

    Raises:
        QuestionSetError: there are no questions of both kinds, or the file cannot be written.
    """
    if len({told for _, told in asked_of(notes)}) < len((True, False)):
        raise QuestionSetError("The notes should have both questions and untold ones to fit on; write them first.")
    back = asked_of(notes[::HELD_BACK])
    trial = _fitted(asked_of([note for at, note in enumerate(notes) if at % HELD_BACK]))
    area = roc_auc_score([told for _, told in back], [told_odds(question, trial) for question, _ in back])
    asked = asked_of(notes)
    write(_fitted(asked), out)
    return {"questions": len(asked), "area, of notes held back": float(area)}


def asked_of(notes: Sequence[Note]) -> list[Asked]:
    """Return the questions of notes, told and untold."""
    return [(q, told) for note in notes for own, told in ((note.questions, True), (note.untold, False)) for q in own]


def _fitted(asked: Sequence[Asked]) -> Weights:
    return fitted((features(question) for question, _ in asked), [told for _, told in asked], SEEN, STRENGTH)
