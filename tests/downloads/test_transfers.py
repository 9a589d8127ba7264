"""A file arrives whole and right, or not at all: every fault, against a server on this machine."""

from __future__ import annotations

import asyncio
import errno
import hashlib
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from tests.downloads.hub_server import HubState, serving
from tests.waiting import LIMIT_S, wait_for

from vizdesk.catalog.cards.hub_files import HubFile, HubPair
from vizdesk.common.offline import Offline, OfflineError
from vizdesk.credentials.keys import Secret
from vizdesk.downloads import disk_space
from vizdesk.downloads.errors import BusyError, DownloadError, GatedError
from vizdesk.downloads.hub import Hub
from vizdesk.downloads.pair import begun, bytes_there, discard_pair, fetch_pair, listed
from vizdesk.downloads.part_file import Identity, PartFile
from vizdesk.downloads.speed import DownloadProgress, Speed

SIZE = 3_000_000
CONTENT = os.urandom(SIZE)
NAME = "model-Q4_K_M.gguf"
PAIR = HubPair((HubFile("o/r", NAME),), None)


@pytest.fixture
def hub() -> Iterator[HubState]:
    with serving(HubState(files={NAME: CONTENT})) as state:
        yield state


def get(
    state: HubState,
    folder: Path,
    *,
    token: str | None = None,
    told: list[DownloadProgress] | None = None,
    pair: HubPair = PAIR,
) -> tuple[Path, ...]:
    async def run() -> tuple[Path, ...]:
        secret = Secret(token) if token else None
        hub = Hub(Offline(), state.endpoint, secret)
        what = await listed(hub, pair)
        tell = told.append if told is not None else lambda progress: None
        return await fetch_pair(hub, what, folder, tell, pause_s=0.01)

    return asyncio.run(run())


def place(folder: Path) -> Path:
    return folder / "o" / "r" / NAME


def leftovers(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.rglob("*") if path.is_file())


def test_a_file_arrives_whole_and_leaves_nothing_else(hub: HubState, tmp_path: Path) -> None:
    told: list[DownloadProgress] = []
    assert get(hub, tmp_path, told=told) == (place(tmp_path),)
    assert place(tmp_path).read_bytes() == CONTENT
    assert leftovers(tmp_path) == [NAME]
    assert (told[-1].done, told[-1].total) == (SIZE, SIZE)


def test_what_is_there_is_not_fetched_again(hub: HubState, tmp_path: Path) -> None:
    get(hub, tmp_path)
    before = len(hub.content_requests())
    get(hub, tmp_path)
    assert len(hub.content_requests()) == before


def test_killed_just_before_the_end_leaves_nothing_beside_a_whole_file(
    hub: HubState, tmp_path: Path
) -> None:
    get(hub, tmp_path)
    before = len(hub.content_requests())
    part = PartFile(place(tmp_path))
    # Killed after the file got its name, before what was written down of it was deleted.
    part.remember(Identity(size=SIZE))
    part.lock_path.touch()
    get(hub, tmp_path)
    assert leftovers(tmp_path) == [NAME]
    assert len(hub.content_requests()) == before


@pytest.mark.parametrize("tenth", range(1, 10))
def test_a_connection_cut_at_any_tenth_is_taken_up_where_it_broke(
    tenth: int, hub: HubState, tmp_path: Path
) -> None:
    hub.cut_at = [SIZE * tenth // 10]
    get(hub, tmp_path)
    assert place(tmp_path).read_bytes() == CONTENT
    asked = hub.content_requests()
    assert [one.get("range") for one in asked] == [None, f"bytes={SIZE * tenth // 10}-"]


def test_a_connection_cut_at_every_tenth_still_ends_whole(hub: HubState, tmp_path: Path) -> None:
    hub.cut_at = [SIZE * tenth // 10 for tenth in range(1, 10)]
    get(hub, tmp_path)
    assert place(tmp_path).read_bytes() == CONTENT
    assert len(hub.content_requests()) == 10


def test_a_server_that_never_sends_a_byte_ends_it_and_keeps_what_was_there(
    hub: HubState, tmp_path: Path
) -> None:
    interrupted(hub, tmp_path, 1_000_000)
    there = PartFile(place(tmp_path)).size
    hub.statuses = [(503, {})] * 9
    with pytest.raises(DownloadError, match="kept"):
        get(hub, tmp_path)
    assert PartFile(place(tmp_path)).size == there
    assert not place(tmp_path).exists()
    hub.statuses = []
    get(hub, tmp_path)
    assert place(tmp_path).read_bytes() == CONTENT


def test_a_wrong_hash_is_told_and_leaves_nothing(hub: HubState, tmp_path: Path) -> None:
    hub.lie_sha256 = hashlib.sha256(b"something else").hexdigest()
    with pytest.raises(DownloadError, match="SHA-256 differs"):
        get(hub, tmp_path)
    assert not place(tmp_path).exists()
    assert not PartFile(place(tmp_path)).path.exists()


def test_a_file_that_was_changed_between_two_tries_begins_again(
    hub: HubState, tmp_path: Path
) -> None:
    part = PartFile(place(tmp_path))
    interrupted(hub, tmp_path, 1_000_000)
    assert part.size >= 1_000_000
    changed = os.urandom(SIZE)
    hub.files[NAME] = changed
    hub.cut_at = []
    get(hub, tmp_path)
    assert place(tmp_path).read_bytes() == changed
    assert leftovers(tmp_path) == [NAME]


def test_a_file_that_changes_while_it_breaks_off_begins_again(
    hub: HubState, tmp_path: Path
) -> None:
    """Without the hub's hash only the server's own mark tells."""
    changed = os.urandom(SIZE)
    hub.cut_at = [1_000_000]

    async def run() -> None:
        asked = Hub(Offline(), hub.endpoint)
        what = await listed(asked, PAIR)
        bare = replace(what.pair.weights[0], sha256=None)
        what = replace(what, pair=HubPair((bare,), None))

        def tell(progress: DownloadProgress) -> None:
            hub.files[NAME] = changed

        await fetch_pair(asked, what, tmp_path, tell, pause_s=0.01)

    asyncio.run(run())
    assert place(tmp_path).read_bytes() == changed


def test_a_server_that_cannot_resume_begins_again(hub: HubState, tmp_path: Path) -> None:
    hub.ranges, hub.cut_at = False, [2_000_000]
    get(hub, tmp_path)
    assert place(tmp_path).read_bytes() == CONTENT


def test_a_part_that_is_whole_already_is_only_checked_and_renamed(
    hub: HubState, tmp_path: Path
) -> None:
    interrupted(hub, tmp_path, 1_000_000)
    PartFile(place(tmp_path)).path.write_bytes(CONTENT)
    get(hub, tmp_path)
    assert place(tmp_path).read_bytes() == CONTENT
    assert leftovers(tmp_path) == [NAME]


def test_a_part_that_is_too_long_begins_again(hub: HubState, tmp_path: Path) -> None:
    interrupted(hub, tmp_path, 1_000_000)
    PartFile(place(tmp_path)).path.write_bytes(CONTENT + b"more")
    get(hub, tmp_path)
    assert place(tmp_path).read_bytes() == CONTENT


def test_a_part_of_nobody_knows_what_begins_again(hub: HubState, tmp_path: Path) -> None:
    part = PartFile(place(tmp_path))
    part.path.parent.mkdir(parents=True)
    part.path.write_bytes(b"x" * 1000)
    get(hub, tmp_path)
    assert place(tmp_path).read_bytes() == CONTENT


def test_the_token_goes_to_the_hub_and_not_to_the_host_it_redirects_to(
    hub: HubState, tmp_path: Path
) -> None:
    with serving(HubState(files={NAME: CONTENT})) as storage:
        hub.storage = f"http://localhost:{storage.port}"
        hub.gated = True
        hub.cut_at = []
        storage.cut_at = [1_000_000]
        get(hub, tmp_path, token="hf_right")
        assert place(tmp_path).read_bytes() == CONTENT
        assert all(
            request["authorization"] == "Bearer hf_right" for request in hub.content_requests()
        )
        assert len(storage.content_requests()) == 2
        assert all("authorization" not in request for request in storage.content_requests())
    assert "hf_right" not in "".join(
        path.read_text("utf-8", "replace") for path in tmp_path.rglob("*.json")
    )


def test_a_gated_repository_says_what_to_do(hub: HubState, tmp_path: Path) -> None:
    hub.gated = True
    with pytest.raises(GatedError, match="then add a token"):
        get(hub, tmp_path)
    with pytest.raises(GatedError, match="the account the token belongs to"):
        get(hub, tmp_path, token="hf_wrong")
    assert leftovers(tmp_path) == [f".{NAME}.lock"]


def test_a_hub_that_asks_for_patience_gets_it(
    hub: HubState, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Twice it names its seconds; what breaks off without a word waits as long as is usual."""
    waits_s: list[float] = []

    async def record(seconds: float) -> None:
        waits_s.append(seconds)

    monkeypatch.setattr(asyncio, "sleep", record)
    hub.statuses = [(429, {"Retry-After": "7"}), (503, {"Retry-After": "90"}), (503, {})]
    get(hub, tmp_path)
    assert waits_s == [7.0, 90.0, 0.04]
    assert place(tmp_path).read_bytes() == CONTENT


@pytest.mark.parametrize(
    ("status", "words"),
    [(404, "no model-Q4_K_M.gguf in o/r"), (401, "add a token"), (400, "refused")],
)
def test_a_refusal_is_one_sentence(status: int, words: str, hub: HubState, tmp_path: Path) -> None:
    hub.statuses = [(status, {})]
    with pytest.raises(DownloadError, match=words):
        get(hub, tmp_path)


def test_a_disk_without_room_is_told_before_the_first_byte(
    hub: HubState, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(disk_space, "SPARE", 10**18)
    with pytest.raises(DownloadError, match=r"needs 3 MB more; .* are free\. Make room"):
        get(hub, tmp_path)
    assert hub.content_requests() == []


FULL_DISK = """
import asyncio, resource, signal, sys
from pathlib import Path
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (1_500_000, 1_500_000))
from tests.downloads.test_transfers import PAIR
from vizdesk.downloads.errors import DownloadError
from vizdesk.downloads.hub import Hub
from vizdesk.downloads.pair import fetch_pair, listed
from vizdesk.common.offline import Offline

async def run():
    hub = Hub(Offline(), sys.argv[1])
    await fetch_pair(hub, await listed(hub, PAIR), Path(sys.argv[2]), pause_s=0.01)

try:
    asyncio.run(run())
except DownloadError as error:
    print(error)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="needs a limit on the size of files")
def test_a_disk_that_fills_up_keeps_what_fitted_and_goes_on_when_there_is_room(
    hub: HubState, tmp_path: Path
) -> None:
    done = child(FULL_DISK, hub, tmp_path)
    said, _ = done.communicate(timeout=LIMIT_S)
    assert said.decode().startswith(f"The disk is full: {NAME} is not whole yet. Make room")
    assert PartFile(place(tmp_path)).size == 1_500_000
    get(hub, tmp_path)
    assert place(tmp_path).read_bytes() == CONTENT
    assert hub.content_requests()[-1]["range"] == "bytes=1500000-"


KILLED = """
import asyncio, sys
from pathlib import Path
from tests.downloads.test_transfers import PAIR
from vizdesk.downloads.hub import Hub
from vizdesk.downloads.pair import fetch_pair, listed
from vizdesk.common.offline import Offline

async def run():
    hub = Hub(Offline(), sys.argv[1])
    await fetch_pair(hub, await listed(hub, PAIR), Path(sys.argv[2]))

asyncio.run(run())
"""


def child(code: str, state: HubState, folder: Path) -> subprocess.Popen[bytes]:
    root = Path(__file__).parents[2]
    return subprocess.Popen(
        [sys.executable, "-c", code, state.endpoint, str(folder)],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": f"{root}{os.pathsep}{root / 'src'}"},
    )


def interrupted(state: HubState, folder: Path, at_least: int) -> None:
    """Pause a download when at least so many bytes are there."""

    async def run() -> None:
        asked = Hub(Offline(), state.endpoint)
        what = await listed(asked, PAIR)
        state.chunk_pause = 0.02
        task = asyncio.create_task(fetch_pair(asked, what, folder))
        part = PartFile(place(folder))
        while part.size < at_least:  # noqa: ASYNC110 - it is the disk that is watched
            await asyncio.sleep(0.005)
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
        state.chunk_pause = 0.0

    asyncio.run(run())


@pytest.mark.skipif(sys.platform == "win32", reason="kills with a signal")
def test_a_program_that_is_killed_goes_on_where_it_was(hub: HubState, tmp_path: Path) -> None:
    hub.chunk_pause = 0.02
    program = child(KILLED, hub, tmp_path)
    part = PartFile(place(tmp_path))
    wait_for(lambda: part.size >= 1_000_000, "a megabyte", every_s=0.01)
    program.send_signal(signal.SIGKILL)
    program.communicate()
    hub.chunk_pause = 0.0
    there = part.size
    assert 1_000_000 <= there < SIZE
    assert not place(tmp_path).exists()
    assert begun({"x": PAIR}, tmp_path) == ["x"]
    assert bytes_there(PAIR, tmp_path) == there
    get(hub, tmp_path)
    assert place(tmp_path).read_bytes() == CONTENT
    assert hub.content_requests()[-1]["range"] == f"bytes={there}-"


def test_two_downloads_of_one_file_are_one_and_the_other_says_so(
    hub: HubState, tmp_path: Path
) -> None:
    hub.chunk_pause = 0.005

    async def run() -> list[object]:
        asked = Hub(Offline(), hub.endpoint)
        what = await listed(asked, PAIR)
        both = [fetch_pair(asked, what, tmp_path) for _ in range(2)]
        return list(await asyncio.gather(*both, return_exceptions=True))

    ended = asyncio.run(run())
    assert [type(one) for one in ended].count(BusyError) == 1
    assert place(tmp_path).read_bytes() == CONTENT
    assert len(hub.content_requests()) == 1


def test_another_program_that_downloads_the_same_is_noticed(hub: HubState, tmp_path: Path) -> None:
    hub.chunk_pause = 0.05
    program = child(KILLED, hub, tmp_path)
    try:
        part = PartFile(place(tmp_path))
        wait_for(lambda: part.size > 0, "the first bytes", every_s=0.01)
        with pytest.raises(BusyError, match="already"):
            get(hub, tmp_path)
    finally:
        program.kill()
        program.communicate()


def test_a_pause_keeps_the_part_and_a_cancel_can_delete_it(hub: HubState, tmp_path: Path) -> None:
    interrupted(hub, tmp_path, 500_000)
    assert PartFile(place(tmp_path)).size >= 500_000
    discard_pair(PAIR, tmp_path)
    assert leftovers(tmp_path) == []


def test_a_proxy_of_the_environment_is_used(
    hub: HubState, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTP_PROXY", hub.endpoint)
    monkeypatch.delenv("NO_PROXY", raising=False)
    monkeypatch.delenv("no_proxy", raising=False)

    async def run() -> None:
        asked = Hub(Offline(), "http://hub.invalid")
        await fetch_pair(asked, await listed(asked, PAIR), tmp_path)

    asyncio.run(run())
    assert place(tmp_path).read_bytes() == CONTENT
    assert all(path.startswith("http://hub.invalid/") for path, _ in hub.seen)


def test_offline_nothing_is_asked(hub: HubState, tmp_path: Path) -> None:
    async def run() -> None:
        await listed(Hub(Offline(on=True), hub.endpoint), PAIR)

    with pytest.raises(OfflineError, match="Switch Offline off to download from"):
        asyncio.run(run())
    assert hub.seen == []


def test_where_the_folder_is_none_nothing_was_begun(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    assert PartFile(tmp_path / "file" / "model.gguf").size == 0


def test_nothing_partial_is_ever_called_a_model(hub: HubState, tmp_path: Path) -> None:
    interrupted(hub, tmp_path, 500_000)
    assert not [path for path in tmp_path.rglob("*") if path.suffix == ".gguf"]


def test_the_speed_is_that_of_the_last_seconds() -> None:
    speed = Speed()
    speed.note(0.0, 0, 100_000)
    assert speed.note(1.0, 10_000, 100_000).per_second == 10_000
    for second in range(2, 9):
        found = speed.note(float(second), 10_000 + second * 1000, 100_000)
    assert found.per_second == pytest.approx(1000)
    assert found.seconds_left == pytest.approx((100_000 - 18_000) / 1000)


def test_a_disk_error_is_told_with_what_to_do(tmp_path: Path) -> None:
    words = str(disk_space.disk_error(OSError(errno.ENOSPC, "full"), tmp_path / "a.gguf"))
    assert words == (
        "The disk is full: a.gguf is not whole yet. Make room, then resume; what is there was kept."
    )
    other = str(disk_space.disk_error(PermissionError(errno.EACCES, "denied"), tmp_path / "a.gguf"))
    assert "cannot be written: denied" in other
