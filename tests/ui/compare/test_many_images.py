"""Many images are open at once: in the order given, and memory does not grow with them."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image
from pytestqt.qtbot import QtBot
from tests.ui.window_kit import MakeWindow, ScriptedEngine, local_model, open_test_image

from vizdesk.comparison.types import AnswerState
from vizdesk.images.encoding import encode_for
from vizdesk.images.opening import open_image
from vizdesk.images.pixel_cache import PixelCache
from vizdesk.ui.core.task_runner import StoppedError

SIZE = (1200, 900)
COPIES = 1200 * 900 * 4 + 600 * 450 * 4  # bytes of an image's copies: whole, and half


def photos(folder: Path, count: int) -> list[Path]:
    paths = []
    for number in range(count):
        path = folder / f"photo-{number:02d}.png"
        Image.new("RGB", SIZE, (number * 20, 0, 0)).save(path)
        paths.append(path)
    return paths


def test_images_join_in_the_order_given_and_the_first_is_looked_at(
    qtbot: QtBot, make_window: MakeWindow, tmp_path: Path
) -> None:
    window = make_window(models=[local_model("Gemma")])
    before = len(window.session.images)
    paths = photos(tmp_path, 6)
    # The first takes longest, and still is the first.
    Image.new("RGB", (4000, 3000), "white").save(paths[0])
    broken = tmp_path / "broken.png"
    broken.write_bytes(b"\x89PNG\r\n\x1a\n")
    window.image_loader.take_files([broken, *paths])
    qtbot.waitUntil(lambda: window.image_loader.waiting == 0)
    names = [Path(image.image.ref.path).name for image in window.session.images[before:]]
    assert names == [path.name for path in paths]
    assert window.session.current is window.session.images[before]


def test_many_images_say_how_far_they_are_and_can_be_stopped(
    qtbot: QtBot, make_window: MakeWindow, tmp_path: Path
) -> None:
    window = make_window(image=False)
    line = window.status_line
    paths = photos(tmp_path, 12)
    offered: list[tuple[str, str]] = []

    def stop_at_three() -> None:
        if len(window.session.images) == 3:
            offered.append((line.words.text(), line.offer.text()))
            line.offer.click()

    window.session.images_changed.connect(stop_at_three)
    window.image_loader.take_files(paths)
    qtbot.waitUntil(lambda: bool(offered) and window.image_loader.waiting == 0)
    ((words, offer),) = offered
    begun = ("Opening image 4 of 12: photo-03.png…", "Opening image 5 of 12: photo-04.png…")
    assert words in begun  # two are opened at once, and either may be the first
    assert offer == "Stop"
    opened = len(window.session.images)
    assert 3 <= opened <= 5  # two were being opened
    left = 12 - opened
    assert line.last == f"Stopped: {left} of 12 images were not opened."
    # What comes next is counted anew.
    window.image_loader.take_files(paths[11:])
    qtbot.waitUntil(lambda: len(window.session.images) == opened + 1)


def test_pixels_and_copies_of_forty_take_the_room_of_two(
    qtbot: QtBot, make_window: MakeWindow, tmp_path: Path
) -> None:
    window = make_window(models=[local_model("Gemma")])
    session = window.session
    session.pixels = PixelCache(2 * 1200 * 900 * 4)
    session.screen_copies._whole._limit = 2 * COPIES
    window.image_loader.take_files(photos(tmp_path, 12))
    qtbot.waitUntil(lambda: window.image_loader.waiting == 0)
    for opened in session.images:
        session.show_image(opened)
        qtbot.waitUntil(lambda opened=opened: session.screen_copies.best_of(opened).whole)
        assert session.pixels.held_bytes <= 2 * 1200 * 900 * 4
        assert session.screen_copies.held_bytes <= 2 * COPIES
    assert (
        sum(opened.levels.held_bytes for opened in session.images)
        < len(session.images) * 512 * 512 * 4
    )


def test_an_image_shown_again_is_seen_at_once_and_soon_with_every_pixel(
    qtbot: QtBot, make_window: MakeWindow, tmp_path: Path
) -> None:
    window = make_window(models=[local_model("Gemma")])
    window.image_loader.take_files(photos(tmp_path, 3))
    qtbot.waitUntil(lambda: window.image_loader.waiting == 0)
    last, view = window.session.images[-1], window.canvas.panes["gemma"].view
    window.session.show_image(last)
    # At once: its own small copy, in the place and size of the whole.
    assert view._levels is last.levels
    assert (view._levels.size.width(), view._levels.size.height()) == SIZE
    assert view.grab().toImage().pixelColor(view.rect().center()).red() == 40
    qtbot.waitUntil(lambda: view._levels.whole)
    assert view.grab().toImage().pixelColor(view.rect().center()).red() == 40


def test_a_model_asked_about_an_image_let_go_is_sent_every_pixel(
    qtbot: QtBot, make_window: MakeWindow, tmp_path: Path
) -> None:
    engine = ScriptedEngine()
    window = make_window(engine, [local_model("Gemma")])
    session = window.session
    window.image_loader.take_files(photos(tmp_path, 2))
    qtbot.waitUntil(lambda: window.image_loader.waiting == 0)
    session.pixels.discard(session.current.key)
    window.main_actions.run()
    qtbot.waitUntil(lambda: len(engine.asked) == 1 and not window.runner.running)
    answer = session.answer_for("gemma")
    assert answer is not None
    assert answer.answer.state is AnswerState.DONE
    asked = engine.asked[0]
    rule = session.profile_of(asked.model).image
    whole = open_image(Path(session.current.image.ref.path))
    assert asked.image == encode_for(whole, rule, asked.model.image_side, asked.model.image_edge)


def test_a_file_changed_meanwhile_fails_the_answer_and_says_so(
    qtbot: QtBot, make_window: MakeWindow, tmp_path: Path
) -> None:
    engine = ScriptedEngine()
    window = make_window(engine, [local_model("Gemma")])
    session = window.session
    (path,) = photos(tmp_path, 1)
    window.image_loader.take_files([path])
    qtbot.waitUntil(lambda: window.image_loader.waiting == 0)
    session.pixels.discard(session.current.key)
    Image.new("RGB", SIZE, "white").save(path)
    window.main_actions.run()
    qtbot.waitUntil(lambda: not window.runner.running)
    answer = session.answer_for("gemma").answer
    assert not engine.asked
    assert answer.state is AnswerState.FAILED
    assert answer.failure.what == ("photo-00.png was changed since it was opened. Open it again.")


def test_copies_of_an_image_nobody_looks_at_any_more_are_not_made(
    qtbot: QtBot, make_window: MakeWindow, tmp_path: Path
) -> None:
    window = make_window(models=[local_model("Gemma")])
    window.image_loader.take_files(photos(tmp_path, 3))
    qtbot.waitUntil(lambda: window.image_loader.waiting == 0)
    _, second, third = window.session.images[-3:]
    copies = window.session.screen_copies
    window.session.show_image(third)
    qtbot.waitUntil(lambda: copies.best_of(third).whole)
    with pytest.raises(StoppedError):
        copies._made_if_wanted(second)


def test_each_image_gets_its_thumbnail_once(
    qtbot: QtBot, make_window: MakeWindow, tmp_path: Path
) -> None:
    window = make_window(models=[local_model("Gemma")])
    strip = window.strip
    window.image_loader.take_files(photos(tmp_path, 3))
    qtbot.waitUntil(lambda: window.image_loader.waiting == 0)
    first = list(strip.thumbs)
    assert [thumb.opened for thumb in first] == window.session.images
    window.session.add_image(open_test_image(333, 222, "red"), show=False)
    assert strip.thumbs[:-1] == first
    assert [thumb.opened for thumb in strip.thumbs] == window.session.images
    assert [thumb.isChecked() for thumb in strip.thumbs].count(True) == 1
    window.session.close_image(window.session.images[0])
    assert [thumb.opened for thumb in strip.thumbs] == window.session.images


def test_what_was_refused_of_many_is_listed_and_stays_until_it_is_closed(
    qtbot: QtBot, make_window: MakeWindow, tmp_path: Path
) -> None:
    window = make_window(models=[local_model("Gemma")])
    bad = [tmp_path / f"bad-{number}.png" for number in range(6)]
    for path in bad:
        path.write_bytes(b"\x89PNG\r\n\x1a\n")
    window.image_loader.take_files([bad[0], *photos(tmp_path, 2), *bad[1:]])
    qtbot.waitUntil(lambda: window.image_loader.waiting == 0)
    assert window.banner.title.text() == "6 file(s) could not be opened"
    lines = window.banner.words.text().splitlines()
    assert [line.split(" ")[0].rstrip(":") for line in lines[:4]] == [
        f"bad-{number}.png" for number in range(4)
    ]
    assert lines[4:] == ["… and 2 more"]
    window.session.step_image(1)
    assert window.banner.isVisible()
    window.banner.close_button.click()
    assert not window.banner.isVisible()


def test_one_file_that_cannot_be_opened_is_said_in_the_line_below(
    qtbot: QtBot, make_window: MakeWindow, tmp_path: Path
) -> None:
    window = make_window(models=[local_model("Gemma")])
    bad = tmp_path / "bad.png"
    bad.write_bytes(b"\x89PNG\r\n\x1a\n")
    window.image_loader.take_files([bad])
    qtbot.waitUntil(lambda: window.image_loader.waiting == 0)
    assert "bad.png" in window.message.text()
    assert not window.banner.isVisible()


def test_pages_of_a_file_are_opened_as_images_of_their_own(
    qtbot: QtBot, make_window: MakeWindow, tmp_path: Path
) -> None:
    window = make_window(models=[local_model("Gemma")], image=False)
    pages = [Image.new("RGB", (60 + n, 40), (n * 60, 0, 0)) for n in range(4)]
    path = tmp_path / "scan.tif"
    pages[0].save(path, save_all=True, append_images=pages[1:])
    window.image_loader.take_files([path])
    qtbot.waitUntil(lambda: window.image_loader.waiting == 0)
    window.strip.frames.all.click()
    qtbot.waitUntil(lambda: window.image_loader.waiting == 0)
    refs = [image.image.ref for image in window.session.images]
    assert [(ref.frame, ref.width) for ref in refs] == [(0, 60), (1, 61), (2, 62), (3, 63)]
    window.strip.frames.all.click()
    assert window.image_loader.waiting == 0
    assert len(window.session.images) == 4
