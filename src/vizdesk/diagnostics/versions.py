"""Which vizdesk, Python, Qt, llama.cpp and system these are."""

from __future__ import annotations

import sys
from collections.abc import Mapping

import vizdesk

UNKNOWN = "—"
PARTS = {
    "Qt": "PySide6-Essentials",
    "llama.cpp": "llama-cpp-python",
    "HTTP client": "httpx2",
    "Pillow": "Pillow",
}


def versions() -> Mapping[str, str]:
    """Names and versions in the order they are shown; nothing heavy is imported for it."""
    import platform

    return {
        **own_versions(),
        "Python": platform.python_version(),
        **{name: _version(package) for name, package in PARTS.items()},
        "System": f"{platform.system()} {platform.release()}, {platform.machine()}",
    }


def own_versions() -> Mapping[str, str]:
    """Of these only vizdesk's, which is known at once."""
    return {
        "vizdesk": f"{vizdesk.__version__}{' (package)' if getattr(sys, 'frozen', False) else ''}"
    }


def in_one_line(versions: Mapping[str, str]) -> str:
    """All versions as one line."""
    return " · ".join(f"{name} {words}" for name, words in versions.items())


def in_lines(versions: Mapping[str, str]) -> str:
    """All versions, one a line, for the clipboard."""
    wide = max(map(len, versions), default=0)
    return "\n".join(f"{name:{wide}}  {words}" for name, words in versions.items())


def _version(package: str) -> str:
    from importlib import metadata  # 30 ms, which a start does not need

    try:
        version = metadata.version(package)
    except metadata.PackageNotFoundError:
        return UNKNOWN
    return f"{package} {version}" if package == "llama-cpp-python" else version
