"""`vizdesk models`: which there are, one's own added and taken away."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from vizdesk.catalog.cards.toml_reader import read_cards
from vizdesk.catalog.gguf.file_names import has_model_ending
from vizdesk.catalog.models.chat_templates import KNOWN, LONGEST, no_template
from vizdesk.catalog.models.file_recognition import Recognised, recognise
from vizdesk.catalog.models.model_spec import UnknownModelError, endpoint_model, split_spec
from vizdesk.catalog.models.model_toml import read_entries
from vizdesk.catalog.models.user_models import UserModels, free_id, same_source, user_model_id
from vizdesk.cli.confirm import add_yes, confirm
from vizdesk.common.formatting import byte_size
from vizdesk.common.messages import verbatim
from vizdesk.comparison.models import GgufPair, Model
from vizdesk.services.app_services import AppServices

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace, _SubParsersAction

OK, SOME_FAILED, USAGE = 0, 1, 2


Parser = TypeVar("Parser", bound="ArgumentParser")


def add_parser(commands: _SubParsersAction[Parser], kind: type[Parser]) -> None:
    """Put `models`, and what can be done with them, into the command line's grammar."""
    models = commands.add_parser("models", help="list the models; add and remove your own")
    actions = models.add_subparsers(dest="action", parser_class=kind)
    actions.add_parser("list", help="list the models and what each still needs")
    add = actions.add_parser("add", help="add GGUF files, a folder of them, or MODEL@BASE_URL")
    add.add_argument(
        "specs",
        nargs="+",
        metavar="FILE",
        help="weights and projector in any order, a folder, or MODEL@BASE_URL",
    )
    add.add_argument("--name", help="what to call the model, instead of its own name")
    add.add_argument("--profile", metavar="ID", help="how to ask it, instead of as recognised")
    known = ", ".join(template.id for template in KNOWN)
    add.add_argument(
        "--template",
        metavar="ID|FILE",
        help=f"chat template for files that hold none: {known}, or a Jinja file",
    )
    find = actions.add_parser("find", help="look for models that are on this disk already")
    find.add_argument("folders", nargs="*", metavar="FOLDER", type=Path, help="look here too")
    find.add_argument("--add", action="store_true", help="keep all that are not in the list yet")
    validate = actions.add_parser("validate", help="check model files of your own")
    validate.add_argument("files", nargs="+", metavar="FILE", type=Path)
    remove = actions.add_parser("remove", help="take a model off the list; files are not deleted")
    remove.add_argument("id", metavar="ID")
    add_yes(remove)


def run(options: Namespace, services: AppServices) -> int:
    """Do what `vizdesk models …` says; returns the exit status. Raises UserModelsError."""
    if options.action == "add":
        return add_models(options, services)
    if options.action == "remove":
        if services.models.user_models.holds(options.id):
            confirm(f"Take {options.id} off the list, with its settings?", options)
        services.models.user_models.forget(options.id)
        print(f"Removed {options.id} from the list. Its files were not deleted.")
        return OK
    if options.action == "find":
        return find_models(options, services)
    if options.action == "validate":
        return validate_files(options.files, services)
    return list_models(services)


def find_models(options: Namespace, services: AppServices) -> int:
    """One line for each model on this disk, program by program; keep them with `--add`."""
    search = services.models.find_on_disk(options.folders, lambda files, folder: None)
    models = list(services.models.at_start)
    for model in search.models:
        same = next((m for m in models if same_source(m.source, model.model.source)), None)
        size = byte_size(model.model.size_bytes or 0)
        facts = " · ".join(filter(None, (size, model.model.quantisation, model.model.profile)))
        state = f"in the list as {same.id}" if same else "not in the list"
        print(f"{model.program.value}: {model.model.name} ({facts}) – {state}")
        print(f"    {weights_of(model.model)}")
        if not model.clear:
            names = ", ".join(path.name for path in model.projectors)
            print(f"    may have one of several projectors; choose with `models add`: {names}")
        if options.add and same is None and model.clear:
            models.append(_add(model.model, models, services.models.user_models, services))
    words = f"{search.files} GGUF files, {len(search.models)} models that see images"
    print(f"{words}; {search.text_only} text-only models were left out.")
    for problem in search.problems:
        print(f"vizdesk: {problem}", file=sys.stderr)
    return OK


def weights_of(model: Model) -> str:
    """Where a local model's weights are."""
    return str(model.source.weights) if isinstance(model.source, GgufPair) else model.id


def validate_files(files: Sequence[Path], services: AppServices) -> int:
    """Say every fault of model files with its line, or what they hold."""
    good = True
    for path in files:
        cards, entries = read_cards(path, services.endpoints.known()[0]), read_entries(path)
        lost = [
            f"{path}: {name} names no profile that exists: {profile}"
            for name, profile in (
                *((model.id, model.profile) for model in entries.models),
                *(
                    (card_id, str(given["profile"]))
                    for card_id, given in cards.cards
                    if "profile" in given
                ),
            )
            if profile not in services.profiles.profiles
        ]
        # Both readings find a file that is no TOML.
        problems = list(dict.fromkeys([*cards.problems, *entries.problems, *lost]))
        for problem in problems:
            print(f"vizdesk: {problem}", file=sys.stderr)
        good &= not problems
        if not problems:
            held = f"{len(cards.cards)} cards, {len(entries.models)} models"
            print(f"{path}: no fault; {held}, {len(entries.settings)} settings")
    return OK if good else SOME_FAILED


def list_models(services: AppServices) -> int:
    """One line for each model: its id, where it runs, and what it still needs."""
    wide = max(len(model.id) for model in services.models.at_start)
    for model in services.models.at_start:
        need = services.models.requirement(model)
        place = "on this machine" if model.local else "leaves this machine"
        words = need.sentence or " · ".join(filter(None, ("ready", need.memory)))
        print(f"{model.id:{wide}}  {place:19}  {words}")
    for card in services.catalogue.entries.values():
        if card.to_run:
            print(f"{card.id:{wide}}  {'not runnable yet':19}  {card.to_run}")
    for problem in services.problems:
        print(f"vizdesk: {problem}", file=sys.stderr)
    return OK


def add_models(options: Namespace, services: AppServices) -> int:
    """Recognise the files or endpoints, keep the models, and say what was done."""
    if options.profile is not None and options.profile not in services.profiles.profiles:
        families = ", ".join(sorted(services.profiles.profiles))
        raise UnknownModelError(verbatim(f"unknown profile “{options.profile}”; known: {families}"))
    recognised = _recognise(options.specs, services)
    if options.name is not None and len(recognised.models) > 1:
        raise UnknownModelError(
            verbatim(f"--name is for one model; these files make {len(recognised.models)}")
        )
    template = _template(options.template) if options.template is not None else ""
    models = list(services.models.at_start)
    for model in recognised.models:
        model_to_add = replace(
            model,
            chat_template=template if isinstance(model.source, GgufPair) else "",
            name=options.name or model.name,
            profile=options.profile or model.profile,
        )
        models.append(_add(model_to_add, models, services.models.user_models, services))
    told = [*(() if options.profile else recognised.remarks), *recognised.problems]
    if template:
        answered = [no_template(model.name) for model in recognised.models]
        told = [sentence for sentence in told if sentence not in answered]
    for sentence in told:
        print(f"vizdesk: {sentence}", file=sys.stderr)
    for choice in recognised.choices:
        named = f"vizdesk models add “{choice.weights.path}” “{choice.projectors[0].path}”"
        print(f"vizdesk: {choice.sentence} Name one too: {named}", file=sys.stderr)
    return SOME_FAILED if recognised.problems or recognised.choices else OK


def _template(chosen: str) -> str:
    """A known template's id, or the source that a file holds. Raises UnknownModelError."""
    if any(template.id == chosen for template in KNOWN):
        return chosen
    try:
        return Path(chosen).read_text(encoding="utf-8")[:LONGEST]
    except (OSError, UnicodeDecodeError) as error:
        known = ", ".join(template.id for template in KNOWN)
        raise UnknownModelError(
            verbatim(f"“{chosen}” is no chat template: {error}; known are {known}")
        ) from error


def _recognise(specs: Sequence[str], services: AppServices) -> Recognised:
    at_servers = {spec: parts for spec in specs if (parts := split_spec(spec)) is not None}
    for spec in specs:
        if spec not in at_servers and not Path(spec).exists() and _on_a_hub(spec):
            raise UnknownModelError(
                verbatim(f"“{spec}” is on a hub; fetch it first: vizdesk download “{spec}”")
            )
    files = [Path(spec) for spec in specs if spec not in at_servers]
    recognised = recognise(files, services.profiles.profiles) if files else Recognised()
    known_endpoints = services.endpoints.known()[0]
    profiles = services.profiles.profiles
    servers = [
        endpoint_model(slug, url, profiles, known_endpoints) for slug, url in at_servers.values()
    ]
    return replace(recognised, models=(*recognised.models, *servers))


def _on_a_hub(spec: str) -> bool:
    from vizdesk.downloads.errors import DownloadError
    from vizdesk.downloads.hub_link import read_link

    try:
        # A path of one's own may look like OWNER/NAME.gguf.
        return not has_model_ending(spec) and read_link(spec) is not None
    except DownloadError:
        return False


def _add(
    model: Model, models: Sequence[Model], user_models: UserModels, services: AppServices
) -> Model:
    for known in models:
        if same_source(known.source, model.source):
            print(f"{known.name} is there already: {known.id}")
            return known
    added = replace(model, id=free_id(user_model_id(model), models))
    user_models.keep(added)
    print(
        f"Added {added.id} ({added.name}, family {services.profiles.profiles[added.profile].name})"
    )
    return added
