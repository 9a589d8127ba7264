"""How the room of a pane is shared by image and answer: one split for all panes, remembered."""

from __future__ import annotations

from PySide6.QtCore import QObject, QSettings, Qt, Signal

HANDLE = 8
"""Pixels between image and answer, to be dragged."""
TABS_HEIGHT = 30
"""Pixels of the answer that stay: its row of tabs."""
# Below them an answer should have two rows of boxes, where the image keeps this height above it.
_ROWS_HEIGHT, _IMAGE_HEIGHT = 58, 190
# An answer in words should have a few lines.
_WORDS_HEIGHT, _IMAGE_HEIGHT_WITH_WORDS = 160, 180
_DETAILS_WIDTH, _WORDS_WIDTH = 200, 260
_LEAST_VIEW = 60
# Of a pane's height: its head, its foot and the lines between.
_HEAD_AND_FOOT = 71
_KEYS = {Qt.Orientation.Vertical: "split below", Qt.Orientation.Horizontal: "split beside"}


def view_extent(
    room: int, across: int, aspect: float, orientation: Qt.Orientation, *, words: bool = False
) -> int:
    """Pixels of the image along the split where nobody has dragged it.

    `room` are the pixels to be shared, `across` those of the pane across the split, `aspect` the
    image's width by its height. The image fills the pane across where the answer keeps its tabs,
    and, where it is in `words`, some lines.
    """
    wanted, least = (
        (_WORDS_HEIGHT, _IMAGE_HEIGHT_WITH_WORDS) if words else (_ROWS_HEIGHT, _IMAGE_HEIGHT)
    )
    if orientation is Qt.Orientation.Vertical:
        fit = across / aspect
        rest = room - TABS_HEIGHT
        most = max(rest - wanted, min(rest, least))
    else:
        fit = across * aspect
        most = max(room // 2, room - (_WORDS_WIDTH if words else _DETAILS_WIDTH))
    return max(min(round(fit), most), min(_LEAST_VIEW, room))


class PaneSplit(QObject):
    """The split of all panes of a grid. `changed` when they are to share their room otherwise.

    `shares` are the image's shares (0..1) where somebody dragged the split, by its orientation.
    """

    changed = Signal()

    def __init__(self, settings: QSettings | None = None) -> None:
        super().__init__()
        self._settings = settings
        self.orientation = Qt.Orientation.Vertical
        self.aspect = 4 / 3
        self.words = False
        self._pane = (300.0, 400.0)
        self.shares: dict[Qt.Orientation, float] = {}
        for orientation, key in _KEYS.items():
            share = _share(settings.value(key)) if settings is not None else None
            if share is not None:
                self.shares[orientation] = share

    def fit_panes(self, width: float, height: float) -> None:
        """Panes have this size in pixels now: the answer goes under the image, or beside it."""
        self._pane = (width, height)
        wanted = self._better_orientation()
        if wanted is not self.orientation:
            self.orientation = wanted
            self.changed.emit()

    def _better_orientation(self) -> Qt.Orientation:
        """With the answer under the image or beside it: where the image is larger."""
        wide, high = self._pane[0], self._pane[1] - _HEAD_AND_FOOT
        under = view_extent(
            round(high) - HANDLE,
            round(wide),
            self.aspect,
            Qt.Orientation.Vertical,
            words=self.words,
        )
        beside = view_extent(
            round(wide) - HANDLE,
            round(high),
            self.aspect,
            Qt.Orientation.Horizontal,
            words=self.words,
        )
        if _image_area(wide, under, self.aspect) >= _image_area(beside, high, self.aspect):
            return Qt.Orientation.Vertical
        return Qt.Orientation.Horizontal

    def show_aspect(self, aspect: float) -> None:
        """Another image is shown, of this width by height."""
        if aspect > 0 and aspect != self.aspect:
            self.aspect = aspect
            self.orientation = self._better_orientation()
            self.changed.emit()

    def show_words(self, words: bool) -> None:
        """Whether answers are words now, which need more lines than boxes do."""
        if words is not self.words:
            self.words = words
            self.orientation = self._better_orientation()
            self.changed.emit()

    def drag(self, share: float) -> None:
        """Give the image this share (0..1) of every pane, from now on."""
        self.shares[self.orientation] = share
        self._keep()

    def reset(self) -> None:
        """Let the image have what it needs again."""
        self.shares.pop(self.orientation, None)
        self._keep()

    def _keep(self) -> None:
        if self._settings is not None:
            share = self.shares.get(self.orientation)
            self._settings.setValue(
                _KEYS[self.orientation], "" if share is None else round(share, 4)
            )
        self.changed.emit()

    def sizes(self, room: int, across: int) -> list[int]:
        """Pixels of image and answer, which share `room`; the tabs are never dragged away."""
        share = self.shares.get(self.orientation)
        if share is None:
            view = view_extent(room, across, self.aspect, self.orientation, words=self.words)
        else:
            view = round(share * room)
        view = min(max(view, min(_LEAST_VIEW, room)), max(0, room - TABS_HEIGHT))
        return [view, room - view]


def _image_area(width: float, height: float, aspect: float) -> float:
    """Square pixels of an image of this width by height that fits a view of this size."""
    across = min(width, height * aspect)
    return across * across / aspect


def _share(value: object) -> float | None:
    """A share as it was kept; None for what is none."""
    try:
        share = float(str(value))
    except ValueError:
        return None
    return share if 0 < share < 1 else None
