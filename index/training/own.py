"""Pairs from the reports themselves: their own text, and their reading notes where there are any.

The notes are the field's only parallel text, and the most valuable pairs there are.
"""

from corpus.library import Library
from corpus.passages import split_report
from corpus.records import Note, Passage
from index.training.pairs import SAYING, Group, Pair, echoes, sentences_of, translated
from index.training.reword import Reworder
from index.training.translate import Translator

VARIANTS = 3  # drawn translations of each sentence: the groups are small, and words have several


def own_groups(library: Library, translator: Translator, norwegian: Reworder, english: Reworder) -> list[Group]:
    """Return the pairs of a library's reports and notes."""
    passages = [p for r in library.reports for p in split_report(r)]
    texts = {r.id: r.text for r in library.reports}
    notes = library.all_notes()
    stretches = {n.id: texts[n.report_id][n.start : n.end] for n in notes}
    questions = [(q, stretches[n.id]) for n in notes for q in n.questions]
    rest = [pair for p in passages for pair in sentence_and_rest(p)]
    whole = [(s, p.text) for p in passages for s in sentences_of(p.text)]
    asked = [(q, stretches[n.id]) for n in notes for q in (n.nb, *n.questions_nb, *n.questions_nn)]
    asked_en = [(q, stretches[n.id]) for n in notes for q in (n.en, *n.questions_en)]
    return [
        Group("report sentence", rest, 2.0),
        Group("report heading", [(" ".join(p.section), p.text) for p in passages if p.section], 0.5),
        Group("report english", drawn(whole, translator), 3.0),
        Group("report echo", echoes([s for s, _ in whole] * VARIANTS, translator.english), 1.0, SAYING),
        Group("report nynorsk", echoes([s for s, _ in whole], translator.nynorsk), 0.5, SAYING),
        Group("note question", questions, 4.0),
        Group("note statement", [pair for n in notes for pair in statement_pairs(n)], 3.0, SAYING),
        Group("note answer", answer_pairs(notes), 3.0, SAYING, kept_in_order=True),
        Group("note stretch", [(s, stretches[n.id]) for n in notes for s in (n.en, n.nb)], 2.0),
        Group("thesaurus", norwegian.pairs() + english.pairs(), 1.0, SAYING),
        Group("report reworded", echoes([s for s, _ in whole] * VARIANTS, norwegian.reworded), 1.0, SAYING),
        Group("note reworded", translated(asked * VARIANTS, norwegian.reworded), 1.0),
        Group("note reworded english", translated(asked_en * VARIANTS, english.reworded), 1.0),
    ]


def sentence_and_rest(passage: Passage) -> list[Pair]:
    """Return each sentence of a passage with the passage less that sentence."""
    found = sentences_of(passage.text)
    rest = [(s, " ".join(passage.text.replace(s, " ", 1).split())) for s in found]
    return [(s, r) for s, r in rest if len(r) >= len(s)]


def drawn(pairs: list[Pair], translator: Translator) -> list[Pair]:
    """Return `VARIANTS` word-for-word English versions of each pair's first text, with its second."""
    return [(en, b) for a, b in pairs for _ in range(VARIANTS) if (en := translator.english(a))]


def statement_pairs(note: Note) -> list[Pair]:
    """Return the pairs within a note: the languages with each other, the questions with the statements."""
    english = [(q, s) for q in note.questions_en for s in (note.nb, note.en)]
    norwegian = [(q, s) for q in note.questions_nb + note.questions_nn for s in (note.nb, note.en)]
    nynorsk = [(note.nn, note.nb), (note.nn, note.en)] if note.nn else []
    return [(note.en, note.nb), *english, *norwegian, *nynorsk]


def answer_pairs(notes: list[Note]) -> list[Pair]:
    """Return each question with the short answer that replies to it, in one language after the other.

    They come in rounds, in each of which an answer has one question: neighbours in it are other answers of the same
    note and of the notes beside it, which are the hardest to be told apart from.
    """
    answers = [answer for note in notes for answer in note.answers if answer.questions]
    rounds = max((len(answer.questions) for answer in answers), default=0)
    return [
        (answer.questions[turn], answer.says[(turn + at) % len(answer.says)])
        for turn in range(rounds)
        for at, answer in enumerate(answers)
        if turn < len(answer.questions) and answer.says[(turn + at) % len(answer.says)]
    ]
