"""`vizdesk download`: a model of the catalogue, or any GGUF pair of a repository."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from vizdesk.catalog.cards.hub_files import HubPair
from vizdesk.catalog.models.file_recognition import recognise
from vizdesk.catalog.models.model_spec import UnknownModelError
from vizdesk.catalog.models.user_models import free_id, same_source, user_model_id
from vizdesk.common.daemon_threads import to_daemon_thread
from vizdesk.common.formatting import byte_size
from vizdesk.common.messages import verbatim
from vizdesk.common.offline import OfflineError
from vizdesk.common.terminal import rewrite_line, shown
from vizdesk.downloads.choices import Choice
from vizdesk.downloads.errors import DownloadError
from vizdesk.downloads.hub_link import HubLink, read_link
from vizdesk.downloads.machine_fit import fit_of
from vizdesk.downloads.offers import Offers, offers_of
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
    parser.add_argument(
        "what",
        metavar="MODEL",
        help="an id of `vizdesk models`, OWNER/NAME, OWNER/NAME:QUANT, or a page's address",
    )
    parser.add_argument("--list", action="store_true", help="only say what there is; fetch nothing")
    parser.add_argument("--quant", metavar="Q4_K_M", help="which one of a repository")
    parser.add_argument("--projector", metavar="FILE", help="which projector, where several fit")
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
    hub = await to_daemon_thread(services.downloads.hub)
    pair = services.downloads.pairs.get(options.what)
    if pair is not None:
        what = await listed(hub, pair)
    else:
        link = _link(options, hub.endpoint)
        room = await asyncio.to_thread(services.models.machine_room)
        offers = await offers_of(hub, link, services.profiles.profiles, room)
        if options.list:
            _show(offers)
            return OK
        choice = _chosen(offers, options)
        what = offers.listed(choice)
        print(fit_of(choice, services.profiles.profiles, room).words)
    _tell(what)
    if options.list or not _agreed(options, what, services.downloads.models_folder):
        return OK
    files = await fetch_pair(hub, what, services.downloads.models_folder, _progress)
    if sys.stderr.isatty():
        rewrite_line(" " * 78)
    for file in files:
        print(f"Downloaded {file}")
    _keep(files, what.pair, services)
    return OK


def _link(options: Namespace, endpoint: str) -> HubLink:
    link = read_link(options.what, endpoint)
    if link is None:
        raise UnknownModelError(
            verbatim(
                f"“{options.what}” is no model that can be downloaded; see `vizdesk models`, "
                "or name a repository: OWNER/NAME, or its page's address"
            )
        )
    return replace(link, quantisation=options.quant or link.quantisation)


def _show(offers: Offers) -> None:
    repository = offers.repository
    gate = " · only for people who accepted its terms" if repository.gated else ""
    licence = repository.licence or "not said"
    print(f"{repository.repo} · licence: {licence}{gate}")
    meant = [offer for offer in offers.offers if offer.meant]
    if not meant:
        print("  no GGUF file" if not offers.offers else "  none that is meant")
    alike = len({(offer.choice.projectors, offer.choice.clear) for offer in meant}) == 1
    for offer in meant:
        choice = offer.choice
        size = byte_size(choice.pair.size) if choice.pair.size else "size not said"
        facts = f"{choice.quantisation or '?':11} {size:>9}  {licence}  {offer.fit.words}"
        print(f"  {facts}  ({choice.name})")
        if not alike or offer is meant[-1]:
            print(f"    {_projector_words(choice)}")


def _projector_words(choice: Choice) -> str:
    names = [projector.path for projector in choice.projectors]
    if not names:
        return "no projector: text only"
    if not choice.clear:
        return f"name its projector with --projector: {', '.join(names)}"
    others = f"; or with --projector: {', '.join(names[1:])}" if len(names) > 1 else ""
    return f"with its projector {names[0]}{others}"


def _chosen(offers: Offers, options: Namespace) -> Choice:
    choices = offers.meant
    if len(choices) == 1:
        return _with_projector(choices[0], options)
    if not offers.offers:
        raise DownloadError(
            verbatim(f"There are no GGUF files in {offers.repository.repo}."),
            verbatim("Try another one."),
        )
    every = choices or [offer.choice for offer in offers.offers]
    labels = [choice.quantisation for choice in every]
    names = ", ".join(
        choice.quantisation
        if labels.count(choice.quantisation) == 1 and choice.quantisation
        else choice.name
        for choice in every
    )
    raise DownloadError(
        verbatim(f"{offers.repository.repo} has several: {names}."),
        verbatim("Choose one with --quant."),
    )


def _with_projector(choice: Choice, options: Namespace) -> Choice:
    names = ", ".join(projector.path for projector in choice.projectors)
    if options.projector:
        for projector in choice.projectors:
            if options.projector in (projector.path, projector.path.split("/")[-1]):
                return choice.with_projector(projector)
        raise DownloadError(
            verbatim(f"{options.projector} is no projector of {choice.name}: {names or 'none'}."),
            verbatim("Choose one of these."),
        )
    if not choice.clear:
        raise DownloadError(
            verbatim(f"Several projectors fit {choice.name}: {names}."),
            verbatim("Choose one with --projector."),
        )
    return choice


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
    answer = input(shown(f"Download {size} to {folder}? [y/N] "))  # readline writes past Python
    return answer.strip().lower() in ("y", "yes")


def _progress(progress: DownloadProgress) -> None:
    if sys.stderr.isatty():
        rewrite_line(f"{progress_words(progress):78}")


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
    choices = [choice.sentence for choice in recognised.choices]
    for sentence in (*recognised.remarks, *recognised.problems, *choices):
        print(f"vizdesk: {sentence}", file=sys.stderr)
    for model in recognised.models:
        if any(same_source(known.source, model.source) for known in services.models.at_start):
            continue
        user_model = replace(model, id=free_id(user_model_id(model), services.models.at_start))
        services.models.user_models.keep(user_model)
        family = profiles[user_model.profile].name
        print(f"Added {user_model.id} ({user_model.name}, family {family})")
