"""The page by streamlit's own AppTest: what is drawn for what is asked, over the real index."""

import json
from pathlib import Path
from threading import Event
from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

import app.page_chat
from app.assistant import Assistant
from app.loading import Loader
from app.session import Session
from app.settings import DATA_VARIABLE
from app.wording import EXAMPLES, say
from corpus.errors import IndexMissing
from corpus.records import Filters

MAIN = str(Path(app.page_chat.__file__).with_name("main.py"))
SECONDS = 20.0  # of patience with one run of the page, on a busy machine


@pytest.fixture(autouse=True)
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that the page keeps conversations in."""
    monkeypatch.setenv(DATA_VARIABLE, str(tmp_path / "data"))
    return tmp_path / "data"


def opened(monkeypatch: pytest.MonkeyPatch, loader: Loader) -> AppTest:
    """Return the page over an assistant that `loader` opens."""
    st.cache_resource.clear()
    monkeypatch.setattr(app.page_state, "loader", lambda: loader)
    page = AppTest.from_file(MAIN, default_timeout=SECONDS).run()
    assert not page.exception
    return page


@pytest.fixture
def page(assistant: Assistant, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    loader = Loader(lambda: assistant)
    loader.wait()
    return opened(monkeypatch, loader)


def waiting(gate: Event, assistant: Assistant) -> Loader:
    """Return what opens the assistant once `gate` is."""

    def slow() -> Assistant:
        gate.wait()
        return assistant

    return Loader(slow)


def drawn(page: AppTest, name: str) -> list[dict[str, Any]]:
    """Return what the components of that name were given, in reading order."""
    components = (element.proto for element in page.get("bidi_component"))
    return [json.loads(c.json) for c in components if c.component_name == f"regionsvar_{name}"]


def ask(page: AppTest, question: str) -> AppTest:
    page.chat_input[0].set_value(question).run()
    return answered(page)


def answered(page: AppTest) -> AppTest:
    """Return the page once the question that waits is answered, which a busy machine takes its time for."""
    job = state(page).job
    if job is not None:
        assert job.wait(SECONDS)
        page.run()
    assert not page.exception
    return page


def state(page: AppTest) -> Session:
    session: Session = page.session_state["session"]
    return session


def test_begins_with_examples_and_answers_one(page: AppTest) -> None:
    assert [b.label for b in page.button if (b.key or "").startswith("example-")] == [nb for nb, _ in EXAMPLES]
    answered(page.button(key="example-1").click().run())
    (answer,) = drawn(page, "answer")
    assert answer["question"] == EXAMPLES[1][0]
    assert "10,5" in answer["lines"][0]["text"]
    assert [mark["n"] for mark in answer["lines"][0]["marks"]] == [1]
    assert not [b for b in page.button if (b.key or "").startswith("example-")]


class ReadyMeanwhile(Loader):
    """Is ready from the second look on: the assistant has come while the page was being drawn."""

    looks = 0

    @property
    def ready(self) -> bool:
        self.looks += 1
        return self.looks > 1 and super().ready


def test_an_assistant_that_comes_while_the_page_is_drawn_is_not_missed(
    assistant: Assistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    loader = ReadyMeanwhile(lambda: assistant)
    loader.wait()
    page = opened(monkeypatch, loader)
    assert loader.looks > 1
    assert not page.multiselect(key="filter-report").disabled


def test_language_switch_changes_every_text(page: AppTest) -> None:
    ask(page, "Hvorfor ble Nordic Aluminium Academy avviklet?")
    page.radio(key="language").set_value("en").run()
    assert page.button(key="new").label == say("new", "en")
    assert page.multiselect(key="filter-report").label == say("filters.report", "en")
    assert page.chat_input[0].placeholder == say("ask", "en")
    (answer,) = drawn(page, "answer")
    assert answer["heading"].startswith("Sources")
    assert answer["lang"] == "nb"  # the answer stays in its question's language


def test_a_citation_opens_moves_and_closes(page: AppTest) -> None:
    ask(page, "Hva fungerte i Hallingdal?")
    assert drawn(page, "page") == []
    state(page).open(0, 1)
    page.run()
    (source,) = drawn(page, "page")
    answer = state(page).turns[0].answer
    assert answer is not None
    assert lit(source) == answer.citations[0].quote
    assert page.button(key="source-previous").disabled
    page.button(key="source-next").click().run()
    assert lit(drawn(page, "page")[0]) == answer.citations[1].quote
    assert drawn(page, "answer")[0]["open"] == 2
    page.button(key="source-close").click().run()
    assert drawn(page, "page") == []


def lit(source: dict[str, Any]) -> str:
    return "".join(p["text"] for page in source["pages"] for b in page["blocks"] for p in b["parts"] if p["lit"])


def test_a_follow_up_is_shown_as_understood_and_can_be_undone(page: AppTest) -> None:
    ask(ask(page, "Hva fungerte i Hallingdal?"), "Og i Lillehammer-regionen?")
    assert drawn(page, "answer")[1]["understood"]["text"].endswith("Hva fungerte i Lillehammer-regionen?")
    state(page).ask_again(1, as_written=True)
    answered(page.run())
    assert [t["question"] for t in drawn(page, "answer")] == [
        "Hva fungerte i Hallingdal?",
        "Og i Lillehammer-regionen?",
    ]
    assert drawn(page, "answer")[1]["understood"] is None


def test_filters_are_named_and_one_that_matches_nothing_says_so(page: AppTest) -> None:
    page.multiselect(key="filter-region").set_value(["Hemsedal"])
    page.multiselect(key="filter-report").set_value(["arena-lettmetall-2007"]).run()
    assert say("filters.inforce", "nb", what="Hemsedal · Arena Lettmetall") in [c.value for c in page.caption]
    ask(page, "Hva fungerte?")
    (answer,) = drawn(page, "answer")
    assert [line["text"] for line in answer["lines"]] == [say("filters.none", "nb")]
    assert answer["sources"] == []
    assert answer["foot"].startswith("Søkt i Hemsedal · Arena Lettmetall")
    page.button(key="clear").click().run()
    assert not state(page).filters
    assert page.multiselect(key="filter-region").value == []


def test_filters_outlive_a_change_of_language(page: AppTest) -> None:
    page.multiselect(key="filter-region").set_value(["Hemsedal"]).run()
    page.radio(key="language").set_value("en").run()
    assert state(page).filters.regions == ("Hemsedal",)


@pytest.mark.parametrize(
    ("question", "sentence"),
    [("   ", say("ask.empty", "nb")), ("hva " * 2500, say("ask.long", "nb", length=9999, most=2000))],
)
def test_a_question_that_cannot_be_used_gets_one_sentence(page: AppTest, question: str, sentence: str) -> None:
    ask(page, question)
    (answer,) = drawn(page, "answer")
    assert answer["error"] == sentence
    assert answer["lines"] == []
    assert len(answer["question"]) < 700


def test_an_empty_question_leaves_no_trace_once_another_is_asked(page: AppTest) -> None:
    ask(ask(page, "  "), "Hva fungerte i Hallingdal?")
    assert [t["question"] for t in drawn(page, "answer")] == ["Hva fungerte i Hallingdal?"]


def test_what_the_reports_do_not_cover_is_said(page: AppTest) -> None:
    ask(page, "Hva fungerte i Tromsø?")
    (answer,) = drawn(page, "answer")
    assert "Tromsø" in answer["lines"][0]["text"]
    assert answer["sources"] == []


def test_new_conversation_forgets_the_questions_and_keeps_the_filters(page: AppTest) -> None:
    page.multiselect(key="filter-region").set_value(["Hallingdal"]).run()
    ask(page, "Hva fungerte i Hallingdal?")
    page.button(key="new").click().run()
    assert drawn(page, "answer") == []
    assert page.button(key="example-0").label == EXAMPLES[0][0]
    assert state(page).filters.regions == ("Hallingdal",)


def test_the_page_is_there_while_the_assistant_loads(assistant: Assistant, monkeypatch: pytest.MonkeyPatch) -> None:
    gate = Event()
    loader = waiting(gate, assistant)
    page = opened(monkeypatch, loader)
    assert any(say("loading", "nb") in c.value for c in page.caption)
    ask(page, "Hva fungerte i Hallingdal?")
    assert drawn(page, "answer")[0]["lines"] == []
    gate.set()
    loader.wait()
    answered(page.run())
    assert drawn(page, "answer")[0]["lines"]


def test_the_address_names_the_conversation_and_brings_it_back(page: AppTest) -> None:
    ask(ask(page, "Hva fungerte i Hallingdal?"), "Hva er RISC?")
    named = page.query_params["c"]
    assert named == state(page).conversation
    shown = drawn(page, "answer")
    tab = AppTest.from_file(MAIN, default_timeout=SECONDS)
    tab.query_params["c"] = named
    tab.run()
    assert not tab.exception
    assert drawn(tab, "answer") == shown
    assert drawn(tab, "conversations")[0]["items"][0]["current"]
    assert drawn(tab, "announce")[0]["text"] == ""  # what was said before is not said again
    tab.button(key="new").click().run()
    assert "c" not in tab.query_params
    assert drawn(tab, "answer") == []
    assert [i["title"] for i in drawn(tab, "conversations")[0]["items"]] == ["Hva fungerte i Hallingdal?"]


def test_a_kept_conversation_is_shown_while_the_assistant_loads(
    page: AppTest, assistant: Assistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask(page, "Hva fungerte i Hallingdal?")
    gate = Event()
    loader = waiting(gate, assistant)
    monkeypatch.setattr(app.page_state, "loader", lambda: loader)
    tab = AppTest.from_file(MAIN, default_timeout=SECONDS)
    tab.query_params["c"] = state(page).conversation
    tab.run()
    gate.set()
    assert [s["place"] for s in drawn(tab, "answer")[0]["sources"]] == [
        s["place"] for s in drawn(page, "answer")[0]["sources"]
    ]
    assert drawn(tab, "answer")[0]["tools"] is None


def test_an_address_of_no_conversation_is_told(page: AppTest) -> None:
    page.query_params["c"] = "borte"
    page.run()
    assert [w.value for w in page.warning] == [say("conversation.gone", "nb")]
    assert "c" not in page.query_params
    page.run()
    assert len(page.warning) == 0


def test_a_shared_question_is_asked_once_with_its_filters(page: AppTest) -> None:
    page.query_params.update({"q": "Hva fungerte?", "region": ["Gol", "Ål"], "report": "sats-pa-hallingdal-2025"})
    answered(page.run())
    (answer,) = drawn(page, "answer")
    assert answer["question"] == "Hva fungerte?"
    assert answer["foot"].startswith("Søkt i Gol, Ål · Sats på Hallingdal · ")
    assert page.multiselect(key="filter-region").value == ["Gol", "Ål"]
    assert set(page.query_params) == {"c"}
    page.run()
    assert len(drawn(page, "answer")) == 1


def test_an_address_may_narrow_the_search_and_ask_nothing(page: AppTest) -> None:
    page.query_params.update({"region": ["Gol", "Ål"], "years": "2010-2025"})
    page.run()
    assert state(page).filters == Filters(regions=("Gol", "Ål"), years=(2010, 2025))
    assert page.multiselect(key="filter-region").value == ["Gol", "Ål"]
    assert drawn(page, "answer") == []


def test_a_shared_filter_that_no_report_fits_is_in_force_all_the_same(page: AppTest) -> None:
    page.query_params.update({"q": "Hva fungerte?", "report": "borte-2001", "years": "1990-1995"})
    answered(page.run())
    (answer,) = drawn(page, "answer")
    assert [line["text"] for line in answer["lines"]] == [say("filters.none", "nb")]
    assert answer["foot"].startswith("Søkt i borte-2001 · 1990–1995 · ")


def test_a_shared_question_waits_for_the_assistant(assistant: Assistant, monkeypatch: pytest.MonkeyPatch) -> None:
    gate = Event()
    loader = waiting(gate, assistant)
    page = opened(monkeypatch, loader)
    page.query_params.update({"q": "Hva fungerte?", "region": "Hemsedal"})
    page.run()
    gate.set()
    loader.wait()
    answered(page.run())
    assert drawn(page, "answer")[0]["foot"].startswith("Søkt i Hemsedal · ")


def test_all_filters_narrow_and_show_examples_that_fit(page: AppTest) -> None:
    page.multiselect(key="filter-kind").set_value(["own-report"])
    page.multiselect(key="filter-programme").set_value(["Kvinnegnist"])
    page.slider(key="filter-years").set_range(2010, 2025).run()
    assert state(page).filters == Filters(programmes=("Kvinnegnist",), kinds=("own-report",), years=(2010, 2025))
    what = "Kvinnegnist · Programmets egen rapport · 2010–2025"
    assert say("filters.inforce", "nb", what=what) in [c.value for c in page.caption]
    assert page.button(key="example-0").label == "Hva er Kvinnegnist?"
    page.button(key="clear").click().run()
    assert not state(page).filters
    assert page.slider(key="filter-years").value == (2007, 2025)


def test_a_question_edited_drops_what_came_after(page: AppTest) -> None:
    ask(ask(page, "Hva fungerte i Hallingdal?"), "Hva er RISC?")
    first, last = drawn(page, "answer")
    assert (first["tools"]["edit"]["after"], last["tools"]["edit"]["after"]) == (say("edit.after", "nb"), "")
    app.page_state.keeper().edit(state(page), 0, "Hva er TotAl?")
    answered(page.run())
    assert [t["question"] for t in drawn(page, "answer")] == ["Hva er TotAl?"]


def test_an_answer_is_announced_whole(page: AppTest) -> None:
    ask(page, "Hvor mange arbeidsplasser ga Innovasjonsløft Hallingdal?")
    (said,) = drawn(page, "announce")
    (answer,) = drawn(page, "answer")
    assert all(line["text"] in said["text"] for line in answer["lines"])
    assert said["text"].endswith(f"Kilder: {len(answer['sources'])}.")


class Slow:
    """An assistant that answers when it is let."""

    def __init__(self, assistant: Assistant) -> None:
        self.searcher, self.reports, self.real = assistant.searcher, assistant.reports, assistant
        self.gate = Event()
        self.prepare = assistant.prepare

    def ask(self, *asked: Any, **how: Any) -> Any:  # noqa: ANN401 - passed on
        assert self.gate.wait(SECONDS)
        return self.real.ask(*asked, **how)


def test_answering_is_stopped(assistant: Assistant, monkeypatch: pytest.MonkeyPatch) -> None:
    slow: Any = Slow(assistant)
    loader = Loader(lambda: slow)
    loader.wait()
    page = opened(monkeypatch, loader)
    page.chat_input[0].set_value("Hva fungerte i Hallingdal?").run()
    page.run()  # a run in between finds the answering where it was
    assert drawn(page, "answer")[0]["lines"] == []
    page.button(key="stop").click().run()
    slow.gate.set()
    page.run()
    (answer,) = drawn(page, "answer")
    assert answer["error"] == say("stopped", "nb")
    state(page).ask_again(0)
    answered(page.run())
    assert drawn(page, "answer")[0]["lines"]


def test_what_cannot_be_kept_is_said_and_the_answer_given(
    assistant: Assistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(DATA_VARIABLE, "/proc/regionsvar")
    loader = Loader(lambda: assistant)
    loader.wait()
    page = ask(opened(monkeypatch, loader), "Hva fungerte i Hallingdal?")
    assert drawn(page, "answer")[0]["lines"]
    (warning,) = page.warning
    assert warning.value.startswith(say("store.unsaved", "nb", error=""))


def test_an_index_that_cannot_be_opened_is_told_in_the_readers_language(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing() -> Assistant:
        raise IndexMissing("There is no index in x yet; run: python -m index build", "index-missing", folder="x")

    loader = Loader(missing)
    loader.wait()
    page = opened(monkeypatch, loader)
    said = "Det gikk ikke: Det er ingen søkeindeks i x ennå. Kjør: python -m index build"
    assert [e.value for e in page.error] == [said]
    page.radio(key="language").set_value("en").run()
    assert page.error[0].value == "That did not work: There is no index in x yet; run: python -m index build"


def test_the_evaluation_page_shows_the_last_scorecard() -> None:
    page = AppTest.from_string("from app.page_evaluation import draw\n\ndraw()", default_timeout=SECONDS).run()
    assert not page.exception
    assert [head["title"] for head in drawn(page, "head")] == [say("evaluation", "nb")]
    assert "recall@5" in page.markdown[-1].value
