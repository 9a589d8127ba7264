"""`vizdesk compare`: the same comparisons as in the window, without one."""

from __future__ import annotations

import asyncio
import sqlite3
import sys
from collections.abc import Sequence
from contextlib import nullcontext
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from vizdesk.analysis.participation import ConsensusError
from vizdesk.cli.agreement_options import (
    add_agreement_options,
    check_reference,
    read_agreement_options,
    wants_agreement,
)
from vizdesk.cli.commands.export import (
    add_boxes,
    check_boxes,
    exported,
    tell,
)
from vizdesk.cli.export_options import (
    add_look,
    add_together,
    check_files,
    read_look,
    shows_image,
    write_together,
)
from vizdesk.cli.frame_list import frame_list
from vizdesk.cli.gpu_option import add_gpu, take_gpu
from vizdesk.cli.key_consent import ask_consents
from vizdesk.cli.parser import UsageError
from vizdesk.cli.report import (
    error_words,
    offscreen_painting,
    print_answer,
    print_estimates,
    print_json,
    say_notices,
)
from vizdesk.common.atomic_files import GrowingFile, target_problem
from vizdesk.common.strict_json import to_json
from vizdesk.comparison.circuit_breaker import CircuitBreaker
from vizdesk.comparison.models import Model
from vizdesk.comparison.serialization import to_record
from vizdesk.comparison.task_specs.registry import TASKS, missing, spec_of
from vizdesk.comparison.task_specs.task_spec import TaskInput
from vizdesk.comparison.tasks import Task, task_kind
from vizdesk.comparison.types import AnswerState, Comparison
from vizdesk.export.export_format import ExportError
from vizdesk.export.file_names import FileNames, image_names
from vizdesk.export.image_set.set_format import ImageSetMember
from vizdesk.export.registry import format_of, known_endings
from vizdesk.export.writer import left_out, write
from vizdesk.images.decoded_image import DecodedImage
from vizdesk.images.errors import ImageError
from vizdesk.images.opening import open_image
from vizdesk.services.app_services import AppServices

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace, _SubParsersAction

    Parser = TypeVar("Parser", bound=ArgumentParser)

OK, SOME_FAILED, STOPPED = 0, 1, 130


def add_compare(commands: _SubParsersAction[Parser], kind: type[Parser]) -> None:
    """Give the command line `compare`."""
    parser = commands.add_parser("compare", help="ask several models about images")
    parser.add_argument("images", nargs="+", metavar="IMAGE", type=Path)
    names = ", ".join(spec.kind.value for spec in TASKS)
    parser.add_argument(
        "--frame",
        type=frame_list,
        default=(0,),
        metavar="LIST",
        help="pages or frames of each image: 3, 1,4-6 or all (the first one unless given)",
    )
    parser.add_argument("--task", required=True, metavar="NAME", help=names)
    parser.add_argument("--classes", default="", metavar="A,B", help="what to find or choose from")
    parser.add_argument("--prompt", metavar="TEXT", help="the question, or your own words")
    parser.add_argument("--detailed", action="store_true", help="a long caption")
    parser.add_argument("--many", action="store_true", help="several classes may be true")
    parser.add_argument(
        "--field", action="append", default=[], metavar="KEY=MEANING", help="of a structured answer"
    )
    parser.add_argument(
        "--model",
        action="append",
        default=[],
        dest="models",
        metavar="ID",
        help="a model of `vizdesk models`, weights.gguf+mmproj.gguf, or MODEL@BASE_URL",
    )
    parser.add_argument(
        "--set",
        action="append",
        default=[],
        dest="sets",
        metavar="NAME",
        help="all models of a set of `vizdesk sets`",
    )
    parser.add_argument(
        "--estimate", action="store_true", help="only say what it would cost; send nothing"
    )
    parser.add_argument(
        "--agreement", action="store_true", help="say where the models differ; in --json too"
    )
    add_agreement_options(parser)
    parser.add_argument("--no-history", action="store_true", help="keep nothing of it")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write everything; - for stdout")
    parser.add_argument(
        "--export",
        action="append",
        default=[],
        type=Path,
        metavar="FILE",
        help=f"write the comparison; FILE's name says how: {known_endings()}",
    )
    add_look(parser)
    add_together(parser)
    add_boxes(parser)
    add_gpu(parser)


def read_task(options: Namespace) -> Task:
    """The task the options describe. Raises UsageError."""
    try:
        kind = task_kind(options.task)
    except ValueError as error:
        raise UsageError(str(error)) from None
    asks = spec_of(kind).input is TaskInput.QUESTION
    fields = [field.partition("=") for field in options.field]
    task = Task(
        kind=kind,
        classes=tuple(name.strip() for name in options.classes.split(",") if name.strip()),
        detailed=options.detailed,
        many=options.many,
        question=(options.prompt or "") if asks else "",
        fields=tuple((key.strip(), words.strip()) for key, _, words in fields),
        prompt=None if asks else options.prompt,
    )
    if missing(task):
        hint = "--prompt" if asks else "--field"
        raise UsageError(f"{missing(task)} Use {hint}.")
    return task


def run(options: Namespace, services: AppServices) -> int:
    """Compare the models on each image; returns the exit status: 130 where it was stopped."""
    task, _ = read_task(options), read_look(options)
    take_gpu(options, services.settings)
    for problem in services.profiles.problems:
        print(f"vizdesk: {problem}", file=sys.stderr)
    models = _distinct(_named_models(options, services))
    if wants_agreement(options):
        check_reference(read_agreement_options(options).reference, (model.id for model in models))
    check_files(options, options.export)
    check_boxes(options, options.export)
    _check_json(options)
    if not options.estimate:
        ask_consents(models, services.endpoints)
    vectors = any(path.suffix.lower() == ".svg" for path in options.images)
    draws = vectors or shows_image(options, options.export)
    with offscreen_painting() if draws else nullcontext():
        try:
            return asyncio.run(_compare(options, services, task, models))
        except KeyboardInterrupt:
            words = "Stopped. What was answered about the images before is kept and written."
            print(f"vizdesk: {words}", file=sys.stderr)
            return STOPPED


def _check_json(options: Namespace) -> None:
    """Raises UsageError where the file of --json cannot be written, or is one of --export."""
    if options.json is None or str(options.json) == "-":
        return
    if problem := target_problem(options.json):
        raise UsageError(problem)
    if options.json in options.export:
        raise UsageError(f"{options.json} is named twice.")


def _named_models(options: Namespace, services: AppServices) -> list[Model]:
    """The models of all sets and those named, in this order. Raises UsageError, SetError."""
    saved_sets = [services.models.sets.get(name) for name in options.sets]
    specs = [*(spec for saved_set in saved_sets for spec in saved_set.models), *options.models]
    if not specs:
        raise UsageError("Name at least one model (--model ID) or a set of them (--set NAME).")
    return [services.models.find_model(spec) for spec in specs]


def _distinct(models: list[Model]) -> list[Model]:
    return list({model.id: model for model in models}.values())


async def _compare(
    options: Namespace, services: AppServices, task: Task, models: list[Model]
) -> int:
    shown, good = await asyncio.to_thread(_chosen_frames, options.images, options.frame)
    output = _Output(options, shown, services)
    breaker = CircuitBreaker()
    try:
        for at, (path, frame) in enumerate(shown):
            if all(breaker.why_not(model) for model in models):
                _say_stopped([shown_path for shown_path, _ in shown], at)
                good = False
                break
            try:
                image = await asyncio.to_thread(open_image, path, frame=frame)
            except ImageError as error:
                print(f"vizdesk: {error}", file=sys.stderr)
                good = False
                continue
            for note in image.notes:
                print(f"vizdesk: {path.name}: {note}", file=sys.stderr)
            if options.estimate:
                print_estimates(image, services, task, models)
                continue
            comparison = await services.comparisons.compare(image, task, models, breaker)
            if not options.no_history:
                _remember(comparison, services, image)
            good &= all(answer.state is AnswerState.DONE for answer in comparison.answers)
            _tell(comparison, quiet=str(options.json) == "-")
            good &= output.write(comparison, image, at)
    finally:
        # Also where it was stopped: what was answered is written.
        good &= output.write_together()
        await services.close()
        say_notices(services)
    output.close()
    return OK if good else SOME_FAILED


def _chosen_frames(
    images: Sequence[Path], frames: Sequence[int] | None
) -> tuple[list[tuple[Path, int]], bool]:
    """Each image with the frames asked for (None: all), and whether all could be counted."""
    if frames is not None:
        return [(path, frame) for path in images for frame in frames], True
    chosen: list[tuple[Path, int]] = []
    good = True
    for path in images:
        try:
            chosen += [(path, frame) for frame in range(open_image(path).ref.frames)]
        except ImageError as error:
            print(f"vizdesk: {error}", file=sys.stderr)
            good = False
    return chosen, good


class _Output:
    """The files that were asked for, written image by image: what is answered is kept."""

    def __init__(
        self, options: Namespace, shown: Sequence[tuple[Path, int]], services: AppServices
    ) -> None:
        self._options, self._services, self._look = options, services, read_look(options)
        paths, frames = [path for path, _ in shown], [frame for _, frame in shown]
        self._image_names = image_names(paths, frames) if len(shown) > 1 else ("",)
        self._names = FileNames(options.images)
        self._members: list[ImageSetMember] = []
        to_file = options.json is not None and str(options.json) != "-"
        self._records = GrowingFile(options.json) if to_file else None

    def write(self, comparison: Comparison, image: DecodedImage, at: int) -> bool:
        """Write the image at this place among those asked about; False: something was not."""
        good = True
        record = to_record(comparison)
        if wants_agreement(self._options):
            record |= self._agreement(comparison)
        if self._records is not None:
            try:
                self._records.add(to_json(record))
            except OSError as error:
                print(f"vizdesk: {error_words(error)}", file=sys.stderr)
                good = False
        elif self._options.json is not None:
            print_json(record)
        if self._options.together:
            good &= self._keep(comparison, image, self._image_names[at])
            return good
        for requested in self._options.export:
            good &= self._export(requested, comparison, image, self._image_names[at])
        return good

    def _keep(self, comparison: Comparison, image: DecodedImage, name: str) -> bool:
        """Keep an image for the files of all of them; its pixels are decoded again then."""
        try:
            comparison = exported(comparison, self._options, self._services)
        except ConsensusError as error:
            print(f"vizdesk: {error}", file=sys.stderr)
            return False
        path, frame = Path(image.ref.path), image.ref.frame
        opened = partial(open_image, path, frame=frame)
        self._members.append(ImageSetMember(comparison, opened, name or comparison.image.stem))
        return True

    def write_together(self) -> bool:
        """Write what was answered of all images to one file or data set each."""
        if not self._members:
            return True
        good = True
        for path in self._options.export:
            good &= write_together(self._options, path, self._members, self._look)
        return good

    def _agreement(self, comparison: Comparison) -> dict[str, Any]:
        """Say how the answers agree; what is added to the record for it."""
        from vizdesk.analysis.agreement_words import agreement_line
        from vizdesk.analysis.object_matching import MatchingError

        service = self._services.agreement
        try:
            agreement = service.agreement(comparison, read_agreement_options(self._options))
        except MatchingError as error:
            print(f"vizdesk: {comparison.image.name}: {error}", file=sys.stderr)
            return {}
        if str(self._options.json) != "-":
            print(f"{comparison.image.name} · {agreement_line(agreement)}")
        return {"agreement": service.record(comparison, agreement)}

    def close(self) -> None:
        """Say where nothing was written: what stands in the file then is older."""
        if self._records is not None and not self._records.begun and not self._options.estimate:
            words = "No comparison was made, so nothing was written to it."
            print(f"vizdesk: {self._options.json}: {words}", file=sys.stderr)

    def _export(
        self, path: Path, comparison: Comparison, image: DecodedImage, image_name: str
    ) -> bool:
        try:
            comparison = exported(comparison, self._options, self._services)
            files = write(
                path, comparison, image, self._look, image_name=image_name, names=self._names
            )
            tell(files, left_out(format_of(path), comparison))
        except (ExportError, ConsensusError, MemoryError) as error:
            where = "" if path.name in str(error) else f"{path.name}: "
            print(f"vizdesk: {where}{error}", file=sys.stderr)
            return False
        return True


def _say_stopped(images: Sequence[Path], at: int) -> None:
    words = f"Stopped: no model is left to ask about {len(images) - at} of {len(images)} images"
    print(f"vizdesk: {words}. Mend it, then go on from {images[at]}.", file=sys.stderr)


def _remember(comparison: Comparison, services: AppServices, image: DecodedImage) -> None:
    """Keep it in the history; a history that cannot be written takes no comparison with it."""
    from vizdesk.history.schema import HistoryError
    from vizdesk.history.thumbnails import thumbnail

    try:
        services.history.store().keep(comparison, thumbnail(image.pixels), services.agreement.line)
        services.history.keep_image(image)
    except (HistoryError, sqlite3.Error, OSError) as error:
        why = error_words(error) if isinstance(error, OSError) else str(error)
        print(f"vizdesk: The history could not be written: {why}", file=sys.stderr)


def _tell(comparison: Comparison, *, quiet: bool) -> None:
    for answer in comparison.answers:
        if not quiet:
            print_answer(comparison, answer)
        if answer.failure is not None:
            sentence = " ".join(str(answer.failure).split())
            print(f"vizdesk: {answer.model.name}: {sentence}", file=sys.stderr)
