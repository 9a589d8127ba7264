"""Benchmark c: start to visible window and memory, against labelme 7 and a bare Qt window.

All in the same run, in turn, offscreen.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LABELME = ROOT / ".benchmarks" / "labelme"
PROBE = ROOT / "benchmarks" / "startup_probe.py"


def labelme_python() -> Path | None:
    """A Python with labelme 7 in an environment of its own; None where no Python 3.12 is found."""
    python = LABELME / "bin" / "python"
    if python.exists():
        return python
    newer = next(
        (found for name in ("python3.14", "python3.13", "python3.12") if (found := _find(name))),
        None,
    )
    if newer is None:
        return None
    subprocess.run([newer, "-m", "venv", str(LABELME)], check=True)
    subprocess.run([str(python), "-m", "pip", "install", "-q", "labelme>=7,<8"], check=True)
    return python


def _find(name: str) -> str | None:
    direct = shutil.which(name)
    candidates = [direct] if direct else []
    version = name.removeprefix("python")
    pyenv = Path.home() / ".pyenv" / "versions"
    candidates += [str(path / "bin" / "python") for path in sorted(pyenv.glob(f"{version}*"))]
    for candidate in candidates:
        if subprocess.run([candidate, "-c", ""], check=False, capture_output=True).returncode == 0:
            return candidate
    return None


def start_once(python: Path, target: str) -> tuple[float, float]:
    """Seconds to the painted window, and peak memory in MiB."""
    with tempfile.TemporaryDirectory() as home:
        environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "HOME": home}
        for name in ("XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME"):
            environment[name] = home
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        at = time.perf_counter()
        child = subprocess.run(
            [str(python), str(PROBE), target],
            env=environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )
        took = time.perf_counter() - at
    seen = [line for line in child.stdout.splitlines() if line.startswith("SEEN")]
    if not seen:
        raise RuntimeError(f"{target} showed no window:\n{child.stderr[-2000:]}")
    return took, int(seen[0].split()[1]) / 1024


def main() -> None:
    """Print both programs' medians and their ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", type=Path)
    parser.add_argument("--runs", type=int, default=7)
    options = parser.parse_args()
    other = labelme_python()
    programs = {
        "vizdesk": (Path(sys.executable), "vizdesk.__main__:main"),
        "bare Qt": (Path(sys.executable), "bare_window:main"),
    }
    if other is not None:
        programs["labelme"] = (other, "labelme.__main__:main")
    for program in programs.values():
        start_once(*program)
    taken: dict[str, list[tuple[float, float]]] = {name: [] for name in programs}
    for _ in range(options.runs):
        for name, program in programs.items():
            taken[name].append(start_once(*program))
    figures = {
        name: {
            "seconds": statistics.median(run[0] for run in runs),
            "mib": statistics.median(run[1] for run in runs),
        }
        for name, runs in taken.items()
    }
    for name, one in figures.items():
        print(f"{name:8} {one['seconds']:.3f} s  {one['mib']:.0f} MiB")
    to_bare = figures["vizdesk"]["seconds"] / figures["bare Qt"]["seconds"]
    print(f"ratio    {to_bare:.2f} of the time of a bare Qt window")
    if "labelme" in figures:
        time_ratio = figures["vizdesk"]["seconds"] / figures["labelme"]["seconds"]
        memory_ratio = figures["vizdesk"]["mib"] / figures["labelme"]["mib"]
        print(f"ratio    {time_ratio:.2f} of its time, {memory_ratio:.2f} of its memory")
    else:
        print("No Python 3.12 or newer here: labelme 7 could not be started for comparison.")
    if options.json:
        options.json.write_text(json.dumps(figures))


if __name__ == "__main__":
    main()
