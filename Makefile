# Two commands on a fresh machine: `make run` and `make test`. `make help` lists the rest.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

VENV := .venv
BIN := $(VENV)/bin
# The first Python of at least 3.11; empty when there is none.
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	command -v $$p >/dev/null 2>&1 && $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' && echo $$p && break; done)
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
ARGS ?=
# A server that starts as a process of its own, as many tests have it, would read all its modules anew.
unexport PYTHONDONTWRITEBYTECODE

PARTS := test-hall test-desk test-counter test-office test-pages test-sound test-announcer test-rules test-rest

.PHONY: help run test $(PARTS) check bench soak clean sound-player test-parts

help: ## this list
	@grep -E '^[a-z]+:.*##' $(firstword $(MAKEFILE_LIST)) | sed 's/:.*## /\t/' | expand -t 10

run: $(VENV)/.ready-run sound-player ## the sample office: server, announcer, every address and PIN (ARGS="--day" lives a day)
	@exec $(BIN)/silakan demo $(ARGS)

# All parts at once, each with its own output: most of the suite waits, for a browser to paint, a phrase to end, a process to start.
PYTEST := $(BIN)/python -m pytest -m "not soak" -p no:cacheprovider
test: $(VENV)/.ready-test test-parts ## the whole suite but the long counts
	@# Once, instead of by every part that starts at the same moment.
	@$(BIN)/python -m compileall -q -j 0 server display announcer
	@$(MAKE) --no-print-directory --jobs=9 --output-sync=target $(PARTS)

test-hall: $(VENV)/.ready-test
	$(PYTEST) tests/browser/test_[a-p]*.py $(ARGS)

test-desk: $(VENV)/.ready-test
	$(PYTEST) tests/browser/test_[q-z]*.py $(ARGS)

test-counter: $(VENV)/.ready-test
	$(PYTEST) tests/server/test_[a-o]*.py $(ARGS)

test-office: $(VENV)/.ready-test
	$(PYTEST) tests/server/test_[p-z]*.py $(ARGS)

test-pages: $(VENV)/.ready-test
	$(PYTEST) tests/display $(ARGS)

test-sound: $(VENV)/.ready-test
	$(PYTEST) tests/sound $(ARGS)

test-announcer: $(VENV)/.ready-test
	$(PYTEST) tests/announcer $(ARGS)

test-rules: $(VENV)/.ready-test
	$(PYTEST) tests/domain tests/complaints tests/sealing tests/exchange $(ARGS)

# Without the import rules, which `make check` holds against every module.
test-rest: $(VENV)/.ready-test
	$(PYTEST) $(addprefix --ignore=tests/,announcer browser display sound server domain complaints sealing exchange test_architecture.py) $(ARGS)

check: $(VENV)/.ready-test ## lint, types, import rules
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m pytest -q tests/test_architecture.py

bench: $(VENV)/.ready-test ## benchmarks beside their rivals (ALLOW_SKIP=1: without those that are not installed)
	$(BIN)/python -m bench $(ARGS)

soak: $(VENV)/.ready-test test-parts ## the long counts
	$(BIN)/python -m pytest -m soak $(ARGS)
	$(BIN)/python -m pytest tests/domain/test_queue_machine.py tests/domain/test_complaint_machine.py --hypothesis-profile=soak $(ARGS)
	$(BIN)/python -m pytest -m "hypothesis and not soak" --hypothesis-profile=long $(ARGS)

clean: ## away with everything that was installed or built; data in .silakan stays
	rm -rf $(VENV) build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# Nothing is installed again as long as pyproject.toml stays as it is.
$(VENV)/.ready-run: pyproject.toml | $(BIN)/python
	$(PIP) install --editable .
	@touch $@

$(VENV)/.ready-test: pyproject.toml | $(BIN)/python
	$(PIP) install --editable '.[test,dev]'
	@touch $@ $(VENV)/.ready-run

$(BIN)/python:
	@if [ -z "$(PYTHON)" ]; then \
		echo "Silakan perlu Python 3.11 atau lebih baru; pasang dulu, misalnya: sudo apt install python3" >&2; exit 2; fi
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
		echo "Modul venv untuk Python belum ada; pasang dulu: sudo apt install python3-venv" >&2; exit 2; }
	$(PYTHON) -m venv $(VENV)

# Said once: the office works without sound, and the tablet shows that nobody hears it.
sound-player: | $(BIN)/python
	@if [ ! -e $(VENV)/.told-player ] && [ "$$(uname)" = Linux ] \
		&& ! command -v paplay pw-play aplay >/dev/null; then \
		echo "Pemutar suara belum ada, jadi panggilan belum terdengar. Supaya terdengar: sudo apt install alsa-utils" >&2; \
		touch $(VENV)/.told-player; fi

# What the browser, sound and https tests need besides Python packages: command and Debian package. The shell is the same Chromium
# without windows: a page opens in it three times as fast.
TEST_PARTS := chromium:chromium chromium-headless-shell:chromium-headless-shell certutil:libnss3-tools openssl:openssl pulseaudio:pulseaudio parec:pulseaudio-utils aplay:alsa-utils
ALSA_PULSE := libasound2-plugins

test-parts:
	@missing=""; \
	for part in $(TEST_PARTS); do command -v "$${part%%:*}" >/dev/null || missing="$$missing $${part##*:}"; done; \
	if command -v dpkg-query >/dev/null && ! dpkg-query -W -f '$${Status}' $(ALSA_PULSE) 2>/dev/null | grep -q 'ok installed'; then \
		missing="$$missing $(ALSA_PULSE)"; fi; \
	if [ -z "$$missing" ]; then exit 0; fi; \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends $$missing; \
	else \
		echo "Untuk semua uji peramban dan suara masih perlu: sudo apt install$$missing" >&2; fi
