# make graph   from the articles in seeds/ to the graph in exports/
# make test    format, lint, types and all tests, with their own set-up
# The rest: make help

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

# What was installed is stamped with a checksum of what should be: unchanged means no network is needed.
KEY := $(shell cat requirements.lock pyproject.toml | cksum | tr ' ' '-')
DEV_KEY := $(shell cat requirements-dev.lock pyproject.toml | cksum | tr ' ' '-')
RUN_STAMP := $(VENV)/.installed-$(KEY)
DEV_STAMP := $(VENV)/.installed-dev-$(DEV_KEY)

PIP := $(BIN)/python -m pip --disable-pip-version-check --no-input
INSTALL := $(PIP) install --quiet --require-hashes
# The build back end is in the lock: building the package itself needs no index.
INSTALL_SELF := $(PIP) install --quiet --no-index --no-deps --no-build-isolation --editable .

.DEFAULT_GOAL := help
.PHONY: help graph test check pytest golden bench bench-quality floors bench-names bench-asking bench-serving bench-site bench-page site screenshots wheel lock clean

help:
	@sed -n 's/^## //p' Makefile

## make graph          install what is pinned, build exports/ from seeds/, say what to open
graph: $(RUN_STAMP)
	@$(BIN)/python -m kg build seeds --out exports

## make test           set up (Chromium too, when root), then format, lint, types and all tests
test: $(DEV_STAMP)
	@sh .ci/chromium
	@sh .ci/virtuoso
	@sh .ci/site
	@$(MAKE) --no-print-directory check pytest

## make check          formatting, lint and types only
check: $(DEV_STAMP)
	$(BIN)/ruff format --check kg tests
	$(BIN)/ruff check kg tests
	$(BIN)/mypy kg tests

## make pytest         the tests only; one of them: make pytest ARGS="tests/e2e -k garbage"
pytest: $(DEV_STAMP)
	$(BIN)/python -m pytest -n 2 $(ARGS)

## make golden         write tests/golden anew from the seeds, for review as a diff
golden: $(DEV_STAMP)
	$(BIN)/python -m tests.golden.regenerate

## make bench          characters a second of each stage beside jieba.posseg; one changed article among 2,000
bench: $(DEV_STAMP)
	@$(BIN)/python -m tests.bench.speed
	@$(BIN)/python -m tests.bench.incremental

## make bench-quality  scores on the labelled articles, by class and predicate; then each read with weights that never saw it
bench-quality: $(DEV_STAMP)
	@$(BIN)/python -m tests.quality.scores
	@if [ -d ../shared/dev ] && [ -d ../shared/dev2 ]; then \
		$(BIN)/python -m kg.evaluation.facts score ../shared/dev ../shared/dev2 && \
		$(BIN)/python -m kg.evaluation.measures score ../shared/dev ../shared/dev2; fi

## make floors         raise the pinned floors of the quality gate to just below the scores
floors: $(DEV_STAMP)
	@$(BIN)/python -m tests.quality.scores --pin

## make bench-names    names, look-alikes and dates: how many the linker gets right
bench-names: $(DEV_STAMP)
	@$(BIN)/python -m kg.evaluation.names

## make site           the scripts and styles of kg serve, from npm's pinned packages (needs Node; only when changed)
site:
	@sh .ci/site --required

## make bench-asking   queries and bulk loading beside raw pyoxigraph
bench-asking: $(DEV_STAMP)
	@$(BIN)/python -m tests.bench.asking

## make bench-serving  answers over HTTP beside the engine; fifty clients for ten minutes: make bench-serving ARGS="--soak 10"
bench-serving: $(DEV_STAMP)
	@$(BIN)/python -m tests.bench.serving $(ARGS)

## make bench-site     each kind of page on a graph of a million triples
bench-site: $(DEV_STAMP)
	@$(BIN)/python -m tests.bench.site

## make bench-page     graph.html at 200 to 50,000 nodes beside pyvis's default: first paint, frames a second
bench-page: $(DEV_STAMP)
	@$(BIN)/python -m tests.bench.page $(ARGS)

## make screenshots    draw the pictures of the README anew, from the seeds
screenshots: $(DEV_STAMP)
	@sh .ci/chromium
	@sh .ci/site --required
	@$(BIN)/python -m tests.browser.screenshots

## make wheel          dist/*.whl, with ontology, gazetteer and the site inside
wheel: $(DEV_STAMP)
	@sh .ci/site
	$(BIN)/python -m build --quiet --wheel --no-isolation

## make lock           pin the newest versions of what pyproject.toml asks for
lock: $(DEV_STAMP)
	$(BIN)/python -m piptools compile $(LOCK) --output-file requirements.lock pyproject.toml
	$(BIN)/python -m piptools compile $(LOCK) --extra dev --output-file requirements-dev.lock pyproject.toml

LOCK := --quiet --generate-hashes --strip-extras --no-annotate --no-header --allow-unsafe --build-deps-for editable \
	--no-emit-options

## make clean          remove the environment and what builds and tools wrote
clean:
	rm -rf $(VENV) dist build .pytest_cache .mypy_cache .ruff_cache .hypothesis kg/site/static kg/site/frontend/node_modules
	find exports -mindepth 1 ! -name README.md -delete

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "Python 3.11 or newer is needed; name one with: make PYTHON=python3.12 ..." >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)

# A folder that was moved or copied holds a broken environment: pip then says so, and make clean helps.
$(RUN_STAMP): | $(BIN)/python
	@echo "Installing what requirements.lock pins ..."
	@$(INSTALL) -r requirements.lock
	@$(INSTALL_SELF)
	@touch $@

$(DEV_STAMP): | $(BIN)/python
	@echo "Installing what requirements-dev.lock pins ..."
	@$(INSTALL) -r requirements-dev.lock
	@$(INSTALL_SELF)
	@touch $@
