"""Files that are read, changed and written whole: no writer loses what another wrote."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from vizdesk.catalog.models.model_sets import ModelSet, ModelSets
from vizdesk.common.file_lock import only_writer
from vizdesk.settings.preferences import Preferences
from vizdesk.settings.store import NAME, load

WRITES = 60
WRITER = """
import sys
from pathlib import Path
from vizdesk.settings.preferences import Preferences
path, name, count = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
preferences = Preferences(path)
for value in range(1, count + 1):
    preferences.set_value(name, value)
    print(value if path.exists() else "gone", flush=True)
"""


def test_two_programs_lose_no_setting_of_each_other(tmp_path: Path) -> None:
    path = tmp_path / NAME
    words = [sys.executable, "-c", WRITER, str(path)]
    writers = [
        subprocess.Popen([*words, name, str(WRITES)], stdout=subprocess.PIPE, text=True)
        for name in ("threads", "history_limit")
    ]
    lost, seen = 0, {"threads": 0, "history_limit": 0}
    while any(writer.poll() is None for writer in writers):
        settings = load(path)
        for name in seen:
            value = settings.value(name)
            assert isinstance(value, int)
            # A value goes up only: one that is smaller than before was overwritten by the other.
            lost += value < seen[name]
            seen[name] = value
    for writer in writers:
        assert writer.communicate()[0].split() == [str(value) for value in range(1, WRITES + 1)]
    assert (lost, load(path).threads, load(path).history_limit) == (0, WRITES, WRITES)
    assert [file.name for file in tmp_path.iterdir() if file.is_file()] == [NAME]


def test_a_writer_that_does_not_end_is_told_and_not_waited_for_for_ever(tmp_path: Path) -> None:
    sets = ModelSets(tmp_path / "sets.toml")
    with only_writer(sets.path):
        with pytest.raises(TimeoutError) as told, only_writer(sets.path, 0.0):
            pytest.fail("two writers at once")
        assert (told.value.errno, told.value.filename) == (errno.ETIMEDOUT, str(sets.path))
    sets.keep(ModelSet("three", ("a", "b", "c")))
    assert [model_set.name for model_set in sets.all()] == ["three"]


def test_a_pipe_in_place_of_the_settings_does_not_hold_the_start(tmp_path: Path) -> None:
    path = tmp_path / NAME
    os.mkfifo(path)
    preferences = Preferences(path)
    preferences.set_value("threads", 4)
    assert load(path).threads == 4
    assert (tmp_path / f"{NAME}.broken").is_fifo()
