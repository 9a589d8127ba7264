"""A rendered prompt and an image → the pieces llama.cpp computes."""

from __future__ import annotations

import ctypes
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass
from typing import Any

from vizdesk.common.messages import message
from vizdesk.engines.llama.worker.bindings import mtmd
from vizdesk.engines.llama.worker.decode import matches
from vizdesk.engines.llama.worker.model import LoadedModel
from vizdesk.engines.llama.worker.prefix_cache import CachedPiece, text_piece
from vizdesk.engines.llama.worker.protocol import WorkerError
from vizdesk.engines.llama.worker.template import PromptPart
from vizdesk.engines.llama.worker.tiles import TILE_LAYOUTS, TileLayout, bitmap_of, tile_bitmaps

Chunk = tuple[CachedPiece, Any]
"""A piece and the C pointer it came from, valid while its `chunked` block is open."""

_CONTROL = re.compile(r"<\|[^|]*\|>")
# llama.cpp makes the whole image beside the tiles by scaling the tiles down again; the model was
# trained on one scaled from the original (docs/parity.md).
_OWN_OVERVIEW = frozenset(("internvl",))


@dataclass(frozen=True, slots=True)
class EncodedImage:
    """An image file, and for models that look at tiles the whole image once more, small."""

    data: bytes
    overview: bytes = b""


@contextmanager
def chunked(
    model: LoadedModel,
    parts: Sequence[PromptPart],
    image: EncodedImage,
    tokens: Sequence[str] = (),
    *,
    add_bos: bool = False,
) -> Iterator[list[Chunk]]:
    """Tokenise `parts`, with `image` where a part says so.

    Words may hold the control tokens that `tokens` (fnmatch patterns) allow; no others. `add_bos`
    leaves it to llama.cpp to begin with the tokeniser's first token.

    No media marker is involved: mtmd takes the parts as they are, so no word can pose as one.
    """
    layout = TILE_LAYOUTS.get(model.projector_type) if image.overview else None
    shown = image.data if layout is None else image.overview
    with ExitStack() as open_chunks:
        whole = _tokenised(
            model, merged(model, parts, tokens), bitmap_of(model.projector, shown), add_bos
        )
        pieces = _with_inside(model, parts, open_chunks.enter_context(whole))
        if layout is not None:
            pieces = _with_tiles(model, pieces, image.data, layout, open_chunks)
        elif image.overview and model.projector_type in _OWN_OVERVIEW:
            small = _alone(model, bitmap_of(model.projector, image.overview))
            pieces = _with_overview(pieces, open_chunks.enter_context(small))
        yield pieces


def _with_tiles(
    model: LoadedModel,
    pieces: list[Chunk],
    image: bytes,
    layout: TileLayout,
    open_chunks: ExitStack,
) -> list[Chunk]:
    """`pieces`, whose only image is the whole, with the tiles of `image` before it."""
    tiles: list[Chunk] = []
    for row, column, bitmap in tile_bitmaps(model.projector, image, layout.side):
        alone = open_chunks.enter_context(_alone(model, bitmap))
        tiles.append(_control(model, layout.start_of(row, column)))
        tiles += [(piece, chunk) for piece, chunk in alone if piece.image is not None]
    tiles.append(_control(model, layout.overview_start))
    at = next(i for i, (piece, _) in enumerate(pieces) if piece.image is not None)
    return [*pieces[:at], *tiles, *pieces[at:]]


def _control(model: LoadedModel, text: str) -> Chunk:
    """A control token as a piece of its own; text is computed from its tokens, without a chunk."""
    return text_piece(model.tokenize(text, special=True)), None


def _with_overview(pieces: list[Chunk], small: list[Chunk]) -> list[Chunk]:
    """`pieces` with the last image, the overview, replaced by the only one of `small`."""
    (overview,) = (pair for pair in small if pair[0].image is not None)
    last = max(i for i, (piece, _) in enumerate(pieces) if piece.image is not None)
    return [*pieces[:last], overview, *pieces[last + 1 :]]


def _with_inside(
    model: LoadedModel, parts: Sequence[PromptPart], pieces: list[Chunk]
) -> list[Chunk]:
    """`pieces` with what a family writes between the frame's first token and its image."""
    inside = next((part.text for part in parts if part.image), "")
    controls = _CONTROL.findall(inside)
    if not inside or any(len(model.tokenize(name, special=True)) != 1 for name in controls):
        return pieces  # another family's vocabulary behind the same projector
    at = next(i for i, (piece, _) in enumerate(pieces) if piece.image is not None)
    before = pieces[at - 1][0].tokens if at else ()
    written = text_piece([*before, *model.tokenize(inside, special=True)])
    return [*pieces[: max(0, at - 1)], (written, None), *pieces[at:]]


def _alone(
    model: LoadedModel,
    bitmap: Any,  # noqa: ANN401 - a C pointer
) -> AbstractContextManager[list[Chunk]]:
    """The pieces of a bitmap without a prompt."""
    return _tokenised(model, [PromptPart(image=True)], bitmap, False)


@contextmanager
def _tokenised(
    model: LoadedModel,
    parts: Sequence[PromptPart],
    bitmap: Any,  # noqa: ANN401 - a C pointer, freed here
    add_bos: bool,
) -> Iterator[list[Chunk]]:
    chunks = mtmd.mtmd_input_chunks_init()
    try:
        inputs, keep = _inputs(model, parts, bitmap)
        status = mtmd.mtmd_tokenize_from_parts(
            model.projector, chunks, inputs, len(inputs), add_bos
        )
        del keep
        if status:
            raise WorkerError(
                message(
                    "llama.cpp could not take the image and the prompt apart (code {status}).",
                    status=status,
                ),
                message("Try a larger or less narrow image."),
            )
        yield list(_pieces(chunks))
    finally:
        mtmd.mtmd_input_chunks_free(chunks)
        mtmd.mtmd_bitmap_free(bitmap)


def merged(
    model: LoadedModel, parts: Sequence[PromptPart], tokens: Sequence[str] = ()
) -> list[PromptPart]:
    """Words that hold no control token join the template's text, as the model was trained on.

    Words that do stay apart and are read as plain text (`template` False).
    """
    joined: list[PromptPart] = []
    for part in parts:
        plain = not part.image and (
            part.template or not has_control_tokens(model, part.text, tokens)
        )
        if plain and joined and joined[-1].template:
            joined[-1] = PromptPart(joined[-1].text + part.text, template=True)
        else:
            joined.append(PromptPart(part.text, template=plain, image=part.image))
    return joined


def has_control_tokens(model: LoadedModel, text: str, allowed: Sequence[str] = ()) -> bool:
    """Whether `text` spells control tokens such as `<end_of_turn>`, other than `allowed` ones."""
    special = model.tokenize(text, special=True)
    if special == model.tokenize(text, special=False):
        return False
    control = [
        model.token_text(token, special=True) for token in special if model.is_control(token)
    ]
    names = [name.decode("utf-8", "replace") for name in control]
    return not names or not all(matches(name, allowed) for name in names)


def _inputs(
    model: LoadedModel,
    parts: Sequence[PromptPart],
    bitmap: Any,  # noqa: ANN401 - a C pointer
) -> tuple[Any, list[Any]]:
    """The C array mtmd wants, and what must outlive it."""
    keep: list[Any] = []
    pointers = (ctypes.POINTER(mtmd.mtmd_input_part) * len(parts))()
    for i, part in enumerate(parts):
        entry = mtmd.mtmd_input_part()
        if part.image:
            entry.bitmap = bitmap
        else:
            data = model.normalised(part.text)
            text = mtmd.mtmd_input_text(data, len(data), False, part.template)
            entry.text = ctypes.pointer(text)
            keep += [data, text]
        keep.append(entry)
        pointers[i] = ctypes.pointer(entry)
    return pointers, keep


def _pieces(chunks: Any) -> Iterator[Chunk]:  # noqa: ANN401
    slices: Counter[str] = Counter()
    for i in range(mtmd.mtmd_input_chunks_size(chunks)):
        chunk = mtmd.mtmd_input_chunks_get(chunks, i)
        if mtmd.mtmd_input_chunk_get_type(chunk) == mtmd.MTMD_INPUT_CHUNK_TYPE_TEXT:
            count = ctypes.c_size_t()
            tokens = mtmd.mtmd_input_chunk_get_tokens_text(chunk, ctypes.byref(count))
            if count.value:
                yield text_piece(tokens[: count.value]), chunk
            continue
        name = (mtmd.mtmd_input_chunk_get_id(chunk) or b"").decode("ascii", "replace")
        slices[name] += 1  # the slices of one image share its id
        n_tokens = int(mtmd.mtmd_input_chunk_get_n_tokens(chunk))
        n_positions = int(mtmd.mtmd_input_chunk_get_n_pos(chunk))
        yield CachedPiece((), f"{name}:{slices[name]}", n_tokens, n_positions), chunk
