"""The context menu of a row of the model list: what can be done with this one model."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum

from PySide6.QtWidgets import QMenu, QWidget

from vizdesk.catalog.needs import Need, NeedKind
from vizdesk.comparison.models import Endpoint, Model
from vizdesk.ui.translating import tr


class Deed(Enum):
    """What can be done with a model."""

    HOW = "how it is asked"
    SETTINGS = "settings"
    DUPLICATE = "duplicate"
    KEY = "key"
    FIND = "find"
    SHOW = "show"
    COPY_ID = "copy id"
    RENAME = "rename"
    REMOVE = "remove"


def deeds_for(model: Model, *, added: bool, need: Need | None) -> list[list[Deed]]:
    """What can be done with `model`, in groups. `added`: it was the person who added it."""
    missing = need is not None and need.kind is NeedKind.FILES
    if isinstance(model.source, Endpoint):
        place = [Deed.KEY] if model.source.key_name else []
    else:
        place = ([Deed.FIND] if added else []) if missing else [Deed.SHOW]
    own = [Deed.RENAME, Deed.REMOVE] if added else []
    asking = [Deed.HOW, Deed.SETTINGS, Deed.DUPLICATE]
    groups = [place, asking] if missing else [asking, place]
    groups[groups.index(place)] = [*place, Deed.COPY_ID]
    return [group for group in (*groups, own) if group]


def model_menu(parent: QWidget, deeds: list[list[Deed]], do: Callable[[Deed], object]) -> QMenu:
    """A menu of these deeds; `do` is called with the one that was chosen."""
    words = {
        Deed.HOW: tr("How it is asked…"),
        Deed.SETTINGS: tr("Settings…"),
        Deed.DUPLICATE: tr("Duplicate with other settings…"),
        Deed.KEY: tr("Enter another key…"),
        Deed.FIND: tr("Find the file…"),
        Deed.SHOW: tr("Show in folder"),
        Deed.COPY_ID: tr("Copy id"),
        Deed.RENAME: tr("Rename…"),
        Deed.REMOVE: tr("Remove from the list"),
    }
    menu = QMenu(parent)
    for number, group in enumerate(deeds):
        if number:
            menu.addSeparator()
        for deed in group:
            menu.addAction(words[deed]).triggered.connect(lambda _=False, deed=deed: do(deed))
    return menu
