"""“How … is asked”: the family of a model, its words, boxes and image size, to see and edit."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from vizdesk.comparison.events import EngineError
from vizdesk.comparison.models import Model
from vizdesk.comparison.parsing.coordinates import Frame
from vizdesk.comparison.profiles import Profile, Thinking
from vizdesk.comparison.prompts import prompt_key
from vizdesk.comparison.tasks import Task
from vizdesk.images.resize_rules import sent_size
from vizdesk.services.profiles import UserProfiles
from vizdesk.ui.models.profile.boxes_editor import BoxesEditor, choice_box
from vizdesk.ui.models.profile.image_editor import ImageRuleEditor
from vizdesk.ui.models.profile.labels import origin_words, size_words, thinking_names
from vizdesk.ui.models.profile.prompts_editor import PromptsEditor
from vizdesk.ui.text.translate import translated
from vizdesk.ui.widgets.basics import button, label, open_at, rule

SAMPLE = (4032, 3024)


class ProfileDialog(QDialog):
    """Edits copies; nothing is kept before Save. `drafts` are the profiles that were looked at.

    `size` is that of the open image in pixels, None when there is none; `task` is the one to be
    asked next, and its words come first.
    """

    def __init__(
        self,
        model: Model,
        own: UserProfiles,
        size: tuple[int, int] | None,
        task: Task | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.model, self._own, self._size, self._task = model, own, size, task
        self.drafts: dict[str, Profile] = {}
        self.setWindowTitle(self.tr("How {name} is asked").format(name=model.name))
        open_at(self, 960, 760)
        self.family = QComboBox()
        self.family.setAccessibleName(self.tr("Family"))
        self.family.setMinimumWidth(220)
        for profile in sorted(own.profiles.values(), key=lambda profile: profile.name.casefold()):
            self.family.addItem(profile.name, profile.id)
        self.family.setCurrentIndex(self.family.findData(own.profile_of(model).id))
        self.family.currentIndexChanged.connect(lambda _: self._show())
        self.why = label("", "muted")
        self.why.setWordWrap(True)
        self.words = PromptsEditor()
        self.boxes = BoxesEditor()
        self.image = ImageRuleEditor(model.image_side)
        self.order = QComboBox()
        self.order.setAccessibleName(self.tr("Image and words"))
        self.order.addItem(self.tr("Image, then words"), True)
        self.order.addItem(self.tr("Words, then image"), False)
        self.thinking = choice_box(thinking_names(), self.tr("Thinking"))
        self.temperature = QCheckBox(self.tr("Takes a temperature"))
        self.advice = label("", "muted")
        self.advice.setWordWrap(True)
        self.origin = label("", "muted")
        self.origin.setWordWrap(True)
        self.state = label("", "muted")
        self.restore = button(self.tr("Back to the shipped profile"), "plain")
        self.restore.clicked.connect(self._restore)
        self._lay_out()
        for part in (self.words, self.boxes, self.image):
            part.changed.connect(self._edited)
        for box in (self.order, self.thinking):
            box.currentIndexChanged.connect(self._edited)
        self.temperature.toggled.connect(self._edited)
        self.words.turned.connect(self._follow)
        self._show(prompt_key(task) if task is not None else "")
        self.words.text.setFocus()

    # --- Building -------------------------------------------------------------------------
    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(label(self.tr("Profile"), "muted"))
        head.addWidget(self.family)
        head.addWidget(self.why, 1)
        middle = QHBoxLayout()
        middle.setSpacing(14)
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addWidget(label(self.tr("PROMPTS"), "section"))
        left.addWidget(self.words, 1)
        middle.addLayout(left, 1)
        middle.addWidget(rule(vertical=True))
        middle.addWidget(self._right())
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 18, 16, 16)
        column.setSpacing(14)
        column.addLayout(head)
        column.addWidget(rule())
        column.addLayout(middle, 1)
        column.addWidget(rule())
        column.addWidget(self.origin)
        column.addLayout(self._buttons())

    def _right(self) -> QWidget:
        inside = QWidget()
        inside.setProperty("role", "list")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 12, 0)
        column.setSpacing(8)
        parts: tuple[tuple[str, tuple[QWidget, ...]], ...] = (
            (self.tr("BOXES"), (self.boxes,)),
            (self.tr("IMAGE"), (self.image, self.order)),
            (self.tr("WRITING"), (self.thinking, self.temperature, self.advice)),
        )
        for number, (title, widgets) in enumerate(parts):
            if number:
                column.addSpacing(10)
            column.addWidget(label(title, "section"))
            for widget in widgets:
                column.addWidget(widget)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(inside)
        # Longer words of another language make it wider, and the scroll bar takes its own.
        scroll.setFixedWidth(max(346, inside.minimumSizeHint().width() + 14))
        return scroll

    def _buttons(self) -> QHBoxLayout:
        box = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel
        )
        self.save = box.button(QDialogButtonBox.StandardButton.Save)
        self.save.setProperty("role", "primary")
        box.accepted.connect(self.accept)
        box.rejected.connect(self.reject)
        row = QHBoxLayout()
        row.addWidget(self.restore)
        row.addWidget(self.state, 1)
        row.addWidget(box)
        return row

    # --- What is shown --------------------------------------------------------------------
    @property
    def chosen(self) -> str:
        """The id of the family that is chosen."""
        return str(self.family.currentData())

    @property
    def draft(self) -> Profile:
        """The chosen family's profile as edited so far."""
        return self.drafts.get(self.chosen, self._own.profiles[self.chosen])

    def show_why(self, words: str) -> None:
        """Why the model is asked as this family."""
        self.why.setText(translated(words))

    def _show(self, prompt: str = "") -> None:
        profile = self.draft
        self.words.show_profile(profile, prompt)
        self.boxes.show_convention(profile.boxes)
        self.image.show_rule(profile.image)
        for box, value in ((self.order, profile.image_first), (self.thinking, profile.thinking)):
            box.blockSignals(True)
            box.setCurrentIndex(box.findData(value))
            box.blockSignals(False)
        self.temperature.blockSignals(True)
        self.temperature.setChecked(profile.takes_temperature)
        self.temperature.blockSignals(False)
        advised = profile.maker_temperature
        self.advice.setText(
            self.tr("Its makers advise {number:g}; a comparison is fair at 0.").format(
                number=advised
            )
            if advised is not None
            else ""
        )
        self.advice.setVisible(advised is not None)
        self.origin.setText(origin_words(profile))
        self.origin.setVisible(bool(self.origin.text()))
        self._follow()

    def _edited(self) -> None:
        self.drafts[self.chosen] = replace(
            self.words.profile_with(self.draft),
            boxes=self.boxes.convention,
            image=self.image.rule,
            image_first=bool(self.order.currentData()),
            thinking=Thinking(self.thinking.currentData()),
            takes_temperature=self.temperature.isChecked(),
        )
        self._follow()

    def _follow(self) -> None:
        """Bring what depends on the draft up to date: sizes, and what can be taken back."""
        profile, size = self.draft, self._size or SAMPLE
        try:
            sent = sent_size(size, profile.image, self.model.image_side, self.model.image_edge)
            self.image.show_result(size_words(size, sent, sample=self._size is None))
        except EngineError as error:
            sent = size
            self.image.show_result(str(error.failure))
        self.boxes.show_sizes(Frame(sent, size))
        self.words.show_sent(profile, self._task, sent)
        shipped = self._own.shipped.get(profile.id)
        self.restore.setVisible(shipped is not None and profile != shipped)
        self.state.setText(self._state(profile, shipped))

    def _state(self, profile: Profile, shipped: Profile | None) -> str:
        if shipped is None:
            return self.tr("A family of your own.")
        if profile != shipped:
            return self.tr("Yours; for every model asked as this family.")
        if self._own.edited(profile.id):
            return self.tr("As shipped again, once you save.")
        return self.tr("As shipped.")

    def _restore(self) -> None:
        # Nothing is lost: it is kept only by Save, and Cancel leaves everything as it was.
        self.drafts[self.chosen] = self._own.shipped[self.chosen]
        self._show()
        self.save.setFocus()
