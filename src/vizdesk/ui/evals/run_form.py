"""A new run: which suite, which models, how often, how much it may cost."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from vizdesk.common.formatting import dollars
from vizdesk.common.messages import Message
from vizdesk.comparison.models import Model
from vizdesk.comparison.tasks import Task, TaskKind
from vizdesk.evals.suite import Suite
from vizdesk.runs.report.table import category_words
from vizdesk.services.evals import Drawable, SuiteChoice
from vizdesk.ui.evals.model_picker import EvalModelPicker
from vizdesk.ui.evals.run_fields import RunFields
from vizdesk.ui.text.i18n import tr
from vizdesk.ui.text.translate import translate_message
from vizdesk.ui.widgets.basics import button, label, restyle
from vizdesk.ui.widgets.plain_text import set_tip

ROLE = Qt.ItemDataRole.UserRole
DRAWN = Qt.ItemDataRole.UserRole + 1
WIDE = 820
DEMO, LITTLE = "demo-", "little"
# Stands for the questions of a suite that is not drawn yet.
TYPICAL = [Task(TaskKind.ASK, question="How many of the parts in this image are damaged?")]


@dataclass(frozen=True, slots=True)
class RunRequest:
    """What was chosen: models by id; None limits and None ceilings are none."""

    suite: Suite | Drawable
    models: tuple[str, ...]
    repeats: int
    limit: int | None
    ceiling_usd: float | None
    batch: bool = False
    judge: str = ""


class RunForm(QWidget):
    """`suite_wanted` names a suite to be read (name or path, prompt, seed); `begun` starts."""

    suite_wanted = Signal(str, str, int)
    changed = Signal()
    begun = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.suite: Suite | Drawable | None = None
        self._opened: list[Path] = []
        self.suites = QListWidget()
        self.suites.setProperty("role", "choices")
        self.suites.setAccessibleName(self.tr("Suites"))
        self.suites.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.folder = button(self.tr("Open a folder…"))
        self.prompt = QLineEdit()
        self.prompt.setPlaceholderText(
            self.tr("What to ask about each image; empty: describe it (answers only)")
        )
        self.prompt.setAccessibleName(self.tr("Prompt for images without keys"))
        self.prompt.hide()
        self.about = label("", "muted")
        self.about.setWordWrap(True)
        self.about.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.leave_out = button(self.tr("Leave out what is missing"), "link")
        self.leave_out.hide()
        self.without_missing: set[str] = set()
        """The suites, by name or path, that are read without their missing images."""
        self._by_hand = False
        self.choice = EvalModelPicker()
        self.models = self.choice.list
        self.fields = RunFields()
        self.batch = QCheckBox(self.tr("Through the Batch API (half the price, up to two days)"))
        self.batch.hide()
        self._batched: frozenset[str] = frozenset()
        self.facts = label("", "muted")
        self.facts.setWordWrap(True)
        self.begin = button(self.tr("Begin"), "primary")
        self._lay_out()
        self.suites.currentItemChanged.connect(self._suite_chosen)
        self.suites.clicked.connect(self._chosen_by_hand)
        self.folder.clicked.connect(self._browse)
        self.prompt.editingFinished.connect(self._read_again)
        self.choice.changed.connect(self.changed)
        self.changed.connect(self._offer_batch)
        self.batch.toggled.connect(lambda _: self.changed.emit())
        self.fields.changed.connect(self.changed)
        self.fields.seeded.connect(self._read_again)
        self.begin.clicked.connect(self._begin)
        self.leave_out.clicked.connect(self._read_without_missing)

    def _lay_out(self) -> None:
        inside = QVBoxLayout()
        inside.setSpacing(8)
        inside.addWidget(label(self.tr("A new run"), "heading"))
        words = self.tr(
            "Every prompt of a suite is put to every model; each answer is judged by a rule you "
            "can read, and counted with an interval that says how sure the figure is."
        )
        explanation = label(words, "muted")
        explanation.setWordWrap(True)
        inside.addWidget(explanation)
        inside.addSpacing(6)
        head = QHBoxLayout()
        head.addWidget(label(self.tr("Suite"), "strong"), 1)
        head.addWidget(self.folder)
        inside.addLayout(head)
        for widget in (self.suites, self.prompt, self.about):
            inside.addWidget(widget)
        inside.addWidget(self.leave_out, 0, Qt.AlignmentFlag.AlignLeft)
        inside.addSpacing(6)
        inside.addWidget(self.choice, 1)
        inside.addWidget(self.fields)
        inside.addWidget(self.batch)
        below = QHBoxLayout()
        below.addWidget(self.facts, 1)
        below.addWidget(self.begin)
        inside.addLayout(below)
        pane = QFrame()
        pane.setProperty("role", "pane")
        pane.setMaximumWidth(WIDE)
        pane.setLayout(inside)
        inside.setContentsMargins(22, 18, 22, 18)
        column = QHBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 14)
        column.addStretch(1)
        column.addWidget(pane, 6)
        column.addStretch(1)

    # --- Suites ---------------------------------------------------------------------------------
    def show_suites(self, suites: Sequence[SuiteChoice]) -> None:
        """Offer these suites, and the folders that were opened since the start."""
        kept = self.suites.currentItem().data(ROLE) if self.suites.currentItem() else None
        self.suites.clear()
        for suite in suites:
            item = QListWidgetItem(suite.title)
            item.setData(ROLE, suite.name)
            item.setData(DRAWN, suite.drawn)
            self.suites.addItem(item)
        for folder in self._opened:
            self._row_of(folder)
        for item in (self.suites.item(row) for row in range(self.suites.count())):
            if item.data(ROLE) == kept:
                self.suites.setCurrentItem(item)
        self._fit_suites()
        if self.suites.currentItem() is None and suites:
            self.suites.setCurrentRow(0)

    def _chosen_by_hand(self) -> None:
        self._by_hand = True

    def _browse(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, self.tr("A suite, or a folder of images"))
        if folder:
            self.offer_folder(Path(folder))

    def offer_folder(self, folder: Path) -> None:
        """Put a folder into the list, unless it is there, and choose it."""
        self._by_hand = True
        if folder not in self._opened:
            self._opened.append(folder)
        item = self._row_of(folder)
        self._fit_suites()
        if item is self.suites.currentItem():
            self._read_again()  # it may have changed meanwhile
        self.suites.setCurrentItem(item)

    def _row_of(self, folder: Path) -> QListWidgetItem:
        for item in (self.suites.item(row) for row in range(self.suites.count())):
            if item.data(ROLE) == str(folder):
                return item
        item = QListWidgetItem(folder.name)
        item.setData(ROLE, str(folder))
        set_tip(item, str(folder))
        self.suites.addItem(item)
        return item

    def _fit_suites(self) -> None:
        """As high as it has suites, up to five."""
        each = max(26, self.suites.sizeHintForRow(0))
        self.suites.setFixedHeight(each * min(5, max(1, self.suites.count())) + 6)

    def _suite_chosen(self, item: QListWidgetItem | None, _: object = None) -> None:
        self.suite = None
        if item is not None:
            self.fields.offer_seed(bool(item.data(DRAWN)))
            self.say_about(self.tr("Reading…"))
            self.suite_wanted.emit(
                str(item.data(ROLE)), self.prompt.text(), self.fields.seed.value()
            )
        self.changed.emit()

    def show_drawable(self, suite: Drawable) -> None:
        """A suite is chosen that is drawn when a run begins."""
        self.suite = suite
        self.prompt.hide()
        counted = " · ".join(
            f"{translate_message(category_words(name))} {count}" for name, count in suite.categories
        )
        self.say_about("\n".join((suite.description, counted, self.tr("Drawn at the first run."))))
        self.fields.limit.setMaximum(suite.size)
        self.changed.emit()

    def show_drawing(self, number: int, size: int) -> None:
        """Images are being drawn."""
        words = self.tr("Drawing image {number} of {size}… Esc stops.")
        self.show_facts(words.format(number=number, size=size), False)

    def _read_again(self) -> None:
        self._suite_chosen(self.suites.currentItem())

    def _read_without_missing(self) -> None:
        self.without_missing.add(self.suite_name())
        self._read_again()

    def suite_name(self) -> str:
        """The name or path of the suite that is marked; empty if none is."""
        item = self.suites.currentItem()
        return "" if item is None else str(item.data(ROLE))

    def waits_for(self, name: str, seed: int) -> bool:
        """Whether this is still the suite that is wanted, and no other was marked meanwhile."""
        return self.suite_name() == name and self.fields.seed.value() == seed

    def show_suite(self, suite: Suite) -> None:
        """A suite was read."""
        self.suite = suite
        keyed = any(item.check is not None for item in suite.items)
        self.prompt.setVisible(not keyed)
        lines = [suite.description, *map(translate_message, suite.notes[:4])]
        names = [name for name in suite.categories if name]
        counted = [
            f"{translate_message(category_words(name))} {self._count(suite, name)}"
            for name in names
        ]
        several = len(counted) > 1
        lines.append(" · ".join(counted) if several else self._prompts(suite.size))
        self.say_about("\n".join(line for line in lines if line))
        self.fields.limit.setMaximum(len(suite.items))
        self.changed.emit()

    def _prompts(self, count: int) -> str:
        return self.tr("%n prompt(s)", "", count)

    @staticmethod
    def _count(suite: Suite, category: str) -> int:
        return sum(item.category == category for item in suite.items)

    def say_about(self, words: str, tone: str = "") -> None:
        """A sentence under the suites."""
        self.leave_out.hide()
        self.about.setText(words)
        restyle(self.about, "tone", tone)

    # --- Models ---------------------------------------------------------------------------------
    def show_models(
        self,
        models: Sequence[tuple[Model, Message]],
        chosen: Sequence[str],
        batched: Collection[str] = (),
    ) -> None:
        """Offer these models with what each still needs; those need not be chosen.

        `batched` are the ids of those that have a Batch API.
        """
        self._batched = frozenset(batched)
        self.choice.show_models(models, self.chosen_models() or list(chosen))
        self._propose_suite()
        self.fields.offer_judges([model for model, need in models if not need])
        self.changed.emit()

    def _propose_suite(self) -> None:
        """The little suite for the demo models, unless a suite was chosen by hand.

        They know a little world of shapes; 67 hard prompts would say nothing of them.
        """
        models = self.chosen_models()
        if self._by_hand or not models or not all(name.startswith(DEMO) for name in models):
            return
        for row in range(self.suites.count()):
            if self.suites.item(row).data(ROLE) == LITTLE:
                self.suites.setCurrentRow(row)

    def chosen_models(self) -> list[str]:
        """The ids of the checked models."""
        return self.choice.chosen()

    def _offer_batch(self) -> None:
        can = self._batched.intersection(self.chosen_models())
        names = [
            self.models.item(row).text().partition(" · ")[0]
            for row in range(self.models.count())
            if self.models.item(row).data(ROLE) in can
        ]
        self.batch.setVisible(bool(can))
        tip = self.tr("In a batch: {models}. The others are asked the usual way.")
        set_tip(self.batch, tip.format(models=", ".join(names)))

    def batched(self) -> frozenset[str]:
        """The ids of the checked models that would be asked in a batch."""
        wanted = self.batch.isChecked()
        return self._batched.intersection(self.chosen_models()) if wanted else frozenset()

    # --- Beginning ------------------------------------------------------------------------------
    def wanted(self) -> RunRequest | None:
        """What would be run now; None while something is missing."""
        models = tuple(self.chosen_models())
        if self.suite is None or not models:
            return None
        fields = self.fields
        limit, ceiling = fields.limit.value() or None, fields.ceiling.value() or None
        batch = bool(self.batched())
        judge = str(fields.judge.currentData() or "")
        return RunRequest(self.suite, models, fields.repeats.value(), limit, ceiling, batch, judge)

    def show_facts(self, words: str, ready: bool) -> None:
        """How many questions that are, and what they will about cost."""
        self.facts.setText(words)
        self.begin.setEnabled(ready)

    def _begin(self) -> None:
        wanted = self.wanted()
        if wanted is not None:
            self.begun.emit(wanted)


def cost_words(
    models: Sequence[Model],
    each_usd: Mapping[str, float],
    questions: int,
    ceiling_usd: float | None,
) -> str:
    """Behind the number of questions; empty where all is asked on this machine.

    `questions` are those to each model, `each_usd` what one about costs, by the model's id.
    """
    words = ""
    if each_usd:
        words += tr(", about {cost}").format(cost=dollars(sum(each_usd.values()) * questions))
    unknown = [model for model in models if not model.free and model.id not in each_usd]
    if unknown:
        names = ", ".join(model.name for model in unknown)
        words += tr(" – what {models} will cost is not known before").format(models=names)
        if ceiling_usd is not None and any(model.price is None for model in unknown):
            words += tr(", and with a ceiling it is asked once only, if its server does not tell")
    return words
