"""A model whose file holds no chat template: one is chosen when it is added, or later."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, QUrl
from pytestqt.qtbot import QtBot
from tests.catalog.gguf.gguf_kit import write_projector, write_weights
from tests.ui.window_kit import MakeWindow

from vizdesk.catalog.models.chat_templates import KNOWN
from vizdesk.ui.models.list.context_menu import MenuAction
from vizdesk.ui.models.list.template_dialog import OWN, TemplateDialog
from vizdesk.ui.shell.main_window import MainWindow


def add(qtbot: QtBot, window: MainWindow, folder: Path, template: str = "") -> None:
    """Drop a LLaVA as it was published onto the window."""
    mime = QMimeData()
    paths = (
        write_weights(folder / "llava.gguf", "llama", 4096, "LLaVA", template),
        write_projector(folder / "llava-mmproj.gguf", "mlp", 4096),
    )
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    before = len(window.session.models)
    window.image_loader.take_mime(mime)
    qtbot.waitUntil(lambda: len(window.session.models) > before)


def dialog_of(qtbot: QtBot, window: MainWindow) -> TemplateDialog:
    qtbot.waitUntil(lambda: bool(window.findChildren(TemplateDialog)))
    return window.findChildren(TemplateDialog)[0]


def test_adding_a_model_without_one_offers_known_templates_and_a_field(
    qtbot: QtBot, make_window: MakeWindow, tmp_path: Path
) -> None:
    window = make_window()
    add(qtbot, window, tmp_path)
    dialog = dialog_of(qtbot, window)
    assert dialog.question.text() == "With which chat template is LLaVA asked?"
    assert dialog.choice.currentData() == "vicuna"
    assert dialog.choice.count() == len(KNOWN) + 1
    assert "USER: " in dialog.source.toPlainText()
    assert dialog.source.isReadOnly()
    dialog.use.click()
    qtbot.waitUntil(lambda: window.session.models[-1].chat_template == "vicuna")


def test_ones_own_template_begins_as_the_known_one(
    qtbot: QtBot, make_window: MakeWindow, tmp_path: Path
) -> None:
    window = make_window()
    add(qtbot, window, tmp_path)
    dialog = dialog_of(qtbot, window)
    dialog.choice.setCurrentIndex(dialog.choice.findData(OWN))
    assert not dialog.source.isReadOnly()
    assert "USER: " in dialog.source.toPlainText()
    dialog.source.setPlainText("  ")
    assert not dialog.use.isEnabled()
    dialog.source.setPlainText("Q: {{ messages[0]['content'] }} A:")
    dialog.use.click()
    own = "Q: {{ messages[0]['content'] }} A:"
    qtbot.waitUntil(lambda: window.session.models[-1].chat_template == own)


def test_a_model_with_one_is_added_without_a_question_and_can_have_another(
    qtbot: QtBot, make_window: MakeWindow, tmp_path: Path
) -> None:
    window = make_window()
    add(qtbot, window, tmp_path, "{{ messages[0]['content'] }}")
    assert not window.findChildren(TemplateDialog)
    window.model_list_controller.do(window.session.models[-1].id, MenuAction.TEMPLATE)
    dialog = dialog_of(qtbot, window)
    assert dialog.choice.currentText() == "The file’s own"
    assert dialog.use.isEnabled()
    dialog.choice.setCurrentIndex(dialog.choice.findData("chatml"))
    dialog.use.click()
    qtbot.waitUntil(lambda: window.session.models[-1].chat_template == "chatml")
    window.model_list_controller.do(window.session.models[-1].id, MenuAction.TEMPLATE)
    again = dialog_of(qtbot, window)
    assert again.choice.currentData() == "chatml"
    again.reject()
