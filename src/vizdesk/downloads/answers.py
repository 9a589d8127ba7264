"""What a server's answer to a request for a file, or for the rest of one, means."""

from __future__ import annotations

import re
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Protocol

from vizdesk.common.messages import Message, message
from vizdesk.credentials.keys import Secret
from vizdesk.downloads.errors import DownloadError, GatedError
from vizdesk.downloads.part_file import Identity

if TYPE_CHECKING:
    import httpx

LONGEST_WAIT_S = 120.0


class FileRequest(Protocol):
    """What was asked for."""

    @property
    def repo(self) -> str:
        """OWNER/NAME."""

    @property
    def token(self) -> Secret | None:
        """The token that was sent."""


@dataclass(frozen=True, slots=True)
class Content:
    """The file comes: from its beginning (`whole`), or the rest of it.

    `restarts`: what is there must go; `nothing_left`: it is all there already.
    """

    whole: bool = False
    restarts: bool = False
    nothing_left: bool = False


@dataclass(frozen=True, slots=True)
class Wait:
    """Not now, and why; worth another try."""

    why: Message


def answer_of(
    response: httpx.Response, offset: int, asked: FileRequest, name: str
) -> Content | Wait:
    """What an answer to a request from byte `offset` on means. Raises DownloadError."""
    status = response.status_code
    if status == 200:
        return Content(whole=True, restarts=offset > 0)
    if status == 206:
        return Content(whole=offset == 0, restarts=_range_start(response) != offset)
    if status == 416:
        complete = _range_total(response) == offset
        return Content(nothing_left=complete, restarts=not complete)
    if status in (401, 403):
        raise _refusal(response, asked)
    if status == 404:
        what = message("There is no {name} in {repo}.", name=name, repo=asked.repo)
        raise DownloadError(
            what, message("It may have been renamed: look at the repository’s files.")
        )
    if status == 429:
        return Wait(message("the hub asks for patience"))
    if status >= 500 or status == 408:
        return Wait(message("the server failed ({status})", status=status))
    raise DownloadError(
        message("The server refused {name} ({status}).", name=name, status=status),
        message("Try again later."),
    )


def identity_of(response: httpx.Response, expected: Identity) -> Identity:
    """What the server says the file is, with what the listing says where it says nothing.

    Hugging Face names hash and size in the answer that redirects to its storage
    (https://huggingface.co/docs/huggingface_hub/package_reference/file_download).
    """
    first = response.history[0].headers if response.history else response.headers
    linked = first.get("x-linked-etag", "").strip('"')
    sha256 = linked if re.fullmatch(r"[0-9a-f]{64}", linked) else None
    size = first.get("x-linked-size", "")
    return Identity(
        etag=response.headers.get("etag"),
        sha256=expected.sha256 or sha256,
        size=int(size) if size.isdecimal() else _size(response) or expected.size,
    )


def waiting_time(response: httpx.Response) -> float | None:
    """Seconds of a Retry-After header, at most two minutes; None without one."""
    words = response.headers.get("retry-after", "")
    if words.isdecimal():
        return min(float(words), LONGEST_WAIT_S)
    try:
        until = parsedate_to_datetime(words)
        now = parsedate_to_datetime(response.headers.get("date", ""))
        return min(max(0.0, (until - now).total_seconds()), LONGEST_WAIT_S)
    except (TypeError, ValueError):
        return None


def _refusal(response: httpx.Response, asked: FileRequest) -> DownloadError:
    # https://github.com/huggingface/huggingface_hub/blob/main/src/huggingface_hub/errors.py
    if response.headers.get("x-error-code") == "GatedRepo":
        return GatedError(asked.repo, token=asked.token is not None)
    if asked.token is not None:
        what = message("The token was refused for {repo}.", repo=asked.repo)
        return DownloadError(what, message("Check that it is right and may read this repository."))
    what = message("{repo} does not exist, or is only for people with a token.", repo=asked.repo)
    return DownloadError(what, message("Check its name, or add a token."))


def _size(response: httpx.Response) -> int | None:
    if response.status_code in (206, 416):
        return _range_total(response)
    length = response.headers.get("content-length", "")
    return int(length) if length.isdecimal() else None


def _range_start(response: httpx.Response) -> int | None:
    found = re.match(r"bytes (\d+)-", response.headers.get("content-range", ""))
    return int(found[1]) if found else None


def _range_total(response: httpx.Response) -> int | None:
    found = re.match(r"bytes [^/]*/(\d+)", response.headers.get("content-range", ""))
    return int(found[1]) if found else None
