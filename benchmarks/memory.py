"""Memory need from the headers beside what real children take: python -m benchmarks.memory.

`--real NAME=FILE.gguf` adds rows for real weights, with a random vision tower and Gemma's turns.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import gguf
from PIL import Image

from benchmarks.random_pair import (
    LARGE_VOCABULARY,
    MEDIUM,
    TEMPLATE,
    QuantKind,
    Shape,
    write_pair,
    write_projector,
)
from vizdesk.catalog.gguf.header import read_header
from vizdesk.catalog.gguf.memory_need import MIB, PROGRAM, MemoryNeed, memory_of
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


def pairs(
    folder: Path, real: Sequence[tuple[str, Path]] = ()
) -> Iterator[tuple[str, GgufPair, int]]:
    """Name, files and context in tokens of everything that is measured."""
    demo = resources.folder() / "demo"
    for name in ("demo-large", "demo-small"):
        yield name, GgufPair(demo / f"{name}.gguf", demo / f"{name}-mmproj.gguf"), 1024
    for name in ("gemma-3", "gemma-4", "qwen2.5-vl", "qwen3-vl", "paligemma-1", "smolvlm"):
        yield name, _fixture(name), 4096
    for context in (4096, 8192, 16_384):
        shape = replace(MEDIUM, context=context)
        yield "450 MB", GgufPair(*write_pair(folder / f"450-{context}", shape)), context
    for kind in (QuantKind.F16, QuantKind.Q8_0, QuantKind.Q4_0):
        for context in (2048, 8192, 32_768):
            shape = replace(LARGE_VOCABULARY, context=context, weights=kind)
            pair = GgufPair(*write_pair(folder / f"{kind.name}-{context}", shape))
            yield f"262,144 tokens, {kind.name}", pair, context
    for name, weights in real:
        for context in (2048, 8192, 32_768):
            place = folder / f"{name}-{context}"
            place.mkdir()
            copy = with_context(weights, place / "real.gguf", context)
            tower = write_projector(place / "mmproj.gguf", tower_for(weights))
            yield name, GgufPair(copy, tower), context


def with_context(weights: Path, target: Path, context: int) -> Path:
    """A copy of `weights` that says it was trained with `context` tokens, with a chat template."""
    reader = gguf.GGUFReader(weights)
    architecture = reader.fields["general.architecture"].contents()
    writer = gguf.GGUFWriter(target, architecture)
    left_out = ("general.architecture", "tokenizer.chat_template")
    for key, field in reader.fields.items():
        if key.startswith("GGUF.") or key in left_out:
            continue
        value = context if key == f"{architecture}.context_length" else field.contents()
        inner = field.types[-1] if field.types[0] == gguf.GGUFValueType.ARRAY else None
        writer.add_key_value(key, value, field.types[0], sub_type=inner)
    writer.add_chat_template(TEMPLATE)
    for tensor in reader.tensors:
        writer.add_tensor(tensor.name, tensor.data, raw_dtype=tensor.tensor_type)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    return target


def tower_for(weights: Path) -> Shape:
    """A vision tower of 896 px for weights of any width."""
    return replace(LARGE_VOCABULARY, width=read_header(weights).embedding_length or 640)


def _fixture(name: str) -> GgufPair:
    return GgufPair(FIXTURES / name / "model.gguf", FIXTURES / name / "mmproj.gguf")


async def measured(pair: GgufPair, context: int) -> tuple[MemoryNeed, int]:
    """The estimate, and the most bytes a child had resident during one answer about one image.

    The answer may be as long as the context has room for, so that all of it is made.
    """
    model = gguf_model(pair.weights, pair.projector, PROFILES)
    rule = PROFILES[model.profile].image
    header = read_header(pair.weights)
    cells = min(context, header.context_length or context)
    image = from_image(Image.linear_gradient("L").convert("RGB").resize((2000, 1500)), "gradient")
    sent = encode_for(image, rule, model.image_side, model.image_edge)
    assert pair.projector is not None
    need = memory_of(pair, pair.projector, rule, cells)
    # Room is made for the whole answer, up to what the model was trained with.
    sampling = Sampling(0.0, 0, cells, thinking=False)
    engine = LlamaEngine((sys.executable, "-m", "vizdesk", "--worker"), threads=1)
    try:
        request = Request(replace(model, sampling=sampling), "Describe this image.", sent)
        events = engine.ask(request)
        async for event in events:
            if type(event).__name__ == "TextDelta":
                break
        resident = peak_bytes(engine.pids[0])
        await events.aclose()
    finally:
        await engine.close()
    return need, resident


def trained(pair: GgufPair) -> int:
    """The context a model was trained with, in tokens."""
    return read_header(pair.weights).context_length or 4096


def peak_bytes(pid: int) -> int:
    """The most bytes a process ever had resident (Linux)."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return int(next(line for line in lines if line.startswith("VmHWM")).split()[1]) * 1024


def main() -> None:
    """Print the table of docs/memory.md."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--real", action="append", default=[], metavar="NAME=FILE")
    named = (words.partition("=") for words in parser.parse_args().real)
    real = [(name, Path(file)) for name, _, file in named]
    print("| pair | context | estimated, MiB | measured, MiB | ratio | ratio without the program |")
    print("| --- | --- | --- | --- | --- | --- |")
    with tempfile.TemporaryDirectory() as folder:
        for name, pair, context in pairs(Path(folder), real):
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
