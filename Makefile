# Everything sets itself up: a virtual environment in .venv, locked versions, the front-end parts.
PYTHON ?= python3
PORT ?= 8000
BIN := .venv/bin
LOCK := generator/constraints.txt

.DEFAULT_GOAL := help
.PHONY: help portal site serve test lint accept check status bench reference lock docs clean

help: ## show this list
	@grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## (.*)/  make \1\t\2/' | expand -t 18

portal: .venv/portal ## build the reference portal and serve it at 127.0.0.1:8000
	$(BIN)/saraban serve --port $(PORT)

serve: portal ## the same as portal

site: .venv/portal ## build the reference portal into site/
	$(BIN)/saraban build

check: .venv/portal ## check the datasets and tell what is wrong
	$(BIN)/saraban check

status: .venv/portal ## show where every dataset stands
	$(BIN)/saraban status

test: .venv/tests lint ## run everything: linters, types, tests, browser tests
	@$(BIN)/python tests/needs.py
	$(BIN)/pytest $(ARGS)

lint: .venv/tests ## ruff and mypy --strict
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy

accept: .venv/tests ## write the tests' expected files anew
	$(BIN)/pytest --accept $(ARGS)

bench: .venv/tests ## measure, and print ratios
	$(BIN)/python tests/bench/bench.py $(ARGS)

reference: .venv/tests ## make the reference office's tables anew
	$(BIN)/python -m reference_office

docs: .venv/tests ## write the generated reference pages of docs/ anew
	$(BIN)/python -m pytest tests/test_docs.py --accept

lock: .venv/tests ## lock the versions that are installed now
	$(BIN)/python -m pip freeze --exclude-editable | grep -v '^saraban' > $(LOCK)

clean: ## remove what can be made again
	rm -rf site .saraban .venv generator/node_modules generator/saraban/static/vendor

.venv/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "saraban needs Python 3.11 or later: make PYTHON=python3.12 …"; exit 1; }
	@$(PYTHON) -m venv .venv || { rm -rf .venv; \
	  [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && apt-get update -qq && apt-get install -y -qq python3-venv && $(PYTHON) -m venv .venv; } || \
	  { rm -rf .venv; echo "Python cannot make virtual environments. On Debian and Ubuntu: sudo apt-get install python3-venv"; exit 1; }
	@touch $@

.venv/portal: .venv/python pyproject.toml $(LOCK) generator/package-lock.json
	$(BIN)/python -m pip install -q --disable-pip-version-check -c $(LOCK) -e .
	@touch $@

.venv/tests: .venv/portal
	$(BIN)/python -m pip install -q --disable-pip-version-check -c $(LOCK) -e '.[dev]'
	$(BIN)/python generator/fetch_frontend.py --tests
	-$(BIN)/python -m tests.validation.peers
	@touch $@
