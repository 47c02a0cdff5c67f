"""A file's name is used as text only: nothing in it leads anywhere, hides or turns anything."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.adding.names import LONGEST, safe_name


@pytest.mark.parametrize(
    ("sent", "used"),
    [
        ("Rapport (endelig).pdf", "Rapport (endelig).pdf"),
        ("årsmelding 2021.docx", "årsmelding 2021.docx"),
        ("a\u030arsmelding.docx", "årsmelding.docx"),
        ("../../etc/passwd", "passwd"),
        ("..\\..\\windows\\system.ini", "system.ini"),
        ("/absolute.pdf", "absolute.pdf"),
        ("C:\\rapport.pdf", "rapport.pdf"),
        ("..", "rapport"),
        ("", "rapport"),
        ("/", "rapport"),
        (".bashrc", "bashrc"),
        ("-rf.pdf", "rf.pdf"),
        ("a\x00b\x1b[31m.pdf", "ab[31m.pdf"),
        ("a\nb\r\n.pdf", "a b .pdf"),
        ("rapport\u202efdp.exe", "rapportfdp.exe"),
        ("\u2066\u200b\ufeff.pdf", "pdf"),
        ("\ud800.pdf", "pdf"),
        ("x" * 400 + ".pdf", "x" * (LONGEST - 4) + ".pdf"),
        ("æ" * 300 + ".pdf", "æ" * ((LONGEST - 4) // 2) + ".pdf"),
    ],
)
def test_a_name_is_made_safe(sent: str, used: str) -> None:
    assert safe_name(sent) == used


@given(st.text(max_size=300))
def test_any_name_is_one_plain_name(sent: str) -> None:
    used = safe_name(sent)
    assert used.isprintable()
    assert Path(used).name == used
    assert 0 < len(used.encode()) <= LONGEST
    assert not used.startswith((".", "-", " "))
