# `make demo` grades a sample class end to end, `make test` runs the checks, the audit and the tests, but
# those of `make long` and `make hostile`; `make quick` is the inner loop.
# Needs Python 3.11 or newer, make and git; each target installs the rest, pinned by requirements*.lock, into .venv.
# As root, the system packages are installed, too; otherwise what is missing is named.

PYTHON ?= python3
VENV := .venv
RUN := $(VENV)/bin/python
WORKERS ?= $(shell nproc)
PYTEST := $(RUN) -m pytest -n $(WORKERS)

# What pytest runs: everything; `make test TESTS=tests/content` and the like run a part.
TESTS ?= tests

.PHONY: long hostile demo quick static fast test tests build check audit benchmark lock system clean

demo: $(VENV)/ready system
	$(RUN) -m autograder build
	$(RUN) -m autograder demo

# Under a minute: what needs no kernel, no browser and no class.
quick: $(VENV)/ready-dev
	$(MAKE) --no-print-directory --jobs=2 --output-sync=target static fast

static: $(VENV)/ready-dev
	$(RUN) -m ruff check .
	$(RUN) -m ruff format --check .
	$(RUN) -m mypy
	$(VENV)/bin/lint-imports --no-logo --no-cache
	$(RUN) -m autograder check

fast: $(VENV)/ready-dev
	$(PYTEST) -q --durations=0 --durations-min=5 -m "not slow and not alone" tests/engine

test: static system
	$(RUN) -m autograder audit --seeds 3
	$(MAKE) --no-print-directory tests

# In parallel what can be; then, by one process, what has the machine to itself. The first failure of either is make's.
# pytest's 5 is "no test was chosen", as where TESTS names a folder without the one kind.
# Of the hostile suite, the classes of all cases take about ten minutes: `make hostile` grades them.
ALONE := tests/hostile/test_limits.py tests/hostile/test_probes.py tests/hostile/test_table.py

tests: $(VENV)/ready-dev
	$(PYTEST) -m "not alone and not long" $(TESTS) || [ $$? = 5 ]
	$(RUN) -m pytest -m alone $(ALONE)

long: $(VENV)/ready-dev system
	$(RUN) -m pytest -m long $(TESTS)

hostile: $(VENV)/ready-dev system
	$(RUN) -m pytest -m alone tests/hostile

build check audit: $(VENV)/ready
	$(RUN) -m autograder $@

# Hours on an idle machine; OPTIONS names Otter's Python and the sizes of classes. The tests run its quick mode.
benchmark: $(VENV)/ready system
	$(RUN) -m benchmarks --write $(OPTIONS)

# What the sandbox needs of the system: installed where this is root on Debian or Ubuntu, named elsewhere.
SYSTEM := bubblewrap util-linux libseccomp2

system: $(VENV)/ready
	@if command -v bwrap >/dev/null && command -v setpriv >/dev/null && $(RUN) -c 'import pyseccomp' 2>/dev/null; then :; \
	elif [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq $(SYSTEM) >/dev/null; \
	else echo "The sandbox needs system packages; as root: apt-get install $(SYSTEM)."; \
	    echo "Without them grading stops and says so (python -m autograder doctor)."; fi

$(VENV)/bin/python:
	$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed: make PYTHON=python3.12" if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv $(VENV)

# The engine is installed from this folder, with the pinned setuptools: what is edited is what runs.
INSTALL := $(RUN) -m pip install --quiet --disable-pip-version-check
EDITABLE := --no-deps --no-build-isolation --editable .

$(VENV)/ready: requirements.lock pyproject.toml | $(VENV)/bin/python
	$(INSTALL) --requirement requirements.lock
	$(INSTALL) $(EDITABLE)
	@touch $@

$(VENV)/ready-dev: requirements-dev.lock pyproject.toml | $(VENV)/bin/python
	$(INSTALL) --requirement requirements-dev.lock
	$(INSTALL) $(EDITABLE)
	@touch $(VENV)/ready $@

# Renew the pins within the ranges of pyproject.toml, for every platform and Python; review the difference, then `make test`.
LOCK = $(VENV)/bin/uv pip compile --quiet --universal --upgrade --annotation-style line --custom-compile-command "make lock" pyproject.toml

lock: $(VENV)/bin/python
	$(INSTALL) 'uv>=0.9,<1'
	$(LOCK) --extra lab --output-file requirements.lock
	$(LOCK) --extra lab --extra postgres --extra dev --constraints requirements.lock --output-file requirements-dev.lock

clean:
	rm -rf $(VENV) build .pytest_cache .ruff_cache .mypy_cache
