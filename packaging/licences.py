"""The licence text of every part of this environment, and their bill of materials (CycloneDX).

Usage: python packaging/licences.py FOLDER [COPYRIGHT]
Run it in the environment of packaging/setup.sh before PyInstaller: the package takes FOLDER along,
where About finds it. COPYRIGHT is the .deb's file of that name, which points to FOLDER's texts.
"""

from __future__ import annotations

import os
import re
import sys
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "src"))

from project import FACTS, requirements  # noqa: E402 - in this folder

from vizdesk.diagnostics.bill_of_materials import collect, text_file  # noqa: E402
from vizdesk.diagnostics.licences import (  # noqa: E402
    Component,
    LicenceCatalogue,
    closure,
    licence_identifiers,
)

LICENCES = ROOT / "resources" / "licences"
INSTALLED = "usr/lib/vizdesk/_internal/vizdesk/resources/licences/collected"
COMMON = {  # https://www.debian.org/doc/debian-policy/ch-docs.html#copyright-information
    "Apache-2.0": "Apache-2.0",
    "CC0-1.0": "CC0-1.0",
    "GPL-2.0": "GPL-2",
    "GPL-3.0": "GPL-3",
    "LGPL-3.0": "LGPL-3",
    "MPL-2.0": "MPL-2.0",
}
TEXTS_ELSEWHERE = {
    "OFL-1.1": ROOT / "resources" / "fonts" / "OFL.txt",
    "PSF-2.0": LICENCES / "texts" / "CPython.txt",
}
NOTICE = re.compile(r"\s*(?:Copyright\b|©|\(c\)).*(?:\d{4}|©)", re.IGNORECASE)
MOST_NOTICES = 12


def packaged() -> tuple[Component, ...]:
    """All that a package made here has inside, vizdesk first, the others by name."""
    catalogue = LicenceCatalogue(LICENCES)
    names = closure(re.split(r"[^A-Za-z0-9._-]", line)[0] for line in requirements())
    # Its bootloader is the program that is started; nothing else of PyInstaller is inside.
    inside = [*names, *closure(["pyinstaller"])[:1]]
    parts = [*catalogue.packages(names), *catalogue.inside(inside, with_python=True)]
    return (catalogue.vizdesk(), *sorted(parts, key=lambda part: part.name.lower()))


def copyright_file(components: Sequence[Component]) -> str:
    """Debian's machine-readable file: a paragraph for each part, each licence once.

    https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/
    """
    head = (
        "Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/\n"
        "Upstream-Name: vizdesk\n"
        f"Upstream-Contact: {FACTS['maintainer']}\n"
        f"Source: {FACTS['homepage']}\n"
        "Comment: Notices and full licence texts of all parts, as their authors wrote them: in\n"
        f" {INSTALLED}/, with a bill of materials (CycloneDX).\n"
        " Qt and PySide6 are used under the LGPL-3: their libraries lie as files of their own in\n"
        " usr/lib/vizdesk/_internal/PySide6 and may be replaced.\n"
    )
    parts = [_part(part, first=not at) for at, part in enumerate(components)]
    found = {name for part in components for name in _licence_names(part.licence)}
    return "\n".join([head, *parts, *_licences(sorted(found))])


def _part(part: Component, *, first: bool) -> str:
    files = "*" if first else f"{INSTALLED}/{text_file(part)}"
    notices = [line.strip() for line in part.text.splitlines() if NOTICE.match(line)]
    holders = list(dict.fromkeys(notices))[:MOST_NOTICES] or [f"the authors of {part.name}"]
    if first:
        holders = ["The vizdesk authors"]
    comment = "" if first else f"Comment: {part.name} {part.version}, inside this package.\n"
    licence = re.sub(r"\b(AND|OR|WITH)\b", lambda word: word[0].lower(), part.licence)
    return f"Files: {files}\nCopyright: {_folded(holders)}\nLicense: {licence}\n{comment}"


def _licence_names(expression: str) -> list[str]:
    """The licences of an SPDX expression with their “-only” and “-or-later”, no exceptions."""
    words = re.findall(r"(?:(?<=^)|(?<=[ (]))(?!AND|OR|WITH)(?<!WITH )[A-Za-z0-9.+-]+", expression)
    return list(dict.fromkeys(words))


def _folded(lines: Sequence[str]) -> str:
    return "\n ".join(lines)


def _licences(names: Sequence[str]) -> Iterator[str]:
    """A paragraph for each licence: where Debian has its text, or the text."""
    for name in names:
        (plain,) = licence_identifiers(name)
        if plain in COMMON:
            text = f"The full text is in /usr/share/common-licenses/{COMMON[plain]}."
        elif (path := LICENCES / "texts" / f"{plain}.txt").is_file():
            text = path.read_text(encoding="utf-8").strip()
        else:
            text = TEXTS_ELSEWHERE[plain].read_text(encoding="utf-8").strip()
        lines = [f" {line.rstrip()}" if line.strip() else " ." for line in text.splitlines()]
        yield f"License: {name}\n" + "\n".join(lines) + "\n"


def main() -> None:
    """Collect into the folder named on the command line; write the copyright file, if named."""
    made = datetime.fromtimestamp(int(os.environ.get("SOURCE_DATE_EPOCH", time.time())), UTC)
    components = packaged()
    collect(components, Path(sys.argv[1]), made)
    if len(sys.argv) > 2:
        Path(sys.argv[2]).write_text(copyright_file(components), encoding="utf-8")


if __name__ == "__main__":
    main()
