"""Another page or frame of the open file is shown and asked about, and each keeps its answers."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image, ImageDraw
from pytestqt.qtbot import QtBot
from tests.ui.window_kit import MakeWindow, ScriptedEngine, local_model

from vizdesk.ui.shell.main_window import MainWindow

COLOURS = ("red", "green", "blue")


@pytest.fixture
def scan(tmp_path: Path) -> Path:
    """Three pages of different sizes and colours."""
    pages = []
    for at, colour in enumerate(COLOURS):
        page = Image.new("RGB", (200 + 10 * at, 120), colour)
        ImageDraw.Draw(page).text((20, 20), f"page {at + 1}", "white")
        pages.append(page)
    path = tmp_path / "scan.tif"
    pages[0].save(path, save_all=True, append_images=pages[1:])
    return path


def shown(qtbot: QtBot, window: MainWindow, frame: int) -> None:
    qtbot.waitUntil(
        lambda: (
            window.session.current is not None
            and window.session.current.image.ref.frame == frame
            and window.session.current.image.ref.frames == len(COLOURS)
        )
    )


def test_an_image_of_one_frame_has_nothing_to_choose(make_window: MakeWindow) -> None:
    assert make_window().strip.frames.isHidden()


def test_a_page_nobody_asked_about_gives_its_place_to_another(
    qtbot: QtBot, make_window: MakeWindow, scan: Path
) -> None:
    window = make_window(image=False)
    window.image_loader.take_files([scan])
    shown(qtbot, window, 0)
    chooser = window.strip.frames
    assert not chooser.isHidden()
    assert (chooser.number.text(), chooser.number.maximum()) == ("1 of 3", 3)
    assert (chooser.before.isEnabled(), chooser.after.isEnabled()) == (False, True)
    chooser.after.click()
    shown(qtbot, window, 1)
    assert [image.image.ref.name for image in window.session.images] == ["scan.tif · 2/3"]
    assert window.session.current.image.pixels.getpixel((5, 5)) == (0, 128, 0)
    assert window.strip.thumbs[0].accessibleName() == "scan.tif · 2/3"


def test_each_page_keeps_its_answers(qtbot: QtBot, make_window: MakeWindow, scan: Path) -> None:
    engine = ScriptedEngine()
    window = make_window(engine, [local_model("Gemma")], image=False)
    window.image_loader.take_files([scan])
    shown(qtbot, window, 0)
    for frame in (0, 2):
        window.strip.frames.number.setValue(frame + 1)
        shown(qtbot, window, frame)
        window.main_actions.run()
        qtbot.waitUntil(lambda: not window.runner.running)
    assert [image.image.ref.frame for image in window.session.images] == [0, 2]
    assert len(engine.asked) == 2
    assert len({request.image.data for request in engine.asked}) == 2
    store = window.session.services.history.store()
    qtbot.waitUntil(lambda: len(store.entries()) == 2)
    assert {entry.image for entry in store.entries()} == {"scan.tif · 1/3", "scan.tif · 3/3"}
    window.strip.frames.number.setValue(1)
    shown(qtbot, window, 0)
    assert len(window.session.images) == 2
    assert window.session.answer_for("gemma") is not None


def test_pages_passed_on_the_way_are_not_opened(
    qtbot: QtBot, make_window: MakeWindow, scan: Path
) -> None:
    window = make_window(image=False)
    window.image_loader.take_files([scan])
    shown(qtbot, window, 0)
    wanted: list[int] = []
    window.strip.frame_wanted.connect(lambda _opened, frame: wanted.append(frame))
    window.strip.frames.after.click()
    window.strip.frames.after.click()
    shown(qtbot, window, 2)
    assert wanted == [2]


def test_a_file_that_went_is_a_sentence(qtbot: QtBot, make_window: MakeWindow, scan: Path) -> None:
    window = make_window(image=False)
    window.image_loader.take_files([scan])
    shown(qtbot, window, 0)
    scan.unlink()
    window.strip.frames.after.click()
    qtbot.waitUntil(lambda: "is not there any more" in window.message.text())
    assert window.session.current.image.ref.frame == 0
    assert window.strip.frames.number.value() == 1


def test_all_pages_are_offered_until_all_are_open(
    qtbot: QtBot, make_window: MakeWindow, scan: Path
) -> None:
    window = make_window(image=False)
    window.image_loader.take_files([scan])
    shown(qtbot, window, 0)
    chooser = window.strip.frames
    assert not chooser.all.isHidden()
    chooser.all.click()
    qtbot.waitUntil(lambda: len(window.session.images) == len(COLOURS))
    assert chooser.all.isHidden()
    assert window.strip.count.text() == "Image 1 of 3"
    window.session.close_image(window.session.images[2])
    assert not chooser.all.isHidden()
