#!/bin/sh
# Writes the hash-locked requirement files from pyproject.toml. Needs uv on the path; run it when a dependency changes.
set -eu
cd "$(dirname "$0")/.."
compile() { uv pip compile --quiet --generate-hashes --universal --python-version 3.11 --no-header "$@"; }
compile pyproject.toml --group build --output-file requirements/runtime.txt
compile pyproject.toml --group dev --output-file requirements/dev.txt
