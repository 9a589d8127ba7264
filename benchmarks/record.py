"""Every benchmark, one after the other: what they print, and docs/bench.json and docs/bench.md.

The machine, the day and the commit stand with the figures. A part that is over its target is said
to be; the others are measured all the same. On an otherwise idle machine: `make bench`.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / ".benchmarks"
PARTS: dict[str, tuple[str, ...]] = {
    "llama_speed": (),
    "startup": (),
    "streaming": (),
    "streaming prose": ("--prose",),
    "streaming growth": ("--growth",),
    "canvas": (),
    "opening": (),
    "many_images": ("--counts", "2", "40"),
    "many_images 300": ("--counts", "300"),
    "everyday": (),
    "reading": (),
    "agreement": (),
}
WRITES_JSON = frozenset({"llama_speed", "startup", "streaming", "many_images", "reading"})


def machine() -> dict[str, str]:
    """What the figures were measured on, when, and of which commit."""
    lines = Path("/proc/cpuinfo").read_text().splitlines() if sys.platform == "linux" else []
    models = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    commit = subprocess.run(
        ["git", "describe", "--always", "--dirty"],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
    ).stdout.strip()
    return {
        "processor": models[0] if models else platform.processor(),
        "cores": str(os.cpu_count()),
        "system": f"{platform.system()} {platform.release()}",
        "python": platform.python_version(),
        "load": f"{os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "unknown",
        "date": datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC"),
        "commit": commit or "unknown",
    }


def run_part(name: str) -> tuple[object, bool]:
    """The figures of a part (None where it has none), and whether it kept its targets."""
    module = name.partition(" ")[0]
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "figures.json"
        command = [sys.executable, "-m", f"benchmarks.{module}", *PARTS[name]]
        command += ["--json", str(file)] if module in WRITES_JSON else []
        done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False, cwd=ROOT)
        print(done.stdout, flush=True)
        text = file.read_text(encoding="utf-8") if file.exists() else _last_json(done.stdout)
    return (json.loads(text) if text else None), done.returncode == 0


def _last_json(printed: str) -> str:
    """The JSON object that a part printed, on one line or on many."""
    begin, end = printed.find("{"), printed.rfind("}")
    return printed[begin : end + 1] if 0 <= begin < end else ""


def rows(figures: object, name: str = "") -> Iterator[tuple[str, str]]:
    """Every figure with the names that lead to it."""
    if isinstance(figures, Mapping):
        for key, value in figures.items():
            yield from rows(value, f"{name}, {key}" if name else str(key))
    elif isinstance(figures, list):
        for at, value in enumerate(figures):
            yield from rows(value, f"{name} {at + 1}")
    else:
        yield name, f"{figures:,.4g}" if isinstance(figures, float) else str(figures)


def table(results: Mapping[str, object]) -> str:
    """All figures as Markdown."""
    facts = results["machine"]
    assert isinstance(facts, Mapping)
    lines = [
        "# Figures of one run",
        "",
        "Written by `make bench`; what they mean stands in [benchmarks.md](benchmarks.md).",
        "",
        f"{facts['processor']}, {facts['cores']} cores, {facts['system']}, "
        f"Python {facts['python']}, load {facts['load']} before it began; {facts['date']}, "
        f"commit {facts['commit']}.",
        "",
        "| part | figure | value |",
        "| --- | --- | --- |",
    ]
    parts, over = results["parts"], results["over_target"]
    assert isinstance(parts, Mapping)
    assert isinstance(over, list)
    for part, figures in parts.items():
        mark = f"{part} (over its target)" if part in over else part
        lines += [f"| {mark} | {name} | {value} |" for name, value in rows(figures)]
    return "\n".join(lines) + "\n"


def main() -> int:
    """Measure all parts, or those that are named."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"of {', '.join(PARTS)}")
    parser.add_argument(
        "--record", action="store_true", help="write docs/bench.json, not .benchmarks/bench.json"
    )
    options = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    folder = ROOT / "docs" if options.record else FOLDER
    folder.mkdir(exist_ok=True)
    file = folder / "bench.json"
    results = json.loads(file.read_text(encoding="utf-8")) if file.exists() else {}
    results["machine"] = machine()
    parts, over = dict(results.get("parts", {})), set(results.get("over_target", []))
    for name in options.parts or PARTS:
        print(f"\n— {name}", flush=True)
        parts[name], kept = run_part(name)
        (over.discard if kept else over.add)(name)
    results |= {"parts": parts, "over_target": sorted(over)}
    file.write_text(json.dumps(results, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    file.with_suffix(".md").write_text(table(results), encoding="utf-8")
    print(f"\nWritten: {file} and {file.with_suffix('.md')}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
