"""Keys and endpoints on one page: a row for each server, and a way to find or add others."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QMessageBox,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from vizdesk.catalog.endpoints.endpoint import KnownEndpoint
from vizdesk.catalog.endpoints.server_models import DiscoveredServer, ServerModel
from vizdesk.comparison.models import Model
from vizdesk.credentials.keys import store_problem
from vizdesk.diagnostics.report import Details
from vizdesk.services.endpoints import EndpointService
from vizdesk.ui.core.task_runner import TaskRunner
from vizdesk.ui.models.endpoints.add_dialog import AddEndpointDialog
from vizdesk.ui.models.endpoints.controller import EndpointList, EndpointsController
from vizdesk.ui.models.endpoints.discovered_servers import DiscoveredServers
from vizdesk.ui.models.endpoints.endpoint_row import EndpointRow
from vizdesk.ui.models.endpoints.key_dialog import KeyDialog
from vizdesk.ui.models.endpoints.server_models_dialog import ServerModelsDialog
from vizdesk.ui.text.translate import translate_message, translated
from vizdesk.ui.widgets import tab_order
from vizdesk.ui.widgets.basics import button, label, offer_details, open_at, restyle, rule
from vizdesk.ui.widgets.plain_text import message_box


class EndpointsDialog(QDialog):
    """Asks servers only when a button is pressed. Keys are never shown, nor read into the window.

    `on_change` is called when a key or a server came or went, also after this was closed. `chosen`:
    models to be put into the list; `listed` are those that are there already.
    """

    chosen = Signal(list)

    def __init__(
        self,
        services: EndpointService,
        background: TaskRunner,
        listed: Sequence[Model] = (),
        on_change: Callable[[], None] = lambda: None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._controller = EndpointsController(services, background, listed, on_change, self)
        self._user_endpoints = services.user_endpoints
        self._details: Details | None = None
        self.setWindowTitle(self.tr("Keys and endpoints"))
        self.rows: dict[str, EndpointRow] = {}
        self.words = label(self._explanation(), "muted")
        self.words.setWordWrap(True)
        self.again = button(self.tr("Try again"), "plain")
        self.again.clicked.connect(lambda: self.look())
        self.again.hide()
        self.add = button(self.tr("Add a server…"))
        self.add.clicked.connect(lambda: self.add_server())
        self.look_button = button(self.tr("Detect local servers"))
        self.look_button.clicked.connect(lambda: self.look_around())
        self.discovered = DiscoveredServers()
        self.discovered.add_wanted.connect(self._add_found)
        self._lay_out()
        self._connect()
        open_at(self, 760, 640)
        self.look()

    def _connect(self) -> None:
        controller = self._controller
        controller.endpoints_listed.connect(self._show)
        controller.message_shown.connect(self._tell)
        controller.outcome_shown.connect(self._show_outcome)
        controller.models_listed.connect(self._choose_models)
        controller.servers_discovered.connect(self._show_discovered)
        controller.discovery_failed.connect(self._show_not_discovered)
        controller.models_chosen.connect(self.chosen)

    def _explanation(self) -> str:
        return self.tr(
            "Keys are kept in this system's password store, or until you close vizdesk where "
            "there is none. Each is sent only to the server it belongs to."
        )

    def _lay_out(self) -> None:
        inside = QWidget()
        inside.setProperty("role", "list")
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(20, 8, 14, 8)
        self._column.setSpacing(0)
        self._column.addStretch(1)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setWidget(inside)
        message = QHBoxLayout()
        message.setContentsMargins(20, 0, 20, 0)
        message.addWidget(self.words, 1)
        message.addWidget(self.again)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        foot = QHBoxLayout()
        foot.setContentsMargins(20, 0, 20, 0)
        foot.setSpacing(8)
        foot.addWidget(self.add)
        foot.addWidget(self.look_button)
        foot.addStretch(1)
        foot.addWidget(buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 16)
        column.setSpacing(12)
        column.addWidget(self.area, 1)
        column.addWidget(self.discovered)
        column.addWidget(rule())
        column.addLayout(message)
        column.addLayout(foot)

    def explain(self, details: Details) -> None:
        """Have what is said here offer to be copied for a report."""
        self._details = details
        for words in (self.words, *(row.outcome for row in self.rows.values())):
            offer_details(words, details)

    def focusNextPrevChild(self, forward: bool) -> bool:
        return tab_order.step(self, forward)  # its rows come and go

    # --- What there is ----------------------------------------------------------------------
    def look(self) -> None:
        """Find out where each key is; a password store may ask to be unlocked meanwhile."""
        self._controller.look()

    def _show(self, listed: EndpointList) -> None:
        first = not self.rows
        if [row.endpoint for row in self.rows.values()] != list(listed.endpoints):
            self._build(listed.endpoints)
        for row in self.rows.values():
            row.show_key_status(listed.key_statuses.get(row.endpoint.key_name or ""))
        if first and self.rows:
            next(iter(self.rows.values())).key.setFocus()  # what one most likely came for
        self.discovered.show_known(listed.endpoints)
        problem = store_problem(listed.key_statuses.values())
        self.again.setVisible(bool(problem))
        if problem or listed.problems:
            self._tell(
                "\n".join(filter(None, map(translate_message, (problem, *listed.problems)))), "fair"
            )
        elif self.words.property("tone") == "fair":
            self._tell(self._explanation(), "")

    def _build(self, endpoints: Sequence[KnownEndpoint]) -> None:
        outcomes = {
            key: (row.outcome.text(), str(row.outcome.property("tone")))
            for key, row in self.rows.items()
            if not row.outcome.isHidden()
        }
        while self._column.count() > 1:
            item = self._column.takeAt(0)
            gone = item.widget() if item else None
            if gone is not None:
                gone.hide()
                gone.deleteLater()
        before, self.rows = set(self.rows), {}
        for own, title in ((False, self.tr("SERVICES")), (True, self.tr("YOUR OWN SERVERS"))):
            members = [endpoint for endpoint in endpoints if endpoint.own is own]
            if members:
                heading = label(title, "section")
                heading.setContentsMargins(0, 10, 0, 2)
                self._put(heading)
            for endpoint in members:
                self._put(self._row(endpoint))
                if endpoint is not members[-1]:
                    self._put(rule())
        for key, (words, tone) in outcomes.items():
            if key in self.rows:
                self.rows[key].show_outcome(words, tone)
        new = [row for key, row in self.rows.items() if before and key not in before]
        if new:
            # A row that was put there just now has no place yet.
            QTimer.singleShot(0, new[-1], lambda: self.area.ensureWidgetVisible(new[-1], 0, 12))

    def _put(self, widget: QWidget) -> None:
        self._column.insertWidget(self._column.count() - 1, widget)

    def _row(self, endpoint: KnownEndpoint) -> EndpointRow:
        row = EndpointRow(endpoint)
        if self._details is not None:
            offer_details(row.outcome, self._details)
        row.key_wanted.connect(partial(self._enter, endpoint))
        row.test_wanted.connect(partial(self._test, row))
        row.models_wanted.connect(partial(self._list, row))
        row.forget_wanted.connect(partial(self._confirm_forget, endpoint))
        row.remove_wanted.connect(partial(self._confirm_remove, endpoint))
        self.rows[endpoint.id] = row
        return row

    def _tell(self, words: str, tone: str) -> None:
        self.words.setText(translated(words))
        restyle(self.words, "tone", tone)

    # --- Keys -------------------------------------------------------------------------------
    def _enter(self, endpoint: KnownEndpoint) -> None:
        dialog = KeyDialog(endpoint.name, self, base_url=endpoint.base_url)
        dialog.accepted.connect(lambda: self._keep(endpoint, dialog.key))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _keep(self, endpoint: KnownEndpoint, key: str) -> None:
        self.rows[endpoint.id].show_outcome("", "")
        self._controller.keep_key(endpoint, key)

    def _confirm_forget(self, endpoint: KnownEndpoint) -> None:
        words = self.tr("Remove the key for {name}?").format(name=endpoint.name)
        more = self.tr("vizdesk cannot bring it back; you can enter it again.")
        self._confirm(words, more, partial(self._controller.forget_key, endpoint))

    # --- Servers of one's own ------------------------------------------------------------------
    def _confirm_remove(self, endpoint: KnownEndpoint) -> None:
        words = self.tr("Remove {name}?").format(name=endpoint.name)
        more = self.tr("Its key is removed too. Models you added from it stay in the list.")
        self._confirm(words, more, partial(self._controller.remove, endpoint))

    def _confirm(self, words: str, more: str, confirmed: Callable[[], None]) -> None:
        box = message_box(self, self.windowTitle(), words, more)
        remove = box.addButton(self.tr("Remove"), QMessageBox.ButtonRole.AcceptRole)
        box.setDefaultButton(box.addButton(QMessageBox.StandardButton.Cancel))
        remove.clicked.connect(confirmed)
        box.open()

    def add_server(self) -> None:
        """Ask for the name and address of a server of one's own."""
        dialog = AddEndpointDialog(self._user_endpoints, self)
        dialog.accepted.connect(
            lambda: self._controller.add(dialog.name, dialog.address, dialog.key)
        )
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def look_around(self) -> None:
        """Look for servers of models on this machine."""
        self.look_button.setEnabled(False)
        self.discovered.show_busy()
        self._controller.look_around()

    def _show_discovered(self, servers: tuple[DiscoveredServer, ...]) -> None:
        self.look_button.setEnabled(True)
        self.discovered.show_servers(servers, [row.endpoint for row in self.rows.values()])

    def _show_not_discovered(self, words: str) -> None:
        self.look_button.setEnabled(True)
        self.discovered.show_words(words)

    def _add_found(self, server: DiscoveredServer) -> None:
        self._controller.add(server.kind.value, server.base_url)

    # --- Asking servers -------------------------------------------------------------------------
    def _test(self, row: EndpointRow) -> None:
        row.show_busy(self.tr("asking {host}…").format(host=row.endpoint.host))
        self._controller.test(row.endpoint)

    def _list(self, row: EndpointRow) -> None:
        row.show_busy(self.tr("asking {host}…").format(host=row.endpoint.host))
        self._controller.list_models(row.endpoint)

    def _show_outcome(self, endpoint_id: str, words: str, tone: str, details: str) -> None:
        if endpoint_id in self.rows:
            self.rows[endpoint_id].show_outcome(words, tone, details)

    def _choose_models(self, endpoint: KnownEndpoint, models: Sequence[ServerModel]) -> None:
        if endpoint.id not in self.rows:
            return
        slugs = self._controller.listed_slugs(endpoint)
        dialog = ServerModelsDialog(endpoint, models, slugs, self)
        dialog.accepted.connect(lambda: self._controller.take(endpoint, dialog.chosen))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def done(self, result: int) -> None:
        """Close; whatever is still being asked is hung up."""
        self._controller.close()
        super().done(result)
