"""One door: worker, command line or window, chosen before anything heavy is imported."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Mapping, Sequence

from vizdesk.common import offline
from vizdesk.common.terminal import plain_output

COMMANDS = frozenset(
    {
        "compare",
        "agreement",
        "score",
        "truth",
        "votes",
        "probe",
        "stability",
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
        "read",
        "table",
        "settings",
        "sets",
        "install-desktop",
    }
)

NEW_WINDOW = "--new-window"
"""Opens a window beside the one that runs, which otherwise takes what is to be opened."""


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


def why_no_window(words: Sequence[str], environ: Mapping[str, str], system: str) -> str:
    """Why `words` open no window: a mistyped command, or no display. Empty where they do.

    A word that is neither a file nor an option was meant as a command. Without a display Qt would
    abort (status 134) after messages of its own.
    """
    first = next((word for word in words if not word.startswith("-")), "")
    if first and not os.path.exists(first) and not {".", os.sep, "/"} & set(first):
        import difflib

        near = difflib.get_close_matches(first, sorted(COMMANDS), n=1)
        meant = f"; did you mean “{near[0]}”?" if near else ", nor a file of this name."
        return f"there is no command “{first}”{meant} “vizdesk --help” lists the commands."
    seen = any(environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))
    if system.startswith("linux") and not seen:
        return (
            "there is no display here (DISPLAY and WAYLAND_DISPLAY are empty), so no window can "
            "open. “vizdesk compare IMAGE --task TASK --model MODEL” works without one; "
            "“vizdesk --help” lists the commands."
        )
    return ""


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
    if words[:1] == ["--devices"]:
        from vizdesk.engines.llama.worker.device_report import run as report_devices

        return report_devices()
    if words[:1] == ["--headers"]:
        from vizdesk.catalog.gguf.header_child import run as read_headers

        return read_headers()
    if words[:1] == ["--ray-driver"]:
        from vizdesk.engines.ray.driver import run as drive_ray

        return drive_ray()
    if words[:1] == ["--smoke"]:
        from vizdesk.cli.smoke import run as smoke

        return smoke()
    if words[:1] and (words[0] in COMMANDS or words[0] in ("-h", "--help", "--version")):
        from vizdesk.cli.main import main as command_line

        return command_line(words)
    return _open_window(words)


def _open_window(words: list[str]) -> int:
    """Open the window, or hand the words over to the one that runs; returns the exit status."""
    reason = why_no_window(words, os.environ, sys.platform)
    if reason:
        with plain_output():
            print(f"vizdesk: {reason}", file=sys.stderr)  # noqa: T201 - no window will say it
        return 2
    listener = None
    # A run that is to open no connection is no business of a window that may.
    if NEW_WINDOW not in words and not offline.asked_for(os.environ):
        from vizdesk.common.paths import data_folder
        from vizdesk.services.running_window import listen_or_hand_over, wanted

        start = listen_or_hand_over(data_folder(), wanted(words, os.environ))
        if start.handed_over:
            return 0
        listener = start.listener
    # What is imported and built for the window stays for good: looking for garbage among it would
    # only hold the window up (10 ms). app.main switches the collector on again.
    gc.disable()
    from vizdesk.app.window import main as window

    with plain_output():
        return window(words, listener)


if __name__ == "__main__":
    sys.exit(main())
