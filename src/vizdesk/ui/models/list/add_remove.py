"""Models come and go while the window is open: files and endpoints added, removed, found again."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from vizdesk.catalog.gguf.header import GgufHeader
from vizdesk.catalog.models.model_parser import files_of
from vizdesk.catalog.models.model_spec import gguf_model, with_projector
from vizdesk.catalog.models.user_models import free_id, same_source, user_model_id
from vizdesk.comparison.models import GgufPair, Model
from vizdesk.ui.core.session import Session
from vizdesk.ui.models.list.list_panel import ModelList
from vizdesk.ui.text.translate import error_sentence, translate_message
from vizdesk.ui.widgets.status_line import Action, ShowMessage

# What reads files is imported with the first file: a start does not wait for it.
if TYPE_CHECKING:
    from vizdesk.catalog.models.file_recognition import ProjectorChoice, Recognised
    from vizdesk.comparison.profiles import Profile


ShowHint = Callable[[str, str, Sequence[Action]], None]
"""Shows a title, a sentence and what can be done, until a person closes it."""


class ModelAddRemove(QObject):
    """Recognises and keeps models in the background; every step can be undone.

    `hint` shows what needs a person's decision. `search_wanted` with words to look for on a hub.
    """

    search_wanted = Signal(str)

    def __init__(
        self,
        window: QWidget,
        session: Session,
        rows: ModelList,
        say: ShowMessage,
        hint: ShowHint,
    ) -> None:
        super().__init__(window)
        self._window, self._session, self._rows, self._say = window, session, rows, say
        self._hint = hint
        self._user_models = session.services.models.user_models

    # --- Adding ---------------------------------------------------------------------------
    def ask_for_files(self) -> None:
        """Choose GGUF files: weights, projectors, or both."""
        names, _ = QFileDialog.getOpenFileNames(
            self._window,
            self.tr("Choose a model's files: its weights and its projector (mmproj)"),
            str(self._session.window_state.value("model folder", "")),
            self.tr("Models") + " (*.gguf *.mmproj);;" + self.tr("All files") + " (*)",
        )
        if names:
            self._session.window_state.setValue("model folder", str(Path(names[0]).parent))
            self.take([Path(name) for name in names])

    def take(self, paths: Sequence[Path]) -> None:
        """Add the models that these GGUF files and folders make."""
        self._say(self.tr("Looking at %n file(s)…", "", len(paths)))
        look = partial(_recognise, paths, self._session.services.profiles.profiles)
        self._session.background.run(look, self).success(self._recognised).failure(
            self._show_unreadable
        )

    def take_models(self, models: Sequence[Model]) -> None:
        """Add models of a server."""
        from vizdesk.catalog.models.file_recognition import Recognised

        self._recognised(Recognised(tuple(models)))

    def _show_unreadable(self, error: BaseException) -> None:
        self._say(self.tr("The files could not be read: {why}").format(why=error))

    def _recognised(self, recognised: Recognised) -> None:
        added: list[Model] = []
        listed: list[str] = []
        for model in recognised.models:
            models = [*self._session.models, *added]
            same = next((kept for kept in models if same_source(kept.source, model.source)), None)
            if same is None:
                added.append(replace(model, id=free_id(user_model_id(model), models)))
            else:
                listed.append(self.tr("{name} is in the list already.").format(name=same.name))
                self._session.choose(same.id, True)
                self._rows.reveal(same.id)
        self.ask_for_projectors(recognised.choices)
        remarks = list(map(translate_message, recognised.remarks if added else ()))
        problems = list(map(translate_message, recognised.problems))
        if recognised.text_only:
            self._explain_text_only(recognised.text_only[0], " ".join(problems))
            problems = []
        self.keep(added, " ".join((*listed, *remarks, *problems)))

    def _explain_text_only(self, weights: Path, why: str) -> None:
        """Say what weights without eyes need; it stays until a person has decided."""
        self._say("")
        offers = (
            Action(self.tr("Choose its projector…"), partial(self._ask_for_projector, weights)),
            Action(self.tr("Search Hugging Face…"), partial(self.search_wanted.emit, weights.stem)),
        )
        self._hint(self.tr("Not added: it cannot see images yet"), why, offers)

    def _ask_for_projector(self, weights: Path) -> None:
        name, _ = QFileDialog.getOpenFileName(
            self._window,
            self.tr("The projector (mmproj) of {name}").format(name=weights.name),
            str(weights.parent),
            self.tr("Models") + " (*.gguf *.mmproj);;" + self.tr("All files") + " (*)",
        )
        if name:
            self.take([weights, Path(name)])

    def ask_for_projectors(self, choices: Sequence[ProjectorChoice]) -> None:
        """Ask which projector belongs to weights, once for all that have the same choice."""
        if not choices:
            return
        from vizdesk.ui.models.list.projector_dialog import ProjectorDialog

        first = choices[0]
        alike = [choice for choice in choices if choice.projectors == first.projectors]
        rest = [choice for choice in choices if choice.projectors != first.projectors]
        dialog = ProjectorDialog([choice.weights for choice in alike], first, self._window)
        dialog.accepted.connect(lambda: self.take_pairs(dialog.pairs))
        dialog.finished.connect(lambda _: self.ask_for_projectors(rest))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def take_pairs(self, pairs: Sequence[tuple[Path, Path]]) -> None:
        """Add models whose weights and projectors a person put together."""
        profiles = self._session.services.profiles.profiles

        def work() -> Recognised:
            from vizdesk.catalog.models.file_recognition import Recognised

            return Recognised(tuple(gguf_model(*pair, profiles) for pair in pairs))

        self._session.background.run(work, self).success(self._recognised).failure(
            self._show_unreadable
        )

    def keep(self, models: Sequence[Model], remarks: str = "") -> None:
        """Store new models, put them into the list, and say so."""
        if not models:
            if remarks:
                self._say(remarks)
            return

        def work() -> list[Model]:
            for model in models:
                self._user_models.keep(model)
            from vizdesk.catalog.models.chat_templates import without_template

            return [
                model
                for model in models
                if not model.chat_template and without_template(model.source) is not None
            ]

        def kept(untold: list[Model]) -> None:
            self._add(models, remarks)
            self.ask_for_templates(untold)

        self._session.background.run(work, self).success(kept).failure(
            lambda error: self._add_for_now(models, remarks, error)
        )

    def ask_for_templates(self, models: Sequence[Model]) -> None:
        """Ask with which chat template these models are to be asked, all with the same."""
        if not models:
            return
        from vizdesk.catalog.models.chat_templates import without_template
        from vizdesk.ui.models.list.template_dialog import TemplateDialog

        look = partial(without_template, models[0].source)

        def show(header: GgufHeader | None) -> None:
            dialog = TemplateDialog(models, header, self._window)
            dialog.accepted.connect(lambda: self._template_chosen(models, dialog.chosen))
            dialog.finished.connect(dialog.deleteLater)
            dialog.open()

        self._session.background.run(look, self).success(show).failure(self._show_failure)

    def _template_chosen(self, models: Sequence[Model], chosen: str) -> None:
        for model in models:
            self.change(replace(self._session.model(model.id), chat_template=chosen))
        names = ", ".join(model.name for model in models)
        words = self.tr("{names} is asked with this chat template from now on.")
        self._say(words.format(names=names))

    def _add_for_now(self, models: Sequence[Model], remarks: str, error: BaseException) -> None:
        lost = self.tr("Until you close vizdesk: {why}").format(why=error)
        self._add(models, " ".join(filter(None, (remarks, lost))))

    def _add(self, models: Sequence[Model], remarks: str) -> None:
        for model in models:
            self._session.add_model(model)
        self._rows.reveal(models[-1].id)
        words = self.tr("Added {models}.").format(models=", ".join(map(self._described, models)))
        undo = Action(self.tr("Undo"), lambda: self._take_back(models))
        self._say(" ".join(filter(None, (words, remarks))), undo)

    def _described(self, model: Model) -> str:
        family = self._session.services.profiles.profiles[model.profile].name
        if model.profile == "generic":
            return model.name
        return self.tr("{name} (family {family})").format(name=model.name, family=family)

    def _take_back(self, models: Sequence[Model]) -> None:
        for model in models:
            self.remove(model.id, quiet=True)

    # --- Taking away and finding again ------------------------------------------------------
    def remove(self, model_id: str, *, quiet: bool = False) -> None:
        """Take an added model off the list; its files stay where they are."""
        model = self._session.model(model_id)

        def removed() -> None:
            chosen = model_id in self._session.chosen
            at = self._session.remove_model(model_id)
            if not quiet and model.askable:
                words = self.tr("Removed {name} from the list. Its files are not deleted.")
                back = partial(self._put_back, model, at, chosen)
                self._say(words.format(name=model.name), Action(self.tr("Undo"), back))

        def failed(error: BaseException) -> None:
            if self._user_models.holds(model_id):
                self._say(error_sentence(error))
            else:
                removed()

        forget = partial(self._user_models.forget, model_id)
        self._session.background.run(forget, self).success(lambda _: removed()).failure(failed)

    def _put_back(self, model: Model, at: int, chosen: bool) -> None:
        keep = partial(self._user_models.keep, model)
        self._session.background.run(keep, self).failure(self._show_failure)
        self._session.add_model(model, at, choose=chosen)
        self._rows.reveal(model.id)

    def change(self, model: Model) -> None:
        """Keep a model that was renamed, moved or is to be asked in another way."""
        keep = (
            self._user_models.keep
            if self._user_models.holds(model.id)
            else self._user_models.keep_settings
        )
        self._session.change_model(model)
        self._session.background.run(partial(keep, model), self).failure(self._show_failure)

    def _show_failure(self, error: BaseException) -> None:
        self._say(error_sentence(error))

    def choose_projector(self, model_id: str) -> None:
        """Offer the projectors that may be a model's, of which one was taken."""
        from vizdesk.catalog.models.file_recognition import projectors_beside

        model = self._session.model(model_id)
        profiles = self._session.services.profiles.profiles
        if isinstance(model.source, GgufPair):
            look = partial(projectors_beside, model.source.weights, profiles)
            self._session.background.run(look, self).success(
                partial(self._offer_projectors, model)
            ).failure(self._show_failure)

    def _offer_projectors(self, model: Model, choice: ProjectorChoice | None) -> None:
        if choice is None or len(choice.projectors) < 2:
            self._say(self.tr("No other projector beside {name} fits it.").format(name=model.name))
            return
        from vizdesk.ui.models.list.projector_dialog import ProjectorDialog

        dialog = ProjectorDialog([choice.weights], choice, self._window, self.tr("Choose"))
        dialog.accepted.connect(lambda: self._take_projector(model, dialog.pairs[0][1]))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _take_projector(self, model: Model, projector: Path) -> None:
        profiles = self._session.services.profiles.profiles

        def taken(changed: Model) -> None:
            # Its id stays: answers and settings of this model are kept under it.
            self.change(replace(changed, id=model.id))
            words = self.tr("{name} is asked with {projector} now.")
            self._say(words.format(name=model.name, projector=projector.name))

        make = partial(with_projector, model, projector, profiles)
        self._session.background.run(make, self).success(taken).failure(self._show_failure)

    def find_file(self, model_id: str) -> None:
        """Ask where a model's files are now."""
        model = self._session.model(model_id)
        missing = next((path for path in files_of(model.source) if not path.is_file()), None)
        folder = missing.parent if missing is not None and missing.parent.is_dir() else ""
        name, _ = QFileDialog.getOpenFileName(
            self._window,
            self.tr("Where is {file} now?").format(file=missing.name if missing else model.name),
            str(folder),
            self.tr("Models") + " (*.gguf *.mmproj);;" + self.tr("All files") + " (*)",
        )
        if name:
            look = partial(_recognise, [Path(name)], self._session.services.profiles.profiles)
            self._session.background.run(look, self).success(
                partial(self._found_again, model)
            ).failure(self._show_failure)

    def _found_again(self, model: Model, recognised: Recognised) -> None:
        if not recognised.models:
            self._say(" ".join(map(translate_message, recognised.problems)))
            return
        new = recognised.models[0]
        self.change(
            replace(
                model,
                source=new.source,
                size_bytes=new.size_bytes,
                image_side=new.image_side,
                image_edge=new.image_edge,
                quantisation=new.quantisation,
            )
        )
        self._say(self.tr("{name} was found again.").format(name=model.name))


def _recognise(paths: Sequence[Path], profiles: Mapping[str, Profile]) -> Recognised:
    from vizdesk.catalog.models.file_recognition import recognise

    return recognise(paths, profiles)
