"""The GGUF files under a folder, each once, whatever links and locked folders there are."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from vizdesk.catalog.gguf.file_names import is_model_file

_MODEL, _PROJECTOR, _ADAPTER = (
    f"application/vnd.ollama.image.{kind}" for kind in ("model", "projector", "adapter")
)
_DIGEST = re.compile(r"[a-z0-9]+:[A-Za-z0-9]+")
DEEPEST = 12
REPOSITORY_DEPTH = 4
"""How deep a repository is: snapshots/REVISION/QUANTISATION/ in Hugging Face's cache is three."""

Identity = tuple[int, int]
"""What tells one content from another: device and inode, so a link to a file is the file."""


def gguf_files(folder: Path, deepest: int = DEEPEST) -> Iterator[Path]:
    """Every GGUF file under `folder`, also links to one file in several folders.

    Links to folders are followed, but no folder is entered twice; what may not be read is passed
    over, and so are links to nowhere. `deepest`: how many folders below `folder` are entered.
    """
    entered: set[Identity] = set()
    waiting = [(folder, 0)]
    while waiting:
        at, depth = waiting.pop()
        try:
            where = identity_of(at)
            if where in entered:
                continue
            entered.add(where)
            with os.scandir(at) as entries:
                inside = sorted(entries, key=lambda entry: entry.name)
        except OSError:
            continue
        for entry in inside:
            if _is_folder(entry):
                if depth < deepest:
                    waiting.append((Path(entry.path), depth + 1))
            elif is_model_file(entry.name) and _is_file(entry):
                yield Path(entry.path)


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False


def _is_file(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_file()  # not a link to nowhere: Hugging Face leaves them for deleted blobs
    except OSError:
        return False


def identity_of(path: Path) -> Identity:
    """Which content a path leads to. Raises OSError."""
    status = os.stat(path)
    return status.st_dev, status.st_ino


@dataclass(frozen=True, slots=True)
class OllamaModel:
    """A model as Ollama calls it, and its blobs. `adapted`: a LoRA is laid over its weights."""

    name: str
    weights: Path
    projector: Path | None
    adapted: bool = False


def ollama_models(folder: Path) -> Iterator[OllamaModel]:
    """The models of Ollama's store: manifests/HOST/OWNER/NAME/TAG, which name blobs by hash."""
    manifests = folder / "manifests"
    if not manifests.is_dir():
        return
    for path in sorted(manifests.rglob("*")):
        parts = path.relative_to(manifests).parts
        layers = _layers(path) if len(parts) >= 3 else {}
        if weights := layers.get(_MODEL):
            *_, owner, name, tag = parts
            called = f"{name}:{tag}" if owner == "library" else f"{owner}/{name}:{tag}"
            projector = layers.get(_PROJECTOR)
            yield OllamaModel(
                called,
                _blob(folder, weights),
                _blob(folder, projector) if projector else None,
                adapted=_ADAPTER in layers,
            )


def _layers(path: Path) -> dict[str, str]:
    """The digests a manifest names, by kind; none where it is no manifest. Never raises."""
    try:
        data: Any = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    except (OSError, ValueError, RecursionError):
        return {}
    layers = data.get("layers") if isinstance(data, Mapping) else None
    digests: dict[str, str] = {}
    for layer in layers if isinstance(layers, list) else ():
        digest = str(layer.get("digest")) if isinstance(layer, Mapping) else ""
        if _DIGEST.fullmatch(digest):  # it becomes the name of a file
            digests[str(layer.get("mediaType"))] = digest
    return digests


def _blob(folder: Path, digest: str) -> Path:
    return folder / "blobs" / digest.replace(":", "-")
