"""A real model in the first minute: offered with its size, fetched, and asked by itself."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot
from tests.downloads.hub_server import HubState, serving
from tests.ui.models.downloads.test_downloads_panel import DEMO, FOLDER, ScriptedDownloads
from tests.ui.window_kit import ScriptedEngine, scripted_services, shown_window

from vizdesk.catalog.cards.catalogue import load_catalogue
from vizdesk.common import resources
from vizdesk.common.messages import message
from vizdesk.comparison.tasks import TaskKind
from vizdesk.comparison.types import AnswerState
from vizdesk.downloads.first_offer import FirstOffers, ModelOffer
from vizdesk.downloads.machine_fit import DownloadFit, FitKind, MachineFit
from vizdesk.ui.compare.model_offer_card import ModelOfferCard, Transfer
from vizdesk.ui.core.task_runner import TaskRunner
from vizdesk.ui.models.downloads.controller import DownloadState
from vizdesk.ui.shell.main_window import MainWindow

WEIGHTS, PROJECTOR = "small-F16.gguf", "mmproj-small-F16.gguf"


def card_of_the_test() -> str:
    size = [(DEMO / name).stat().st_size for name in ("demo-small.gguf", "demo-small-mmproj.gguf")]
    return (
        '[sources.me]\ntitle = "Me"\ndate = 2026-11-01\n\n'
        '[[card]]\nid = "mine"\nname = "Mine"\nprofile = "smolvlm"\n'
        'tasks = { is = ["caption", "ask"], from = "me" }\n'
        'licence = { is = "Apache 2.0", from = "me" }\n\n'
        '[[card.local]]\nrepo = "o/r"\nquantisation = "F16"\nfirst_offer = true\n'
        f'weights = {{ path = "{WEIGHTS}", size = {size[0]} }}\n'
        f'projector = {{ path = "{PROJECTOR}", size = {size[1]} }}\n'
    )


@pytest.fixture
def hub() -> Iterator[HubState]:
    files = {
        WEIGHTS: (DEMO / "demo-small.gguf").read_bytes(),
        PROJECTOR: (DEMO / "demo-small-mmproj.gguf").read_bytes(),
    }
    with serving(HubState(files=files)) as state:
        yield state


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path, hub: HubState) -> Iterator[MainWindow]:
    own = tmp_path / "own"
    own.mkdir()
    (own / "mine.toml").write_text(card_of_the_test())
    catalogue, downloads = load_catalogue(FOLDER, own), tmp_path / "downloads"
    models = catalogue.models(FOLDER, downloads, "2026-11-21")
    listed = [model for model in models if model.id in ("mine", "demo-large", "demo-small")]
    services = scripted_services(
        tmp_path,
        listed,
        ScriptedEngine(text="A cat sits in a meadow."),
        catalogue=catalogue,
        downloads=OnlyMine(catalogue, hub.endpoint, downloads),
    )
    background = TaskRunner()
    shown = shown_window(qtbot, services, background, tmp_path, size=(1200, 800))
    yield shown
    shown.close()
    background.close()


class OnlyMine(ScriptedDownloads):
    """The whole catalogue can be fetched, from the scripted hub."""

    @property
    def pairs(self):  # type: ignore[no-untyped-def, override]  # noqa: ANN201
        return self.catalogue.pairs


def press(qtbot: QtBot, button: QPushButton) -> None:
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_one_click_fetches_a_real_model_and_a_sample_is_asked_by_itself(
    qtbot: QtBot, window: MainWindow, hub: HubState
) -> None:
    card = window.empty.offer
    qtbot.waitUntil(lambda: card.shown is not None)
    assert card.title.text() == "Mine"
    assert card.words.text() == "A real model for photos: Caption, Ask. No boxes."
    assert card.download.text() == "Download 2 MB"
    assert hub.seen == []
    press(qtbot, card.download)
    qtbot.waitUntil(lambda: window.session.current is not None)
    assert window.downloads.items["mine"].state is DownloadState.DONE
    assert window.session.chosen == ["mine"]
    assert window.session.task.kind is TaskKind.CAPTION
    assert window.session.current.image.ref.name == resources.photo_sample().name
    qtbot.waitUntil(
        lambda: [answer.state for answer in window.canvas.answers().values()] == [AnswerState.DONE]
    )
    assert window.canvas.answers()["mine"].text == "A cat sits in a meadow."


def test_who_opened_an_image_meanwhile_keeps_it(
    qtbot: QtBot, window: MainWindow, hub: HubState
) -> None:
    card = window.empty.offer
    qtbot.waitUntil(lambda: card.shown is not None)
    hub.chunk_pause = 0.05
    press(qtbot, card.download)
    window.image_loader.take_files([resources.samples()[0]])
    qtbot.waitUntil(lambda: window.session.current is not None)
    qtbot.waitUntil(lambda: window.downloads.items["mine"].state is DownloadState.DONE)
    qtbot.wait(50)
    assert window.session.current.image.ref.name == "shapes.png"
    assert "mine" not in window.session.chosen


def test_offline_the_download_waits_and_says_why(qtbot: QtBot, window: MainWindow) -> None:
    card = window.empty.offer
    qtbot.waitUntil(lambda: card.shown is not None)
    assert card.download.isEnabled()
    window.offline_controller.toggle()
    qtbot.waitUntil(lambda: not card.download.isEnabled())
    assert card.why.text() == "vizdesk is offline; switch that off in the menu (☰) to download."
    window.offline_controller.toggle()
    qtbot.waitUntil(card.download.isEnabled)
    assert not card.why.isVisible()


# --- The card alone -----------------------------------------------------------------------


def an_offer(
    kind: FitKind = FitKind.FITS, *, boxes: bool = False, here: bool = False, begun: bool = False
) -> ModelOffer:
    name = "Boxer" if boxes else "Teller"
    fit = MachineFit(kind, message("too large: it is"), 1_000_000_000)
    size = 1_930_000_000 if boxes else 545_590_272
    download = DownloadFit(size, not boxes, fit)
    tasks = frozenset({TaskKind.CAPTION, *([TaskKind.DETECT] if boxes else [])})
    return ModelOffer(name.lower(), name, "", tasks, boxes, size, not boxes, download, here, begun)


@pytest.fixture
def card(qtbot: QtBot) -> ModelOfferCard:
    made = ModelOfferCard(resources.photo_sample())
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.mark.parametrize(
    ("kind", "badge", "enabled", "why"),
    [
        (FitKind.FITS, "✓ Fits this machine", True, ""),
        (FitKind.CLOSE, "Just fits this machine", True, ""),
        (FitKind.UNKNOWN, "Memory of this machine unknown", True, ""),
        (FitKind.TOO_LARGE, "Too large for this machine", False, "too large: it is"),
        (FitKind.NO_DISK, "No room on the disk", False, "too large: it is"),
    ],
)
def test_what_does_not_fit_cannot_be_fetched_and_says_why(
    card: ModelOfferCard, kind: FitKind, badge: str, enabled: bool, why: str
) -> None:
    card.show_offers(FirstOffers(an_offer(kind)), offline=False)
    assert card.fit.text() == badge
    assert card.download.isEnabled() is enabled
    assert card.why.text() == why
    assert not card.boxes.isVisible()


def test_a_second_model_is_offered_for_boxes(qtbot: QtBot, card: ModelOfferCard) -> None:
    card.show_offers(FirstOffers(an_offer(), an_offer(boxes=True)), offline=False)
    assert card.download.text() == "Download 546 MB"
    assert card.boxes.text() == "Needs boxes? Boxer · 1.9 GB"
    with qtbot.waitSignal(card.download_wanted) as caught:
        card.boxes.click()
    assert caught.args == ["boxer"]


def test_a_model_that_is_here_is_tried_and_one_begun_is_resumed(
    qtbot: QtBot, card: ModelOfferCard
) -> None:
    card.show_offers(FirstOffers(an_offer(here=True)), offline=True)
    assert (card.fit.text(), card.download.text()) == ("✓ On this disk", "Try it with a photo")
    with qtbot.waitSignal(card.try_wanted):
        card.download.click()
    card.show_offers(FirstOffers(an_offer(begun=True)), offline=False)
    assert card.download.text() == "Resume the download"


def test_the_card_shows_progress_in_the_place_of_its_buttons(
    qtbot: QtBot, card: ModelOfferCard
) -> None:
    card.show_offers(FirstOffers(an_offer(), an_offer(boxes=True)), offline=False)
    card.show_transfer(Transfer("boxer", "1.0 GB of 1.9 GB", 0.5, going=True))
    assert card.title.text() == "Boxer"
    assert (card.bar.value(), card.progress.text()) == (500, "1.0 GB of 1.9 GB")
    assert card.turn.text() == "Pause"
    assert not card.download.isVisible()
    with qtbot.waitSignal(card.turn_wanted) as caught:
        card.turn.click()
    assert caught.args == ["boxer"]
    card.show_transfer(Transfer("boxer", "No.", 0.5, going=False, failed=True))
    assert card.turn.text() == "Try again"
    card.show_transfer(None)
    assert (card.title.text(), card.download.isVisible()) == ("Teller", True)


def test_without_a_model_of_known_size_the_card_says_so(card: ModelOfferCard) -> None:
    assert card.words.text() == "Looking at this machine…"
    card.show_offers(FirstOffers(), offline=False)
    assert card.words.text().startswith("The catalogue has no model whose size is known.")
    assert not card.download.isVisible()
