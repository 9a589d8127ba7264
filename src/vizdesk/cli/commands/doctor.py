"""What works on this machine: a line for each part, and what to do about those that do not."""

from __future__ import annotations

import os
import platform
import sys
from importlib import metadata

import vizdesk
from vizdesk.app.container import DEVICE_TRIALS
from vizdesk.common import paths, resources
from vizdesk.common.formatting import byte_size
from vizdesk.common.free_memory import available_bytes
from vizdesk.engines.llama.cpu_cores import usable_cores
from vizdesk.engines.llama.device import Device
from vizdesk.engines.llama.device_choice import gpu_states, has_gpu_library
from vizdesk.engines.llama.device_list import list_devices
from vizdesk.engines.llama.device_trial import DeviceTrials
from vizdesk.engines.llama.thread_count import reading_threads
from vizdesk.services.app_services import AppServices
from vizdesk.services.settings import SettingsService

LARGE_MODEL_BYTES = 1 << 32


def report(services: AppServices) -> int:
    """Print the report; returns 0 when a local comparison can run here, else 1."""
    memory = available_bytes()
    lines = [
        ("vizdesk", vizdesk.__version__),
        ("python", f"{platform.python_version()} on {platform.platform()}"),
        ("resources", str(resources.folder())),
        ("processor", _processor()),
        ("memory", "unknown" if memory is None else f"{byte_size(memory)} free"),
        ("display", _display()),
        (
            "network",
            "offline: no connection is opened" if services.settings.offline.on else "when asked to",
        ),
        ("keyring", services.endpoints.keys.state("openai").sentence),
    ]
    works, llama = _llama(services.settings)
    lines += llama
    for name in ("PySide6-Essentials", "openai", "Pillow", "keyring"):
        lines.append((name, metadata.version(name)))
    ready = sum(services.models.requirement(model).ready for model in services.models.at_start)
    lines.append(("models", f"{ready} of {len(services.models.at_start)} ready (vizdesk models)"))
    wide = max(len(name) for name, _ in lines)
    for name, words in lines:
        print(f"{name:{wide}}  {words}")
    return 0 if works else 1


def _processor() -> str:
    cores = usable_cores()
    threads = reading_threads(LARGE_MODEL_BYTES, cores)
    return f"{cores} cores; large models read with {threads} threads, small ones with 1"


def _display() -> str:
    if sys.platform in ("win32", "darwin"):
        return "this desktop"
    name = os.environ.get("WAYLAND_DISPLAY") or os.environ.get("DISPLAY")
    return name or "none: the window cannot open here, the command line can be used"


def _llama(settings: SettingsService) -> tuple[bool, list[tuple[str, str]]]:
    report = list_devices()
    if report.error:
        return False, [("llama.cpp", f"does not load: {report.error}. Install vizdesk again.")]
    trials = DeviceTrials(paths.data_folder() / DEVICE_TRIALS)
    gpus = [
        ("GPU", f"{device.words}: {state}")
        for device, state in gpu_states(trials, settings.preferences.now.gpu, report)
    ]
    if report.driver_fault:
        gpus = [
            (
                "GPU",
                f"not used: asking its driver {report.driver_fault}. Update or remove the driver.",
            )
        ]
    elif not gpus:
        why = "no driver found one" if has_gpu_library() else "this build runs on the CPU"
        gpus = [("GPU", f"none: {why} (README, GPU)")]
    return True, [
        ("llama.cpp", f"llama-cpp-python {report.version}, {report.build}"),
        ("backends", ", ".join(dict.fromkeys(device.backend for device in report.devices))),
        *(("device", _device(device)) for device in report.devices),
        *gpus,
        ("features", report.features),
    ]


def _device(device: Device) -> str:
    memory = f"{byte_size(device.free)} of {byte_size(device.total)} free"
    return f"{device.name} ({device.description.strip()}), {memory}"
