"""`vizdesk settings`: what is set, seen and changed without the window."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, TypeVar

from vizdesk.common import paths
from vizdesk.settings import store as settings
from vizdesk.settings.preferences import Preferences
from vizdesk.settings.schema import SettingError
from vizdesk.settings.store import NAME, SCHEMA, SettingsError, setting_named

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace, _SubParsersAction

OK, FAILED, USAGE = 0, 1, 2
Parser = TypeVar("Parser", bound="ArgumentParser")


def add_settings(commands: _SubParsersAction[Parser], kind: type[Parser]) -> None:
    """Put `settings` into the command line's grammar."""
    parser = commands.add_parser("settings", help="list and change what is set")
    actions = parser.add_subparsers(dest="action", parser_class=kind)
    actions.add_parser("list", help="every setting, its value and what it can be")
    for name, words in (
        ("get", "the value of one"),
        ("set", "change one"),
        ("reset", "give one its default again"),
    ):
        action = actions.add_parser(name, help=words)
        action.add_argument("name", metavar="NAME")
        if name == "set":
            action.add_argument("value", metavar="VALUE")


def run(options: Namespace) -> int:
    """Do what `vizdesk settings …` says; returns the exit status."""
    path = paths.config_folder() / NAME
    try:
        preferences = Preferences(path, settings.load(path))
        for problem in preferences.now.problems:
            print(f"vizdesk: {problem}", file=sys.stderr)
        if options.action == "get":
            print(setting_named(options.name).write(preferences.now.value(options.name)))
        elif options.action == "set":
            value = setting_named(options.name).parse(options.value)
            preferences.set_value(options.name, value)
        elif options.action == "reset":
            preferences.reset(options.name)
        else:
            _list(preferences)
    except SettingError as error:
        print(f"vizdesk: {error}", file=sys.stderr)
        return USAGE
    except SettingsError as error:
        print(f"vizdesk: {error} Correct it or delete it.", file=sys.stderr)
        return FAILED
    return OK


def _list(preferences: Preferences) -> None:
    wide = max(len(setting.name) for setting in SCHEMA)
    for setting in SCHEMA:
        value = setting.write(preferences.now.value(setting.name)) or "–"
        print(f"{setting.name:{wide}}  {value}")
        print(f"{'':{wide}}    {setting.title}: {setting.help} ({setting.range_words})")
