"""`--gpu`: where local models are computed in this run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vizdesk.cli.parser import UsageError
from vizdesk.services.settings import SettingsService
from vizdesk.settings.schema import SettingError

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace


def add_gpu(parser: ArgumentParser) -> None:
    """Give a command `--gpu`."""
    parser.add_argument(
        "--gpu",
        metavar="DEVICE",
        help="for local models: auto, none, or a device of `vizdesk doctor` (as set unless given)",
    )


def take_gpu(options: Namespace, settings: SettingsService) -> None:
    """Have the device of this run be the one that was given. Raises UsageError."""
    if options.gpu is None:
        return
    try:
        settings.preferences.take("gpu", options.gpu)
    except SettingError as error:
        raise UsageError(str(error)) from None
