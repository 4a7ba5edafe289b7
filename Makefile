# `make run` and `make test` need Python 3.11 or later and make, and set up all else themselves.
# Every path is relative, so the folder may lie anywhere, also where there is a space in the path.

.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory
PYTHON := .venv/bin/python
SETUP := @sh scripts/with_python.sh scripts/setup_environment.py

# make run PORT=8123 DATA=~/elsewhere – only from the command line: a PORT that happens to be in the
# environment is not meant for us. Otherwise KRAFTSAMLING_PORT and KRAFTSAMLING_DATA hold.
ifneq (,$(filter command,$(origin PORT)))
export KRAFTSAMLING_PORT := $(PORT)
endif
ifneq (,$(filter command,$(origin DATA)))
export KRAFTSAMLING_DATA := $(DATA)
endif

.PHONY: help run test check test-deep bench messages screens docs mutants lock setup setup-test

help: ## list what can be made
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1~\2/p' Makefile | awk -F'~' '{printf "%-18s %s\n", $$1, $$2}'

run: setup ## set up, load the demo and serve it on 127.0.0.1:8000 (PORT=8123 DATA=<folder>)
	@exec $(PYTHON) -m kraftsamling.config.cli serve --demo

test: check ## set up and run everything a change must pass
	@$(PYTHON) scripts/find_chromium.py
	@$(PYTHON) -m pytest -n 2 -m "not deep" $(ARGS)

check: setup-test ## lint, format, types, imports, messages, migrations – without the tests
	@$(PYTHON) scripts/check.py

test-deep: setup-test ## the long proofs: every cell of the access matrix, restores, kills
	@$(PYTHON) scripts/find_chromium.py
	@$(PYTHON) -m pytest -n 2 -m deep $(ARGS)

bench: setup-test ## measure against floors of the same run, one table
	@$(PYTHON) -m bench $(ARGS)

messages: setup-test ## collect texts for translation and compile the Swedish ones
	@$(PYTHON) scripts/messages.py

screens: setup-test ## take a picture of every page
	@$(PYTHON) scripts/find_chromium.py
	@$(PYTHON) scripts/screens.py $(ARGS)

docs: setup-test ## write the parts of the documentation that come from the code
	@$(PYTHON) scripts/docs.py $(ARGS)

mutants: setup-test ## change the rules one by one: a test must notice each
	@$(PYTHON) scripts/mutants.py $(ARGS)

lock: ## pin the requirements anew, with hashes (needs uv)
	@command -v uv >/dev/null || { echo "Install uv first: python3 -m pip install uv" >&2; exit 1; }
	@for part in base test; do uv pip compile --quiet --universal --python-version 3.11 \
		--generate-hashes --no-emit-index-url --no-header --upgrade \
		"requirements/$$part.in" -o "requirements/$$part.txt" || exit 1; done

setup:
	$(SETUP) base

setup-test:
	$(SETUP) test
