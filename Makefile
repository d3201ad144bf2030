# What people type here. Everything lives in .venv and build/: nothing global is touched.

PYTHON ?= python3
ARGS ?=
BIN := .venv/bin
PIP := $(BIN)/pip --disable-pip-version-check --quiet
COMPILE := $(BIN)/uv pip compile --quiet --upgrade --generate-hashes --universal --python-version 3.11 \
	--no-header --no-annotate --no-emit-index-url pyproject.toml

OBSERVABILITY := $(BIN)/observability
OBSERVABILITY_AUDIT := --fail-on any
# Each process of the tests, and of the programs that they start, would compile all modules anew where the machine says so.
KEPT := PYTHONDONTWRITEBYTECODE=

.DEFAULT_GOAL := help
.PHONY: help test lint golden bench docs screenshots tools lock clean

# The targets that other repositories have too.
include observability/starter/files/observability.mk
observability-program: .venv/installed

help: ## Say what there is to make
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' $(lastword $(MAKEFILE_LIST)) $(firstword $(MAKEFILE_LIST))

test: tools ## Run every test; ARGS="-k window" for some of them
	@$(KEPT) $(BIN)/pytest --numprocesses auto --dist loadgroup $(ARGS)

lint: .venv/installed-dev ## Check style, types, the rooms' borders, generated pages, and the runbooks of services/
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/python -m tools.docs --check
	@$(MAKE) --no-print-directory runbooks

golden: .venv/installed-dev ## Rewrite the expected output of the golden tests; read the difference before you commit it
	@$(BIN)/pytest --update-golden tests/golden tests/cli

bench: .venv/installed-dev ## Measure the program and its rules; ARGS="compiling 1000" for a part
	@$(BIN)/python -m benchmarks $(ARGS)

docs: .venv/installed-dev ## Write the pages that are made from code
	@$(BIN)/python -m tools.docs

screenshots: tools ## Take the pictures of the documents, of previews in a real browser
	@$(BIN)/python -m tests.browser.screenshots

tools: .venv/installed-dev ## Have the programs that tests start in the user's cache, once; it takes minutes
	@$(BIN)/observability tools
	@$(BIN)/python -m tests.support.debian
	@$(BIN)/python -m tests.support.browser

lock: .venv/installed-dev ## Move the locked dependencies to their newest versions
	@$(PIP) install uv
	@$(COMPILE) --output-file requirements.lock
	@$(COMPILE) --group dev --output-file requirements-dev.lock

clean: ## Remove all that was made here; promtool and its like stay in the user's cache
	@rm -rf .venv build dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

.venv/made:
	@$(PYTHON) -c 'import sys; sys.version_info >= (3, 11) or sys.exit(1)' || { \
		echo "Python 3.11 or newer is needed, and $(PYTHON) is none: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 2; }
	@echo "Making .venv"
	@$(PYTHON) -m venv .venv
	@touch $@

.venv/installed: requirements.lock pyproject.toml | .venv/made
	@echo "Installing observability into .venv"
	@$(PIP) install --require-hashes --requirement requirements.lock
	@$(PIP) install --no-deps --editable .
	@touch $@

.venv/installed-dev: requirements-dev.lock .venv/installed
	@echo "Installing what tests and checks need into .venv"
	@$(PIP) install --require-hashes --requirement requirements-dev.lock
	@touch $@
