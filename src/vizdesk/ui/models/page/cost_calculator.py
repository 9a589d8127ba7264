"""What a month of images costs: through the API, here, and when a machine has paid for itself."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QLineEdit, QVBoxLayout, QWidget

from vizdesk.catalog.cards.card import ListPrice
from vizdesk.catalog.insights.per_image import PerImageUsage
from vizdesk.catalog.insights.running_costs import (
    DailyUsage,
    Machine,
    dollars_per_image,
    dollars_per_month,
    electricity_per_month,
    months_to_break_even,
    most_images_per_day,
)
from vizdesk.common.formatting import dollars, number
from vizdesk.ui.text.translate import translate_message
from vizdesk.ui.widgets.basics import label

STEP = 0.1  # of the number, for each press of an arrow key


class NumberField(QLineEdit):
    """A field for a number that the arrow keys step.

    Takes 1500, 1,500 and 0.3; anything else counts as nothing, and is taken away on leaving.
    """

    value_changed = Signal(float)

    def __init__(self, value: float, digits: int = 0) -> None:
        super().__init__()
        self._digits = digits
        self.set_value(value)
        self.textChanged.connect(lambda: self.value_changed.emit(self.value()))
        self.editingFinished.connect(lambda: self.set_value(self.value()))

    def value(self) -> float:
        """The number; 0 where there is none. Never negative."""
        try:
            number = float(self.text().replace(",", "").strip() or 0)
        except ValueError:
            return 0.0
        return number if 0 <= number < 1e12 else 0.0

    def set_value(self, value: float) -> None:
        """Show a number."""
        self.setText(f"{value:,.{self._digits}f}")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}
        direction = steps.get(Qt.Key(event.key()))
        if direction is None:
            super().keyPressEvent(event)
            return
        least = 10.0**-self._digits
        by = max(least, self.value() * STEP)
        self.set_value(max(0.0, self.value() + direction * by))


class CostCalculator(QWidget):
    """Fields on the left, sentences under them; everything is counted anew as one types."""

    def __init__(self, price: ListPrice | None, used: PerImageUsage) -> None:
        super().__init__()
        self._price = price
        self.images = self._field(100, 0, self.tr("Images a day"))
        self.input = self._field(used.input_tokens, 0, self.tr("Tokens in, each"))
        self.output = self._field(used.output_tokens, 0, self.tr("Tokens out, each"))
        self.machine = self._field(1500, 0, self.tr("A machine of one’s own, $"))
        self.watts = self._field(150, 0, self.tr("It draws, watts"))
        self.kwh = self._field(0.30, 2, self.tr("Electricity, $ per kWh"))
        self.seconds = self._field(used.seconds or 10.0, 1, self.tr("Seconds for an image here"))
        self.api_words = label("", "strong")
        self.here_words = label("", "strong")
        self.even_words = label("")
        origin = label(
            self.tr("Tokens: {origin}.").format(origin=translate_message(used.origin)), "muted"
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addLayout(self._grid())
        for words in (self.api_words, self.here_words, self.even_words, origin):
            words.setWordWrap(True)
            column.addWidget(words)
        self.count()

    def _field(self, value: float, digits: int, words: str) -> NumberField:
        field = NumberField(value, digits)
        field.setAccessibleName(words)
        field.setFixedWidth(110)
        field.value_changed.connect(self.count)
        return field

    def _grid(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        left = (self.images, self.input, self.output)
        right = (self.machine, self.watts, self.kwh, self.seconds)
        for side, fields in ((0, left), (2, right)):
            for row, field in enumerate(fields):
                words = label(field.accessibleName())
                words.setBuddy(field)
                grid.addWidget(words, row, side)
                grid.addWidget(field, row, side + 1)
        grid.setColumnStretch(4, 1)
        return grid

    def usage(self) -> DailyUsage:
        """What the fields say of use."""
        return DailyUsage(self.images.value(), self.input.value(), self.output.value())

    def own_machine(self) -> Machine:
        """What the fields say of a machine of one's own."""
        return Machine(
            self.machine.value(), self.watts.value(), self.kwh.value(), self.seconds.value()
        )

    def count(self) -> None:
        """Say what the fields come to."""
        usage, machine = self.usage(), self.own_machine()
        here = electricity_per_month(machine, usage)
        self.here_words.setText(
            self.tr("Here: {here} of electricity a month").format(here=dollars(here))
        )
        if self._price is None:
            self.api_words.setText(self.tr("No price is known, so an API cannot be reckoned."))
            self.even_words.setText("")
            return
        each, month = dollars_per_image(self._price, usage), dollars_per_month(self._price, usage)
        self.api_words.setText(
            self.tr("API: {month} a month ({each} an image)").format(
                month=dollars(month), each=dollars(each)
            )
        )
        self.even_words.setText(self._even(self._price, usage, machine))

    def _even(self, price: ListPrice, usage: DailyUsage, machine: Machine) -> str:
        most = most_images_per_day(machine)
        if usage.images_per_day > most:
            words = self.tr("One such machine answers {most} images a day: too few.")
            return words.format(most=number(most))
        months = months_to_break_even(price, machine, usage)
        if months is None:
            return self.tr("A machine of one’s own never pays for itself at these figures.")
        if months > 1200:
            return self.tr("A machine of one’s own takes more than a century to pay for itself.")
        words = self.tr("A machine of one’s own has paid for itself after {months:,.1f} months.")
        return words.format(months=months)
