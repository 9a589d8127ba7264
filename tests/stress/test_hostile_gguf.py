"""Hostile GGUF files end in a sentence: in the reader of headers and in llama.cpp's worker."""

from __future__ import annotations

import asyncio
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from benchmarks.random_pair import TINY, write_pair
from tests.engines.llama.asking import WORKER, hear, request_for
from tests.stress.figures import Figures, amount
from tests.stress.hostile_gguf import NAMED, mutated
from tests.waiting import LIMIT_S

from vizdesk.catalog.gguf import header_process
from vizdesk.catalog.gguf.header import GgufError, expected_bytes, read_header
from vizdesk.catalog.gguf.header_parser import HeaderParser
from vizdesk.comparison.events import EngineError
from vizdesk.comparison.models import GgufPair
from vizdesk.engines.llama.engine import LlamaEngine

HEADERS, LOADS = amount(1_000, 60), amount(300, 12)


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> GgufPair:
    return GgufPair(*write_pair(tmp_path_factory.mktemp("pair"), TINY))


@pytest.fixture
def untouched(private_home: Path) -> Iterator[Path]:
    """A home with a secret in it, which nothing may change; no child may be left."""
    (private_home / "secret.txt").write_text("canary")
    before = sorted(private_home.rglob("*"))
    yield private_home
    assert sorted(private_home.rglob("*")) == before
    assert (private_home / "secret.txt").read_text() == "canary"


def header_length(path: Path) -> int:
    """Where the header of a whole file ends, in bytes."""
    with path.open("rb") as file:
        parser = HeaderParser(file.read, path.name)
        parser.end_of_tensors()
        return parser.at


def outcome(path: Path) -> str:
    """`read`, or the sentence that is said; anything else is raised."""
    try:
        read_header(path)
        read_header(path, light=True)
        expected_bytes(path)
    except GgufError as error:
        return str(error)
    return "read"


@pytest.mark.parametrize("name", NAMED)
def test_a_hostile_header_is_read_or_refused_in_a_sentence(
    name: str, tmp_path: Path, untouched: Path
) -> None:
    path = tmp_path / "hostile.gguf"
    path.write_bytes(NAMED[name])
    sentence = outcome(path)
    assert sentence == "read" or ("hostile.gguf" in sentence and sentence.endswith("."))
    path.write_bytes(NAMED["a text of 2^64 - 1 bytes"])
    assert "impossibly long" in outcome(path)


def test_damaged_headers_end_in_a_sentence(
    pair: GgufPair, tmp_path: Path, untouched: Path, figures: Figures
) -> None:
    """The same child reads them all: none of them ends it."""
    figures.trying(
        15,
        f"{HEADERS:,} damaged GGUF headers of a model and its projector (lengths, counts, types, "
        "cuts, repeats, nested lists), through the confined reader",
    )
    assert pair.projector is not None
    files = [(path.read_bytes(), header_length(path)) for path in (pair.weights, pair.projector)]
    endings: Counter[str] = Counter()
    pids = set()
    path = tmp_path / "damaged.gguf"
    for seed in range(HEADERS):
        whole, head = files[seed % 2]
        path.write_bytes(mutated(whole, seed, head))
        sentence = outcome(path)
        assert sentence == "read" or ("damaged.gguf" in sentence and sentence.endswith("."))
        endings[sentence.split("“damaged.gguf”")[-1]] += 1
        pids.add(header_process.reader.pid)
    assert len(pids) == 1
    assert len(endings) >= 5
    if sys.platform == "linux":
        assert header_process.reader.limits == ("memory", "network", "files")
    figures.held_as(
        f"{endings['read']} read, {HEADERS - endings['read']} refused in a sentence naming the "
        "file, no other end; one confined child (memory, network, files) read them all; nothing "
        "in the home changed"
    )


def test_damaged_files_end_a_worker_at_most(
    pair: GgufPair, tmp_path: Path, untouched: Path, figures: Figures
) -> None:
    """llama.cpp itself reads what passes our reader: it may die, the answer is a sentence."""
    figures.trying(16, f"{LOADS} damaged GGUF files loaded by llama.cpp, each in a worker")
    assert pair.projector is not None
    files = [(path.read_bytes(), header_length(path)) for path in (pair.weights, pair.projector)]

    async def ask(seed: int) -> str:
        hostile = tmp_path / f"{seed}.gguf"
        whole, head = files[seed % 2]
        hostile.write_bytes(mutated(whole, 10_000 + seed, head))
        both = (
            GgufPair(hostile, pair.projector) if seed % 2 == 0 else GgufPair(pair.weights, hostile)
        )
        engine = LlamaEngine(WORKER, threads=1)
        try:
            async with asyncio.timeout(LIMIT_S):
                await hear(engine, request_for(both))
        except EngineError as error:
            return error.failure.what
        finally:
            await engine.close()
            hostile.unlink()
        return "answered"

    async def main() -> list[str]:
        return [await ask(seed) for seed in range(LOADS)]

    endings = Counter(asyncio.run(main()))
    assert [words for words in endings if words != "answered" and not words.endswith(".")] == []
    assert len(endings) >= 2
    figures.held_as(
        f"{endings['answered']} answered, {LOADS - endings['answered']} ended in a sentence; no "
        "worker left, nothing in the home changed"
    )
