"""Imports run downwards only, streamlit stays in the page files, and files stay short."""

import ast
from pathlib import Path

ROOT = Path(__file__).parent.parent
FLOORS = ("corpus", "index", "app", "eval")
LONGEST = 250  # lines of a file
LONGEST_PAGE = 100  # lines of one that draws: wiring only


def _imports(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module.split(".")[0])
    return found


def _files() -> list[Path]:
    return [p for floor in FLOORS for p in sorted((ROOT / floor).rglob("*.py"))]


def test_imports_run_downwards() -> None:
    upward = [
        f"{path.relative_to(ROOT)} imports {name}"
        for path in _files()
        for name in _imports(path) & set(FLOORS)
        if FLOORS.index(name) > FLOORS.index(path.relative_to(ROOT).parts[0])
    ]
    assert upward == []


def test_only_the_page_files_import_streamlit() -> None:
    importing = [p for p in _files() if "streamlit" in _imports(p)]
    assert {p.parent for p in importing} == {ROOT / "app"}
    assert [p.name for p in importing if p.name != "main.py" and not p.name.startswith("page_")] == []


def test_nothing_is_unpickled() -> None:
    assert [p.name for p in _files() if _imports(p) & {"pickle", "shelve", "joblib", "dill"}] == []


def test_files_stay_short() -> None:
    assert [p.name for p in _files() if len(p.read_text(encoding="utf-8").splitlines()) > LONGEST] == []


def test_what_draws_is_wiring_only() -> None:
    drawing = [p for p in _files() if "streamlit" in _imports(p)]
    assert drawing
    assert [p.name for p in drawing if len(p.read_text(encoding="utf-8").splitlines()) > LONGEST_PAGE] == []
