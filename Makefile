# make run     starts Gradus here: http://127.0.0.1:8000 (PORT=..., GRADUS_DATA=DIR)
# make test    all tests; of the labs those that changed and a sample (GRADUS_EVERY_LAB=1: every one)
# make lint    style, types, layers, templates
# make screens a picture of every page, into var/screens/
# make bench   the measurements                     make chaos   kills every part at every step, some 200 times
# make seed-load   fills databases as large as a school's, to measure pages on (LEARNERS=..., GRADUS_DATA=DIR; 30 GB)
# make bench-web   the time of every page in them, beside one learner's and an empty view's
# make lock    pins the requirements anew

SHELL := /bin/sh
.DEFAULT_GOAL := run
.PHONY: run test lint screens bench seed-load bench-web chaos lock runtime development

VENV := .venv
PYTHON := $(VENV)/bin/python
TORCH := 2.13.0
TEST_ARGS ?=

# A command name may exist and still not run (pyenv's shims do that): the first that answers is taken.
FIND_PYTHON = for python in "$$GRADUS_PYTHON" python3.11 python3.12 python3 python3.13 python3.14 python; do \
	[ -n "$$python" ] && "$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && break; \
	python=; done; \
	[ -n "$$python" ] || { \
		echo "Gradus needs Python 3.11 or newer, and `python3 --version 2>/dev/null || echo no Python` is what this machine has: install python3.11 and start again." >&2; \
		exit 1; }

run: runtime
	@exec $(PYTHON) -m roadmap.serve

test: development
	@$(PYTHON) tests/chromium.py --install
	@$(PYTHON) -m pytest $(TEST_ARGS)

lint: development
	$(PYTHON) -m ruff check .
	$(PYTHON) -m ruff format --check .
	$(PYTHON) -m mypy
	$(PYTHON) -c 'from importlinter.cli import lint_imports_command; lint_imports_command()' --no-cache
	$(PYTHON) -m djlint templates --lint --quiet
	$(PYTHON) manage.py makemigrations --check --dry-run

bench: development
	@$(PYTHON) -m bench

seed-load: development
	@$(PYTHON) -m bench.load

bench-web: development
	@$(PYTHON) -m bench.web

screens: development
	@$(PYTHON) tests/chromium.py --install
	@$(PYTHON) -m tests.browser.screens

chaos: development
	@$(PYTHON) -m tests.chaos

runtime:
	@$(FIND_PYTHON); "$$python" roadmap/serve/install.py requirements.lock

development:
	@$(FIND_PYTHON); "$$python" roadmap/serve/install.py requirements-dev.lock

# torch stays at the version that installs everywhere we run; what it pulls in for a GPU is left to pip.
COMPILE = CUSTOM_COMPILE_COMMAND="make lock" $(PYTHON) -m piptools compile --quiet --strip-extras \
	--annotation-style=line --no-emit-index-url --no-emit-find-links --upgrade-package torch==$(TORCH)
PRUNE = sed -E -e '/^(nvidia-|cuda-|triton)/d' -e 's/^(torch==[0-9.]+)\+[a-z0-9]+/\1/'

lock: development
	$(COMPILE) --output-file requirements.lock pyproject.toml
	$(COMPILE) --extra dev --constraint requirements.lock --output-file requirements-dev.lock pyproject.toml
	@for lock in requirements.lock requirements-dev.lock; do \
		$(PRUNE) $$lock > $$lock.new && mv $$lock.new $$lock; done
