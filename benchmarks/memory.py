"""Memory need from the headers beside what real children take: python -m benchmarks.memory."""

from __future__ import annotations

import asyncio
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from PIL import Image

from benchmarks.random_pair import MEDIUM, write_pair
from vizdesk.catalog.gguf.header import read_header
from vizdesk.catalog.gguf.memory_need import MIB, PROGRAM, MemoryNeed, memory_need
from vizdesk.catalog.models.model_spec import gguf_model
from vizdesk.common import resources
from vizdesk.comparison.events import Request
from vizdesk.comparison.models import GgufPair, Sampling
from vizdesk.comparison.profiles import load_profiles
from vizdesk.engines.llama.engine import LlamaEngine
from vizdesk.images.encoding import encode_for
from vizdesk.images.opening import from_image

ROOT = Path(__file__).resolve().parents[1]
FIXTURES = ROOT / "tests" / "parity" / "fixtures"
PROFILES = load_profiles(resources.folder() / "profiles")


def pairs(folder: Path) -> Iterator[tuple[str, GgufPair, int]]:
    """Name, files and context in tokens of everything that is measured."""
    demo = resources.folder() / "demo"
    for name in ("demo-large", "demo-small"):
        yield name, GgufPair(demo / f"{name}.gguf", demo / f"{name}-mmproj.gguf"), 1024
    for name in ("gemma-3", "gemma-4", "qwen2.5-vl", "qwen3-vl", "paligemma-1", "smolvlm"):
        yield name, _fixture(name), 4096
    for context in (4096, 8192, 16_384):
        place = folder / str(context)
        place.mkdir()
        yield "450 MB", GgufPair(*write_pair(place, replace(MEDIUM, context=context))), context


def _fixture(name: str) -> GgufPair:
    return GgufPair(FIXTURES / name / "model.gguf", FIXTURES / name / "mmproj.gguf")


async def measured(pair: GgufPair, context: int) -> tuple[MemoryNeed, int]:
    """The estimate, and the resident bytes of a child after one answer about one image."""
    model = gguf_model(pair.weights, pair.projector, PROFILES)
    rule = PROFILES[model.profile].image
    header = read_header(pair.weights)
    cells = min(context, header.context_length or context)
    image = from_image(Image.linear_gradient("L").convert("RGB").resize((2000, 1500)), "gradient")
    sent = encode_for(image, rule, model.image_side, model.image_edge)
    need = memory_need(header, read_header(pair.projector or Path()), rule, cells)
    # Room is made for the whole answer; a random model ends it long before.
    limit = max(8, cells - 2200)
    sampling = Sampling(0.0, 0, limit, thinking=False)
    engine = LlamaEngine((sys.executable, "-m", "vizdesk", "--worker"), threads=1)
    try:
        request = Request(replace(model, sampling=sampling), "Describe this image.", sent)
        events = engine.ask(request)
        async for event in events:
            if type(event).__name__ == "TextDelta":
                break
        resident = rss(engine.pids[0])
        await events.aclose()
    finally:
        await engine.close()
    return need, resident


def trained(pair: GgufPair) -> int:
    """The context a model was trained with, in tokens."""
    return read_header(pair.weights).context_length or 4096


def rss(pid: int) -> int:
    """Resident bytes of a process (Linux)."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return int(next(line for line in lines if line.startswith("VmRSS")).split()[1]) * 1024


def main() -> None:
    """Print the table of docs/memory.md."""
    print("| pair | context | estimated, MiB | measured, MiB | ratio | ratio without the program |")
    print("| --- | --- | --- | --- | --- | --- |")
    with tempfile.TemporaryDirectory() as folder:
        for name, pair, context in pairs(Path(folder)):
            need, resident = asyncio.run(measured(pair, context))
            own = (need.total - PROGRAM) / max(1, resident - PROGRAM)
            cells = (
                name,
                f"{min(context, trained(pair)):,}",
                f"{need.total / MIB:.1f}",
                f"{resident / MIB:.1f}",
                f"{need.total / resident:.2f}",
                f"{own:.2f}",
            )
            print(f"| {' | '.join(cells)} |")


if __name__ == "__main__":
    main()
