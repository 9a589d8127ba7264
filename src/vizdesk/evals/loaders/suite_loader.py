"""What a suite loader is: how its layout is recognised, and its reader."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from vizdesk.evals.loaders.annotated_images import Annotations
from vizdesk.evals.loaders.loader_context import LoaderContext
from vizdesk.evals.suite import Suite


@dataclass(frozen=True, slots=True)
class SuiteLoader:
    """One layout of suites on disk.

    `name` completes “A suite is …”. `find` gives the file that describes the suite of a folder
    (empty: the folder itself does), None where the folder is none of its own; it may raise
    SuiteError. `reads` says whether a file that was opened by name is its own. `read` makes the
    suite of the context's folder, that file and the prompt for images without keys; it raises
    SuiteError with every fault (docs/evals.md). `annotations` reads the same as boxes of images
    (None: the layout has none); faults are gathered in the context.
    """

    name: str
    find: Callable[[LoaderContext], str | None]
    reads: Callable[[LoaderContext, str], bool]
    read: Callable[[LoaderContext, str, str], Suite]
    source: str = ""
    """Where the layout is described or used, for the table in docs/evals.md."""
    annotations: Callable[[LoaderContext, str], Annotations] | None = None
