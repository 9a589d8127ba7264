"""Draws the two sample sets of resources/samples/recorded: a receipt and a scene, with answers.

The answers are recorded ones, written here and marked so: they show what four models might say, so
that agreement can be looked at without any model. `.venv/bin/python -m tools.recorded_samples`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

import vizdesk
from vizdesk.common.strict_json import to_json
from vizdesk.comparison.models import EngineKind, Model, PastedReply
from vizdesk.comparison.serialization import to_record
from vizdesk.comparison.tasks import Task, TaskKind
from vizdesk.comparison.types import (
    Answer,
    AnswerState,
    Box,
    Comparison,
    Detection,
    ImageRef,
    Phase,
    Reading,
)

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "resources" / "samples" / "recorded"
FONT = ROOT / "resources" / "fonts" / "JetBrainsMono-Regular.ttf"
FINE = 2
MOMENT = datetime(2026, 11, 30, 12, tzinfo=UTC)

RECEIPT = """GREEN HILL MARKET
12 Station Road, Leeds
VAT GB 123 4567 89
23/11/2026 14:07 Till 3
Bananas 1.2kg 1.44
Oat milk 1L 1.89
Sourdough loaf 3.20
Tomatoes 500g 2.10
Coffee beans 7.95
2 x Yoghurt @0.85 1.70
SUBTOTAL 18.28
Loyalty disc. -0.90
TOTAL GBP 17.38
CARD **** 4417 17.38
Thank you, come again
Ref 0048-1187-Q3"""
CENTRED = ("GREEN", "12 Station", "VAT", "Thank", "Ref")
RULED = ("Bananas", "SUBTOTAL")
LOST = ("SUBTOTAL", "Loyalty", "CARD", "Thank")


def read_texts() -> list[str]:
    """What each model read: slips of letters and figures, one wrong digit, four lines lost."""
    kept = [line for line in RECEIPT.split("\n") if not line.startswith(LOST)]
    return [
        RECEIPT.replace("Q3", "03"),
        RECEIPT.replace("1.44", "1.41").replace("Yoghurt", "Yogurt").replace("****", "***"),
        RECEIPT.replace("Road", "Rd").replace("GBP 17.38", "GBP 17.88"),
        "\n".join(kept).replace("beans", "beams").replace("TOTAL GBP", "TOTAL"),
    ]


# Left, top, right, bottom in pixels of 960 × 600.
SIZE = (960, 600)
OBJECTS: dict[str, tuple[str, tuple[int, int, int, int]]] = {
    "worker": ("person", (372, 212, 484, 572)),
    "worker helmet": ("helmet", (396, 212, 460, 258)),
    "vest": ("vest", (394, 292, 462, 424)),
    "driver": ("person", (800, 234, 904, 566)),
    "driver helmet": ("helmet", (822, 236, 884, 278)),
    "forklift": ("forklift", (500, 250, 770, 548)),
    "extinguisher": ("extinguisher", (600, 214, 640, 292)),
    "cone": ("cone", (250, 490, 326, 578)),
    "pallet": ("pallet", (50, 452, 240, 596)),
}
SHIFTS = ((0, 0, 0, 0), (3, -3, 3, 2), (-3, 3, -2, 4), (4, 3, 5, -4))


def boxes() -> list[tuple[Detection, ...]]:
    """What each model drew: one extra box, one other word, one loose box, some missing."""
    lists = []
    missing = (
        (),
        ("extinguisher",),
        ("extinguisher", "driver helmet", "cone"),
        ("driver helmet",),
    )
    for model, (shift, left_out) in enumerate(zip(SHIFTS, missing, strict=True)):
        own = []
        for name, (label, corners) in OBJECTS.items():
            if name in left_out:
                continue
            if model == 3 and name == "forklift":
                label = "truck"
            placed = [corner + by for corner, by in zip(corners, shift, strict=True)]
            if model == 1 and name == "vest":
                placed = [placed[0] - 8, placed[1] - 22, placed[2] + 8, placed[3] + 34]
            own.append(_detection(label, placed))
        if model == 3:
            own.append(_detection("pallet jack", (450, 496, 560, 570)))
        lists.append(tuple(own))
    return lists


def _detection(label: str, corners: Sequence[float]) -> Detection:
    x0, y0, x1, y1 = corners
    width, height = SIZE
    # Four places: as finely as models write them.
    return Detection(
        label,
        Box(*(round(v, 4) for v in (x0 / width, y0 / height, x1 / width, y1 / height))),
    )


def draw_receipt(target: Path) -> None:
    """A slip of paper on a table."""
    wide, high = 620, 860
    image = Image.new("RGB", (wide * FINE, high * FINE), "#6f5a44")
    draw = ImageDraw.Draw(image)
    _box(draw, (60, 30, 560, 830), "#f8f5ee")
    font = ImageFont.truetype(FONT, 22 * FINE)
    top = 64
    for line in RECEIPT.split("\n"):
        if line.startswith(RULED):
            draw.text((310 * FINE, top * FINE), "-" * 34, "#2b2b2b", font, anchor="ma")
            top += 34
        if line.startswith(CENTRED):
            draw.text((310 * FINE, top * FINE), line, "#2b2b2b", font, anchor="ma")
        else:
            words, _, last = line.rpartition(" ")
            if line.startswith("23/11"):
                words, last = "23/11/2026 14:07", "Till 3"
            draw.text((84 * FINE, top * FINE), words, "#2b2b2b", font)
            draw.text((536 * FINE, top * FINE), last, "#2b2b2b", font, anchor="ra")
        top += 42
    image.reduce(FINE).save(target, optimize=True)


def draw_scene(target: Path) -> None:
    """A warehouse with two workers, a forklift and what stands about."""
    image = Image.new("RGB", (SIZE[0] * FINE, SIZE[1] * FINE), "#c9ccd2")
    draw = ImageDraw.Draw(image)
    _box(draw, (0, 430, 960, 600), "#8b857d")
    for across in (20, 182, 344):
        _box(draw, (across, 50, across + 12, 430), "#2f5d8a")
    for down in (180, 300, 424):
        _box(draw, (20, down, 356, down + 12), "#e0742c")
        for at in range(3):
            _box(draw, (44 + 100 * at, down - 78, 124 + 100 * at, down), "#c9a06a")
            _box(draw, (78 + 100 * at, down - 78, 90 + 100 * at, down), "#e8d8b0")
    _box(draw, (690, 70, 930, 430), "#e8eef2")
    for down in range(90, 420, 36):
        _box(draw, (690, down, 930, down + 3), "#c3cfd6")
    _forklift(draw)
    _box(draw, (606, 226, 634, 292), "#cc2a22")
    _box(draw, (612, 214, 628, 226), "#222222")
    _person(draw, (372, 212, 484, 572), "#3a5a86", "#f1f1f0")
    _box(draw, (394, 292, 462, 424), "#f06a1e")
    _box(draw, (394, 350, 462, 364), "#f2efc8")
    _person(draw, (800, 234, 904, 566), "#3f4752", "#f2c21b")
    _box(draw, (60, 452, 140, 560), "#c9a06a")
    _box(draw, (140, 480, 230, 560), "#b98d55")
    _box(draw, (50, 566, 240, 596), "#8d6239")
    cone = [(288 * FINE, 490 * FINE), (318 * FINE, 570 * FINE), (258 * FINE, 570 * FINE)]
    draw.polygon(cone, "#f05a1a")
    _box(draw, (272, 528, 304, 540), "#f4f0e6")
    _box(draw, (250, 568, 326, 578), "#d84a10")
    image.reduce(FINE).save(target, optimize=True)


def _forklift(draw: ImageDraw.ImageDraw) -> None:
    _box(draw, (560, 400, 770, 520), "#f0b91c")
    _box(draw, (640, 340, 710, 400), "#2b2b30")
    _box(draw, (528, 250, 552, 548), "#3a3a40")
    _box(draw, (500, 540, 560, 548), "#3a3a40")
    _box(draw, (590, 250, 750, 258), "#3a3a40")
    _box(draw, (742, 250, 750, 400), "#3a3a40")
    for across in (600, 735):
        _disc(draw, (across - 34, 480, across + 34, 548), "#26262a")
        _disc(draw, (across - 14, 500, across + 14, 528), "#cfcfcf")


def _person(
    draw: ImageDraw.ImageDraw, corners: tuple[int, int, int, int], clothes: str, helmet: str
) -> None:
    left, top, right, bottom = corners
    middle = (left + right) // 2
    _box(draw, (left, top + 84, right, top + 210), clothes)
    _box(draw, (left + 22, top + 210, middle - 4, bottom - 12), "#27406b")
    _box(draw, (middle + 4, top + 210, right - 22, bottom - 12), "#27406b")
    _box(draw, (left + 14, bottom - 14, right - 14, bottom), "#1e1e1e")
    _disc(draw, (middle - 26, top + 22, middle + 26, top + 84), "#b98563")
    _box(draw, (middle - 32, top + 26, middle + 32, top + 44), helmet)
    draw.pieslice([v * FINE for v in (middle - 30, top, middle + 30, top + 60)], 180, 360, helmet)


def _box(draw: ImageDraw.ImageDraw, corners: tuple[int, int, int, int], colour: str) -> None:
    draw.rectangle([corner * FINE for corner in corners], colour)


def _disc(draw: ImageDraw.ImageDraw, corners: tuple[int, int, int, int], colour: str) -> None:
    draw.ellipse([corner * FINE for corner in corners], colour)


def recorded(
    image: Path, size: tuple[int, int], task: Task, answers: Sequence[tuple[str, Reading]]
) -> Comparison:
    """The comparison of recorded answers: text and reading of each."""
    models = [
        Model(
            f"recorded-{number}",
            f"Model {number} (recorded)",
            EngineKind.PASTED,
            PastedReply(),
            profile="openai",
            description="A recorded answer of vizdesk's samples; no model was asked.",
        )
        for number in range(1, len(answers) + 1)
    ]
    digest = hashlib.sha256(image.read_bytes()).hexdigest()
    return Comparison(
        id=f"sample-{image.stem}",
        created=MOMENT,
        version=vizdesk.__version__,
        image=ImageRef(image.name, digest, *size),
        task=task,
        answers=tuple(
            Answer(model, AnswerState.DONE, Phase.WRITING, text=text, reading=reading)
            for model, (text, reading) in zip(models, answers, strict=True)
        ),
    )


def comparisons() -> list[Comparison]:
    """Both sample sets; their images must be drawn."""
    receipt, scene = FOLDER / "receipt.png", FOLDER / "scene.png"
    classes = tuple(dict.fromkeys(label for label, _ in OBJECTS.values()))
    drawn = [
        (
            to_json(
                [
                    {
                        "label": detection.label,
                        "box_2d": [
                            round(1000 * v)
                            for v in (
                                detection.box.x0,
                                detection.box.y0,
                                detection.box.x1,
                                detection.box.y1,
                            )
                        ],
                    }
                    for detection in own
                ]
            ),
            Reading(detections=own),
        )
        for own in boxes()
    ]
    return [
        recorded(
            receipt,
            (620, 860),
            Task(TaskKind.READ_TEXT),
            [(text, Reading()) for text in read_texts()],
        ),
        recorded(scene, SIZE, Task(TaskKind.DETECT, classes=classes), drawn),
    ]


def main() -> None:
    """Draw both images and write their answers beside them."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    draw_receipt(FOLDER / "receipt.png")
    draw_scene(FOLDER / "scene.png")
    for comparison in comparisons():
        target = FOLDER / f"{Path(comparison.image.path).stem}.json"
        target.write_text(to_json(to_record(comparison), indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
