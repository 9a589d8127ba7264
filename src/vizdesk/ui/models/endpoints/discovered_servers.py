"""What was found on this machine: a line for each server, with a button that adds it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from vizdesk.catalog.endpoints.endpoint import KnownEndpoint
from vizdesk.catalog.endpoints.server_models import USUAL_PORTS, DiscoveredServer
from vizdesk.ui.text.translate import translated
from vizdesk.ui.widgets.basics import ElidedLabel, button, label, rule


class DiscoveredServers(QWidget):
    """Hidden until somebody looked."""

    add_wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(20, 0, 20, 0)
        self._column.setSpacing(6)
        self.words = label("", "muted")
        self.words.setWordWrap(True)
        self._column.addWidget(rule())
        self._column.addWidget(self.words)
        self._servers: tuple[DiscoveredServer, ...] = ()
        self._lines: list[QWidget] = []
        self.hide()

    def show_busy(self) -> None:
        """Say that somebody is looking."""
        self.show_words(self.tr("looking…"))

    def show_words(self, words: str) -> None:
        """Say a sentence instead of servers."""
        self._servers = ()
        self._clear()
        self.words.setText(translated(words))
        self.show()

    def show_servers(
        self, servers: tuple[DiscoveredServer, ...], endpoints: Sequence[KnownEndpoint]
    ) -> None:
        """Show what was found; what is `known` already cannot be added."""
        if servers:
            self.show_words(self.tr("Found on this machine:"))
        else:
            ports = ", ".join(f"{kind.value} {port}" for kind, port in USUAL_PORTS.items())
            words = self.tr("No server of models answers at the usual ports ({ports}).")
            self.show_words(words.format(ports=ports))
        self._servers = servers
        self.show_known(endpoints)

    def show_known(self, endpoints: Sequence[KnownEndpoint]) -> None:
        """Bring the buttons up to date with what is in the list."""
        self._clear()
        there = {endpoint.base_url for endpoint in endpoints}
        for server in self._servers:
            self._lines.append(self._line(server, server.base_url in there))
            self._column.addWidget(self._lines[-1])

    def _line(self, server: DiscoveredServer, there: bool) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(label(server.kind.value, "strong"))
        row.addWidget(ElidedLabel(f"{server.base_url} · {self._count(server)}", "muted"), 1)
        add = button(self.tr("in the list") if there else self.tr("Add"))
        add.setAccessibleName(f"{add.text()} {server.kind.value}")
        add.setEnabled(not there)
        add.clicked.connect(lambda: self.add_wanted.emit(server))
        row.addWidget(add)
        return line

    def _count(self, server: DiscoveredServer) -> str:
        if server.models is None:
            return self.tr("wants a key")
        return self.tr("%n model(s)", "", server.models)

    def _clear(self) -> None:
        for line in self._lines:
            line.hide()
            line.deleteLater()
        self._lines = []
