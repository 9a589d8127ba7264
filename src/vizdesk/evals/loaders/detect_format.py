"""Which form of suite a path is, and the suite read from it."""

from __future__ import annotations

from pathlib import Path

from vizdesk.evals.loaders.bare_folder import images_in, read_images
from vizdesk.evals.loaders.checkup import read_checkup
from vizdesk.evals.loaders.coco import read_coco
from vizdesk.evals.loaders.loader_context import LoaderContext
from vizdesk.evals.loaders.prefix_suffix_jsonl import read_prefixes
from vizdesk.evals.loaders.vizdesk_folder import HEAD, read_own
from vizdesk.evals.suite import Fault, Suite, SuiteError

COCO_NAMES = ("_annotations.coco.json", "annotations.json", "annotations.coco.json")
FORMS = (
    "a folder with suite.toml, a COCO file, prompts.csv with images/ (vision-ai-checkup), JSONL"
    " with image, prefix and suffix, or images"
)


def open_suite(path: Path, prompt: str = "") -> Suite:
    """The suite at `path`: its folder, or the one file that describes it.

    `prompt` is asked of every image in a folder that has no keys (empty: they are captioned).
    Reads every image once, for its SHA-256. Raises SuiteError with all faults; nothing else.
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
    context = LoaderContext(path)
    if context.exists(HEAD):
        return read_own(context)
    if context.exists("prompts.csv"):
        return read_checkup(context)
    coco = next((name for name in COCO_NAMES if context.exists(name)), None)
    if coco:
        return read_coco(context, coco)
    lines = sorted(one.name for one in path.glob("*.jsonl"))
    if len(lines) == 1:
        return read_prefixes(context, lines[0])
    if len(lines) > 1:
        what = f"holds several JSONL files ({', '.join(lines[:5])}): open one of them."
        raise SuiteError((Fault(path.name, 0, what),))
    if images_in(path):
        return read_images(context, prompt)
    raise SuiteError((Fault(path.name, 0, f"is no suite. A suite is {FORMS}."),))


def _file(path: Path) -> Suite:
    context = LoaderContext(path.parent)
    if path.name == HEAD:
        return read_own(context)
    if path.name == "prompts.csv":
        return read_checkup(context)
    match path.suffix.lower():
        case ".json":
            return read_coco(context, path.name)
        case ".jsonl":
            return (
                read_own(context) if _own(context, path.name) else read_prefixes(context, path.name)
            )
        case _:
            raise SuiteError((Fault(path.name, 0, f"is no suite. A suite is {FORMS}."),))


def _own(context: LoaderContext, name: str) -> bool:
    return name == "items.jsonl" and context.exists(HEAD)
