"""Whether two GGUF files can be a model and its projector, told before anything is loaded."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from vizdesk.catalog.gguf.header import GgufError, GgufHeader, expected_bytes, read_header
from vizdesk.catalog.gguf.memory_need import memory_of
from vizdesk.catalog.gguf.pairing import width_conflict
from vizdesk.catalog.gguf.shards import shards
from vizdesk.common.formatting import number
from vizdesk.common.messages import Message, message
from vizdesk.comparison.events import EngineError
from vizdesk.comparison.models import GgufPair
from vizdesk.comparison.profiles import ImageRule

# LLaVA never stood on a Gemma: such a pair is PaliGemma's, as first converted (llama.cpp PR 7553).
OLD_PALIGEMMA = frozenset({"gemma", "gemma2"})
DOWNLOAD_AGAIN: Message = message("Download it again, or choose another file.")


@dataclass(frozen=True, slots=True)
class PairSize:
    """Bytes: `files` on the disk, all parts of the weights; `memory` once it is loaded and asked.

    `memory` is the estimate that the model list shows (`catalog/gguf/memory_need.py`).
    """

    files: int
    memory: int


def check_pair(pair: GgufPair, image: ImageRule) -> PairSize:
    """How large a pair is. Raises EngineError saying what is wrong with it and what to do."""
    try:
        weights = read_header(pair.weights)
    except GgufError as error:
        raise EngineError(error.message, DOWNLOAD_AGAIN) from error
    if weights.is_projector:
        raise EngineError(
            message("“{name}” is a projector, not a model.", name=pair.weights.name),
            message("Choose the model’s weights here, and this file as its projector (mmproj)."),
        )
    if pair.projector is None:
        raise EngineError(
            message("This file has no vision part; choose its projector (mmproj)."),
            message("It is usually offered beside the weights, with “mmproj” in its name."),
        )
    try:
        projector = read_header(pair.projector)
    except GgufError as error:
        raise EngineError(error.message, DOWNLOAD_AGAIN) from error
    files = (*shards(pair.weights), pair.projector)
    for path in files:
        _check_whole(path)
    _check_projector(pair, weights, projector)
    try:
        need = memory_of(pair, pair.projector, image)
    except GgufError as error:  # it was changed meanwhile
        raise EngineError(error.message, DOWNLOAD_AGAIN) from error
    return PairSize(sum(path.stat().st_size for path in files), need.total)


def _check_whole(path: Path) -> None:
    try:
        expected = expected_bytes(path)
    except GgufError as error:
        raise EngineError(error.message, DOWNLOAD_AGAIN) from error
    there = path.stat().st_size
    if expected is not None and there < expected:
        raise EngineError(
            message(
                "“{name}” is cut off: {there} of {whole} bytes are there.",
                name=path.name,
                there=number(there),
                whole=number(expected),
            ),
            message("Download it again, or let the download finish."),
        )


def _check_projector(pair: GgufPair, weights: GgufHeader, projector: GgufHeader) -> None:
    assert pair.projector is not None
    name = pair.projector.name
    if not projector.is_projector:
        raise EngineError(
            message("“{name}” is a model, not a projector.", name=name),
            message("Choose the file with “mmproj” in its name that belongs to the weights."),
        )
    if not projector.reads_images:
        raise EngineError(
            message("The projector “{name}” reads no images.", name=name),
            message("Choose the model’s vision projector."),
        )
    if weights.architecture in OLD_PALIGEMMA and projector.projector_type == "mlp":
        raise EngineError(
            message(
                "“{name}” is a PaliGemma projector of an older kind, with one layer "
                "where llama.cpp expects two.",
                name=name,
            ),
            message("Convert the published checkpoint instead: vizdesk convert paligemma FOLDER."),
        )
    widths = width_conflict(weights, projector)
    if widths is not None:
        raise EngineError(
            message(
                "These two files do not belong together: the projector was made for "
                "a model of width {made}, and “{name}” has width {width}.",
                made=widths[0],
                name=pair.weights.name,
                width=widths[1],
            ),
            message("Choose the projector (mmproj) that was published with these weights."),
        )
