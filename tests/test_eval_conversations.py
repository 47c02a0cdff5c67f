"""What a conversation does to a question, measured."""

from app.assistant import Assistant
from eval.conversations import conversations_table, measure_conversations
from eval.questions import Question
from eval.run import asker

RISC = Question("a", "Hvem eier RISC?", report="arena-lettmetall-2007", answer="SIVA", facts=(("siva",),))
GNIST = Question(
    "b", "Hva er Kvinnegnist?", report="sats-pa-hallingdal-2025", answer="nettverk", facts=(("nettverk",),)
)
UNTOLD = Question("c", "Hvor mange bodde i Volda i 2019?", group="unanswerable")
HOW_MANY = Question(
    "d",
    "Hvor mange medlemmer har det?",
    ("Hva er Kvinnegnist?",),
    "Hvor mange medlemmer har Kvinnegnist?",
    group="follow-up",
    facts=(("90",),),
)
LOST = Question(
    "e", "Og så?", ("Hva er været?",), "Hvor mange medlemmer har Kvinnegnist?", group="follow-up", facts=(("90",),)
)


def test_a_line_for_each_kind_in_a_conversation_and_by_itself(assistant: Assistant) -> None:
    lines = measure_conversations([RISC, GNIST, UNTOLD, HOW_MANY, LOST], asker(assistant))
    assert [line.n for line in lines] == [2, 2, 2, 2, 1, 1]
    follow_ups, alone, *_, untold = lines
    assert (follow_ups.means["key facts"], alone.means["key facts"]) == (0.5, 1.0)  # one is lost in its conversation
    assert untold.means == {"refused": 1.0}


def test_the_table_leaves_out_what_cannot_be_measured(assistant: Assistant) -> None:
    table = conversations_table(measure_conversations([RISC, GNIST, UNTOLD, HOW_MANY], asker(assistant)))
    head, _, *rows = table.splitlines()
    assert head.startswith("| asked | n | recall@1 |")
    assert [row.count("|") for row in rows] == [head.count("|")] * 6
    assert rows[-1].endswith("| 1 |  |  |  |  |  | 1.000 |")


def test_where_nothing_is_drawn_there_is_no_line(assistant: Assistant) -> None:
    assert [line.asked for line in measure_conversations([HOW_MANY], asker(assistant))] == [
        "follow-ups",
        "the same, made to stand alone",
    ]
