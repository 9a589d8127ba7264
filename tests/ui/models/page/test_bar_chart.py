"""Bars of a model's page: as long as their values, names and values readable beside them."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from vizdesk.catalog.insights.ranking import RankedValue
from vizdesk.ui.models.page.bar_chart import GAP, NAMES_WIDTH, ROW_HEIGHT, BarChart
from vizdesk.ui.widgets.theme import DARK, LIGHT

LONG = "A model whose name is much longer than the room for names"
RANKED = (
    RankedValue("a", "Alpha", 40.0),
    RankedValue("b", LONG, 20.0),
    RankedValue("c", "Gamma", 0.0),
)


def chart(qtbot: QtBot, width: int = 600, ranked: tuple[RankedValue, ...] = RANKED) -> BarChart:
    widget = BarChart(ranked, "b", lambda value: f"{value:.1f}%", LIGHT)
    qtbot.addWidget(widget)
    widget.resize(width, widget.height())
    return widget


def test_bars_are_as_long_as_their_values_and_leave_room_for_the_words(qtbot: QtBot) -> None:
    widget = chart(qtbot)
    first, second, third = widget.bar_rectangles()
    assert first.width() == 2 * second.width()
    assert third.width() == 0
    assert first.left() == NAMES_WIDTH + GAP
    value = widget.fontMetrics().horizontalAdvance("40.0%")
    assert first.right() + value < widget.width()
    assert second.top() - first.top() == ROW_HEIGHT


def test_a_narrow_chart_and_one_without_any_value_are_drawn(qtbot: QtBot) -> None:
    assert [bar.width() for bar in chart(qtbot, 120).bar_rectangles()] == [0, 0, 0]
    zeros = chart(qtbot, 600, (RankedValue("a", "Alpha", 0.0),))
    assert [bar.width() for bar in zeros.bar_rectangles()] == [0]
    assert not chart(qtbot, 120).grab().isNull()
    assert not chart(qtbot, 600, ()).grab().isNull()


def test_the_models_own_bar_is_striped_and_the_others_are_not(qtbot: QtBot) -> None:
    widget = BarChart(RANKED, "b", str, DARK)
    qtbot.addWidget(widget)
    widget.resize(600, widget.height())
    image = widget.grab().toImage()

    def colours(row: int) -> int:
        bar = widget.bar_rectangles()[row].toRect().adjusted(2, 2, -2, -2)
        ratio = image.devicePixelRatio()
        return len(
            {
                image.pixel(int(x * ratio), int(y * ratio))
                for x in range(bar.left(), bar.right())
                for y in range(bar.top(), bar.bottom())
            }
        )

    assert colours(0) == 1
    assert colours(1) > 1


def test_what_is_cut_off_stands_in_the_tool_tip_and_is_spoken(qtbot: QtBot) -> None:
    widget = chart(qtbot)
    widget.show()
    at = QPoint(20, int(widget.bar_rectangles()[1].center().y()))
    QApplication.sendEvent(widget, QHelpEvent(QEvent.Type.ToolTip, at, widget.mapToGlobal(at)))
    assert QToolTip.text() == f"{LONG}: 20.0%"
    QToolTip.hideText()
    assert widget.accessibleName() == f"Alpha 40.0%, {LONG} 20.0%, Gamma 0.0%"


def test_names_that_share_a_beginning_and_an_end_stay_distinct(qtbot: QtBot) -> None:
    names = [f"A house's fine model of many words, size {size} with all its words" for size in "AB"]
    ranked = tuple(RankedValue(name, name, 1.0) for name in names)
    shown = chart(qtbot, 600, ranked).shown_names()
    assert shown[0] != shown[1]
    assert [words.startswith("A h") for words in shown] == [True, True]
    assert [words[words.index("…") + 1] for words in shown] == ["A", "B"]
    assert chart(qtbot).shown_names()[0] == "Alpha"
