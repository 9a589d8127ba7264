"""vizdesk writes nothing into the home folder outside the platform's own places."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.waiting import LIMIT_S

HERE = Path(__file__).parent
SHAPES = HERE.parents[1] / "resources" / "samples" / "shapes.png"
PLACES = (".config", ".local/share", ".local/state", ".cache")
QUIET = {"QT_LOGGING_RULES": "qt.qpa.*=false", "PYTHONDONTWRITEBYTECODE": "1"}


@pytest.mark.skipif(sys.platform != "linux", reason="the XDG places are Linux's")
def test_a_window_used_all_over_writes_to_config_data_and_cache_alone(tmp_path: Path) -> None:
    home, seen = tmp_path / "fresh home", tmp_path / "seen.json"
    home.mkdir()
    ours = ("XDG_", "VIZDESK_")
    inherited = {key: one for key, one in os.environ.items() if not key.startswith(ours)}
    environment = {**inherited, **QUIET, "HOME": str(home), "VIZDESK_OFFLINE": "1"}
    run = subprocess.run(
        [sys.executable, str(HERE / "offline_probe.py"), str(seen), str(SHAPES)],
        env=environment,
        cwd=tmp_path,
        capture_output=True,
        timeout=LIMIT_S,
        check=False,
    )
    assert run.returncode == 0, run.stderr.decode()
    assert seen.exists()
    written = [str(path.relative_to(home)) for path in home.rglob("*") if path.is_file()]
    outside = [one for one in written if not one.startswith(tuple(f"{p}/" for p in PLACES))]
    assert outside == []
    assert ".config/vizdesk/vizdesk.ini" in written
    assert ".config/vizdesk/settings.toml" in written
    assert ".local/share/vizdesk/history.sqlite3" in written
