"""Fit what tells whether a question is on the reports' matters (`index.topical`); no question set is touched.

What is not on them is learnt of `eval/general.tsv`: a language and a question a line, on anything but such reports,
by writers who saw neither the reports nor a question set.
"""

from collections.abc import Sequence
from pathlib import Path

from sklearn.metrics import roc_auc_score

from corpus.errors import QuestionSetError
from corpus.language import LANGUAGES
from corpus.records import Note
from eval.fit_byword import fitted, write
from eval.fit_worded import asked_of
from index.byword import Weights
from index.topical import features, topical_odds

FILE = Path(__file__).with_name("general.tsv")
SEEN = 2  # questions in which a feature must stand
STRENGTH = 10.0  # inverse strength of the penalty
HELD_BACK = 6  # one question in so many is first not fitted on, but measured on


def load_general(path: Path = FILE) -> list[str]:
    """Read the questions on anything else.

    Raises:
        QuestionSetError: a line is no language and question.
    """
    questions = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        language, _, question = line.partition("\t")
        if language not in LANGUAGES or not question.strip():
            raise QuestionSetError(f"{path.name} line {number} should be nb, nn or en, a tab and a question: {line!r}.")
        questions.append(question)
    return questions


def fit_topical(notes: Sequence[Note], out: Path, general_file: Path = FILE) -> dict[str, float]:
    """Fit the model and write it; return how well it tells questions held back apart (area under the curve).

    Raises:
        QuestionSetError: the notes ask nothing, the general questions cannot be read, or `out` cannot be written.
    """
    asked = sorted({question for question, _ in asked_of(notes)})
    if not asked:
        raise QuestionSetError("The notes should have questions to fit on; write them first.")
    general = load_general(general_file)
    trial = _fitted(*(_kept(questions) for questions in (asked, general)))
    back = [(q, on) for questions, on in ((asked, True), (general, False)) for q in questions[::HELD_BACK]]
    area = roc_auc_score([on for _, on in back], [topical_odds(question, trial) for question, _ in back])
    write(_fitted(asked, general), out)
    return {"questions": len(asked) + len(general), "area, of questions held back": float(area)}


def _kept(questions: Sequence[str]) -> list[str]:
    return [question for at, question in enumerate(questions) if at % HELD_BACK]


def _fitted(asked: Sequence[str], general: Sequence[str]) -> Weights:
    labels = [True] * len(asked) + [False] * len(general)
    return fitted((features(question) for question in (*asked, *general)), labels, SEEN, STRENGTH)
