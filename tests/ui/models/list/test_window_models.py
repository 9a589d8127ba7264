"""Models in the window: keys asked for, files and endpoints added, answers constrained, saved."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialogButtonBox, QFileDialog
from pytestqt.qtbot import QtBot
from tests.ui.window_kit import MakeWindow, ScriptedEngine, local_model, remote_model

from vizdesk.catalog.insights.requirements import RequirementKind
from vizdesk.comparison.tasks import TaskKind
from vizdesk.credentials.keys import Secret
from vizdesk.ui.export.dialog import ExportDialog
from vizdesk.ui.models.endpoints.dialog import EndpointsDialog
from vizdesk.ui.models.endpoints.key_dialog import KeyDialog
from vizdesk.ui.models.endpoints.server_models_dialog import ServerModelsDialog


def test_each_row_says_what_its_model_needs(qtbot: QtBot, make_window: MakeWindow) -> None:
    window = make_window()
    rows = window.models.rows
    qtbot.waitUntil(lambda: all(row.need is not None for row in rows.values()))
    kinds = [row.need.kind for row in rows.values() if row.need]
    assert kinds == [RequirementKind.NOTHING, RequirementKind.NOTHING, RequirementKind.KEY]


def test_checking_a_model_without_key_asks_for_the_key(
    qtbot: QtBot, make_window: MakeWindow
) -> None:
    window = make_window(models=[local_model("Gemma"), remote_model("GPT")])
    qtbot.waitUntil(lambda: all(row.need is not None for row in window.models.rows.values()))
    window.session.choose("gpt", False)
    qtbot.mouseClick(window.models.rows["gpt"], Qt.MouseButton.LeftButton)
    dialog = window.findChild(KeyDialog)
    assert dialog is not None
    buttons = dialog.findChild(QDialogButtonBox)
    save = buttons.button(QDialogButtonBox.StandardButton.Save)
    assert not save.isEnabled()
    dialog.field.setText("sk-test")
    save.click()
    # The tests have no keyring.
    kept = "The openai key is kept until you close vizdesk."
    qtbot.waitUntil(lambda: window.message.text().endswith(kept))
    assert window.services.endpoints.keys.lookup("openai") == Secret("sk-test")
    assert "gpt" in window.session.chosen


def test_an_endpoint_becomes_a_model(qtbot: QtBot, make_window: MakeWindow) -> None:
    window = make_window(models=[local_model("Gemma")])
    spec = "qwen@http://127.0.0.1:8080/v1"
    window.services.endpoints.add("Near", "http://127.0.0.1:8080/v1")
    window.models.endpoint_wanted.emit()
    page = window.findChild(EndpointsDialog)
    qtbot.waitUntil(lambda: "near" in page.rows and page.rows["near"].models.isEnabled())
    page.rows["near"].models.click()
    qtbot.waitUntil(lambda: page.findChild(ServerModelsDialog) is not None)
    offers = page.findChild(ServerModelsDialog)
    offers.field.setText("qwen")
    offers.list.item(0).setCheckState(Qt.CheckState.Checked)
    offers.add.click()
    qtbot.waitUntil(lambda: spec in window.session.chosen)


def test_a_constrained_answer_is_asked_for_only_when_chosen(
    qtbot: QtBot, make_window: MakeWindow
) -> None:
    engine = ScriptedEngine()
    window = make_window(engine, [local_model("Gemma")])
    window.main_actions.run()
    qtbot.waitUntil(lambda: not window.runner.running and len(engine.asked) == 1)
    window.form.prompt.constrained.setChecked(True)
    window.main_actions.run()
    qtbot.waitUntil(lambda: not window.runner.running and len(engine.asked) == 2)
    assert engine.asked[0].schema is None
    assert engine.asked[1].schema is not None


def test_edited_words_are_sent_to_every_model(qtbot: QtBot, make_window: MakeWindow) -> None:
    engine = ScriptedEngine(text="A street.")
    window = make_window(engine, [local_model("Gemma"), remote_model("GPT")])
    window.form.show_kind(TaskKind.CAPTION)
    window.form.prompt_button.setChecked(True)
    assert window.form.prompt.text.toPlainText()
    window.form.prompt.text.setPlainText("Say it in Latin.")
    window.main_actions.run()
    qtbot.waitUntil(lambda: not window.runner.running and len(engine.asked) == 2)
    assert [request.prompt for request in engine.asked] == ["Say it in Latin."] * 2


def test_the_comparison_is_saved_as_an_image(
    qtbot: QtBot, make_window: MakeWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = make_window(models=[local_model("Gemma")])
    assert not window.header.export.isEnabled()
    window.main_actions.run()
    qtbot.waitUntil(lambda: not window.runner.running and window.header.export.isEnabled())
    target = tmp_path / "saved"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    window.header.export.click()
    dialog = window.findChild(ExportDialog)
    assert dialog is not None
    dialog.form.save.click()
    qtbot.waitUntil(lambda: "Saved" in window.message.text())
    with Image.open(target.with_suffix(".png")) as image:
        assert image.width > 400


def test_what_a_run_will_cost_stands_beside_run_and_nothing_for_local_models(
    qtbot: QtBot, make_window: MakeWindow
) -> None:
    window = make_window(models=[local_model("Gemma"), remote_model("GPT")])
    window.session.choose("gpt", True)
    assert window.header.cost.text() == "≈ $0.012"
    assert "1,229 image tokens" in window.header.cost.toolTip()
    window.session.choose("gpt", False)
    assert not window.header.cost.isVisible()
