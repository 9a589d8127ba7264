"""Everyone can read and reach everything: contrast, names, longer words of other languages."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTranslator
from PySide6.QtGui import QAccessible, QColor
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QTableView,
    QWidget,
)
from pytestqt.qtbot import QtBot
from tests.ui.app_kit import window_over
from tests.ui.walk_kit import clipped, compare, controls, dialogs, opened, pages

from vizdesk.app.container import build_services
from vizdesk.common import resources
from vizdesk.ui.core.pages import Page
from vizdesk.ui.models.list.list_row import ModelRow
from vizdesk.ui.shell.main_window import MainWindow
from vizdesk.ui.text.i18n import speak
from vizdesk.ui.widgets import theme
from vizdesk.ui.widgets.grade_chip import chip_ground

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


@pytest.mark.parametrize("tokens", [theme.LIGHT, theme.DARK], ids=["light", "dark"])
def test_chips_and_the_outlines_of_boxes_to_check_stand_out(tokens: theme.Tokens) -> None:
    for colour in (tokens.good, tokens.fair, tokens.weak):
        ground = chip_ground(QColor(colour))
        parts = zip(ground.getRgbF()[:3], QColor(tokens.panel).getRgbF()[:3], strict=True)
        alpha = ground.alphaF()
        mixed = QColor.fromRgbF(*(over * alpha + under * (1 - alpha) for over, under in parts))
        assert contrast(colour, mixed.name()) >= READ
    outline = theme.style_sheet(tokens, Path()).partition("QCheckBox::indicator")[2]
    assert outline.partition("1px solid ")[2].startswith(tokens.muted)
    assert contrast(tokens.muted, tokens.panel) >= MARK


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
def pseudo(qapp: QApplication, request: pytest.FixtureRequest) -> Iterator[None]:
    """The pseudo-language, where a test does not ask for German with False."""
    longer = Pseudo()
    if getattr(request, "param", True):
        qapp.installTranslator(longer)
        yield
        qapp.removeTranslator(longer)
        return
    translators = speak("de", resources.folder() / "translations", qapp)
    yield
    for translator in translators:
        qapp.removeTranslator(translator)


@pytest.fixture
def window(pseudo: None, qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    with window_over(build_services(), qtbot, tmp_path) as window:
        yield window


def names(window: MainWindow) -> set[str]:
    """Words that no language changes."""
    found = {card.name for card in window.services.catalogue.cards.values()} | {"vizdesk"}
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


def test_every_word_of_the_window_can_be_translated_and_fits_when_longer(
    qtbot: QtBot, window: MainWindow
) -> None:
    qtbot.wait(300)
    assert untranslated(window) == set()
    qtbot.waitUntil(lambda: clipped(window) == set())  # a busy machine lays out a little later
    window.image_loader.take_files(resources.samples()[:1])
    qtbot.waitUntil(lambda: window.session.current is not None)
    window.main_actions.run()
    qtbot.waitUntil(lambda: len(window.canvas.answers()) == 2 and not window.runner.running)
    assert untranslated(window) <= {"blue circle", "yellow triangle", "red square", "green circle"}
    qtbot.waitUntil(lambda: clipped(window) == set())  # a busy machine lays out a little later
    window.main_actions.turn_to(Page.MODELS)
    qtbot.wait(200)
    assert untranslated(window) == set()
    qtbot.waitUntil(lambda: clipped(window) == set())  # a busy machine lays out a little later


@pytest.mark.parametrize("name", ["Keyboard map", "About vizdesk", "mishap"])
def test_every_word_of_the_help_dialogs_fits_when_longer(
    qtbot: QtBot, window: MainWindow, name: str
) -> None:
    if name == "mishap":
        window.help.show_unexpected_error(ValueError("x"))
    else:
        next(action for action in window.actions() if name in action.text()).trigger()
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
    window.help._say_bad_end(["one"])
    qtbot.wait(50)
    assert window.banner.isVisible()
    assert clipped(window.banner) == set()
    assert untranslated(window.banner) - {"×"} == set()


# --- Large text ---------------------------------------------------------------------------------

SCREEN = (1440, 900)
"""Logical pixels of a small laptop; text of 200 % leaves half of them (app.enlarge)."""


@pytest.mark.parametrize("percent", [100, 125, 150, 200])
@pytest.mark.parametrize("pseudo", [False], indirect=True)
def test_at_every_text_size_window_and_dialogs_fit_a_small_screen(
    percent: int, qtbot: QtBot, window: MainWindow
) -> None:
    """The setting enlarges everything, so a screen of 1440 × 900 has 720 × 450 left at 200 %."""
    wide, high = (side * 100 // percent for side in SCREEN)
    window.resize(wide, high)
    qtbot.wait(100)
    compare(qtbot, window)
    window.say("")
    window.resize(wide, high)
    for name in pages(qtbot, window):
        least = window.minimumSizeHint()
        assert (least.width() <= wide, least.height() <= high) == (True, True), (name, least)
        qtbot.waitUntil(lambda: clipped(window) == set())
    for name in dialogs(window):
        with opened(qtbot, window, name) as dialog:
            dialog.resize(min(wide, dialog.width()), min(high, dialog.height()))
            qtbot.wait(50)
            assert (dialog.width() <= wide, dialog.height() <= high) == (True, True), name
            qtbot.waitUntil(lambda dialog=dialog: clipped(dialog) == set())


# --- Screen readers and keys ----------------------------------------------------------------------


def is_part(control: QWidget) -> bool:
    """The cross of a field, the corner of a table, the field of a number: of another control."""
    return isinstance(control.parent(), QLineEdit | QTableView | QAbstractSpinBox | QComboBox)


def unnamed(root: QWidget) -> list[str]:
    found = []
    for control in controls(root):
        interface = QAccessible.queryAccessibleInterface(control)
        assert interface is not None
        named = interface.text(QAccessible.Text.Name) or is_part(control)
        if not named or interface.role() is QAccessible.Role.NoRole:
            found.append(f"{type(control).__name__} {control.objectName()}")
    return found


def reached_by_tab(qtbot: QtBot, root: QWidget) -> set[QWidget]:
    """Everything that has the focus while Tab is pressed until it comes round."""
    root.window().activateWindow()
    qtbot.waitUntil(lambda: root.window().isActiveWindow())
    root.window().setFocus()
    reached: set[QWidget] = set()
    still, all_around = 0, len(list(controls(root)))
    while still <= all_around:  # what is entered may have enabled what was passed before
        here = QApplication.focusWidget() or root.window()
        still = still + 1 if here in reached else 0
        reached.add(here)
        qtbot.keyClick(here, Qt.Key.Key_Tab)
    return reached


def unreached(qtbot: QtBot, root: QWidget) -> list[str]:
    reached = reached_by_tab(qtbot, root)
    lost = []
    for control in controls(root):
        # In a group the arrow keys go from the checked one to the others.
        grouped = isinstance(control, QAbstractButton) and control.group() is not None
        if control.isEnabled() and not is_part(control) and not grouped and control not in reached:
            lost.append(f"{type(control).__name__} “{control.accessibleName()}”")
    return lost


def without_a_mark(root: QWidget) -> list[str]:
    """Buttons and fields that look the same with and without the focus."""
    found = []
    for control in controls(root):
        if not control.isEnabled() or is_part(control) or isinstance(control, QTableView):
            continue
        if control.focusPolicy() == Qt.FocusPolicy.NoFocus:
            continue
        control.setFocus(Qt.FocusReason.TabFocusReason)
        with_focus = control.grab().toImage()
        control.clearFocus()
        if control.grab().toImage() == with_focus:
            found.append(f"{type(control).__name__} “{control.accessibleName()}”")
    return found


def test_every_control_of_every_page_is_named_reached_by_tab_and_shows_its_focus(
    qtbot: QtBot, window: MainWindow
) -> None:
    compare(qtbot, window)
    for name in pages(qtbot, window):
        assert unnamed(window) == [], name
        assert unreached(qtbot, window) == [], name
        assert without_a_mark(window) == [], name


def test_every_control_of_every_dialog_is_named_reached_by_tab_and_shows_its_focus(
    qtbot: QtBot, window: MainWindow
) -> None:
    compare(qtbot, window)
    for name in dialogs(window):
        with opened(qtbot, window, name) as dialog:
            assert unnamed(dialog) == [], name
            assert unreached(qtbot, dialog) == [], name
            assert without_a_mark(dialog) == [], name


def test_what_excludes_each_other_is_told_as_one_of_several(window: MainWindow) -> None:
    for page in (*window.header.pages.values(), *window.header.tasks.buttons.values()):
        interface = QAccessible.queryAccessibleInterface(page)
        assert interface is not None
        assert interface.role() is QAccessible.Role.RadioButton


def test_models_of_one_name_are_told_apart_by_what_they_are_and_need(
    qtbot: QtBot, window: MainWindow
) -> None:
    # The rows are made anew when it is known what fits this machine.
    qtbot.waitUntil(lambda: all(row.need is not None for row in window.models.rows.values()))
    told = [
        (row.accessibleName(), row.accessibleDescription()) for row in window.models.rows.values()
    ]
    assert len(told) == len(set(told))
    assert all("⟦" in description for _, description in told)  # in the window's language


def test_many_classes_take_more_lines_and_not_more_width(qtbot: QtBot, window: MainWindow) -> None:
    window.resize(980, 640)
    least, low = window.minimumSizeHint().width(), window.form.height()
    window.form.chips.set_classes(tuple(f"traffic light {n}" for n in range(12)), tell=True)
    qtbot.waitUntil(lambda: window.form.height() > low)
    assert window.minimumSizeHint().width() <= least
    assert clipped(window) == set()
