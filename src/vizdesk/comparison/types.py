"""The values a comparison is made of: image, detection, label, answer, comparison. All frozen."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from pathlib import PurePath
from typing import Any, TypeAlias

from vizdesk.common.messages import EMPTY, Message, joined
from vizdesk.comparison.error_scope import ErrorScope
from vizdesk.comparison.judgements import Judgement
from vizdesk.comparison.models import Model
from vizdesk.comparison.tasks import Task


@dataclass(frozen=True, slots=True)
class Box:
    """A bounding box in 0..1 of the upright image, `x0 <= x1`, `y0 <= y1`, origin top left."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def area(self) -> float:
        """Share of the image's area, 0..1."""
        return (self.x1 - self.x0) * (self.y1 - self.y0)


@dataclass(frozen=True, slots=True)
class Detection:
    """One object a model says it sees. `score` is None when the model gave none (most do)."""

    label: str
    box: Box
    score: float | None = None


@dataclass(frozen=True, slots=True)
class Label:
    """One class a model gives the whole image, with its own confidence 0..1 if it gave one."""

    label: str
    score: float | None = None


@dataclass(frozen=True, slots=True)
class PointDetection:
    """One object a model points at: `x` and `y` in 0..1 of the upright image, origin top left."""

    label: str
    x: float
    y: float
    score: float | None = None


@dataclass(frozen=True, slots=True)
class PolygonDetection:
    """The outline of one object: at least three vertices (x, y) in 0..1 of the upright image.

    The ring is closed by itself: the last vertex is not the first one again.
    """

    label: str
    vertices: tuple[tuple[float, float], ...]
    score: float | None = None

    @property
    def bounds(self) -> Box:
        """The upright box around the outline."""
        across, down = zip(*self.vertices, strict=True)
        return Box(min(across), min(down), max(across), max(down))


AnyDetection: TypeAlias = Detection | PointDetection | PolygonDetection
"""One object with its place in the image: a box, a point or an outline."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What the parser understood of a reply. The raw reply itself stays in `Answer.text`.

    `value` is the count (int), or the object of a structured answer (dict), else None.
    `problems` are sentences for people: "3 of 7 entries used: 4 have no label".
    """

    detections: tuple[Detection, ...] = ()
    labels: tuple[Label, ...] = ()
    value: Any = None
    problems: tuple[str, ...] = ()
    points: tuple[PointDetection, ...] = ()
    polygons: tuple[PolygonDetection, ...] = ()

    @property
    def all_detections(self) -> tuple[AnyDetection, ...]:
        """Boxes, points, outlines, in this order; panes, tables and exports count through them."""
        return (*self.detections, *self.points, *self.polygons)


@dataclass(frozen=True, slots=True)
class Usage:
    """Tokens as the engine counted them; None where it did not say. Output includes reasoning."""

    input_tokens: int | None = None
    output_tokens: int | None = None
    reasoning_tokens: int | None = None
    image_tokens: int | None = None
    cached_tokens: int | None = None


@dataclass(frozen=True, slots=True)
class Timing:
    """Seconds, as measured; None where it does not apply or was not measured.

    `ttft_s` runs from the moment the model was asked (loaded, its turn come) to the first text.
    `tokens_per_s` is output tokens per second after the first one. `load_s` is 0 for a warm model.
    """

    load_s: float | None = None
    encode_s: float | None = None
    prefill_s: float | None = None
    ttft_s: float | None = None
    total_s: float | None = None
    tokens_per_s: float | None = None


@dataclass(frozen=True, slots=True)
class ImageRef:
    """Which image was asked about: its file, that file's SHA-256, its upright size in pixels.

    `frame` is the page or frame of the file, counted from 0, of its `frames`.
    """

    path: str
    sha256: str
    width: int
    height: int
    frame: int = 0
    frames: int = 1

    @property
    def key(self) -> str:
        """What tells two images apart: the file's SHA-256, and the frame after the first."""
        return f"{self.sha256}#{self.frame + 1}" if self.frame else self.sha256

    @property
    def file_name(self) -> str:
        """The file's name without its folders, those of Windows included."""
        return self.path.replace("\\", "/").rsplit("/", 1)[-1]

    @property
    def name(self) -> str:
        """What the image is called: its file, and which frame where there are several."""
        if self.frames <= 1:
            return self.file_name
        return f"{self.file_name} · {self.frame + 1}/{self.frames}"

    @property
    def stem(self) -> str:
        """What files made of this image are called: its file's stem, and the frame after the first.

        Annotations lie beside their image by its name.
        """
        stem = PurePath(self.file_name).stem
        return f"{stem}-frame-{self.frame + 1}" if self.frame else stem


@dataclass(frozen=True, slots=True)
class SentImage:
    """The bytes one model was given: upright, without metadata, at a recorded size in pixels.

    `overview` is the whole image once more, small, for a model that looks at tiles and at that.
    """

    data: bytes = field(repr=False)
    media_type: str
    width: int
    height: int
    overview: bytes = field(default=b"", repr=False)


@dataclass(frozen=True, slots=True)
class Sent:
    """What exactly was sent to a model, for the record (never the image, never a key).

    Width and height in pixels; `media_type` and `image_bytes` are the image file's, empty and None
    in records of earlier editions.
    """

    width: int
    height: int
    prompt: str
    sampling: dict[str, Any]
    media_type: str = ""
    image_bytes: int | None = None


class AnswerState(Enum):
    """Where an answer stands. The values are those of the JSON format."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    STOPPED = "stopped"
    UNSUPPORTED = "unsupported"

    @property
    def final(self) -> bool:
        """Whether nothing more will come."""
        return self not in (AnswerState.QUEUED, AnswerState.RUNNING)


class Phase(Enum):
    """What a running model is doing."""

    WAITING = "waiting"
    QUEUED = "waiting for a slot"
    RETRYING = "waiting to try again"
    LOADING = "loading"
    READING_IMAGE = "reading the image"
    READING_PROMPT = "reading the prompt"
    THINKING = "thinking"
    WRITING = "writing"


class FinishReason(Enum):
    """Why the model stopped writing. The values are those of the JSON format."""

    STOP = "stop"
    LENGTH = "length"
    REPETITION = "repetition"
    CONTENT_FILTER = "content_filter"
    ABORTED = "aborted"  # by whoever ran it, in the middle
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class Failure:
    """Why there is no answer: what happened, what to do about it, and details for a report.

    `scope` says whom it concerns, to whoever asks on; None where nobody knows, as after reading
    it from a file. `charged`: the server may have worked on the answer, and bill it.
    """

    what: Message
    todo: Message = EMPTY
    details: str = ""
    scope: ErrorScope | None = field(default=None, compare=False)
    charged: bool = field(default=False, compare=False)

    @property
    def message(self) -> Message:
        """What happened and what to do, one after the other."""
        return joined((self.what, self.todo))

    def __str__(self) -> str:
        return self.message


@dataclass(frozen=True, slots=True)
class Answer:
    """All one model has said so far about one image and task; final when `state.final`."""

    model: Model
    state: AnswerState = AnswerState.QUEUED
    phase: Phase = Phase.WAITING
    progress: float | None = None
    text: str = ""
    thinking: str = ""
    reading: Reading = Reading()
    notices: tuple[Message, ...] = ()
    usage: Usage = Usage()
    timing: Timing = Timing()
    cost_usd: float | None = None
    finish_reason: FinishReason | None = None
    failure: Failure | None = None
    sent: Sent | None = None
    served: str = ""
    """The dated id that a server said it answered with (“gpt-5.4-2026-03-05”); empty if none."""
    device: str = ""
    """What a local model was computed on: CPU, or the GPU's name; empty where it is not known."""

    @property
    def problems(self) -> tuple[str, ...]:
        """What the reader should know: parse problems first, then what happened on the way."""
        return self.reading.problems + self.notices


@dataclass(frozen=True, slots=True)
class Comparison:
    """One image, one task, N models. Window, command line, history and export speak of this."""

    id: str
    created: datetime
    version: str
    image: ImageRef
    task: Task
    answers: tuple[Answer, ...]
    class_colours: tuple[tuple[str, str], ...] = ()
    """The colour (#RRGGBB) of each class where the window gave it one; exports paint the same."""
    judgements: tuple[tuple[str, Judgement], ...] = ()
    """What a person said of the answers, by model id."""

    def judgement_of(self, answer: Answer) -> Judgement:
        """The vote and the note on one of the answers; empty where nothing was said."""
        return dict(self.judgements).get(answer.model.id, Judgement())


def class_names(task: Task, answers: Iterable[Answer]) -> tuple[str, ...]:
    """Every class once: the asked ones first, then those that were found, in their order."""
    names = list(task.classes)
    for answer in answers:
        names += [detection.label for detection in answer.reading.all_detections]
        names += [label.label for label in answer.reading.labels]
    return tuple(dict.fromkeys(names))
