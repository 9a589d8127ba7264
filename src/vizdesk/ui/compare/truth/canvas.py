"""The image on which truth is drawn: by mouse, or by keys alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import Enum

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
)

from vizdesk.comparison.types import Box
from vizdesk.truth.editing import (
    LEAST_SIDE_PX,
    DrawnObjects,
    Handle,
    deleted,
    drew,
    grown,
    moved,
    resized,
    selected_at,
    selected_next,
)
from vizdesk.ui.compare.camera import Camera
from vizdesk.ui.compare.truth.display import TruthDisplay

NUDGE_PX, FAR_PX = 1, 10
FIRST_SHARE = 0.25
"""A box that is drawn by keys takes this share of what is in sight, in its middle."""
Drag = Callable[[QPointF, bool], DrawnObjects]
"""From a place (0..1) and whether Shift is held: what is drawn while the mouse is there."""


class Tool(Enum):
    """What a press of the mouse does."""

    SELECT = "select"
    DRAW = "draw"
    PAN = "pan"


CURSORS = {
    Handle.TOP_LEFT: Qt.CursorShape.SizeFDiagCursor,
    Handle.BOTTOM_RIGHT: Qt.CursorShape.SizeFDiagCursor,
    Handle.TOP_RIGHT: Qt.CursorShape.SizeBDiagCursor,
    Handle.BOTTOM_LEFT: Qt.CursorShape.SizeBDiagCursor,
    Handle.TOP: Qt.CursorShape.SizeVerCursor,
    Handle.BOTTOM: Qt.CursorShape.SizeVerCursor,
    Handle.LEFT: Qt.CursorShape.SizeHorCursor,
    Handle.RIGHT: Qt.CursorShape.SizeHorCursor,
}
TOOLS = {Qt.Key.Key_V: Tool.SELECT, Qt.Key.Key_R: Tool.DRAW, Qt.Key.Key_H: Tool.PAN}
ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class TruthCanvas(TruthDisplay):
    """Shows what is drawn, and tells of every edit; what is kept and undone is its owner's.

    `edited(drawn, goes_on)`: `goes_on` where it is one edit with that before (an arrow key held).
    `class_wanted(place)`: the selected object's class is to be chosen, in pixels of this widget.
    `numbered(n)`: the class of that number, from 1. `stepped(n)`: n edits forth (−1: one back).
    """

    edited = Signal(object, bool)
    class_wanted = Signal(object)
    numbered = Signal(int)
    stepped = Signal(int)
    next_wanted = Signal()
    tool_changed = Signal(object)

    def __init__(self, camera: Camera) -> None:
        super().__init__(camera)
        self.tool = Tool.SELECT
        self.enabled = False
        """Whether it is known what was drawn before: until then nothing is drawn over it."""
        self._drag: Drag | None = None
        self._pans = False
        self.setAccessibleName(self.tr("Image on which truth is drawn"))

    # --- What is shown ------------------------------------------------------------------------
    def show_drawn(
        self, drawn: DrawnObjects, colours: Mapping[str, QColor], size: tuple[int, int]
    ) -> None:
        """Show these objects; a drag that goes on is let go."""
        self._drag = None
        super().show_drawn(drawn, colours, size)

    def show_classes(self, label: str, colours: Mapping[str, QColor]) -> None:
        """Take these colours; what is being drawn goes on."""
        if self._drag is None:
            super().show_classes(label, colours)

    def choose_tool(self, tool: Tool) -> None:
        """Have a press of the mouse do something else."""
        self.tool = tool
        self._show_cursor(self.mapFromGlobal(self.cursor().pos()).toPointF())
        self.tool_changed.emit(tool)

    def _edit(self, drawn: DrawnObjects, *, goes_on: bool = False) -> None:
        if drawn != self.drawn and self.enabled:
            self.edited.emit(drawn, goes_on)

    # --- Mouse --------------------------------------------------------------------------------
    def mousePressEvent(self, event: QMouseEvent) -> None:
        left = event.button() is Qt.MouseButton.LeftButton
        if self._levels is None or not left or self._pans or self.tool is Tool.PAN:
            middle = event.button() is Qt.MouseButton.MiddleButton
            if left or middle:
                self._pressed = self._last = event.position()
            return
        if not self.enabled:
            return
        at = self.point_at(event.position())
        self._drag = self._drag_from(at)
        if self._drag is None:
            self._pressed = self._last = event.position()  # the ground is moved as in panes

    def _drag_from(self, at: QPointF) -> Drag | None:
        """What a drag that begins at a place (0..1) does; None: it moves the image."""
        handle = self._handle_under(at)
        if handle is not None:
            start = self.drawn
            return lambda to, _: resized(start, handle, *self._snapped(to))
        if self.tool is Tool.DRAW:
            start = self.drawn
            first = self._snapped(at)
            return lambda to, square: self._drew_to(start, first, to, square=square)
        start = selected_at(self.drawn, at.x(), at.y())
        self._edit(start)
        if start.selected is None:
            return None
        return lambda to, _: moved(start, *self._snapped(to - at))

    def _drew_to(
        self, start: DrawnObjects, first: tuple[float, float], to: QPointF, *, square: bool
    ) -> DrawnObjects:
        x, y = self._snapped(to)
        if square:  # in pixels of the image, towards the pointer
            wide, high = (x - first[0]) * self._size[0], (y - first[1]) * self._size[1]
            side = min(abs(wide), abs(high))
            x = first[0] + (side if wide > 0 else -side) / self._size[0]
            y = first[1] + (side if high > 0 else -side) / self._size[1]
        return drew(start, Box(first[0], first[1], x, y), self.label, self._size)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._drag is not None:
            square = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._show(self._drag(self.point_at(event.position()), square))
        elif self._last is not None:
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
            self._pan(self._last - event.position())
            self._last = event.position()
        else:
            self._hover(self.detection_at(event.position()))
            self._show_cursor(event.position())

    def _show_cursor(self, at: QPointF) -> None:
        handle = self._handle_under(self.point_at(at)) if self._levels is not None else None
        if handle is not None:
            self.setCursor(CURSORS[handle])
        elif self.tool is Tool.DRAW:
            self.setCursor(Qt.CursorShape.CrossCursor)
        elif self.tool is Tool.PAN or self._pans:
            self.setCursor(Qt.CursorShape.OpenHandCursor)
        elif self.detection_at(at) >= 0:
            self.setCursor(Qt.CursorShape.SizeAllCursor)
        else:
            self.unsetCursor()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        drag, self._drag = self._drag, None
        self._pressed = self._last = None
        if drag is None:
            self._show_cursor(event.position())
            return
        before = len(self.drawn.things)
        square = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        drawn = drag(self.point_at(event.position()), square)
        if drawn == self.drawn:
            self._show(self.drawn)
            return
        self._edit(drawn)
        if len(drawn.things) > before:
            self._ask_for_class()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self.tool is Tool.SELECT and self.detection_at(event.position()) >= 0:
            self._ask_for_class()
        elif self.tool is not Tool.DRAW:
            self._whole()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_mouse = event.reason() is QContextMenuEvent.Reason.Mouse
        if by_mouse:
            at = self.point_at(event.pos().toPointF())
            self._edit(selected_at(self.drawn, at.x(), at.y()))
        self._ask_for_class()
        event.accept()

    def _ask_for_class(self) -> None:
        place = self.place_of_selection()
        if place is not None and self.enabled:
            self.class_wanted.emit(place)

    # --- Keys ---------------------------------------------------------------------------------
    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent):
            busy = self._drag is not None or self.drawn.selected is not None
            escape = event.key() == Qt.Key.Key_Escape
            if event.type() is QEvent.Type.ShortcutOverride and escape and busy:
                event.accept()  # first it lets go of what is held; then it is the window's
                return True
            if event.type() is QEvent.Type.KeyPress and self._tabbed(event):
                return True
        return super().event(event)

    def _tabbed(self, event: QKeyEvent) -> bool:
        """Tab goes from box to box, and after the last one on to what comes next."""
        steps = {Qt.Key.Key_Tab: 1, Qt.Key.Key_Backtab: -1}
        step = steps.get(Qt.Key(event.key()))
        things, at = self.drawn.things, self.drawn.selected
        if step is None or not things:
            return False
        last = len(things) - 1 if step > 0 else 0
        if at == last:
            return False
        self._edit(selected_next(self.drawn, step))
        self._look_in_sight()
        return True

    def _look_in_sight(self) -> None:
        """Move a selected box into sight that lies outside."""
        place = self.place_of_selection()
        if place is not None and not QRectF(self.rect()).contains(place.center()):
            self.camera.look(self.point_at(place.center()), self.camera.zoom)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._levels is None or not (self._took_key(event) or self._took_edit(event)):
            super().keyPressEvent(event)

    def _took_key(self, event: QKeyEvent) -> bool:
        """Tools, undo, the space bar: whether it was one of them."""
        key, plain = Qt.Key(event.key()), not _modified(event)
        if event.matches(QKeySequence.StandardKey.Undo):
            self.stepped.emit(-1)
        elif event.matches(QKeySequence.StandardKey.Redo) or _is_redo(event):
            self.stepped.emit(1)
        elif key in TOOLS and plain:
            self.choose_tool(TOOLS[key])
        elif key is Qt.Key.Key_N and plain:
            self.next_wanted.emit()
        elif key is Qt.Key.Key_Space:
            self._pans = True
            self.setCursor(Qt.CursorShape.OpenHandCursor)
        elif key is Qt.Key.Key_Escape:
            return self._let_go()
        else:
            return False
        return True

    def _let_go(self) -> bool:
        if self._drag is not None:
            self._drag = None
            self._show(self.drawn)
            return True
        if self.drawn.selected is not None:
            self._edit(DrawnObjects(self.drawn.things, None, *_rest(self.drawn)))
            return True
        return False

    def _took_edit(self, event: QKeyEvent) -> bool:
        """What changes an object: whether it was such a key."""
        key, chosen = Qt.Key(event.key()), self.drawn.selected is not None
        if Qt.Key.Key_1 <= key <= Qt.Key.Key_9 and not _modified(event):
            self.numbered.emit(int(key) - int(Qt.Key.Key_0))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not _modified(event):
            self._enter()
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and chosen:
            self._edit(deleted(self.drawn))
        elif key in ARROWS and chosen:
            self._nudge(event, *ARROWS[key])
        else:
            return False
        return True

    def _enter(self) -> None:
        """A new box in the middle of what is in sight, or the class of the selected one."""
        if self.tool is not Tool.DRAW:
            self._ask_for_class()
            return
        part = self.visible_part
        x, y = (part.x0 + part.x1) / 2, (part.y0 + part.y1) / 2
        wide, high = (part.x1 - part.x0) * FIRST_SHARE, (part.y1 - part.y0) * FIRST_SHARE
        first = self._snapped(QPointF(x - wide / 2, y - high / 2))
        to = QPointF(x + wide / 2, y + high / 2)
        drawn = self._drew_to(self.drawn, first, to, square=False)
        if drawn != self.drawn:
            self._edit(drawn)
            self._ask_for_class()

    def _nudge(self, event: QKeyEvent, across: int, down: int) -> None:
        """Move the object by pixels of the image; with Alt its right and lower sides alone."""
        far = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        pixels = FAR_PX if far else NUDGE_PX
        by = across * pixels / self._size[0], down * pixels / self._size[1]
        if event.modifiers() & Qt.KeyboardModifier.AltModifier:
            least = LEAST_SIDE_PX / self._size[0], LEAST_SIDE_PX / self._size[1]
            drawn = grown(self.drawn, *by, least)
        else:
            drawn = moved(self.drawn, *by)
        self._edit(drawn, goes_on=event.isAutoRepeat())

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space:
            if not event.isAutoRepeat():
                self._pans = False
                self._show_cursor(self.mapFromGlobal(self.cursor().pos()).toPointF())
            return
        super().keyReleaseEvent(event)


def _modified(event: QKeyEvent) -> bool:
    keypad = Qt.KeyboardModifier.KeypadModifier
    return bool(event.modifiers() & ~keypad)


def _is_redo(event: QKeyEvent) -> bool:
    control = Qt.KeyboardModifier.ControlModifier
    shifted = event.modifiers() == control | Qt.KeyboardModifier.ShiftModifier
    plain = event.modifiers() == control
    return (event.key() == Qt.Key.Key_Z and shifted) or (event.key() == Qt.Key.Key_Y and plain)


def _rest(drawn: DrawnObjects) -> tuple[bool, tuple[str, ...]]:
    return drawn.known, drawn.started_from
