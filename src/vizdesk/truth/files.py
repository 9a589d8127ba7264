"""Truth read from files of annotations and from suites: by image, found by hash or by name."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PureWindowsPath

from vizdesk.common.messages import Message, message
from vizdesk.comparison.tasks import TaskKind
from vizdesk.comparison.types import Detection, ImageRef
from vizdesk.evals.checks import Boxes, CharacterError, Exact, Fields, Text
from vizdesk.evals.loaders import open_suite
from vizdesk.evals.loaders.annotated_images import AnnotatedImage
from vizdesk.evals.loaders.loader_context import LoaderContext
from vizdesk.evals.loaders.registry import LOADERS
from vizdesk.evals.loaders.suite_loader import SuiteLoader
from vizdesk.evals.suite import EvalItem, Fault, SuiteError
from vizdesk.truth.image_truth import (
    READ_PROMPT,
    ExpectedAnswer,
    ExpectedText,
    ImageTruth,
    Origin,
    TrueThing,
    merged,
)


@dataclass(frozen=True, slots=True)
class TruthFile:
    """What was read: a truth for each image, and sentences about what was left out.

    An image that is not there has no SHA-256; its truth is found by the file's name.
    """

    truths: tuple[ImageTruth, ...]
    notes: tuple[Message, ...] = ()


def read_truth(path: Path) -> TruthFile:
    """The truth at `path`: a file or folder of annotations, or a suite.

    COCO, YOLO, Pascal VOC and LabelMe keep crowds and areas, and need no image (YOLO does); every
    other layout is read as the suite it is. Raises SuiteError with every fault.
    """
    try:
        context = LoaderContext(
            path.absolute() if path.is_dir() else path.absolute().parent, skip_missing=True
        )
        found = _annotations_at(path, context)
    except OSError as error:
        why = message("cannot be read: {why}.", why=error.strerror or str(error))
        raise SuiteError((Fault(path.name, 0, why),)) from None
    if found is None:
        return _of_suite(path)
    loader, file = found
    assert loader.annotations is not None
    annotations = loader.annotations(context, file)
    truths = [_truth_of(context, image, path.name) for image in annotations.images]
    context.finish()
    known = tuple(_merged(truth for truth in truths if truth is not None))
    if not known:
        raise SuiteError((Fault(path.name, 0, message("holds no annotation with a box.")),))
    return TruthFile(known, tuple(context.notes))


def _annotations_at(path: Path, context: LoaderContext) -> tuple[SuiteLoader, str] | None:
    """The layout of annotations and its file; None where it is another suite, or nothing."""
    for loader in LOADERS:
        if path.is_file():
            file = path.name if loader.reads(context, path.name) else None
        else:
            file = loader.find(context) if path.is_dir() else None
        if file is not None:
            return (loader, file) if loader.annotations is not None else None
    return None


def _truth_of(context: LoaderContext, image: AnnotatedImage, source: str) -> ImageTruth | None:
    """The truth of one annotated image; None after a fault."""
    if not isinstance(image.image, str) or not image.image.strip():
        context.fault(image.file, image.line, message("names no image."))
        return None
    place = context.image(image.image, image.file, image.line, anywhere=True)
    size = image.size or (None if place is None else _size(context.folder / place))
    if size is None:
        context.fault(
            image.file, image.line, message("the image {name} is missing.", name=image.image)
        )
        return None
    name = str(context.folder / place) if place is not None else image.image
    sha256 = "" if place is None else context.hashes[place]
    areas: Sequence[float | None] = image.areas or [None] * len(image.detections)
    things = [
        TrueThing(_upright(detection), Origin.IMPORTED, source, area_px=area)
        for detection, area in zip(image.detections, areas, strict=True)
    ]
    things += [TrueThing(crowd, Origin.IMPORTED, source, crowd=True) for crowd in image.crowds]
    ref = ImageRef(name, sha256, round(size[0]), round(size[1]))
    return ImageTruth(ref, tuple(things))


def _upright(detection: Detection) -> Detection:
    return replace(detection, score=None)


def _size(path: Path) -> tuple[float, float] | None:
    from vizdesk.images.errors import ImageError
    from vizdesk.images.opening import measure

    try:
        width, height, _ = measure(path)
    except ImageError:
        return None
    return width, height


def _merged(truths: Iterable[ImageTruth]) -> list[ImageTruth]:
    """One truth an image; objects of entries of the same image are put together."""
    by_image: dict[str, ImageTruth] = {}
    for truth in truths:
        key = truth.image.sha256 or truth.image.path
        before = by_image.get(key)
        if before is None:
            by_image[key] = truth
            continue
        both = (*(before.objects or ()), *(truth.objects or ()))
        objects = None if before.objects is None and truth.objects is None else both
        by_image[key] = replace(merged(before, truth), objects=objects)
    return list(by_image.values())


# --- Suites ---------------------------------------------------------------------------------------
def _of_suite(path: Path) -> TruthFile:
    suite = open_suite(path, "?", skip_missing=True)
    truths: dict[str, ImageTruth] = {}
    unread = 0
    for item in suite.items:
        size = _size(suite.image_of(item))
        if item.check is None or size is None:
            unread += 1
            continue
        ref = ImageRef(
            str(suite.image_of(item)),
            item.sha256,
            round(size[0]),
            round(size[1]),
            item.frame,
            item.frame + 1 if item.frame else 1,
        )
        truth = _of_item(ImageTruth(ref), item, path.name)
        before = truths.get(ref.key)
        truths[ref.key] = truth if before is None else merged(before, truth)
    notes = list(suite.notes)
    if unread:
        notes.append(message("{n} of its items say nothing that is right.", n=unread))
    if not truths:
        raise SuiteError((Fault(path.name, 0, message("says nothing that is right.")),))
    return TruthFile(tuple(truths.values()), tuple(notes))


def _of_item(truth: ImageTruth, item: EvalItem, source: str) -> ImageTruth:
    """The truth with what one item of a suite says is right."""
    assert item.check is not None
    match item.check:
        case Boxes(value=boxes):
            things = tuple(TrueThing(box, Origin.IMPORTED, source) for box in boxes)
            return replace(truth, objects=things)
        case (Text() | Exact() | CharacterError()) as text if _reads_text(item):
            return replace(truth, text=ExpectedText(text.value))
        case Fields() as fields if item.task.kind is TaskKind.STRUCTURED:
            return replace(truth, fields=fields)
        case check:
            return replace(truth, answers=(ExpectedAnswer(item.prompt, check),))


def _reads_text(item: EvalItem) -> bool:
    return item.task.kind is TaskKind.READ_TEXT or item.prompt == READ_PROMPT


# --- Finding --------------------------------------------------------------------------------------
class TruthIndex:
    """Truths by image: by hash; those of images that were not there by their file's name.

    A name that several images have tells nothing, and finds none.
    """

    def __init__(self, truths: Iterable[ImageTruth]) -> None:
        self._by_key: dict[str, ImageTruth] = {}
        by_name: dict[str, list[ImageTruth]] = {}
        for truth in truths:
            if truth.image.sha256:
                self._by_key[truth.image.key] = truth
            else:
                by_name.setdefault(_file_name(truth.image.path), []).append(truth)
        self._by_name = {name: found[0] for name, found in by_name.items() if len(found) == 1}

    def of(self, image: ImageRef) -> ImageTruth | None:
        """The truth of an image, if there is any."""
        truth = self._by_key.get(image.key)
        return truth if truth is not None else self._by_name.get(_file_name(image.path))


def _file_name(path: str) -> str:
    return PureWindowsPath(path).name.casefold()
