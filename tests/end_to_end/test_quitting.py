"""Closing at any moment is clean: no crash, no word on stderr, no process left."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.processes import alive, descendants
from tests.waiting import LIMIT_S, wait_for

HERE = Path(__file__).parent
SHAPES = HERE.parents[1] / "resources" / "samples" / "shapes.png"


@pytest.mark.skipif(sys.platform != "linux", reason="looks at /proc for what is left running")
@pytest.mark.parametrize("seed", range(5))
def test_a_window_that_is_closed_while_models_run_leaves_nothing(seed: int, tmp_path: Path) -> None:
    state = tmp_path / "state.json"
    program = subprocess.Popen(
        [sys.executable, str(HERE / "window_probe.py"), str(state), str(SHAPES), "--run-at-once"],
        env={**os.environ, "QT_LOGGING_RULES": "qt.qpa.*=false"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    wait_for(state.exists, "the window")
    time.sleep(random.Random(seed).uniform(0.0, 1.2))
    workers = descendants(program.pid)
    program.send_signal(signal.SIGTERM)
    _, stderr = program.communicate(timeout=LIMIT_S)
    words = [line for line in stderr.decode().splitlines() if "propagateSizeHints" not in line]
    assert program.returncode == 0
    assert words == []
    assert not [pid for pid in workers if alive(pid)]
