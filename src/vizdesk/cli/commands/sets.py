"""`vizdesk sets`: saved sets of models, for `vizdesk compare --set NAME`."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from vizdesk.catalog.models.model_sets import ModelSet, ModelSets
from vizdesk.cli.confirm import add_yes, confirm
from vizdesk.common import paths
from vizdesk.services.app_services import AppServices

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace, _SubParsersAction

OK = 0
FILE = "sets.toml"
Parser = TypeVar("Parser", bound="ArgumentParser")


def add_sets(commands: _SubParsersAction[Parser], kind: type[Parser]) -> None:
    """Put `sets` into the command line's grammar."""
    parser = commands.add_parser("sets", help="saved sets of models: list, save, rename, delete")
    actions = parser.add_subparsers(dest="action", parser_class=kind)
    actions.add_parser("list", help="every set and its models")
    save = actions.add_parser("save", help="save models as a set, in place of one of its name")
    save.add_argument("name", metavar="NAME")
    save.add_argument("models", nargs="+", metavar="ID", help="as for `vizdesk compare --model`")
    rename = actions.add_parser("rename", help="call a set something else")
    rename.add_argument("name", metavar="NAME")
    rename.add_argument("new_name", metavar="NEW")
    delete = actions.add_parser("delete", help="forget a set; its models stay")
    delete.add_argument("name", metavar="NAME")
    add_yes(delete)


def saved_sets() -> ModelSets:
    """The sets in this person's config folder."""
    return ModelSets(paths.config_folder() / FILE)


def run(options: Namespace, services: AppServices) -> int:
    """Do what `vizdesk sets …` says; returns the exit status. Raises SetError."""
    sets = saved_sets()
    if options.action == "save":
        models = tuple(services.models.find_model(spec).id for spec in options.models)
        sets.keep(ModelSet(options.name, models))
        print(f"Saved “{options.name}”: {', '.join(models)}")
    elif options.action == "rename":
        sets.rename(options.name, options.new_name)
        print(f"“{options.name}” is now “{options.new_name}”.")
    elif options.action == "delete":
        confirm(f"Delete the set “{sets.get(options.name).name}”?", options)
        sets.forget(options.name)
        print(f"Deleted “{options.name}”. Its models are still in the list.")
    else:
        for saved_set in sets.all():
            print(f"{saved_set.name}: {', '.join(saved_set.models)}")
    return OK
