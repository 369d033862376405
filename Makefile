# One machine, one virtual environment, no other tool needed than Python 3.11 and make.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/.installed

.DEFAULT_GOAL := help
.PHONY: help install run test lint bench eval gate readme clean

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## /{printf "  make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

# Written last: an installation that was interrupted is done again.
$(INSTALLED): pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[dev]'
	@touch $@

install: $(INSTALLED) ## Make .venv, install the project in it, prepare the models
	$(BIN)/kb prepare

run: install ## Serve on http://127.0.0.1:8000, building the first edition where there is none
	$(BIN)/kb serve

test: install ## Run the tests
	$(BIN)/python -m pytest -n auto --maxprocesses 4 --dist loadfile

lint: $(INSTALLED) ## Check style and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: install ## Measure speed, beside the LlamaIndex starter pipeline
	$(BIN)/python -m evals.bench

eval: install ## Measure answers, refusals, verdicts and the guard, beside other ways to search: one page
	$(BIN)/kb eval

gate: install ## Fail where an answer got worse than the figures in evals/gate.json (two minutes)
	$(BIN)/kb eval --gate

readme: install ## Run the README's commands in an empty folder
	.ci/readme

clean: ## Remove .venv and caches, never the data directory
	rm -rf $(VENV) build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
