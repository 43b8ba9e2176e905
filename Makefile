# The two commands: `make demo` grades a sample class end to end, `make test` runs every test.
# Needs Python 3.11 or newer, make and git; each target installs the rest into .venv.
# As root, the system packages are installed, too; otherwise what is missing is named.

PYTHON ?= python3
VENV := .venv
RUN := $(VENV)/bin/python

.PHONY: demo test build check audit benchmark system clean

demo: $(VENV)/ready system
	$(RUN) -m autograder build
	$(RUN) -m autograder demo

test: $(VENV)/ready-dev system
	$(RUN) -m ruff check .
	$(RUN) -m ruff format --check .
	$(RUN) -m autograder check
	$(RUN) -m autograder audit --seeds 10
	$(RUN) benchmarks/grading.py --repeat 1
	$(RUN) -m pytest $(TESTS)

# What pytest runs: everything; `make test TESTS=tests/content` and the like run a part.
TESTS ?= tests

build check audit: $(VENV)/ready
	$(RUN) -m autograder $@

benchmark: $(VENV)/ready system
	$(RUN) benchmarks/grading.py

# What the sandbox needs of the system: installed where this is root on Debian or Ubuntu, named elsewhere.
SYSTEM := bubblewrap util-linux libseccomp2

system:
	@if command -v bwrap >/dev/null && command -v setpriv >/dev/null && $(RUN) -c 'import pyseccomp' 2>/dev/null; then :; \
	elif [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq $(SYSTEM) >/dev/null; \
	else echo "The sandbox needs system packages; as root: apt-get install $(SYSTEM)."; \
	    echo "Without them grading stops and says so (python -m autograder doctor)."; fi

$(VENV)/bin/python:
	$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed: make PYTHON=python3.12" if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv $(VENV)

$(VENV)/ready: pyproject.toml | $(VENV)/bin/python
	$(RUN) -m pip install --quiet --editable .
	@touch $@

$(VENV)/ready-dev: pyproject.toml | $(VENV)/bin/python
	$(RUN) -m pip install --quiet --editable '.[dev]'
	@touch $@ $(VENV)/ready

clean:
	rm -rf $(VENV) build .pytest_cache .ruff_cache
