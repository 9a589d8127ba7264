"""The Offline command: everything that talks to a server is ended, and none is begun."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from vizdesk.comparison.models import Endpoint
from vizdesk.ui.core.session import Session
from vizdesk.ui.core.task_runner import StoppedError
from vizdesk.ui.shell.header import Header
from vizdesk.ui.widgets.status_line import ShowMessage


class OfflineController(QObject):
    """Switches, remembers, and shows the state in the header.

    `look_up_needs` has the model list say anew what each model needs. At `went_offline` whoever
    else uses the network stops.
    """

    went_offline = Signal()

    def __init__(
        self, session: Session, header: Header, say: ShowMessage, look_up_needs: Callable[[], None]
    ) -> None:
        super().__init__(session)
        self._session, self._header, self._say = session, header, say
        self._look_up_needs = look_up_needs
        header.show_offline(self.on)

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
        self._header.show_offline(offline.on)
        # What a run costs, and which models can be asked, depends on it.
        self._session.models_changed.emit()
        self._look_up_needs()
        self._session.background.call(
            self._session.services.settings.remember_offline, self._remembered
        )

    def _hang_up(self) -> None:
        remote = [model.id for model in self._session.models if isinstance(model.source, Endpoint)]
        for opened in self._session.images:
            self._session.stop(remote, opened)
        self._session.background.start(
            self._session.services.comparisons.close_connections(), self._hung_up
        )

    def _hung_up(self, _: object, error: BaseException | None) -> None:
        if error is not None and not isinstance(error, StoppedError):
            self._say(self.tr("A connection could not be closed: {why}").format(why=error))

    def _remembered(self, _: object, error: BaseException | None) -> None:
        if error is not None and not isinstance(error, StoppedError):
            words = self.tr("This is not remembered for the next start: {why}")
            self._say(words.format(why=error))
