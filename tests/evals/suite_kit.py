"""Small suites on disk, for the tests of their readers."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from PIL import Image

HEAD = """format = "vizdesk-suite/1"
name = "mine"
title = "Mine"
categories = ["Counting", "Text"]
"""


def image(folder: Path, name: str, colour: str = "red") -> Path:
    """A small PNG called `name` in `folder`."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.new("RGB", (8, 8), colour).save(path)
    return path


def user_suite(folder: Path, rows: list[dict[str, Any]], head: str = HEAD) -> Path:
    """A folder with suite.toml and these rows in items.jsonl, and the images a.png and b.png."""
    image(folder, "pictures/a.png")
    image(folder, "pictures/b.png", "blue")
    (folder / "suite.toml").write_text(head, encoding="utf-8")
    lines = "".join(json.dumps(row) + "\n" for row in rows)
    (folder / "items.jsonl").write_text(lines, encoding="utf-8")
    return folder


def row(**changes: Any) -> dict[str, Any]:
    """One good row, with changes."""
    good = {
        "id": "one",
        "category": "Counting",
        "picture": "pictures/a.png",
        "prompt": "How many?",
        "check": {"kind": "number", "value": 4},
    }
    return {key: value for key, value in {**good, **changes}.items() if value is not None}
