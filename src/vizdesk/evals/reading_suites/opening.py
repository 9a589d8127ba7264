"""Which form of suite a path is, and the suite read from it."""

from __future__ import annotations

from pathlib import Path

from vizdesk.evals.reading_suites.bare_folder import pictures_in, read_pictures
from vizdesk.evals.reading_suites.checkup import read_checkup
from vizdesk.evals.reading_suites.coco import read_coco
from vizdesk.evals.reading_suites.desk import ReadingDesk
from vizdesk.evals.reading_suites.own_folder import HEAD, read_own
from vizdesk.evals.reading_suites.prefixes import read_prefixes
from vizdesk.evals.suite import Fault, Suite, SuiteError

COCO_NAMES = ("_annotations.coco.json", "annotations.json", "annotations.coco.json")
FORMS = (
    "a folder with suite.toml, a COCO file, prompts.csv with images/ (vision-ai-checkup), JSONL"
    " with image, prefix and suffix, or pictures"
)


def open_suite(path: Path, prompt: str = "") -> Suite:
    """The suite at `path`: its folder, or the one file that describes it.

    `prompt` is asked of every picture in a folder that has no keys (empty: they are captioned).
    Reads every picture once, for its SHA-256. Raises SuiteError with all faults; nothing else.
    """
    try:
        return _read(path, prompt)
    except OSError as error:
        why = error.strerror or str(error)
        raise SuiteError((Fault(path.name, 0, f"cannot be read: {why}."),)) from None


def _read(path: Path, prompt: str) -> Suite:
    if "\x00" in str(path) or not path.exists():
        raise SuiteError((Fault(str(path), 0, "is not there."),))
    if path.is_file():
        return _file(path)
    desk = ReadingDesk(path)
    if desk.exists(HEAD):
        return read_own(desk)
    if desk.exists("prompts.csv"):
        return read_checkup(desk)
    coco = next((one for one in COCO_NAMES if desk.exists(one)), None)
    if coco:
        return read_coco(desk, coco)
    lines = sorted(one.name for one in path.glob("*.jsonl"))
    if len(lines) == 1:
        return read_prefixes(desk, lines[0])
    if len(lines) > 1:
        what = f"holds several JSONL files ({', '.join(lines[:5])}): open one of them."
        raise SuiteError((Fault(path.name, 0, what),))
    if pictures_in(path):
        return read_pictures(desk, prompt)
    raise SuiteError((Fault(path.name, 0, f"is no suite. A suite is {FORMS}."),))


def _file(path: Path) -> Suite:
    desk = ReadingDesk(path.parent)
    if path.name == HEAD:
        return read_own(desk)
    if path.name == "prompts.csv":
        return read_checkup(desk)
    match path.suffix.lower():
        case ".json":
            return read_coco(desk, path.name)
        case ".jsonl":
            return read_own(desk) if _own(desk, path.name) else read_prefixes(desk, path.name)
        case _:
            raise SuiteError((Fault(path.name, 0, f"is no suite. A suite is {FORMS}."),))


def _own(desk: ReadingDesk, name: str) -> bool:
    return name == "items.jsonl" and desk.exists(HEAD)
