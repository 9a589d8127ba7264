"""Opens “How … is asked” from the model list and from the prompt, and keeps what was edited."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog, QWidget

from vizdesk.catalog.gguf.family_reason import family_reason
from vizdesk.comparison.models import Model
from vizdesk.comparison.profiles import Profile
from vizdesk.ui.core.session import Session
from vizdesk.ui.models.list.list_panel import ModelList
from vizdesk.ui.text.translate import error_sentence, translate_message
from vizdesk.ui.widgets.status_line import ShowMessage

if TYPE_CHECKING:
    from vizdesk.ui.models.profile.dialog import ProfileDialog


class ProfileController(QObject):
    """Connects the dialog with the session; files are read and written in the background."""

    def __init__(
        self, window: QWidget, session: Session, rows: ModelList, say: ShowMessage
    ) -> None:
        super().__init__(window)
        self._window, self._session, self._rows, self._say = window, session, rows, say
        self._user_profiles = session.services.profiles
        self._open: ProfileDialog | None = None

    def show_family(self, profile_id: str) -> None:
        """Show how the chosen models of a family are asked."""
        chosen = self._session.chosen_models
        model = next((m for m in chosen if self._session.profile_of(m).id == profile_id), None)
        if model is not None:
            self.show_dialog(model)

    def show_dialog(self, model: Model) -> None:
        """Show and edit how `model` is asked, the current task's words in front."""
        # The window does not wait for the image encoder it needs.
        from vizdesk.ui.models.profile.dialog import ProfileDialog

        current = self._session.current
        size = (current.image.ref.width, current.image.ref.height) if current else None
        dialog = ProfileDialog(model, self._user_profiles, size, self._session.task, self._window)
        dialog.family.currentIndexChanged.connect(lambda _: self._explain(dialog))
        dialog.finished.connect(partial(self._finished, dialog))
        self._open = dialog
        self._explain(dialog)
        if self._user_profiles.problems:
            self._say(" ".join(map(translate_message, self._user_profiles.problems)))
        dialog.open()

    def _model(self, model_id: str) -> Model:
        return next(model for model in self._session.models if model.id == model_id)

    def _explain(self, dialog: ProfileDialog) -> None:
        model, family = dialog.model, dialog.chosen
        if family != self._user_profiles.profile_of(model).id or self._user_profiles.chosen(model):
            dialog.show_why(self.tr("Chosen by you."))
            return

        def show(words: str) -> None:
            # By now it may show another family, or be gone.
            if self._open is dialog and dialog.chosen == family:
                dialog.show_why(words)

        why = partial(family_reason, model, self._user_profiles.profiles[family])
        self._session.background.run(why, dialog).success(show).failure(
            lambda error: show(error_sentence(error))
        )

    def _finished(self, dialog: ProfileDialog, result: int) -> None:
        drafts, model, family = dict(dialog.drafts), dialog.model, dialog.chosen
        self._open = None
        dialog.deleteLater()
        if result == QDialog.DialogCode.Accepted:
            keep = partial(self._keep, drafts, model, family)
            self._session.background.run(keep, self).failure(self._show_failure).finished(
                self._session.note_profiles
            )

    def _keep(self, drafts: dict[str, Profile], model: Model, family: str) -> None:
        for key, profile in drafts.items():
            if profile != self._user_profiles.profiles[key]:
                self._user_profiles.keep(profile)
        if family != self._user_profiles.profile_of(model).id:
            self._user_profiles.choose(model, family)

    def _show_failure(self, error: BaseException) -> None:
        words = self.tr("What you changed could not be kept: {why}. Make room, or free the folder.")
        self._say(words.format(why=error))
