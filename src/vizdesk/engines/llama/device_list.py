"""Which devices llama.cpp finds here, asked in a child: drivers that abort end nothing else."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from vizdesk.common.confined_child import child_command, count_of
from vizdesk.engines.llama.device import Device, DeviceKind
from vizdesk.engines.llama.worker_process import worker_environment

SECONDS = 30.0


@dataclass(frozen=True, slots=True)
class DeviceReport:
    """What llama.cpp says of itself and of this machine.

    `error`: why it does not load. `driver_fault`: how asking the drivers of GPUs ended, where it
    ended badly; the devices are then those that are there without them.
    """

    version: str = ""
    build: str = ""
    features: str = ""
    devices: tuple[Device, ...] = ()
    error: str = ""
    driver_fault: str = ""


def list_devices(command: Sequence[str] | None = None) -> DeviceReport:
    """Ask a child, and once more without GPUs when it does not come back. Never raises."""
    words = tuple(command or child_command("devices"))
    report, fault = _asked(words, gpu=True)
    if report is not None:
        return report
    without, second = _asked(words, gpu=False)
    if without is None:
        return DeviceReport(error=second)
    return DeviceReport(
        without.version, without.build, without.features, without.devices, "", fault
    )


def _asked(command: Sequence[str], *, gpu: bool) -> tuple[DeviceReport | None, str]:
    """The child's report, or how it ended."""
    try:
        done = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=SECONDS,
            check=False,
            env=worker_environment(gpu=gpu),
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        told = json.loads(done.stdout)
        if "error" in told:
            return DeviceReport(error=str(told["error"])), ""
        devices = tuple(map(_device, told["devices"]))
        version, build, features = (str(told[key]) for key in ("version", "build", "features"))
        return DeviceReport(version, build, features, devices), ""
    except subprocess.TimeoutExpired:
        return None, f"did not answer within {SECONDS:.0f} s"
    except OSError as error:
        return None, str(error)
    except Exception:  # noqa: BLE001 - a list that makes no sense, however it is wrong
        code = done.returncode
        return None, f"ended with signal {-code}" if code < 0 else f"ended with code {code}"


def _device(told: Mapping[str, Any]) -> Device:
    """A device as the child describes it. Raises (anything) where it makes no sense."""
    free, total = (count_of(told[name], 0, 1 << 64) for name in ("free", "total"))
    backend, name, description = (str(told[key]) for key in ("backend", "name", "description"))
    return Device(backend, name, description, DeviceKind(told["kind"]), free, total)
