# Paths are relative throughout: the folder of this checkout may have spaces or Chinese in its name.
.DEFAULT_GOAL := help
.PHONY: help install demo test lint benchmarks sample site proof-audit proof-claims proof-conformance proof-decade proof-digits proof-disasters proof-upgrade proof-discovery proof-durable proof-explorer proof-exports proof-lists proof-load proof-locate proof-masking proof-nights proof-night proof-pictures proof-readers proof-regions proof-restore proof-resume proof-retired proof-safe proof-titles proof-why proof-coverage proof-archive proof-workers requirements clean

BIN := .venv/bin
PIP_INSTALL := $(BIN)/python -m pip --disable-pip-version-check install --quiet --no-deps
LOCK := env CUSTOM_COMPILE_COMMAND='make requirements' \
	$(BIN)/python -m piptools compile --quiet --no-config --upgrade --generate-hashes --allow-unsafe --strip-extras \
	--no-emit-index-url --no-emit-trusted-host --no-emit-find-links --no-emit-options

help: ## say what there is to make
	@awk -F ':.*## ' '/^[a-z]+:.*## /{printf "make %-14s%s\n", $$1, $$2}' Makefile

install: .venv/.base .venv/.dev ## everything into .venv, versions and hashes pinned; the only step that needs the network

demo: install ## the whole path on the shipped sample: portal, archive, reading, database, a region's years
	$(BIN)/nianbao demo

test: lint ## all checks and all tests
	PYTHONPATH=tests/plugins $(BIN)/python -m pytest -p ci_skips -n 3 --dist worksteal

lint: .venv/.base .venv/.dev ## style, types and the rule which room may import which
	$(BIN)/python -m ruff check
	$(BIN)/python -m ruff format --check
	$(BIN)/python -m mypy
	$(BIN)/lint-imports

benchmarks: .venv/.base .venv/.dev ## time and memory beside peers, crawling beside Scrapy, reading again; docs/benchmarks.md (about 40 minutes)
	$(BIN)/python -m benchmarks
	$(BIN)/python -m benchmarks.whole

sample: .venv/.base .venv/.dev ## write the sample archive anew (same bytes from the same sources)
	$(BIN)/python -m sample

proof-audit: .venv/.base .venv/.dev ## plant faults in a release, draw and score a hundred samples; docs/proofs/audit.json
	$(BIN)/python -m proofs.audit

proof-conformance: .venv/.base .venv/.dev ## 2,200 made documents read and scored; goes on where it was killed; docs/proofs/conformance.json
	$(BIN)/python -m conformance --size 2200 --out docs/proofs/conformance.json --page docs/accuracy.md

proof-claims: .venv/.base .venv/.dev ## 10,000 made statements read; precision and recall by kind go to docs/proofs/claims.json
	$(BIN)/python -m tests.extractors.prose.prove_claims

proof-decade: .venv/.base .venv/.dev ## 200 counties over 15 simulated years against the simulator's ledger; goes on after its last finished spring; docs/proofs/decade.json
	$(BIN)/python -m proofs.decade

proof-digits: .venv/.base .venv/.dev ## 1,800 made texts whose digits ran together; what was divided goes to docs/proofs/digits.json
	$(BIN)/python -m tests.extractors.runs.prove_digits

proof-disasters: .venv/.base .venv/.dev ## fill disks, kill databases, set clocks, take names away in 140 nights; docs/proofs/disasters.json (about 40 minutes)
	$(BIN)/python -m proofs.disasters

proof-discovery: .venv/.base .venv/.dev ## redesign 200 portals in eight ways and find their columns again; docs/proofs/discovery.json (about 15 minutes)
	$(BIN)/python -m proofs.discovery

proof-durable: .venv/.base .venv/.dev ## kill crawls' process groups 200 times and their database 20 times; docs/proofs/durable.json (about 20 minutes)
	$(BIN)/python -m proofs.durable

proof-exports: .venv/.base .venv/.dev ## a million figures in every format: right, the same again, in which time and memory; docs/proofs/exports.json
	$(BIN)/python -m proofs.exports

proof-lists: .venv/.base .venv/.dev ## break every page of every list in every way; counts into docs/proofs/lists.json
	PYTHONPATH=. $(BIN)/python tests/replay/prove_lists.py

proof-explorer: .venv/.base .venv/.dev ## a million figures and their prose in the explorer: pages, readers at once, phrases; docs/proofs/explorer.json
	$(BIN)/python -m proofs.explorer

proof-load: .venv/.base .venv/.dev ## a million figures loaded beside a bare COPY, and asked; docs/proofs/load.json
	$(BIN)/python -m proofs.load

proof-why: .venv/.base .venv/.dev ## every figure back to its archived cell, raw texts taken out of the database; docs/proofs/why.json
	$(BIN)/python -m proofs.why

proof-masking: .venv/.base .venv/.dev ## plant personal data in 12,000 sentences and look what is masked; docs/proofs/masking.json
	$(BIN)/python -m proofs.masking

proof-night: .venv/.base .venv/.dev ## 3,000 simulated portals in one night, goes on where it was broken off; docs/proofs/night.json
	$(BIN)/python -m proofs.night

proof-nights: .venv/.base .venv/.dev ## thirty simulated nights thrice: what the mornings say, what the views keep; docs/proofs/nights.json
	$(BIN)/python -m proofs.nights

proof-locate: .venv/.base .venv/.dev ## plant 10,000 faults in right tables 3 and 4; what is said of each goes to docs/proofs/locate.json
	$(BIN)/python -m tests.checks.prove_locate

proof-readers: .venv/.base .venv/.dev ## break either reader on purpose, tear tables by layout: what is found; docs/proofs/readers.json
	$(BIN)/python -m proofs.readers

proof-retired: .venv/.base .venv/.dev ## break every page of live lists; nothing held may go; counts into docs/proofs/retired.json
	$(BIN)/python -m proofs.retired

proof-safe: .venv/.base .venv/.dev ## lead crawls to 240 hostile addresses in a network of their own; connections go to docs/proofs/safe.json (needs unshare)
	$(BIN)/python -m proofs.safe

proof-archive: .venv/.base .venv/.dev ## cut and flip recorded archives; what was found goes to docs/proofs/archive.json
	$(BIN)/python -m proofs.archive

proof-pictures: .venv/.base .venv/.dev ## print, scan and read reports as pictures; cells by outcome go to docs/proofs/pictures.json (needs Chromium)
	$(BIN)/python -m proofs.pictures

proof-regions: .venv/.base .venv/.dev ## replay the divisions from 2008 to today's list and hold them against 51 dated lists; docs/proofs/regions.json
	$(BIN)/python -m proofs.regions

proof-restore: .venv/.base .venv/.dev ## a night's machine is lost, another takes over from backup and archive; docs/proofs/restore.json
	$(BIN)/python -m proofs.restore

proof-resume: .venv/.base .venv/.dev ## kill live crawls at a hundred moments; what came of them goes to docs/proofs/resume.json
	$(BIN)/python -m proofs.resume

proof-titles: .venv/.base .venv/.dev ## 20,000 made titles and 50 kinds of other papers: whose, which year, which is none; docs/proofs/titles.json
	$(BIN)/python -m proofs.titles

proof-upgrade: .venv/.base .venv/.dev ## databases filled by five older versions from the history, upgraded and brought back; docs/proofs/upgrade.json
	$(BIN)/python -m proofs.upgrade

proof-coverage: .venv/.base .venv/.dev ## openings of reports coded by hand against the rule; docs/proofs/coverage.json, docs/coverage.md
	$(BIN)/python -m proofs.coverage

proof-workers: .venv/.base .venv/.dev ## one, two, four workers on one database, then forty of them killed; docs/proofs/workers.json (a quarter of an hour)
	$(BIN)/python -m proofs.workers

site: .venv/.base .venv/.dev ## the documentation as a site in build/site, with pictures of the explorer (needs Chromium)
	$(BIN)/python -m handbook

requirements: .venv/.dev ## choose and pin the newest versions of all packages (needs the network too)
	$(LOCK) --build-deps-for wheel --output-file requirements/base.txt pyproject.toml
	$(LOCK) --extra dev --extra explorer --extra exports --extra jobs --extra monitor --extra ocr --extra office --extra pdf --extra s3 --constraint requirements/base.txt --output-file requirements/dev.txt pyproject.toml
	$(LOCK) --extra explorer --extra exports --extra jobs --extra monitor --extra ocr --extra office --extra pdf --extra s3 --constraint requirements/dev.txt --output-file requirements/production.txt pyproject.toml

clean: ## remove the environment and everything that tools wrote; data in NIANBAO_HOME stay
	rm -rf .venv build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -prune -exec rm -rf {} +

# The stamps let a second call do nothing, so that it needs no network.
.venv/.made:
	@$(BIN)/python -m pip --version >/dev/null 2>&1 || { \
		python=$$(ci/find-python) && echo "making .venv with $$python" && "$$python" -m venv --clear .venv; }
	@touch $@

.venv/.base: .venv/.made requirements/base.txt pyproject.toml
	$(PIP_INSTALL) --require-hashes --only-binary=:all: --requirement requirements/base.txt
	$(PIP_INSTALL) --no-build-isolation --editable .
	@touch $@

.venv/.dev: .venv/.base requirements/dev.txt
	$(PIP_INSTALL) --require-hashes --only-binary=:all: --requirement requirements/dev.txt
	@touch $@
