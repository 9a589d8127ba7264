"""Downloads in the window: listed first, with progress, paused, resumed, cancelled, taken in."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtWidgets import QDialog, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot
from tests.catalog.gguf.layouts import LAYOUTS, Layout, Weights
from tests.downloads.hub_server import HubState, serving
from tests.ui.window_kit import ScriptedEngine, scripted_services, shown_window

from vizdesk.catalog.cards.catalogue import Catalogue, load_catalogue
from vizdesk.catalog.cards.hub_files import HubPair
from vizdesk.catalog.insights.requirements import Requirement, RequirementKind
from vizdesk.common import resources
from vizdesk.common.messages import verbatim
from vizdesk.common.offline import Offline
from vizdesk.comparison.models import GgufPair, Model
from vizdesk.credentials.keys import Keys
from vizdesk.downloads.hub import Hub
from vizdesk.services.downloads import DownloadService
from vizdesk.settings.preferences import Preferences
from vizdesk.settings.store import Settings
from vizdesk.ui.core.task_runner import TaskRunner
from vizdesk.ui.models.downloads.controller import DownloadState
from vizdesk.ui.models.downloads.dialog import DownloadDialog
from vizdesk.ui.shell.main_window import MainWindow

DEMO = resources.folder() / "demo"
FOLDER = resources.folder()
CARD = (
    '[[card]]\nid = "mine"\nname = "Mine"\nprofile = "demo"\n\n[[card.local]]\nrepo = "o/r"\n'
    'quantisation = "F16"\nweights = { path = "small-F16.gguf" }\n'
    'projector = { path = "mmproj-small-F16.gguf" }\n'
)


@pytest.fixture
def hub() -> Iterator[HubState]:
    files = {
        "small-F16.gguf": (DEMO / "demo-small.gguf").read_bytes(),
        "mmproj-small-F16.gguf": (DEMO / "demo-small-mmproj.gguf").read_bytes(),
    }
    with serving(HubState(files=files)) as state:
        yield state


class ScriptedDownloads(DownloadService):
    """The model `mine`, from a scripted hub, into a folder of the test."""

    def __init__(self, catalogue: Catalogue, endpoint: str, folder: Path) -> None:
        preferences = Preferences(folder / "settings.toml", Settings(downloads_folder=str(folder)))
        super().__init__(catalogue, Keys({}), Offline(), preferences)
        object.__setattr__(self, "endpoint", endpoint)

    endpoint: str

    @property
    def pairs(self) -> dict[str, HubPair]:  # type: ignore[override]
        return {"mine": self.catalogue.pairs["mine"]}

    @property
    def models_folder(self) -> Path:
        return Path(self.preferences.now.downloads_folder)

    def hub(self) -> Hub:
        return Hub(self.offline, self.endpoint)


def make_window(qtbot: QtBot, tmp_path: Path, hub: HubState) -> tuple[MainWindow, TaskRunner]:
    own = tmp_path / "own"
    own.mkdir(exist_ok=True)
    (own / "mine.toml").write_text(CARD)
    catalogue = load_catalogue(FOLDER, own)
    downloads = tmp_path / "downloads"
    models = catalogue.models(FOLDER, downloads, "2026-11-21")
    mine = [model for model in models if model.id == "mine"]

    def need(model: Model) -> Requirement:
        if model.size_bytes is None:
            return Requirement(RequirementKind.DOWNLOAD, verbatim("Download o/r to run Mine here."))
        return Requirement(RequirementKind.NOTHING)

    services = scripted_services(
        tmp_path,
        mine,
        ScriptedEngine(),
        catalogue=catalogue,
        downloads=ScriptedDownloads(catalogue, hub.endpoint, downloads),
        need=need,
    )
    background = TaskRunner()
    window = shown_window(qtbot, services, background, tmp_path, size=(1200, 800))
    return window, background


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path, hub: HubState) -> Iterator[MainWindow]:
    made, background = make_window(qtbot, tmp_path, hub)
    yield made
    made.close()
    background.close()


def dialog_of(qtbot: QtBot, window: MainWindow) -> DownloadDialog:
    qtbot.waitUntil(lambda: bool(window.findChildren(DownloadDialog)))
    return window.findChildren(DownloadDialog)[0]


def state_of(window: MainWindow, key: str = "mine") -> DownloadState | None:
    item = window.downloads.items.get(key)
    return item.state if item else None


def press(qtbot: QtBot, button: QPushButton) -> None:
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_a_model_to_download_is_offered_listed_fetched_and_ready(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, hub: HubState
) -> None:
    # Rows are made anew where a need puts a model into another section.
    qtbot.waitUntil(lambda: window.models.rows["mine"].need is not None)
    qtbot.mouseClick(window.models.rows["mine"], Qt.MouseButton.LeftButton)
    assert hub.seen == []
    assert window.status_line.offer.text() == "Download…"
    press(qtbot, window.status_line.offer)
    dialog = dialog_of(qtbot, window)
    qtbot.waitUntil(dialog.begin.isEnabled)
    said = dialog.facts.text()
    assert "small-F16.gguf" in said
    assert "Licence: apache-2.0" in said
    assert "are free on the disk" in said
    assert hub.content_requests() == []
    dialog.begin.click()
    qtbot.waitUntil(lambda: state_of(window) is DownloadState.DONE)
    assert (tmp_path / "downloads" / "o" / "r" / "small-F16.gguf").read_bytes() == hub.files[
        "small-F16.gguf"
    ]
    qtbot.waitUntil(lambda: window.models.rows["mine"].need == Requirement(RequirementKind.NOTHING))
    assert window.session.model("mine").image_side is not None
    panel_row = window.downloads_panel.rows["mine"]
    press(qtbot, panel_row.cancel)
    assert not window.downloads_panel.isVisible()


def test_a_download_shows_its_progress_pauses_and_goes_on(
    qtbot: QtBot, window: MainWindow, hub: HubState
) -> None:
    hub.chunk_pause = 0.05
    window.downloads.start("mine", "Mine", window.services.downloads.pairs["mine"])
    row = window.downloads_panel.rows["mine"]
    qtbot.waitUntil(lambda: "MB of" in row.words.text())
    press(qtbot, row.turn)
    qtbot.waitUntil(lambda: state_of(window) is DownloadState.PAUSED)
    assert row.words.text().startswith("paused · ")
    assert row.turn.text() == "Resume"
    hub.chunk_pause = 0.0
    press(qtbot, row.turn)
    qtbot.waitUntil(lambda: state_of(window) is DownloadState.DONE)
    assert any("range" in request for request in hub.content_requests())


@pytest.mark.parametrize(("words", "kept"), [("Keep for later", True), ("Delete", False)])
def test_cancelling_asks_whether_to_keep_what_is_there(
    words: str, kept: bool, qtbot: QtBot, window: MainWindow, tmp_path: Path, hub: HubState
) -> None:
    hub.chunk_pause = 0.05
    window.downloads.start("mine", "Mine", window.services.downloads.pairs["mine"])
    row = window.downloads_panel.rows["mine"]
    qtbot.waitUntil(lambda: "MB of" in row.words.text())
    press(qtbot, row.cancel)
    box = row.findChildren(QMessageBox)[0]
    press(qtbot, next(button for button in box.findChildren(QPushButton) if button.text() == words))
    qtbot.waitUntil(lambda: not window.downloads.items)
    part = tmp_path / "downloads" / "o" / "r" / "small-F16.gguf.part"
    if kept:
        qtbot.wait(300)
        assert part.stat().st_size > 0
    else:
        qtbot.waitUntil(lambda: not part.exists())


def test_an_unfinished_download_of_an_earlier_run_is_offered_again(
    qtbot: QtBot, tmp_path: Path, hub: HubState
) -> None:
    first, background = make_window(qtbot, tmp_path, hub)
    hub.chunk_pause = 0.05
    first.downloads.start("mine", "Mine", first.services.downloads.pairs["mine"])
    qtbot.waitUntil(lambda: state_of(first) is DownloadState.RUNNING)
    first.close()
    background.close()
    hub.chunk_pause = 0.0
    second, background = make_window(qtbot, tmp_path, hub)
    try:
        qtbot.waitUntil(lambda: state_of(second) is DownloadState.PAUSED)
        press(qtbot, second.downloads_panel.rows["mine"].turn)
        qtbot.waitUntil(lambda: state_of(second) is DownloadState.DONE)
    finally:
        second.close()
        background.close()


def test_a_failure_is_one_sentence_in_its_row(
    qtbot: QtBot, window: MainWindow, hub: HubState
) -> None:
    hub.lie_sha256 = "0" * 64
    window.downloads.start("mine", "Mine", window.services.downloads.pairs["mine"])
    qtbot.waitUntil(lambda: state_of(window) is DownloadState.FAILED)
    words = window.downloads_panel.rows["mine"].words.text()
    assert "its SHA-256 differs. It was deleted; download it again." in words


def test_any_repository_is_searched_for_and_chosen_from(
    qtbot: QtBot, window: MainWindow, hub: HubState
) -> None:
    hub.files["other-Q8_0.gguf"] = os.urandom(1000)
    window.downloads.choose()
    dialog = dialog_of(qtbot, window)
    assert hub.seen == []
    qtbot.keyClicks(dialog.field, "small demo")
    qtbot.keyClick(dialog.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: dialog.repositories.count() == 1)
    assert dialog.result() == QDialog.DialogCode.Rejected
    dialog.repositories.setCurrentRow(0)
    qtbot.waitUntil(lambda: dialog.choices.topLevelItemCount() == 2)
    rows = [dialog.choices.topLevelItem(row) for row in range(2)]
    dialog.choices.setCurrentItem(next(row for row in rows if row.text(0) == "F16"))
    assert dialog.begin.isEnabled()
    dialog.begin.click()
    # It is one the catalogue knows: that one is ready then, and no second one appears.
    qtbot.waitUntil(lambda: window.session.model("mine").size_bytes is not None)
    assert set(window.models.rows) == {"mine"}


def test_a_model_the_catalogue_does_not_know_is_added_to_the_list(
    qtbot: QtBot, window: MainWindow, hub: HubState
) -> None:
    hub.files = {
        "big-F16.gguf": (DEMO / "demo-large.gguf").read_bytes(),
        "mmproj-big.gguf": (DEMO / "demo-large-mmproj.gguf").read_bytes(),
    }
    window.downloads.choose()
    dialog = dialog_of(qtbot, window)
    dialog.field.setText("https://huggingface.co/o/r/")
    press(qtbot, dialog.search)
    qtbot.waitUntil(lambda: dialog.choices.topLevelItemCount() == 1)
    dialog.choices.setCurrentItem(dialog.choices.topLevelItem(0))
    dialog.begin.click()
    qtbot.waitUntil(lambda: "big-F16" in window.models.rows)
    assert window.services.models.user_models.holds("big-F16")


def test_a_hub_that_does_not_answer_is_told_in_the_dialog(
    qtbot: QtBot, window: MainWindow, hub: HubState
) -> None:
    window.downloads.choose()
    dialog = dialog_of(qtbot, window)
    dialog.field.setText("who/knows")
    dialog.look()
    qtbot.waitUntil(lambda: "has no who/knows" in dialog.facts.text())
    assert not dialog.begin.isEnabled()


def test_closing_the_dialog_while_it_asks_does_no_harm(
    qtbot: QtBot, window: MainWindow, hub: HubState
) -> None:
    window.downloads.choose("mine")
    dialog_of(qtbot, window).reject()
    came: list[object] = []
    window.background.run(lambda: None).success(lambda _: came.append(True))
    qtbot.waitUntil(lambda: bool(came))
    assert window.downloads.items == {}


# --- Links, and what is shown of each choice ------------------------------------------------------


def lines(dialog: DownloadDialog) -> list[list[str]]:
    rows = [dialog.choices.topLevelItem(at) for at in range(dialog.choices.topLevelItemCount())]
    return [[row.text(column) for column in range(4)] for row in rows if row is not None]


def published(layout: Layout, folder: Path) -> dict[str, bytes]:
    layout.build(folder)
    paths = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def test_a_pasted_link_with_a_quantisation_chooses_its_line(
    qtbot: QtBot, window: MainWindow, hub: HubState, tmp_path: Path
) -> None:
    name = "unsloth: shards in folders of quantisations, projectors at the root"
    hub.files = published(LAYOUTS[name], tmp_path / "published")
    window.downloads.choose()
    dialog = dialog_of(qtbot, window)
    dialog.field.setText("hf.co/o/r:UD-Q4_K_XL")
    press(qtbot, dialog.search)
    qtbot.waitUntil(dialog.begin.isEnabled)
    assert [(row[0], row[2], row[3][:6]) for row in lines(dialog)] == [
        ("UD-TQ1_0", "apache-2.0", "✓ fits"),
        ("Q8_0", "apache-2.0", "✓ fits"),
        ("UD-Q4_K_XL", "apache-2.0", "✓ fits"),
    ]
    assert dialog.choices.currentItem().text(0) == "UD-Q4_K_XL"
    assert "Qwen3-VL-235B-UD-Q4_K_XL-00002-of-00002.gguf" in dialog.facts.text()
    files = [dialog.projector.itemData(at).path for at in range(dialog.projector.count())]
    assert files == ["mmproj-F16.gguf", "mmproj-BF16.gguf", "mmproj-F32.gguf"]
    dialog.projector.setCurrentIndex(1)
    dialog.projector.activated.emit(1)
    assert "mmproj-BF16.gguf" in dialog.facts.text()
    dialog.begin.click()
    qtbot.waitUntil(lambda: len(window.models.rows) == 2)
    source = window.session.models[-1].source
    assert isinstance(source, GgufPair)
    assert source.projector == tmp_path / "downloads" / "o" / "r" / "mmproj-BF16.gguf"


def test_where_nothing_tells_the_projector_must_be_chosen_first(
    qtbot: QtBot, window: MainWindow, hub: HubState, tmp_path: Path
) -> None:
    hub.files = published(LAYOUTS["several fit and nothing tells which"], tmp_path / "published")
    window.downloads.choose(link="https://huggingface.co/o/r")
    dialog = dialog_of(qtbot, window)
    qtbot.waitUntil(lambda: dialog.choices.topLevelItemCount() == 1)
    dialog.choices.setCurrentItem(dialog.choices.topLevelItem(0))
    assert not dialog.begin.isEnabled()
    assert dialog.facts.text().startswith("Several projectors fit this model")
    at = dialog.projector.findText("mmproj-spring.gguf", Qt.MatchFlag.MatchStartsWith)
    dialog.projector.setCurrentIndex(at)
    dialog.projector.activated.emit(at)
    assert dialog.begin.isEnabled()
    assert "mmproj-spring.gguf" in dialog.facts.text()


def test_what_reads_text_only_is_told_before_it_is_fetched(
    qtbot: QtBot, window: MainWindow, hub: HubState, tmp_path: Path
) -> None:
    layout = Layout({"Llama-3-8B-Q4_K_M.gguf": Weights("llama")}, {})
    hub.files = published(layout, tmp_path / "published")
    window.downloads.choose(link="hf.co/o/r")
    dialog = dialog_of(qtbot, window)
    qtbot.waitUntil(lambda: dialog.choices.topLevelItemCount() == 1)
    assert lines(dialog)[0][3] == "✕ no projector: text only"
    dialog.choices.setCurrentItem(dialog.choices.topLevelItem(0))
    assert dialog.caution.isVisible()
    assert dialog.caution.text().startswith("There is no projector in this repository")


def mime_of(*, url: str = "", text: str = "") -> QMimeData:
    mime = QMimeData()
    if url:
        mime.setUrls([QUrl(url)])
    if text:
        mime.setText(text)
    return mime


@pytest.mark.parametrize(
    "mime",
    [
        mime_of(url="https://huggingface.co/o/r"),
        mime_of(text="https://huggingface.co/o/r/tree/main"),
        mime_of(text="ollama run hf.co/o/r:F16"),
    ],
)
def test_a_link_that_is_dropped_is_looked_at(
    mime: QMimeData, qtbot: QtBot, window: MainWindow, hub: HubState
) -> None:
    window.image_loader.take_mime(mime)
    dialog = dialog_of(qtbot, window)
    qtbot.waitUntil(lambda: dialog.choices.topLevelItemCount() == 1)


def test_words_that_may_be_a_link_wait_in_the_field(
    qtbot: QtBot, window: MainWindow, hub: HubState
) -> None:
    window.image_loader.take_mime(mime_of(text="o/r:F16"))
    dialog = dialog_of(qtbot, window)
    assert dialog.field.text() == "o/r:F16"
    assert hub.seen == []


@pytest.mark.parametrize(
    "mime",
    [
        mime_of(url="https://example.org/cat.png"),
        mime_of(url="https://huggingface.co/o/r/resolve/main/cat.png"),
        mime_of(text="just words"),
    ],
)
def test_other_addresses_and_words_open_no_dialog(
    mime: QMimeData, qtbot: QtBot, window: MainWindow, hub: HubState
) -> None:
    window.image_loader.take_mime(mime)
    assert window.findChildren(DownloadDialog) == []
    assert window.message.text()
    assert hub.seen == []


def test_an_address_elsewhere_is_one_sentence(
    qtbot: QtBot, window: MainWindow, hub: HubState
) -> None:
    window.downloads.choose()
    dialog = dialog_of(qtbot, window)
    dialog.look_for("https://example.org/o/r")
    assert dialog.facts.text().startswith("https://example.org/o/r is not on Hugging Face.")
    assert hub.seen == []
