"""Composition root of the window: settings, theme, services, window; and the way down."""

from __future__ import annotations

import gc
import os
import signal
import sys
from functools import partial
from pathlib import Path

# Before Qt, whose hook makes every import after it a little slower.
from vizdesk.app.container import build_services
from vizdesk.diagnostics.run_monitor import RunMonitor

# isort: split
import vizdesk.app.qt_start

# isort: split
from PySide6.QtCore import QLocale, QSize, Qt, QTimer
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

import vizdesk
from vizdesk.common import paths, resources
from vizdesk.painting.fonts import load_fonts, sans
from vizdesk.services.running_window import Listener, OpenRequest
from vizdesk.settings import store as settings
from vizdesk.settings.store import Settings
from vizdesk.ui.core.task_runner import TaskRunner
from vizdesk.ui.help.controller import open_log_folder
from vizdesk.ui.help.error_dialog import ErrorDialog
from vizdesk.ui.shell.application import Application
from vizdesk.ui.shell.main_window import MainWindow
from vizdesk.ui.shell.open_requests import OpenRequests
from vizdesk.ui.shell.window_state import keep_notices, open_window_state
from vizdesk.ui.text.i18n import speak

IDENTITY = "org.vizdesk.Vizdesk"
REOPEN_MS = 60  # the window is seen first
PARTS_MS = 1000  # after the window is there, its parts are noted in the log


def main(arguments: list[str], listener: Listener | None = None) -> int:
    """Open the window with the images named on the command line; returns the exit status.

    `listener`: where later starts hand over what they are to open; closed at the end.
    """
    chosen = chosen_settings()
    enlarge(chosen.text_size)
    app = build_application()
    speak(chosen.language, resources.folder() / "translations", app)
    watch = RunMonitor(paths.state_folder(), os.environ, paths.home_folder())
    background = TaskRunner(watch.crashes.in_loop)
    try:
        services = build_services(watch.diagnosis)
    except Exception as error:  # noqa: BLE001 - told in a dialog: a double click has no terminal
        return _cannot_start(error, watch)
    watch.scrub.watch(services.endpoints.keys.hide)
    state = open_window_state()
    window = MainWindow(services, background, state)
    if not state.contains("geometry"):
        # A small laptop's screen is smaller, and the system's frame goes around it.
        room = window.screen().availableSize() - QSize(16, 40)
        window.resize(window.size().boundedTo(room))
    watch.crashes.tell = lambda error: background.post(
        partial(window.help.show_unexpected_error, error)
    )
    window.show()
    QTimer.singleShot(0, window.say_left_notices)
    QTimer.singleShot(0, window.help.say_how_it_ended)
    QTimer.singleShot(PARTS_MS, partial(background.run, watch.note_parts))
    gc.freeze()
    gc.enable()
    if isinstance(app, Application):
        app.files_opened.connect(window.image_loader.take_files)
    requests = _take_requests(listener, window) if listener else None
    files = [Path(word) for word in arguments if not word.startswith("-")]
    if files:
        QTimer.singleShot(0, lambda: window.image_loader.take_files(files))
    else:
        QTimer.singleShot(REOPEN_MS, window.reopening.begin)
    interrupt = _end_on_signals(app, window)
    try:
        status = app.exec()
    finally:
        interrupt.stop()
        watch.crashes.tell = None
        if listener and requests:
            requests.close()
            listener.close()
        background.close(services.close)
        keep_notices(state, services.history.take_notices())
    watch.end()
    if background.stuck:
        # Python would wait for that thread, perhaps as long as a password dialog is open.
        os._exit(status)
    return status


def _take_requests(listener: Listener, window: MainWindow) -> OpenRequests:
    """Open in `window` what later starts hand over, and bring it to the front."""

    def take(request: OpenRequest) -> None:
        if request.token:
            # Qt shows it to Wayland's compositor, which lets nobody else take the focus.
            os.environ["XDG_ACTIVATION_TOKEN"] = request.token
        window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
        window.raise_()
        window.activateWindow()
        if request.files:
            window.image_loader.take_files([Path(file) for file in request.files])

    requests = OpenRequests(listener.socket, window)
    requests.taken.connect(take)
    QTimer.singleShot(0, listener.say_ready)
    return requests


def _cannot_start(error: Exception, watch: RunMonitor) -> int:
    """Say why there will be no window; returns the exit status."""
    watch.crashes.note(error, "the start")
    dialog = ErrorDialog(watch.details.of_error(error), fatal=True)
    dialog.log_wanted.connect(partial(open_log_folder, watch.diagnosis))
    dialog.exec()
    watch.end()
    return 1


def chosen_settings() -> Settings:
    """The settings the window starts with; what is wrong with them is said in the window."""
    try:
        return settings.load(paths.config_folder() / settings.NAME)
    except settings.SettingsError:
        return Settings()  # build_services reads them again, stays offline and says why


def enlarge(percent: int) -> None:
    """Make everything so much larger, on top of what the desktop asks for. Before there is an app.

    https://doc.qt.io/qt-6/highdpi.html#environment-variable-reference
    """
    if percent != 100:
        factor = float(os.environ.get("QT_SCALE_FACTOR") or 1) * percent / 100
        os.environ["QT_SCALE_FACTOR"] = f"{factor:g}"


def build_application() -> QApplication:
    """The QApplication with vizdesk's name, style and fonts."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = Application(sys.argv[:1])
    # A fifth of the default: the Qt thread waits less for the thread that reads replies (measured
    # in docs/benchmarks.md, d).
    sys.setswitchinterval(0.001)
    app.setApplicationName("vizdesk")
    app.setApplicationDisplayName("vizdesk")
    app.setApplicationVersion(vizdesk.__version__)
    app.setDesktopFileName(IDENTITY)
    # Fusion draws from the palette alone; native styles mix in colours of their own in dark mode.
    app.setStyle("Fusion")
    QLocale.setDefault(QLocale.c())
    load_fonts(resources.folder() / "fonts")
    app.setFont(sans(13))
    icon = resources.icons() / "vizdesk.svg"
    if icon.is_file():
        app.setWindowIcon(QIcon(str(icon)))
    return app


def _end_on_signals(app: QApplication, window: MainWindow) -> QTimer:
    """Let Ctrl+C in a terminal, its closing, and a session's TERM close the window, unasked."""

    def end() -> None:
        window.close_unasked()
        app.closeAllWindows()

    for number in (signal.SIGINT, signal.SIGTERM, getattr(signal, "SIGHUP", signal.SIGTERM)):
        # nohup has it ignored, and means it.
        if signal.getsignal(number) is not signal.SIG_IGN:
            # From the event loop: closed in the middle of whatever Python was just doing (panes
            # being made), the window was gone and the program stayed (measured: 1 of 14).
            signal.signal(number, lambda *_: QTimer.singleShot(0, end))
    # Python runs signal handlers between bytecodes only, so Qt's loop must come back now and then.
    timer = QTimer()
    timer.start(250)
    timer.timeout.connect(lambda: None)
    return timer
