#!/usr/bin/env bash
# The guide as a static, searchable site in build/guide, from an environment of its own.
#
# Pages beside the guide are linked where the project keeps them; pictures go along.
set -euo pipefail
cd "$(dirname "$0")/.."
bin=.venv-guide/bin
[ -x "$bin/python" ] || "${PYTHON:-python3}" -m venv .venv-guide
"$bin/python" -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/guide.txt
rm -rf build/guide-pages
mkdir -p build/guide-pages/screenshots
source=$(sed -n 's/^Source = "\(.*\)"/\1/p' pyproject.toml)
for page in docs/guide/*.md; do
  sed -e 's#(\.\./screenshots/#(screenshots/#g' -e "s#(\.\./\([a-z0-9-]*\.md\)#($source/blob/main/docs/\1#g" \
    "$page" >"build/guide-pages/${page##*/}"
done
grep -oh 'screenshots/[a-z0-9-]*\.png' docs/guide/*.md | sort -u | while read -r picture; do
  cp "docs/$picture" build/guide-pages/screenshots/
done
"$bin/mkdocs" build --strict --quiet --clean
echo "Written: build/guide/index.html"
