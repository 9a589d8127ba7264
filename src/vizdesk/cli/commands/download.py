"""`vizdesk download`: a model of the catalogue, or any GGUF pair of a repository."""

from __future__ import annotations

import asyncio
import re
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from vizdesk.catalog.cards.hub_files import HubPair
from vizdesk.catalog.models.file_recognition import recognise
from vizdesk.catalog.models.model_spec import UnknownModelError
from vizdesk.catalog.models.user_models import free_id, same_source, user_model_id
from vizdesk.common.formatting import byte_size
from vizdesk.common.messages import verbatim
from vizdesk.common.offline import OfflineError
from vizdesk.downloads.choices import Choice, choices_of
from vizdesk.downloads.errors import DownloadError
from vizdesk.downloads.hub import Repository
from vizdesk.downloads.pair import Listed, bytes_there, fetch_pair, listed
from vizdesk.downloads.speed import DownloadProgress
from vizdesk.downloads.wording import progress_words
from vizdesk.services.app_services import AppServices

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace, _SubParsersAction

OK, FAILED, STOPPED = 0, 1, 130
Parser = TypeVar("Parser", bound="ArgumentParser")


def add_download(commands: _SubParsersAction[Parser]) -> None:
    """Put `download` into the command line's grammar."""
    parser = commands.add_parser("download", help="fetch a model's files from Hugging Face")
    parser.add_argument("what", metavar="MODEL", help="an id of `vizdesk models`, or OWNER/NAME")
    parser.add_argument("--list", action="store_true", help="only say what there is; fetch nothing")
    parser.add_argument("--quant", metavar="Q4_K_M", help="which one of a repository")
    parser.add_argument("--yes", action="store_true", help="do not ask: the licence is known")


def download(options: Namespace, services: AppServices) -> int:
    """List, ask, fetch, keep. Raises UnknownModelError."""
    try:
        return asyncio.run(_download(options, services))
    except (DownloadError, OfflineError) as error:
        print(f"vizdesk: {error}", file=sys.stderr)
        return FAILED
    except KeyboardInterrupt:
        sentence = "Stopped. What is there was kept; the same command goes on."
        print(f"\nvizdesk: {sentence}", file=sys.stderr)
        return STOPPED


async def _download(options: Namespace, services: AppServices) -> int:
    hub = await asyncio.to_thread(services.downloads.hub)
    pair = services.downloads.pairs.get(options.what)
    if pair is None and not re.fullmatch(r"[\w.-]+/[\w.-]+", options.what):
        raise UnknownModelError(
            verbatim(
                f"“{options.what}” is no model that can be downloaded; see `vizdesk models`, "
                "or name a repository: OWNER/NAME"
            )
        )
    if pair is None:
        repository = await hub.look_up(options.what)
        choices = choices_of(repository)
        if options.list:
            _show(repository, choices)
            return OK
        pair = _chosen(choices, options).pair
    what = await listed(hub, pair)
    _tell(what)
    if options.list or not _agreed(options, what, services.downloads.models_folder):
        return OK
    files = await fetch_pair(hub, what, services.downloads.models_folder, _progress)
    if sys.stderr.isatty():
        print(f"\r{' ' * 78}\r", end="", file=sys.stderr)
    for file in files:
        print(f"Downloaded {file}")
    _keep(files, what.pair, services)
    return OK


def _show(repository: Repository, choices: Sequence[Choice]) -> None:
    gate = " · only for people who accepted its terms" if repository.gated else ""
    print(f"{repository.repo} · licence: {repository.licence or 'not said'}{gate}")
    for choice in choices:
        size = byte_size(choice.pair.size) if choice.pair.size else "size not said"
        projector = "with its projector" if choice.pair.projector else "no projector: text only"
        print(f"  {choice.quantisation or '?':10} {size:>9}  {choice.name}  ({projector})")


def _chosen(choices: Sequence[Choice], options: Namespace) -> Choice:
    quant = options.quant and options.quant.upper()
    matching = [choice for choice in choices if not quant or choice.quantisation == quant]
    if len(matching) == 1:
        return matching[0]
    if not choices:
        raise DownloadError(
            verbatim(f"There are no GGUF files in {options.what}."), verbatim("Try another one.")
        )
    names = ", ".join(choice.quantisation or choice.name for choice in choices)
    raise DownloadError(
        verbatim(f"{options.what} has several: {names}."), verbatim("Choose one with --quant.")
    )


def _tell(what: Listed) -> None:
    gate = " · only for people who accepted its terms" if what.gated else ""
    print(f"{what.pair.weights[0].repo} · licence: {what.licence or 'not said'}{gate}")
    for file in what.pair.files:
        print(f"  {byte_size(file.size) if file.size else '?':>9}  {file.path}")


def _agreed(options: Namespace, what: Listed, folder: Path) -> bool:
    there = bytes_there(what.pair, folder)
    if options.yes:
        return True
    if not sys.stdin.isatty():
        raise DownloadError(
            verbatim("Nothing was fetched."),
            verbatim("Add --yes to agree to the licence and fetch."),
        )
    size = byte_size(what.pair.size - there) if what.pair.size else "this"
    answer = input(f"Download {size} to {folder}? [y/N] ")
    return answer.strip().lower() in ("y", "yes")


def _progress(progress: DownloadProgress) -> None:
    if sys.stderr.isatty():
        print(f"\r{progress_words(progress):78}", end="", file=sys.stderr, flush=True)


def _keep(files: Sequence[Path], pair: HubPair, services: AppServices) -> None:
    """Put the model on the person's list, unless the catalogue has it there already."""
    catalogued = {
        (file.repo, file.path)
        for known in services.downloads.pairs.values()
        for file in known.weights
    }
    if (pair.weights[0].repo, pair.weights[0].path) in catalogued:
        return
    profiles = services.profiles.profiles
    recognised = recognise([files[0], files[-1]] if pair.projector else [files[0]], profiles)
    for sentence in (*recognised.remarks, *recognised.problems):
        print(f"vizdesk: {sentence}", file=sys.stderr)
    for model in recognised.models:
        if any(same_source(known.source, model.source) for known in services.models.at_start):
            continue
        user_model = replace(model, id=free_id(user_model_id(model), services.models.at_start))
        services.models.user_models.keep(user_model)
        family = profiles[user_model.profile].name
        print(f"Added {user_model.id} ({user_model.name}, family {family})")
