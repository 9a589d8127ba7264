"""One door: worker, command line or window, chosen before anything heavy is imported."""

from __future__ import annotations

import gc
import os
import sys

from vizdesk.common import offline

COMMANDS = frozenset(
    {
        "compare",
        "eval",
        "evals",
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
        "install-desktop",
    }
)


def _hand_down_the_environment() -> None:
    """A package finds its libraries by LD_LIBRARY_PATH: the browser it opens must not.

    https://pyinstaller.org/en/stable/runtime-information.html#ld-library-path-libpath-considerations
    """
    if getattr(sys, "frozen", False):
        before = os.environ.pop("LD_LIBRARY_PATH_ORIG", None)
        os.environ.pop("LD_LIBRARY_PATH", None)
        if before is not None:
            os.environ["LD_LIBRARY_PATH"] = before


def _expect_utf8() -> None:
    """Where no language is set, letters are UTF-8: Python sees to that, a package does not.

    Qt would complain on stderr otherwise. https://peps.python.org/pep-0538/
    """
    unset = all(
        os.environ.get(name, "") in ("", "C", "POSIX") for name in ("LC_ALL", "LC_CTYPE", "LANG")
    )
    if getattr(sys, "frozen", False) and sys.platform == "linux" and unset:
        os.environ.pop("LC_ALL", None)
        os.environ["LC_CTYPE"] = "C.UTF-8"


def main(arguments: list[str] | None = None) -> int:
    """Run vizdesk with `arguments` (without the program's name); returns the exit status."""
    words = sys.argv[1:] if arguments is None else arguments
    _hand_down_the_environment()
    _expect_utf8()
    if words[:1] == ["--offline"]:
        # In the environment, where every part of this run finds it.
        os.environ[offline.VARIABLE] = "1"
        words = words[1:]
    if words[:1] == ["--worker"]:
        from vizdesk.engines.llama.worker.main import run

        return run()
    if words[:1] == ["--decoder"]:
        from vizdesk.images.decoder_child import run as decode

        return decode()
    if words[:1] == ["--smoke"]:
        from vizdesk.cli.smoke import run as smoke

        return smoke()
    if words[:1] and (words[0] in COMMANDS or words[0] in ("-h", "--help", "--version")):
        from vizdesk.cli.main import main as command_line

        return command_line(words)
    # What is imported and built for the window stays for good: looking for garbage among it would
    # only hold the window up (10 ms). app.main switches the collector on again.
    gc.disable()
    from vizdesk.app.window import main as window

    return window(words)


if __name__ == "__main__":
    sys.exit(main())
