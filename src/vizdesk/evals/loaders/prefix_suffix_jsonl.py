"""JSONL with image, prefix and suffix, as PaliGemma is trained on: its prompts become tasks.

https://ai.google.dev/gemma/docs/paligemma/prompt-system-instructions
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from vizdesk.common.messages import message, plural, reason
from vizdesk.comparison.parsing.coordinates import Frame
from vizdesk.comparison.parsing.detections import read_detections
from vizdesk.comparison.parsing.problems import MASKS_NOT_DRAWN, ONE_CLASS
from vizdesk.comparison.profiles import BoxConvention, BoxForm, BoxScale
from vizdesk.comparison.tasks import Task, TaskKind
from vizdesk.comparison.types import Detection
from vizdesk.evals.checks import Boxes, CharacterError, Check
from vizdesk.evals.errors import CheckError
from vizdesk.evals.loaders.assemble import PlacedItem, assemble, suite_name
from vizdesk.evals.loaders.expected_values import inferred_check
from vizdesk.evals.loaders.loader_context import LoaderContext
from vizdesk.evals.loaders.suite_loader import SuiteLoader
from vizdesk.evals.suite import EvalItem, Fault, Suite, SuiteError, task_for

KEYS = ("image", "prefix", "suffix")
LOCATIONS = BoxConvention(form=BoxForm.LOC_TOKENS, y_first=True, scale=BoxScale.LOC_1024)
FRAME = Frame((1024, 1024), (1024, 1024))
# Said of a box whose name is understood, and of a mask beside a box: neither is a fault here.
UNDERSTOOD = (ONE_CLASS, MASKS_NOT_DRAWN)
ANSWER = re.compile(r"answer(?:\s+[a-z]{2})?\s+(?=\S)", re.IGNORECASE)
CAPTION = re.compile(r"(?:caption|describe|cap)(?:\s+[a-z]{2})?\s*", re.IGNORECASE)
DETECT = re.compile(r"detect\s+(\S.*)", re.IGNORECASE | re.DOTALL)
# roboflow/vlm-exam calls a reading right from a similarity of 0.95.
READING_ERROR = 0.05


def read_prefixes(context: LoaderContext, file: str) -> Suite:
    """The lines as a suite; captions get answers but no verdict, for no one caption is right."""
    placed, captions, masks = [], 0, 0
    for line, row in context.json_lines(file):
        if isinstance(row.get("suffix"), int | float) and not isinstance(row["suffix"], bool):
            row["suffix"] = str(row["suffix"])
        if not all(isinstance(row.get(key), str) for key in KEYS):
            context.fault(file, line, message("needs the texts “image”, “prefix” and “suffix”."))
            continue
        if row["prefix"].strip().casefold().startswith("segment"):
            masks += 1
            continue
        item = _item(context, file, line, row)
        if item is not None:
            captions += item.task.kind is TaskKind.CAPTION
            placed.append(PlacedItem(item, file, line))
    if captions:
        context.notes.append(
            plural(
                "{n} caption gets an answer but no verdict.",
                "{n} captions get answers but no verdict.",
                captions,
            )
        )
    if masks:
        context.notes.append(
            plural(
                "{n} line about masks (segment …) was left out.",
                "{n} lines about masks (segment …) were left out.",
                masks,
            )
        )
    name = suite_name(context.folder, "jsonl")
    return assemble(context, placed, name=name, title=context.folder.name)


def _item(context: LoaderContext, file: str, line: int, row: Mapping[str, Any]) -> EvalItem | None:
    before = len(context.faults)
    image = context.image(row["image"], file, line, anywhere=True)
    try:
        category, prompt, check, task = _understood(row["prefix"].strip(), row["suffix"].strip())
    except ValueError as error:
        context.fault(file, line, message("{reason}.", reason=reason(error)))
        return None
    if image is None or len(context.faults) > before:
        return None
    return EvalItem("", category, image, prompt, check, task, context.hashes[image])


def _understood(prefix: str, suffix: str) -> tuple[str, str, Check | None, Task]:
    """(category, prompt, check, task) of one line. Raises ValueError."""
    detect = DETECT.fullmatch(prefix)
    if detect:
        classes = tuple(word.strip() for word in detect.group(1).split(";") if word.strip())
        boxes = Boxes(_detections(suffix, classes), classes=tuple(dict.fromkeys(classes)))
        return "Detection", "", boxes, task_for("", boxes)
    if not prefix:
        raise CheckError(message("“prefix” is empty"))
    if CAPTION.fullmatch(prefix):
        return "Captions", "", None, Task(TaskKind.CAPTION)
    if not suffix:
        raise CheckError(message("“suffix” is empty"))
    if prefix.casefold() == "ocr":
        return "Reading", "", CharacterError(suffix, READING_ERROR), Task(TaskKind.READ_TEXT)
    prompt = ANSWER.sub("", prefix, count=1) if ANSWER.match(prefix) else prefix
    check = inferred_check(suffix)
    return "Questions", prompt, check, task_for(prompt, check)


def _detections(suffix: str, classes: tuple[str, ...]) -> tuple[Detection, ...]:
    if not suffix:
        return ()
    reading = read_detections(suffix, LOCATIONS, FRAME, classes if len(classes) == 1 else ())
    if not reading.detections:
        raise CheckError(message("“suffix” has no box in it (<loc0000>… name)"))
    wrong = [problem for problem in reading.problems if problem not in UNDERSTOOD]
    if wrong:
        raise CheckError(message("“suffix”: {problem}", problem=wrong[0]))
    return reading.detections


def _looks(context: LoaderContext, file: str) -> bool:
    """Whether its first line has the keys of this layout, or it has no line that is JSON."""
    if not file.lower().endswith(".jsonl"):
        return False
    probe = LoaderContext(context.folder, drafts=context.drafts)
    try:
        first = next(iter(probe.json_lines(file)), None)
    except SuiteError:
        return True
    return first is None or "prefix" in first[1] or "suffix" in first[1]


def _find(context: LoaderContext) -> str | None:
    files = sorted(path.name for path in context.folder.glob("*.jsonl"))
    files = [file for file in files if _looks(context, file)]
    if len(files) > 1:
        what = message(
            "holds several JSONL files ({names}): open one of them.", names=", ".join(files[:5])
        )
        raise SuiteError((Fault(context.folder.name, 0, what),))
    return files[0] if files else None


PREFIX_SUFFIX_JSONL = SuiteLoader(
    name="JSONL with image, prefix and suffix",
    find=_find,
    reads=_looks,
    read=lambda context, file, prompt: read_prefixes(context, file),
    source="https://ai.google.dev/gemma/docs/paligemma/prompt-system-instructions",
)
