"""Keys with a real gnome-keyring in a D-Bus session of its own: unlocked, locked, none at all."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from tests.waiting import LIMIT_S

SESSION = Path(__file__).with_name("keyring_session.py")
# Without service folders nothing is started on demand: no second daemon, no unlock dialog.
BUS = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>session</type><listen>unix:tmpdir=/tmp</listen>
<policy context="default">
<allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/>
</policy>
</busconfig>
"""

needs_daemon = pytest.mark.skipif(
    not (shutil.which("dbus-run-session") and shutil.which("gnome-keyring-daemon")),
    reason="the real keyring is GNOME's, on Linux (tools/setup.sh test installs it)",
)


def play(case: str, tmp_path: Path, *, bus: bool = True) -> dict[str, Any]:
    environ = {"PATH": os.environ["PATH"], "PYTHONPATH": os.pathsep.join(sys.path)}
    for name in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_RUNTIME_DIR"):
        environ[name] = str(tmp_path / name)
        (tmp_path / name).mkdir(mode=0o700)
    config = tmp_path / "bus.conf"
    config.write_text(BUS, encoding="utf-8")
    command = [sys.executable, str(SESSION), case]
    if bus:
        command = ["dbus-run-session", f"--config-file={config}", "--", *command]
    pipes: dict[str, Any] = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    with subprocess.Popen(command, env=environ, start_new_session=True, **pipes) as session:
        try:
            said, wrong = session.communicate(timeout=LIMIT_S)
        except subprocess.TimeoutExpired:
            os.killpg(session.pid, signal.SIGKILL)  # the bus and the daemon with it
            raise
    assert session.returncode == 0, wrong
    seen: dict[str, Any] = json.loads(said)
    return seen


@needs_daemon
def test_an_unlocked_keyring_stores_reads_and_deletes_a_key(tmp_path: Path) -> None:
    assert play("unlocked", tmp_path) == {
        "before": "MISSING",
        "stored": True,
        "after": "PRESENT",
        "source": "KEYRING",
        "found": "sk-stored",
        "end": "MISSING",
    }


@needs_daemon
def test_a_locked_keyring_is_told_from_a_missing_key(tmp_path: Path) -> None:
    assert play("locked", tmp_path) == {
        "before": "LOCKED",
        "refused": "LOCKED",
        "traceback has key": False,
        "after": "LOCKED",
        "source": "ENVIRONMENT",
        "found": "sk-environment",
        "not removed": "LOCKED",
        "end": "LOCKED",
    }


@needs_daemon
def test_a_key_of_ones_own_server_is_kept_tested_and_removed(tmp_path: Path) -> None:
    assert play("services", tmp_path) == {
        "kept": "The key for Mine is in this system's password store.",
        "standing": ["KEYRING", "PRESENT"],
        "test": "works, 1 model",
        "sent": ["Bearer sk-1"],
        "for another host": True,
        "forgot": "The key for Mine was removed.",
        "end": [],
        "in the file": False,
    }


@needs_daemon
def test_with_a_locked_keyring_a_key_is_kept_for_this_run_and_said_so(tmp_path: Path) -> None:
    seen = play("services locked", tmp_path)
    assert seen.pop("kept") == (
        "The password store is locked. Unlock it, then try again. "
        "The key for Mine is kept until you close vizdesk."
    )
    assert seen == {
        "standing": ["MEMORY", "LOCKED"],
        "test": "works, 1 model",
        "sent": ["Bearer sk-1"],
        "for another host": True,
        "forgot": "LOCKED",
        "end": [None, "LOCKED"],
        "in the file": False,
    }


@needs_daemon
def test_a_store_nobody_used_yet_is_not_made_by_looking_for_a_key(tmp_path: Path) -> None:
    """Making it is a dialog that asks for a new password: not at the start of the window."""
    found = {"gemini": False, "xai": True, "openai": False}
    assert play("new", tmp_path) == {**found, "state": "MISSING"}


@needs_daemon
def test_a_key_in_a_locked_store_is_seen_without_unlocking_it(tmp_path: Path) -> None:
    found = {"gemini": True, "xai": True, "openai": False}
    assert play("quiet", tmp_path) == {**found, "state": "LOCKED"}


NOBODY = {
    "before": "NONE",
    "refused": "NONE",
    "traceback has key": False,
    "after": "NONE",
    "source": "ENVIRONMENT",
    "found": "sk-environment",
    "end": "NONE",
}


@needs_daemon
def test_a_desktop_without_a_keyring_falls_back_to_the_environment(tmp_path: Path) -> None:
    assert play("nobody", tmp_path) == NOBODY


@pytest.mark.skipif(sys.platform != "linux", reason="other systems always have a keyring")
def test_a_system_without_d_bus_falls_back_to_the_environment(tmp_path: Path) -> None:
    assert play("nobody", tmp_path, bus=False) == NOBODY
