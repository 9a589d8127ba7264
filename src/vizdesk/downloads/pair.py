"""A whole model from a hub: every shard of its weights, then its projector."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from vizdesk.catalog.cards.hub_files import HubFile, HubPair, safe_path
from vizdesk.catalog.cards.to_models import downloaded
from vizdesk.common.messages import message
from vizdesk.downloads.disk_space import check_room
from vizdesk.downloads.errors import DownloadError
from vizdesk.downloads.hub import Hub, Repository
from vizdesk.downloads.hub_link import valid_repo
from vizdesk.downloads.part_file import Identity, PartFile, discard_part
from vizdesk.downloads.speed import DownloadProgress, Speed
from vizdesk.downloads.transfer import DownloadSource, Tell, fetch, is_there


@dataclass(frozen=True, slots=True)
class Listed:
    """A pair as the hub has it now: with sizes and hashes, and what must be known before."""

    pair: HubPair
    commits: Mapping[str, str]
    licence: str = ""
    gated: bool = False


async def listed(hub: Hub, pair: HubPair) -> Listed:
    """Look a pair up. The hub's hashes count: a repository may have been uploaded anew.

    Raises DownloadError, OfflineError.
    """
    repos = dict.fromkeys(file.repo for file in pair.files)
    found: dict[str, Repository] = {repo: await hub.look_up(repo) for repo in repos}

    def known(file: HubFile) -> HubFile:
        for listed in found[file.repo].files:
            if listed.path == file.path:
                # Under the name it was asked by: that is where its model is looked for.
                sha256, size = listed.sha256 or file.sha256, listed.size or file.size
                return replace(file, sha256=sha256, size=size)
        what = message("There is no {path} in {repo} any more.", path=file.path, repo=file.repo)
        raise DownloadError(what, message("Look at the repository’s files and choose another."))

    first = found[pair.weights[0].repo]
    return Listed(
        HubPair(
            tuple(known(file) for file in pair.weights),
            known(pair.projector) if pair.projector else None,
        ),
        {repo: listing.commit for repo, listing in found.items()},
        first.licence,
        any(repository.gated for repository in found.values()),
    )


async def fetch_pair(
    hub: Hub,
    what: Listed,
    folder: Path,
    tell: Tell = lambda progress: None,
    *,
    pause_s: float = 1.0,
) -> tuple[Path, ...]:
    """Fetch every file of a pair that is not there yet; returns where they are, weights first.

    `folder` gets one folder for each repository. Cancel to pause. Raises DownloadError,
    OfflineError.
    """
    total, size = what.pair.size, 0
    speed, places = Speed(), []
    async with await hub.client() as client:
        await asyncio.to_thread(_check_all, what.pair, folder)
        for file in what.pair.files:
            target = downloaded(file, folder)
            expected = Identity(sha256=file.sha256, size=file.size)
            source = DownloadSource(
                hub.url(file, what.commits[file.repo]), file.repo, expected, hub.token
            )
            before = size

            def told(progress: DownloadProgress, before: int = before) -> None:
                tell(speed.note(time.monotonic(), before + progress.done, total))

            places.append(await fetch(client, source, target, told, pause_s=pause_s))
            size += await asyncio.to_thread(lambda target=target: target.stat().st_size)  # type: ignore[misc]
    return tuple(places)


def discard_pair(pair: HubPair, folder: Path) -> None:
    """Delete what was fetched of the files that are not whole. Raises LockedError."""
    for file in pair.files:
        discard_part(downloaded(file, folder))


def bytes_there(pair: HubPair, folder: Path) -> int:
    """How much of a pair is on the disk already, in bytes."""
    found = 0
    for file in pair.files:
        target = downloaded(file, folder)
        whole = is_there(target, Identity(size=file.size))
        found += target.stat().st_size if whole else PartFile(target).size
    return found


def begun(pairs: Mapping[str, HubPair], folder: Path) -> list[str]:
    """The ids of pairs of which a part is on the disk: what can be resumed."""
    return [
        name
        for name, pair in pairs.items()
        if any(PartFile(downloaded(file, folder)).size for file in pair.files)
    ]


def _check_all(pair: HubPair, folder: Path) -> None:
    """Before the first byte: whether all paths stay in the folder, and all of it fits."""
    for file in pair.files:
        if not (safe_path(file.path) and valid_repo(file.repo)):
            raise DownloadError(
                message(
                    "“{path}” is no file inside a repository.", path=f"{file.repo}/{file.path}"
                ),
                message("Nothing was fetched."),
            )
    if pair.size is not None:
        folder.mkdir(parents=True, exist_ok=True)
        check_room(folder / pair.weights[0].path, pair.size, bytes_there(pair, folder))
