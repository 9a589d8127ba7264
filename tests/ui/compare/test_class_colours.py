"""A class keeps its colour: in every pane, on every image, in exports, and while models write."""

from __future__ import annotations

from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot
from tests.ui.window_kit import MakeWindow, ScriptedEngine, local_model, open_test_image

from vizdesk.comparison.jobs import Job
from vizdesk.comparison.serialization import from_record, to_record
from vizdesk.export.view_filter import labels_of
from vizdesk.painting.class_colors import colours_for
from vizdesk.ui.shell.main_window import MainWindow


def boxes(*labels: str) -> str:
    entries = [
        f'{{"box_2d": [100, 100, 400, {300 + n}], "label": "{label}"}}'
        for n, label in enumerate(labels)
    ]
    return f"[{', '.join(entries)}]"


def engine_of(job: Job) -> ScriptedEngine:
    words = {"gemma": boxes("cup", "spoon", "table"), "pali": boxes("zebra", "apple", "cup")}
    return ScriptedEngine(words[job.model.id], piece=4, pause=0.001)


def shown(window: MainWindow) -> dict[str, str]:
    return {name: colour.name() for name, colour in window.canvas.colours.items()}


def test_no_colour_changes_while_models_write(qtbot: QtBot, make_window: MakeWindow) -> None:
    window = make_window(engine_of, [local_model("Gemma"), local_model("Pali")])
    seen: dict[str, set[str]] = {}

    def note() -> None:
        for name, colour in shown(window).items():
            seen.setdefault(name, set()).add(colour)

    window.canvas.colours_changed.connect(note)
    window.session.answer_changed.connect(lambda _: note())
    window.main_actions.run()
    qtbot.waitUntil(lambda: not window.runner.running)
    assert set(seen) == {"cup", "spoon", "table", "zebra", "apple"}
    assert all(len(colours) == 1 for colours in seen.values()), seen
    assert len({next(iter(colours)) for colours in seen.values()}) == 5


def test_it_stays_when_models_are_unchecked_and_on_the_next_image(
    qtbot: QtBot, make_window: MakeWindow
) -> None:
    window = make_window(engine_of, [local_model("Gemma"), local_model("Pali")])
    window.main_actions.run()
    qtbot.waitUntil(lambda: not window.runner.running)
    before = shown(window)
    window.session.choose("gemma", False)
    assert all(before[name] == colour for name, colour in shown(window).items())
    window.session.add_image(open_test_image(200, 300, "pink"))
    window.main_actions.run()
    qtbot.waitUntil(lambda: not window.runner.running)
    assert all(before[name] == colour for name, colour in shown(window).items())


def test_exports_and_the_history_keep_the_colours_of_the_window(
    qtbot: QtBot, make_window: MakeWindow
) -> None:
    window = make_window(engine_of, [local_model("Gemma"), local_model("Pali")])
    window.session.class_colours.give(["an earlier class", "another", "spare", "fourth"])
    window.main_actions.run()
    qtbot.waitUntil(lambda: not window.runner.running)
    comparison = window.session.comparison()
    assert comparison is not None
    again = from_record(to_record(comparison))
    assert again == comparison
    exported = colours_for(labels_of(again), again.class_colours)
    assert {name: QColor(colour).name() for name, colour in exported.items()} == shown(window)
