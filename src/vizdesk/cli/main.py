"""The same comparisons without a window: compare, table, convert, models, doctor."""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import sqlite3
import sys
import uuid
from collections.abc import Callable, Mapping, Sequence
from contextlib import nullcontext
from datetime import UTC, datetime
from pathlib import Path
from typing import NoReturn

import vizdesk
from vizdesk.app.container import build_services
from vizdesk.catalog.endpoints.endpoint import EndpointError
from vizdesk.catalog.models.model_sets import SetError
from vizdesk.catalog.models.model_spec import UnknownModelError
from vizdesk.catalog.models.user_models import UserModelsError
from vizdesk.cli.commands import (
    endpoints,
    evals,
    export,
    history,
    keys,
    models,
    prices,
    sets,
    settings,
)
from vizdesk.cli.commands.convert import add_convert, convert
from vizdesk.cli.commands.desktop import add_install_desktop, install_desktop
from vizdesk.cli.commands.download import add_download, download
from vizdesk.cli.commands.suite import add_suite, suite
from vizdesk.cli.commands.table import add_table, table
from vizdesk.cli.report import offscreen_painting, print_answer, print_estimates
from vizdesk.comparison.jobs import Job, settled
from vizdesk.comparison.models import Model
from vizdesk.comparison.runner import compare
from vizdesk.comparison.serialization import to_record
from vizdesk.comparison.task_specs.registry import TASKS, missing, spec_of
from vizdesk.comparison.task_specs.task_spec import TaskInput
from vizdesk.comparison.tasks import Task, task_kind
from vizdesk.comparison.types import AnswerState, Comparison
from vizdesk.export.export_format import ExportError, ExportOptions
from vizdesk.export.registry import format_of, known_endings
from vizdesk.export.writer import left_out, write
from vizdesk.images.decoded_image import DecodedImage
from vizdesk.images.encoding import EncodedImages
from vizdesk.images.errors import ImageError
from vizdesk.images.opening import open_image
from vizdesk.services.app_services import AppServices

OK, SOME_FAILED, USAGE = 0, 1, 2
OFFLINE = "`vizdesk --offline …`, or VIZDESK_OFFLINE=1, opens no connection in this run."


class UsageError(Exception):
    """The command line cannot be understood; one sentence."""


class Parser(argparse.ArgumentParser):
    """An argument parser whose errors are one line."""

    def error(self, message: str) -> NoReturn:
        raise UsageError(message)


def build_parser() -> Parser:
    """The command line's grammar."""
    parser = Parser(prog="vizdesk", description=vizdesk.__doc__, epilog=OFFLINE)
    parser.add_argument("--version", action="version", version=f"vizdesk {vizdesk.__version__}")
    commands = parser.add_subparsers(dest="command", required=True, parser_class=Parser)
    compare = commands.add_parser("compare", help="ask several models about images")
    compare.add_argument("images", nargs="+", metavar="IMAGE", type=Path)
    names = ", ".join(spec.kind.value for spec in TASKS)
    compare.add_argument("--task", required=True, metavar="NAME", help=names)
    compare.add_argument("--classes", default="", metavar="A,B", help="what to find or choose from")
    compare.add_argument("--prompt", metavar="TEXT", help="the question, or your own words")
    compare.add_argument("--detailed", action="store_true", help="a long caption")
    compare.add_argument("--many", action="store_true", help="several classes may be true")
    compare.add_argument(
        "--field", action="append", default=[], metavar="KEY=MEANING", help="of a structured answer"
    )
    compare.add_argument(
        "--model",
        action="append",
        default=[],
        dest="models",
        metavar="ID",
        help="a model of `vizdesk models`, weights.gguf+mmproj.gguf, or MODEL@BASE_URL",
    )
    compare.add_argument(
        "--set",
        action="append",
        default=[],
        dest="sets",
        metavar="NAME",
        help="all models of a set of `vizdesk sets`",
    )
    compare.add_argument(
        "--estimate", action="store_true", help="only say what it would cost; send nothing"
    )
    compare.add_argument("--no-history", action="store_true", help="keep nothing of it")
    compare.add_argument("--json", type=Path, metavar="FILE", help="write everything; - for stdout")
    compare.add_argument(
        "--export",
        action="append",
        default=[],
        type=Path,
        metavar="FILE",
        help=f"write the comparison; FILE's name says how: {known_endings()}",
    )
    export.add_look(compare)
    export.add_export(commands)
    add_table(commands)
    add_download(commands)
    add_convert(commands)
    models.add_parser(commands, Parser)
    history.add_history(commands, Parser)
    prices.add_prices(commands, Parser)
    keys.add_keys(commands, Parser)
    endpoints.add_endpoints(commands, Parser)
    evals.add_eval(commands, Parser)
    add_suite(commands, Parser)
    settings.add_settings(commands, Parser)
    sets.add_sets(commands, Parser)
    add_install_desktop(commands)
    commands.add_parser("doctor", help="say what works on this machine")
    return parser


def main(arguments: Sequence[str]) -> int:
    """Run the command line; returns 0 (all done), 1 (some failed) or 2 (usage)."""
    try:
        options = build_parser().parse_args(arguments)
        return _COMMANDS[options.command](options)
    except (UsageError, UnknownModelError, UserModelsError, SetError, EndpointError) as error:
        print(f"vizdesk: {error}", file=sys.stderr)
        return USAGE
    except BrokenPipeError:
        # Whoever read our output has seen enough (`vizdesk … | head`); say nothing more.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OK
    except OSError as error:
        print(f"vizdesk: {error}", file=sys.stderr)
        return SOME_FAILED
    except KeyboardInterrupt:
        return 130


def _doctor(options: argparse.Namespace) -> int:
    from vizdesk.cli.commands.doctor import report

    return report(build_services())


_COMMANDS: Mapping[str, Callable[[argparse.Namespace], int]] = {
    "compare": lambda options: run_comparisons(options, build_services()),
    "models": lambda options: models.run(options, build_services()),
    "download": lambda options: download(options, build_services()),
    "export": lambda options: export.export(options, build_services()),
    "eval": lambda options: evals.run_eval(options, build_services()),
    "evals": lambda options: evals.run_evals(options, build_services()),
    "history": lambda options: history.run(options, build_services()),
    "table": lambda options: table(options, build_services()),
    "prices": lambda options: prices.run(options, build_services()),
    "keys": lambda options: keys.run(options, build_services().endpoints),
    "endpoints": lambda options: endpoints.run(options, build_services()),
    "suite": suite,
    "settings": settings.run,
    "sets": lambda options: sets.run(options, build_services()),
    "convert": convert,
    "install-desktop": install_desktop,
    "doctor": _doctor,
}


def read_task(options: argparse.Namespace) -> Task:
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


def run_comparisons(options: argparse.Namespace, services: AppServices) -> int:
    """Compare the models on each image; returns the exit status."""
    task = read_task(options)
    for problem in services.profiles.problems:
        print(f"vizdesk: {problem}", file=sys.stderr)
    models = _distinct(_wanted(options, services))
    try:
        for path in options.export:
            format_of(path)
    except ExportError as error:
        raise UsageError(str(error)) from None
    draws = options.export or any(p.suffix.lower() == ".svg" for p in options.images)
    with offscreen_painting() if draws else nullcontext():
        return asyncio.run(_run(options, services, task, models))


def _wanted(options: argparse.Namespace, services: AppServices) -> list[Model]:
    """The models of all sets and those named, in this order. Raises UsageError, SetError."""
    saved = [sets.saved_sets().get(name) for name in options.sets]
    specs = [*(spec for one in saved for spec in one.models), *options.models]
    if not specs:
        raise UsageError("Name at least one model (--model ID) or a set of them (--set NAME).")
    return [services.models.find_model(spec) for spec in specs]


def _distinct(models: list[Model]) -> list[Model]:
    return list({model.id: model for model in models}.values())


async def _run(
    options: argparse.Namespace, services: AppServices, task: Task, models: list[Model]
) -> int:
    records: list[str] = []
    good = True
    try:
        for path in options.images:
            try:
                image = await asyncio.to_thread(open_image, path)
            except ImageError as error:
                print(f"vizdesk: {error}", file=sys.stderr)
                good = False
                continue
            if options.estimate:
                print_estimates(image, services, task, models)
                continue
            comparison = await compare_one(image, services, task, models)
            if not options.no_history:
                _remember(comparison, services, image)
            good &= all(answer.state is AnswerState.DONE for answer in comparison.answers)
            _tell(comparison, quiet=str(options.json) == "-")
            records.append(json.dumps(to_record(comparison), ensure_ascii=False))
            for wanted in options.export:
                target = _export_path(wanted, path, len(options.images) > 1)
                good &= _export(target, comparison, image, options)
    finally:
        await services.close()
    if options.json is not None:
        _write(options.json, "".join(f"{record}\n" for record in records))
    return OK if good else SOME_FAILED


def _remember(comparison: Comparison, services: AppServices, image: DecodedImage) -> None:
    """Keep it in the history; a history that cannot be written takes no comparison with it."""
    from vizdesk.history.schema import HistoryError
    from vizdesk.history.thumbnails import thumbnail

    try:
        services.history.store().keep(comparison, thumbnail(image.pixels))
        services.history.keep_image(image)
    except (HistoryError, sqlite3.Error, OSError) as error:
        print(f"vizdesk: The history could not be written: {error}", file=sys.stderr)


def _tell(comparison: Comparison, *, quiet: bool) -> None:
    for answer in comparison.answers:
        if not quiet:
            print_answer(comparison, answer)
        if answer.failure is not None:
            sentence = " ".join(str(answer.failure).split())
            print(f"vizdesk: {answer.model.name}: {sentence}", file=sys.stderr)


def _export(
    path: Path, comparison: Comparison, image: DecodedImage, options: argparse.Namespace
) -> bool:
    try:
        files = write(path, comparison, image, ExportOptions(options.scale, options.dark))
        export.tell(files, left_out(format_of(path), comparison))
    except (ExportError, MemoryError) as error:
        where = "" if path.name in str(error) else f"{path.name}: "
        print(f"vizdesk: {where}{error}", file=sys.stderr)
        return False
    return True


def _export_path(wanted: Path, image: Path, several: bool) -> Path:
    end = format_of(wanted).ending
    stem = wanted.name[: -len(end)] if wanted.name.lower().endswith(end) else wanted.stem
    return wanted.with_name(f"{stem}-{image.stem}{end}") if several else wanted


def _write(path: Path, text: str) -> None:
    if str(path) == "-":
        sys.stdout.write(text)
    else:
        path.write_text(text, encoding="utf-8")


async def compare_one(
    image: DecodedImage, services: AppServices, task: Task, models: list[Model]
) -> Comparison:
    """Ask all models about one image and wait for them."""
    encoded = EncodedImages()
    jobs = [
        Job(
            model=settled(model, services.profiles.profile_of(model)),
            profile=services.profiles.profile_of(model),
            task=task,
            image=image.ref,
            encode=lambda rule, one: encoded.encode_for(
                image, rule, one.image_side, one.image_edge
            ),
            estimate=services.comparisons.estimate,
        )
        for model in models
    ]
    created = datetime.now(UTC)
    answers = await compare(jobs, services.comparisons.engines(), services.comparisons.limits)
    return Comparison(
        id=uuid.uuid4().hex,
        created=created,
        version=vizdesk.__version__,
        image=image.ref,
        task=task,
        answers=answers,
    )
