"""What a hub says of its repositories: files with sizes and hashes, licence, gate. Two REST calls.

https://huggingface.co/docs/hub/api; any mirror that answers the same will do.
"""

from __future__ import annotations

import asyncio
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode

from vizdesk import __version__
from vizdesk.catalog.cards.hub_files import HubFile, safe_path
from vizdesk.catalog.gguf.file_names import has_model_ending
from vizdesk.common.messages import message
from vizdesk.common.offline import Offline
from vizdesk.common.proxies import ConnectionSetupError
from vizdesk.common.web_addresses import split_address
from vizdesk.credentials.keys import Secret
from vizdesk.downloads.errors import DownloadError, GatedError
from vizdesk.downloads.hub_link import valid_repo

if TYPE_CHECKING:
    import httpx

USUAL_ENDPOINT = "https://huggingface.co"
SILENCE_S = 30.0
MOST_FOUND = 30


@dataclass(frozen=True, slots=True)
class Repository:
    """One repository at one commit; `files` are its GGUF files. `licence` is "" when not said.

    `revision` is the branch, tag or commit that was asked for, "" for the usual branch.
    """

    repo: str
    commit: str
    licence: str
    gated: bool
    files: tuple[HubFile, ...]
    revision: str = ""


@dataclass(frozen=True, slots=True)
class HubListing:
    """A repository among the results of a search; `licence` is "" when not said."""

    repo: str
    downloads: int
    gated: bool
    licence: str = ""


@dataclass(frozen=True, slots=True)
class Hub:
    """A hub and who asks it. `token` is sent to the hub's own host and nowhere else."""

    offline: Offline
    endpoint: str = USUAL_ENDPOINT
    token: Secret | None = None

    def url(self, file: HubFile, commit: str) -> str:
        """Where the content of a file of that commit is."""
        revision = quote(commit, safe="")
        return f"{self.endpoint}/{quote(file.repo)}/resolve/{revision}/{quote(file.path)}"

    async def look_up(self, repo: str, revision: str = "") -> Repository:
        """What is in a repository now, or at a revision. Raises DownloadError, OfflineError."""
        at = f"/revision/{quote(revision, safe='')}" if revision else ""
        data = await self._get(f"/api/models/{quote(repo)}{at}?blobs=true", repo)
        if not isinstance(data, Mapping):
            raise DownloadError(
                message("{host} sent something else than a list of files.", host=self._host)
            )
        return read_repository(repo, data, revision)

    async def search(self, words: str) -> tuple[HubListing, ...]:
        """Repositories with GGUF files. Raises DownloadError, OfflineError."""
        asked = {"search": words, "filter": "gguf", "sort": "downloads", "limit": MOST_FOUND}
        data = await self._get(f"/api/models?{urlencode(asked)}", words)
        if not isinstance(data, list):
            raise DownloadError(
                message("{host} sent something else than a list of models.", host=self._host)
            )
        return tuple(_found(entry) for entry in data if isinstance(entry, Mapping) and _name(entry))

    async def client(self) -> httpx.AsyncClient:
        """A client for this hub; close it. A redirect to another host loses the token (httpx).

        Raises DownloadError where the environment names a proxy that cannot be used.
        """
        self.offline.refuse(message("download from {host}", host=self._host))
        try:
            return await asyncio.to_thread(_client, self.endpoint)
        except ConnectionSetupError as error:
            raise DownloadError(error.message, error.todo) from None

    @property
    def _host(self) -> str:
        return split_address(self.endpoint).hostname or self.endpoint

    async def _get(self, path: str, what: str) -> Any:  # noqa: ANN401 - any JSON
        import httpx

        token = self.token
        headers = {"authorization": f"Bearer {token.reveal()}"} if token else {}
        client = await self.client()
        try:
            async with client:
                response = await client.get(f"{self.endpoint}{path}", headers=headers)
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            why = type(error).__name__
            raise DownloadError(
                message("{host} does not answer ({why}).", host=self._host, why=why),
                message("Check the connection, then try again."),
            ) from None
        self._check(response, what)
        try:
            return json.loads(response.content)
        except ValueError:
            raise DownloadError(
                message("{host} sent a page instead of data.", host=self._host),
                message("Is there a sign-in to the network?"),
            ) from None

    def _check(self, response: httpx.Response, what: str) -> None:
        status = response.status_code
        if status == 200:
            return
        if response.headers.get("x-error-code") == "GatedRepo":
            raise GatedError(what, token=self.token is not None)
        if status in (401, 404):
            todo = message("Check the name; a private one needs a token.")
            raise DownloadError(message("{host} has no {what}.", host=self._host, what=what), todo)
        if status == 403:
            raise DownloadError(
                message("The token may not read {what}.", what=what), message("Check its rights.")
            )
        if status == 429:
            raise DownloadError(
                message("{host} asks for patience.", host=self._host),
                message("Try again in a minute."),
            )
        raise DownloadError(
            message("{host} failed ({status}).", host=self._host, status=status),
            message("Try again later."),
        )


def hub_endpoint(environ: Mapping[str, str] = os.environ) -> str:
    """The hub, or the mirror that HF_ENDPOINT names."""
    return environ.get("HF_ENDPOINT", "").rstrip("/") or USUAL_ENDPOINT


def read_repository(repo: str, data: Mapping[str, Any], revision: str = "") -> Repository:
    """The hub's JSON as a value; what it does not say is left out.

    A repository that was renamed is called as it is now. Files whose paths would leave its folder
    are no files of it.
    """
    now = _name(data)
    repo = now if valid_repo(now) else repo
    siblings = data.get("siblings")
    siblings = siblings if isinstance(siblings, list) else ()
    files = [_file(repo, revision, entry) for entry in siblings if isinstance(entry, Mapping)]
    return Repository(
        repo=repo,
        commit=str(data.get("sha") or revision or "main"),
        licence=_licence(data),
        gated=bool(data.get("gated")),
        files=tuple(file for file in files if has_model_ending(file.path) and safe_path(file.path)),
        revision=revision,
    )


def _licence(data: Mapping[str, Any]) -> str:
    card = data.get("cardData")
    said = card.get("license") if isinstance(card, Mapping) else None
    if isinstance(said, list):
        return ", ".join(map(str, said))
    if said and said != "other":
        return str(said)
    # “other” is a licence of its own, with a name beside it.
    named = card.get("license_name") if isinstance(card, Mapping) else None
    tags = data.get("tags")
    tags = [str(tag) for tag in tags] if isinstance(tags, list) else []
    tagged = [tag.removeprefix("license:") for tag in tags if tag.startswith("license:")]
    return str(named or said or (tagged[0] if tagged else ""))


def _file(repo: str, revision: str, table: Mapping[str, Any]) -> HubFile:
    lfs = table.get("lfs")
    lfs = lfs if isinstance(lfs, Mapping) else {}
    sha256 = str(lfs.get("sha256") or lfs.get("oid") or "").removeprefix("sha256:")
    size = lfs.get("size", table.get("size"))
    return HubFile(
        repo,
        str(table.get("rfilename", "")),
        sha256 or None,
        size if isinstance(size, int) and not isinstance(size, bool) and size >= 0 else None,
        revision,
    )


def _found(table: Mapping[str, Any]) -> HubListing:
    def number(key: str) -> int:
        value = table.get(key)
        return value if isinstance(value, int) else 0

    return HubListing(_name(table), number("downloads"), bool(table.get("gated")), _licence(table))


def _name(table: Mapping[str, Any]) -> str:
    name = table.get("id") or table.get("modelId")
    return name if isinstance(name, str) else ""


def _client(url: str) -> httpx.AsyncClient:
    import httpx

    from vizdesk.common.http_clients import http_client

    timeout = httpx.Timeout(SILENCE_S, connect=10.0)
    headers = {"user-agent": f"vizdesk/{__version__}"}
    return http_client(url, timeout, headers, follow_redirects=True)
