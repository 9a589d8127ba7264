"""What is right of images: kept, imported, exported, made into suites, scored against."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from vizdesk.common.lazy import Lazy
from vizdesk.common.messages import Message, message, plural
from vizdesk.comparison.types import Comparison, Detection, ImageRef
from vizdesk.settings.preferences import Preferences

if TYPE_CHECKING:
    from vizdesk.evals.suite_writer import NewItem
    from vizdesk.images.decoded_image import UprightImage
    from vizdesk.services.user_suites import UserSuites
    from vizdesk.truth.files import TruthFile
    from vizdesk.truth.image_truth import ImageTruth
    from vizdesk.truth.scoring import ScoreOptions, Scores
    from vizdesk.truth.store import TruthStore


@dataclass(frozen=True)
class TruthService:
    """The truth of all images. Its file is first touched by the first question to `store`.

    Every method but `keep` and `of_image` may take as long as reading many images does.
    """

    store: Lazy[TruthStore]
    user_suites: Lazy[UserSuites]
    preferences: Preferences

    # --- Kept -----------------------------------------------------------------------------
    def of_image(self, image: ImageRef) -> ImageTruth | None:
        """The truth of an image, wherever its file lies now."""
        return self.store().of_image(image.key)

    def keep(self, truth: ImageTruth) -> None:
        """Keep the truth of an image in place of an earlier one."""
        self.store().keep(truth)

    # --- Files ----------------------------------------------------------------------------
    def read(self, path: Path) -> TruthFile:
        """Truth from a file or folder of annotations, or a suite. Raises SuiteError."""
        from vizdesk.truth.files import read_truth

        return read_truth(path)

    def import_from(self, path: Path) -> tuple[int, tuple[Message, ...]]:
        """Keep the truth at `path`: of how many images, and what was left out.

        What was known of an image before stays where the file says nothing. Images that are not
        there are left out: nobody would find their truth again. Raises SuiteError.
        """
        from vizdesk.truth.image_truth import merged

        read = self.read(path)
        there = [truth for truth in read.truths if truth.image.sha256]
        before = [self.of_image(truth.image) for truth in there]
        self.store().keep_all(
            [
                truth if earlier is None else merged(earlier, truth)
                for earlier, truth in zip(before, there, strict=True)
            ]
        )
        notes = list(read.notes)
        if missing := len(read.truths) - len(there):
            notes.append(
                plural(
                    "{n} image is not there, so its truth was not kept.",
                    "{n} images are not there, so their truth was not kept.",
                    missing,
                )
            )
        return len(there), tuple(notes)

    def export_to(
        self, path: Path, truths: Sequence[ImageTruth], *, copy_images: bool = False
    ) -> tuple[tuple[Path, ...], tuple[Message, ...]]:
        """Write objects as annotations in the form the name asks for: files, what is not in them.

        COCO and YOLO hold all images in one; LabelMe and Pascal VOC are a file for each image.
        Raises ExportError, ImageError.
        """
        from vizdesk.export.export_format import BoxFormat, ExportError
        from vizdesk.export.file_names import FileNames, image_names
        from vizdesk.export.image_set.data_sets import DATA_FILE
        from vizdesk.export.image_set.registry import write_image_set
        from vizdesk.export.image_set.set_format import ImageSetMember
        from vizdesk.export.registry import format_of
        from vizdesk.export.writer import USUAL, write
        from vizdesk.truth.as_answers import classes_of, truth_comparison

        drawn = [truth for truth in truths if truth.objects is not None]
        if not drawn:
            raise ExportError(message("No image has objects that were drawn or accepted."))
        classes = classes_of(drawn)
        comparisons = [truth_comparison(truth, classes) for truth in drawn]
        images = [truth.image for truth in drawn]
        names = image_names(
            [Path(image.path) for image in images], [image.frame for image in images]
        )
        notes = _not_in_files(truths, drawn)
        if path.name == DATA_FILE or path.name.lower().endswith(".coco.json"):
            members = [
                ImageSetMember(comparison, _opening(comparison), name)
                for comparison, name in zip(comparisons, names, strict=True)
            ]
            written = write_image_set(path, members, USUAL, copy_images=copy_images)
            return written.files, (*written.notes, *notes)
        if not isinstance(format_of(path), BoxFormat):
            raise ExportError(
                message(
                    "{name} does not say which form of annotations to write: .coco.json, "
                    "data.yaml, .labelme.json, .xml or .txt.",
                    name=path.name,
                )
            )
        taken = FileNames([Path(comparison.image.path) for comparison in comparisons])
        files: list[Path] = []
        for comparison, name in zip(comparisons, names, strict=True):
            own = "" if len(comparisons) == 1 else name
            files += write(path, comparison, None, USUAL, image_name=own, names=taken)
        return tuple(files), notes

    # --- Suites ---------------------------------------------------------------------------
    def save_as_suite(
        self,
        name: str,
        truths: Sequence[ImageTruth],
        tell: Callable[[int], None] = lambda _: None,
    ) -> tuple[int, tuple[Message, ...]]:
        """A suite of a person's own made of truth: how many items, and what is not in it.

        Objects, texts and answers become items; the images are copied, so their hashes are the
        same and the suite opens as images with this truth. `tell` hears before each image how many
        are saved, and may raise to stop: then nothing is. Raises SuiteError, OSError, ValueError.
        """
        from vizdesk.truth.as_answers import classes_of

        classes = classes_of(truths)

        def items() -> Iterator[NewItem]:
            for saved, truth in enumerate(truths):
                tell(saved)
                yield from _items_of(truth, classes)

        return len(self.user_suites().expect_all(name, items())), _not_in_suite(truths)

    # --- Scores ---------------------------------------------------------------------------
    def options(self, iou: float = 0.5) -> ScoreOptions:
        """The options with a person's own synonyms of classes. Raises ValueError."""
        from vizdesk.analysis.class_names import read_synonyms
        from vizdesk.truth.scoring import ScoreOptions

        return ScoreOptions(iou, read_synonyms(self.preferences.now.class_synonyms.split(";")))

    def score(
        self,
        comparisons: Sequence[Comparison],
        options: ScoreOptions,
        truth_of: Callable[[ImageRef], ImageTruth | None] | None = None,
    ) -> Scores:
        """Score answers against `truth_of` (None: the truth that is kept)."""
        from vizdesk.truth.scoring import score_comparisons

        return score_comparisons(comparisons, truth_of or self.of_image, options)

    def close(self) -> None:
        """Let the file go, if it was ever needed."""
        if self.store.made:
            self.store().close()


def _opening(comparison: Comparison) -> Callable[[], UprightImage]:
    def opened() -> UprightImage:
        from vizdesk.images.opening import open_image

        return open_image(Path(comparison.image.path), frame=comparison.image.frame)

    return opened


def _boxes_of(truth: ImageTruth) -> tuple[Detection, ...] | None:
    """The objects as a check of boxes has them; None where they are not known."""
    if truth.objects is None:
        return None
    return tuple(
        Detection(thing.label, thing.box)
        for thing in truth.objects
        if thing.box is not None and not thing.crowd
    )


def _items_of(truth: ImageTruth, classes: tuple[str, ...]) -> Iterator[NewItem]:
    """What an eval suite asks of an image whose truth is known."""
    from vizdesk.evals.checks import Boxes, CharacterError
    from vizdesk.evals.suite_writer import NewItem
    from vizdesk.truth.image_truth import READ_PROMPT

    path, frame = Path(truth.image.path), truth.image.frame
    boxes = _boxes_of(truth)
    if boxes is not None and classes:
        check = Boxes(boxes, classes=classes)
        yield NewItem(path, "", check, "Objects", _started_from(truth), frame)
    if truth.text is not None:
        text = CharacterError(truth.text.text, 0.1)
        yield NewItem(path, READ_PROMPT, text, "Text", frame=frame)
    for answer in truth.answers:
        yield NewItem(path, answer.question, answer.check, "Questions", frame=frame)


def _started_from(truth: ImageTruth) -> str:
    return f"Truth started from {', '.join(truth.started_from)}." if truth.started_from else ""


def _not_in_files(truths: Sequence[ImageTruth], drawn: Sequence[ImageTruth]) -> tuple[Message, ...]:
    notes = []
    if others := len(truths) - len(drawn):
        notes.append(
            plural(
                "{n} image has no objects that were drawn, and is not in it.",
                "{n} images have no objects that were drawn, and are not in it.",
                others,
            )
        )
    if crowds := sum(thing.crowd for truth in drawn for thing in truth.objects or ()):
        notes.append(
            plural(
                "{n} crowd is not in it: this form has none.",
                "{n} crowds are not in it: this form has none.",
                crowds,
            )
        )
    return tuple(notes)


def _not_in_suite(truths: Sequence[ImageTruth]) -> tuple[Message, ...]:
    left_out = sum(
        truth.classes is not None or bool(truth.counts) or truth.fields is not None
        for truth in truths
    )
    if not left_out:
        return ()
    return (
        plural(
            "Classes, counts or fields of {n} image are not in the suite.",
            "Classes, counts or fields of {n} images are not in the suite.",
            left_out,
        ),
    )
