"""`vizdesk eval SUITE` runs a suite; `vizdesk evals …` lists, shows, exports and deletes runs."""

from __future__ import annotations

import asyncio
import sys
from argparse import ArgumentTypeError
from collections.abc import Sequence
from contextlib import nullcontext
from math import inf
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from vizdesk.catalog.endpoints.endpoint import key_name_for
from vizdesk.cli.confirm import add_yes, confirm
from vizdesk.cli.export_options import check_targets
from vizdesk.cli.gpu_option import add_gpu, take_gpu
from vizdesk.cli.key_consent import ask_consents
from vizdesk.cli.ray_option import add_ray, many, ray_executor
from vizdesk.cli.report import offscreen_painting, say_notices
from vizdesk.common.formatting import dollars, duration, number
from vizdesk.common.messages import Message, message, verbatim
from vizdesk.common.terminal import rewrite_line
from vizdesk.comparison.models import Model
from vizdesk.evals.executors import ClusterCounts
from vizdesk.evals.judge_prompt import refusal
from vizdesk.evals.suite import SuiteError
from vizdesk.export.eval_results import ENDINGS, EvalExportError, write_results
from vizdesk.runs.plan import RunPlan, Shard
from vizdesk.runs.progress import RunProgress
from vizdesk.runs.records import RunState
from vizdesk.runs.report.failures import failures
from vizdesk.runs.report.pair_tests import chosen_pairs
from vizdesk.runs.report.run_diff import run_changes
from vizdesk.runs.report.text import heading, plain
from vizdesk.runs.schema import RunsError
from vizdesk.services.app_services import AppServices
from vizdesk.services.evals import EvalService

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace, _SubParsersAction

OK, FAILED, STOPPED = 0, 1, 130
Parser = TypeVar("Parser", bound="ArgumentParser")


def add_eval(commands: _SubParsersAction[Parser], kind: type[Parser]) -> None:
    """Put `eval` and `evals` into the command line's grammar."""
    parser = commands.add_parser("eval", help="ask models every prompt of a suite, and count")
    parser.add_argument(
        "suite", metavar="SUITE", help="vizdesk-67, little, or a folder (docs/evals.md)"
    )
    parser.add_argument("--model", action="append", required=True, dest="models", metavar="ID")
    parser.add_argument("--repeat", type=_positive, default=1, metavar="N", help="ask each N times")
    parser.add_argument("--limit", type=_positive, metavar="N", help="so many prompts only")
    words = "of vizdesk-67 or little: another seed, another suite of the same kinds (default: 1)"
    parser.add_argument("--seed", type=int, metavar="N", help=words)
    parser.add_argument(
        "--prompt", default="", metavar="TEXT", help="for a folder of images (else: captions)"
    )
    words = "leave out prompts whose image is missing or damaged, and list them"
    parser.add_argument("--skip-missing", action="store_true", help=words)
    parser.add_argument("--ceiling", type=_dollars, metavar="USD", help="stop before it costs more")
    parser.add_argument(
        "--batch",
        action="store_true",
        help="through the Batch API of those that have one: half the price, up to two days",
    )
    parser.add_argument(
        "--judge", metavar="ID", help="a model that judges answers too, not its own"
    )
    words = "one share of it, for as many machines: 2/8 (docs/scale.md, `vizdesk evals merge`)"
    parser.add_argument("--shard", type=_shard, metavar="I/N", help=words)
    parser.add_argument("--new", action="store_true", help="do not go on with an unfinished run")
    add_gpu(parser)
    add_ray(parser)
    _add_reference(parser)
    _add_export(parser)
    _add_evals(commands, kind)


def _add_evals(commands: _SubParsersAction[Parser], kind: type[Parser]) -> None:
    evals = commands.add_parser("evals", help="runs of suites: list, show, resume, delete")
    actions = evals.add_subparsers(dest="action", required=True, parser_class=kind)
    actions.add_parser("list", help="all runs, the newest first")
    for name, words in (
        ("show", "the results of a run"),
        ("resume", "ask what a run has not asked yet"),
        ("delete", "forget a run"),
    ):
        action = actions.add_parser(name, help=words)
        action.add_argument("id", metavar="ID", help="or the first figures of it")
        if name == "resume":
            words = "end its batches at their servers, and keep what they answered"
            action.add_argument("--cancel-batch", action="store_true", help=words)
            words = "stop before all of it costs more; else as it was begun"
            action.add_argument("--ceiling", type=_dollars, metavar="USD", help=words)
            add_ray(action)
        if name == "delete":
            words = "also while a batch of it is at its server, which is then paid for in vain"
            action.add_argument("--leave-batch", action="store_true", help=words)
            add_yes(action)
        else:
            _add_reference(action)
            _add_export(action)
    action = actions.add_parser(
        "diff", help="what was right in one run and is wrong in a later one"
    )
    action.add_argument("earlier", metavar="EARLIER", help="a run's id, or the first figures of it")
    action.add_argument("later", metavar="LATER", help="likewise")
    words = "put the shares of one run together (`vizdesk eval --shard`)"
    action = actions.add_parser("merge", help=words)
    words = "a JSON export of a share, or its evals.sqlite3"
    action.add_argument("files", metavar="FILE", nargs="+", type=Path, help=words)
    _add_reference(action)
    _add_export(action)


def _add_reference(parser: ArgumentParser) -> None:
    words = "compare the others with this model only: fewer tests, corrected less"
    parser.add_argument("--reference", default="", metavar="MODEL", help=words)
    words = "compare it with this one only, as chosen beforehand: one test, no correction"
    parser.add_argument("--against", default="", metavar="MODEL", help=words)


def _add_export(parser: ArgumentParser) -> None:
    endings = " ".join(ENDINGS)
    parser.add_argument(
        "--export", action="append", default=[], type=Path, metavar="FILE", help=endings
    )


def _shard(text: str) -> Shard:
    number, slash, count = text.partition("/")
    if slash and number.isdecimal() and count.isdecimal() and 1 <= int(number) <= int(count):
        return Shard(int(number), int(count))
    raise ArgumentTypeError(f"{text} is no share such as 1/8, 2/8 … 8/8")


def _positive(text: str) -> int:
    try:
        number = int(text)
    except ValueError:
        number = 0
    if number < 1:
        raise ArgumentTypeError(f"{text} is no number from 1 on")
    return number


def _dollars(text: str) -> float:
    try:
        amount = float(text)
    except ValueError:
        amount = -1.0
    if not 0 <= amount < inf:
        raise ArgumentTypeError(f"{text} is no amount of US dollars")
    return amount


def run_eval(options: Namespace, services: AppServices) -> int:
    """Run a suite; returns the exit status: 0 all answered, 1 some failed, 130 stopped."""
    take_gpu(options, services.settings)
    service = services.evals()
    try:
        check_targets(options.export)
        suite = service.suite(
            options.suite,
            options.prompt,
            1 if options.seed is None else options.seed,
            skip_missing=options.skip_missing,
        )
        notes = list(suite.notes)
        if options.seed is not None and suite.seed != str(options.seed):
            notes.append(
                message(
                    "--seed is of suites that vizdesk draws; {title} is as it is.",
                    title=suite.title,
                )
            )
        for note in notes:
            print(f"vizdesk: {note}", file=sys.stderr)
        models = tuple(
            {model.id: model for model in map(services.models.find_model, options.models)}.values()
        )
        judge = services.models.find_model(options.judge) if options.judge else None
        for sentence in _not_judged(judge, models):
            print(f"vizdesk: {sentence}", file=sys.stderr)
        asked = options.repeat, options.limit, options.ceiling, options.batch
        plan = RunPlan(suite, models, *asked, judge, options.shard)
        if plan.shard is not None:
            print(f"Share {plan.shard}: {number(plan.total)} of {number(plan.whole.total)}.")
        if plan.ceiling_usd is not None:
            _say_what_is_not_counted(service, plan)
        if plan.batch:
            _check_batch(service, plan)
        run, goes_on = service.begin(plan, new=options.new)
        if goes_on:
            done = service.store.answered(run)
            there = f"{number(done)} of {number(plan.total)} are answered"
            print(f"Going on with run {run[:8]}: {there}.")
        else:
            # The same, but its items are read as they are asked: a million are not held together.
            plan = service.store.plan(run)
            del suite
        return _work(service, services, run, plan, options)
    except (SuiteError, RunsError, EvalExportError) as error:
        print(f"vizdesk: {error}", file=sys.stderr)
        if isinstance(error, SuiteError) and error.leavable:
            print("vizdesk: --skip-missing leaves these images out.", file=sys.stderr)
        return FAILED
    finally:
        service.close()
        say_notices(services)


def _not_judged(judge: Model | None, models: Sequence[Model]) -> list[str]:
    """Why some answers will not be judged."""
    if judge is None:
        return []
    return [
        f"{refusal(judge, model)} They are left unjudged."
        for model in models
        if refusal(judge, model)
    ]


def run_evals(options: Namespace, services: AppServices) -> int:
    """Do what `vizdesk evals …` says; returns the exit status."""
    service = services.evals()
    try:
        if options.action == "list":
            return _list(service)
        check_targets(getattr(options, "export", ()))
        if options.action == "merge":
            return _merge(service, services, options)
        if options.action == "diff":
            return _diff(service, options)
        run = service.run_id(options.id)
        if options.action == "delete":
            confirm(_question(service, run), options)
            service.delete(run, leave_batch=options.leave_batch)
            print(f"Deleted {run[:8]}. Its suite was not touched.")
            return OK
        if options.action == "resume":
            plan = service.take_up(run, options.ceiling)
            return _work(service, services, run, plan, options)
        _say_stops(service.store.stops(run))
        return _show(service, run, options)
    except (SuiteError, RunsError, EvalExportError) as error:
        print(f"vizdesk: {error}", file=sys.stderr)
        return FAILED
    finally:
        service.close()
        say_notices(services)


def _question(service: EvalService, run: str) -> str:
    """What will be lost, in one question."""
    entry = next(entry for entry in service.store.entries() if entry.id == run)
    what = f"{entry.title}, {number(entry.done)} of {number(entry.total)} answers"
    return f"Delete eval run {run[:8]} ({what}) for good?"


def _work(
    service: EvalService, services: AppServices, run: str, plan: RunPlan, options: Namespace
) -> int:
    cancel = bool(getattr(options, "cancel_batch", False))
    ask_consents([*plan.models, *([plan.judge] if plan.judge else [])], services.endpoints)

    stops: tuple[Message, ...] = ()

    def tell(progress: RunProgress) -> None:
        nonlocal stops
        _say_stops(progress.stops[len(stops) :])
        stops = progress.stops
        _tell(progress)

    async def work() -> RunState:
        try:
            executor = ray_executor(options, services)
            return await service.work(run, plan, tell, cancel=cancel, executor=executor)
        finally:
            await services.close()

    try:
        state = asyncio.run(work())
    except KeyboardInterrupt:
        print(f"\nStopped. `vizdesk evals resume {run[:8]}` goes on.", file=sys.stderr)
        _say_what_is_away(service, run)
        return STOPPED
    except RunsError as error:
        print(f"\nvizdesk: {error}", file=sys.stderr)
        print(f"`vizdesk evals resume {run[:8]}` goes on.", file=sys.stderr)
        _say_what_is_away(service, run)
        return FAILED
    print(file=sys.stderr)
    _say_how_it_ended(service, run, plan, state, cancel=cancel)
    status = _show(service, run, options)
    return FAILED if state is RunState.CEILING or stops else status


def _say_stops(reasons: Sequence[Message]) -> None:
    for reason in reasons:
        print(f"\nvizdesk: Not asked any more: {reason}", file=sys.stderr)


def _say_how_it_ended(
    service: EvalService, run: str, plan: RunPlan, state: RunState, *, cancel: bool
) -> None:
    goes_on = f"`vizdesk evals resume {run[:8]}"
    if state is RunState.CEILING:
        ceiling = dollars(plan.ceiling_usd)
        words = f"{goes_on} --ceiling USD` goes on."
        print(f"Stopped before it costs more than {ceiling}. {words}", file=sys.stderr)
    elif cancel:
        print("The batch was ended at its server; its answers are kept.", file=sys.stderr)
    elif state is RunState.STOPPED:
        done = next(entry.done for entry in service.store.entries() if entry.id == run)
        left = f"{number(plan.total - done)} of {number(plan.total)} are left"
        print(f"Stopped: {left}. {goes_on}` asks them.", file=sys.stderr)


def _say_what_is_not_counted(service: EvalService, plan: RunPlan) -> None:
    known = service.expected_usd(plan)
    for model in plan.models:
        if not model.free and model.price is None and model.id not in known:
            words = "no price is known: it is asked no more where its server tells no cost"
            print(f"vizdesk: {model.name}: {words}.", file=sys.stderr)


def _check_batch(service: EvalService, plan: RunPlan) -> None:
    """Say which models cannot be asked in a batch. Raises RunsError when none can."""
    taken = service.batched(plan)
    if not taken:
        raise RunsError(verbatim("None of these models has a Batch API. Run it without --batch."))
    for model in plan.models:
        if model.id not in taken:
            words = "has no Batch API; it is asked the usual way"
            print(f"vizdesk: {model.name} {words}.", file=sys.stderr)


def _say_what_is_away(service: EvalService, run: str) -> None:
    away = service.batches.under_way(run)
    if away:
        print(
            f"A batch of {number(away)} goes on at its server, and is paid for; to end it: "
            f"`vizdesk evals resume {run[:8]} --cancel-batch`.",
            file=sys.stderr,
        )


def _tell(progress: RunProgress) -> None:
    parts = [f"{number(progress.done)} of {number(progress.total)}"]
    if progress.failed:
        parts.append(f"{number(progress.failed)} failed")
    if progress.batch is not None:
        parts.append(f"in a batch: {number(progress.batch.done)} of {number(progress.batch.total)}")
        if progress.batch.problem:
            parts.append(progress.batch.problem)
    if progress.cluster is not None:
        parts.append(_cluster(progress.cluster))
    if progress.left_s is not None and progress.done < progress.total:
        parts.append(f"about {duration(progress.left_s)} left")
    if progress.forecast_usd:
        parts.append(f"{dollars(progress.spent_usd)} of about {dollars(progress.forecast_usd)}")
    if progress.assumed_usd:
        parts.append(f"{dollars(progress.assumed_usd)} of it assumed: no cost was told")
    parts += [progress.now] if progress.now else []
    if sys.stderr.isatty():
        rewrite_line(" · ".join(parts).ljust(100))
    else:
        print(" · ".join(parts), file=sys.stderr, flush=True)


def _cluster(counts: ClusterCounts) -> str:
    lost = f", {number(counts.lost)} lost" if counts.lost else ""
    rate = "" if counts.answers_per_s is None else f", {counts.answers_per_s:.1f} answers/s"
    where = f"{many(counts.actors, 'actor')} on {many(counts.nodes, 'node')}"
    return f"{where}{lost}{rate}"


def _list(service: EvalService) -> int:
    if not service.store.entries():
        print("No eval runs yet: `vizdesk eval little --model demo-large` makes one.")
    for entry in service.store.entries():
        when = entry.created.astimezone().strftime("%Y-%m-%d %H:%M")
        done = f"{number(entry.done)}/{number(entry.total)}"
        models = ", ".join(entry.models)
        print(f"{entry.id[:8]}  {when}  {entry.state.value:9} {done:>11}  {entry.title}  {models}")
    return OK


def _diff(service: EvalService, options: Namespace) -> int:
    """Say what changed for each model; 1 where something was right and is wrong now."""
    runs = [service.run_id(start) for start in (options.earlier, options.later)]
    earlier, later = ((service.store.plan(run), service.store.figures(run)) for run in runs)
    changes = run_changes(earlier, later)
    if not changes:
        print("These runs share no model, or no prompt that is asked and judged alike.")
    for change in changes:
        print(change.words)
        for item in change.regressions:
            print(f"  ✗ {item.id}  {item.image_name}  {' '.join(item.prompt.split())[:80]}")
        for item in change.gains:
            print(f"  ✓ {item.id}  {item.image_name}  {' '.join(item.prompt.split())[:80]}")
    return FAILED if any(change.regressions for change in changes) else OK


def _merge(service: EvalService, services: AppServices, options: Namespace) -> int:
    endpoints = services.endpoints.known()[0]
    merged = service.merge(options.files, lambda base_url: key_name_for(base_url, endpoints))
    files = f"{number(len(options.files))} file{'s' if len(options.files) > 1 else ''}"
    twice = f", {number(merged.dropped)} there twice and dropped" if merged.dropped else ""
    there = f"{number(merged.answered)} of {number(merged.total)} are answered"
    print(f"Merged {files} into run {merged.run[:8]}: {there}{twice}.", file=sys.stderr)
    if merged.answered < merged.total:
        words = f"`vizdesk evals resume {merged.run[:8]}` asks the others."
        print(words, file=sys.stderr)
    status = _show(service, merged.run, options)
    return FAILED if merged.answered < merged.total else status


def _show(service: EvalService, run: str, options: Namespace) -> int:
    models = service.store.plan(run).models
    choice = chosen_pairs(models, options.reference, options.against)
    created = service.created(run)
    with service.one_reading(run, choice) as (run_results, answers):
        print(f"{run[:8]}  {heading(run_results.plan, created)}\n")
        print(plain(run_results), end="")
        for failure in failures(run_results.plan, answers.failed()):
            print(f"vizdesk: {failure.words}", file=sys.stderr)
        for path in options.export:
            with offscreen_painting() if path.suffix.lower() == ".png" else nullcontext():
                write_results(path, run_results, answers, created)
            print(f"Wrote {path}", file=sys.stderr)
    return FAILED if any(row.failed for row in run_results.rows) else OK
