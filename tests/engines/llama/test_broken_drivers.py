"""A GPU's driver that ends whoever asks it: nobody else dies, and the next child does without."""

from __future__ import annotations

import asyncio
import sys

import pytest
from tests.engines.llama.asking import Heard, hear, request_for

from vizdesk.comparison.events import EngineError
from vizdesk.comparison.models import GgufPair
from vizdesk.engines.llama.device import WITHOUT_GPU, DeviceKind
from vizdesk.engines.llama.device_choice import OneDevice
from vizdesk.engines.llama.device_list import list_devices
from vizdesk.engines.llama.engine import LlamaEngine
from vizdesk.engines.llama.failures import blames_gpu
from vizdesk.engines.llama.worker_process import worker_environment

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals are POSIX")


def breaking(before: str, name: str) -> tuple[str, ...]:
    """The child `name`, for which `before` happens wherever GPUs are not hidden."""
    real = f"exec {sys.executable} -m vizdesk --{name}"
    return ("bash", "-c", f'if [ "$CUDA_VISIBLE_DEVICES" != -1 ]; then {before}; fi; {real}')


ABORT = "kill -ABRT $$"


def test_devices_are_listed_without_a_broken_driver() -> None:
    report = list_devices(breaking(ABORT, "devices"))
    assert report.driver_fault == "ended with signal 6"
    assert report.error == ""
    assert [device.kind for device in report.devices] == [DeviceKind.CPU]
    assert report.build.startswith("ggml ")


def test_what_is_there_is_listed_once_where_nothing_breaks() -> None:
    report = list_devices()
    assert (report.error, report.driver_fault) == ("", "")
    assert report.devices[0].free <= report.devices[0].total


@pytest.mark.parametrize(
    ("command", "error"),
    [
        (("/no/such/program",), "No such file"),
        ((sys.executable, "-c", "print('hello')"), "ended with code 0"),
        ((sys.executable, "-c", "print('[]')"), "ended with code 0"),
        ((sys.executable, "-c", "print('[' * 100_000)"), "ended with code 0"),
        ((sys.executable, "-c", "print('7')"), "ended with code 0"),
        ((sys.executable, "-c", "print('{\"devices\": [5]}')"), "ended with code 0"),
        ((sys.executable, "-c", 'print(\'{"error": "no library"}\')'), "no library"),
    ],
)
def test_a_list_that_cannot_be_had_is_an_error_not_an_exception(
    command: tuple[str, ...], error: str
) -> None:
    assert error in list_devices(command).error


def asked_twice(pair: GgufPair, command: tuple[str, ...]) -> tuple[EngineError, Heard]:
    """How the first question fails, and the answer to the second."""

    async def main() -> tuple[EngineError, Heard]:
        engine = LlamaEngine(command, threads=1, placements=OneDevice("Vulkan0"))
        try:
            with pytest.raises(EngineError) as caught:
                await hear(engine, request_for(pair))
            return caught.value, await hear(engine, request_for(pair))
        finally:
            await engine.close()

    return asyncio.run(main())


ON_A_GPU = 'read a; read b; echo \'{"kind": "placed", "gpu": true}\'; kill -ABRT $$'


@pytest.mark.parametrize("before", [ABORT, ON_A_GPU], ids=["asked", "used"])
def test_after_a_death_on_a_gpu_the_next_child_starts_without(
    tiny_pair: GgufPair, before: str
) -> None:
    error, heard = asked_twice(tiny_pair, breaking(before, "worker"))
    assert error.failure.what == (
        "The engine stopped with signal 6 (SIGABRT) while loading the model."
    )
    assert "without the GPU" in error.failure.todo
    assert "damaged" not in error.failure.todo
    assert len(heard.text) == 8
    assert heard.notices == [
        "Loaded without the GPU, because the engine stopped while it used one; it may be slower."
    ]


def test_a_gpu_is_blamed_for_crashes_that_may_be_its_own() -> None:
    assert blames_gpu(-6, True)
    assert blames_gpu(-11, None)
    assert blames_gpu(-9, True)  # out of the memory it shares
    assert not blames_gpu(-9, None)  # killed from outside
    assert not blames_gpu(-6, False)
    assert not blames_gpu(3, None)


def test_gpus_are_hidden_whatever_the_person_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CUDA_VISIBLE_DEVICES", "0,1")
    assert worker_environment()["CUDA_VISIBLE_DEVICES"] == "0,1"
    hidden = worker_environment(gpu=False)
    assert {name: hidden[name] for name in WITHOUT_GPU} == WITHOUT_GPU
