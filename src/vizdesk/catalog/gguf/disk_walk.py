"""The GGUF files under a folder, each once, whatever links and locked folders there are."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

# Calibration data and draft heads lie beside published weights; they are no models.
_NO_MODELS = ("imatrix", "mtp-")
_MODEL, _PROJECTOR = (f"application/vnd.ollama.image.{kind}" for kind in ("model", "projector"))
DEEPEST = 12

Identity = tuple[int, int]


def gguf_files(folder: Path, seen: set[Identity]) -> Iterator[Path]:
    """Every GGUF file under `folder` whose content is not in `seen`, which grows.

    Links to folders are followed, but no folder is entered twice; what may not be read is passed
    over. Content is told by device and inode, so a link to a file counts as the file.
    """
    entered: set[Identity] = set()
    waiting = [(folder, 0)]
    while waiting:
        at, depth = waiting.pop()
        try:
            where = _identity(at)
            if where in entered:
                continue
            entered.add(where)
            with os.scandir(at) as entries:
                inside = sorted(entries, key=lambda entry: entry.name)
        except OSError:
            continue
        for entry in inside:
            if _is_folder(entry):
                if depth < DEEPEST:
                    waiting.append((Path(entry.path), depth + 1))
            elif _is_model_file(entry.name) and _new(Path(entry.path), seen):
                yield Path(entry.path)


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False


def _is_model_file(name: str) -> bool:
    lower = name.lower()
    return lower.endswith(".gguf") and not any(word in lower for word in _NO_MODELS)


def _new(path: Path, seen: set[Identity]) -> bool:
    try:
        identity = _identity(path)
    except OSError:
        return False  # a link to nowhere: Hugging Face leaves them when blobs are deleted
    known = identity in seen
    seen.add(identity)
    return not known


def _identity(path: Path) -> Identity:
    found = os.stat(path)
    return found.st_dev, found.st_ino


@dataclass(frozen=True, slots=True)
class OllamaModel:
    """A model as Ollama calls it, and its blobs."""

    name: str
    weights: Path
    projector: Path | None


def ollama_models(folder: Path) -> Iterator[OllamaModel]:
    """The models of Ollama's store: manifests/HOST/OWNER/NAME/TAG, which name blobs by hash."""
    manifests = folder / "manifests"
    if not manifests.is_dir():
        return
    for path in sorted(manifests.rglob("*")):
        layers = _layers(path)
        if weights := layers.get(_MODEL):
            *_, owner, name, tag = path.relative_to(manifests).parts
            called = f"{name}:{tag}" if owner == "library" else f"{owner}/{name}:{tag}"
            projector = layers.get(_PROJECTOR)
            yield OllamaModel(
                called, _blob(folder, weights), _blob(folder, projector) if projector else None
            )


def _layers(path: Path) -> dict[str, str]:
    try:
        data: Any = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    except (OSError, ValueError):
        return {}
    layers = data.get("layers") if isinstance(data, Mapping) else None
    found = [layer for layer in layers or () if isinstance(layer, Mapping)]
    return {str(layer.get("mediaType")): str(layer.get("digest")) for layer in found}


def _blob(folder: Path, digest: str) -> Path:
    return folder / "blobs" / digest.replace(":", "-")
