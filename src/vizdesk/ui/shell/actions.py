"""What can be done in the window, with its keys: one list for shortcuts, menu and keyboard map."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from vizdesk.ui.core.commands import Command
from vizdesk.ui.shell.header import Page
from vizdesk.ui.text.i18n import tr

if TYPE_CHECKING:
    from vizdesk.ui.shell.main_window import MainWindow


def commands_of(window: MainWindow) -> list[Command]:
    """Every command in the order of the keyboard map; those without a name are not listed."""
    number = [
        Command("", (f"Alt+{n}",), partial(window.canvas.grid.expand_number, n))
        for n in range(1, 10)
    ]
    visible = [
        Command(tr("Run"), ("Ctrl+Return", "Ctrl+Enter"), window.run),
        Command(tr("Stop everything"), ("Esc",), window.stop_everything),
        Command(tr("Open images"), ("Ctrl+O",), window.browse),
        Command(
            tr("Add a model"), ("Ctrl+Shift+O",), window.model_list_controller.adding.ask_for_files
        ),
        Command(tr("Models on this disk"), (), window.model_list_controller.find_on_disk),
        Command(tr("Paste an image"), ("Ctrl+V",), window.paste),
        Command(
            tr("Next image"),
            ("Ctrl+Right", "PgDown"),
            lambda: window.session.step_image(1),
        ),
        Command(
            tr("Previous image"),
            ("Ctrl+Left", "PgUp"),
            lambda: window.session.step_image(-1),
        ),
        Command(tr("Write classes or question"), ("Ctrl+L",), window.form.focus_input),
        Command(tr("Grid, columns, all on one image"), ("Ctrl+G",), window.next_arrangement),
        Command(tr("Compare"), ("Ctrl+Shift+1",), partial(window.turn_to, Page.COMPARE)),
        Command(tr("Models"), ("Ctrl+M",), partial(window.turn_to, Page.MODELS)),
        Command(tr("History"), ("Ctrl+H",), partial(window.turn_to, Page.HISTORY)),
        Command(tr("Evals"), ("Ctrl+J",), partial(window.turn_to, Page.EVALS)),
        Command(tr("Keys and endpoints"), ("Ctrl+K",), window.model_list_controller.show_keys),
        Command(tr("Download a model"), ("Ctrl+D",), lambda: window.downloads.choose()),
        Command(tr("Refresh prices"), (), window.price_refresh_controller.refresh),
        Command(
            tr("Offline"),
            (),
            window.offline_controller.toggle,
            lambda: window.offline_controller.on,
        ),
        Command(tr("Save the comparison"), ("Ctrl+E",), window.export),
        Command(tr("Expect this: into a suite"), ("Ctrl+Shift+X",), window.expect.ask),
        Command(tr("Copy the comparison as an image"), ("Ctrl+Shift+C",), window.copy),
        Command(tr("Light or dark"), ("Ctrl+Shift+L",), window.toggle_theme),
        Command(tr("Settings"), ("Ctrl+,",), window.settings_controller.show_dialog),
        *window.help.commands(lambda: window.commands, window.header.tasks.shortcuts),
        Command(tr("Quit"), ("Ctrl+Q",), window.close),
    ]
    return [*visible, *number]
