"""What the command line prints of an answer, and the image it paints of a comparison."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from vizdesk.common.formatting import dollars, number, score, seconds, token_rate
from vizdesk.comparison.models import Model
from vizdesk.comparison.tasks import Task
from vizdesk.comparison.types import Answer, AnswerState, Comparison
from vizdesk.images.decoded_image import DecodedImage
from vizdesk.services.app_services import AppServices


def print_answer(comparison: Comparison, answer: Answer) -> None:
    """Print one answer: a head line with figures, then what it says."""
    name = Path(comparison.image.path).name
    print(f"{name} · {answer.model.name} · {answer.state.value}{_figures(answer)}")
    reading = answer.reading
    for detection in reading.detections:
        box = " ".join(
            f"{value:.3f}"
            for value in (detection.box.x0, detection.box.y0, detection.box.x1, detection.box.y1)
        )
        confidence = "" if detection.score is None else f"  {score(detection.score)}"
        print(f"  {detection.label:24} {box}{confidence}")
    for label in reading.labels:
        print(f"  {label.label}" + ("" if label.score is None else f"  {score(label.score)}"))
    if answer.state is AnswerState.DONE and not reading.detections and not reading.labels:
        for line in answer.text.strip().splitlines():
            print(f"  {line}")
    for problem in answer.problems:
        print(f"  ! {problem}")


def print_estimates(
    image: DecodedImage, services: AppServices, task: Task, models: Sequence[Model]
) -> None:
    """Print what each model would be sent and billed as. Nothing is sent."""
    name, size = Path(image.ref.path).name, (image.ref.width, image.ref.height)
    for model in models:
        print(f"{name} · {model.name} · {_estimate(services, model, task, size)}")


def _estimate(services: AppServices, model: Model, task: Task, size: tuple[int, int]) -> str:
    if model.local:
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
    return "".join(f" · {part}" for part in parts)


@contextmanager
def offscreen_painting() -> Iterator[None]:
    """Have Qt ready for painting, without a display: for SVG images and for exports."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtGui import QGuiApplication

    app = QGuiApplication.instance() or QGuiApplication(["vizdesk"])
    yield
    del app
