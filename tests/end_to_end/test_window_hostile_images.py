"""While an image that takes its decoder all its time is opened, the window goes on living."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from tests.end_to_end.window_driver import driven_window
from tests.processes import alive, descendants

from vizdesk.common import resources

SHAPES = resources.folder() / "samples" / "shapes.png"
LEAST_BEATS = 50
"""Of the 2,000 that a timer of 5 ms has in the ten seconds of a decoder."""

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks at /proc for what is left")


def endless_drawing(folder: Path) -> Path:
    """An SVG of 240 kB that a renderer has hours to do with: 3,000 blurred squares."""
    squares = (
        f'<rect filter="url(#f)" x="{at}" y="{at}" width="3900" height="3900" fill="red"/>'
        for at in range(3000)
    )
    path = folder / "blurred.svg"
    path.write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" width="4000" height="4000"><defs><filter id="f">'
        f'<feGaussianBlur stdDeviation="90"/></filter></defs>{"".join(squares)}</svg>'
    )
    return path


def test_a_drawing_without_end_costs_a_sentence_and_the_window_lives_meanwhile(
    tmp_path: Path,
) -> None:
    drawing = endless_drawing(tmp_path)
    with driven_window(str(SHAPES)) as window:
        window.wait(lambda state: state["image"] and state["needs"])
        window.tell("heart")
        window.tell("open", paths=[str(drawing)])
        # A model is asked about another image meanwhile.
        assert window.ask("demo-small")["answers"]["demo-small"]["state"] == "done"
        state = window.wait(lambda state: "blurred.svg took" in state["message"])
        assert state["message"] == "blurred.svg took longer than 10 s to decode and was stopped."
        assert window.tell("heart")["beats"] >= LEAST_BEATS
        assert [Path(path).name for path in state["images"]] == ["shapes.png"]
        below = descendants(window.pid)
        assert window.close() == 0
        assert [pid for pid in below if alive(pid)] == []
