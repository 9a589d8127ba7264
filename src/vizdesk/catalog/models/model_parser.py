"""Models from the tables of TOML files, and what their own files say of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from vizdesk.catalog.endpoints.endpoint import checked_url
from vizdesk.catalog.gguf.header import GgufError, read_header
from vizdesk.catalog.gguf.shards import shards
from vizdesk.comparison.models import (
    Endpoint,
    EngineKind,
    GgufPair,
    Model,
    ModelSource,
    Price,
    PriceTier,
    Sampling,
)
from vizdesk.comparison.tasks import TaskKind, task_kind

# Older files do not say the longest edge; in tiles it is the same for all of them.
IDEFICS_TILES = 4


def parse_model(entry: Mapping[str, Any], folder: Path) -> Model:
    """A model from its table; paths are relative to `folder`.

    A missing `engine` is llama.cpp for files and Chat Completions for a server. Raises KeyError,
    ValueError, TypeError.
    """
    source = _source(entry, folder)
    local = isinstance(source, GgufPair)
    sizes = _sizes_written_down(entry, source) or image_sizes(source)
    return Model(
        id=entry["id"],
        name=entry["name"],
        engine=EngineKind(entry.get("engine", "llama.cpp" if local else "openai-chat")),
        source=source,
        profile=entry["profile"],
        organisation=entry.get("organisation", ""),
        description=entry.get("description", ""),
        tasks=_tasks(entry.get("tasks")),
        sampling=parse_sampling(entry.get("sampling", {}), local=local),
        price=_price(entry["price"]) if "price" in entry else None,
        image_side=sizes.side,
        image_edge=sizes.edge,
        size_bytes=size_of(source),
        quantisation=entry.get("quantisation", ""),
        card=entry.get("card", ""),
        chat_template=entry.get("chat_template", ""),
    )


def _source(entry: Mapping[str, Any], folder: Path) -> GgufPair | Endpoint:
    if "weights" in entry:
        projector = entry.get("projector")
        return GgufPair(
            folder / Path(entry["weights"]).expanduser(),
            None if projector is None else folder / Path(projector).expanduser(),
        )
    return Endpoint(checked_url(entry["base_url"]), entry["slug"], entry.get("key"))


def _price(table: Mapping[str, Any]) -> Price:
    tiers = tuple(PriceTier(**tier) for tier in table.get("tiers", ()))
    return Price(**{**table, "tiers": tiers})


def _tasks(names: Iterable[str] | None) -> frozenset[TaskKind] | None:
    return None if names is None else frozenset(task_kind(name) for name in names)


def parse_sampling(settings: Mapping[str, Any], *, local: bool) -> Sampling:
    """Sampling from its table. Raises TypeError, ValueError.

    TOML has no word for nothing: `leave_out` names the settings that the model chooses itself.
    """
    nothing = dict.fromkeys(settings.get("leave_out", ()))
    given = {key: value for key, value in settings.items() if key != "leave_out"}
    if not local:
        # Reasoning models refuse a temperature and spend output tokens on thinking.
        given = {"temperature": None, "seed": None, "max_output_tokens": 4096, **given}
    providers = tuple(given.get("providers", ()))
    return Sampling(**{**given, **nothing, "providers": providers})


@dataclass(frozen=True, slots=True)
class ImageSizes:
    """What a projector says of the images it takes, in pixels; None where it says nothing.

    `side` is that of its square, its tile or the patch that becomes a token; `edge` the longest
    edge of the whole image.
    """

    side: int | None = None
    edge: int | None = None


def sizes_entry(model: Model) -> dict[str, int]:
    """A local model's image sizes as a table, with the state of the projector they were read from.

    So a start reads no header of a file that is still the same.
    """
    stamp = _stamp(model.source)
    if stamp is None:
        return {}
    known = {"side": model.image_side, "edge": model.image_edge}
    return stamp | {name: pixels for name, pixels in known.items() if pixels is not None}


def _sizes_written_down(entry: Mapping[str, Any], source: ModelSource) -> ImageSizes | None:
    """What `sizes_entry` wrote; None where there is nothing or the projector is another by now."""
    table = entry.get("image_sizes")
    stamp = _stamp(source)
    if not isinstance(table, Mapping) or stamp is None or not stamp.items() <= table.items():
        return None
    side, edge = table.get("side"), table.get("edge")
    if not all(pixels is None or type(pixels) is int for pixels in (side, edge)):
        return None
    return ImageSizes(side, edge)


def _stamp(source: ModelSource) -> dict[str, int] | None:
    """What changes when a projector is replaced; None where there is none."""
    if not isinstance(source, GgufPair) or source.projector is None:
        return None
    try:
        state = source.projector.stat()
    except OSError:
        return None
    return {"projector_bytes": state.st_size, "projector_mtime_ns": state.st_mtime_ns}


def image_sizes(source: ModelSource) -> ImageSizes:
    """The image sizes of a local model, from its projector's header."""
    if not isinstance(source, GgufPair) or source.projector is None:
        return ImageSizes()
    try:
        header = read_header(source.projector)
    except (GgufError, OSError):
        return ImageSizes()
    if header.projector_type == "pixtral":
        merged, patch = header.metadata.get("clip.vision.spatial_merge_size", 1), header.patch_size
        side = patch * merged if patch is not None and isinstance(merged, int) else None
        return ImageSizes(side, header.image_size)
    edge = header.metadata.get("clip.vision.preproc_image_size")
    if edge is None and header.projector_type == "idefics3" and header.image_size:
        edge = IDEFICS_TILES * header.image_size  # as the worker tells llama.cpp
    return ImageSizes(header.image_size, edge if isinstance(edge, int) else None)


def files_of(source: ModelSource) -> tuple[Path, ...]:
    """All files of a local model, every shard of its weights too; none for a server."""
    if not isinstance(source, GgufPair):
        return ()
    return (*shards(source.weights), *([source.projector] if source.projector else []))


def size_of(source: ModelSource) -> int | None:
    """Bytes of a local model's files together; None for a server or when a file is missing."""
    if not isinstance(source, GgufPair):
        return None
    try:
        return sum(path.stat().st_size for path in files_of(source))
    except OSError:
        return None
