"""“Open with vizdesk” on macOS comes as an event to the application, not on the command line."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from pathlib import Path

from tests.waiting import LIMIT_S, wait_for

from vizdesk.common import resources

PROBE = Path(__file__).parent / "window_probe.py"


def test_an_image_that_the_system_hands_over_is_opened(tmp_path: Path) -> None:
    state = tmp_path / "state.json"
    shapes = str(resources.folder() / "samples" / "shapes.png")
    state.with_suffix(".open").write_text(shapes)
    program = subprocess.Popen([sys.executable, str(PROBE), str(state)], stderr=subprocess.PIPE)
    opened = wait_for(lambda: state.exists() and json.loads(state.read_text())["image"])
    program.send_signal(signal.SIGTERM)
    _, stderr = program.communicate(timeout=LIMIT_S)
    assert opened == shapes
    assert program.returncode == 0, stderr.decode()
