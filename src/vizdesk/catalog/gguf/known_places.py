"""Where other programs keep their GGUF files, on each system."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from pathlib import Path


class Program(Enum):
    """Who put the files there. The values are the names for people."""

    VIZDESK = "vizdesk"
    HUGGING_FACE = "Hugging Face cache"
    LM_STUDIO = "LM Studio"
    LLAMA_CPP = "llama.cpp"
    JAN = "Jan"
    OLLAMA = "Ollama"
    FOLDER = "your folders"


@dataclass(frozen=True, slots=True)
class KnownFolder:
    """A folder that may hold models, and whose it is."""

    program: Program
    folder: Path


def known_places(
    own: Path, environ: Mapping[str, str], home: Path, platform: str = sys.platform
) -> tuple[KnownFolder, ...]:
    """The folders to look into; they need not exist. `own` is vizdesk's folder of downloads."""
    places = [KnownFolder(Program.VIZDESK, own)]
    for program, find in (
        (Program.HUGGING_FACE, _hugging_face),
        (Program.LM_STUDIO, _lm_studio),
        (Program.LLAMA_CPP, _llama_cpp),
        (Program.JAN, _jan),
        (Program.OLLAMA, _ollama),
    ):
        places += [KnownFolder(program, folder) for folder in find(environ, home, platform)]
    return tuple(dict.fromkeys(places))


def _hugging_face(environ: Mapping[str, str], home: Path, platform: str) -> list[Path]:
    # https://huggingface.co/docs/huggingface_hub/package_reference/environment_variables
    if hub := environ.get("HF_HUB_CACHE") or environ.get("HUGGINGFACE_HUB_CACHE"):
        return [Path(hub).expanduser()]
    if base := environ.get("HF_HOME"):
        return [Path(base).expanduser() / "hub"]
    return [_cache(environ, home) / "huggingface" / "hub"]


def _lm_studio(environ: Mapping[str, str], home: Path, platform: str) -> list[Path]:
    # https://lmstudio.ai/docs/app/advanced/import-model; before 0.3.5 it was in the cache.
    return [home / ".lmstudio" / "models", home / ".cache" / "lm-studio" / "models"]


def _llama_cpp(environ: Mapping[str, str], home: Path, platform: str) -> list[Path]:
    # fs_get_cache_directory in llama.cpp's common/common.cpp
    if own := environ.get("LLAMA_CACHE"):
        return [Path(own).expanduser()]
    if platform == "darwin":
        return [home / "Library" / "Caches" / "llama.cpp"]
    if platform == "win32":
        return [_local_data(environ, home) / "llama.cpp"]
    return [_cache(environ, home) / "llama.cpp"]


def _jan(environ: Mapping[str, str], home: Path, platform: str) -> list[Path]:
    # https://jan.ai/docs/desktop/data-folder
    if platform == "darwin":
        data = home / "Library" / "Application Support" / "Jan" / "data"
    elif platform == "win32":
        data = Path(environ.get("APPDATA") or home / "AppData" / "Roaming") / "Jan" / "data"
    else:
        config = environ.get("XDG_CONFIG_HOME") or home / ".config"
        data = Path(config) / "Jan" / "data"
    return [data / "llamacpp" / "models", data / "models"]


def _ollama(environ: Mapping[str, str], home: Path, platform: str) -> list[Path]:
    # https://github.com/ollama/ollama/blob/main/docs/faq.md#where-are-models-stored
    if own := environ.get("OLLAMA_MODELS"):
        return [Path(own).expanduser()]
    found = [home / ".ollama" / "models"]
    if platform.startswith("linux"):
        found.append(Path("/usr/share/ollama/.ollama/models"))
    return found


def _cache(environ: Mapping[str, str], home: Path) -> Path:
    cache = environ.get("XDG_CACHE_HOME", "")
    return Path(cache) if cache.startswith("/") else home / ".cache"


def _local_data(environ: Mapping[str, str], home: Path) -> Path:
    return Path(environ.get("LOCALAPPDATA") or home / "AppData" / "Local")
