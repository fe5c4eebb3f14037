# The one door. A bare machine needs Python 3.11 or newer, git and make.
.DEFAULT_GOAL := help
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c

PYTHON ?= python3
WORKERS ?= 2
UV := uv==0.13.9

BIN := .venv/bin
STAMP := .venv/installed
PIP := $(BIN)/python -m pip --disable-pip-version-check --no-input
SOURCES := src tests $(wildcard bench)

.PHONY: help install check fix test test-deep bench demo handbook style lock clean

help: ## Say what each target does
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' Makefile

install: $(STAMP) ## Build .venv from the lock, with the amends command in it

$(STAMP): requirements/dev.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Amends needs Python 3.11 or newer; this is Python %d.%d. Say which to use: make install PYTHON=python3.11" % sys.version_info[:2])'
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(PIP) install --quiet --require-hashes --requirement requirements/dev.txt
	$(PIP) install --quiet --no-build-isolation --no-deps --editable .
	$(PIP) check
	@touch $@

check: install ## Format, lint, types, import contract
	$(BIN)/ruff format --check $(SOURCES)
	$(BIN)/ruff check $(SOURCES)
	$(BIN)/mypy $(SOURCES)
	$(BIN)/lint-imports

fix: install ## Format, and mend what the linter can mend
	$(BIN)/ruff check --fix $(SOURCES)
	$(BIN)/ruff format $(SOURCES)

test: check ## Everything that a change must pass
	$(BIN)/pytest -n $(WORKERS) --dist loadfile -m "not deep" --cov --cov-report=term

test-deep: install ## The long comparisons of engines: more cases, fresh ones each time
	$(BIN)/pytest -n $(WORKERS) --hypothesis-profile=deep

bench: install ## Measure against the hand-written queries
	$(BIN)/python -m bench

handbook: install ## Write the reference of the handbook anew, from the program itself
	$(BIN)/python -m amends.handbook docs/handbook/reference

style: ## Compile the style sheets of the public pages anew; needs node and npm
	cd styles && npm ci --ignore-scripts --no-audit --no-fund && node build.mjs

LAW := miners-strike-pardons-2022
REGISTER := examples/practice-register

demo: install ## Run the main job on the practice register and on worked cases, into demo/
	@rm -rf demo && mkdir demo
	@for on in 2023-01-01 2025-06-01; do \
	  echo "== The practice register as the law stood on $$on"; \
	  $(BIN)/amends assess $(LAW) $(REGISTER) --on $$on --out demo/register-$$on; echo; \
	done
	@for case in examples/cases/*.toml; do \
	  $(BIN)/amends explain $(LAW) $$case --on 2025-06-01 --full > demo/$$(basename $$case .toml).txt; \
	  $(BIN)/amends explain $(LAW) $$case --on 2025-06-01 --format json > demo/$$(basename $$case .toml).json; \
	done
	@echo "== Two worked cases, in short"
	@$(BIN)/amends explain $(LAW) examples/cases/picket.toml --on 2025-06-01
	@$(BIN)/amends explain $(LAW) examples/cases/torn-page.toml --on 2025-06-01
	@echo "== Where it all lies (everybody in it is invented)"
	@echo "demo/register-*/assessments.csv   one line for each conviction: outcome, provisions, what is wanted"
	@echo "demo/register-*/report.html       the same for a reader: open it in a browser"
	@echo "demo/register-*/worklist.csv      what to look up, where, and what it could settle"
	@echo "demo/register-*/manifest.json     what the run rests on; amends replay checks it"
	@echo "demo/*.txt                        the worked cases of examples/cases, section by section"

# Keeps every version that still fits; `make lock UPGRADE=--upgrade` takes the newest.
lock: ## Write requirements/*.txt anew from pyproject.toml
	tools=$$(mktemp -d); trap 'rm -rf "$$tools"' EXIT; \
	$(PYTHON) -m venv "$$tools"; \
	"$$tools/bin/python" -m pip install --quiet --disable-pip-version-check "$(UV)"; \
	compile() { "$$tools/bin/uv" pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	  --no-strip-extras --no-emit-index-url --custom-compile-command "make lock" $(UPGRADE) pyproject.toml "$$@"; }; \
	compile --output-file requirements/core.txt; \
	compile --output-file requirements/dev.txt --group dev --constraint requirements/core.txt

clean: ## Remove all that the other targets made
	rm -rf styles/node_modules
	rm -rf .venv demo dist build .coverage .coverage.* .hypothesis
	rm -rf .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
