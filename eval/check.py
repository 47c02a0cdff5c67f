"""Hold the question sets against the reports: every claim of a set that a machine can test."""

from collections import Counter
from collections.abc import Iterator, Sequence

from corpus.language import detect
from corpus.library import Library
from eval.questions import GROUPS, Question


def check_sets(
    questions: Sequence[Question], library: Library, *, general: Sequence[str] = (), answers: bool = True
) -> list[str]:
    """Return what does not hold in a set, a line each.

    Args:
        questions: the set.
        library: the reports and their notes.
        general: the questions on anything else that a model is fitted on; the set may ask none of them.
        answers: whether it is to hold reference answers.
    """
    texts = {r.id: " ".join(r.text.split()) for r in library.reports}
    read = [q for note in library.all_notes() for q in note.questions]
    read += [q for profile in library.all_profiles() for q in profile.questions]
    asked = {_plain(q) for q in (*read, *general)}
    faults = [f"id {name} is used {n} times" for name, n in Counter(q.id for q in questions).items() if n > 1]
    same = Counter((_plain(q.question), q.history) for q in questions)
    faults += [f"“{text}” is asked {n} times" for (text, _), n in same.items() if n > 1]
    for question in questions:
        faults += [f"{question.id}: {fault}" for fault in _faults(question, texts, asked, answers=answers)]
    return faults


def _faults(question: Question, texts: dict[str, str], asked: set[str], *, answers: bool) -> Iterator[str]:
    if question.group not in GROUPS:
        yield f"group {question.group!r} is none of {', '.join(GROUPS)}"
    if question.language not in ("nb", "nn", "en"):
        yield f"language {question.language!r} is none of nb, nn, en"
    if question.answerable and not question.evidence:
        yield "no evidence, though it is answerable"
    told = question.answer and (question.facts or question.group == "whole")  # of a whole, evidence is what counts
    if answers and question.answerable and not told:
        yield "no reference answer or key facts"
    if question.group == "follow-up" and not question.history:
        yield "a follow-up without history"
    if not question.history and _plain(question.question) in asked:
        yield "a reading note, a profile or general.tsv asks the same"
    yield from _unfounded(question, texts)
    long = len(question.question.split()) >= 6
    if long and {detect(question.question), question.language} == {"en", "nb"}:
        yield f"it reads as {detect(question.question)}, not {question.language}"


def _unfounded(question: Question, texts: dict[str, str]) -> Iterator[str]:
    for evidence in (*question.evidence, *question.also):
        if " ".join(evidence.quote.split()) not in texts.get(evidence.report, ""):
            yield f"“{evidence.quote[:60]}…” does not stand in {evidence.report}"


def uncovered(questions: Sequence[Question], library: Library) -> list[str]:
    """Return the chapters of the reports that no question's evidence stands in."""
    out = []
    for report in library.reports:
        flat = " ".join(report.text.split())
        asked = [
            flat.find(" ".join(e.quote.split())) / len(flat)
            for q in questions
            for e in (*q.evidence, *q.also)
            if e.report == report.id
        ]
        for block in report.blocks:
            if block.kind == "heading" and len(block.section) == 1 and block.skip is None:
                inside = [b for b in report.blocks if b.section[:1] == block.section[:1]]
                low, high = inside[0].start / len(report.text), inside[-1].end / len(report.text)
                if not any(low <= at <= high for at in asked):
                    out.append(f"{report.id}: no question on “{block.section[0]}”")
    return list(dict.fromkeys(out))


def _plain(text: str) -> str:
    return " ".join(text.lower().strip(" ?.").split())
