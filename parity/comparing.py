"""One row of the parity table: what our worker said beside what the reference said."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from parity import fixture

IMAGE = -1
ROOT = Path(__file__).resolve().parents[1]


@dataclass(frozen=True, slots=True)
class Row:
    """Figures of one family. Differences are shares: of the largest feature, the largest logit.

    `feature_rms` is the root mean square difference over the features' standard deviation. Feature
    figures are None where the number of image tokens differs. `same_steps` counts the greedy tokens
    that are equal before the first that is not, of `steps`; `text` is what our tokens spell.
    """

    family: str
    sent_size: tuple[int, int]
    size_equal: bool
    image_tokens: int
    tokens_equal: bool
    feature_difference: float | None
    feature_rms: float | None
    logit_difference: float
    same_steps: int
    steps: int
    text: str


def compare(family: str, *, alone: bool = False, nan_memory: bool = False) -> Row:
    """Run the probe on one fixture (see parity.probe). Raises CalledProcessError when it dies."""
    made = fixture.load(family)
    reference = made.reference
    with tempfile.TemporaryDirectory() as folder:
        figures = Path(folder) / "figures.npz"
        command = [sys.executable, "-m", "parity.probe", family, str(figures)]
        command += ["--alone"] * alone + ["--nan-memory"] * nan_memory
        subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
        with np.load(figures) as found:
            ours = dict(found)
    inside = (reference.image_token_id, reference.row_token_id)
    wanted = [IMAGE if one in inside else one for one in reference.input_ids]
    got = [int(our) for our in ours["tokens"]]
    size = (int(ours["sent_size"][0]), int(ours["sent_size"][1]))
    difference, rms = _features(made.features.astype(np.float32), ours["features"])
    count = min(len(made.logits), len(ours["logits"]))
    logits = np.abs(ours["logits"][:count] - made.logits[:count]).max()
    return Row(
        family=family,
        sent_size=size,
        size_equal=size == reference.sent_size,
        image_tokens=got.count(IMAGE),
        tokens_equal=got == wanted,
        feature_difference=difference,
        feature_rms=rms,
        logit_difference=float(logits / reference.last_logits_scale),
        same_steps=_same(ours["greedy"].tolist(), reference.generated),
        steps=len(reference.generated),
        text=ours["text"].tobytes().decode("utf-8", "replace"),
    )


def _features(wanted: fixture.Features, got: fixture.Features) -> tuple[float | None, float | None]:
    if wanted.shape != got.shape:
        return None, None
    difference = np.abs(wanted - got)
    rms = np.sqrt((difference**2).mean()) / wanted.std()
    return float(difference.max() / np.abs(wanted).max()), float(rms)


def _same(ours: list[int], wanted: tuple[int, ...]) -> int:
    pairs = zip(ours, wanted, strict=True)
    return next((at for at, (a, b) in enumerate(pairs) if a != b), len(wanted))
