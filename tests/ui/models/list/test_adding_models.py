"""Adding a model is easy: dropped, chosen or named; kept; taken back, renamed, found again."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtWidgets import QFileDialog, QInputDialog, QPushButton
from pytestqt.qtbot import QtBot
from tests.ui.window_kit import MakeWindow, local_model, remote_model

from vizdesk.catalog.insights.requirements import RequirementKind
from vizdesk.common import resources
from vizdesk.comparison.models import Endpoint
from vizdesk.ui.models.downloads.dialog import DownloadDialog
from vizdesk.ui.models.endpoints.key_dialog import KeyDialog
from vizdesk.ui.models.list.context_menu import MenuAction
from vizdesk.ui.models.list.sampling_dialog import SamplingDialog
from vizdesk.ui.shell.main_window import MainWindow

DEMO = resources.folder() / "demo"


@pytest.fixture
def pair(tmp_path: Path) -> list[Path]:
    """A copied pair, the projector first."""
    folder = tmp_path / "downloads"
    folder.mkdir()
    names = {"demo-small-mmproj.gguf": "mmproj-shapes.gguf", "demo-small.gguf": "shapes.gguf"}
    return [Path(shutil.copy(DEMO / old, folder / new)) for old, new in names.items()]


def dropped(paths: list[Path]) -> QMimeData:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return mime


def add(qtbot: QtBot, window: MainWindow, paths: list[Path]) -> None:
    before = len(window.session.models)
    window.image_loader.take_mime(dropped(paths))
    qtbot.waitUntil(lambda: len(window.session.models) > before)


def test_a_dropped_pair_is_a_chosen_model_in_any_order_and_says_its_family(
    qtbot: QtBot, make_window: MakeWindow, pair: list[Path]
) -> None:
    window = make_window(models=[local_model("Gemma")])
    add(qtbot, window, pair)
    model = window.session.model("shapes")
    assert model.source.weights == pair[1]
    assert "shapes" in window.session.chosen
    assert "shapes" in window.models.rows
    assert window.message.text().startswith("Added ")
    assert "family" in window.message.text()


def test_weights_alone_find_the_projector_beside_them(
    qtbot: QtBot, make_window: MakeWindow, pair: list[Path]
) -> None:
    window = make_window(models=[local_model("Gemma")])
    add(qtbot, window, pair[1:])
    assert window.session.model("shapes").source.projector == pair[0]


def test_a_drop_of_an_image_and_a_pair_is_both(
    qtbot: QtBot, make_window: MakeWindow, pair: list[Path]
) -> None:
    window = make_window(models=[local_model("Gemma")])
    images = len(window.session.images)
    add(qtbot, window, [resources.folder() / "samples" / "shapes.png", *pair])
    qtbot.waitUntil(lambda: len(window.session.images) == images + 1)


def test_adding_can_be_undone_and_the_files_stay(
    qtbot: QtBot, make_window: MakeWindow, pair: list[Path]
) -> None:
    window = make_window(models=[local_model("Gemma")])
    add(qtbot, window, pair)
    window.status_line.offer.click()
    qtbot.waitUntil(lambda: "shapes" not in window.models.rows)
    assert all(path.is_file() for path in pair)
    assert not window.services.models.user_models.holds("shapes")


def test_the_same_pair_twice_is_one_model(
    qtbot: QtBot, make_window: MakeWindow, pair: list[Path]
) -> None:
    window = make_window(models=[local_model("Gemma")])
    add(qtbot, window, pair)
    window.image_loader.take_mime(dropped(pair))
    qtbot.waitUntil(lambda: "in the list already" in window.message.text())
    assert len(window.session.models) == 2


def test_an_added_model_is_there_at_the_next_start(
    qtbot: QtBot, make_window: MakeWindow, pair: list[Path]
) -> None:
    window = make_window(models=[local_model("Gemma")])
    add(qtbot, window, pair)
    models, problems = window.services.models.user_models.load([])
    assert [model.id for model in models] == ["shapes"]
    assert problems == ()


def test_what_is_no_model_is_said_in_a_sentence(
    qtbot: QtBot, make_window: MakeWindow, tmp_path: Path
) -> None:
    window = make_window(models=[local_model("Gemma")])
    broken = tmp_path / "broken.gguf"
    broken.write_bytes(b"GGUF")
    window.image_loader.take_mime(dropped([broken]))
    qtbot.waitUntil(lambda: "broken.gguf" in window.message.text())
    assert len(window.session.models) == 1


def test_the_file_dialog_adds_as_well(
    qtbot: QtBot, make_window: MakeWindow, pair: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    window = make_window(models=[local_model("Gemma")])
    names = [str(path) for path in pair]
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: (names, ""))
    window.models.files_wanted.emit()
    qtbot.waitUntil(lambda: "shapes" in window.canvas.panes)


def test_renaming_and_removing_with_undo(
    qtbot: QtBot, make_window: MakeWindow, pair: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    window = make_window(models=[local_model("Gemma")])
    add(qtbot, window, pair)
    monkeypatch.setattr(QInputDialog, "getText", lambda *_: ("My shapes", True))
    window.model_list_controller.do("shapes", MenuAction.RENAME)
    assert window.session.model("shapes").name == "My shapes"
    window.model_list_controller.do("shapes", MenuAction.REMOVE)
    qtbot.waitUntil(lambda: "shapes" not in window.models.rows)
    assert "not deleted" in window.message.text()
    window.status_line.offer.click()
    qtbot.waitUntil(lambda: "shapes" in window.models.rows)
    assert window.session.model("shapes").name == "My shapes"


def test_the_same_model_twice_with_other_settings(
    qtbot: QtBot, make_window: MakeWindow, pair: list[Path]
) -> None:
    window = make_window(models=[local_model("Gemma")])
    add(qtbot, window, pair)
    window.model_list_controller.do("shapes", MenuAction.DUPLICATE)
    dialog = window.findChild(SamplingDialog)
    dialog.temperature.setText("0.7")
    dialog.save.click()
    qtbot.waitUntil(lambda: len(window.session.models) == 3)
    twin = window.session.models[-1]
    assert twin.sampling.temperature == 0.7
    assert twin.source == window.session.model("shapes").source
    assert "0.7" in twin.name


def test_a_file_that_moved_away_is_said_and_found_again(
    qtbot: QtBot, make_window: MakeWindow, pair: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    window = make_window(models=[local_model("Gemma")])
    add(qtbot, window, pair)
    moved = pair[1].parent / "moved"
    moved.mkdir()
    new = [Path(shutil.move(path, moved / path.name)) for path in pair]
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(new[1]), ""))
    window.model_list_controller.do("shapes", MenuAction.FIND)
    qtbot.waitUntil(lambda: "found again" in window.message.text())
    assert window.session.model("shapes").source.weights == new[1]


def test_a_right_click_offers_another_key_for_a_remote_model(
    qtbot: QtBot, make_window: MakeWindow
) -> None:
    window = make_window(models=[local_model("Gemma"), remote_model("GPT")])
    qtbot.waitUntil(lambda: all(row.need is not None for row in window.models.rows.values()))
    assert window.models.rows["gpt"].need.kind is RequirementKind.KEY
    window.model_list_controller.do("gpt", MenuAction.KEY)
    dialog = window.findChild(KeyDialog)
    assert dialog is not None
    dialog.reject()


def test_settings_say_what_the_server_refused_and_send_it_again_when_asked(
    qtbot: QtBot, make_window: MakeWindow
) -> None:
    model = remote_model("Grok")
    window = make_window(models=[model])
    remembered = window.session.services.endpoints.refused_fields
    assert isinstance(model.source, Endpoint)
    remembered.remember(model.source, ["max_tokens", "seed"])
    window.model_list_controller.do(model.id, MenuAction.SETTINGS)
    dialog = window.findChild(SamplingDialog)
    words = dialog.refused_words.text()
    assert words.startswith("Left out, because api.openai.com refused it on ")
    assert words.endswith(": max_tokens → max_completion_tokens, seed.")
    dialog.refused.findChild(QPushButton).click()
    qtbot.waitUntil(lambda: remembered.of(model.source) == {})
    assert not dialog.refused.isVisible()


# --- Weights without eyes ---------------------------------------------------------------------


def test_weights_that_read_text_only_are_answered_with_what_to_do_until_that_is_closed(
    qtbot: QtBot, make_window: MakeWindow, pair: list[Path]
) -> None:
    window = make_window(models=[local_model("Gemma")])
    pair[0].unlink()
    window.image_loader.take_mime(dropped([pair[1]]))
    qtbot.waitUntil(window.banner.isVisible)
    assert window.banner.title.text() == "Not added: it cannot see images yet"
    said = window.banner.words.text()
    assert said.startswith("“shapes.gguf” reads text only: its projector (mmproj)")
    assert said.endswith("Add both files together.")
    assert [offer.text() for offer in window.banner.offers] == [
        "Choose its projector…",
        "Search Hugging Face…",
    ]
    assert [model.name for model in window.session.models] == ["Gemma"]
    window.say("Something else.")
    window.say("")
    assert window.banner.isVisible()
    window.banner.close_button.click()
    assert not window.banner.isVisible()


def test_the_projector_that_is_chosen_then_completes_the_weights(
    qtbot: QtBot,
    make_window: MakeWindow,
    pair: list[Path],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    window = make_window(models=[local_model("Gemma")])
    elsewhere = tmp_path / "elsewhere" / pair[0].name
    elsewhere.parent.mkdir()
    pair[0].rename(elsewhere)
    window.image_loader.take_mime(dropped([pair[1]]))
    qtbot.waitUntil(window.banner.isVisible)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(elsewhere), ""))
    window.banner.offers[0].click()
    qtbot.waitUntil(lambda: len(window.session.models) == 2)
    source = window.session.models[-1].source
    assert (source.weights, source.projector) == (pair[1], elsewhere)


def test_the_search_for_its_projector_begins_with_the_name_of_the_weights(
    qtbot: QtBot, make_window: MakeWindow, pair: list[Path]
) -> None:
    window = make_window(models=[local_model("Gemma")])
    pair[0].unlink()
    window.image_loader.take_mime(dropped([pair[1]]))
    qtbot.waitUntil(window.banner.isVisible)
    window.banner.offers[1].click()
    qtbot.waitUntil(lambda: bool(window.findChildren(DownloadDialog)))
    dialog = window.findChildren(DownloadDialog)[0]
    assert dialog.field.text() == "shapes"
    dialog.reject()
