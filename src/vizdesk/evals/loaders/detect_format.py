"""Which layout a suite on disk has, and the suite read from it."""

from __future__ import annotations

from pathlib import Path

from vizdesk.common.messages import message
from vizdesk.evals.loaders.loader_context import LoaderContext
from vizdesk.evals.loaders.registry import LOADERS, known_layouts
from vizdesk.evals.suite import Fault, Suite, SuiteError

ANNOTATIONS = (".json", ".jsonl", ".ndjson", ".csv", ".tsv", ".xml", ".yaml", ".yml", ".parquet")
"""Endings of files that hold questions or annotations where they lie beside images."""


def open_suite(
    path: Path, prompt: str = "", *, skip_missing: bool = False, unpacked: Path | None = None
) -> Suite:
    """The suite at `path`: its folder, or the one file that describes it.

    `prompt` is asked of every image in a folder that has no keys (empty: they are captioned). With
    `skip_missing` items without their image are left out and listed in the notes. Images that a
    table holds in itself are written to `unpacked` (None: it is not read). Reads every image once,
    for its SHA-256. Raises SuiteError with all faults; nothing else.
    """
    try:
        context = LoaderContext(
            path.absolute() if path.is_dir() else path.absolute().parent,
            skip_missing=skip_missing,
            unpacked=unpacked,
        )
        return _read(path.absolute(), prompt, context)
    except OSError as error:
        why = error.strerror or str(error)
        raise SuiteError(
            (Fault(path.name, 0, message("cannot be read: {why}.", why=why)),)
        ) from None


def _read(path: Path, prompt: str, context: LoaderContext) -> Suite:
    if "\x00" in str(path) or not path.exists():
        raise SuiteError((Fault(str(path), 0, message("is not there.")),))
    if path.is_file():
        for loader in LOADERS:
            if loader.reads(context, path.name):
                return loader.read(context, path.name, prompt)
    else:
        for loader in LOADERS:
            file = loader.find(context)
            if loader is LOADERS[-1] and not prompt:
                _refuse_unread(context)
            if file is not None:
                return loader.read(context, file, prompt)
    raise SuiteError(
        (
            Fault(
                path.name, 0, message("is no suite. A suite is {layouts}.", layouts=known_layouts())
            ),
        )
    )


def _refuse_unread(context: LoaderContext) -> None:
    """Raise SuiteError where files beside the images look like annotations nobody could read.

    Captions of images whose questions were not understood would look like an eval, and be none.
    """
    for file in context.listed(ANNOTATIONS):
        what = message(
            "is not understood: no known layout of questions or annotations. Move it away to have "
            "the images of the folder described instead, or give a prompt. A suite is {layouts}.",
            layouts=known_layouts(),
        )
        context.fault(file, 0, what)
    context.finish()
