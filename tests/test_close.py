"""A close look: which notes answer a question, and what a note lacks that only comes near."""

import pytest

from app.answering.close import NAMES_OF_FEATURES, Closer, bare
from app.answering.noted import NoteViews, telling
from app.answering.order import ordered
from app.answering.understand import understand
from app.assistant import Assistant
from eval.bounded import fit_bounded
from eval.fit import sign_of


@pytest.fixture(scope="module")
def closer(assistant: Assistant) -> Closer:
    return Closer(assistant.searcher)


def features(assistant: Assistant, closer: Closer, question: str) -> dict[str, float]:
    """The features of the best note for a question."""
    understood = understand(question, assistant.reports.values())
    found = assistant.searcher.search(question, 20, language=understood.language)
    return max(closer.look(understood, found), key=lambda look: look.odds).features


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Hvor mange bedrifter deltok i Arena?", ("bedrifter", "deltok", "arena")),
        ("How many companies took part, and when?", ("companies", "took", "part")),
        ("Kva er det?", ()),
    ],
)
def test_telling_words(text: str, words: tuple[str, ...]) -> None:
    assert telling(text) == words


def test_all_features_are_there(assistant: Assistant, closer: Closer) -> None:
    assert set(features(assistant, closer, "Hvorfor ble Nordic Aluminium Academy avviklet?")) == set(NAMES_OF_FEATURES)


@pytest.mark.parametrize(
    ("nearer", "farther", "feature"),
    [
        ("Hvor mange deltok i Innovasjonsløft Hallingdal?", "Hvor mange elger deltok i Tour de France?", "soft_any"),
        ("Why was the Nordic Aluminium Academy given up?", "Why was the Nordic Aluminium Academy haunted?", "like"),
        ("Hvem ledet Arena Lettmetall?", "Hvem ledet Arena Lettmetall for Equinor?", "names"),
        ("Hva skjedde i 2006 i Arena Lettmetall?", "Hva skjedde i 1974 i Arena Lettmetall?", "!year_missing"),
        ("Hva kostet Arena Lettmetall?", "Hvor gammel var lederen av Arena Lettmetall?", "!aspect_missing"),
    ],
)  # fmt: skip
def test_what_is_lacking_is_seen(assistant: Assistant, closer: Closer, nearer: str, farther: str, feature: str) -> None:
    name, sign = feature.lstrip("!"), -1 if feature.startswith("!") else 1
    assert sign * features(assistant, closer, nearer)[name] > sign * features(assistant, closer, farther)[name]


def test_a_note_robbed_of_a_question_meets_it_less(assistant: Assistant, closer: Closer) -> None:
    note = next(n for n in assistant.searcher.library.all_notes() if n.questions_nb)
    question = note.questions_nb[0]
    understood = understand(question, assistant.reports.values())
    found = assistant.searcher.search(question, 20)
    whole, robbed = (
        next(look.features for look in closer.look(understood, found, without=without) if look.note.id == note.id)
        for without in ("", question)
    )
    assert whole["recall"] == pytest.approx(1, abs=1e-4)
    assert robbed["recall"] < whole["recall"]


def test_hits_stay_the_same_and_are_ranked_anew(assistant: Assistant, closer: Closer) -> None:
    question = "How many jobs did Sats på Hallingdal create?"
    understood = understand(question, assistant.reports.values())
    found = assistant.searcher.search(question, 20)
    after, _ = ordered(closer, understood, found)
    assert {h.passage.id for h in after.hits} == {h.passage.id for h in found.hits}
    assert [h.rank for h in after.hits] == list(range(1, len(found.hits) + 1))
    scores = [h.score for h in after.hits]
    assert scores == sorted(scores, reverse=True)
    assert all(
        set(new.notes) == set(old.notes) for new in after.hits for old in found.hits if new.passage == old.passage
    )


def test_without_notes_the_order_is_the_search_s(assistant: Assistant) -> None:
    question = "How many jobs were created?"
    searched = assistant.searcher.search(question, 20, without=("notes",))
    answer = assistant.ask(question, without=("notes",))
    assert [h.passage.id for h in answer.hits] == [h.passage.id for h in searched.hits]
    assert all(not h.notes for h in answer.hits)


def test_a_passage_without_a_note_is_looked_at_by_its_words(assistant: Assistant) -> None:
    hit = assistant.searcher.search("Hvem ledet Arena Lettmetall?", 1).hits[0]
    view = NoteViews(assistant.searcher).of(bare(hit))
    assert view.questions.kinds == ()
    assert view.is_said.all()


@pytest.mark.parametrize(
    ("feature", "sign"),
    [("note_gap_any", -1), ("note_like", 1), ("unknown", -1), ("note_who_not_asked", -1), ("odds", 1), ("spread", 0)],
)
def test_which_way_a_feature_speaks(feature: str, sign: int) -> None:
    assert sign_of(feature) == sign


def test_a_bounded_fit_keeps_to_its_sides() -> None:
    import numpy as np

    random = np.random.default_rng(3)
    labels = (np.arange(200) % 2).astype(float)
    telling_one = labels + random.normal(0, 0.5, 200)
    rows = np.stack([telling_one, telling_one + random.normal(0, 0.1, 200), random.normal(0, 1, 200)], axis=1)
    weights, bias = fit_bounded(rows, labels, [1, 1, -1], 0.001)
    assert (weights[:2] >= 0).all()
    assert weights[:2].sum() > 1
    assert weights[2] <= 0
    assert (((rows @ weights + bias) > 0) == (labels == 1)).mean() > 0.8
