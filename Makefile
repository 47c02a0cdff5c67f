# make setup   the virtual environment with the pinned packages        make run    the page in the browser
# make test    every check                                             make eval   the whole evaluation
# Each sets up what is missing first, and is quick when nothing is.

PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
PAGE := http://127.0.0.1:8501

.PHONY: setup run test eval clean

setup: $(READY)

$(READY): pyproject.toml constraints.txt
	@echo "Setting up $(VENV) with $(PYTHON): this takes some minutes the first time."
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))' \
	  || { echo "Regionsvar needs Python 3.11; call make with PYTHON=/path/to/python3.11"; exit 1; }
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --disable-pip-version-check --progress-bar off -c constraints.txt -e '.[dev]'
	@touch $(READY)

# Headless, since Streamlit otherwise asks a new user for an e-mail address first; the browser is opened here.
run: setup
	@$(BIN)/python -m index build --if-needed
	@echo "Opening $(PAGE) (stop with Ctrl-C)"
	@(sleep 2; $(BIN)/python -m webbrowser -t $(PAGE) >/dev/null 2>&1) &
	@$(BIN)/python -m streamlit run app/page_serve.py

test: setup
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/python -m corpus check
	$(BIN)/pytest -n 2 --dist loadfile -m "not heavy and not browser"
	$(BIN)/pytest -m "browser and not heavy"

eval: setup
	$(BIN)/python -m index build --if-needed
	$(BIN)/python -m eval check
	$(BIN)/python -m eval run
	$(BIN)/python -m eval report

clean:
	rm -rf $(VENV) index/saved eval/runs .mypy_cache .pytest_cache .ruff_cache .hypothesis
