"""What the window may know of its own run: details to copy, the log, how the last one ended."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from vizdesk.common import paths
from vizdesk.diagnostics.log_file import NAME
from vizdesk.diagnostics.redaction import Redactor
from vizdesk.diagnostics.report import Details
from vizdesk.diagnostics.run_lock import UncleanShutdown
from vizdesk.diagnostics.versions import versions


@dataclass(frozen=True)
class RunDiagnostics:
    """`log_problem()` says why the log cannot be written, if so; `ended_badly` is the last run."""

    details: Details = field(default_factory=lambda: Details(versions, Redactor({})))
    log_path: Path = field(default_factory=lambda: paths.state_folder() / NAME)
    log_problem: Callable[[], str] = lambda: ""
    ended_badly: UncleanShutdown | None = None
