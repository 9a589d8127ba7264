"""One door: worker, command line or window, chosen before anything heavy is imported."""

from __future__ import annotations

import gc
import os
import sys

from vizdesk import offline

COMMANDS = frozenset(
    {
        "compare",
        "convert",
        "models",
        "prices",
        "history",
        "export",
        "keys",
        "endpoints",
        "doctor",
        "suite",
        "download",
        "table",
        "settings",
        "sets",
    }
)


def main(arguments: list[str] | None = None) -> int:
    """Run vizdesk with `arguments` (without the program's name); returns the exit status."""
    words = sys.argv[1:] if arguments is None else arguments
    if words[:1] == ["--offline"]:
        # In the environment, where every part of this run finds it.
        os.environ[offline.VARIABLE] = "1"
        words = words[1:]
    if words[:1] == ["--worker"]:
        from vizdesk.engines.llama_worker.main import run

        return run()
    if words[:1] and (words[0] in COMMANDS or words[0] in ("-h", "--help", "--version")):
        from vizdesk.cli import main as command_line

        return command_line(words)
    # What is imported and built for the window stays for good: looking for garbage among it would
    # only hold the window up (10 ms). app.main switches the collector on again.
    gc.disable()
    from vizdesk.app import main as window

    return window(words)


if __name__ == "__main__":
    sys.exit(main())
