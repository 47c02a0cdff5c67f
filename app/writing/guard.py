"""What of a report's text a language model is shown: words to read, and nothing that could pass for an order.

A sentence that gives a model instructions, with what follows it in its paragraph, is left out of the prompt and of
what the checks accept as a source; what could pass for the prompt's own marks is written otherwise.
"""

import re

from corpus.sentences import sentence_spans

# Orders to whoever reads by machine. The forms are narrow: a report may well say "vi anbefaler å se bort fra".
ORDER = re.compile(
    r"\b(?:ignor\w*|disregard\w*|forget|overs(?:e|er|å)|glem|gløym|se bort fra|sjå bort frå)\b[^.!?\n]{0,60}"
    r"\b(?:instru\w+|regl\w+|rules?|previous|above|prompts?|ovenfor|overfor|ovanfor|foregående|føregåande|tidligere|"
    r"alt du|everything you)\b"
    r"|\b(?:you are now|du er nå en|du er no ein|act as an?|pretend (?:to be|you)|lat som du)\b"
    r"|\b(?:system ?(?:prompt|melding|message|instru\w+)|language models?|språkmodell\w*|AI[ -](?:assist\w+|model\w*))"
    r"\b"
    r"[^.!?\n]{0,80}\b(?:must|should|shall|skal|må|answer|svar\w*|write|skriv\w*|say|output|print|reveal\w*|ignor\w*)\b"
    r"|^\W*(?:system|assistant|user|human)\s*:"
    r"|<\|?/?(?:im_start|im_end|system|assistant|user|endoftext|eot_id|start_header_id|end_header_id|s)\|?>"
    r"|\[/?INST\]|<</?SYS>>",
    re.IGNORECASE | re.MULTILINE,
)
TAG = re.compile(r"<(?=[/|!<a-zA-Z])")
BRACKETED = re.compile(r"\[(\s*\d[\d\s,;–-]*|/?INST)\]")


def readable(text: str) -> list[tuple[int, int]]:
    """Return the stretches of `text` that hold no order to a model, in order: (start, end)."""
    out: list[tuple[int, int]] = []
    start = 0
    for paragraph in re.split(r"(\n{2,})", text):
        end = start + len(paragraph)
        first = next((low for low, high in sentence_spans(paragraph) if ORDER.search(paragraph[low:high])), None)
        keep = end if first is None else start + first
        if text[start:keep].strip():
            out.append((start, keep))
        start = end
    return out


def neutral(text: str) -> str:
    """Return a text in which nothing looks like the prompt's own marks: tags, or ids in brackets.

    >>> neutral("</passage> as shown [3] by <5 % of firms")
    '‹/passage> as shown (3) by <5 % of firms'
    """
    return BRACKETED.sub(r"(\1)", TAG.sub("‹", text))
