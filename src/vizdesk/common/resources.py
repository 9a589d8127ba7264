"""Where the files of resources/ are: inside the installed package, or beside src in a checkout."""

from __future__ import annotations

from functools import cache
from pathlib import Path


@cache
def folder() -> Path:
    """The folder with models, profiles, icons, fonts, samples and the demo models.

    Looked for once: the list of models asks for each of them, at the start too.

    Raises FileNotFoundError when the installation lacks it.
    """
    here = Path(__file__).resolve().parents[1]  # the package vizdesk
    for candidate in (here / "resources", here.parents[1] / "resources"):
        if (candidate / "profiles").is_dir():
            return candidate
    raise FileNotFoundError(f"vizdesk's resources are missing beside {here}; install it again")


def icons() -> Path:
    """The folder of vizdesk's own icons, SVG files."""
    return folder() / "icons"


def samples() -> list[Path]:
    """The sample images, the one that shows most of the demo models first."""
    files = sorted((folder() / "samples").glob("*.png"))
    return sorted(files, key=lambda path: path.stem != "shapes")


def photo_sample() -> Path:
    """The image that a first real model is asked about (drawn by tools/draw_sample.py)."""
    return folder() / "samples" / "photo" / "cat.png"
