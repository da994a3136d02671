# Needs Python 3.11 or later, git and make; everything else goes into .venv and comes from the package index.
# 需要 Python 3.11 及以上、git 和 make，其余都装进 .venv。

# The first that runs, is new enough and can make an environment. Another one: make PYTHON=/path/to/python demo
PYTHON ?= $(shell for python in python3.12 python3.13 python3.11 python3 python; do \
	$$python -c 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 \
	&& echo $$python && break; done)
VENV ?= .venv
BIN = $(VENV)/bin
BASE = $(VENV)/installed-base
DEV = $(VENV)/installed-dev
WEB = $(VENV)/installed-web
PIP = $(BIN)/python -m pip --disable-pip-version-check --quiet

KG = $(BIN)/kg
EXAMPLES = examples/gold
NOTICE = 21-lushui
AGENCY = 泸水市自然资源局
# Where make serve listens; another one: make serve PORT=8123
PORT ?= 8000

# Parsers of graph files, and a driver for Chromium; in the tests' own folder.
READERS = tests/readers/node_modules/installed

.PHONY: help demo serve install test test-all lint check-style check-form check-types check-imports check-generated \
	format bench readers readme vocab plan picture screenshots messages spark wheel clean

help:  ## what there is to make
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1|\2/p' $(MAKEFILE_LIST) | column -t -s '|' 2>/dev/null \
	|| sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1  \2/p' $(MAKEFILE_LIST)

demo: $(BASE)  ## the example notices as a graph in exports/, and one agency's directives
	@echo '== kg build $(EXAMPLES)'
	@$(KG) build $(EXAMPLES) --store exports/store --out exports
	@$(KG) extract $(EXAMPLES)/$(NOTICE).txt --format turtle --output exports/$(NOTICE).ttl
	@$(KG) directives --store exports/store --agency $(AGENCY) --format csv --output exports/directives.csv
	@echo
	@echo '== 做成了什么、在哪里  What was made, and where'
	@printf '  %-26s %s\n' exports/store 'the store 图库: ask it with kg query, kg directives, kg show' \
	exports/graph.ttl 'all of it as Turtle' exports/graph.graphml 'all of it for Gephi, yEd, networkx' \
	exports/$(NOTICE).ttl 'one notice as Turtle, to read beside its text' \
	exports/directives.csv 'the directives below, all columns' exports/report.json 'what was read, found, and left open'
	@echo
	@echo '== 哪些要求、何时之前、原文何处  Which directives, by when, and where does it say so?'
	@echo '== kg directives --agency $(AGENCY)'
	@$(KG) directives --store exports/store --agency $(AGENCY) --format table
	@echo
	@echo '== Next: $(KG) --help · $(KG) query --list · make test'

serve: $(WEB)  ## the example notices as pages in a browser
	@$(KG) build $(EXAMPLES) examples/series --store exports/serve-store --no-exports
	@$(KG) serve --store exports/serve-store --port $(PORT)

install: $(DEV)  ## everything that development needs, in .venv

test: $(DEV)  ## the tests; SLOW=1 runs those too that take more than a few seconds
	$(BIN)/python -m pytest -n auto $(if $(SLOW),,-m "not slow")

test-all:  ## all tests
	@$(MAKE) test SLOW=1

lint: check-style check-form check-types check-imports check-generated  ## style, types, and who may import whom

check-style: $(DEV)
	$(BIN)/ruff check --output-format concise .

check-form: $(DEV)
	$(BIN)/ruff format --check .

check-types: $(DEV)
	$(BIN)/mypy

check-imports: $(DEV)
	$(BIN)/lint-imports --no-logo

check-generated: $(DEV)
	$(BIN)/python scripts/make_vocab.py --check
	$(BIN)/python scripts/make_plan.py --check

format: $(DEV)  ## put the code into its form
	$(BIN)/ruff check --fix-only --quiet .
	$(BIN)/ruff format .

readers: $(READERS)  ## what some slow tests open graph files with (needs Node and npm; the tests also chromium, libreoffice-calc)

bench: $(DEV)  ## how fast: start, extraction beside jieba, graph files beside networkx, queries beside rdflib, builds by jobs
	$(BIN)/python -m benchmarks.bench_start
	$(BIN)/python -m benchmarks.bench_extraction
	$(BIN)/python -m benchmarks.bench_graph_export
	$(BIN)/python -m benchmarks.bench_queries
	$(BIN)/python -m benchmarks.bench_build --notices 2000 --rounds 2
	$(BIN)/python -m benchmarks.bench_build_memory --notices 1000 10000

readme: $(DEV)  ## run the commands in the README files and put in what they print
	$(BIN)/python scripts/make_readme.py

vocab: $(DEV)  ## write kg/vocab.py anew from ontology/
	$(BIN)/python scripts/make_vocab.py

plan: $(DEV)  ## write the list of modules in docs/architecture.md anew
	$(BIN)/python scripts/make_plan.py

calibration: $(DEV)  ## kg/lexicons/confidence.tsv and docs/calibration.md, from how often each rule is right on the gold
	$(BIN)/python scripts/calibrate.py

picture: $(DEV)  ## draw docs/img/graph.png anew (needs a CJK font)
	$(PIP) install -e '.[picture]'
	$(BIN)/python scripts/make_picture.py

screenshots: $(DEV) $(READERS)  ## draw the pictures of the how-tos anew (needs chromium, libreoffice-calc, poppler-utils, a CJK font)
	$(BIN)/python scripts/make_screenshots.py

messages: $(DEV)  ## bring kg/locale up to date with the code, and compile it
	$(BIN)/python scripts/make_messages.py

spark: $(DEV)  ## PySpark beside the rest, for its slow tests (they need Java 17, too)
	$(PIP) install -e '.[spark]'

wheel: $(DEV)  ## the distribution, in dist/
	$(PIP) wheel --no-deps --wheel-dir dist .

clean:  ## remove what was made, but for .venv
	rm -rf exports/store exports/serve-store exports/graph.ttl exports/graph.graphml dist build

$(READERS): tests/readers/package.json
	npm install --prefix tests/readers --no-package-lock --no-audit --no-fund --loglevel error
	@touch $@

$(BIN)/python:
	@test -n '$(PYTHON)' || { echo 'No Python 3.11 or later with venv was found. Install one (on Debian and Ubuntu: python3 python3-venv), or name it: make PYTHON=/path/to/python demo' >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(BASE): pyproject.toml | $(BIN)/python
	$(PIP) install -e .
	@touch $@

$(WEB): $(BASE)
	$(PIP) install -e '.[web]'
	@touch $@

$(DEV): $(BASE)
	$(PIP) install -e '.[dev]'
	@touch $@
