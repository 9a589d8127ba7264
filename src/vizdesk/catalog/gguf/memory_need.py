"""How much memory a pair takes when it is loaded and asked, from the headers of its files alone.

Formulas: llama.cpp's src/llama-kv-cache*.cpp for keys and values, its graphs for the buffers. What
is reserved but never touched is not counted. Measured against real children in docs/memory.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from vizdesk.catalog.gguf.header import GgufHeader, read_header, read_tensors
from vizdesk.catalog.gguf.header_parser import TensorInfo
from vizdesk.catalog.gguf.repacking import repacked_bytes, repacked_kinds
from vizdesk.catalog.gguf.shards import shards
from vizdesk.catalog.gguf.types import ArrayLength
from vizdesk.common.formatting import byte_size
from vizdesk.common.messages import Message, message
from vizdesk.comparison.models import GgufPair
from vizdesk.comparison.profiles import Fit, ImageRule

MIB = 1 << 20
# Patches a side that become one token, where the projector does not say (tools/mtmd/clip.cpp).
USUAL_MERGE = {
    "gemma3": 4,
    "gemma4v": 3,
    "qwen2vl_merger": 2,
    "qwen2.5vl_merger": 2,
    "qwen3vl_merger": 2,
}
# Python, numpy and llama.cpp's libraries in a child that has loaded nothing (measured).
PROGRAM = 47 * MIB
# Schedulers, vocabularies, threads: what every loaded pair takes beside its tensors (measured).
FIXED = 9 * MIB
USUAL_CONTEXT = 4096
WORDS = 64  # tokens of a usual question and its frame
HALF, SINGLE = 2, 4  # bytes
PAD = 256
# Texts, their numbers and the table from one to the other; candidates and scores while writing. A
# merge of a byte-pair encoding has an entry of its own (measured on six published vocabularies).
TOKEN, MERGE = 170, 130
# Every sixth layer of Gemma 3 and every second of Gemma 2 sees everything (llama.cpp, src/models).
FULL_LAYERS = {"gemma3": 6, "gemma2": 2}


@dataclass(frozen=True, slots=True)
class MemoryNeed:
    """Bytes, by what they are for. `work` are the buffers of both graphs."""

    program: int
    weights: int
    vision: int
    context: int
    work: int

    @property
    def total(self) -> int:
        """All of it."""
        return self.program + self.weights + self.vision + self.context + self.work

    @property
    def sentence(self) -> Message:
        """For people, in MB or GB (powers of ten, as file managers say it)."""
        return message(
            "{size} of memory (weights {weights}, vision {vision}, context {context}, work {work})",
            size=byte_size(self.total),
            weights=byte_size(self.weights),
            vision=byte_size(self.vision),
            context=byte_size(self.context),
            work=byte_size(self.work + self.program),
        )


def memory_of(
    pair: GgufPair, projector: Path, image: ImageRule, context: int = USUAL_CONTEXT
) -> MemoryNeed:
    """What the files of `pair` need, all parts of the weights together; see `memory_need`.

    Raises GgufError, OSError.
    """
    parts = shards(pair.weights)
    first = read_header(pair.weights)
    weights = replace(first, size_bytes=sum(part.stat().st_size for part in parts))
    tensors = [tensor for part in parts for tensor in read_tensors(part)]
    return memory_need(weights, read_header(projector), image, context, tensors)


def memory_need(
    weights: GgufHeader,
    projector: GgufHeader,
    image: ImageRule,
    context: int = USUAL_CONTEXT,
    tensors: Iterable[TensorInfo] = (),
) -> MemoryNeed:
    """What the pair needs to answer about an image sent by the rule `image`.

    `context` is in tokens; a model has no more than it was trained with. `tensors` are those of the
    weights: some types are kept twice (see repacking).
    """
    cells = min(context, weights.context_length or context)
    sides = _sides(projector, image)
    patches = max(1, round(sides[0] * sides[1] / (projector.patch_size or 14) ** 2))
    tokens = image_tokens(projector, patches) * _tiles(projector, image)
    work = _vision_work(projector, patches, sides) + _text_work(weights, tokens + WORDS)
    return MemoryNeed(
        program=PROGRAM,
        weights=weights.size_bytes + repacked_bytes(tensors, repacked_kinds()),
        vision=projector.size_bytes,
        context=cache_bytes(weights, cells),
        work=FIXED + vocabulary_bytes(weights) + work,
    )


def vocabulary_bytes(header: GgufHeader) -> int:
    """The tokens' texts and the merges of them, as llama.cpp keeps them to take words apart."""
    return sum(
        each * length.count
        for key, each in (("tokens", TOKEN), ("merges", MERGE))
        if isinstance(length := header.metadata.get(f"tokenizer.ggml.{key}"), ArrayLength)
    )


def cache_bytes(header: GgufHeader, cells: int) -> int:
    """Keys and values of all layers, as halves.

    Layers with a window keep the whole context too (llama.cpp's `swa_full`): the next question
    about an image then reads only its own words.
    """
    layers = _number(header, "block_count", 1)
    heads = _each(header, "attention.head_count_kv", layers, _number(header, "head_count", 1))
    window = _number(header, "attention.sliding_window", 0)
    slides = _sliding(header, layers) if window else [False] * layers
    width = _number(header, "embedding_length", 0) // _number(header, "attention.head_count", 1)
    lengths = {
        slid: _number(header, f"attention.key_length{end}", width)
        + _number(header, f"attention.value_length{end}", width)
        for slid, end in ((False, ""), (True, "_swa"))
    }
    if not header.metadata.get(f"{header.architecture}.attention.key_length_swa"):
        lengths[True] = lengths[False]
    shared = _number(header, "attention.shared_kv_layers", 0)
    return cells * HALF * sum(heads[at] * lengths[slides[at]] for at in range(layers - shared))


def image_tokens(projector: GgufHeader, patches: int) -> int:
    """Tokens one image becomes; the merging of patches as the projector says it."""
    merge = projector.metadata.get("clip.vision.projector.scale_factor")
    merge = merge or projector.metadata.get("clip.vision.spatial_merge_size")
    side = merge if isinstance(merge, int) else USUAL_MERGE.get(projector.projector_type, 1)
    return max(1, patches // (side * side))


def _tiles(projector: GgufHeader, image: ImageRule) -> int:
    """How many squares a whole image is cut into at most, the overview included."""
    if image.fit in (Fit.TILES, Fit.TILES_OR_GRID):
        return image.most_tiles + 1
    if image.fit is Fit.EDGE:
        edge = projector.metadata.get("clip.vision.preproc_image_size") or image.longest or 2048
        side = projector.image_size or 512
        return max(1, -(-edge // side)) ** 2 + 1 if isinstance(edge, int) else 17
    return 1


def _sides(projector: GgufHeader, image: ImageRule) -> tuple[int, int]:
    """The largest image the tower reads at once, in pixels."""
    if image.fit is Fit.TILES_OR_GRID and image.side:
        return image.side, image.side
    if image.fit in (Fit.GRID, Fit.BUDGET, Fit.PADDED_GRID) and image.max_pixels:
        side = round(image.max_pixels**0.5)
        return side, side
    side = projector.image_size or image.side or 448
    return side, side


def _vision_work(projector: GgufHeader, patches: int, sides: tuple[int, int]) -> int:
    """The pixels twice, and the widest layer of the tower; attention is computed in place (flash).

    llama.cpp keeps the image as single precision while it is encoded, beside the graph's input.
    """
    width = projector.embedding_length or 1152
    # Attention in windows needs a mask of all patches by all, in single and half precision.
    windows = projector.metadata.get("clip.vision.n_wa_pattern") is not None
    mask = patches * patches * (SINGLE + HALF) if windows else 0
    hidden = projector.metadata.get("clip.vision.feed_forward_length")
    hidden = hidden if isinstance(hidden, int) else 4 * width
    widest = max(hidden + 9 * width // 4, 8 * width)
    return mask + (2 * 3 * sides[0] * sides[1] + patches * widest) * SINGLE


def _text_work(header: GgufHeader, tokens: int) -> int:
    """Scores of all heads over the prompt, half of them copied (measured); masks; widest layer."""
    heads = _number(header, "attention.head_count", 1)
    hidden = max(_each(header, "feed_forward_length", 1, 0))
    width = _number(header, "embedding_length", 0)
    seen = -(-tokens // PAD) * PAD
    return tokens * (3 * heads // 2 * seen + 2 * seen + 2 * hidden + 8 * width) * SINGLE


def _sliding(header: GgufHeader, layers: int) -> Sequence[bool]:
    pattern = header.metadata.get(f"{header.architecture}.attention.sliding_window_pattern")
    if isinstance(pattern, tuple):
        return [bool(layer) for layer in pattern][:layers]
    every = FULL_LAYERS.get(header.architecture)
    return [every is not None and (at + 1) % every != 0 for at in range(layers)]


def _number(header: GgufHeader, key: str, otherwise: int) -> int:
    value = header.metadata.get(f"{header.architecture}.{key}")
    if isinstance(value, tuple) and value:
        value = max(number for number in value if isinstance(number, int))
    return value if isinstance(value, int) and not isinstance(value, bool) else otherwise


def _each(header: GgufHeader, key: str, layers: int, otherwise: int) -> list[int]:
    """One number for each layer: an array, or the same one for all."""
    value = header.metadata.get(f"{header.architecture}.{key}")
    if isinstance(value, tuple):
        return [number if isinstance(number, int) else 0 for number in value]
    return [_number(header, key, otherwise)] * layers
