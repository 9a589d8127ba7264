"""Every layout of suites that is read; a new one is a module and a line of `LOADERS`."""

from __future__ import annotations

from vizdesk.evals.loaders.bare_folder import BARE_FOLDER
from vizdesk.evals.loaders.checkup import CHECKUP
from vizdesk.evals.loaders.coco import COCO
from vizdesk.evals.loaders.labelme import LABELME
from vizdesk.evals.loaders.pascal_voc import PASCAL_VOC
from vizdesk.evals.loaders.prefix_suffix_jsonl import PREFIX_SUFFIX_JSONL
from vizdesk.evals.loaders.promptfoo import PROMPTFOO
from vizdesk.evals.loaders.question_json import QUESTION_JSON
from vizdesk.evals.loaders.question_table import QUESTION_TABLE
from vizdesk.evals.loaders.suite_loader import SuiteLoader
from vizdesk.evals.loaders.vizdesk_folder import VIZDESK_FOLDER
from vizdesk.evals.loaders.yolo import YOLO

LOADERS: tuple[SuiteLoader, ...] = (
    VIZDESK_FOLDER,
    CHECKUP,
    COCO,
    LABELME,
    PASCAL_VOC,
    YOLO,
    PROMPTFOO,
    PREFIX_SUFFIX_JSONL,
    QUESTION_JSON,
    QUESTION_TABLE,
    BARE_FOLDER,
)
"""In the order in which they are tried: the first that recognises a folder reads it."""


def known_layouts() -> str:
    """Every layout, for “A suite is …”."""
    *names, last = [loader.name for loader in LOADERS]
    return f"{', '.join(names)}, or {last}"
