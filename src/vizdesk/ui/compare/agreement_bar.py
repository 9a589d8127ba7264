"""The agreement bar under the task form: how many answered, and where they differ."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QAction, QActionGroup, QResizeEvent
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QMenu, QPushButton, QWidget

from vizdesk.analysis.agreement_options import MAJORITY, USUAL_IOU, AgreementOptions
from vizdesk.analysis.text_rules import USUAL_RULES, TextRules
from vizdesk.comparison.task_specs.task_spec import TaskOutput
from vizdesk.ui.text.translate import translated
from vizdesk.ui.widgets.basics import ElidedLabel, button, label, restyle

if TYPE_CHECKING:
    from vizdesk.analysis.agreement_words import Figure, FigureKind

Value = TypeVar("Value")

HEIGHT, NARROWEST = 28, 240
MARGIN, GAP = 16, 6
THRESHOLDS = (0.3, 0.4, 0.5, 0.6, 0.75, 0.9)
TEXTS = (TaskOutput.TRANSCRIPT, TaskOutput.PROSE)


@dataclass(frozen=True, slots=True)
class BarChoices:
    """What is chosen in the bar: IoU, reference, what is passed over in texts, differences only."""

    iou: float = USUAL_IOU
    reference: str = MAJORITY
    rules: TextRules = USUAL_RULES
    only_differences: bool = False

    @property
    def options(self) -> AgreementOptions:
        """How answers are held against each other, as chosen."""
        return AgreementOptions(iou=self.iou, reference=self.reference, rules=self.rules)


class AgreementBar(QFrame):
    """One line of 28 px that is there in every layout, before a run too: nothing jumps.

    `changed` when something else is to be computed; `wanted(kind)` when a figure was pressed, whose
    `FigureKind` is to be looked at; `only_changed(on)` for differences only. While truth is edited
    or votes are cast it says how that stands instead; `done` when the person has finished.
    """

    changed = Signal()
    wanted = Signal(object)
    only_changed = Signal(bool)
    done = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "bar")
        self.setFixedHeight(HEIGHT)
        self.setAccessibleName(self.tr("Agreement"))
        self._iou, self._reference, self._rules = USUAL_IOU, MAJORITY, USUAL_RULES
        self._models: tuple[tuple[str, str], ...] = ()
        self.dot = label("●", "muted")
        self.hint = ElidedLabel("", "muted")
        self.figures: list[QPushButton] = []
        self._kinds: list[FigureKind] = []
        self._output: TaskOutput | None = None
        self._row = QHBoxLayout()
        self._row.setSpacing(2)
        self._editing, self._aside_overlaps = False, True
        self.editing = label(self.tr("Editing truth"), "badge", "accent")
        self.truth = ElidedLabel("", "muted")
        self.finish = button(self.tr("Done"), "plain", self.tr("Back to the answers (Esc)"))
        self.finish.setFixedHeight(24)
        self.finish.clicked.connect(self.done)
        self.reference = self._choice(self.tr("What answers are held against"))
        self.overlap = self._choice(self.tr("Least overlap of two boxes of one object"))
        self.ignored = self._choice(self.tr("What does not matter in texts"))
        self.only = QCheckBox(self.tr("Only differences"))
        self.only.toggled.connect(self.only_changed)
        line = QHBoxLayout(self)
        line.setContentsMargins(MARGIN, 0, MARGIN, 0)
        line.setSpacing(GAP)
        line.addWidget(self.dot)
        line.addLayout(self._row)
        line.addWidget(self.hint, 1)
        line.addWidget(self.editing)
        line.addWidget(self.truth, 1)
        for widget in (self.reference, self.overlap, self.ignored, self.only, self.finish):
            line.addWidget(widget)
        self._fill_overlap()
        self._fill_ignored()
        self.show_choices(None)

    def _choice(self, tip: str) -> QPushButton:
        choice = button("", "plain", tip)
        choice.setFixedHeight(24)
        choice.setMenu(QMenu(self))
        return choice

    @property
    def choices(self) -> BarChoices:
        """What is chosen now."""
        return BarChoices(self._iou, self._reference, self._rules, self.only.isChecked())

    # --- What is shown ----------------------------------------------------------------------
    def show_hint(self, words: str) -> None:
        """Say one thing instead of figures: “Run to compare”."""
        self._show_buttons(())
        self.hint.setText(words)
        restyle(self.dot, "tone", "quiet")

    def show_comparing(self, figures: Sequence[Figure]) -> None:
        """Show these figures, and that the answers are still being compared."""
        self._show_buttons(figures)
        self.hint.setText(self.tr("comparing…"))
        restyle(self.dot, "tone", "busy")

    def show_figures(self, figures: Sequence[Figure], *, done: bool, answered: bool = True) -> None:
        """Show these figures; `done`: no answer is still to come; `answered`: there is any."""
        self._show_buttons(figures)
        self.hint.setText("")
        restyle(self.dot, "tone", ("good" if answered else "weak") if done else "busy")

    def _show_buttons(self, figures: Sequence[Figure]) -> None:
        # Buttons stay as long as there are as many: the focus does not get lost at every answer.
        while len(self.figures) > len(figures):
            gone = self.figures.pop()
            self._row.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        while len(self.figures) < len(figures):
            made = button("", "figure")
            made.setFixedHeight(24)
            made.clicked.connect(partial(self._press, len(self.figures)))
            self._row.addWidget(made)
            self.figures.append(made)
        self._kinds = [figure.kind for figure in figures]
        for shown, figure in zip(self.figures, figures, strict=True):
            words = translated(figure.words)
            shown.setText(words)
            shown.setAccessibleName(words)
            restyle(shown, "tone", "fair" if figure.differs else "")
        self._fit()

    def _press(self, at: int, _: bool = False) -> None:
        self.wanted.emit(self._kinds[at])

    def show_truth(self, words: str | None) -> None:
        """Say how the truth stands that is edited; None: none is edited any more."""
        self._show_aside(self.tr("Editing truth"), words, self.tr("Done"), overlap=True)

    def show_voting(self, words: str | None) -> None:
        """Say how far the blind votes are; None: none are cast any more."""
        self._show_aside(self.tr("Blind"), words, self.tr("End voting"), overlap=False)

    def _show_aside(self, badge: str, words: str | None, finish: str, *, overlap: bool) -> None:
        if words is None and self.editing.text() != badge:
            return  # something else is worked on by now
        self._editing, self._aside_overlaps = words is not None, overlap
        self.editing.setText(badge)
        self.finish.setText(finish)
        self.truth.setText(words or "")
        self._fit()

    def show_choices(self, output: TaskOutput | None) -> None:
        """Offer what matters for a task that gives `output`; None: nothing."""
        self._output = output
        self._fit()

    def show_models(self, models: Sequence[tuple[str, str]]) -> None:
        """Offer these models (id and name) as the reference."""
        if tuple(models) == self._models and self.reference.text():
            return
        self._models = tuple(models)
        if self._reference not in dict(models):
            self._reference = MAJORITY
        entries = [(MAJORITY, self.tr("Majority")), *models]
        self._fill(self.reference, entries, self._reference, self._take_reference)
        self._name_reference()

    def _fit(self) -> None:
        """Show what there is room for: figures first, then the choices, the least needed last."""
        self._show_editing()
        if self._editing:
            return
        wanted = [
            (self.overlap, self._output is TaskOutput.BOXES),
            (self.reference, self._output in TEXTS),
            (self.only, self._output is not None),
            (self.ignored, self._output in TEXTS),
        ]
        least = self.dot.sizeHint().width() + self.hint.minimumSizeHint().width()
        room = self.width() - 2 * MARGIN - least - 4 * GAP
        for figure in self.figures:
            needed = figure.sizeHint().width() + 2
            figure.setVisible(needed <= room)
            room -= needed
        for widget, on in wanted:
            needed = widget.sizeHint().width() + GAP
            shown = on and needed <= room
            room -= needed if shown else 0
            widget.setVisible(shown)

    def _show_editing(self) -> None:
        """Show what belongs to the truth or the votes that are worked on, or to the answers."""
        of_truth: tuple[QWidget, ...] = (self.editing, self.truth, self.finish)
        of_answers: tuple[QWidget, ...] = (self.reference, self.only, self.ignored)
        for part in of_truth:
            part.setVisible(self._editing)
        for part in (self.dot, self.hint):
            part.setHidden(self._editing)
        if self._editing:
            for part in (*self.figures, *of_answers):
                part.hide()
            self.overlap.setVisible(self._aside_overlaps and self._output is TaskOutput.BOXES)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        # Else the window could never become narrower than everything side by side.
        return QSize(NARROWEST, HEIGHT)

    # --- Choosing ---------------------------------------------------------------------------
    def _fill(
        self,
        choice: QPushButton,
        entries: Sequence[tuple[Value, str]],
        chosen: Value,
        take: Callable[[Value], None],
    ) -> None:
        menu = choice.menu()
        menu.clear()
        group = QActionGroup(menu)
        for value, words in entries:
            action = QAction(words, menu, checkable=True)
            action.setChecked(value == chosen)
            action.triggered.connect(lambda _=False, value=value: take(value))
            group.addAction(action)
            menu.addAction(action)

    def _fill_overlap(self) -> None:
        entries = [(value, f"{value:.2f}") for value in THRESHOLDS]
        self._fill(self.overlap, entries, self._iou, self._take_iou)
        self.overlap.setText(self.tr("IoU {value}").format(value=f"{self._iou:.2f}"))

    def _fill_ignored(self) -> None:
        menu = self.ignored.menu()
        for name, words in (
            ("case", self.tr("Upper and lower case")),
            ("spacing", self.tr("Blanks and line ends")),
            ("punctuation", self.tr("Punctuation")),
            ("compatibility", self.tr("Forms of letters (Unicode NFKC)")),
        ):
            action = QAction(words, menu, checkable=True)
            action.setChecked(getattr(self._rules, name))
            action.toggled.connect(partial(self._take_rule, name))
            menu.addAction(action)
        self._name_ignored()

    def _take_reference(self, value: str) -> None:
        self._reference = value
        self._name_reference()
        self.changed.emit()

    def _name_reference(self) -> None:
        name = dict(self._models).get(self._reference, self.tr("Majority"))
        self.reference.setText(self.tr("Reference {name}").format(name=name))

    def _take_iou(self, value: float) -> None:
        self._iou = value
        self.overlap.setText(self.tr("IoU {value}").format(value=f"{value:.2f}"))
        self.changed.emit()

    def _take_rule(self, name: str, on: bool) -> None:
        self._rules = replace(self._rules, **{name: on})
        self._name_ignored()
        self.changed.emit()

    def _name_ignored(self) -> None:
        short = {
            "case": self.tr("case"),
            "spacing": self.tr("spacing"),
            "punctuation": self.tr("punctuation"),
            "compatibility": self.tr("forms"),
        }
        on = [words for name, words in short.items() if getattr(self._rules, name)]
        words = ", ".join(on) or self.tr("nothing")
        self.ignored.setText(self.tr("Ignore {what}").format(what=words))
