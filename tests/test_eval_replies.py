"""The right short answer of a note comes first, mostly, and its share tells how sure that is."""

import numpy as np

from app.assistant import Assistant
from eval.replies import measure_replies, replies_table


def test_the_right_short_answer_comes_first_for_questions_it_has_not_seen(assistant: Assistant) -> None:
    replied = measure_replies(assistant, 200)
    right = np.array([one.right for one in replied])
    sure = np.array([one.first.share >= 0.7 for one in replied])
    assert len(replied) == 200
    assert right.mean() >= 0.68  # .758 of 2,000; one in four by chance
    assert right[sure].mean() >= right.mean()
    assert replies_table(replied).startswith("200 questions")
