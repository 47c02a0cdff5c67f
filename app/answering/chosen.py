"""Which of what readers wrote of more than one passage answers a question: a synthesis, a profile, or neither."""

from collections.abc import Collection
from dataclasses import replace
from functools import cached_property

from app.answering import profile
from app.answering.judge import Judgement
from app.answering.shape import Form
from app.answering.synthesis import LEAST, NARROW, PERHAPS, SURELY, Asked, Synthesist, besides
from corpus.records import Synthesis
from index.search import Found


class Chosen:
    """Chooses for one question."""

    def __init__(
        self,
        asked: Asked,
        form: Form,
        subject: Collection[str],
        found: Found,
        judgement: Judgement | None,
        synthesist: Synthesist,
        profiles: Synthesist,
    ) -> None:
        """Take the question, the form of answer it asks for, its subject without names, what was found and judged."""
        self.asked, self._form, self._subject = asked, form, subject
        self._found, self._judgement = found, judgement
        self._synthesist, self._profiles = synthesist, profiles

    def synthesis(self, *, found: bool) -> Synthesis | None:
        """Return the synthesis that answers; where the judge has not `found` an answer, only if that is likelier.

        "What worked in X, and what in Y?" has no subject that one could be on: its names alone would choose it.
        """
        on_names = self._form.shape == "findings" and not self._subject
        if on_names or (self.asked.on_one_report and not self._form.side_by_side):
            return None
        return self._likely(LEAST if found else SURELY)

    def perhaps(self) -> Synthesis | None:
        """Return the synthesis that a question without names may mean."""
        understood = self.asked.understood
        if self.asked.named or understood.years or understood.kind in NARROW:
            return None
        return self._likely(PERHAPS)

    def profile(self) -> Synthesis | None:
        """Return the profile that answers better than any passage; None where there is none."""
        judged = self._judgement
        if judged is None or not judged.answers:
            return self._like_enough(profile.NONE_BESIDE)
        if not judged.sure:
            return self._like_enough(profile.UNSURE_BESIDE)
        narrow = self.asked.understood.kind in NARROW
        return None if narrow else self._like_enough(profile.SURE_BESIDE)

    @property
    def is_sure(self) -> bool:
        """Whether the profile that answers needs no word of doubt."""
        sure = self._judgement is not None and self._judgement.sure
        return sure or self._like_enough(profile.DOUBTED) is not None

    def profile_beside(self) -> Synthesis | None:
        """Return the profile that may follow what passages say of what a question names."""
        return self._like_enough(profile.FOLLOWS) if self.asked.named else None

    def _like_enough(self, least: float) -> Synthesis | None:
        """Return the likeliest profile; None where its log-odds are below `least`."""
        return self._profile[1] if self._profile and self._profile[0] >= least else None

    @cached_property
    def _profile(self) -> tuple[float, Synthesis] | None:
        places = self.asked.understood.places.covered  # "what worked in Hallingdal" asks of all that went on there
        several = self._form.side_by_side or len(places) > 1 or (bool(places) and self._form.shape == "findings")
        if self._judgement is None or several or not self._profiles.syntheses:
            return None
        wanted = profile.besides(self.asked, self._profiles.names, self._found, self._judgement)
        named = frozenset[str]().union(*self.asked.named)
        left = self.asked.left & named if named else self.asked.left
        return self._profiles.likeliest(replace(self.asked, left=left), wanted)

    def _likely(self, least: float) -> Synthesis | None:
        """Return the likeliest synthesis; None where its log-odds are below `least`."""
        return self._likeliest[1] if self._likeliest and self._likeliest[0] >= least else None

    @cached_property
    def _likeliest(self) -> tuple[float, Synthesis] | None:
        return self._synthesist.likeliest(self.asked, besides(self.asked, self._synthesist.names))
