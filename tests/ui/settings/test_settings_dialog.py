"""The settings in the window: made from their schema, and each of them really does something."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QWheelEvent
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget
from pytestqt.qtbot import QtBot
from tests.ui.window_kit import MakeWindow, local_model, shown_window

from vizdesk.app.container import build_services
from vizdesk.comparison.concurrency import ConcurrencyLimits
from vizdesk.services.app_services import AppServices
from vizdesk.settings.store import SCHEMA, Settings, load
from vizdesk.ui.core.task_runner import TaskRunner
from vizdesk.ui.settings.dialog import SettingsDialog
from vizdesk.ui.settings.fields import ChoiceField, CountField, FolderField, FoldersField
from vizdesk.ui.shell.main_window import MainWindow
from vizdesk.ui.widgets import theme


def opened(window: MainWindow) -> SettingsDialog:
    window.settings_controller.show_dialog()
    dialog = window.settings_controller.dialog
    assert dialog is not None
    return dialog


def on_disk(window: MainWindow) -> Settings:
    return load(window.services.settings.preferences.path)


@pytest.fixture
def real(qtbot: QtBot, tmp_path: Path) -> Iterator[tuple[MainWindow, AppServices]]:
    services, background = build_services(), TaskRunner()
    window = shown_window(qtbot, services, background, tmp_path)
    yield window, services
    window.close()
    background.close(services.close)


def test_every_setting_has_a_row_with_a_name_and_its_help(make_window: MakeWindow) -> None:
    dialog = opened(make_window())
    assert list(dialog.fields) == [one.name for one in SCHEMA]
    for one in SCHEMA:
        assert dialog.fields[one.name].accessibleDescription() == one.help


def test_the_keys_open_it_and_done_closes_it(qtbot: QtBot, make_window: MakeWindow) -> None:
    window = make_window()
    (action,) = [one for one in window.actions() if one.shortcut().toString() == "Ctrl+,"]
    action.trigger()
    dialog = window.settings_controller.dialog
    assert dialog is not None
    assert dialog.isVisible()
    qtbot.mouseClick(dialog.done_button, Qt.MouseButton.LeftButton)
    assert not dialog.isVisible()


def test_a_change_is_seen_at_once_and_kept(qtbot: QtBot, make_window: MakeWindow) -> None:
    window = make_window()
    dialog = opened(window)
    field = dialog.fields["theme"]
    assert isinstance(field, ChoiceField)
    for at, tokens in ((2, theme.DARK), (1, theme.LIGHT)):
        field.box.setCurrentIndex(at)
        field.box.activated.emit(at)
        assert window.tokens is tokens
    qtbot.waitUntil(lambda: on_disk(window).theme == "light")
    window.settings_controller.change("theme", "system")
    assert window.tokens is theme.system_tokens()


def test_light_or_dark_is_the_same_setting(qtbot: QtBot, make_window: MakeWindow) -> None:
    window = make_window()
    before = window.tokens.dark
    next(action for action in window.actions() if action.text() == "Light or dark").trigger()
    assert window.tokens.dark is not before
    qtbot.waitUntil(lambda: on_disk(window).theme == ("light" if before else "dark"))


def test_numbers_are_stepped_written_and_say_what_zero_is(
    qtbot: QtBot, make_window: MakeWindow
) -> None:
    window = make_window()
    dialog = opened(window)
    field = dialog.fields["memory_limit"]
    assert isinstance(field, CountField)
    assert field.box.text() == "what is free"
    room = field.box.lineEdit().contentsRect().width() - 18
    assert room >= field.box.fontMetrics().horizontalAdvance("what is free")
    assert not field.less.isEnabled()
    for _ in range(3):
        qtbot.mouseClick(field.more, Qt.MouseButton.LeftButton)
    assert field.box.text() == "3 GiB"
    assert window.services.settings.preferences.memory_limit_bytes == 3 << 30
    field.box.setFocus()
    field.box.selectAll()
    qtbot.keyClicks(field.box, "12")
    assert (
        window.services.settings.preferences.now.memory_limit == 3
    )  # not yet: still being written
    qtbot.keyClick(field.box, Qt.Key.Key_Return)
    assert dialog.isVisible()
    qtbot.waitUntil(lambda: on_disk(window).memory_limit == 12)


def test_the_wheel_scrolls_the_page_and_changes_no_field(make_window: MakeWindow) -> None:
    dialog = opened(make_window())
    dialog.done_button.setFocus()
    for name in ("theme", "threads"):
        field = dialog.fields[name]
        assert isinstance(field, ChoiceField | CountField)
        box: QWidget = field.box
        middle = QPointF(box.rect().center())
        event = QWheelEvent(
            middle,
            QPointF(box.mapToGlobal(middle)),
            QPoint(),
            QPoint(0, 120),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        before = dialog.parent().services.settings.preferences.now  # type: ignore[union-attr]
        QApplication.sendEvent(box, event)
        assert dialog.parent().services.settings.preferences.now == before  # type: ignore[union-attr]


def test_folders_are_written_chosen_added_and_removed(
    qtbot: QtBot, make_window: MakeWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = make_window()
    dialog = opened(window)
    one, many = dialog.fields["downloads_folder"], dialog.fields["model_folders"]
    assert isinstance(one, FolderField)
    assert isinstance(many, FoldersField)
    monkeypatch.setattr(
        "vizdesk.ui.settings.fields.QFileDialog.getExistingDirectory",
        lambda *_: str(tmp_path / "big disk"),
    )
    qtbot.mouseClick(one.browse, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(many.add, Qt.MouseButton.LeftButton)
    chosen = str(tmp_path / "big disk")
    qtbot.waitUntil(
        lambda: on_disk(window) == Settings(downloads_folder=chosen, model_folders=(chosen,))
    )
    assert "is started again" in dialog.words.text()
    qtbot.mouseClick(many.removers[0], Qt.MouseButton.LeftButton)
    one.line.clear()
    one.line.editingFinished.emit()
    qtbot.waitUntil(lambda: on_disk(window) == Settings())


def test_restoring_defaults_asks_first(qtbot: QtBot, make_window: MakeWindow) -> None:
    window = make_window()
    window.settings_controller.change("threads", 4)
    window.settings_controller.change("theme", "dark")
    dialog = opened(window)
    for role, left in (
        (QMessageBox.ButtonRole.RejectRole, 4),
        (QMessageBox.ButtonRole.AcceptRole, 0),
    ):
        qtbot.mouseClick(dialog.defaults, Qt.MouseButton.LeftButton)
        ask = dialog.question
        next(b for b in ask.buttons() if ask.buttonRole(b) is role).click()
        assert window.services.settings.preferences.now.threads == left
    assert window.tokens is theme.system_tokens()
    field = dialog.fields["threads"]
    assert isinstance(field, CountField)
    assert field.box.text() == "automatic"
    qtbot.waitUntil(lambda: on_disk(window) == Settings())


def test_offline_is_the_switch_of_the_window(
    qtbot: QtBot, real: tuple[MainWindow, AppServices]
) -> None:
    window, services = real
    window.settings_controller.change("offline", True)
    assert services.settings.offline.on
    assert window.header.offline.isVisible()
    qtbot.waitUntil(lambda: on_disk(window).offline)
    window.settings_controller.change("offline", False)
    assert not services.settings.offline.on
    qtbot.waitUntil(lambda: not on_disk(window).offline)


def test_as_many_local_models_at_once_as_are_set(real: tuple[MainWindow, AppServices]) -> None:
    window, services = real
    assert most_at_once(services.comparisons.limits) == 1
    window.settings_controller.change("local_models_at_once", 3)
    assert most_at_once(services.comparisons.limits) == 3


def most_at_once(lanes: ConcurrencyLimits) -> int:
    """How many of eight local questions were at work at the same time."""
    busy: list[int] = []

    async def one() -> None:
        async with lanes.of(local_model("Gemma")):
            busy.append(1)
            peaks.append(len(busy))
            await asyncio.sleep(0.01)
            busy.pop()

    async def all_of_them() -> None:
        await asyncio.gather(*(one() for _ in range(8)))

    peaks: list[int] = []
    asyncio.run(all_of_them())
    return max(peaks)


def test_every_control_of_the_dialog_has_a_name_and_is_reached_by_keys(
    make_window: MakeWindow,
) -> None:
    window = make_window()
    window.services.settings.preferences.take("model_folders", ("/models",))
    dialog = opened(window)
    for field in dialog.fields.values():
        for control in field.findChildren(QWidget):
            if control.focusPolicy() is Qt.FocusPolicy.NoFocus or not control.isVisible():
                continue
            if isinstance(control.parent(), QWidget) and control.parent().focusProxy():  # type: ignore[union-attr]
                continue
            interface = QAccessible.queryAccessibleInterface(control)
            if control.objectName() == "qt_spinbox_lineedit":
                continue
            assert interface.text(QAccessible.Text.Name), (field, control)
            assert control.focusPolicy() & Qt.FocusPolicy.TabFocus
