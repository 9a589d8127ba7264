"""One line of the model list: a check mark, name, what it is, and what it still needs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from vizdesk.catalog.insights.requirements import Requirement, RequirementKind
from vizdesk.common.formatting import byte_size
from vizdesk.common.web_addresses import split_address
from vizdesk.comparison.models import Endpoint, Model
from vizdesk.painting.fonts import sans
from vizdesk.ui.text.translate import translate_message
from vizdesk.ui.widgets.plain_text import elided_words, set_tip
from vizdesk.ui.widgets.theme import Tokens

if TYPE_CHECKING:
    from vizdesk.downloads.machine_fit import DownloadFit


class ModelRow(QAbstractButton):
    """A checkable row; painted, so that hundreds stay cheap."""

    def __init__(self, model: Model, tokens: Tokens) -> None:
        super().__init__()
        self.model = model
        self.need: Requirement | None = None
        self.download: DownloadFit | None = None
        self._tokens = tokens
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(model.name)
        set_tip(self, model.description)
        self.setAccessibleDescription(self._second_line())

    def sizeHint(self) -> QSize:
        return QSize(220, 52)

    def set_tokens(self, tokens: Tokens) -> None:
        """Repaint in another theme."""
        self._tokens = tokens
        self.update()

    def set_need(self, need: Requirement) -> None:
        """Say what the model still needs."""
        self.need = need
        self._say()

    def set_download(self, download: DownloadFit) -> None:
        """Say how large its files are, and whether it would fit, while they are not here."""
        self.download = download
        self._say()

    def _say(self) -> None:
        words = [self.model.description]
        if self.need is not None:
            words += [translate_message(self.need.sentence), translate_message(self.need.memory)]
        if self._fetchable is not None:
            words.append(translate_message(self._fetchable.fit.words))
        set_tip(self, "\n".join(filter(None, words)))
        told = [self._second_line(), self._state()[0]]
        if self._fetchable is not None:
            told.append(self.tr("download"))  # its state is a size alone
        self.setAccessibleDescription(", ".join(told))
        self.update()

    @property
    def _fetchable(self) -> DownloadFit | None:
        """The fit of its download, as long as it has to be downloaded."""
        waits = self.need is not None and self.need.kind is RequirementKind.DOWNLOAD
        return self.download if waits else None

    def matches(self, words: Sequence[str]) -> bool:
        """Whether all `words` (lower case) stand somewhere in this row."""
        line = f"{self.model.name} {self.model.id} {self._second_line()}".lower()
        return all(word in line for word in words)

    def _second_line(self) -> str:
        model = self.model
        size = byte_size(model.size_bytes) if model.size_bytes else ""
        host = ""
        if isinstance(model.source, Endpoint):
            host = split_address(model.source.base_url).hostname or ""
        places = (model.organisation, host if host != model.organisation else "")
        return " · ".join(filter(None, (self._lacks(), *places, model.quantisation, size)))

    def _lacks(self) -> str:
        """What this machine lacks for it, in a few words; empty where nothing is known to."""
        fetchable = self._fetchable
        if fetchable is None or not fetchable.fit.refused:
            return ""
        from vizdesk.downloads.machine_fit import FitKind

        if fetchable.fit.kind is FitKind.NO_DISK or fetchable.fit.need is None:
            return self.tr("no room on the disk")
        return self.tr("needs ≈ {size}").format(size=byte_size(fetchable.fit.need))

    def _download_words(self) -> tuple[str, str]:
        fetchable = self._fetchable
        if fetchable is None:
            return self.tr("download"), self._tokens.muted
        if fetchable.size is None:
            return self.tr("size ?"), self._tokens.muted
        size = byte_size(fetchable.size)
        tone = self._tokens.fair if fetchable.fit.refused else self._tokens.muted
        return (size if fetchable.exact else f"≈ {size}"), tone

    def paintEvent(self, event: QPaintEvent) -> None:
        t = self._tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        row = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.setPen(QPen(QColor(t.accent), 1) if self.hasFocus() else Qt.PenStyle.NoPen)
        if self.isChecked():
            painter.setBrush(QColor(t.selected))
        elif self.underMouse():
            painter.setBrush(QColor(t.hover))
        else:
            painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(row, 8, 8)
        self._paint_check(painter, QRectF(9, 11, 16, 16))
        self._paint_words(painter, row)

    def _paint_check(self, painter: QPainter, box: QRectF) -> None:
        t = self._tokens
        if not self.isChecked():
            painter.setPen(QPen(QColor(t.muted), 1.2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box, 4, 4)
            return
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(t.accent))
        painter.drawRoundedRect(box, 4, 4)
        pen = QPen(QColor(t.on_accent), 1.8)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        x, y = box.x(), box.y()
        painter.drawPolyline(
            [QPointF(x + 4, y + 8.4), QPointF(x + 7, y + 11.2), QPointF(x + 12, y + 5)]
        )

    def _paint_words(self, painter: QPainter, row: QRectF) -> None:
        t = self._tokens
        state, colour = self._state()
        painter.setFont(sans(12))
        wide = painter.fontMetrics().horizontalAdvance(state) if state else 0
        left, right = 34.0, row.right() - 9
        align = Qt.AlignmentFlag.AlignVCenter
        if state:
            painter.setPen(QColor(colour))
            painter.drawText(QRectF(right - wide - 2, 8, wide + 2, 20), align, state)
        room = int(right - wide - 10 - left)
        painter.setFont(sans(13, 500))
        painter.setPen(QColor(t.text))
        name = elided_words(
            painter.fontMetrics(), self.model.name, Qt.TextElideMode.ElideMiddle, room
        )
        painter.drawText(QRectF(left, 8, room, 20), align, name)
        painter.setFont(sans(12))
        painter.setPen(QColor(t.muted))
        room = int(right - left)
        line = elided_words(
            painter.fontMetrics(), self._second_line(), Qt.TextElideMode.ElideRight, room
        )
        painter.drawText(QRectF(left, 27, room, 18), align, line)

    def _ready_words(self) -> str:
        """A key that was entered is not a key that works: nobody has asked the server yet."""
        source = self.model.source
        if not isinstance(source, Endpoint):
            return self.tr("ready")
        return "" if source.key_name is None else self.tr("key set")

    def _state(self) -> tuple[str, str]:
        t = self._tokens
        if not self.model.askable:
            return self.tr("pasted"), t.muted
        if self.need is None:
            return "", t.muted
        if self.need.kind is RequirementKind.DOWNLOAD:
            return self._download_words()
        words = {
            RequirementKind.NOTHING: self._ready_words(),
            RequirementKind.OFFLINE: self.tr("offline"),
            RequirementKind.KEY: self.tr("no API key"),
            RequirementKind.CONSENT: self.tr("key not allowed"),
            RequirementKind.FILES: self.tr("file missing"),
            RequirementKind.MEMORY: self.tr("too large"),
            RequirementKind.SHUT_DOWN: self.tr("shut down"),
        }[self.need.kind]
        # Offline is as the person wants it: nothing to warn of.
        quiet = self.need.ready or self.need.kind is RequirementKind.OFFLINE
        return words, t.muted if quiet else t.fair
