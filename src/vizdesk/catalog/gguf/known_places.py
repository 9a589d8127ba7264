"""Where other programs keep their GGUF files, on each system."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

LARGEST_SETTINGS = 4 << 20


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
        return [Path(os.path.expanduser(hub))]
    if base := environ.get("HF_HOME"):
        return [Path(os.path.expanduser(base)) / "hub"]
    return [_cache(environ, home) / "huggingface" / "hub"]


def _lm_studio(environ: Mapping[str, str], home: Path, platform: str) -> list[Path]:
    # https://lmstudio.ai/docs/app/advanced/import-model; before 0.3.5 it was in the cache.
    homes = [home / ".lmstudio", home / ".cache" / "lm-studio"]
    # Its home may have been moved, and the models elsewhere (lms and the app read both files).
    pointed = _first_line(home / ".lmstudio-home-pointer")
    if pointed:
        homes.insert(0, Path(pointed))
    app = _application_data(environ, home, platform) / "LM Studio"
    settings = [_setting(folder / "settings.json", "downloadsFolder") for folder in (*homes, app)]
    chosen = [_expanded(folder, home) for folder in settings if folder]
    return [*chosen, *(folder / "models" for folder in homes)]


def _llama_cpp(environ: Mapping[str, str], home: Path, platform: str) -> list[Path]:
    # fs_get_cache_directory in llama.cpp's common/common.cpp
    if own := environ.get("LLAMA_CACHE"):
        return [Path(os.path.expanduser(own))]
    if platform == "darwin":
        return [home / "Library" / "Caches" / "llama.cpp"]
    if platform == "win32":
        return [_local_data(environ, home) / "llama.cpp"]
    return [_cache(environ, home) / "llama.cpp"]


def _jan(environ: Mapping[str, str], home: Path, platform: str) -> list[Path]:
    # https://jan.ai/docs/desktop/data-folder; a moved folder is in its settings.
    app = _application_data(environ, home, platform) / "Jan"
    moved = _setting(app / "settings.json", "data_folder")
    folders = [_expanded(moved, home)] if moved else []
    places = []
    for data in (*folders, app / "data"):
        places += [data / "llamacpp" / "models", data / "models"]
    return places


def _application_data(environ: Mapping[str, str], home: Path, platform: str) -> Path:
    """Where desktop programs keep what is theirs (Electron's appData)."""
    if platform == "darwin":
        return home / "Library" / "Application Support"
    if platform == "win32":
        return Path(environ.get("APPDATA") or home / "AppData" / "Roaming")
    return Path(environ.get("XDG_CONFIG_HOME") or home / ".config")


def _first_line(path: Path) -> str:
    """A file's first line; empty where it cannot be read."""
    try:
        with path.open(encoding="utf-8", errors="replace") as file:
            return file.readline(4096).strip()
    except OSError:
        return ""


def _setting(path: Path, key: str) -> str:
    """A text in another program's JSON settings; empty where there is none. Never raises."""
    try:
        if path.stat().st_size > LARGEST_SETTINGS:
            return ""
        settings = json.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError, RecursionError):
        return ""
    value = settings.get(key) if isinstance(settings, Mapping) else None
    return value if isinstance(value, str) and "\0" not in value else ""


def _expanded(folder: str, home: Path) -> Path:
    """`~` is the home of whoever is asked about; a relative folder starts there too."""
    plain = folder.removeprefix("~").lstrip("/\\") if folder.startswith("~") else folder
    return home / plain


def _ollama(environ: Mapping[str, str], home: Path, platform: str) -> list[Path]:
    # https://github.com/ollama/ollama/blob/main/docs/faq.md#where-are-models-stored
    if own := environ.get("OLLAMA_MODELS"):
        return [Path(os.path.expanduser(own))]
    found = [home / ".ollama" / "models"]
    if platform.startswith("linux"):
        found.append(Path("/usr/share/ollama/.ollama/models"))
    return found


def _cache(environ: Mapping[str, str], home: Path) -> Path:
    cache = environ.get("XDG_CACHE_HOME", "")
    return Path(cache) if cache.startswith("/") else home / ".cache"


def _local_data(environ: Mapping[str, str], home: Path) -> Path:
    return Path(environ.get("LOCALAPPDATA") or home / "AppData" / "Local")
