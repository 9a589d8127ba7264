"""The comparison table loses models while headings span all of them."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from vizdesk.catalog.cards.catalogue import load_catalogue
from vizdesk.catalog.table.rows import build_table
from vizdesk.catalog.table.table import without_unknown_rows
from vizdesk.common import resources
from vizdesk.ui.models.table.table_view import ModelTableView
from vizdesk.ui.widgets.theme import LIGHT


def test_no_heading_spans_a_column_that_is_gone(qtbot: QtBot) -> None:
    """Qt crashed in the reset of the model, on a span that reached beyond its columns."""
    cards = list(load_catalogue(resources.folder()).cards.values())[:10]
    view = ModelTableView(LIGHT)
    qtbot.addWidget(view)
    view.resize(900, 600)
    view.show()
    spans_at_reset: list[int] = []
    view.shown.modelAboutToBeReset.connect(
        lambda: spans_at_reset.extend(
            view.columnSpan(row, 0) for row in range(view.shown.rowCount())
        )
    )
    for count in (10, 9, 3, 1, 2, 0, 10):
        spans_at_reset.clear()
        view.show_table(build_table(cards[:count], "2026-11-21"))
        assert set(spans_at_reset) <= {1}
        heads = [row for row in range(view.shown.rowCount()) if view.shown.note(row)]
        assert all(view.columnSpan(row, 0) == max(1, count) for row in heads)


def test_a_header_that_counts_as_before_a_reset_is_told_nothing(qtbot: QtBot) -> None:
    """Qt asks for rows that are gone while it resets; an exception there ended the program."""
    cards = load_catalogue(resources.folder()).cards
    view = ModelTableView(LIGHT)
    qtbot.addWidget(view)
    several = [cards["gemma-3-4b"], cards["gpt-5.5"], cards["paligemma"]]
    across, down = Qt.Orientation.Horizontal, Qt.Orientation.Vertical
    for count in (3, 1):
        view.show_table(without_unknown_rows(build_table(several[:count], "2026-11-21")))
        shown = view.shown
        for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            assert shown.headerData(shown.rowCount(), down, role) is None
            assert shown.headerData(shown.columnCount(), across, role) is None
        assert shown.headerData(shown.rowCount() - 1, down) is not None
