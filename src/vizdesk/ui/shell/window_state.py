"""What the window was about the last time, and what nobody heard any more; kept in vizdesk.ini."""

from __future__ import annotations

import json
from collections.abc import Sequence
from enum import Enum
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QSettings, QStandardPaths

from vizdesk.common.messages import Message, pack, unpack
from vizdesk.common.strict_json import to_json
from vizdesk.comparison.tasks import Task, TaskKind
from vizdesk.ui.compare.pane_grid import Arrangement
from vizdesk.ui.core.pages import Page
from vizdesk.ui.core.session import Session
from vizdesk.ui.shell.header import Header

Choice = TypeVar("Choice", bound=Enum)


def open_window_state() -> QSettings:
    """Window state and choices, in the platform's own configuration folder."""
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.AppConfigLocation)
    path = Path(folder) / "vizdesk.ini"
    if path.exists() and not path.is_file():
        # Qt would wait for a pipe for ever.
        path.replace(path.with_name(f"{path.name}.broken"))
    return QSettings(str(path), QSettings.Format.IniFormat)


def member_of(value: object, usual: Choice) -> Choice:
    """The member of `usual`'s enum that has this value; `usual` where there is none.

    Another version of vizdesk may have written it.
    """
    return next((member for member in type(usual) if member.value == str(value)), usual)


def recall(session: Session, header: Header) -> Page:
    """Put task, models and layout as they were left; returns the page that was shown."""
    settings = session.window_state
    names = str(settings.value("classes", "")).split("\n")
    session.task = Task(TaskKind.DETECT, classes=tuple(name for name in names if name))
    known_ids = {model.id for model in session.models}
    chosen = str(settings.value("models", "demo-large\ndemo-small")).split("\n")
    session.chosen = [model_id for model_id in chosen if model_id in known_ids]
    header.choose_arrangement(member_of(settings.value("layout"), Arrangement.GRID))
    return member_of(settings.value("side"), Page.COMPARE)


def keep(session: Session, arrangement: Arrangement, page: Page) -> None:
    """Write down what `recall` reads."""
    settings = session.window_state
    settings.setValue("models", "\n".join(session.chosen))
    settings.setValue("layout", arrangement.value)
    settings.setValue("side", page.value)
    if session.task.kind is TaskKind.DETECT:
        settings.setValue("classes", "\n".join(session.task.classes))
    settings.sync()


def keep_notices(settings: QSettings, notices: Sequence[Message]) -> None:
    """Write down what was to be told when the window was gone already."""
    if notices:
        settings.setValue("notices", to_json([pack(notice) for notice in notices]))
        settings.sync()


def take_notices(settings: QSettings) -> tuple[Message, ...]:
    """What `keep_notices` wrote, once."""
    written = str(settings.value("notices", ""))
    settings.remove("notices")
    try:
        return tuple(map(unpack, json.loads(written))) if written else ()
    except (ValueError, TypeError, KeyError, RecursionError):
        return ()  # another hand has written it
