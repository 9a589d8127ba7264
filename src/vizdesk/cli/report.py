"""What the command line prints of an answer, and the image it paints of a comparison."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from vizdesk.comparison.models import Model
from vizdesk.comparison.tasks import Task
from vizdesk.comparison.types import Answer, AnswerState, Comparison, Usage
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
        score = "" if detection.score is None else f"  {detection.score:.2f}"
        print(f"  {detection.label:24} {box}{score}")
    for label in reading.labels:
        print(f"  {label.label}" + ("" if label.score is None else f"  {label.score:.2f}"))
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
    found = services.comparisons.estimate_before(model, task, size)
    if found is None or found.input_tokens is None:
        return "not known how this server counts images"
    words = f"≈ {found.image_tokens:,} image tokens, {found.input_tokens:,} in, "
    words += f"about {found.output_tokens:,} out"
    return words if found.cost_usd is None else f"{words}, ≈ ${found.cost_usd:.4f}"


def _figures(answer: Answer) -> str:
    parts = []
    if answer.timing.ttft_s is not None:
        parts.append(f"first word {answer.timing.ttft_s:.3f} s")
    if answer.timing.tokens_per_s is not None:
        parts.append(f"{answer.timing.tokens_per_s:.0f} tok/s")
    if answer.usage != Usage() and answer.usage.output_tokens is not None:
        parts.append(f"tokens {answer.usage.input_tokens} → {answer.usage.output_tokens}")
    if answer.cost_usd:
        parts.append(f"${answer.cost_usd:.4f}")
    return "".join(f" · {part}" for part in parts)


@contextmanager
def offscreen_painting() -> Iterator[None]:
    """Have Qt ready for painting, without a display: for SVG images and for exports."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtGui import QGuiApplication

    app = QGuiApplication.instance() or QGuiApplication(["vizdesk"])
    yield
    del app
