"""The wheel is whole: built, installed elsewhere, it has its resources and answers."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_the_installed_wheel_compares_images_out_of_the_box(tmp_path: Path) -> None:
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    wheel = next(tmp_path.glob("*.whl"))
    place = tmp_path / "environment"
    venv.create(place, with_pip=False)
    site = next((place / "lib").glob("python*")) / "site-packages"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(site)
    # The packages it depends on are the ones already here; vizdesk itself is only in the wheel:
    # a path in a .pth file is added as it is, so this checkout's editable install is not followed.
    (site / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n")
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONPATH"}
    python = place / "bin" / "python"

    def run(*words: str) -> str:
        return subprocess.run(
            [str(python), "-m", "vizdesk", *words],
            env=environment,
            cwd=tmp_path,
            check=True,
            capture_output=True,
            text=True,
        ).stdout

    sample = site / "vizdesk" / "resources" / "samples" / "shapes.png"
    words = ("--task", "detect", "--model", "demo-small", "--json", "-")
    found = json.loads(run("compare", str(sample), *words))
    assert found["answers"][0]["state"] == "done"
    assert str(site) in run("doctor")
