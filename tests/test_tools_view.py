"""What stands around an answer, as plain data."""

import pytest

from app.session import Session
from app.store.conversations import Summary
from app.store.feedback import WHOLE, Opinion
from app.tools_view import announcement, conversations_data, feedback_data, opinion_from, tools_data
from app.turn import Turn
from app.wording import say
from corpus.records import Answer, Filters, Line

LINES = (Line("Det gikk bra", (1, 2), bullet=True), Line("Ingen rapport er om Gol.", ()))
ANSWERED = Turn("Hva?", Answer("Hva?", "Hva?", "nb", LINES, (), (), abstained=False), id="t", asked="2026")


@pytest.mark.parametrize(
    ("said", "opinion"),
    [
        ({"verdict": "right", "comment": "x"}, Opinion("", 2, "right", "x")),
        ({"verdict": "wrong"}, Opinion("", 2, "wrong", "")),
        ({"verdict": "wrong", "comment": 3}, Opinion("", 2, "wrong", "")),
        ({"verdict": "", "comment": "x"}, None),
        ({"verdict": "perhaps"}, None),
        ("right", None),
        (None, None),
    ],
)
def test_what_the_browser_sends_is_read_with_care(said: object, opinion: Opinion | None) -> None:
    assert opinion_from(said, 2) == opinion


@pytest.mark.parametrize(
    ("turn", "fresh", "text"),
    [
        (ANSWERED, "t", "Svar på «Hva?»: Det gikk bra. Ingen rapport er om Gol. Kilder: 0."),
        (ANSWERED, "", ""),
        (ANSWERED, "other", ""),
        (Turn("Hva?", error="Nei.", id="t"), "t", ""),
    ],
)
def test_only_a_fresh_answer_is_announced(turn: Turn, fresh: str, text: str) -> None:
    assert announcement([turn], fresh, "nb")["text"] == text


def test_an_answer_given_again_is_another_announcement() -> None:
    again = Turn("Hva?", ANSWERED.answer, id="t", asked="2027")
    assert announcement([again], "t", "nb")["id"] != announcement([ANSWERED], "t", "nb")["id"]


def test_what_is_said_shows_what_was_said_before() -> None:
    opinions = {("t", WHOLE): Opinion("t", WHOLE, "wrong", "For kort."), ("t", 1): Opinion("t", 1, "right")}
    whole, one, other = (feedback_data(ANSWERED, n, opinions, "nb") for n in (WHOLE, 1, 2))
    assert (whole["label"], whole["verdict"], whole["comment"]) == (say("feedback.answer", "nb"), "wrong", "For kort.")
    assert (one["label"], one["verdict"]) == (say("feedback.citation", "nb"), "right")
    assert other["verdict"] == ""


def test_a_turn_without_an_answer_can_be_asked_again_but_not_judged() -> None:
    tools = tools_data(Turn(" Hva? ", error="Nei.", filters=Filters(regions=("Ål",))), {}, "en", last=True)
    assert tools["feedback"] is None
    assert tools["copy"]["link"] == "./?q=Hva%3F&region=%C3%85l"
    assert tools["edit"]["question"] == "Hva?"


def test_the_list_names_what_is_open() -> None:
    data = conversations_data([Summary("a", "A", ""), Summary("b", "B", "")], "b", "nb", more=True)
    assert [item["current"] for item in data["items"]] == [False, True]
    assert data["items"][0]["remove"] == "Slett «A»"
    assert data["more"] == say("conversations.more", "nb")
    assert conversations_data([], "", "nb", more=False)["more"] == ""


def test_asked_again_takes_its_own_place_and_goes_on_from_what_was_before() -> None:
    session = Session(turns=[ANSWERED, Turn("Og så?", ANSWERED.answer), Turn("Enn nå?", ANSWERED.answer)])
    session.ask_again(1)
    assert session.history() == ["Hva?"]
    session.ask_again(1, as_written=True)
    assert session.history() == []
    session.take(ANSWERED.answer)
    assert [turn.question for turn in session.turns] == ["Hva?", "Og så?", "Enn nå?"]
    assert session.turns[1].as_written
    assert session.begun


def test_what_is_edited_drops_the_rest() -> None:
    session = Session(turns=[ANSWERED, Turn("Og så?", id="u"), Turn("Enn nå?", id="v")])
    assert session.edit(0, "Hvor?") == ["u", "v"]
    assert (session.asked, session.place_of_asked, session.history()) == ("Hvor?", 0, [])
    stopped = session.halt("Stoppet.")
    assert (stopped.id, stopped.question, stopped.error) == ("t", "Hvor?", "Stoppet.")
