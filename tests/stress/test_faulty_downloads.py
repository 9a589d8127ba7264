"""Whatever a server does, a file arrives whole or not at all, and a sentence says why.

The faults of tests/downloads (cut at every tenth, wrong hash, gates, tokens) are not repeated here.
"""

from __future__ import annotations

import asyncio
import hashlib
import os
import random
import signal
import time
from collections.abc import Sequence
from pathlib import Path

import pytest
from tests.downloads.hub_server import HubState, serving
from tests.downloads.test_transfers import KILLED, NAME, child, get, leftovers, place
from tests.small_disk import MOUNTS, fill, small_disk
from tests.stress import faulty_server as faults
from tests.stress.faulty_server import Fault, faulty
from tests.stress.figures import Figures, amount
from tests.stress.watched_file import watched
from tests.waiting import wait_for

from vizdesk.common.http_clients import http_client
from vizdesk.downloads.errors import DownloadError
from vizdesk.downloads.part_file import Identity, PartFile
from vizdesk.downloads.transfer import DownloadSource, fetch

CONTENT = random.Random(3).randbytes(300_000)
SHA256 = hashlib.sha256(CONTENT).hexdigest()
LISTED = Identity(sha256=SHA256, size=len(CONTENT))
SILENCE_S = 0.2
KILLS = amount(60, 3)


def fetched(url: str, target: Path, listed: Identity = LISTED) -> str:
    """Download once; the sentence where it failed, else empty."""

    import httpx

    async def run() -> None:
        limits = httpx.Timeout(SILENCE_S, connect=60)
        async with http_client(url, limits, {}, follow_redirects=True) as client:
            await fetch(client, DownloadSource(url, "o/r", listed), target, pause_s=0.001)

    try:
        asyncio.run(run())
    except DownloadError as error:
        return str(error)
    return ""


FOR_EVER: dict[str, Fault] = {
    fault.__name__: fault
    for fault in (
        *(faults.longer, faults.endless, faults.shorter, faults.other_range, faults.no_range),
        *(faults.unsatisfiable, faults.changed, faults.odd_length, faults.garbage, faults.page),
    )
} | {
    f"redirect to {address}": faults.redirect(address)
    for address in (
        *("file:///etc/passwd", "ftp://127.0.0.1/x", "//", "javascript:alert(1)", "http://["),
        *("http://127.0.0.1:1/x", "http://127.0.0.1:99999/x", "data:,x", ""),
    )
}


OWN_WORD = ("longer", "endless", "shorter", "changed", "page", "no_range")


@pytest.mark.parametrize("name", FOR_EVER)
@pytest.mark.parametrize("listed", [LISTED, Identity()], ids=["listed", "unlisted"])
def test_a_server_that_is_wrong_for_ever_gives_no_file(
    name: str, listed: Identity, tmp_path: Path
) -> None:
    target = tmp_path / "models" / "model.gguf"
    with faulty(CONTENT, FOR_EVER[name]) as server:
        sentence = fetched(server.url, target, listed)
    if target.exists():
        # Where nobody knew what it was to be, the server's own word counts.
        own_word = listed == Identity() and name in OWN_WORD
        assert own_word or target.read_bytes() == CONTENT
        assert name not in ("garbage", "unsatisfiable", "odd_length")
        return
    assert sentence.endswith(".")
    assert "Traceback" not in sentence
    assert not list(tmp_path.rglob("*.gguf"))


def test_a_redirect_to_a_file_of_this_machine_opens_nothing(
    tmp_path: Path, figures: Figures
) -> None:
    figures.trying(90, "a download that is redirected to file:// of a watched file")
    secret = tmp_path / "secret.txt"
    secret.write_text("secret")
    with watched(secret) as watch, faulty(CONTENT, faults.redirect(secret.as_uri())) as server:
        sentence = fetched(server.url, tmp_path / "model.gguf")
        assert watch.events() == 0
    assert sentence.endswith(".")
    figures.held_as(f"not opened; “{sentence}”")


def sequences(count: int) -> list[Sequence[Fault]]:
    """Faults one after the other, as many as are tried in a row without a byte, then honesty."""
    kinds = [
        *(faults.longer, faults.endless, faults.promised, faults.other_range, faults.no_range),
        *(faults.unsatisfiable, faults.odd_length, faults.garbage, faults.redirect("data:,x")),
    ]
    draw = random.Random(5)
    return [(*draw.choices(kinds, k=draw.randint(1, 4)), faults.honest) for _ in range(count)]


def test_after_any_row_of_faults_the_file_is_whole_or_missing(
    tmp_path: Path, figures: Figures
) -> None:
    rows = sequences(amount(400, 25))
    figures.trying(
        91,
        f"{len(rows)} rows of one to four faults (too long, endless, cut, wrong range, 416 for "
        "nothing, no HTTP, redirects to nowhere) before the server is honest, tried until whole",
    )
    again = 0
    for number, row in enumerate(rows):
        target = tmp_path / str(number) / "model.gguf"
        with faulty(CONTENT, *row) as server:
            for _ in row:
                sentence = fetched(server.url, target)
                assert target.exists() == (not sentence), (number, sentence)
                if not sentence:
                    break
                assert sentence.endswith("."), sentence
                again += 1
        assert target.read_bytes() == CONTENT, number
        assert [path.name for path in target.parent.iterdir()] == ["model.gguf"], number
    figures.held_as(
        f"all whole in the end; {again} tries before ended in a sentence, none with half a file "
        "under its name or anything left beside it"
    )


def test_a_server_that_falls_silent_is_left_and_taken_up_again(
    tmp_path: Path, figures: Figures
) -> None:
    figures.trying(92, "a server that falls silent after half of the file, five times")
    target = tmp_path / "model.gguf"
    with faulty(CONTENT, faults.promised) as server:
        server.stalls = True
        sentence = fetched(server.url, target)
        assert sentence == (
            "model.gguf broke off: the server fell silent. Resume it later; what is there was kept."
        )
        assert not target.exists()
        kept = PartFile(target).size
        assert 0 < kept < len(CONTENT)
    with faulty(CONTENT, faults.honest) as server:
        assert fetched(server.url, target) == ""
        assert server.starts == [kept]
    assert target.read_bytes() == CONTENT
    figures.held_as(f"a sentence; {kept:,} bytes kept, and only the rest asked for later")


def test_downloads_killed_at_any_moment_are_never_half_a_file(
    tmp_path: Path, figures: Figures
) -> None:
    figures.trying(93, f"kill -9 at {KILLS} random moments of a download, resumed each time")
    draw = random.Random(6)
    content = draw.randbytes(3_000_000)
    rounds = kills = 0
    with serving(HubState(files={NAME: content}, chunk_pause=0.01)) as hub:
        while kills < KILLS:
            folder = tmp_path / str(rounds)
            rounds += 1
            part = PartFile(place(folder))
            while not place(folder).exists() and kills < KILLS:
                program = child(KILLED, hub, folder)
                before = part.size
                wait_for(
                    lambda program=program, part=part, before=before: (
                        program.poll() is not None or part.size != before
                    ),
                    "a byte",
                    every_s=0.002,
                )
                time.sleep(draw.uniform(0, 0.3))
                program.send_signal(signal.SIGKILL)
                program.communicate()
                kills += 1
                assert not place(folder).exists() or place(folder).read_bytes() == content
            get(hub, folder)
            assert place(folder).read_bytes() == content
            assert leftovers(folder) == [NAME]
    figures.held_as(f"{rounds} files, each whole in the end and never half under its name")


FULL = KILLED.replace(
    "asyncio.run(run())",
    "from vizdesk.downloads.errors import DownloadError\n"
    "try:\n    asyncio.run(run())\nexcept DownloadError as error:\n    print(error)",
)


@MOUNTS
def test_a_disk_that_fills_up_while_a_download_comes(tmp_path: Path, figures: Figures) -> None:
    figures.trying(94, "a real disk (tmpfs) that fills up in the middle of a download")
    content = os.urandom(3_000_000)
    with small_disk(tmp_path / "disk", "210m") as disk:
        with serving(HubState(files={NAME: content}, chunk_pause=0.05)) as hub:
            program = child(FULL, hub, disk)
            part = PartFile(place(disk))
            wait_for(lambda: part.size > 0, "the first bytes", every_s=0.005)
            ballast = fill(disk)
            told = program.communicate()[0].decode()
            assert told.startswith(f"The disk is full: {NAME} is not whole yet. Make room")
            assert not place(disk).exists()
            there = part.size
            assert 0 < there < len(content)
            ballast.unlink()
            hub.chunk_pause = 0.0
            get(hub, disk)
            assert hub.content_requests()[-1]["range"] == f"bytes={there}-"
        assert place(disk).read_bytes() == content
    figures.held_as(f"a sentence, {there:,} bytes kept; resumed from there when there was room")
