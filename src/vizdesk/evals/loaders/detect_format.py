"""Which layout a suite on disk has, and the suite read from it."""

from __future__ import annotations

from pathlib import Path

from vizdesk.common.messages import message
from vizdesk.evals.loaders.loader_context import LoaderContext
from vizdesk.evals.loaders.registry import LOADERS, known_layouts
from vizdesk.evals.suite import Fault, Suite, SuiteError


def open_suite(path: Path, prompt: str = "") -> Suite:
    """The suite at `path`: its folder, or the one file that describes it.

    `prompt` is asked of every image in a folder that has no keys (empty: they are captioned).
    Reads every image once, for its SHA-256. Raises SuiteError with all faults; nothing else.
    """
    try:
        return _read(path, prompt)
    except OSError as error:
        why = error.strerror or str(error)
        raise SuiteError(
            (Fault(path.name, 0, message("cannot be read: {why}.", why=why)),)
        ) from None


def _read(path: Path, prompt: str) -> Suite:
    if "\x00" in str(path) or not path.exists():
        raise SuiteError((Fault(str(path), 0, message("is not there.")),))
    if path.is_file():
        context = LoaderContext(path.parent)
        for loader in LOADERS:
            if loader.reads(context, path.name):
                return loader.read(context, path.name, prompt)
    else:
        context = LoaderContext(path)
        for loader in LOADERS:
            file = loader.find(context)
            if file is not None:
                return loader.read(context, file, prompt)
    raise SuiteError(
        (
            Fault(
                path.name, 0, message("is no suite. A suite is {layouts}.", layouts=known_layouts())
            ),
        )
    )
