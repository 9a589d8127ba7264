"""How a comparison is looked at: layout, part of the image, hidden classes; kept with it."""

from __future__ import annotations

import json
from dataclasses import dataclass

from PySide6.QtCore import QObject, QPointF, Signal

from vizdesk.ui.compare.compare_view import CompareView
from vizdesk.ui.compare.pane_grid import Arrangement


@dataclass(frozen=True, slots=True)
class ViewState:
    """Layout, the pane that fills the space, hidden classes, and the shared camera (0..1, zoom)."""

    arrangement: Arrangement = Arrangement.GRID
    expanded: str | None = None
    hidden: tuple[str, ...] = ()
    centre: tuple[float, float] = (0.5, 0.5)
    zoom: float = 1.0


class CompareViewState(QObject):
    """How the comparison on the screen is looked at, saved and restored as text."""

    changed = Signal()

    def __init__(self, canvas: CompareView) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        for changed in (canvas.camera.moved, canvas.display_changed, canvas.grid.placed):
            changed.connect(self.changed)

    def save(self) -> str:
        """How it is looked at now."""
        return to_text(state_of(self._canvas))

    def restore(self, text: str) -> bool:
        """Have it looked at as it was saved; False where `text` is empty or of another version."""
        state = from_text(text)
        if state is not None:
            put_back(self._canvas, state)
        return state is not None


def state_of(canvas: CompareView) -> ViewState:
    """How the canvas stands."""
    camera, grid = canvas.camera, canvas.grid
    centre = (round(camera.centre.x(), 5), round(camera.centre.y(), 5))
    hidden = tuple(sorted(canvas.hidden))
    arrangement = Arrangement.GRID if grid.arrangement.aside else grid.arrangement
    return ViewState(arrangement, grid.expanded, hidden, centre, round(camera.zoom, 4))


def to_text(state: ViewState) -> str:
    """As it is kept."""
    return json.dumps(
        {
            "arrangement": state.arrangement.value,
            "expanded": state.expanded,
            "hidden": list(state.hidden),
            "centre": list(state.centre),
            "zoom": state.zoom,
        },
        ensure_ascii=False,
    )


def from_text(text: str) -> ViewState | None:
    """It again; None where nothing was kept, or by a version with other looks."""
    try:
        table = json.loads(text)
        x, y = table["centre"]
        return ViewState(
            Arrangement(table["arrangement"]),
            table["expanded"],
            tuple(map(str, table["hidden"])),
            (float(x), float(y)),
            float(table["zoom"]),
        )
    except (ValueError, KeyError, TypeError):
        return None


def put_back(canvas: CompareView, state: ViewState) -> None:
    """Have the canvas stand so."""
    for name in sorted(canvas.hidden ^ set(state.hidden)):
        canvas.hide(name, name in state.hidden)
    if canvas.grid.arrangement is not state.arrangement:
        canvas.grid.arrange(state.arrangement)
    if state.expanded in canvas.panes and canvas.grid.expanded != state.expanded:
        canvas.grid.toggle_expanded(str(state.expanded))
    canvas.camera.look(QPointF(*state.centre), state.zoom)
