"""Makes the images of docs/screenshots: the real window, the real demo models, offscreen."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, QSettings, Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from vizdesk.app.container import build_services
from vizdesk.app.window import build_application
from vizdesk.common import resources
from vizdesk.comparison.tasks import TaskKind
from vizdesk.ui.compare.onboarding import COMPARED, NEXT_STEPS, YES
from vizdesk.ui.compare.pane_grid import Arrangement
from vizdesk.ui.core.pages import Page
from vizdesk.ui.core.task_runner import TaskRunner
from vizdesk.ui.shell.main_window import MainWindow
from vizdesk.ui.text.i18n import speak
from vizdesk.ui.widgets import theme

ROOT = Path(__file__).resolve().parents[1]
TARGET = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs" / "screenshots"


@dataclass(frozen=True)
class Shot:
    """One image: name, sample, task, what is typed, theme, layout."""

    name: str
    sample: str
    kind: TaskKind
    typed: str = ""
    dark: bool = False
    arrangement: Arrangement = Arrangement.GRID
    prompt: bool = False
    size: tuple[int, int] = (1440, 900)


SHOTS = (
    Shot("detect-light", "shapes", TaskKind.DETECT),
    Shot("detect-dark", "shapes", TaskKind.DETECT, dark=True),
    Shot("classes-light", "shapes-wide", TaskKind.DETECT, "red circle, triangle", prompt=True),
    Shot("ocr-light", "numbers", TaskKind.READ_TEXT),
    Shot("ocr-dark", "numbers", TaskKind.READ_TEXT, dark=True),
    Shot(
        "classify-dark", "shapes", TaskKind.CLASSIFY, "red square, blue circle, number", dark=True
    ),
    Shot("classify-light", "shapes", TaskKind.CLASSIFY, "red square, blue circle, number"),
    Shot("ask-light", "shapes-wide", TaskKind.ASK, "Is there a red circle?"),
    Shot("count-dark", "shapes-wide", TaskKind.COUNT, dark=True),
    Shot("caption-light", "shapes", TaskKind.CAPTION),
    Shot("together-light", "shapes", TaskKind.DETECT, arrangement=Arrangement.TOGETHER),
    Shot("small-light", "shapes", TaskKind.DETECT, size=(980, 640)),
)


def wait(ready: Callable[[], object], seconds: float = 60) -> None:
    """Let the window live until `ready()`; raises TimeoutError."""
    loop = QEventLoop()
    timer = QTimer()
    timer.timeout.connect(lambda: ready() and loop.quit())
    timer.start(20)
    QTimer.singleShot(int(seconds * 1000), loop.quit)
    loop.exec()
    timer.stop()
    if not ready():
        raise TimeoutError


def pause(milliseconds: int) -> None:
    """Let the window live for a while."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def shoot(window: MainWindow, shot: Shot) -> None:
    """Bring the window into the state of one image and save it."""
    session = window.session
    path = resources.folder() / "samples" / f"{shot.sample}.png"
    window.resize(*shot.size)
    window.image_loader.take_files([path])
    wait(lambda: session.current and session.current.image.ref.path == str(path))
    window.apply_theme(theme.DARK if shot.dark else theme.LIGHT)
    window.form.show_kind(shot.kind)
    if shot.kind is TaskKind.ASK:
        window.form.line.setText(shot.typed)
        window.form.line.textEdited.emit(shot.typed)
    elif shot.kind is not TaskKind.CAPTION:
        names = tuple(name.strip() for name in shot.typed.split(",") if name.strip())
        window.form.chips.set_classes(names, tell=True)
        if shot.kind is TaskKind.CLASSIFY:
            window.form.option.setChecked(True)
    window.form.prompt_button.setChecked(shot.prompt)
    window.header.choose_arrangement(shot.arrangement)
    window.main_actions.run()
    wait(lambda: not window.runner.running)
    window.say("")
    window.setFocus()
    pause(250)
    window.grab().save(str(TARGET / f"{shot.name}.png"))


def in_both_themes(window: MainWindow, name: str, shown: QWidget | None = None) -> None:
    """Grab `shown`, or the window, in light and dark."""
    for tokens, mode in ((theme.LIGHT, "light"), (theme.DARK, "dark")):
        window.apply_theme(tokens)
        pause(150)
        (shown or window).grab().save(str(TARGET / f"{name}-{mode}.png"))


def shoot_first_run(window: MainWindow) -> None:
    """What a new person sees, before and after the one button, and the help."""
    wait(lambda: window.empty.offer.shown is not None)
    in_both_themes(window, "welcome")
    window.resize(980, 640)
    in_both_themes(window, "welcome-small")
    window.resize(1440, 900)
    window.empty.try_button.click()
    wait(lambda: window.canvas.answers() and not window.runner.running)
    in_both_themes(window, "first-answer")
    window.banner.hide()
    for show, name in ((window.help.show_about, "about"), (show_map(window), "keyboard-map")):
        show()
        wait(QApplication.activeModalWidget)
        dialog = QApplication.activeModalWidget()
        in_both_themes(window, name, dialog)
        dialog.close()


def show_map(window: MainWindow) -> Callable[[], None]:
    """Shows the keyboard map of this window."""
    return lambda: window.help.show_keyboard_map(window.commands, window.header.tasks.shortcuts)


def shoot_models(window: MainWindow) -> None:
    """The table and a model's page, in light and dark."""
    window.resize(1440, 900)
    window.main_actions.turn_to(Page.MODELS)
    for tokens, name in ((theme.LIGHT, "light"), (theme.DARK, "dark")):
        window.models_view.show_table()
        window.apply_theme(tokens)
        pause(300)
        window.grab().save(str(TARGET / f"table-{name}.png"))
        window.models_view.open_card("gemma-3-4b")
        wait(lambda: window.models_view.page)
        pause(300)
        window.grab().save(str(TARGET / f"model-page-{name}.png"))


def shoot_evals(window: MainWindow) -> None:
    """A run of the little world by both demo models: results and prompts, in light and dark."""
    window.main_actions.turn_to(Page.EVALS)
    page = window.evals.page
    assert page is not None
    form = page.form
    wait(lambda: form.suites.count() > 1 and form.models.count() > 2)
    row = next(
        n for n in range(2) if form.suites.item(n).data(Qt.ItemDataRole.UserRole) == "little"
    )
    form.suites.setCurrentRow(row)
    wait(lambda: form.suite is not None and form.begin.isEnabled())
    in_both_themes(window, "evals-new")
    form.begin.click()
    wait(lambda: window.evals.busy)
    wait(lambda: not window.evals.busy and not page.view.stop.isVisible(), 180)
    pause(400)
    in_both_themes(window, "evals-results")
    for at, name in ((1, "evals-comparison"), (2, "evals-prompts")):
        page.view.tabs.buttons[at].click()
        pause(300)
        in_both_themes(window, name)
    window.main_actions.turn_to(Page.COMPARE)


def shoot_differences(window: MainWindow) -> None:
    """The two sample sets with recorded answers in the Differences layout, in light and dark."""
    window.resize(1440, 900)
    for name, rows in (("scene", 10), ("receipt", 16)):
        window.samples.open(name)
        wait(
            lambda rows=rows: (
                window.differences.table and window.differences.table.rows.rowCount() == rows
            )
        )
        pause(300)
        in_both_themes(window, f"differences-{name}")


def shoot_export(window: MainWindow) -> None:
    """The export dialog for what was compared last."""
    window.main_actions.export()
    wait(QApplication.activeModalWidget)
    pause(1200)
    dialog = QApplication.activeModalWidget()
    in_both_themes(window, "export", dialog)
    dialog.close()


def shots() -> Iterator[Shot]:
    """Those named on the command line, or all."""
    wanted = set(sys.argv[2:])
    return (shot for shot in SHOTS if not wanted or shot.name in wanted)


def main() -> None:
    """Make all images."""
    app = build_application()
    speak("en", resources.folder() / "translations", app)
    background = TaskRunner()
    TARGET.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        for name in ("CONFIG", "DATA", "STATE"):
            os.environ[f"VIZDESK_{name}"] = str(Path(folder) / name.lower())
        services = build_services()
        settings = QSettings(str(Path(folder) / "v.ini"), QSettings.Format.IniFormat)
        window = MainWindow(services, background, settings)
        window.show()
        pause(100)
        if not sys.argv[2:] or "first-run" in sys.argv[2:]:
            shoot_first_run(window)
        for one in (COMPARED, NEXT_STEPS):
            settings.setValue(one, YES)
        for shot in shots():
            shoot(window, shot)
        if not sys.argv[2:] or "differences" in sys.argv[2:]:
            shoot_differences(window)
        if not sys.argv[2:]:
            shoot_export(window)
            shoot_models(window)
        if not sys.argv[2:] or "evals" in sys.argv[2:]:
            shoot_evals(window)
        window.close()
        background.close(services.close)
    app.quit()


if __name__ == "__main__":
    main()
