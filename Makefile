# Everything needs Python 3.11 or newer and make; the rest sets itself up in .venv, once.
# Written for GNU make 3.81, which macOS ships.

SHELL := /bin/sh
PY := .venv/bin/python
PIP := $(PY) -m pip --disable-pip-version-check --quiet
NODE := $(PY) scripts/node.py
# Each file is the mark of a finished step, newer than what the step was made from.
RUN_READY := .venv/ready-to-run
DEV_READY := .venv/ready-to-test
NODE_READY := node_modules/ready

# Tests of a browser wait most of their time: one more at a time than there are two cores to run them.
AT_ONCE := 3

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help run serve test check fmt scripts bench lock clean

help:  ## List what can be made
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: $(RUN_READY)  ## Open the app; DATA=my.yaml shows a record of one's own, PORT=8600 asks for a port, LAN=1 opens it to the room
	@exec $(PY) -m pactline run $(if $(DATA),"$(DATA)") $(if $(PORT),--port "$(PORT)") $(if $(LAN),--lan)

serve: $(RUN_READY)  ## The same by WORKERS=2 processes behind nginx (apt-get install nginx-light), for many readers; DATA, PORT, LAN as above
	@exec $(PY) -m pactline run $(if $(DATA),"$(DATA)") $(if $(PORT),--port "$(PORT)") $(if $(LAN),--lan) --no-browser --workers $(or $(WORKERS),2)

# Workers and the servers of tests start anew: what was compiled is kept for the next, whatever the shell says.
test: export PYTHONDONTWRITEBYTECODE :=
test: check  ## Check, then run every test, the browser's included; ARGS='-k word' goes to pytest
	@$(PY) -m tests.browser.chrome
	@$(PY) -m tests.engines.found
	@$(PY) -m tests.nginx
	$(NODE) node --test "tests/**/*.test.js"
	$(PY) -m pytest --numprocesses $(AT_ONCE) --dist worksteal $(ARGS)

check: $(DEV_READY) $(NODE_READY)  ## Lint, format, types, layers; of scripts, style sheets and templates too
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m mypy
	.venv/bin/lint-imports --no-logo
	$(PY) -m djlint --lint --quiet components
	$(NODE) biome ci --error-on-warnings
	$(NODE) tsc

fmt: $(DEV_READY) $(NODE_READY)  ## Format the code and mend what ruff and Biome can mend
	$(PY) -m ruff format .
	$(PY) -m ruff check --fix .
	$(NODE) biome check --write

scripts: $(NODE_READY)  ## Make components/bundles, which browsers are given, out of the scripts
	$(NODE) node scripts/bundle.js

bench: $(DEV_READY)  ## Measure against the floor, vis-timeline and TimelineJS (npm) and write docs/performance.md; QUICK=1 prints less
	@$(PY) -m tests.browser.chrome
	$(PY) -m benchmarks $(if $(QUICK),--quick)

lock: $(DEV_READY)  ## Write the lock files anew from pyproject.toml; UPGRADE=1 takes the newest releases
	$(call compile,requirements.lock,--group build)
	$(call compile,requirements-dev.lock,--group dev --constraints requirements.lock)
	$(PY) -m uv pip compile pyproject.toml --universal --python-version 3.11 --no-header --no-annotate \
		--no-emit-index-url --no-emit-find-links --quiet --constraints requirements.lock --output-file requirements.txt

clean:  ## Remove the environment and everything that is made
	rm -rf .venv node_modules .bench static/made dist build .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# Set-up -----------------------------------------------------------------------------------------

# When the Python that it was made with is gone, the link is broken, and make takes the file as missing.
$(PY):
	@python=$$(scripts/find-python) && echo "Setting up .venv with $$python (once)" && "$$python" -m venv --clear .venv

$(RUN_READY): $(PY) requirements.lock pyproject.toml
	@echo "Installing what the app needs (once)"
	@$(PIP) install --require-hashes --requirement requirements.lock
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(DEV_READY): $(RUN_READY) requirements-dev.lock
	@echo "Installing what the tests need (once)"
	@$(PIP) install --require-hashes --requirement requirements-dev.lock
	@touch $@

# Node itself comes with the packages above; the lock file names no host, and nothing of a package runs at installation.
$(NODE_READY): $(DEV_READY) package.json package-lock.json .npmrc
	@echo "Installing what checks the scripts (once)"
	@$(NODE) npm ci --silent
	@touch $@

# One resolution for every Python and system we support; hashes instead of an index, so that no file names a host.
# The header would name the command; the annotations say what needs each package.
define compile
	$(PY) -m uv pip compile pyproject.toml $(2) --universal --python-version 3.11 --generate-hashes --no-header --annotation-style line \
		--no-emit-index-url --no-emit-find-links --quiet $(if $(UPGRADE),--upgrade) --output-file $(1)
endef
