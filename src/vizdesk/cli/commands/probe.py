"""`vizdesk probe`: which way a model writes boxes, and a profile of it."""

from __future__ import annotations

import asyncio
import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, TypeVar

from vizdesk.cli.gpu_option import add_gpu, take_gpu
from vizdesk.cli.key_consent import ask_consents
from vizdesk.cli.report import print_json, say_notices
from vizdesk.comparison.profiles import BoxConvention
from vizdesk.services.app_services import AppServices

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace, _SubParsersAction

    from vizdesk.comparison.parsing.format_probe import ConventionFit
    from vizdesk.services.format_probe import ModelProbe

Parser = TypeVar("Parser", bound="ArgumentParser")
OK, NOT_SURE, STOPPED = 0, 1, 130
SHOWN = 5
FORMAT = "vizdesk-probe/1"


def add_probe(commands: _SubParsersAction[Parser]) -> None:
    """Put `probe` into the command line's grammar."""
    parser = commands.add_parser("probe", help="find out how a model writes boxes")
    parser.add_argument("model", metavar="MODEL")
    parser.add_argument("--save", action="store_true", help="make a profile and use it")
    parser.add_argument("--json", action="store_true", help="all figures as JSON")
    add_gpu(parser)


def probe(options: Namespace, services: AppServices) -> int:
    """Ask twice and say what the answers tell; 1 where nothing is sure. Raises UsageError."""
    from vizdesk.services.format_probe import probed_profile

    take_gpu(options, services.settings)
    model = services.models.find_model(options.model)
    ask_consents([model], services.endpoints)
    try:
        done = asyncio.run(_ask(services, options.model))
    except KeyboardInterrupt:
        return STOPPED
    if options.json:
        print_json(probe_record(done))
    else:
        _print(done)
    if done.convention is None:
        return NOT_SURE
    if options.save:
        base = services.profiles.profile_of(model)
        profile = probed_profile(done.convention, model, base, datetime.now(UTC).date())
        services.profiles.keep(profile)
        services.profiles.choose(model, profile.id)
        print(f"{model.name} is asked as {profile.id} from now on.", file=sys.stderr)
    return OK


async def _ask(services: AppServices, name: str) -> ModelProbe:
    from vizdesk.services.format_probe import probe_model

    try:
        model = services.models.find_model(name)
        return await probe_model(services.comparisons, model, services.profiles.profiles)
    finally:
        await services.close()
        say_notices(services)


def convention_words(convention: BoxConvention) -> str:
    """“json, x y x y, 1000”."""
    order = "y x y x" if convention.y_first else "x y x y"
    return f"{convention.form.value}, {order}, {convention.scale.value}"


def _print(done: ModelProbe) -> None:
    if done.convention is None:
        print("No way of writing boxes is sure.")
    else:
        print(convention_words(done.convention))
    for fit in done.result.fits[:SHOWN]:
        print(f"  {_fit_words(fit)}")
    for answer in done.answers:
        words = answer.failure or " ".join(answer.text.split())
        print(f"  reply: {words}")


def _fit_words(fit: ConventionFit) -> str:
    place = f"overlap {fit.overlap:.2f}, {fit.boxes} of {fit.objects} objects"
    return f"{convention_words(fit.convention)}: {place}"


def probe_record(done: ModelProbe) -> dict[str, Any]:
    """The probe in plain JSON values."""
    return {
        "format": FORMAT,
        "model": done.model.id,
        "sure": done.convention is not None,
        "conventions": [
            {
                "form": fit.convention.form.value,
                "y_first": fit.convention.y_first,
                "scale": fit.convention.scale.value,
                "overlap": fit.overlap,
                "boxes": fit.boxes,
                "objects": fit.objects,
            }
            for fit in done.result.fits
        ],
        "replies": [answer.text for answer in done.answers],
    }
