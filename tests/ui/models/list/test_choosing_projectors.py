"""Where several projectors fit and nothing tells which, a person chooses."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot
from tests.catalog.gguf.layouts import LAYOUTS, Layout, Projector, Weights
from tests.ui.window_kit import MakeWindow

from vizdesk.catalog.gguf.known_places import KnownFolder, Program
from vizdesk.catalog.models.disk_search import find_models
from vizdesk.comparison.models import GgufPair
from vizdesk.ui.models.list.context_menu import MenuAction, menu_actions_for
from vizdesk.ui.models.list.disk_search_dialog import PROJECTOR, DiskSearchDialog
from vizdesk.ui.models.list.projector_dialog import ProjectorDialog
from vizdesk.ui.shell.main_window import MainWindow

SEVERAL = "several fit and nothing tells which"


def drop(window: MainWindow, *paths: Path) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    window.image_loader.take_mime(mime)


def dialog_of(qtbot: QtBot, window: MainWindow) -> ProjectorDialog:
    qtbot.waitUntil(lambda: bool(window.findChildren(ProjectorDialog)))
    return window.findChildren(ProjectorDialog)[0]


def test_the_projector_that_was_chosen_is_the_models(
    qtbot: QtBot, make_window: MakeWindow, tmp_path: Path
) -> None:
    window = make_window()
    folder = LAYOUTS[SEVERAL].build(tmp_path)
    before = len(window.session.models)
    drop(window, folder / "tuned-Q4_K_M.gguf")
    dialog = dialog_of(qtbot, window)
    assert not dialog.add.isEnabled()
    names = [dialog.list.topLevelItem(row).text(0) for row in range(2)]
    assert sorted(names) == ["mmproj-autumn.gguf", "mmproj-spring.gguf"]
    dialog.list.setCurrentItem(dialog.list.topLevelItem(names.index("mmproj-spring.gguf")))
    dialog.add.click()
    qtbot.waitUntil(lambda: len(window.session.models) > before)
    source = window.session.models[-1].source
    assert isinstance(source, GgufPair)
    assert source.projector == folder / "mmproj-spring.gguf"


def test_nothing_is_added_when_nobody_chooses(
    qtbot: QtBot, make_window: MakeWindow, tmp_path: Path
) -> None:
    window = make_window()
    before = len(window.session.models)
    drop(window, LAYOUTS[SEVERAL].build(tmp_path))
    dialog_of(qtbot, window).reject()
    qtbot.waitUntil(lambda: not window.findChildren(ProjectorDialog))
    assert len(window.session.models) == before


def test_weights_with_the_same_choice_are_asked_about_once(
    qtbot: QtBot, make_window: MakeWindow, tmp_path: Path
) -> None:
    window = make_window()
    before = len(window.session.models)
    files = {**LAYOUTS[SEVERAL].files, "tuned-Q8_0.gguf": Weights()}
    drop(window, Layout(files, {}).build(tmp_path))
    dialog = dialog_of(qtbot, window)
    assert "tuned-Q4_K_M.gguf, tuned-Q8_0.gguf" in dialog.question.text()
    dialog.list.setCurrentItem(dialog.list.topLevelItem(0))
    dialog.add.click()
    qtbot.waitUntil(lambda: len(window.session.models) == before + 2)
    qtbot.waitUntil(lambda: not window.findChildren(ProjectorDialog))


def test_a_dropped_mmproj_file_is_a_model_file(
    qtbot: QtBot, make_window: MakeWindow, tmp_path: Path
) -> None:
    window = make_window()
    before = len(window.session.models)
    files = {"x-q8_0.gguf": Weights(), "x-f16.mmproj": Projector()}
    drop(window, Layout(files, {}).build(tmp_path) / "x-f16.mmproj")
    qtbot.waitUntil(lambda: len(window.session.models) == before + 1)


def test_on_a_disk_such_a_model_is_not_added_before_its_projector_is_chosen(
    qtbot: QtBot, make_window: MakeWindow, tmp_path: Path
) -> None:
    window = make_window()
    folder = LAYOUTS[SEVERAL].build(tmp_path / "models")
    found = find_models([KnownFolder(Program.FOLDER, folder)], window.services.profiles.profiles)
    dialog = DiskSearchDialog(window.session, window)
    qtbot.waitUntil(lambda: "Looking" not in dialog.words.text())
    dialog._fill(found.models)
    dialog._count()
    item = dialog.tree.topLevelItem(0).child(0)
    box = dialog.tree.itemWidget(item, PROJECTOR)
    assert isinstance(box, QComboBox)
    assert box.currentText() == "Choose its projector…"
    assert not dialog.add.isEnabled()
    at = box.findText("mmproj-autumn.gguf")
    box.setCurrentIndex(at)
    box.activated.emit(at)
    assert dialog.add.text() == "Add 1"
    dialog.add.click()
    qtbot.waitUntil(lambda: bool(dialog.chosen))
    (model,) = dialog.chosen
    assert isinstance(model.source, GgufPair)
    assert model.source.projector == folder / "mmproj-autumn.gguf"


def test_another_projector_can_be_chosen_later(
    qtbot: QtBot, make_window: MakeWindow, tmp_path: Path
) -> None:
    window = make_window()
    folder = LAYOUTS["mradermacher: dots between the parts of names"].build(tmp_path)
    before = len(window.session.models)
    drop(window, folder / "X.Q4_K_M.gguf")
    qtbot.waitUntil(lambda: len(window.session.models) > before)
    model = window.session.models[-1]
    groups = menu_actions_for(model, added=True, need=None)
    assert MenuAction.PROJECTOR in [menu_action for group in groups for menu_action in group]
    window.model_list_controller.do(model.id, MenuAction.PROJECTOR)
    dialog = dialog_of(qtbot, window)
    names = [dialog.list.topLevelItem(row).text(0) for row in range(2)]
    assert names == ["X.mmproj-f16.gguf", "X.mmproj-Q8_0.gguf"]
    dialog.list.setCurrentItem(dialog.list.topLevelItem(1))
    dialog.add.click()
    qtbot.waitUntil(lambda: "X.mmproj-Q8_0.gguf now" in window.message.text())
    changed = window.session.model(model.id)
    assert isinstance(changed.source, GgufPair)
    assert changed.source.projector == folder / "X.mmproj-Q8_0.gguf"


def test_with_one_projector_there_is_nothing_to_choose(
    qtbot: QtBot, make_window: MakeWindow, tmp_path: Path
) -> None:
    window = make_window()
    folder = LAYOUTS["a folder for the projector"].build(tmp_path)
    before = len(window.session.models)
    drop(window, folder / "Qwen3-VL-2B-Q4_K_M.gguf")
    qtbot.waitUntil(lambda: len(window.session.models) > before)
    window.model_list_controller.do(window.session.models[-1].id, MenuAction.PROJECTOR)
    qtbot.waitUntil(lambda: window.message.text().startswith("No other projector beside"))


def test_a_dropped_file_without_an_ending_is_a_model_by_its_first_bytes(
    qtbot: QtBot, make_window: MakeWindow, tmp_path: Path
) -> None:
    window = make_window()
    before = len(window.session.models)
    folder = LAYOUTS["a folder for the projector"].build(tmp_path)
    blob = folder / "3f9a"
    (folder / "Qwen3-VL-2B-Q4_K_M.gguf").rename(blob)
    drop(window, blob, folder / "mmproj" / "model-F16.gguf")
    qtbot.waitUntil(lambda: len(window.session.models) == before + 1)
