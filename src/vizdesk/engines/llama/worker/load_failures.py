"""Why llama.cpp could not load a file, told from its log as one sentence and what to do."""

from __future__ import annotations

import os
import re

from vizdesk.common.messages import Message, message
from vizdesk.engines.llama.worker.offload import NoRoomError
from vizdesk.engines.llama.worker.protocol import WorkerError

NO_ROOM = re.compile(
    r"out ?of ?(device ?|host ?)?memory|failed to allocate|unable to allocate|cannot allocate|"
    r"alloc\w* (of size \d+ )?failed",
    re.IGNORECASE,
)
FAMILY = re.compile(r"unknown model architecture: '([^']*)'")
PROJECTOR = re.compile(r"unknown projector type: (\S+)")
NEWER: Message = message(
    "Update llama-cpp-python when a version that knows it is out, or "
    "choose another model (vizdesk doctor names the version that is "
    "here)."
)


def load_failure(thing: Message, path: str, reason: str) -> WorkerError:
    """The error for the `thing` (model, projector) at `path`; `reason` is what the log says."""
    name = os.path.basename(path)
    if "mismatch between text model" in reason:
        return WorkerError(
            message(
                "These two files do not belong together: the projector was made for "
                "a model of another width."
            ),
            message("Choose the projector (mmproj) that was published with these weights."),
            reason,
        )
    if found := FAMILY.search(reason) or PROJECTOR.search(reason):
        what = (
            message(
                "This version of llama.cpp does not know the model family “{family}” of “{name}”.",
                family=found[1],
                name=name,
            )
            if FAMILY.search(reason)
            else message(
                "This version of llama.cpp does not know the kind of projector “{kind}” "
                "of “{name}”.",
                kind=found[1],
                name=name,
            )
        )
        return WorkerError(what, NEWER, reason)
    if NO_ROOM.search(reason):
        return NoRoomError(
            message("There is no room in memory for the {thing} “{name}”.", thing=thing, name=name),
            message("Close other programs, or choose a smaller model or quantisation."),
            reason,
        )
    return WorkerError(
        message("llama.cpp could not load the {thing} file “{name}”.", thing=thing, name=name),
        message("The file is damaged or incomplete: download it again, or choose another."),
        reason,
    )
