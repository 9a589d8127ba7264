# vizdesk: `make run` opens the window, `make test` runs every check. Both set up what they need.
.PHONY: run test stress stress-rest bench bench-guard bench-record setup-run setup-test pin format demo-accuracy wheel guide parity translations package try-package reported-servers catalogue

PY := .venv/bin/python

run: setup-run
	@tools/run.sh

test: setup-test
	@tools/test.sh

# Kills, full disks, hostile and damaged files in full (make test runs a short part of each): at
# most half an hour on two cores. Writes what was tried and held into docs/reliability.md.
stress: setup-test
	@tools/stress.sh

# Only those of them that did not hold, or were not run, the last time.
stress-rest: setup-test
	@tools/stress.sh rest

bench: setup-test
	@tools/bench.sh

# Ratios against the bare libraries, five alternating runs, compared with those in docs/bench.json.
bench-guard: setup-test
	@$(PY) -m benchmarks.guard

# Takes what is measured now as what the guard compares with, and writes docs/bench.md.
bench-record: setup-test
	@tools/bench.sh --record
	@$(PY) -m benchmarks.guard --record

# The table of training/README.md: 200 fresh images through llama.cpp, both demo models.
demo-accuracy: setup-test
	@$(PY) -m training.evaluate

setup-run:
	@tools/setup.sh run

setup-test:
	@tools/setup.sh test

wheel: setup-test
	@$(PY) -m build --wheel --installer uv --outdir dist

# The guide of docs/guide as a static, searchable site in build/guide.
guide:
	@tools/guide.sh

format: setup-test
	@.venv/bin/ruff check --fix . && .venv/bin/ruff format .

# Pins every package with its hashes; run it after changing pyproject.toml or requirements/build.in.
# `make pin PIN=--upgrade` takes the newest versions that pyproject.toml allows.
pin:
	uv pip compile $(PIN) pyproject.toml --extra convert --extra heic --universal --generate-hashes --python-version 3.11 --quiet \
	  --custom-compile-command "make pin" -o requirements/app.txt
	uv pip compile $(PIN) pyproject.toml --extra convert --extra heic --group dev --universal --generate-hashes --python-version 3.11 \
	  --quiet -c requirements/app.txt --custom-compile-command "make pin" -o requirements/dev.txt
	uv pip compile $(PIN) requirements/package.in --universal --generate-hashes --python-version 3.11 \
	  --quiet --custom-compile-command "make pin" -o requirements/package.txt
	uv pip compile $(PIN) requirements/guide.in --universal --generate-hashes --python-version 3.11 \
	  --quiet --custom-compile-command "make pin" -o requirements/guide.txt
	uv pip compile $(PIN) requirements/build.in --universal --generate-hashes --python-version 3.11 \
	  --quiet --custom-compile-command "make pin" -o requirements/build.txt

# The table of docs/parity.md: every family's tiny model against what transformers said.
parity: setup-test
	@$(PY) -m parity.measure

# Plays every reported server behaviour: the table of docs/api-engine.md.
reported-servers: setup-test
	@$(PY) -m tools.reported_servers

# Compiles the model cards for a start, and counts what they know (docs/catalogue.md).
catalogue: setup-test
	@$(PY) -m tools.catalogue

# Collects what the window says for translators, and packs the translations (docs/languages.md).
translations: setup-test
	@$(PY) -m tools.translations
# Both Linux packages into dist/, from an environment of their own (docs/packages.md).
package:
	@packaging/setup.sh
	@packaging/linux/build.sh

# Installs the .deb on this machine, uses it on a screen of its own, removes it. As root.
try-package: setup-test
	@packaging/linux/try_deb.sh docs/screenshots
