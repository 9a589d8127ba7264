"""`vizdesk convert paligemma FOLDER`: a published checkpoint → a GGUF pair llama.cpp loads."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from vizdesk.common.messages import message
from vizdesk.common.terminal import rewrite_line
from vizdesk.conversion.errors import ConversionError
from vizdesk.conversion.gguf_file import WeightType
from vizdesk.conversion.paligemma import open_folder


def add_convert(commands: Any) -> None:  # noqa: ANN401 - argparse's subparsers have no public type
    """Add the command to the command line's grammar."""
    convert = commands.add_parser("convert", help="make GGUF files of a published checkpoint")
    families = convert.add_subparsers(dest="family", required=True)
    paligemma = families.add_parser(
        "paligemma", help="PaliGemma 1 and 2, which llama.cpp leaves out"
    )
    paligemma.add_argument("folder", type=Path, help="the downloaded folder: config.json and all")
    paligemma.add_argument("--out", type=Path, metavar="FOLDER", help="where to (default: there)")
    paligemma.add_argument(
        "--type", default=WeightType.F16.value, choices=[kind.value for kind in WeightType]
    )
    paligemma.add_argument("--force", action="store_true", help="replace files that are there")


def convert(options: argparse.Namespace) -> int:
    """Convert and say how to ask the model; returns the exit status."""
    try:
        model, projector = _convert(options)
    except ConversionError as error:
        print(f"vizdesk: {error}", file=sys.stderr)
        return 1
    print(f"Ask it with --model {model}+{projector}, or drop both files on the window.")
    return 0


def _convert(options: argparse.Namespace) -> tuple[Path, Path]:
    checkpoint = open_folder(options.folder)
    target: Path = options.out or options.folder
    target.mkdir(parents=True, exist_ok=True)
    kind = WeightType(options.type)
    name = "-".join(checkpoint.facts.name.split())
    model = target / f"{name}-{kind.name}.gguf"
    projector = target / f"mmproj-{name}-{kind.name}.gguf"
    for path in (model, projector):
        if path.exists() and not options.force:
            raise ConversionError(
                message("{path} is there already. Use --force to replace it.", path=str(path))
            )
    checkpoint.convert(model, projector, kind, _progress())
    print(file=sys.stderr)
    return model, projector


def _progress() -> Callable[[float], None]:
    """Writes the per cent to stderr, each once."""
    last = -1

    def report(share: float) -> None:
        nonlocal last
        percent = int(share * 100)
        if percent > last:
            last = percent
            rewrite_line(f"Converting: {percent} %")

    return report
