# What can be done here; `make` alone says it. Each target first makes this folder ready (through
# installers/), which takes minutes the first time and no time after that.

.DEFAULT_GOAL := help
.PHONY: help run test test-windows test-kiosk test-journeys test-rest test-headset unit check lint types rooms requirements bench faults demo texts endpoints kiosk-soak offline offline-windows clean ready-app ready-dev
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c

PYTHON_HERE := .venv/bin/python
SETUP := installers/linux/setup.sh
DEMO := models/spoorzone
OUT := out
STEPS := 20000

# Real files by others, which some tests read; those skip where the folder is absent.
MRAPP_TESTDATA ?= $(abspath $(wildcard ../shared/data))
export MRAPP_TESTDATA

# Tests start hundreds of Pythons; some machines let each of them compile all of mrapp anew.
unexport PYTHONDONTWRITEBYTECODE

# One Python or more, such as 3.12; "python3.12" is what the set-up calls it.
FOR_PYTHON = $(if $(PYTHON),--python $(PYTHON:python%=%))

# A screen on a machine without one. -noreset: the first window to close would take it down.
SCREEN := xvfb-run --auto-servernum --server-args="-screen 0 1920x1080x24 -noreset +extension GLX"

help: ## say what can be done here
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-16s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: ## open mrapp on the demo project; without a screen: drive it on a virtual one and leave pictures in out/
ifneq ($(DISPLAY)$(WAYLAND_DISPLAY),)
	@$(SETUP) app
	@.venv/bin/mrapp open $(DEMO)
else
	@$(SETUP) app --virtual-screen
	@echo "There is no screen here: driving mrapp's own window through the main job on a virtual one."
	@$(SCREEN) $(PYTHON_HERE) -m mrapp journey $(DEMO) --out $(OUT)
	@echo "Pictures and a short report: $(abspath $(OUT))"
endif

# What tests skipped is told at the very end, where it is read.
test: export MRAPP_UNTESTED := $(abspath $(OUT))/untested
test: ready-dev ## run all tests, those with a window on a virtual screen
	@rm -f $(MRAPP_UNTESTED)
	@$(MAKE) --no-print-directory --jobs=4 --output-sync=target test-windows test-kiosk test-journeys test-rest test-headset
	@$(PYTHON_HERE) -m tests.untested $(MRAPP_UNTESTED)

# Those with a window are in folders of their own, so that not every run reads all tests. (ARGS may
# name other places: a testpath is for who names none.)
# All at once, each on a screen of its own: there is one focus on a screen. Those without a window
# wait for servers and browsers much of the time, so two of them run at once. (5: none of that kind.)
# One of the two that crashes ends the run: another in its place gets the rest of its file and waits
# for ever for more.
test-windows: ready-dev ## run those with the main window
	@$(SCREEN) --server-num=99 $(PYTHON_HERE) -m pytest -o testpaths=tests/ui -m "window and not kiosk and not journey and not headset" $(ARGS) || [ $$? = 5 ]

test-kiosk: ready-dev ## run those with the kiosk
	@$(SCREEN) --server-num=150 $(PYTHON_HERE) -m pytest -o testpaths=tests/ui -m kiosk $(ARGS) || [ $$? = 5 ]

test-journeys: ready-dev ## run the journeys, which have screens of their own
	@$(PYTHON_HERE) -m pytest -o testpaths=tests/journeys -m journey $(ARGS) || [ $$? = 5 ]

test-rest: ready-dev ## run those without a window
	@$(SCREEN) --server-num=200 $(PYTHON_HERE) -m pytest --numprocesses=2 --max-worker-restart=0 --dist=loadfile --no-loadscope-reorder -m "not window and not headset" $(ARGS) || [ $$? = 5 ]

# Inside the libraries of a real OpenXR runtime, which is fetched the first time (docs/testing-xr.md).
# One after the other: there is one scripted headset on a machine. Only tests/xr is looked through.
test-headset: ready-dev ## run those that need a headset, with a runtime of their own
	@$(SCREEN) --server-num=250 $(PYTHON_HERE) -m tests.xr.rig -m pytest -m headset $(or $(ARGS),tests/xr) || [ $$? = 5 ]

# A file's tests stay together: they share what is dear to make.
unit: ready-dev ## run the quick tests, which open no window (under a minute)
	@$(PYTHON_HERE) -m pytest -q --numprocesses=auto --maxprocesses=4 --max-worker-restart=0 --dist=loadfile -m "not window and not slow and not registry and not headset" $(ARGS)

check: lint types rooms test ## do all that must be green before a change is handed in

lint: ready-dev ## look at style (ruff)
	@.venv/bin/ruff check .
	@.venv/bin/ruff format --check .

types: ready-dev ## look at types (mypy, strict)
	@.venv/bin/mypy

rooms: ready-dev ## look at who imports whom (import-linter)
	@.venv/bin/lint-imports --no-cache

requirements: ready-dev ## pin the newest versions that pyproject.toml allows, with hashes (KEEP=1: only what is new)
	@$(PYTHON_HERE) installers/pin.py $(if $(KEEP),--keep)

bench: ready-dev ## measure on this machine, all or one part (ONLY=cityjson); in docs/performance.md and out/bench.json
	@$(SCREEN) $(PYTHON_HERE) -m bench $(ONLY)

faults: ready-dev ## kill, damage and fill up what keeps and sends remarks, again and again (ROUNDS=1000, SEED=1)
	@$(PYTHON_HERE) -m tests.feedback.faults --rounds $(or $(ROUNDS),1000) --seed $(or $(SEED),1)
	@$(PYTHON_HERE) -m tests.sync.faults --rounds $(or $(ROUNDS),1000) --seed $(or $(SEED),1)

kiosk-soak: ready-dev ## let a stranger do STEPS random things at the kiosk, under a window manager; watch memory and objects
	@$(subst 1920x1080,640x700,$(SCREEN)) $(PYTHON_HERE) -m tests.ui.kiosk_soak --steps $(STEPS) --seed $(or $(SEED),4)

demo: ready-dev ## make the demo project anew in models/spoorzone
	@$(PYTHON_HERE) -m models.maker --out $(DEMO)

texts: ready-dev ## collect the texts of the window for their Dutch translation
	@$(PYTHON_HERE) installers/texts.py

endpoints: ready-dev ## write anew who may ask what of the server (docs/endpoints.md)
	@PYTHONPATH=. $(PYTHON_HERE) installers/endpoints.py

offline: ready-dev ## make an archive in dist/ that installs on Debian without network (PYTHON=3.12: for that one)
	@$(PYTHON_HERE) -m installers.offline linux $(FOR_PYTHON)

offline-windows: ready-dev ## make the same for Windows (not verified there)
	@$(PYTHON_HERE) -m installers.offline windows $(FOR_PYTHON)

clean: ## remove what the set-up, tests and runs have made
	@rm -rf .venv $(OUT) dist build .pytest_cache .mypy_cache .ruff_cache .import_linter_cache
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

ready-app:
	@$(SETUP) app

ready-dev:
	@$(SETUP) dev --virtual-screen
