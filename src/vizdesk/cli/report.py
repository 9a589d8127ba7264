"""What the command line prints of an answer, and the image it paints of a comparison."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from vizdesk.common.formatting import dollars, number, score, seconds, token_rate
from vizdesk.common.strict_json import to_json
from vizdesk.common.terminal import shown_json
from vizdesk.comparison.models import Model
from vizdesk.comparison.sent_image import sent_image
from vizdesk.comparison.tasks import Task
from vizdesk.comparison.types import (
    Answer,
    AnswerState,
    Comparison,
    Detection,
    Reading,
)
from vizdesk.export.text.detection_figures import kind_of, place_of
from vizdesk.export.text.reply_excerpt import excerpt_words
from vizdesk.images.decoded_image import DecodedImage
from vizdesk.services.app_services import AppServices


def print_answer(comparison: Comparison, answer: Answer) -> None:
    """Print one answer: a head line with figures, then what it says."""
    name = comparison.image.name
    print(f"{name} · {answer.model.name} · {answer.state.value}{_figures(answer)}")
    read = list(_read_lines(answer.reading))
    for line in read:
        print(f"  {line}")
    if read:
        words = excerpt_words(answer.text, "--json") if answer.text.strip() else ""
        for line in words.splitlines():
            print(f"  > {line}")
    elif answer.state is AnswerState.DONE:
        for line in answer.text.strip().splitlines():
            print(f"  {line}")
    for problem in answer.problems:
        print(f"  ! {problem}")


def print_reading(
    text: str, reading: Reading, problems: Sequence[str], size: tuple[int, int]
) -> None:
    """Print what was read of a saved reply, with the reply beside it; boxes also in pixels."""
    wide, high = size
    for line in _read_lines(reading):
        print(line)
    for detection in reading.detections:
        box = detection.box
        corners = (box.x0 * wide, box.y0 * high, box.x1 * wide, box.y1 * high)
        print(f"{detection.label:24} {' '.join(f'{corner:.0f}' for corner in corners)} px")
    for line in excerpt_words(text, "REPLY").splitlines() if text.strip() else ():
        print(f"> {line}")
    for problem in problems:
        print(f"! {problem}")


def _read_lines(reading: Reading) -> Iterator[str]:
    """What was read of a reply; the reply itself stands beside it."""
    for detection in reading.all_detections:
        kind = "" if isinstance(detection, Detection) else f"  {kind_of(detection)}"
        place = " ".join(f"{value:.3f}" for value in place_of(detection))
        confidence = "" if detection.score is None else f"  {score(detection.score)}"
        yield f"{detection.label:24} {place}{confidence}{kind}"
    for label in reading.labels:
        yield label.label + ("" if label.score is None else f"  {score(label.score)}")
    if isinstance(reading.value, int):
        yield number(reading.value)
    elif reading.value is not None:
        yield to_json(reading.value)


def print_estimates(
    image: DecodedImage, services: AppServices, task: Task, models: Sequence[Model]
) -> None:
    """Print what each model would be sent and billed as. Nothing is sent."""
    name, size = image.ref.name, (image.ref.width, image.ref.height)
    for model in models:
        print(f"{name} · {model.name} · {_estimate(services, model, task, size)}")


def _estimate(services: AppServices, model: Model, task: Task, size: tuple[int, int]) -> str:
    if model.free:
        return "on this machine, nothing is billed"
    estimate = services.comparisons.estimate_before(model, task, size)
    if estimate is None or estimate.input_tokens is None:
        return "not known how this server counts images"
    words = f"≈ {number(estimate.image_tokens)} image tokens, {number(estimate.input_tokens)} in, "
    words += f"about {number(estimate.output_tokens)} out"
    return words if estimate.cost_usd is None else f"{words}, ≈ {dollars(estimate.cost_usd)}"


def _figures(answer: Answer) -> str:
    usage = answer.usage
    parts = []
    if answer.timing.ttft_s is not None:
        parts.append(f"first word {seconds(answer.timing.ttft_s)}")
    if answer.timing.tokens_per_s is not None:
        parts.append(token_rate(answer.timing.tokens_per_s))
    if usage.output_tokens is not None:
        parts.append(f"tokens {number(usage.input_tokens)} → {number(usage.output_tokens)}")
    if answer.cost_usd:
        parts.append(dollars(answer.cost_usd))
    image = sent_image(answer)
    if image:
        parts.append(f"image {image}")
    return "".join(f" · {part}" for part in parts)


def print_json(value: Any, *, flush: bool = False) -> None:  # noqa: ANN401 - any JSON value
    """Print a line of JSON; with escapes where the terminal's letters are not Unicode's."""
    unicode = (sys.stdout.encoding or "").lower().replace("-", "").startswith("utf")
    print(shown_json(to_json(value, ascii_only=not unicode)), flush=flush)


def say_notices(services: AppServices) -> None:
    """Say what the history had to tell: that it was damaged, and what became of it."""
    for notice in services.history.take_notices():
        print(f"vizdesk: {notice}", file=sys.stderr)


def error_words(error: OSError) -> str:
    """What the system says went wrong, with the file it is about."""
    why = f"{error.strerror or error}."
    return (
        f"{os.fsdecode(error.filename)}: {why}" if isinstance(error.filename, str | bytes) else why
    )


@contextmanager
def offscreen_painting() -> Iterator[None]:
    """Have Qt ready for painting, without a display: for SVG images and for exports."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtGui import QGuiApplication

    app = QGuiApplication.instance() or QGuiApplication(["vizdesk"])
    yield
    del app
