"""Watches over one run of the window: its log, its crashes, and how it ends."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import vizdesk
from vizdesk.diagnostics.crash_log import CrashLog
from vizdesk.diagnostics.log_file import NAME, LogFile
from vizdesk.diagnostics.printed_exceptions import ScrubbedFormatter
from vizdesk.diagnostics.redaction import Redactor
from vizdesk.diagnostics.report import Details
from vizdesk.diagnostics.run_diagnostics import RunDiagnostics
from vizdesk.diagnostics.run_lock import RunLock, UncleanShutdown, bad_ends
from vizdesk.diagnostics.versions import in_one_line, own_versions, versions

log = logging.getLogger(__name__)


class RunMonitor:
    """Begins when it is made; `end` is called when the run has ended well.

    `ended_badly` is the last run that did not. A folder that cannot be written is said in the log
    file's `problem` and stops nothing.
    """

    def __init__(self, folder: Path, environ: Mapping[str, str], home: Path | None = None) -> None:
        self.scrub = Redactor(environ, home)
        self.details = Details(versions, self.scrub)
        warn_on_stderr(self.scrub)
        self.log_file = LogFile(folder / NAME, self.scrub)
        logging.getLogger().addHandler(self.log_file)
        logging.getLogger("vizdesk").setLevel(logging.INFO)
        log.info("started: %s", in_one_line(own_versions()))
        # Those of all parts take 40 ms to find, which a start does not wait for.
        self.crashes = CrashLog(folder, lambda: in_one_line(versions()), self.scrub)
        self.crashes.install()
        self.ended_badly: UncleanShutdown | None = None
        self._mark: RunLock | None = None
        try:
            self._begin(folder)
        except OSError as error:
            log.warning("how this run ends cannot be noted: %s", error)

    def _begin(self, folder: Path) -> None:
        for end in bad_ends(folder):
            self.ended_badly = end
            self.crashes.note_bad_end(end)
        self._mark = RunLock(folder, vizdesk.__version__)
        self._mark.catch_native_crashes()

    def note_parts(self) -> None:
        """Write into the log which parts these are; takes a moment."""
        log.info("parts: %s", in_one_line(versions()))

    @property
    def diagnosis(self) -> RunDiagnostics:
        """What the window may know of this."""
        log_file = self.log_file
        return RunDiagnostics(
            self.details, log_file.path, lambda: log_file.problem, self.ended_badly
        )

    def end(self) -> None:
        """Note that this run ended well."""
        if self._mark is not None:
            self._mark.remove()
            self._mark = None
        log.info("ended")
        self.let_go()

    def let_go(self) -> None:
        """Stop watching, whether it ended well or not."""
        self.crashes.uninstall()
        logging.getLogger().removeHandler(self.log_file)
        logging.getLogger("vizdesk").setLevel(logging.NOTSET)


def warn_on_stderr(scrub: Callable[[str], str]) -> None:
    """Let warnings be seen in a terminal, after `scrub`; a program without one has no stderr."""
    root = logging.getLogger()
    if sys.stderr is not None and not root.handlers:
        handler = logging.StreamHandler()
        handler.setLevel(logging.WARNING)
        handler.setFormatter(ScrubbedFormatter(scrub, logging.BASIC_FORMAT))
        root.addHandler(handler)
