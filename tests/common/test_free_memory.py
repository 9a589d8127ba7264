"""How much memory is free: what Linux says, else half of what is built in."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from vizdesk.common.free_memory import available_bytes

MEMINFO = """MemTotal:       16314560 kB
MemFree:          812344 kB
MemAvailable:    9876543 kB
"""


def test_linux_says_what_is_available(tmp_path: Path) -> None:
    file = tmp_path / "meminfo"
    file.write_text(MEMINFO)
    assert available_bytes(file) == 9_876_543 * 1024


@pytest.mark.parametrize(
    "text", ["", "MemFree: 12 kB\n", "MemAvailable:\n", "MemAvailable: x kB\n"]
)
def test_without_that_figure_half_of_the_memory_is_taken(tmp_path: Path, text: str) -> None:
    half = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 2
    file = tmp_path / "meminfo"
    file.write_text(text)
    assert available_bytes(file) == half
    assert available_bytes(tmp_path / "missing") == half


def test_a_system_that_says_nothing_is_not_guessed_at(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unknown(name: str) -> int:
        raise ValueError("unrecognized configuration name")

    monkeypatch.setattr(os, "sysconf", unknown)
    assert available_bytes(tmp_path / "missing") is None
