"""A key that is used leaves no trace: not in output, files, exports or the home folder."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.waiting import LIMIT_S

KEY = "sk-proof-0123456789abcdefghijklmnop"
SHAPES = Path(__file__).resolve().parents[2] / "resources" / "samples" / "shapes.png"


def test_a_key_is_in_no_output_file_export_or_home_folder(
    tmp_path: Path, private_home: Path
) -> None:
    # The proxy is a closed port of this machine: the key is used, and nothing leaves.
    environment = {
        **os.environ,
        "OPENAI_API_KEY": KEY,
        "HTTPS_PROXY": "http://127.0.0.1:9",
        "PYTHONFAULTHANDLER": "1",
    }
    words = ["compare", SHAPES, "--task", "detect", "--model", "gpt-5.5"]
    words += ["--json", tmp_path / "out.json", "--export", tmp_path / "out.png"]
    done = subprocess.run(
        [sys.executable, "-X", "dev", "-W", "ignore", "-m", "vizdesk", *map(str, words)],
        env=environment,
        capture_output=True,
        check=False,
        timeout=LIMIT_S,
    )
    assert done.returncode == 1
    assert b"GPT-5.5" in done.stderr
    assert (tmp_path / "out.json").exists()
    assert (tmp_path / "out.png").exists()
    written = [path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()]
    for place in (done.stdout, done.stderr, *written):
        assert KEY.encode() not in place
        assert KEY[8:].encode() not in place
