"""An eval suite: images, prompts and checks, in categories; and where they come from."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from vizdesk.common.messages import Message, MessageError, joined, message
from vizdesk.comparison.tasks import Task, TaskKind
from vizdesk.evals.checks import Boxes, Check

A_QUESTION = Task(TaskKind.ASK)


@dataclass(frozen=True, slots=True)
class EvalItem:
    """One image, one prompt, one check (None: answers only).

    `image` is relative to the suite's folder, with forward slashes; `sha256` is that of its file.
    An empty prompt leaves the words to each model's profile. `frame` is the page or frame of the
    image, from 0.
    """

    id: str
    category: str
    image: str
    prompt: str
    check: Check | None = None
    task: Task = A_QUESTION
    sha256: str = ""
    note: str = ""
    frame: int = 0

    @property
    def image_name(self) -> str:
        """The image, and its frame after the first, for people."""
        return f"{self.image} · {self.frame + 1}" if self.frame else self.image


class ItemOutline(NamedTuple):
    """What order, shares and statistics need of an item: a million of them are gone through fast.

    `cluster` is the place (from 0) of the first item about the same image.
    """

    id: str
    category: str
    image: str
    cluster: int
    keyed: bool


class StoredSequence(Sequence[EvalItem]):
    """Items that lie on a disk and are read as they are looked at."""

    @abstractmethod
    def outlines(self) -> Iterator[ItemOutline]:
        """The outline of each item, in their order."""

    @abstractmethod
    def checks(self) -> Iterator[tuple[str, Check]]:
        """Category and check of each item that has one, in their order."""

    @abstractmethod
    def place_of(self, item_id: str) -> int:
        """Where the item of this id stands, from 0. Raises KeyError."""

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Sequence) or len(other) != len(self):
            return False
        return all(mine == theirs for mine, theirs in zip(self, other, strict=True))

    __hash__ = None  # type: ignore[assignment]


def outlines(items: Sequence[EvalItem]) -> Iterator[ItemOutline]:
    """The outline of each item, in their order."""
    if isinstance(items, StoredSequence):
        yield from items.outlines()
        return
    first: dict[str, int] = {}
    for place, item in enumerate(items):
        cluster = first.setdefault(item.image, place)
        yield ItemOutline(item.id, item.category, item.image, cluster, item.check is not None)


def checks(items: Sequence[EvalItem]) -> Iterator[tuple[str, Check]]:
    """Category and check of each item that has one, in their order."""
    if isinstance(items, StoredSequence):
        yield from items.checks()
        return
    for item in items:
        if item.check is not None:
            yield item.category, item.check


@dataclass(frozen=True, slots=True)
class Suite:
    """A suite as read. `digest` is the SHA-256 of all that could change an answer or a verdict.

    `notes` are sentences about what was left out or taken otherwise on reading.
    """

    name: str
    title: str
    items: Sequence[EvalItem]
    categories: tuple[str, ...]
    folder: Path
    description: str = ""
    digest: str = ""
    seed: str = ""
    notes: tuple[Message, ...] = ()

    @property
    def size(self) -> int:
        """How many prompts it has."""
        return len(self.items)

    def image_of(self, item: EvalItem) -> Path:
        """Where the item's image lies."""
        return self.folder / item.image


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with a suite: its file, the line (from 1; 0: the file as a whole)."""

    file: str
    line: int
    what: Message

    @property
    def message(self) -> Message:
        """The fault in one line, with its place."""
        if not self.line:
            return message("{file}: {fault}", file=self.file, fault=self.what)
        return message(
            "{file}, line {line}: {fault}", file=self.file, line=self.line, fault=self.what
        )

    def __str__(self) -> str:
        return self.message


class SuiteError(MessageError, ValueError):
    """A suite that cannot be used; says everything that is wrong with it, at once.

    `leavable`: only images are missing or damaged; the suite opens without them where that is
    chosen.
    """

    def __init__(self, faults: tuple[Fault, ...], *, leavable: bool = False) -> None:
        super().__init__(joined((fault.message for fault in faults), "\n"))
        self.faults, self.leavable = faults, leavable


def task_for(prompt: str, check: Check | None) -> Task:
    """The comparison's task of an item: detection where boxes are checked, a question otherwise.

    A question goes through the profile's own template for questions (some families need it). For
    boxes the profile's words name the classes, unless the item has words of its own. An image
    without key and prompt is captioned.
    """
    if isinstance(check, Boxes):
        return Task(TaskKind.DETECT, classes=check.asked, prompt=prompt.strip() or None)
    if check is None and not prompt.strip():
        return Task(TaskKind.CAPTION)
    return Task(TaskKind.ASK, question=prompt)
