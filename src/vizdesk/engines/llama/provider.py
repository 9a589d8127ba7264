"""llama.cpp as an engine: GGUF files on this machine."""

from __future__ import annotations

from vizdesk.comparison.events import Engine
from vizdesk.comparison.models import EngineKind
from vizdesk.engines.provider import EngineContext, EngineProvider


def make_llama(context: EngineContext) -> Engine:
    """The engine with the threads and the memory that were set."""
    from vizdesk.common.free_memory import available_bytes
    from vizdesk.engines.llama.device_choice import OneDevice, TrustedDevices
    from vizdesk.engines.llama.device_trial import DeviceTrials, try_device
    from vizdesk.engines.llama.engine import LlamaEngine

    def room() -> int | None:
        amounts = (available_bytes(), context.memory_limit())
        return min((amount for amount in amounts if amount is not None), default=None)

    def engine_on(device: str) -> LlamaEngine:
        return LlamaEngine(placements=OneDevice(device))

    return LlamaEngine(
        wished_threads=context.threads,
        available=room,
        image_rule=context.image_rule,
        placements=TrustedDevices(
            context.gpu,
            DeviceTrials(context.device_trials),
            lambda device: try_device(device, engine_on),
        ),
    )


LLAMA = EngineProvider(kinds=(EngineKind.LLAMA,), make=make_llama)
