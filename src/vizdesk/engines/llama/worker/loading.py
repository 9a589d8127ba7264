"""Loads a pair where there is room for it: on a GPU whole, in part, or on the processor."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, replace
from threading import Event

from vizdesk.common.messages import Message
from vizdesk.engines.llama.worker.bindings import llama
from vizdesk.engines.llama.worker.devices import device_named
from vizdesk.engines.llama.worker.gguf_api import STRING, UINT32, opened_gguf
from vizdesk.engines.llama.worker.model import LoadedModel, LoadSettings
from vizdesk.engines.llama.worker.native_log import NativeLog
from vizdesk.engines.llama.worker.offload import (
    Offload,
    Sizes,
    choose_offload,
    load_where_it_fits,
    rungs,
)

USUAL_LAYERS = 32


@dataclass(frozen=True, slots=True)
class WantedDevice:
    """The GPU a model is to be put on, by its name; empty: none. `machine_free` in bytes."""

    name: str = ""
    machine_free: int | None = None


def load_model(
    settings: LoadSettings,
    wanted: WantedDevice,
    cancel: Event,
    log: NativeLog,
    report: Callable[[float], None],
    tell: Callable[[Message], None],
    placed: Callable[[bool], None] = lambda gpu: None,
) -> LoadedModel:
    """The model, ready to be asked. `report` is told 0..1, `tell` what a person should know.

    `placed` is told whether anything goes onto the wanted GPU, before it does.

    Raises WorkerError, JobStoppedError.
    """
    llama.llama_backend_init()
    layers = layer_count(settings.weights) or USUAL_LAYERS
    found = device_named(wanted.name) if wanted.name else None
    first = Offload()
    if found is not None:
        handle, device = found
        settings = replace(settings, device=handle, device_words=device.words)
        weights, projector = map(os.path.getsize, (settings.weights, settings.projector))
        room = device.room(wanted.machine_free)
        first = choose_offload(Sizes(weights, projector, layers), room)

    placed(first.layers != 0 or first.projector)

    def load(offload: Offload) -> LoadedModel:
        log.clear()
        return LoadedModel(settings, offload, cancel, log, report)

    return load_where_it_fits(rungs(first, layers), load, tell)


def layer_count(path: str) -> int | None:
    """The number of layers a weights file says it has; None when it does not say."""
    with opened_gguf(path) as (ggml, file):
        if not file:
            return None
        at = ggml.gguf_find_key(file, b"general.architecture")
        if at < 0 or ggml.gguf_get_kv_type(file, at) != STRING:
            return None
        family = bytes(ggml.gguf_get_val_str(file, at))
        at = ggml.gguf_find_key(file, family + b".block_count")
        if at < 0 or ggml.gguf_get_kv_type(file, at) != UINT32:
            return None
        return int(ggml.gguf_get_val_u32(file, at))
