"""One file from a server to the disk: resumed where it stopped, checked, renamed when whole."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from vizdesk.common.file_lock import LockedError, lock_file, remove_lock_file
from vizdesk.common.messages import Message, MessageError, message
from vizdesk.credentials.keys import Secret
from vizdesk.downloads.answers import Wait, answer_of, identity_of, waiting_time
from vizdesk.downloads.disk_space import check_room, disk_error
from vizdesk.downloads.errors import BusyError, DownloadError
from vizdesk.downloads.part_file import CHUNK, Identity, PartFile, remove_leftovers
from vizdesk.downloads.speed import DownloadProgress, Speed

if TYPE_CHECKING:
    import httpx

TRIES = 5
TELL_EVERY_S = 0.1
Tell = Callable[[DownloadProgress], None]


@dataclass(frozen=True, slots=True)
class DownloadSource:
    """Where a file is fetched, and what the hub's listing says of it.

    `token` goes to the host of `url` alone; a redirect to another host does not carry it.
    """

    url: str
    repo: str
    expected: Identity = field(default_factory=Identity)
    token: Secret | None = None


class _AgainError(MessageError):
    """The transfer broke off and may be taken up again."""

    def __init__(self, why: Message, wait_s: float | None = None) -> None:
        super().__init__(why)
        self.wait_s = wait_s


async def fetch(
    client: httpx.AsyncClient,
    source: DownloadSource,
    target: Path,
    tell: Tell = lambda progress: None,
    *,
    pause_s: float = 1.0,
) -> Path:
    """Fetch `source` to `target`, which appears only when it is whole and its hash is right.

    Taken up where an earlier try stopped, if it is still the same file. `pause_s` is waited after
    the first break, twice as long after each next one; five breaks without a byte end it. Cancel
    to pause: what is there stays. Raises DownloadError.
    """
    if await asyncio.to_thread(is_there, target, source.expected):
        await asyncio.to_thread(remove_leftovers, target)
        return target
    part = PartFile(target)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with lock_file(part.lock_path):
            await _Transfer(client, source, part, tell, pause_s).run()
            remove_lock_file(part.lock_path)
    except LockedError:
        raise BusyError(target.name) from None
    except OSError as error:
        raise disk_error(error, target) from error
    return target


def is_there(target: Path, expected: Identity) -> bool:
    """Whether the file was fetched before: it got its name only when its hash was right."""
    return target.is_file() and expected.size in (None, target.stat().st_size)


class _Transfer:
    """One transfer at work, holding the lock."""

    def __init__(
        self,
        client: httpx.AsyncClient,
        source: DownloadSource,
        part: PartFile,
        tell: Tell,
        pause_s: float,
    ) -> None:
        self._client, self._source, self._part, self._tell = client, source, part, tell
        self._pause_s = pause_s
        self._speed, self._told = Speed(), 0.0
        self._digest: Any = None
        self._total = source.expected.size

    async def run(self) -> None:
        """Fetch until whole. Raises DownloadError, OSError."""
        await self._take_up()
        breaks, before = 0, self._part.size
        while True:
            try:
                identity = await self._attempt()
                break
            except _AgainError as error:
                there = await asyncio.to_thread(lambda: self._part.size)
                breaks = 1 if there > before else breaks + 1
                before = there
                if breaks >= TRIES:
                    what = message(
                        "{name} broke off: {why}.", name=self._part.target.name, why=error.message
                    )
                    raise DownloadError(
                        what, message("Resume it later; what is there was kept.")
                    ) from None
                usual = self._pause_s * 2 ** (breaks - 1)
                await asyncio.sleep(error.wait_s if error.wait_s is not None else usual)
        await self._close(identity)

    async def _take_up(self) -> None:
        """Go on with the part that is there, if it is of the file that is wanted now."""
        found = await asyncio.to_thread(self._part.identity)
        if found is None or not found.same(self._source.expected):
            # Without a listing only the server can tell; it is asked with If-Range.
            listed = self._source.expected != Identity()
            if found is None or listed:
                await asyncio.to_thread(self._part.discard)
        self._digest = await asyncio.to_thread(self._part.digest)

    async def _attempt(self) -> Identity:
        """Ask for the rest and write it down; returns what the server says the file is."""
        import httpx

        known = await asyncio.to_thread(self._part.identity) or Identity()
        offset = self._part.size
        headers = {"accept-encoding": "identity"}
        if offset:
            headers["range"] = f"bytes={offset}-"
            if known.etag and not known.etag.startswith("W/"):
                headers["if-range"] = known.etag
        if self._source.token is not None:
            headers["authorization"] = f"Bearer {self._source.token.reveal()}"
        try:
            request = self._client.build_request("GET", self._source.url, headers=headers)
            response = await self._client.send(request, stream=True, follow_redirects=True)
            try:
                return await self._receive(response, offset, known)
            finally:
                await response.aclose()
        except httpx.TimeoutException:
            raise _AgainError(message("the server fell silent")) from None
        except (httpx.HTTPError, httpx.InvalidURL) as error:  # a redirect to no address
            # Not the exception itself: its request holds the token.
            raise _AgainError(
                message("the connection was lost ({error})", error=type(error).__name__)
            ) from None

    async def _receive(self, response: httpx.Response, offset: int, known: Identity) -> Identity:
        what = answer_of(response, offset, self._source, self._part.target.name)
        if isinstance(what, Wait):
            raise _AgainError(what.why, waiting_time(response))
        said = identity_of(response, self._source.expected)
        self._compare(said)
        if what.restarts or (offset and not known.same(said)):
            await asyncio.to_thread(self._restart)
            if not what.whole:
                raise _AgainError(message("the file on the server was changed"), 0.0)
            offset = 0
        if what.nothing_left:
            return said
        self._total = said.size
        await asyncio.to_thread(self._part.remember, said)
        await asyncio.to_thread(check_room, self._part.target, said.size, offset)
        await self._write(response, offset, said)
        return said

    def _compare(self, said: Identity) -> None:
        expected = self._source.expected
        both = expected.size is not None and said.size is not None
        if both and expected.size != said.size:
            name = self._part.target.name
            what = message("{name} has another size on the server than in the list.", name=name)
            raise DownloadError(
                what, message("Look at the repository again: the file was changed.")
            )

    async def _write(self, response: httpx.Response, offset: int, said: Identity) -> None:
        done, waiting = offset, bytearray()
        file = await asyncio.to_thread(self._part.path.open, "ab")
        try:
            # Raw pieces: httpx's own chunks lose what is not yet a whole one when the line breaks.
            async for piece in response.aiter_raw():
                waiting += piece
                done += len(piece)
                if said.size is not None and done > said.size:
                    raise _AgainError(message("the server sent more than the file has"))
                if len(waiting) >= CHUNK:
                    ready, waiting = bytes(waiting), bytearray()
                    await asyncio.to_thread(self._keep, file, ready)
                self._say(done)
        finally:
            # Also when this is cancelled: less than a chunk, a millisecond.
            self._keep(file, bytes(waiting))
            file.close()
        if said.size is not None and done < said.size:
            raise _AgainError(message("the server ended too early"))

    def _keep(self, file: BinaryIO, chunk: bytes) -> None:
        file.write(chunk)
        file.flush()  # what is not in the file is not in the hash either
        self._digest.update(chunk)

    def _restart(self) -> None:
        self._part.discard()
        self._digest = self._part.digest()

    def _say(self, done: int) -> None:
        now = time.monotonic()
        if now - self._told >= TELL_EVERY_S or done == self._total:
            self._told = now
            self._tell(self._speed.note(now, done, self._total))

    async def _close(self, identity: Identity) -> None:
        """Check the hash, and let the file appear."""
        wanted = self._source.expected.sha256 or identity.sha256
        if wanted is not None and self._digest.hexdigest() != wanted:
            await asyncio.to_thread(self._part.discard)
            what = message(
                "{name} is not what the hub has: its SHA-256 differs.", name=self._part.target.name
            )
            raise DownloadError(what, message("It was deleted; download it again."))
        await asyncio.to_thread(self._part.finish)
