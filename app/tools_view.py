"""What stands around an answer, as plain data: tools, feedback, the list of conversations, what is announced."""

from collections.abc import Mapping, Sequence
from typing import Any

from app.keeping import LONGEST_COMMENT
from app.links import question_link
from app.record import marked
from app.store.conversations import LONGEST_TITLE, Summary
from app.store.feedback import WHOLE, Opinion
from app.turn import Turn
from app.wording import say
from corpus.records import Language

Opinions = Mapping[tuple[str, int], Opinion]  # by the turn's id and the number of the citation


def tools_data(turn: Turn, opinions: Opinions, shown: Language, *, last: bool) -> dict[str, Any]:
    """Return what can be done with a turn; `last` where no other comes after it."""
    return {
        "edit": {
            "label": say("edit", shown),
            "question": turn.question.strip(),
            "ask": say("edit.ask", shown),
            "cancel": say("conversation.cancel", shown),
            "after": "" if last else say("edit.after", shown),
        },
        "again": say("again", shown),
        "copy": {
            "label": say("copy", shown),
            "done": say("copy.done", shown),
            "byHand": say("copy.by-hand", shown),
            "link": question_link(turn.question.strip(), turn.filters),
        },
        "feedback": None if turn.answer is None else feedback_data(turn, WHOLE, opinions, shown),
    }


def feedback_data(turn: Turn, citation: int, opinions: Opinions, shown: Language) -> dict[str, Any]:
    """Return what can be said, and has been, of an answer or of the citation with that number."""
    opinion = opinions.get((turn.id, citation))
    return {
        "ui": shown,
        "label": say("feedback.citation" if citation else "feedback.answer", shown),
        "right": say("feedback.right", shown),
        "wrong": say("feedback.wrong", shown),
        "verdict": opinion.verdict if opinion else "",
        "comment": opinion.comment if opinion else "",
        "commentLabel": say("feedback.comment", shown),
        "save": say("feedback.save", shown),
        "kept": say("feedback.kept", shown),
        "most": LONGEST_COMMENT,
    }


def opinion_from(said: Any, citation: int) -> Opinion | None:  # noqa: ANN401 - whatever the browser sent
    """Return what the component says was said; None where it was taken back."""
    verdict, comment = (said.get("verdict"), said.get("comment")) if isinstance(said, dict) else (None, None)
    if verdict not in ("right", "wrong"):
        return None
    return Opinion("", citation, verdict, comment if isinstance(comment, str) else "")


def conversations_data(listed: Sequence[Summary], current: str, shown: Language, *, more: bool) -> dict[str, Any]:
    """Return the list of conversations; `current` is the one that is open, `more` offers older ones."""
    return {
        "ui": shown,
        "label": say("conversations", shown),
        "items": [
            {
                "id": one.id,
                "title": one.title,
                "current": one.id == current,
                "rename": say("conversation.rename", shown, title=one.title),
                "remove": say("conversation.delete", shown, title=one.title),
            }
            for one in listed
        ],
        "title": say("conversation.title", shown),
        "save": say("conversation.save", shown),
        "cancel": say("conversation.cancel", shown),
        "sure": say("conversation.delete.sure", shown),
        "yes": say("conversation.delete.yes", shown),
        "more": say("conversations.more", shown) if more else "",
        "most": LONGEST_TITLE,
    }


def announcement(turns: Sequence[Turn], fresh: str, shown: Language) -> dict[str, str]:
    """Return what is said aloud of the turn with the id `fresh`, once it is answered: the whole answer."""
    turn = next((t for t in turns if t.id == fresh and t.answer is not None), None)
    if turn is None or turn.answer is None:
        return {"id": "", "text": "", "lang": shown}
    answer = turn.answer
    text = " ".join(f"{line.text}." if line.bullet else marked(line) for line in answer.lines)
    said = say("announce", shown, question=turn.question.strip(), text=text, count=len(answer.citations))
    return {"id": f"{turn.id} {turn.asked}", "text": said, "lang": "en" if answer.language == "en" else "nb"}
