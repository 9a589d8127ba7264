"""Foreign words in tooltips, labels and message boxes are shown and never rendered."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6 import QtGui
from PySide6.QtCore import QAbstractListModel, QModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QLabel, QMessageBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from tests.ui.app_kit import window_over
from tests.ui.walk_kit import compare, dialogs, opened, pages

import vizdesk
from vizdesk.app.container import build_services
from vizdesk.ui.shell.main_window import MainWindow
from vizdesk.ui.widgets.plain_text import (
    elided_words,
    message_box,
    plain_tip,
    set_tip,
    words_of_tip,
)

SOURCES = Path(vizdesk.__file__).parent / "ui"
HELPER = SOURCES / "widgets" / "plain_text.py"
HOSTILE = '<img src="file:///etc/passwd"> & <b>bold</b>\nsecond line'
INVALID = QModelIndex()
TIP = Qt.ItemDataRole.ToolTipRole


def test_a_tooltip_shows_just_the_letters_it_was_given(qtbot: QtBot) -> None:
    target = QPushButton()
    qtbot.addWidget(target)
    set_tip(target, HOSTILE)
    document = QtGui.QTextDocument()
    document.setHtml(target.toolTip())
    assert document.toPlainText() == HOSTILE
    assert "<img" not in target.toolTip()
    assert words_of_tip(target.toolTip()) == HOSTILE
    assert plain_tip("a < b") == words_of_tip("a < b") == "a < b"


def test_a_message_box_shows_just_the_letters_it_was_given(qtbot: QtBot) -> None:
    box = message_box(None, "Title", HOSTILE, HOSTILE)
    qtbot.addWidget(box)
    shown = [words for words in box.findChildren(QLabel) if words.text() == HOSTILE]
    assert len(shown) == 2
    assert {words.textFormat() for words in shown} == {Qt.TextFormat.PlainText}
    box.addButton(QMessageBox.StandardButton.Ok)


@pytest.mark.parametrize(
    ("written", "instead"),
    [
        (r"\.setToolTip\((?!0, plain_tip\()", "set_tip"),
        (
            r"QMessageBox\(|QMessageBox\.(?:question|warning|information|critical|about)",
            "message_box",
        ),
        (r"\bQLabel\((?!\))", "widgets.basics.label"),
        (r"\.setHtml\((?!text\))|\.insertHtml\(|QErrorMessage|setWhatsThis", "plain text"),
        (r"\.setMarkdown\((?!part, SHOWN_MARKDOWN\))", "bounded Markdown without HTML"),
        (r"setOpenExternalLinks\(True\)|setOpenLinks\(True\)", "links that are asked about"),
    ],
)
def test_words_reach_the_window_through_one_helper(written: str, instead: str) -> None:
    places = [
        f"{path.relative_to(SOURCES)}:{number}: use {instead}"
        for path in sorted(SOURCES.rglob("*.py"))
        if path != HELPER
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if re.search(written, line) and "result = QLabel(text)" not in line
    ]
    assert places == []


def rendered(root: QWidget) -> Iterator[str]:
    """What Qt would take for HTML below `root`: tooltips, labels, what lists and tables say."""
    for widget in (root, *root.findChildren(QWidget)):
        if _rich(widget.toolTip()):
            yield f"tooltip of {type(widget).__name__}: {widget.toolTip()}"
        if isinstance(widget, QLabel) and widget.text() and not _is_plain(widget):
            yield f"label {widget.text()}"
        if isinstance(widget, QAbstractItemView) and (model := widget.model()) is not None:
            for row in range(min(model.rowCount(INVALID), 200)):
                for column in range(
                    1 if isinstance(model, QAbstractListModel) else model.columnCount(INVALID)
                ):
                    tip = model.index(row, column).data(TIP)
                    if isinstance(tip, str) and _rich(tip):
                        yield f"tooltip of a cell: {tip}"


def _rich(tip: str) -> bool:
    return QtGui.Qt.mightBeRichText(tip) and words_of_tip(tip) == tip


def _is_plain(words: QLabel) -> bool:
    # The figures under an answer are made of escaped parts, in RichText by their own choice; names
    # of fields (with a buddy) are vizdesk's own words.
    return words.textFormat() is not Qt.TextFormat.AutoText or words.buddy() is not None


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path, private_home: Path) -> Iterator[MainWindow]:
    folder = private_home / "vizdesk" / "models"
    folder.mkdir(parents=True)
    (folder / "hostile.toml").write_text(
        "[[model]]\nid = '<img src=x>'\nname = '<b>name</b>'\nprofile = 'generic'\n"
        "base_url = 'http://127.0.0.1:9/v1'\nslug = '<img src=x>'\n"
        "description = '<img src=\"file:///etc/passwd\">'\n"
        "organisation = '<img src=\"file:///etc/passwd\">'\n"
    )
    with window_over(build_services(), qtbot, tmp_path) as window:
        yield window


def test_no_widget_of_the_window_renders_foreign_words(qtbot: QtBot, window: MainWindow) -> None:
    hostile = window.session.model("<img src=x>")
    compare(qtbot, window)
    window.session.choose(hostile.id, True)
    tips = {widget.toolTip() for widget in window.findChildren(QWidget)}
    assert any("&lt;img" in tip for tip in tips)
    for name in pages(qtbot, window):
        assert list(rendered(window)) == [], name
    for name in dialogs(window):
        with opened(qtbot, window, name) as dialog:
            assert list(rendered(dialog)) == [], name


def test_a_name_cannot_turn_round_what_follows_it_on_its_line(qapp: object) -> None:
    metrics = QtGui.QFontMetrics(QtGui.QFont())
    name = "a\u202egnp.exe\u2066\x1b[2J"
    painted = elided_words(metrics, f"{name}, other", Qt.TextElideMode.ElideRight, 10_000)
    assert painted == "a\ufffdgnp.exe\ufffd\u241b[2J, other"
    assert elided_words(metrics, name, Qt.TextElideMode.ElideRight, 20).endswith("…")
