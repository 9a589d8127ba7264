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
from vizdesk.catalog.choosing import UnknownModelError
from vizdesk.catalog.endpoints import EndpointError
from vizdesk.catalog.model_sets import SetError
from vizdesk.catalog.shelf import ShelfError
from vizdesk.comparison.jobs import Job, settled
from vizdesk.comparison.models import Model
from vizdesk.comparison.nouns import AnswerState, Comparison
from vizdesk.comparison.record import to_record
from vizdesk.comparison.running import compare
from vizdesk.comparison.tasks import Task, TaskKind, missing, task_kind
from vizdesk.composition import House, build_house
from vizdesk.export.formats import ExportError, Look, format_of, write
from vizdesk.pictures.encoding import EncodedPictures
from vizdesk.pictures.errors import PictureError
from vizdesk.pictures.opening import open_picture
from vizdesk.pictures.picture import Picture
from vizdesk.subcommands import (
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
from vizdesk.subcommands.convert import add_convert, convert
from vizdesk.subcommands.desktop import add_install_desktop, install_desktop
from vizdesk.subcommands.download import add_download, download
from vizdesk.subcommands.report import (
    offscreen_painting,
    print_answer,
    print_estimates,
)
from vizdesk.subcommands.suite import add_suite, suite
from vizdesk.subcommands.table import add_table, table

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
    compare = commands.add_parser("compare", help="ask several models about pictures")
    compare.add_argument("pictures", nargs="+", metavar="IMAGE", type=Path)
    names = ", ".join(kind.value for kind in TaskKind)
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
        help="write the comparison; FILE's name says how: .png .pdf .svg .html .md .csv .json "
        ".coco.json .labelme.json .xml .txt",
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
    except (UsageError, UnknownModelError, ShelfError, SetError, EndpointError) as error:
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
    from vizdesk.doctor import report

    return report(build_house())


_COMMANDS: Mapping[str, Callable[[argparse.Namespace], int]] = {
    "compare": lambda options: run_comparisons(options, build_house()),
    "models": lambda options: models.run(options, build_house()),
    "download": lambda options: download(options, build_house()),
    "export": lambda options: export.export(options, build_house()),
    "eval": lambda options: evals.run_eval(options, build_house()),
    "evals": lambda options: evals.run_evals(options, build_house()),
    "history": lambda options: history.run(options, build_house()),
    "table": lambda options: table(options, build_house()),
    "prices": lambda options: prices.run(options, build_house()),
    "keys": lambda options: keys.run(options, build_house().endpoints),
    "endpoints": lambda options: endpoints.run(options, build_house()),
    "suite": suite,
    "settings": settings.run,
    "sets": lambda options: sets.run(options, build_house()),
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
    asks = kind is TaskKind.ASK
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


def run_comparisons(options: argparse.Namespace, house: House) -> int:
    """Compare the models on each picture; returns the exit status."""
    task = read_task(options)
    for problem in house.own_profiles.problems:
        print(f"vizdesk: {problem}", file=sys.stderr)
    models = _distinct(_wanted(options, house))
    try:
        for path in options.export:
            format_of(path)
    except ExportError as error:
        raise UsageError(str(error)) from None
    draws = options.export or any(p.suffix.lower() == ".svg" for p in options.pictures)
    with offscreen_painting() if draws else nullcontext():
        return asyncio.run(_run(options, house, task, models))


def _wanted(options: argparse.Namespace, house: House) -> list[Model]:
    """The models of all sets and those named, in this order. Raises UsageError, SetError."""
    saved = [sets.saved_sets().get(name) for name in options.sets]
    specs = [*(spec for one in saved for spec in one.models), *options.models]
    if not specs:
        raise UsageError("Name at least one model (--model ID) or a set of them (--set NAME).")
    return [house.find_model(spec) for spec in specs]


def _distinct(models: list[Model]) -> list[Model]:
    return list({model.id: model for model in models}.values())


async def _run(options: argparse.Namespace, house: House, task: Task, models: list[Model]) -> int:
    records: list[str] = []
    good = True
    try:
        for path in options.pictures:
            try:
                picture = await asyncio.to_thread(open_picture, path)
            except PictureError as error:
                print(f"vizdesk: {error}", file=sys.stderr)
                good = False
                continue
            if options.estimate:
                print_estimates(picture, house, task, models)
                continue
            comparison = await compare_one(picture, house, task, models)
            if not options.no_history:
                _remember(comparison, house, picture)
            good &= all(one.state is AnswerState.DONE for one in comparison.answers)
            _tell(comparison, quiet=str(options.json) == "-")
            records.append(json.dumps(to_record(comparison), ensure_ascii=False))
            for wanted in options.export:
                target = _export_path(wanted, path, len(options.pictures) > 1)
                good &= _export(target, comparison, picture, options)
    finally:
        await house.close()
    if options.json is not None:
        _write(options.json, "".join(f"{record}\n" for record in records))
    return OK if good else SOME_FAILED


def _remember(comparison: Comparison, house: House, picture: Picture) -> None:
    """Keep it in the history; a history that cannot be written takes no comparison with it."""
    from vizdesk.history.schema import HistoryError
    from vizdesk.history.thumbnails import thumbnail

    try:
        house.history.keep(comparison, thumbnail(picture.image))
        house.keep_picture(picture)
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
    path: Path, comparison: Comparison, picture: Picture, options: argparse.Namespace
) -> bool:
    try:
        export.tell(write(path, comparison, picture, Look(options.scale, options.dark)))
    except (ExportError, MemoryError) as error:
        where = "" if path.name in str(error) else f"{path.name}: "
        print(f"vizdesk: {where}{error}", file=sys.stderr)
        return False
    return True


def _export_path(wanted: Path, picture: Path, several: bool) -> Path:
    end = format_of(wanted).value
    stem = wanted.name[: -len(end)] if wanted.name.lower().endswith(end) else wanted.stem
    return wanted.with_name(f"{stem}-{picture.stem}{end}") if several else wanted


def _write(path: Path, text: str) -> None:
    if str(path) == "-":
        sys.stdout.write(text)
    else:
        path.write_text(text, encoding="utf-8")


async def compare_one(
    picture: Picture, house: House, task: Task, models: list[Model]
) -> Comparison:
    """Ask all models about one picture and wait for them."""
    encoded = EncodedPictures()
    jobs = [
        Job(
            model=settled(model, house.own_profiles.profile_of(model)),
            profile=house.own_profiles.profile_of(model),
            task=task,
            picture=picture.ref,
            encode=lambda rule, one: encoded.encode_for(
                picture, rule, one.picture_side, one.picture_edge
            ),
            estimate=house.estimate,
        )
        for model in models
    ]
    created = datetime.now(UTC)
    answers = await compare(jobs, house.engines, house.lanes)
    return Comparison(
        id=uuid.uuid4().hex,
        created=created,
        version=vizdesk.__version__,
        picture=picture.ref,
        task=task,
        answers=answers,
    )
