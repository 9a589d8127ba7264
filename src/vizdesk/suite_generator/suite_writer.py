"""A drawn suite as a folder: suite.toml, items.jsonl, images/."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from vizdesk.suite_generator.plan import DrawnItem, SuitePlan, drawn

FORMAT = "vizdesk-suite/1"
Report = Callable[[int, int], None]
"""Told how many items are drawn, of how many."""


def write_suite(plan: SuitePlan, seed: int, folder: Path, report: Report | None = None) -> None:
    """Draw a suite into a new folder; it appears when it is whole, or not at all.

    The files hold nothing but what they show: no metadata, no name and no order that depends on
    an answer. Raises FileExistsError when something is in the way, OSError when it cannot be
    written.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise FileExistsError(f"{folder} is there already. Name a folder that is new or empty.")
    folder.parent.mkdir(parents=True, exist_ok=True)
    with _unfinished(folder.parent) as half:
        (half / "images").mkdir()
        with (half / "items.jsonl").open("w", encoding="utf-8", newline="\n") as lines:
            for number, item in enumerate(drawn(plan, seed), start=1):
                # Level 3 takes a third of the time of 6 and 5 % more room (measured).
                item.scene.image.save(half / _image(item), "PNG", compress_level=3)
                lines.write(json.dumps(_record(item), ensure_ascii=False) + "\n")
                if report is not None:
                    report(number, plan.size)
        (half / "suite.toml").write_text(_toml(plan, seed), encoding="utf-8", newline="\n")
        half.chmod(0o755)
        half.replace(folder)


def suite_folder(plan: SuitePlan, seed: int, data: Path) -> Path:
    """Where a suite that is drawn on demand is kept below the data folder."""
    return data / "suites" / f"{plan.name}-v{plan.version}-seed-{seed}"


def on_demand(plan: SuitePlan, seed: int, data: Path, report: Report | None = None) -> Path:
    """The folder of a suite below the data folder, drawn now unless it is there. Raises OSError."""
    folder = suite_folder(plan, seed, data)
    if not (folder / "suite.toml").is_file():
        write_suite(plan, seed, folder, report)
    return folder


@contextmanager
def _unfinished(parent: Path) -> Iterator[Path]:
    """A folder beside the wanted one, gone again unless it was moved."""
    half = Path(tempfile.mkdtemp(prefix=".drawing-", dir=parent))
    try:
        yield half
    finally:
        shutil.rmtree(half, ignore_errors=True)


def _image(item: DrawnItem) -> str:
    return f"images/{item.id}.png"


def _record(item: DrawnItem) -> dict[str, object]:
    return {
        "id": item.id,
        "category": item.category,
        "picture": _image(item),
        "prompt": item.scene.prompt,
        "check": item.scene.check,
    }


def _toml(plan: SuitePlan, seed: int) -> str:
    # JSON's strings and lists of strings are TOML's too: https://toml.io/en/v1.0.0#string
    entries = {
        "format": FORMAT,
        "name": f"{plan.name}-seed-{seed}",
        "title": f"{plan.title} (seed {seed})",
        "seed": seed,
        "version": plan.version,
        "categories": [category.name for category in plan.categories],
        "description": plan.description,
        "licence": plan.licence,
    }
    return "".join(f"{key} = {json.dumps(value)}\n" for key, value in entries.items())
