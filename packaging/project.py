"""What pyproject.toml says of the project, for the packages.

Usage: python packaging/project.py maintainer|homepage
"""

from __future__ import annotations

import sys
import tomllib
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
AUTHOR = PROJECT["authors"][0]
FACTS = {
    "maintainer": f"{AUTHOR['name']} <{AUTHOR['email']}>",
    "homepage": PROJECT["urls"]["Homepage"],
}
PACKAGED_EXTRAS = ("convert", "heic")  # those of make pin


def requirements() -> list[str]:
    """The lines of all that goes into a package."""
    extras = PROJECT["optional-dependencies"]
    return [*PROJECT["dependencies"], *(line for name in PACKAGED_EXTRAS for line in extras[name])]


if __name__ == "__main__":
    print(FACTS[sys.argv[1]])
