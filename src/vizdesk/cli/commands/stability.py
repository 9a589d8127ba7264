"""`vizdesk stability`: whether models give the same answer again, and about changed images."""

from __future__ import annotations

import asyncio
import sys
from contextlib import aclosing
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from vizdesk.cli.export_options import check_targets
from vizdesk.cli.gpu_option import add_gpu, take_gpu
from vizdesk.cli.key_consent import ask_consents
from vizdesk.cli.parser import UsageError
from vizdesk.cli.report import print_json, say_notices
from vizdesk.common.atomic_files import write_whole
from vizdesk.common.formatting import dollars
from vizdesk.common.strict_json import to_json
from vizdesk.comparison.task_specs.registry import TASKS
from vizdesk.comparison.types import AnswerState
from vizdesk.images.decoded_image import UprightImage
from vizdesk.images.errors import ImageError
from vizdesk.images.opening import open_image
from vizdesk.services.app_services import AppServices

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace, _SubParsersAction

    from vizdesk.stability.plan import StabilityPlan
    from vizdesk.stability.report import StabilityReport, VariantReport

Parser = TypeVar("Parser", bound="ArgumentParser")
OK, SOME_FAILED, STOPPED = 0, 1, 130
USUAL_REPEATS = 5


def add_stability(commands: _SubParsersAction[Parser]) -> None:
    """Put `stability` into the command line's grammar."""
    parser = commands.add_parser("stability", help="ask again, and about changed images")
    parser.add_argument("images", nargs="+", metavar="IMAGE", type=Path)
    names = ", ".join(spec.kind.value for spec in TASKS)
    parser.add_argument("--task", default="detect", metavar="NAME", help=f"{names} (detect)")
    parser.add_argument("--classes", default="", metavar="A,B", help="what to find or choose from")
    parser.add_argument("--prompt", metavar="TEXT", help="the question, or your own words")
    parser.add_argument("--many", action="store_true", help="several classes may be true")
    parser.add_argument("--field", action="append", default=[], metavar="KEY=MEANING")
    parser.add_argument(
        "--model",
        action="append",
        required=True,
        dest="models",
        metavar="ID",
        help="again for a ladder: others are held against the first",
    )
    parser.add_argument("--repeat", type=int, default=USUAL_REPEATS, metavar="N")
    parser.add_argument(
        "--perturb",
        default="",
        metavar="LIST",
        help="jpeg, scale, crop, rotate, brightness, blur, noise, grey, flip; jpeg:50 for another "
        "strength",
    )
    parser.add_argument("--paraphrase", action="append", default=[], metavar="TEXT")
    parser.add_argument("--temperature", type=float, metavar="T")
    parser.add_argument("--same-seed", action="store_true", help="every repeat with the same seed")
    parser.add_argument("--again", action="store_true", help="forget what was answered before")
    parser.add_argument(
        "--estimate", action="store_true", help="only say what it would cost; send nothing"
    )
    parser.add_argument("--json", type=Path, metavar="OUT", help="write all figures; - for stdout")
    add_gpu(parser)


def stability(options: Namespace, services: AppServices) -> int:
    """Ask what is open and print a row each; 130 where it was stopped. Raises UsageError."""
    take_gpu(options, services.settings)
    to_stdout = str(options.json) == "-"
    if options.json is not None and not to_stdout:
        check_targets([options.json])
    try:
        images: dict[str, UprightImage] = {}
        for path in options.images:
            image = open_image(path)
            images[image.ref.key] = image
    except ImageError as error:
        print(f"vizdesk: {error}", file=sys.stderr)
        return SOME_FAILED
    plan = _plan(options, services, images)
    if not options.estimate:
        ask_consents(plan.models, services.endpoints)
    try:
        return asyncio.run(_run(options, services, plan, images))
    except KeyboardInterrupt:
        words = "Stopped. What was answered is kept; the same command goes on."
        print(f"vizdesk: {words}", file=sys.stderr)
        return STOPPED


def _plan(
    options: Namespace, services: AppServices, images: dict[str, UprightImage]
) -> StabilityPlan:
    """The plan the options describe. Raises UsageError."""
    from vizdesk.cli.commands.compare import read_task
    from vizdesk.stability.perturbation import PerturbationError, perturbation
    from vizdesk.stability.plan import planned

    options.detailed = False
    task = read_task(options)
    try:
        changes = [perturbation(words) for words in options.perturb.split(",") if words.strip()]
        return planned(
            list(images),
            task,
            [services.models.find_model(spec) for spec in options.models],
            changes,
            options.repeat,
            options.paraphrase,
            options.temperature,
            same_seed=options.same_seed,
        )
    except PerturbationError as error:
        raise UsageError(str(error)) from None


async def _run(
    options: Namespace,
    services: AppServices,
    plan: StabilityPlan,
    images: dict[str, UprightImage],
) -> int:
    from vizdesk.stability.report import report_record, stability_report

    service = services.stability()
    try:
        if options.again:
            service.store.forget(plan)
        estimate = service.estimate(plan, images)
        known = plan.size - len(service.open_cells(plan))
        cost = dollars(estimate.cost_usd) if not estimate.unknown_cost else "not known"
        print(
            f"{plan.size} questions, {known} answered before; cost of the others: {cost}",
            file=sys.stderr,
        )
        if options.estimate:
            return OK
        await _ask(services, plan, images)
        answers = service.answers(plan)
    finally:
        await services.close()
        say_notices(services)
    refs = {key: image.ref for key, image in images.items()}
    report = stability_report(plan, answers, refs, services.agreement.options())
    names = {key: image.ref.name for key, image in images.items()}
    if str(options.json) == "-":
        print_json(report_record(report, names))
    else:
        _print(report, names)
        if options.json is not None:
            write_whole(options.json, to_json(report_record(report, names), indent=2) + "\n")
            print(f"Wrote {options.json}", file=sys.stderr)
    done = all(answer.state is AnswerState.DONE for answer in answers.values())
    return OK if done and len(answers) == plan.size else SOME_FAILED


async def _ask(services: AppServices, plan: StabilityPlan, images: dict[str, UprightImage]) -> None:
    async with aclosing(services.stability().run(plan, images)) as growing:
        async for cell, answer in growing:
            if answer.state.final and answer.failure is not None:
                print(f"{cell.model} · {cell.perturbation}: {answer.failure}", file=sys.stderr)


def _print(report: StabilityReport, names: dict[str, str]) -> None:
    for row in report.rows:
        print(_row_line(row, names))
    for (image, model), found in report.objects.items():
        words = ", ".join(f"{each.label} {each.found}/{each.answers}" for each in found)
        print(f"{names[image]} · {model} · found: {words}")
    for step in report.ladder:
        low, high = step.interval or (None, None)
        sure = "" if low is None else f" [{low:.3f}, {high:.3f}]"
        print(f"ladder · {step.name} · {_share(step.likeness)}{sure} · {step.images} images")


def _row_line(row: VariantReport, names: dict[str, str]) -> str:
    what = row.perturbation if not row.prompt else f"wording {row.prompt + 1}"
    words = [names[row.image], row.model, what, f"{row.read} of {row.repeats} read"]
    if row.in_all is not None:
        words.append(f"in all repeats {row.in_all} of {row.of}")
    words.append(f"self-agreement {_share(row.self_agreement)}")
    words.append(f"like the original {_share(row.drift)}")
    words.append(f"{row.spread.distinct} different replies")
    return " · ".join(words)


def _share(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"
