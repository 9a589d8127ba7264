"""All models on one image: one label for one object, the line tells who found it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QImage, QPainter, QTransform
from pytestqt.qtbot import QtBot
from tests.ui.window_kit import MakeWindow, ScriptedEngine, local_model

from vizdesk.comparison.jobs import Job
from vizdesk.comparison.types import Box, Detection, PointDetection
from vizdesk.export.export_format import ExportOptions
from vizdesk.export.view_filter import cut
from vizdesk.export.writer import write
from vizdesk.images.opening import from_image
from vizdesk.painting.model_overlay import (
    ModelBoxes,
    Support,
    numbers_words,
    overlay_objects,
    paint_overlay,
)
from vizdesk.ui.compare.pane_grid import Arrangement
from vizdesk.ui.shell.main_window import MainWindow


def box(label: str, x0: float, y0: float, x1: float, y1: float) -> Detection:
    return Detection(label, Box(x0, y0, x1, y1))


CUP, SPOON = box("cup", 0.1, 0.1, 0.5, 0.5), box("spoon", 0.6, 0.6, 0.9, 0.9)
MODELS = (
    ModelBoxes(1, (CUP, SPOON)),
    ModelBoxes(2, (box("cup", 0.12, 0.1, 0.5, 0.5), PointDetection("eye", 0.5, 0.5))),
    ModelBoxes(4, (box("mug", 0.1, 0.12, 0.5, 0.5), box("spoon", 0.61, 0.6, 0.9, 0.9))),
)


def test_boxes_of_the_same_thing_are_one_object() -> None:
    objects = {entry.label: entry for entry in overlay_objects(MODELS)}
    assert set(objects) == {"cup", "spoon", "eye"}
    assert (objects["cup"].support, objects["cup"].numbers) == (Support.ALL, (1, 2, 4))
    assert (objects["spoon"].support, objects["spoon"].numbers) == (Support.SOME, (1, 4))
    assert (objects["eye"].support, objects["eye"].numbers) == (Support.ONE, (2,))
    assert [numbers_words(objects[name]) for name in ("cup", "spoon", "eye")] == ["", "1·4", "2"]
    assert overlay_objects(()) == ()


def test_many_models_are_told_as_how_many() -> None:
    models = [ModelBoxes(n, (CUP,) if n < 7 else ()) for n in range(1, 9)]
    (only,) = overlay_objects(models)
    assert numbers_words(only) == "×6"


@pytest.mark.usefixtures("qapp")
def test_one_model_stands_out_while_the_others_fade() -> None:
    def painted(raised: int | None) -> QImage:
        image = QImage(200, 200, QImage.Format.Format_RGB32)
        image.fill(QColor("white"))
        painter = QPainter(image)
        colours = {"cup": QColor("#0000FF"), "spoon": QColor("#FF0000")}
        view = QRectF(0, 0, 200, 200)
        objects = overlay_objects(MODELS[:1] + MODELS[2:])
        paint_overlay(
            painter, QTransform.fromScale(200, 200), view, objects, colours, raised=raised
        )
        painter.end()
        return image

    at = QPointF(0.1 * 200, 0.3 * 200).toPoint()  # the left side of the cup of model 1
    usual, own, other = (painted(raised).pixelColor(at) for raised in (None, 1, 4))
    assert own.blue() - own.red() >= usual.blue() - usual.red()
    assert other.blue() - other.red() < own.blue() - own.red()


def engine_of(job: Job) -> ScriptedEngine:
    boxes = {"gemma": (CUP, SPOON), "pali": (CUP,)}[job.model.id]
    reply = [
        {
            "box_2d": [round(1000 * v) for v in (b.box.y0, b.box.x0, b.box.y1, b.box.x1)],
            "label": b.label,
        }
        for b in boxes
    ]
    return ScriptedEngine(json.dumps(reply))


@pytest.fixture
def window(qtbot: QtBot, make_window: MakeWindow) -> MainWindow:
    """Two models that agree about a cup and not about a spoon, on one image."""
    made = make_window(engine_of, [local_model("Gemma"), local_model("Pali")])
    made.resize(1440, 900)
    made.main_actions.run()
    qtbot.waitUntil(lambda: not made.runner.running)
    made.header.choose_arrangement(Arrangement.TOGETHER)
    qtbot.waitUntil(lambda: len(made.canvas.together.view.objects) == 2)
    return made


def test_models_are_raised_and_hidden_by_their_marks(qtbot: QtBot, window: MainWindow) -> None:
    overlay = window.canvas.together
    assert [switch.text() for switch in overlay.switches.values()] == ["1  Gemma  2", "2  Pali  1"]
    overlay.switches[2].pointed.emit(True)
    assert overlay.view.raised == 2
    overlay.switches[2].pointed.emit(False)
    overlay.view.hover(1)
    assert overlay.view.raised == 1, "the spoon is Gemma's"
    overlay.view.hover(-1)
    overlay.switches[1].setChecked(False)
    assert [entry.numbers for entry in overlay.view.objects] == [(2,)]
    assert window.canvas.view_filter.models == ("pali",)


def test_it_is_exported_as_it_is_seen(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    view = window.canvas.view_filter
    assert view.overlay
    comparison = window.session.comparison()
    assert comparison is not None
    seen, left_out = cut(comparison, view)
    assert left_out.overlay
    image = from_image(Image.new("RGB", (400, 300), "white"), "white.png")
    usual, overlay = tmp_path / "usual.png", tmp_path / "overlay.png"
    write(usual, comparison, image, ExportOptions(1))
    write(overlay, seen, image, ExportOptions(1, view=view))
    with Image.open(usual) as cards, Image.open(overlay) as one:
        assert cards.size[0] == one.size[0]
        assert cards.tobytes() != one.tobytes()


def test_two_answers_are_compared_over_a_line_and_in_turn(qtbot: QtBot, window: MainWindow) -> None:
    window.header.choose_arrangement(Arrangement.SLIDER)
    slider = window.canvas.slider
    qtbot.waitUntil(lambda: slider.choices[1].count() == 2)
    assert [choice.currentText() for choice in slider.choices] == ["1  Gemma", "2  Pali"]
    slider.view.set_share(1.0)
    left = slider.view.grab().toImage()
    slider.view.set_share(0.0)
    assert slider.view.grab().toImage() != left
    slider.flicker.click()
    assert slider.view.share == 1.0
    slider._turn()
    assert slider.view.share == 0.0
    slider.flicker.click()
    assert slider.view.share == 0.5
