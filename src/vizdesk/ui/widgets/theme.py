"""Light and dark: the colours, sizes and the one style sheet made from them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication


@dataclass(frozen=True, slots=True)
class Tokens:
    """The colours of one theme, as #RRGGBB."""

    dark: bool
    background: str
    panel: str
    line: str
    text: str
    muted: str
    faint: str
    accent: str
    on_accent: str
    selected: str
    hover: str
    stage: str
    good: str
    fair: str
    weak: str


LIGHT = Tokens(
    dark=False,
    background="#F5F5F3",
    panel="#FFFFFF",
    line="#E4E3DF",
    text="#1B1B1A",
    muted="#6B6A66",
    faint="#A3A29D",
    accent="#3D5AFE",
    on_accent="#FFFFFF",
    selected="#EDF0FF",
    hover="#F3F2EF",
    stage="#ECEBE7",
    good="#197A4C",
    fair="#9A5B00",
    weak="#C8372D",
)
DARK = Tokens(
    dark=True,
    background="#161617",
    panel="#1E1E20",
    line="#2E2E31",
    text="#ECECEA",
    muted="#A0A09B",
    faint="#6E6E6A",
    accent="#7C93FF",
    on_accent="#0E1020",
    selected="#262B45",
    hover="#28282B",
    stage="#121213",
    good="#4CC38A",
    fair="#E5A23D",
    weak="#F2766B",
)


def system_tokens() -> Tokens:
    """The theme the desktop asks for; light where it asks for none."""
    scheme = QGuiApplication.styleHints().colorScheme()
    return DARK if scheme == Qt.ColorScheme.Dark else LIGHT


def chosen_tokens(name: str) -> Tokens:
    """The theme a person chose: light, dark, or what the desktop asks for."""
    return {"dark": DARK, "light": LIGHT}.get(name) or system_tokens()


def palette(tokens: Tokens) -> QPalette:
    """Qt's palette roles for a theme; `Dark` is the stage behind an image."""
    roles = QPalette.ColorRole
    result = QPalette()
    pairs = {
        roles.Window: tokens.background,
        roles.Base: tokens.panel,
        roles.AlternateBase: tokens.hover,
        roles.Button: tokens.panel,
        roles.ToolTipBase: tokens.panel,
        roles.Text: tokens.text,
        roles.WindowText: tokens.text,
        roles.ButtonText: tokens.text,
        roles.ToolTipText: tokens.text,
        roles.PlaceholderText: tokens.muted,
        roles.Highlight: tokens.accent,
        roles.HighlightedText: tokens.on_accent,
        roles.Link: tokens.accent,
        roles.Mid: tokens.line,
        roles.Dark: tokens.stage,
        roles.Accent: tokens.accent,
    }
    for role, colour in pairs.items():
        result.setColor(role, QColor(colour))
    for role in (roles.Text, roles.WindowText, roles.ButtonText):
        result.setColor(QPalette.ColorGroup.Disabled, role, QColor(tokens.faint))
    return result


def dress(tokens: Tokens, icons: Path) -> None:
    """Put the whole program into a theme."""
    app = QApplication.instance()
    if isinstance(app, QApplication):
        app.setPalette(palette(tokens))
        app.setStyleSheet(style_sheet(tokens, icons))


def style_sheet(t: Tokens, icons: Path) -> str:
    """The window's style, drawn from the tokens alone; `icons` is the folder of SVG marks.

    Of two rules that fit a widget equally well the later one holds: their order matters.
    """
    mode = "dark" if t.dark else "light"
    check = (icons / f"check-{mode}.svg").as_posix()
    chevron = (icons / f"chevron-{mode}.svg").as_posix()
    parts = (
        _surfaces(t),
        _labels(t),
        _buttons(t),
        _segments(t),
        _text_fields(t),
        _number_fields(t, chevron),
        _lists(t),
        _scrolling(t),
        _menus(t, check),
    )
    return "".join(parts)


def _surfaces(t: Tokens) -> str:
    """Grounds, panes, tips and rules."""
    return f"""
    QWidget {{ color: {t.text}; font-size: 13px; }}
    QMainWindow, QDialog {{ background: {t.background}; }}
    QToolTip {{ background: {t.panel}; color: {t.text}; border: 1px solid {t.line}; padding: 4px; }}
    *[role="bar"], *[role="panel"] {{ background: {t.panel}; }}
    *[role="canvas"] {{ background: {t.background}; }}
    *[role="toast"] {{ background: {t.panel}; border-top: 1px solid {t.line}; }}
    *[role="rule"] {{ background: {t.line}; border: none; }}
    QFrame[role="pane"] {{ background: {t.panel}; border: 1px solid {t.line};
        border-radius: 12px; }}
    QFrame[role="drop"] {{ background: transparent; border: 1px dashed {t.faint};
        border-radius: 12px; }}
    QFrame[role="banner"] {{ background: {t.panel}; border-top: 1px solid {t.line}; }}
    """


def _labels(t: Tokens) -> str:
    """Words by their role and tone."""
    return f"""
    QLabel {{ background: transparent; }}
    QLabel[role="title"] {{ font-size: 15px; font-weight: 600; }}
    QLabel[role="strong"] {{ font-weight: 600; }}
    QLabel[role="muted"] {{ color: {t.muted}; font-size: 12px; }}
    QLabel[role="lead"] {{ color: {t.muted}; font-size: 14px; }}
    QLabel[role="key"] {{ background: {t.panel}; border: 1px solid {t.line};
        border-bottom-width: 2px; border-radius: 5px; padding: 1px 7px; font-size: 12px; }}
    QLabel[role="toolhint"] {{ background: {t.panel}; border: 1px solid {t.line};
        border-radius: 8px; padding: 6px 10px; font-size: 12px; }}
    QLabel[role="section"] {{ color: {t.muted}; font-size: 11px; font-weight: 600; }}
    QLabel[role="number"] {{ background: {t.hover}; border-radius: 5px; font-size: 12px;
        font-weight: 500; }}
    QLabel[role="badge"] {{ color: {t.muted}; font-size: 11px; border: 1px solid {t.line};
        border-radius: 4px; padding: 1px 6px; }}
    QLabel[role="badge"][tone="accent"] {{ color: {t.accent}; border-color: {t.selected};
        background: {t.selected}; }}
    QLabel[role="badge"][tone="away"] {{ color: {t.fair}; border-color: {t.fair}; }}
    QLabel[tone="good"] {{ color: {t.good}; }}
    QLabel[tone="busy"] {{ color: {t.accent}; }}
    QLabel[tone="fair"] {{ color: {t.fair}; }}
    QLabel[tone="weak"] {{ color: {t.weak}; }}
    QLabel[tone="quiet"] {{ color: {t.muted}; }}
    """


def _buttons(t: Tokens) -> str:
    """Buttons by their role."""
    return f"""
    QDialogButtonBox {{ dialogbuttonbox-buttons-have-icons: 0; }}
    QPushButton, QToolButton {{ background: {t.panel}; border: 1px solid {t.line};
        border-radius: 8px; padding: 6px 12px; }}
    QPushButton:hover, QToolButton:hover {{ background: {t.hover}; }}
    QPushButton:focus, QToolButton:focus {{ border-color: {t.accent}; }}
    QPushButton:disabled, QToolButton:disabled {{ color: {t.faint}; }}
    QPushButton[role="primary"] {{ background: {t.accent}; color: {t.on_accent};
        border-color: {t.accent}; font-weight: 600; padding: 7px 16px; }}
    QPushButton[role="primary"]:disabled {{ background: {t.line}; color: {t.muted};
        border-color: {t.line}; }}
    QPushButton[role="primary"]:focus {{ border-color: {t.text}; }}
    QPushButton[role="plain"], QToolButton[role="plain"] {{ background: transparent;
        border: 1px solid transparent; color: {t.muted}; padding: 4px 8px; font-size: 12px; }}
    QPushButton[role="plain"]:hover, QToolButton[role="plain"]:hover {{ color: {t.text};
        background: {t.hover}; }}
    QPushButton[role="plain"]:focus, QToolButton[role="plain"]:focus {{ border-color: {t.accent}; }}
    QPushButton[role="figure"] {{ background: transparent; border: 1px solid transparent;
        border-radius: 5px; padding: 2px 7px; font-size: 12px; }}
    QPushButton[role="figure"][tone="fair"] {{ color: {t.fair}; }}
    QPushButton[role="figure"]:hover {{ background: {t.hover}; }}
    QPushButton[role="figure"]:focus {{ border-color: {t.accent}; }}
    QPushButton[role="link"] {{ background: transparent; border: 1px solid transparent;
        border-radius: 4px; color: {t.accent}; padding: 2px 4px; font-size: 12px; }}
    QPushButton[role="link"]:hover {{ background: {t.hover}; }}
    QPushButton[role="link"]:focus {{ border-color: {t.accent}; }}
    QToolButton::menu-indicator {{ image: none; width: 0; }}
    QFileDialog QToolButton {{ padding: 3px; }}
    """


def _segments(t: Tokens) -> str:
    """Choices that are buttons: segments, folds, tabs, chips."""
    return f"""
    QFrame[role="segments"] {{ background: {t.hover};
        border-radius: 8px; }}
    QPushButton[role="segment"] {{ background: transparent; border: 1px solid transparent;
        color: {t.muted}; padding: 6px 12px; border-radius: 7px; }}
    QPushButton[role="segment"]:disabled {{ color: {t.faint}; }}
    QPushButton[role="segment"]:hover {{ color: {t.text}; }}
    QPushButton[role="segment"]:checked {{ background: {t.stage if t.dark else t.panel};
        color: {t.text}; border-color: {t.line}; font-weight: 500; }}
    QPushButton[role="segment"]:focus {{ border-color: {t.accent}; }}
    QPushButton[role="fold"] {{ background: transparent; border: 1px solid transparent;
        border-radius: 4px; color: {t.muted}; padding: 1px 0; text-align: left; }}
    QPushButton[role="fold"]:hover, QPushButton[role="fold"]:focus {{ color: {t.text}; }}
    QPushButton[role="fold"]:focus {{ border-color: {t.accent}; }}
    QPushButton[role="tab"] {{ background: transparent; border: 1px solid transparent;
        border-bottom: 2px solid transparent; border-radius: 0; color: {t.muted};
        padding: 3px 2px; font-size: 12px; }}
    QPushButton[role="tab"]:checked {{ color: {t.text}; border-bottom-color: {t.accent};
        font-weight: 600; }}
    QPushButton[role="tab"]:focus {{ border-color: {t.accent}; }}
    QPushButton[role="chip"] {{ background: {t.panel}; border: 1px solid {t.line};
        border-radius: 6px; padding: 4px 8px; }}
    QPushButton[role="chip"]:checked {{ background: {t.selected}; border-color: {t.accent}; }}
    QPushButton[role="chip"]:focus {{ border-color: {t.accent}; }}
    QPushButton[role="tool"] {{ background: transparent; border: 1px solid transparent;
        border-radius: 8px; padding: 0; }}
    QPushButton[role="tool"]:hover {{ background: {t.hover}; }}
    QPushButton[role="tool"]:checked {{ background: {t.accent}; }}
    QPushButton[role="tool"]:focus {{ border-color: {t.text}; }}
    """


def _text_fields(t: Tokens) -> str:
    """Fields of text, and tables."""
    return f"""
    QLineEdit, QPlainTextEdit, QTextBrowser {{ background: {t.panel}; border: 1px solid {t.line};
        border-radius: 8px; padding: 5px 8px; selection-background-color: {t.accent};
        selection-color: {t.on_accent}; }}
    QLineEdit:focus, QPlainTextEdit:focus, QTextBrowser:focus {{ border-color: {t.accent}; }}
    QLineEdit[role="quiet"] {{ background: transparent; border-color: transparent; }}
    QLineEdit[role="quiet"]:focus {{ border-color: {t.accent}; }}
    *[role="reply"], *[role="thought"] {{ background: transparent;
        border: 1px solid transparent; padding: 0; }}
    *[role="thought"] {{ color: {t.muted}; border-left-color: {t.line}; padding-left: 8px; }}
    QTableView {{ background: transparent; border: 1px solid transparent; gridline-color: {t.line};
        selection-background-color: {t.selected}; selection-color: {t.text}; outline: none; }}
    QTableView:focus {{ border-color: {t.accent}; border-radius: 4px; }}
    QTableView::item {{ padding: 2px 0; border-bottom: 1px solid {t.line}; }}
    QTableCornerButton::section {{ background: {t.panel}; border: none;
        border-bottom: 1px solid {t.line}; }}
    QPlainTextEdit[role="code"] {{ background: {t.hover}; border-color: transparent; }}
    QPlainTextEdit[role="code"]:focus {{ border-color: {t.accent}; }}
    """


def _number_fields(t: Tokens, chevron: str) -> str:
    """Numbers and drop-down lists; `chevron` is the path of the mark that opens one."""
    return f"""
    QLabel[role="heading"] {{ font-size: 20px; font-weight: 600; }}
    QPushButton[role="step"] {{ padding: 0; min-width: 28px; max-width: 28px; min-height: 28px;
        max-height: 28px; font-size: 15px; }}
    QSpinBox, QDoubleSpinBox {{ background: {t.panel}; border: 1px solid {t.line};
        border-radius: 8px; padding: 5px 0; selection-background-color: {t.accent};
        selection-color: {t.on_accent}; }}
    QSpinBox QLineEdit, QDoubleSpinBox QLineEdit {{ background: transparent; border: none;
        padding: 0 9px; }}
    QSpinBox::up-button, QSpinBox::down-button, QDoubleSpinBox::up-button,
    QDoubleSpinBox::down-button {{ width: 0; border: none; }}
    QSpinBox:focus, QDoubleSpinBox:focus {{ border-color: {t.accent}; }}
    QComboBox {{ background: {t.panel}; border: 1px solid {t.line}; border-radius: 8px;
        padding: 5px 8px; }}
    QComboBox[role="cell"] {{ padding: 2px 8px; border-radius: 6px; }}
    QComboBox:hover {{ background: {t.hover}; }}
    QComboBox:focus {{ border-color: {t.accent}; }}
    QComboBox:disabled {{ color: {t.faint}; }}
    QComboBox::drop-down {{ border: none; width: 22px; }}
    QComboBox::down-arrow {{ image: url("{chevron}"); width: 12px; height: 12px; }}
    QComboBox QAbstractItemView {{ background: {t.panel}; border: 1px solid {t.line};
        selection-background-color: {t.selected}; selection-color: {t.text}; outline: none; }}
    """


def _lists(t: Tokens) -> str:
    """Lists and trees."""
    return f"""
    QListWidget[role="choices"] {{ background: transparent; border: 1px solid transparent;
        outline: none; }}
    QListWidget[role="choices"]:focus {{ border-color: {t.accent}; border-radius: 8px; }}
    QListWidget[role="choices"]::item {{ padding: 5px 8px; border-radius: 6px; }}
    QListWidget[role="choices"]::item:hover {{ background: {t.hover}; }}
    QListWidget[role="choices"]::item:selected {{ background: {t.selected}; color: {t.text}; }}
    QListWidget[role="choices"]::item:disabled {{ color: {t.faint}; }}
    QListWidget[role="sheet"] {{ background: {t.panel}; border: 1px solid {t.line};
        border-radius: 8px; padding: 4px; outline: none; }}
    QListWidget[role="sheet"]:focus {{ border-color: {t.accent}; }}
    QListWidget[role="sheet"]::item {{ padding: 6px; border-radius: 6px; }}
    QListWidget[role="sheet"]::item:hover {{ background: {t.hover}; }}
    QListWidget[role="sheet"]::item:selected {{ background: {t.selected}; color: {t.text}; }}
    QListWidget[role="sheet"]::item:disabled {{ color: {t.faint}; }}
    QTreeView {{ background: {t.panel}; border: 1px solid {t.line}; border-radius: 8px;
        padding: 4px; outline: none; }}
    QTreeView:focus {{ border-color: {t.accent}; }}
    QTreeView::item {{ padding: 5px 6px; border: none; }}
    QTreeView::item:hover {{ background: {t.hover}; }}
    QTreeView::item:selected {{ background: {t.selected}; color: {t.text}; }}
    QTreeView::item:disabled {{ color: {t.muted}; }}
    QTableView[role="truth"] QHeaderView {{ background: {t.panel}; }}
    QTableView[role="truth"] QHeaderView::section {{ background: {t.panel}; color: {t.muted};
        border: none; border-bottom: 1px solid {t.line}; padding: 2px 6px; font-size: 11px;
        font-weight: 600; }}
    QSplitter[role="truth"]::handle {{ background: transparent; }}
    QTreeView QHeaderView {{ background: {t.panel}; }}
    QTreeView QHeaderView::section {{ background: {t.panel}; color: {t.muted}; border: none;
        border-bottom: 1px solid {t.line}; padding: 4px 6px; font-size: 12px; }}
    """


def _scrolling(t: Tokens) -> str:
    """Scroll areas and bars."""
    return f"""
    QScrollArea, QScrollArea > QWidget > QWidget[role="list"] {{ background: transparent;
        border: none; }}
    QScrollArea[reading="true"] {{ border: 1px solid transparent; }}
    QScrollArea[reading="true"]:focus {{ border-color: {t.accent}; }}
    QScrollBar:vertical {{ background: transparent; width: 10px; margin: 2px; }}
    QScrollBar:horizontal {{ background: transparent; height: 10px; margin: 2px; }}
    QScrollBar::handle {{ background: {t.faint}; border-radius: 3px; min-height: 24px;
        min-width: 24px; }}
    QAbstractScrollArea::corner {{ background: transparent; border: none; }}
    QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page {{
        background: none; width: 0; height: 0; }}
    """


def _menus(t: Tokens, check: str) -> str:
    """Menus, check boxes and progress; `check` is the path of the mark in a box."""
    return f"""
    QSplitter::handle {{ background: {t.line}; }}
    QDialogButtonBox {{ dialogbuttonbox-buttons-have-icons: 0; }}
    QMenu {{ background: {t.panel}; border: 1px solid {t.line}; padding: 4px; }}
    QMenu::item {{ padding: 6px 20px 6px 12px; border-radius: 4px; }}
    QMenu::item:selected {{ background: {t.selected}; }}
    QMenu::separator {{ height: 1px; background: {t.line}; margin: 4px 8px; }}
    QCheckBox {{ spacing: 6px; }}
    QCheckBox:focus {{ color: {t.accent}; }}
    QCheckBox::indicator, QListView::indicator, QTreeView::indicator {{ width: 14px; height: 14px;
        border: 1px solid {t.muted}; border-radius: 4px; background: {t.panel}; }}
    QCheckBox::indicator:checked, QListView::indicator:checked,
    QTreeView::indicator:checked {{ background: {t.accent};
        border-color: {t.accent}; image: url("{check}"); }}
    QCheckBox::indicator:focus {{ border-color: {t.accent}; }}
    QCheckBox::indicator:checked:focus {{ border-color: {t.text}; }}
    QRadioButton {{ spacing: 6px; }}
    QRadioButton:focus {{ color: {t.accent}; }}
    QRadioButton::indicator {{ width: 12px; height: 12px; border: 1px solid {t.muted};
        border-radius: 7px; background: {t.panel}; }}
    QRadioButton::indicator:checked {{ background: {t.panel}; border: 4px solid {t.accent};
        width: 6px; height: 6px; }}
    QProgressBar {{ background: {t.line}; border: none; border-radius: 1px; max-height: 2px;
        min-height: 2px; }}
    QProgressBar::chunk {{ background: {t.accent}; }}
    """
