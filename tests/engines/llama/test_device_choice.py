"""One GPU is chosen, tested before it is trusted, and the answer says where it was computed."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from tests.engines.llama.asking import WORKER, hear, request_for, running_engine

from vizdesk.common.messages import message, pack
from vizdesk.comparison.models import GgufPair
from vizdesk.comparison.types import Phase
from vizdesk.engines.llama.device import AUTOMATIC, NO_GPU, Device, DeviceKind, chosen_device
from vizdesk.engines.llama.device_choice import (
    OneDevice,
    Placement,
    TrustedDevices,
    gpu_states,
)
from vizdesk.engines.llama.device_list import DeviceReport
from vizdesk.engines.llama.device_trial import DeviceTrials, TrialResult, try_device
from vizdesk.engines.llama.engine import LlamaEngine
from vizdesk.engines.llama.failures import death, failure_in_job
from vizdesk.engines.llama.worker.load_failures import load_failure
from vizdesk.engines.llama.worker.offload import ALL_LAYERS, NoRoomError, Offload
from vizdesk.engines.llama.worker_process import WorkerDiedError

GB = 1 << 30
CPU = Device("CPU", "CPU", "AMD EPYC", DeviceKind.CPU, GB, 2 * GB)
SMALL = Device("Vulkan", "Vulkan0", "Radeon 6400", DeviceKind.GPU, 3 * GB, 4 * GB, "0x1")
LARGE = Device("Vulkan", "Vulkan1", "GeForce 4090", DeviceKind.GPU, 20 * GB, 24 * GB, "0x2")
SHARED = Device("Vulkan", "Vulkan2", "Intel Iris", DeviceKind.INTEGRATED_GPU, 60 * GB, 62 * GB)
SOFTWARE = Device("Vulkan", "Vulkan3", "llvmpipe (LLVM 15)", DeviceKind.GPU, 2 * GB, 90 * GB)
ALL = (CPU, SMALL, LARGE, SHARED, SOFTWARE)


@pytest.mark.parametrize(
    ("devices", "wished", "chosen"),
    [
        (ALL, AUTOMATIC, LARGE),
        ((CPU, SHARED, SMALL), AUTOMATIC, SMALL),  # discrete before the machine's own memory
        ((CPU, SHARED), AUTOMATIC, SHARED),
        ((CPU, SOFTWARE), AUTOMATIC, None),
        ((CPU,), AUTOMATIC, None),
        (ALL, NO_GPU, None),
        (ALL, "vulkan0", SMALL),
        (ALL, "intel iris", SHARED),
        (ALL, "Vulkan3 (llvmpipe (LLVM 15))", SOFTWARE),
        (ALL, "CPU", None),
        (ALL, "Vulkan9", None),
    ],
)
def test_one_device_is_chosen(
    devices: Sequence[Device], wished: str, chosen: Device | None
) -> None:
    assert chosen_device(devices, wished) == chosen


def test_free_memory_is_never_more_than_there_is() -> None:
    assert replace(LARGE, free=1 << 63).room(GB) == 24 * GB
    assert LARGE.room(GB) == 20 * GB
    assert SHARED.room(5 * GB) == 5 * GB
    assert SHARED.room(None) == 60 * GB


def test_an_answer_says_where_its_model_is() -> None:
    assert Offload().place("Vulkan0", 34) == "CPU"
    assert Offload(ALL_LAYERS, projector=True).place("Vulkan0", 34) == "Vulkan0"
    assert Offload(12, projector=True).place("Vulkan0", 34) == "Vulkan0, 12 of 35 layers"
    assert LARGE.words == "Vulkan1 (GeForce 4090)"


class Trials:
    """A test of which the result is known; counts how often it was made."""

    def __init__(self, result: TrialResult) -> None:
        self.result = result
        self.tested: list[str] = []

    async def __call__(self, name: str) -> TrialResult:
        self.tested.append(name)
        return self.result


def placed(
    path: Path | None,
    trial: Trials,
    *,
    wished: str = AUTOMATIC,
    report: DeviceReport | None = None,
    installed: bool = True,
) -> Placement:
    found = report or DeviceReport(build="ggml 1", devices=(CPU, SMALL))
    tested = TrustedDevices(
        lambda: wished,
        DeviceTrials(path),
        trial,
        listed=lambda: found,
        installed=lambda: installed,
    )

    async def twice() -> Placement:
        first, second = await asyncio.gather(tested.placement(), tested.placement())
        assert first == second
        return first

    return asyncio.run(twice())


def test_a_device_is_tested_once_and_again_when_driver_or_build_change(tmp_path: Path) -> None:
    path, trial = tmp_path / "device-tests.json", Trials(TrialResult.PASSED)
    assert placed(path, trial) == Placement("Vulkan0")
    assert placed(path, trial) == Placement("Vulkan0")
    assert trial.tested == ["Vulkan0"]
    updated = replace(SMALL, driver="0x9")
    placed(path, trial, report=DeviceReport(build="ggml 1", devices=(updated,)))
    placed(path, trial, report=DeviceReport(build="ggml 2", devices=(updated,)))
    assert len(trial.tested) == 3
    DeviceTrials(path).forget()
    placed(path, trial)
    assert len(trial.tested) == 4


@pytest.mark.parametrize(
    ("result", "why"),
    [
        (TrialResult.OTHER_ANSWER, "it gave another answer than the processor"),
        (TrialResult.DIED, "its driver ended the engine"),
        (TrialResult.TOO_SLOW, "it took too long"),
        (TrialResult.FAILED, "the engine failed on it"),
    ],
)
def test_a_device_that_fails_its_test_is_not_used_and_the_pane_says_why(
    result: TrialResult, why: str, tmp_path: Path
) -> None:
    path = tmp_path / "device-tests.json"
    placement = placed(path, Trials(result))
    assert placement.device == ""
    assert placement.notice == (
        f"Vulkan0 (Radeon 6400) is not used, because in a test {why}; the processor computes."
    )
    report = DeviceReport(build="ggml 1", devices=(CPU, SMALL))
    (state,) = gpu_states(DeviceTrials(path), AUTOMATIC, report)
    assert state == (SMALL, f"not used: in a test {why}")


def test_where_no_gpu_can_be_nothing_is_asked_and_nothing_said() -> None:
    trial = Trials(TrialResult.PASSED)
    assert placed(None, trial, installed=False) == Placement()
    assert placed(None, trial, wished=NO_GPU) == Placement()
    assert placed(None, trial, report=DeviceReport(devices=(CPU, SOFTWARE))) == Placement()
    assert trial.tested == []


def test_a_device_that_is_not_there_or_whose_driver_fails_is_said() -> None:
    trial = Trials(TrialResult.PASSED)
    missing = placed(None, trial, wished="Vulkan7")
    assert missing.notice == (
        "There is no GPU “Vulkan7” here, so the processor computes (Settings, GPU)."
    )
    broken = placed(None, trial, report=DeviceReport(devices=(CPU,), driver_fault="signal 6"))
    assert broken.notice == (
        "The GPU is not used, because its driver failed when it was asked; the processor computes."
    )


def test_what_doctor_says_of_each_device(tmp_path: Path) -> None:
    trials = DeviceTrials(tmp_path / "tests.json")
    report = DeviceReport(build="ggml 1", devices=(CPU, SMALL, LARGE))
    assert [state for _, state in gpu_states(trials, AUTOMATIC, report)] == [
        "not chosen",
        "tested before the first model is put on it",
    ]
    trials.remember(LARGE, "ggml 1", TrialResult.PASSED)
    assert gpu_states(trials, AUTOMATIC, report)[1][1] == "used for what fits; passed its test"


@pytest.mark.parametrize("damage", ["", "[]", '{"a": 1}', '{"a": {"result": "maybe"}}', "\0"])
def test_a_damaged_record_of_tests_has_them_made_again(damage: str, tmp_path: Path) -> None:
    path = tmp_path / "device-tests.json"
    path.write_text(damage)
    trial = Trials(TrialResult.PASSED)
    assert placed(path, trial) == Placement("Vulkan0")
    assert placed(path, trial) == Placement("Vulkan0")
    assert trial.tested == ["Vulkan0"]


def engines(*script: str) -> object:
    def engine_on(device: str) -> LlamaEngine:
        command = script if device and script else WORKER
        return LlamaEngine(command, threads=1, placements=OneDevice(device))

    return engine_on


def result_of(*script: str, seconds: float = 60.0) -> TrialResult:
    return asyncio.run(try_device("Vulkan0", engines(*script), seconds))  # type: ignore[arg-type]


def test_the_same_answer_passes() -> None:
    # There is no such device here, so that both are computed by the processor.
    assert result_of() is TrialResult.PASSED


OTHER = """
import json, sys
tell = lambda kind, **fields: print(json.dumps({"kind": kind, **fields}), flush=True)
for line in sys.stdin:
    kind = json.loads(line)["kind"]
    if kind == "load":
        tell("loaded", seconds=0.1, limits=[], device="Vulkan0")
    if kind == "ask":
        tell("text", text="nothing at all")
        tell("finished", timing={}, usage={}, reason="stop", sampling={})
"""


@pytest.mark.skipif(sys.platform == "win32", reason="signals are POSIX")
@pytest.mark.parametrize(
    ("script", "seconds", "result"),
    [
        ((sys.executable, "-c", OTHER), 60.0, TrialResult.OTHER_ANSWER),
        (("bash", "-c", "read a; kill -ABRT $$"), 60.0, TrialResult.DIED),
        (("bash", "-c", "exec cat >/dev/null"), 0.5, TrialResult.TOO_SLOW),
        (("bash", "-c", "read a; echo hello; cat >/dev/null"), 60.0, TrialResult.FAILED),
    ],
    ids=["other", "aborts", "hangs", "babbles"],
)
def test_a_device_that_does_not_give_the_processors_answer_fails(
    script: tuple[str, ...], seconds: float, result: TrialResult
) -> None:
    assert result_of(*script, seconds=seconds) is result


def test_the_device_stands_in_the_answer(tiny_pair: GgufPair) -> None:
    async def ask() -> str:
        async with running_engine() as engine:
            heard = await hear(engine, request_for(tiny_pair))
            again = await hear(engine, request_for(tiny_pair))
            assert again.finished.device == heard.finished.device
            return heard.finished.device

    assert asyncio.run(ask()) == "CPU"


def test_no_room_is_recognised_on_stderr() -> None:
    printed = "ggml_vulkan: Device memory allocation of size 4294967296 failed."
    thrown = "what():  vk::Device::allocateMemory: ErrorOutOfDeviceMemory"
    for words in (printed, thrown):
        failed = {"what": pack(message("llama.cpp failed."))}
        error = failure_in_job(failed, Phase.READING_IMAGE, words)
        assert error.failure.what == "Memory ran out while reading the image."
        died = death(WorkerDiedError(-6, words), Phase.READING_IMAGE, gpu=True).failure
        assert died.what == "Memory ran out while reading the image."
        assert "without the GPU" in died.todo
        assert isinstance(load_failure("model", "x", words), NoRoomError)


def test_drivers_of_vulkan_are_asked_without_a_loader_too() -> None:
    """Asked in a child, as vizdesk does: a driver may end it."""
    code = (
        "from vizdesk.engines.llama.worker.vulkan_drivers import driver_versions;"
        "print(isinstance(driver_versions(), dict))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert done.stdout.strip() == b"True"
