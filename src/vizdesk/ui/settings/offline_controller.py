"""The Offline command: everything that talks to a server is ended, and none is begun."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from vizdesk.comparison.models import Endpoint
from vizdesk.ui.core.session import Session
from vizdesk.ui.widgets.status_line import ShowMessage


class OfflineController(QObject):
    """Switches and remembers; `changed` tells whether vizdesk is offline from now on.

    `look_up_needs` has the model list say anew what each model needs. At `went_offline` whoever
    else uses the network stops.
    """

    changed = Signal(bool)
    went_offline = Signal()

    def __init__(
        self, session: Session, say: ShowMessage, look_up_needs: Callable[[], None]
    ) -> None:
        super().__init__(session)
        self._session, self._say = session, say
        self._look_up_needs = look_up_needs

    @property
    def on(self) -> bool:
        """Whether vizdesk is offline."""
        return self._session.services.settings.offline.on

    def toggle(self) -> None:
        """Go offline, or online again."""
        offline = self._session.services.settings.offline
        if offline.forced:
            self._say(self.tr("This run was started offline and stays so; start vizdesk anew."))
            return
        offline.switch(not offline.on)
        if offline.on:
            self._hang_up()
            self.went_offline.emit()
            self._say(self.tr("Offline: vizdesk opens no connection until you switch it off."))
        else:
            self._say(self.tr("Online again. Models behind an API can be asked."))
        self.changed.emit(offline.on)
        # What a run costs, and which models can be asked, depends on it.
        self._session.models_changed.emit()
        self._look_up_needs()
        self._session.background.run(
            self._session.services.settings.remember_offline, self
        ).failure(self._show_not_remembered)

    def _hang_up(self) -> None:
        remote = [model.id for model in self._session.models if isinstance(model.source, Endpoint)]
        for opened in self._session.images:
            self._session.withdraw(remote, opened)
        self._session.background.run(
            self._session.services.comparisons.close_connections(), self
        ).failure(self._show_not_closed)

    def _show_not_closed(self, error: BaseException) -> None:
        self._say(self.tr("A connection could not be closed: {why}").format(why=error))

    def _show_not_remembered(self, error: BaseException) -> None:
        words = self.tr("This is not remembered for the next start: {why}")
        self._say(words.format(why=error))
