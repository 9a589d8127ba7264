"""What the window may know of its own run: details to copy, the log, how the last one ended."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from vizdesk import places
from vizdesk.diagnosis.details import Details
from vizdesk.diagnosis.log_file import NAME
from vizdesk.diagnosis.running_mark import BadEnd
from vizdesk.diagnosis.scrubbing import Scrubber
from vizdesk.diagnosis.versions import versions


@dataclass(frozen=True)
class Diagnosis:
    """`log_trouble()` says why the log cannot be written, if so; `ended_badly` is the last run."""

    details: Details = field(default_factory=lambda: Details(versions, Scrubber({})))
    log_path: Path = field(default_factory=lambda: places.state_folder() / NAME)
    log_trouble: Callable[[], str] = lambda: ""
    ended_badly: BadEnd | None = None
