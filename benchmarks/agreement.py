"""Benchmark h: agreement of many boxes and of long texts, off the Qt thread (docs/agreement.md)."""

from __future__ import annotations

import json
import random
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.everyday import best_of
from vizdesk.analysis.agreement_options import USUAL_OPTIONS
from vizdesk.analysis.box_agreement import agree_on_boxes
from vizdesk.analysis.box_fusion import fused_boxes
from vizdesk.analysis.text_agreement import agree_on_texts
from vizdesk.comparison.types import Box, Detection

TARGETS_S = {
    "8 models × 300 boxes agreed": 0.020,
    "8 models × 3,000 boxes agreed": 1.0,
    "8 models × 3,000 boxes fused": 2.0,
    "four texts of 20,000 characters aligned, CER and WER": 0.5,
}
MODELS = 8


def detections(count: int) -> list[list[Detection]]:
    """Each model sees the same grid of objects, its corners off by up to 5 % of an object."""
    draw = random.Random(1)
    side = int(count**0.5) + 1
    lists = []
    for _ in range(MODELS):
        own = []
        for at in range(count):
            x, y = (at % side) / side, (at // side) / side
            left, top, right, bottom = (
                corner + draw.uniform(-0.05, 0.05) * 0.9 / side
                for corner in (x, y, x + 0.9 / side, y + 0.9 / side)
            )
            own.append(Detection(f"class {at % 7}", Box(left, top, right, bottom)))
        lists.append(own)
    return lists


def texts(characters: int) -> list[str]:
    """Four readings of one text: 1 % of the characters wrong, 2 % of the lines lost in each."""
    draw = random.Random(1)
    words = ["".join(draw.choices("abcdefghijklmnop", k=draw.randint(2, 9))) for _ in range(400)]
    lines: list[str] = []
    while sum(map(len, lines)) + len(lines) < characters:
        lines.append(" ".join(draw.choices(words, k=7)))
    return [
        "\n".join(
            "".join(letter if draw.random() > 0.01 else draw.choice("xyz") for letter in line)
            for line in lines
            if draw.random() > 0.02
        )
        for _ in range(4)
    ]


def main() -> int:
    """Print the figures as JSON; 1 when one is over its target."""
    few, many, read = detections(300), detections(3_000), texts(20_000)
    figures = {
        "8 models × 300 boxes agreed": best_of(lambda: agree_on_boxes(few, USUAL_OPTIONS)),
        "8 models × 3,000 boxes agreed": best_of(lambda: agree_on_boxes(many, USUAL_OPTIONS)),
        "8 models × 3,000 boxes fused": best_of(lambda: fused_boxes(many, 0.5), 2),
        "four texts of 20,000 characters aligned, CER and WER": best_of(
            lambda: agree_on_texts(read, USUAL_OPTIONS.rules, 0)
        ),
    }
    rounded = {what: round(seconds, 4) for what, seconds in figures.items()}
    print(json.dumps(rounded, indent=1, ensure_ascii=False))
    over = [what for what, seconds in figures.items() if seconds > TARGETS_S[what]]
    if over:
        print("over target:", ", ".join(over))
    return 1 if over else 0


if __name__ == "__main__":
    sys.exit(main())
