"""Benchmark: what reading a reply of 100,000 characters costs while it grows, in CPU time.

Each reply is fed as a model writes it and a pane shows it: in pieces, with what can be shown asked
for after each. At the end the whole reply is read once more, as the runner does.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable
from pathlib import Path
from time import process_time

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from vizdesk.common import resources
from vizdesk.comparison.parsing.growing import ReplyReader
from vizdesk.comparison.parsing.reply import read
from vizdesk.comparison.profiles import Profile, load_profiles
from vizdesk.comparison.tasks import Task, TaskKind

LENGTH, PIECE, RUNS = 100_000, 60, 5
SIZE = (1600, 1000)
LIMIT_MS = 50.0


def _entries(count: int) -> str:
    return "[" + ", ".join(
        f'{{"box_2d": [{n % 800}, {n % 700}, {n % 800 + 90}, {n % 700 + 120}], '
        f'"label": "thing {n % 9}"}}'
        for n in range(count)
    )


REPLIES: dict[str, Callable[[int], str]] = {
    "gemini": _entries,
    "paligemma": lambda count: " ; ".join(
        f"<loc{n % 900:04d}><loc0100><loc1000><loc0700> thing {n % 9}" for n in range(count)
    ),
    "florence-2": lambda count: "".join(
        f"thing {n % 9}<loc_{n % 900}><loc_100><loc_950><loc_700>" for n in range(count)
    ),
    "internvl": lambda count: "".join(
        f"<ref>thing {n % 9}</ref><box>[[{n % 900}, 100, 950, 700]]</box>" for n in range(count)
    ),
    "qwen2-vl": lambda count: "".join(
        "<|object_ref_start|>thing<|object_ref_end|>"
        f"<|box_start|>({n % 900},100),(950,700)<|box_end|>"
        for n in range(count)
    ),
    "prose in gemini": lambda count: (
        "The quick brown fox jumps over the lazy dog (again). " * count
    ),
    "prose in florence-2": lambda count: (
        "cat<loc_1><loc_2><loc_300><loc_400>" + "word " * 10 * count
    ),
}


def milliseconds(profile: Profile, reply: str) -> tuple[float, float]:
    """CPU time while the reply grows, and of its reading at the end: the best of some runs."""
    task = Task(TaskKind.DETECT)
    growing, final = [], []
    for _ in range(RUNS):
        begin = process_time()
        reader = ReplyReader(task, profile, sent=SIZE, original=SIZE)
        for at in range(0, len(reply), PIECE):
            reader.feed(reply[at : at + PIECE])
            reader.reading  # noqa: B018 - what a pane shows
        grown = process_time()
        read(task, profile, reply, sent=SIZE, original=SIZE, final=True)
        growing.append(grown - begin)
        final.append(process_time() - grown)
    return min(growing) * 1000, min(final) * 1000


def main() -> int:
    """Print the figures; 1 where growing costs more than the limit."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", type=Path, help="write the figures there as well")
    options = parser.parse_args()
    profiles = load_profiles(resources.folder() / "profiles")
    figures: dict[str, dict[str, float]] = {}
    for name, reply_of in REPLIES.items():
        family = name.rpartition(" ")[2]
        reply = reply_of(4000)[:LENGTH]
        growing, final = milliseconds(profiles[family], reply)
        figures[name] = {"growing_ms": round(growing, 1), "end_ms": round(final, 1)}
        print(
            f"{name:22} {len(reply):7,} characters  growing {growing:6.1f} ms  end {final:6.1f} ms"
        )
    if options.json:
        options.json.write_text(json.dumps(figures, indent=1), encoding="utf-8")
    return 0 if all(one["growing_ms"] <= LIMIT_MS for one in figures.values()) else 1


if __name__ == "__main__":
    raise SystemExit(main())
