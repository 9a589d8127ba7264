"""Where models are put: the GPU that was chosen, after a test it must pass, else the processor."""

from __future__ import annotations

import asyncio
import importlib.util
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from vizdesk.common.messages import Message, message
from vizdesk.engines.llama.device import AUTOMATIC, NO_GPU, Device, chosen_device
from vizdesk.engines.llama.device_list import DeviceReport, list_devices
from vizdesk.engines.llama.device_trial import DeviceTrials, TrialResult

# ggml's libraries that find no GPU.
_OF_THE_PROCESSOR = ("base", "cpu", "blas", "rpc")

FAILURES: dict[TrialResult, Message] = {
    TrialResult.OTHER_ANSWER: message("it gave another answer than the processor"),
    TrialResult.DIED: message("its driver ended the engine"),
    TrialResult.TOO_SLOW: message("it took too long"),
    TrialResult.FAILED: message("the engine failed on it"),
}


@dataclass(frozen=True, slots=True)
class Placement:
    """The name of the GPU that models go onto, empty for the processor, and what a person is to
    know: why a GPU is not used that is there, or was chosen."""

    device: str = ""
    notice: Message | None = None


class Placements(Protocol):
    """Whoever says where the next model goes."""

    async def placement(self) -> Placement:
        """Where the next model goes. Never raises but CancelledError."""
        ...


class OneDevice:
    """Always the device of this name, untested; empty: the processor."""

    def __init__(self, name: str = "") -> None:
        self._placement = Placement(name)

    async def placement(self) -> Placement:
        """The device."""
        return self._placement


class TrustedDevices:
    """Lists devices once, in a child, and lets a model onto one that has passed its test.

    `wished` is the setting as it is now: AUTOMATIC, NO_GPU, or a device. `trial` asks the same
    question on the device and on the processor; its result is remembered in `trials` for this
    device, driver and build of llama.cpp. Where no GPU's library is installed nothing is asked.
    """

    def __init__(
        self,
        wished: Callable[[], str],
        trials: DeviceTrials,
        trial: Callable[[str], Awaitable[TrialResult]],
        *,
        listed: Callable[[], DeviceReport] = list_devices,
        installed: Callable[[], bool] | None = None,
    ) -> None:
        self._wished, self._trials, self._trial = wished, trials, trial
        self._list, self._installed = listed, installed or has_gpu_library
        self._report: DeviceReport | None = None
        self._asking = asyncio.Lock()

    async def placement(self) -> Placement:
        """Where the next model goes; the first call for a new device takes as long as its test."""
        wished = self._wished()
        if wished == NO_GPU:
            return Placement()
        async with self._asking:
            report = await self._devices()
            device = chosen_device(report.devices, wished)
            if device is None:
                return Placement(notice=_missing(report, wished))
            result = self._trials.result(device, report.build)
            if result is None:
                result = await self._trial(device.name)
                await asyncio.to_thread(self._trials.remember, device, report.build, result)
            if result is TrialResult.PASSED:
                return Placement(device.name)
            return Placement(notice=not_trusted(device, result))

    async def _devices(self) -> DeviceReport:
        if self._report is None:
            installed = await asyncio.to_thread(self._installed)
            self._report = await asyncio.to_thread(self._list) if installed else DeviceReport()
        return self._report


def gpu_states(
    trials: DeviceTrials, wished: str, report: DeviceReport | None = None
) -> tuple[tuple[Device, Message], ...]:
    """Every GPU and whether models are put on it. Without a `report` devices are asked: a second.

    A driver that fails gives none.
    """
    if report is None:
        report = list_devices() if has_gpu_library() else DeviceReport()
    chosen = chosen_device(report.devices, wished)
    return tuple(
        (device, _state(device, chosen, trials.result(device, report.build)))
        for device in report.devices
        if device.takes_layers
    )


def _state(device: Device, chosen: Device | None, result: TrialResult | None) -> Message:
    if result is not None and result is not TrialResult.PASSED:
        return message("not used: in a test {why}", why=FAILURES[result])
    if device != chosen:
        return message("not chosen")
    if result is None:
        return message("tested before the first model is put on it")
    return message("used for what fits; passed its test")


def not_trusted(device: Device, result: TrialResult) -> Message:
    """Why a device is not used that did not pass its test."""
    return message(
        "{device} is not used, because in a test {why}; the processor computes.",
        device=device.words,
        why=FAILURES[result],
    )


def _missing(report: DeviceReport, wished: str) -> Message | None:
    """Why there is none: a driver at fault, or a chosen device that is not there; else nothing."""
    if report.driver_fault:
        return message(
            "The GPU is not used, because its driver failed when it was asked; the processor "
            "computes."
        )
    if wished != AUTOMATIC:
        return message(
            "There is no GPU “{name}” here, so the processor computes (Settings, GPU).",
            name=wished,
        )
    return None


def has_gpu_library() -> bool:
    """Whether a library of llama.cpp that may find a GPU is installed; none of them is loaded."""
    package = importlib.util.find_spec("llama_cpp")
    if package is None or package.origin is None:
        return False
    return any(map(_finds_gpus, (Path(package.origin).parent / "lib").glob("*ggml-*")))


def _finds_gpus(library: Path) -> bool:
    kind = library.name.split("ggml-", 1)[1]
    return not kind.startswith(_OF_THE_PROCESSOR)
