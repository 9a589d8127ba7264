"""The side of the window that is about models: table and model pages, tied to the session."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from vizdesk.catalog.cards.card import Card
from vizdesk.catalog.insights.readiness import nearest_model, readiness
from vizdesk.catalog.insights.requirements import Requirement, RequirementKind
from vizdesk.catalog.pricing.market_prices import market_slug, with_market_price
from vizdesk.common import paths
from vizdesk.common.messages import EMPTY, Message, message, reason
from vizdesk.common.pending_writes import PendingWrites
from vizdesk.comparison.models import Model
from vizdesk.comparison.tasks import Task, TaskKind
from vizdesk.ui.core.session import Session
from vizdesk.ui.models.list.controller import ModelListController
from vizdesk.ui.text.translate import error_sentence, translate_message
from vizdesk.ui.widgets.status_line import Action, ShowMessage
from vizdesk.ui.widgets.theme import Tokens

if TYPE_CHECKING:
    from vizdesk.catalog.cards.own_ratings import OwnRating
    from vizdesk.downloads.machine_fit import MachineFits
    from vizdesk.ui.models.browse.page import CataloguePage
    from vizdesk.ui.models.page.page import ModelPage
    from vizdesk.ui.models.table.page import ModelsPage

USUAL_SIZE = (1024, 768)
EVALS_FILE = "evals.sqlite3"
"""The file of runs, in the data folder; see services/evals.py."""


def cards_that_fit(models: Sequence[Model], fits: MachineFits | None) -> dict[str, bool]:
    """Whether any files of a card fit this machine, by the card's id; cards nothing is said of are
    left out. What vizdesk brings along fits.
    """
    from vizdesk.downloads.machine_fit import FitKind

    result: dict[str, bool] = {}
    for model in models:
        download = fits.downloads.get(model.id) if fits is not None else None
        if download is not None and download.fit.kind is not FitKind.UNKNOWN:
            result[model.card] = result.get(model.card, False) or not download.fit.refused
        elif download is None and model.local and model.card:
            result[model.card] = True
    return result


class ModelsController(QObject):
    """Built when it is first looked at. `compare_wanted` turns to the comparison.

    `try_wanted` asks one model, by id, for one task; where it cannot be asked yet, `task_wanted`
    shows the task alone.
    """

    compare_wanted = Signal()
    try_wanted = Signal(str, object)
    task_wanted = Signal(object)
    download_wanted = Signal(str)

    def __init__(
        self, window: QWidget, session: Session, models: ModelListController, say: ShowMessage
    ) -> None:
        super().__init__(window)
        self._session, self._say = session, say
        self._needs: dict[str, Requirement] = {}
        self._tokens: Tokens | None = None
        self.stack: QStackedWidget | None = None
        self.table: ModelsPage | None = None
        self.page: ModelPage | None = None
        self.browse: CataloguePage | None = None
        self._fits: MachineFits | None = None
        self._came_from_list = False
        self._ratings = PendingWrites(session.services.models.ratings.keep)
        models.fits_known.connect(self._learn_fits)
        models.needs_known.connect(self._learn)

    def build(self, tokens: Tokens) -> QWidget:
        """Make the widgets; the table is shown first."""
        from vizdesk.ui.models.table.page import ModelsPage

        services, settings = self._session.services, self._session.window_state
        self._tokens = tokens
        self.table = ModelsPage(self.cards(), services.models.today, tokens)
        self.table.message_shown.connect(self._say)
        self.table.wanted.connect(self.compare)
        self.table.tried.connect(self.try_task)
        self.table.opened.connect(self.open_card)
        self.table.browse_wanted.connect(self.show_catalogue)
        self.table.chosen.connect(lambda ids: settings.setValue("table", "\n".join(ids)))
        self.table.about.setChecked(settings.value("table-overview", "") == "shown")
        self.table.overview_shown.connect(
            lambda shown: settings.setValue("table-overview", "shown" if shown else "")
        )
        self.stack = QStackedWidget()
        self.stack.addWidget(self.table)
        self.table.show_key_status(self._session.models, self._needs)
        self.table.show_cards(str(settings.value("table", "")).split("\n"))
        return self.stack

    def shown(self, tokens: Tokens) -> QWidget:
        """The side as it is to be shown: built when it is first wanted, the table in front."""
        side = self.stack or self.build(tokens)
        self.show_table()
        return side

    def cards(self) -> dict[str, Card]:
        """The catalogue's cards, with the prices fetched last."""
        services = self._session.services
        return {
            key: with_market_price(card, services.pricing.lists.price)
            for key, card in services.catalogue.cards.items()
        }

    def note_prices(self) -> None:
        """Prices were fetched: the table shows them."""
        if self.table is not None:
            self.table.show_facts(self.cards())
        if self.browse is not None:
            self.browse.show_facts(self.cards().values())

    def show_catalogue(self) -> None:
        """Show all models, to search, filter and sort."""
        if self.stack is None or self.table is None or self._tokens is None:
            return
        if self.browse is None:
            from vizdesk.ui.models.browse.page import CataloguePage

            services, state = self._session.services, self._session.window_state
            cards, today = self.cards().values(), services.models.today()
            self.browse = CataloguePage(cards, today, self._tokens, state)
            self.browse.back.connect(self.show_table)
            self.browse.opened.connect(self.open_card)
            self.browse.toggled.connect(self._toggle)
            self.stack.addWidget(self.browse)
            self._show_fits()
        self.browse.show_compared(self.table.picker.ids)
        self.stack.setCurrentWidget(self.browse)
        (self.browse.search if self.page is None else self.browse.table).setFocus()
        self._drop_page()

    def _toggle(self, card_id: str) -> None:
        assert self.table is not None
        assert self.browse is not None
        picker = self.table.picker
        (picker.remove if card_id in picker.ids else picker.add)(card_id)
        self.browse.show_compared(picker.ids)

    def _learn_fits(self, fits: MachineFits) -> None:
        self._fits = fits
        self._show_fits()

    def _show_fits(self) -> None:
        if self.browse is not None:
            self.browse.show_fits(cards_that_fit(self._session.models, self._fits))

    def show_table(self) -> None:
        """Go back to the table from a model's page."""
        if self.stack is None or self.table is None:
            return
        self.stack.setCurrentWidget(self.table)
        self.table.show_key_status(self._session.models, self._needs)
        self.table.refresh()
        self._drop_page()

    def _drop_page(self) -> None:
        if self.page is not None and self.stack is not None:
            self.page.rating.keep_notes()
            self.stack.removeWidget(self.page)
            self.page.deleteLater()
            self.page = None

    def open_card(self, card_id: str) -> None:
        """Show one model's page."""
        if self.stack is None or self._tokens is None:
            return
        page = self._made(self.cards()[card_id], self._tokens)
        if self.stack.currentWidget() is not self.page:
            self._came_from_list = self.stack.currentWidget() is self.browse
        page.back.connect(self.show_catalogue if self._came_from_list else self.show_table)
        page.opened.connect(self.open_card)
        page.added.connect(self._add)
        page.tried.connect(lambda key: self.compare([key]))
        page.message_shown.connect(self._say)
        page.download_wanted.connect(self.download_wanted)
        if self.page is not None:
            self.page.rating.keep_notes()
        before, self.page = self.page, page
        self.stack.addWidget(page)
        self.stack.setCurrentWidget(page)
        if before is not None:
            self.stack.removeWidget(before)
            before.deleteLater()
        self._read_own(page)

    # --- One's own rating, notes and figures ----------------------------------------------
    def _read_own(self, page: ModelPage) -> None:
        card, background = page.card, self._session.background
        page.rating.changed.connect(self._keep_rating)
        page.rating.show_measured([translate_message(words) for words in self._compared(card.id)])
        if background.closed:
            return
        background.run(partial(self._rating_of, card.id), page).success(
            page.rating.show_rating
        ).failure(self._tell_why)
        names = {model.name for model in self._session.models if model.card == card.id}
        background.run(partial(self._in_evals, names), page).success(
            partial(self._show_own, page)
        ).failure(self._tell_why)

    def _compared(self, card_id: str) -> list[Message]:
        from vizdesk.services.own_figures import in_comparisons

        return in_comparisons(self._session.asked.of_card(card_id))

    def _in_evals(self, names: set[str]) -> list[Message]:
        if not (paths.data_folder() / EVALS_FILE).is_file():
            return []  # no eval was ever run: looking must not make the file
        from vizdesk.services.own_figures import in_evals

        return in_evals(self._session.services.evals().store, names)

    def _show_own(self, page: ModelPage, in_evals: list[Message]) -> None:
        sentences = [*self._compared(page.card.id), *in_evals]
        page.rating.show_measured([translate_message(words) for words in sentences])

    def _rating_of(self, card: str) -> OwnRating:
        """What a person said last of a card, written or not."""
        waiting = (each for each in self._ratings.waiting if each.card == card)
        return next(waiting, None) or self._session.services.models.ratings.get(card)

    def _keep_rating(self, rating: OwnRating) -> None:
        self._ratings.add(rating, rating.card)
        self._session.background.run(self._ratings.write, self).failure(self._tell_why)

    def _tell_why(self, error: BaseException) -> None:
        self._say(error_sentence(error))

    def close(self) -> None:
        """Keep what was written last, before the window goes; told at the next start if not."""
        if self.page is not None:
            self.page.rating.keep_notes()
        if (error := self._ratings.write_last()) is not None:
            self._session.services.history.notices.append(
                message("A rating or note of a model was not saved: {why}", why=reason(error))
            )

    def _made(self, card: Card, tokens: Tokens) -> ModelPage:
        from vizdesk.catalog.insights.per_image import per_image_usage
        from vizdesk.catalog.insights.snippets import snippets_for
        from vizdesk.ui.models.page.page import ModelPage

        services, models = self._session.services, self._session.models
        own = [model for model in models if model.card == card.id]
        nearest = nearest_model(card, models, self._needs)
        estimate = None
        if nearest is not None:
            estimate = services.comparisons.estimate_before(
                nearest, Task(TaskKind.CAPTION), USUAL_SIZE
            )
        need = self._needs.get(nearest.id) if nearest is not None else None
        download = need is not None and need.kind is RequirementKind.DOWNLOAD
        return ModelPage(
            card,
            list(self.cards().values()),
            services.models.today(),
            tokens,
            snippets=snippets_for(card, own, to_download=download),
            used=per_image_usage(card, self._session.asked.of_card(card.id), estimate),
            need=readiness(card, models, self._needs),
            to_fetch=nearest.id if nearest is not None and download else "",
            market_rank=self._market_rank(card),
        )

    def _market_rank(self, card: Card) -> Message:
        slug = market_slug(card)
        rank = self._session.services.pricing.lists.rank(slug) if slug else None
        if rank is None:
            return EMPTY
        return message("{rank}: {population}", rank=rank.sentence, population=rank.population)

    def _add(self, card_id: str) -> None:
        if self.table is not None:
            self.table.picker.add(card_id)
            self.show_table()

    # --- Towards the comparison -----------------------------------------------------------
    def try_task(self, card_id: str, kind: TaskKind) -> None:
        """Ask the card's nearest model for one task; what else is checked stays as it is."""
        card = self._session.services.catalogue.cards[card_id]
        model = nearest_model(card, self._session.models, self._needs)
        if model is None:
            self._tell_what_lacks([], [card.name])
            return
        self._session.choose(model.id, True)
        need = self._needs.get(model.id)
        if need is None or need.ready:
            self.try_wanted.emit(model.id, kind)
            return
        self.task_wanted.emit(kind)
        self._tell_what_lacks([model], [card.name])

    def compare(self, card_ids: Sequence[str]) -> None:
        """Choose the models of these cards that need least, and turn to the comparison."""
        cards = self._session.services.catalogue.cards
        nearest = [nearest_model(cards[key], self._session.models, self._needs) for key in card_ids]
        chosen = [model for model in nearest if model is not None]
        self._session.choose_only([model.id for model in chosen])
        self.compare_wanted.emit()
        self._tell_what_lacks(chosen, [cards[key].name for key in card_ids])

    def _tell_what_lacks(self, chosen: Sequence[Model], names: Sequence[str]) -> None:
        missing = [name for name in names if name not in {model.name for model in chosen}]
        sentences = [self.tr("{name} cannot be run yet.").format(name=name) for name in missing]
        for model in chosen:
            need = self._needs.get(model.id)
            if need is not None and not need.ready:
                sentences.append(need.sentence)
        fetchable = [
            model.id
            for model in chosen
            if model.id in self._needs and self._needs[model.id].kind is RequirementKind.DOWNLOAD
        ]
        fetch = Action(self.tr("Download…"), partial(self.download_wanted.emit, *fetchable[:1]))
        self._say(" ".join(sentences), fetch if fetchable else None)

    def _learn(self, needs: dict[str, Requirement]) -> None:
        self._needs = needs
        if self.table is not None:
            self.table.show_key_status(self._session.models, needs)

    def set_tokens(self, tokens: Tokens) -> None:
        """Repaint in another theme."""
        self._tokens = tokens
        if self.table is not None:
            self.table.set_tokens(tokens)
        if self.browse is not None:
            self.browse.set_tokens(tokens)
        if self.page is not None:
            self.open_card(self.page.card.id)
