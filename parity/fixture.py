"""What the reference said about one image and one question: read and written without torch."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

FOLDER = Path(__file__).resolve().parents[1] / "tests" / "parity" / "fixtures"
IMAGE = FOLDER / "picture.png"
LARGE_IMAGE = FOLDER / "large.png"


Features = NDArray[np.float32]
"""Image features, (image tokens, width)."""


@dataclass(frozen=True, slots=True)
class Reference:
    """One family's answer by transformers, in float32 on the CPU.

    `sent_size` is the image's width and height in pixels after the reference's own resizing.
    `input_ids` holds `image_token_id` where image features stand, `row_token_id` where a row of
    them ends; `generated` are greedy tokens; `thinking` is what the template was told.
    `last_logits_scale` is the largest absolute logit of the first answer token.
    """

    family: str
    transformers: str
    image: str
    prompt: str
    sent_size: tuple[int, int]
    image_tokens: int
    image_token_id: int
    input_ids: tuple[int, ...]
    generated: tuple[int, ...]
    last_logits_scale: float
    thinking: bool = False
    row_token_id: int = -1


@dataclass(frozen=True)
class Fixture:
    """A family's GGUF pair and the reference's figures. `features`: (image tokens, width).

    `files` are the same weights and projector under other names (parity.published_names).
    """

    folder: Path
    reference: Reference
    features: NDArray[np.float16]
    logits: NDArray[np.float32]
    files: tuple[Path, Path] | None = None

    @property
    def weights(self) -> Path:
        """The text model."""
        return self.files[0] if self.files else self.folder / "model.gguf"

    @property
    def projector(self) -> Path:
        """The vision tower and its projector."""
        return self.files[1] if self.files else self.folder / "mmproj.gguf"


def families() -> tuple[str, ...]:
    """The families that have a fixture, by name."""
    return tuple(sorted(path.parent.name for path in FOLDER.glob("*/reference.json")))


def load(family: str) -> Fixture:
    """The fixture of one family. Raises OSError, ValueError."""
    folder = FOLDER / family
    data = json.loads((folder / "reference.json").read_text(encoding="utf-8"))
    lists = {key: tuple(data[key]) for key in ("sent_size", "input_ids", "generated")}
    return Fixture(
        folder=folder,
        reference=Reference(**{**data, **lists}),
        features=np.load(folder / "features.npy"),
        logits=np.load(folder / "logits.npy"),
    )


def save_tokens(folder: Path, tokens: Mapping[str, Sequence[int]]) -> None:
    """Keep how the reference's tokeniser cuts each text, without tokens added at either end."""
    lines = [f"{json.dumps(text)}: {json.dumps(list(ids))}" for text, ids in tokens.items()]
    text = "{\n" + ",\n".join(lines) + "\n}\n"
    (folder / "tokens.json").write_text(text, encoding="utf-8")


def load_tokens(family: str) -> dict[str, list[int]]:
    """What `save_tokens` kept. Raises OSError, ValueError."""
    found: dict[str, list[int]] = json.loads(
        (FOLDER / family / "tokens.json").read_text(encoding="utf-8")
    )
    return found


def save(
    folder: Path, reference: Reference, features: NDArray[np.float32], logits: NDArray[np.float32]
) -> None:
    """Write what `load` reads; the features as float16, whose rounding is below the tolerance."""
    text = json.dumps(asdict(reference), ensure_ascii=False, indent=1)
    (folder / "reference.json").write_text(text + "\n", encoding="utf-8")
    np.save(folder / "features.npy", features.astype(np.float16))
    np.save(folder / "logits.npy", logits.astype(np.float32))
