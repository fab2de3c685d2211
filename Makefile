# Everything an engineer or the county's IT starts by hand. Nothing is done twice: what is installed is remembered
# inside the environment and forgotten with it. The network is used by pip alone.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help

ENVIRONMENT := .venv
BIN := $(ENVIRONMENT)/bin
INSTALLED := $(ENVIRONMENT)/installed
PIP := -m pip --disable-pip-version-check
IS_3_11 := import sys; sys.exit(sys.version_info[:2] != (3, 11))

.PHONY: help setup run test bench lock clean

help:  ## what can be made
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "make %-7s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: $(INSTALLED)  ## set up only

run: $(INSTALLED)  ## set up and start the dashboard with the fictional county
	$(BIN)/dashboard demo

test: $(INSTALLED)  ## set up, then ruff, format, mypy and pytest
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m pytest -rs -n 2 --dist loadfile --no-loadscope-reorder $(PYTEST)

bench: $(INSTALLED)  ## measure pages and import against a bare page and a bare executemany
	PYTHONPATH=tests $(BIN)/python -m bench $(BENCH)

lock:  ## renew requirements.lock from a fresh environment
	rm -rf build && mkdir build
	$(call make_environment,build/lock)
	build/lock/bin/python $(PIP) install --quiet '.[development]'
	build/lock/bin/python $(PIP) check
	build/lock/bin/python $(PIP) freeze --exclude dashboard --exclude pip --exclude setuptools --exclude wheel > build/lock/pins
	! grep -vE '^[A-Za-z0-9._-]+==[A-Za-z0-9.+!]+$$' build/lock/pins
	mv build/lock/pins requirements.lock
	rm -rf build

clean:  ## remove the environment and all that was made
	rm -rf $(ENVIRONMENT) build src/*.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find src tests pages -name __pycache__ -type d -prune -exec rm -rf {} +

# --no-deps: the lock names everything, and `pip check` says so if it does not.
$(INSTALLED): requirements.lock pyproject.toml | $(BIN)/python
	@$(BIN)/python -c '$(IS_3_11)' || { echo "$(ENVIRONMENT) is not of Python 3.11: 'make clean' and try again." >&2; exit 1; }
	$(BIN)/python $(PIP) install --quiet --no-compile --no-deps --requirement requirements.lock
	$(BIN)/python $(PIP) install --quiet --no-deps --editable .
	$(BIN)/python $(PIP) check
	@touch $@

$(BIN)/python:
	$(call make_environment,$(ENVIRONMENT))

# The first Python 3.11 found makes the environment; PYTHON=... names one that is not on the path.
define make_environment
@for candidate in $(PYTHON) python3.11 python3 python; do \
	if "$$candidate" -c '$(IS_3_11)' 2>/dev/null; then exec "$$candidate" -m venv $(1); fi; \
done; \
echo "Python 3.11 is needed and was not found. Install it, or name it: make $(or $(MAKECMDGOALS),run) PYTHON=/path/to/python3.11" >&2; \
exit 1
endef
