"""Everyone can read and reach everything: contrast, names, longer words of other languages."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt, QTranslator
from PySide6.QtGui import QAccessible, QColor
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDialog,
    QLabel,
    QLineEdit,
    QTableView,
    QWidget,
)
from pytestqt.qtbot import QtBot

from vizdesk.app import build_desk
from vizdesk.composition import build_house
from vizdesk.ui import theme
from vizdesk.ui.background import Background
from vizdesk.ui.header import Page
from vizdesk.ui.main_window import MainWindow
from vizdesk.ui.model_row import ModelRow
from vizdesk.ui.widgets import ElidedLabel

# --- Contrast -----------------------------------------------------------------------------------

READ, MARK = 4.5, 3.0
"""WCAG 2.2, 1.4.3 and 1.4.11: text, and what only marks."""


def luminance(colour: str) -> float:
    """Relative luminance after https://www.w3.org/TR/WCAG22/#dfn-relative-luminance."""
    parts = QColor(colour).getRgbF()[:3]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, two: str) -> float:
    bright, dim = sorted((luminance(one), luminance(two)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


@pytest.mark.parametrize("tokens", [theme.LIGHT, theme.DARK], ids=["light", "dark"])
def test_every_text_stands_out_from_every_ground(tokens: theme.Tokens) -> None:
    grounds = (tokens.panel, tokens.background, tokens.hover, tokens.selected)
    low = [
        (word, ground, round(contrast(word, ground), 2))
        for word in (tokens.text, tokens.muted, tokens.good, tokens.fair, tokens.weak)
        for ground in grounds
        if contrast(word, ground) < READ
    ]
    assert low == []
    assert contrast(tokens.accent, tokens.panel) >= READ
    assert contrast(tokens.on_accent, tokens.accent) >= READ
    assert contrast(tokens.faint, tokens.panel) >= 2.4  # never for text that matters


# --- A language whose words are longer -----------------------------------------------------------


class Pseudo(QTranslator):
    """Says everything in ⟦brackets⟧ and a third longer, so that what is left out is seen."""

    def translate(
        self, context: object, text: object, disambiguation: object = None, n: int = -1
    ) -> str:
        return f"⟦{text}{'~' * (len(str(text)) // 3)}⟧"

    def isEmpty(self) -> bool:
        return False


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    app = QApplication.instance()
    assert app is not None
    pseudo = Pseudo()
    app.installTranslator(pseudo)
    house, background = build_house(), Background()
    settings = QSettings(str(tmp_path / "v.ini"), QSettings.Format.IniFormat)
    window = MainWindow(build_desk(house, settings), background)
    window.resize(1440, 900)
    window.show()
    qtbot.addWidget(window)
    yield window
    window.close()
    background.close(house.close)
    app.removeTranslator(pseudo)


def names(window: MainWindow) -> set[str]:
    """Words that no language changes."""
    found = {card.name for card in window.desk.catalogue.cards.values()} | {"vizdesk"}
    return found | {f"{name}  ×" for name in found} | {"?", "◐", "☰", "⤢", "+"}


def untranslated(window: QWidget) -> set[str]:
    found = set()
    for widget in window.findChildren(QWidget):
        if not widget.isVisible() or isinstance(widget, ModelRow):
            continue
        if isinstance(widget, QLabel | QAbstractButton):
            found.add(widget.text())
        if isinstance(widget, QLineEdit):
            found.add(widget.placeholderText())
    letters = {one for one in found if any(letter.isalpha() for letter in one)}
    changing = names(window) if isinstance(window, MainWindow) else set()
    return {one for one in letters if "⟦" not in one} - changing


def clipped(window: QWidget) -> set[str]:
    return {
        widget.text()
        for widget in window.findChildren(QWidget)
        if isinstance(widget, QLabel | QAbstractButton)
        and widget.isVisible()
        and not isinstance(widget, ElidedLabel | ModelRow)
        and not (isinstance(widget, QLabel) and (widget.wordWrap() or "<span" in widget.text()))
        and widget.sizeHint().width() > widget.width() + 1
    }


def test_every_word_of_the_window_can_be_translated_and_fits_when_longer(
    qtbot: QtBot, window: MainWindow
) -> None:
    qtbot.wait(300)
    assert untranslated(window) == set()
    qtbot.waitUntil(lambda: clipped(window) == set())  # a busy machine lays out a little later
    window.intake.take_files(window.desk.samples[:1])
    qtbot.waitUntil(lambda: window.session.current is not None)
    window.run()
    qtbot.waitUntil(
        lambda: len(window.canvas.answers()) == 2 and not window.session.running, timeout=30_000
    )
    assert untranslated(window) <= {"blue circle", "yellow triangle", "red square", "green circle"}
    qtbot.waitUntil(lambda: clipped(window) == set())  # a busy machine lays out a little later
    window.turn_to(Page.MODELS)
    qtbot.wait(200)
    assert untranslated(window) == set()
    qtbot.waitUntil(lambda: clipped(window) == set())  # a busy machine lays out a little later


@pytest.mark.parametrize("name", ["Keyboard map", "About vizdesk", "mishap"])
def test_every_word_of_the_help_dialogs_fits_when_longer(
    qtbot: QtBot, window: MainWindow, name: str
) -> None:
    if name == "mishap":
        window.help.mishap(ValueError("x"))
    else:
        next(one for one in window.actions() if name in one.text()).trigger()
    qtbot.waitUntil(lambda: bool(window.findChildren(QDialog)))
    dialog = window.findChildren(QDialog)[0]
    qtbot.wait(50)
    assert clipped(dialog) == set()
    for control in controls(dialog):
        interface = QAccessible.queryAccessibleInterface(control)
        assert interface is not None
        assert interface.text(QAccessible.Text.Name)
        assert control.focusPolicy() & Qt.FocusPolicy.TabFocus
    dialog.close()


def test_the_hints_fit_when_longer(qtbot: QtBot, window: MainWindow) -> None:
    window.resize(980, 640)
    window.help._say_bad_end(["one"], None)
    qtbot.wait(50)
    assert window.banner.isVisible()
    assert clipped(window.banner) == set()
    assert untranslated(window.banner) - {"×"} == set()


# --- Screen readers and keys ----------------------------------------------------------------------


def controls(root: QWidget) -> Iterator[QWidget]:
    for widget in root.findChildren(QWidget):
        if widget.isVisible() and isinstance(widget, QAbstractButton | QLineEdit):
            yield widget


def test_every_control_of_both_sides_has_a_name_a_role_and_can_be_reached_by_keys(
    qtbot: QtBot, window: MainWindow
) -> None:
    for page in Page:
        window.turn_to(page)
        qtbot.wait(200)
        for control in controls(window):
            interface = QAccessible.queryAccessibleInterface(control)
            assert interface is not None
            name = interface.text(QAccessible.Text.Name)
            assert name or control.parent() is None, control
            assert interface.role() is not QAccessible.Role.NoRole
            # The cross that clears a field, and the corner of a table, do nothing of their own.
            embedded = isinstance(control.parent(), QLineEdit | QTableView)
            # In a group the arrow keys go from the checked one to the others.
            grouped = isinstance(control, QAbstractButton) and control.group() is not None
            reached = control.focusPolicy() & Qt.FocusPolicy.TabFocus
            assert reached or grouped or embedded or not control.isEnabled(), name
