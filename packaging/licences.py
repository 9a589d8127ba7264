"""The licence texts of every package of this environment, one file each, for what is shipped.

Usage: python packaging/licences.py FOLDER
"""

from __future__ import annotations

import sys
from importlib import metadata
from pathlib import Path

# They build packages, and are not in them.
TOOLS = {
    "altgraph",
    "macholib",
    "packaging",
    "pefile",
    "pip",
    "pyinstaller",
    "pyinstaller-hooks-contrib",
    "setuptools",
    "uv",
}


def main() -> None:
    """Write a file for each package into the folder named on the command line."""
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for package in metadata.distributions():
        name = package.metadata["Name"]
        if name.lower() in TOOLS:
            continue
        said = package.metadata.get("License-Expression") or package.metadata.get("License") or ""
        texts = [
            path.read_text(encoding="utf-8", errors="replace")
            for file in package.files or ()
            if "dist-info" in str(file)
            and file.name.upper().startswith(("LICEN", "COPYING", "NOTICE"))
            and (path := Path(str(file.locate()))).is_file()
        ]
        head = f"{name} {package.version}\nLicence: {said.splitlines()[0] if said else 'see below'}"
        (folder / f"{name}.txt").write_text("\n\n".join([head, *texts, ""]), encoding="utf-8")


if __name__ == "__main__":
    main()
