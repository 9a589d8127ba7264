"""The context menu of a row of the model list: what can be done with this one model."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum

from PySide6.QtWidgets import QMenu, QWidget

from vizdesk.catalog.insights.requirements import Requirement, RequirementKind
from vizdesk.comparison.models import Endpoint, GgufPair, Model
from vizdesk.ui.text.i18n import tr


class MenuAction(Enum):
    """What can be done with a model."""

    HOW = "how it is asked"
    SETTINGS = "settings"
    TEMPLATE = "chat template"
    DUPLICATE = "duplicate"
    REPEAT = "repeat"
    KEY = "key"
    FIND = "find"
    PROJECTOR = "projector"
    SHOW = "show"
    COPY_ID = "copy id"
    RENAME = "rename"
    REMOVE = "remove"


def menu_actions_for(
    model: Model, *, added: bool, need: Requirement | None
) -> list[list[MenuAction]]:
    """What can be done with `model`, in groups. `added`: it was the person who added it."""
    if not model.askable:
        return [[MenuAction.COPY_ID], [MenuAction.REMOVE]]
    missing = need is not None and need.kind is RequirementKind.FILES
    if isinstance(model.source, Endpoint):
        place = [MenuAction.KEY] if model.source.key_name else []
    else:
        here = [MenuAction.PROJECTOR, MenuAction.SHOW] if added else [MenuAction.SHOW]
        place = ([MenuAction.FIND] if added else []) if missing else here
    own = [MenuAction.RENAME, MenuAction.REMOVE] if added else []
    asking = [
        MenuAction.HOW,
        MenuAction.SETTINGS,
        MenuAction.DUPLICATE,
        MenuAction.REPEAT,
    ]
    if added and isinstance(model.source, GgufPair):
        asking.insert(2, MenuAction.TEMPLATE)
    groups = [place, asking] if missing else [asking, place]
    groups[groups.index(place)] = [*place, MenuAction.COPY_ID]
    return [group for group in (*groups, own) if group]


def model_menu(
    parent: QWidget, groups: list[list[MenuAction]], do: Callable[[MenuAction], object]
) -> QMenu:
    """A menu of these groups of actions; `do` is called with the one that was chosen."""
    words = {
        MenuAction.HOW: tr("Prompt && box format…"),
        MenuAction.SETTINGS: tr("Settings…"),
        MenuAction.TEMPLATE: tr("Chat template…"),
        MenuAction.DUPLICATE: tr("Duplicate with other settings…"),
        MenuAction.REPEAT: tr("Ask several times…"),
        MenuAction.KEY: tr("Enter another key…"),
        MenuAction.FIND: tr("Find the file…"),
        MenuAction.PROJECTOR: tr("Choose another projector…"),
        MenuAction.SHOW: tr("Show in folder"),
        MenuAction.COPY_ID: tr("Copy model ID"),
        MenuAction.RENAME: tr("Rename…"),
        MenuAction.REMOVE: tr("Remove from the list"),
    }
    menu = QMenu(parent)
    for number, group in enumerate(groups):
        if number:
            menu.addSeparator()
        for menu_action in group:
            menu.addAction(words[menu_action]).triggered.connect(
                lambda _=False, menu_action=menu_action: do(menu_action)
            )
    return menu
