# Two commands do everything: `make demo` and `make test`. `make help` lists the rest.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
UV := $(shell command -v uv 2>/dev/null)
export UV_SYSTEM_CERTS ?= 1
export UV_PYTHON_DOWNLOADS ?= never
export PYTHONDONTWRITEBYTECODE :=
check test words screens: export TEVOET_HOME := $(CURDIR)/.venv/home
demo demo-fresh: export TEVOET_HOME := $(CURDIR)/var/demo

.PHONY: help setup setup-run outlook demo demo-fresh test check format bench fuzz screens words lock vendor clean

help:
	@sed -n 's/^## //p' Makefile

$(VENV)/.made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Tevoet needs Python 3.11 or newer. Say which one to use: make PYTHON=python3.12 ..."; exit 1; }
	@$(PYTHON) -m venv $(VENV) >/dev/null 2>&1 \
	  || { rm -rf $(VENV); echo "Python could not make a virtual environment here. On Debian and Ubuntu: sudo apt-get install python3-venv"; exit 1; }
	@touch $@

ifdef UV
INSTALL = VIRTUAL_ENV=$(VENV) $(UV) pip install --quiet
else
INSTALL = $(BIN)/python -m pip install --quiet --disable-pip-version-check
endif

$(VENV)/.run: $(VENV)/.made requirements/run.txt requirements/build.txt pyproject.toml
	@echo "Installing Tevoet ..."
	@$(INSTALL) --require-hashes -r requirements/run.txt -r requirements/build.txt
	@$(INSTALL) --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.dev: $(VENV)/.run requirements/dev.txt
	@echo "Installing what the tests need ..."
	@$(INSTALL) --require-hashes -r requirements/dev.txt
	@touch $@

## make setup     everything for working on Tevoet, in .venv
setup: $(VENV)/.dev
setup-run: $(VENV)/.run

## make outlook   also read Outlook data files (.pst, .ost)
outlook: setup-run
	@$(INSTALL) --require-hashes -r requirements/outlook.txt
	@echo "Outlook data files can be read now."

## make demo      fill an example organisation and serve it   (MAILBOX=path ME=address shows your own mailbox)
demo: setup-run
	@$(BIN)/tevoet demo $(if $(MAILBOX),--mailbox "$(MAILBOX)") $(if $(ME),--me "$(ME)")

## make demo-fresh  the same, from the beginning
demo-fresh: setup-run
	@$(BIN)/tevoet demo --fresh

## make test      all tests, on SQLite and on PostgreSQL, with a real browser   (ARGS="-k word")
test: setup
	@$(BIN)/python -m tests.everything $(ARGS)

## make check     style, types, imports and templates
check: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports --no-cache
	$(BIN)/mypy
	$(BIN)/djlint src --lint --quiet

## make format    put the layout right
format: setup
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

## make bench     speed and memory, beside a peer in the same run
bench: setup
	@for bench in bench/*.py; do case $$bench in */_*) ;; *) $(BIN)/python $$bench || exit 1 ;; esac; done

## make fuzz      bytes that nobody wrote, for every parser   (MINUTES=10 for each, ARGS="mbox ics")
fuzz: setup
	@$(INSTALL) --require-hashes -r requirements/fuzz.txt
	@$(BIN)/python -m tests.fuzz --minutes $(or $(MINUTES),10) $(ARGS)

## make screens   pictures of every page in screens/
screens: setup
	@$(BIN)/python -m tests.screens $(ARGS)

## make words     collect and compile the translations
words: setup
	@$(BIN)/python -m tests.words

## make lock      choose versions anew (needs uv)
LOCK = uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
       --no-emit-find-links --custom-compile-command "make lock" --quiet --upgrade
lock:
	$(LOCK) pyproject.toml -o requirements/run.txt
	$(LOCK) pyproject.toml --group build -o requirements/build.txt
	$(LOCK) --group outlook -o requirements/outlook.txt
	$(LOCK) --group fuzz -o requirements/fuzz.txt
	$(LOCK) pyproject.toml --group build --group test -o requirements/dev.txt

## make vendor    bundle the library for sealed words anew (needs npm)
vendor:
	@cd vendor && npm ci --silent && node build.js

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .hypothesis
