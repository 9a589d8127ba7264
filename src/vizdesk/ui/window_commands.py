"""What can be done in the window, with its keys: one list for shortcuts, menu and keyboard map."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from vizdesk.ui.commands import Command
from vizdesk.ui.header import Page
from vizdesk.ui.translating import tr

if TYPE_CHECKING:
    from vizdesk.ui.main_window import MainWindow


def commands_of(window: MainWindow) -> list[Command]:
    """Every command in the order of the keyboard map; those without a name are not listed."""
    number = [
        Command("", (f"Alt+{n}",), partial(window.canvas.grid.expand_number, n))
        for n in range(1, 10)
    ]
    visible = [
        Command(tr("Run"), ("Ctrl+Return", "Ctrl+Enter"), window.run),
        Command(tr("Stop everything"), ("Esc",), window.stop_everything),
        Command(tr("Open pictures"), ("Ctrl+O",), window.browse),
        Command(tr("Add a model"), ("Ctrl+Shift+O",), window.models_desk.adding.ask_for_files),
        Command(tr("Models on this disk"), (), window.models_desk.find_on_disk),
        Command(tr("Paste a picture"), ("Ctrl+V",), window.paste),
        Command(
            tr("Next picture"),
            ("Ctrl+Right", "PgDown"),
            lambda: window.session.step_picture(1),
        ),
        Command(
            tr("Previous picture"),
            ("Ctrl+Left", "PgUp"),
            lambda: window.session.step_picture(-1),
        ),
        Command(tr("Write classes or question"), ("Ctrl+L",), window.form.focus_input),
        Command(tr("Grid, columns, all on one picture"), ("Ctrl+G",), window.next_arrangement),
        Command(tr("Compare"), ("Ctrl+Shift+1",), partial(window.turn_to, Page.COMPARE)),
        Command(tr("Models"), ("Ctrl+M",), partial(window.turn_to, Page.MODELS)),
        Command(tr("History"), ("Ctrl+H",), partial(window.turn_to, Page.HISTORY)),
        Command(tr("Evals"), ("Ctrl+J",), partial(window.turn_to, Page.EVALS)),
        Command(tr("Keys and endpoints"), ("Ctrl+K",), window.models_desk.show_keys),
        Command(tr("Download a model"), ("Ctrl+D",), lambda: window.downloads.choose()),
        Command(tr("Refresh prices"), (), window.prices_desk.refresh),
        Command(tr("Offline"), (), window.offline_desk.toggle, lambda: window.offline_desk.on),
        Command(tr("Save the comparison"), ("Ctrl+E",), window.export),
        Command(tr("Expect this: into a suite"), ("Ctrl+Shift+X",), window.expect.ask),
        Command(tr("Copy the comparison as a picture"), ("Ctrl+Shift+C",), window.copy),
        Command(tr("Light or dark"), ("Ctrl+Shift+L",), window.toggle_theme),
        Command(tr("Settings"), ("Ctrl+,",), window.settings_desk.show_dialog),
        *window.help.commands(lambda: window.commands, window.header.tasks.shortcuts),
        Command(tr("Quit"), ("Ctrl+Q",), window.close),
    ]
    return [*visible, *number]
