"""The devices llama.cpp can compute on, asked of ggml (ggml/include/ggml-backend.h)."""

from __future__ import annotations

import ctypes
from dataclasses import replace
from typing import Any

from vizdesk.engines.llama.device import Device, DeviceKind
from vizdesk.engines.llama.worker.bindings import load_ggml, load_ggml_base
from vizdesk.engines.llama.worker.vulkan_drivers import driver_versions

VULKAN = "Vulkan"


def devices() -> tuple[Device, ...]:
    """All devices of this build of llama.cpp, in its order."""
    return tuple(device for _, device in _handles())


def with_drivers(found: tuple[Device, ...]) -> tuple[Device, ...]:
    """The same devices, with the version of the driver where it can be asked (Vulkan)."""
    if not any(device.backend == VULKAN for device in found):
        return found
    versions = driver_versions()
    return tuple(
        replace(device, driver=versions.get(device.description, ""))
        if device.backend == VULKAN
        else device
        for device in found
    )


def device_named(name: str) -> tuple[int, Device] | None:
    """ggml's handle of the GPU of this name, and what it is now; None: it is not there."""
    for handle, device in _handles():
        if device.takes_layers and device.name == name:
            return handle, device
    return None


def _handles() -> tuple[tuple[int, Device], ...]:
    ggml, base = load_ggml(), load_ggml_base()
    pointer, text, size = ctypes.c_void_p, ctypes.c_char_p, ctypes.c_size_t
    whole = ctypes.POINTER(size)
    for library, name, result, arguments in (
        (ggml, "ggml_backend_dev_count", size, []),
        (ggml, "ggml_backend_dev_get", pointer, [size]),
        (base, "ggml_backend_dev_name", text, [pointer]),
        (base, "ggml_backend_dev_description", text, [pointer]),
        (base, "ggml_backend_dev_type", ctypes.c_int, [pointer]),
        (base, "ggml_backend_dev_memory", None, [pointer, whole, whole]),
        (base, "ggml_backend_dev_backend_reg", pointer, [pointer]),
        (base, "ggml_backend_reg_name", text, [pointer]),
    ):
        function = getattr(library, name)
        function.restype, function.argtypes = result, arguments
    count = int(ggml.ggml_backend_dev_count())
    handles = [int(ggml.ggml_backend_dev_get(at)) for at in range(count)]
    return tuple((handle, _device(base, handle)) for handle in handles)


def build() -> str:
    """Which llama.cpp this is: the version and the commit of its ggml."""
    base = load_ggml_base()
    for name in ("ggml_version", "ggml_commit"):
        getattr(base, name).restype = ctypes.c_char_p
    return f"ggml {base.ggml_version().decode()}, commit {base.ggml_commit().decode()}"


def _device(base: Any, handle: int) -> Device:  # noqa: ANN401 - a native library
    free, total = ctypes.c_size_t(), ctypes.c_size_t()
    base.ggml_backend_dev_memory(handle, ctypes.byref(free), ctypes.byref(total))
    return Device(
        backend=base.ggml_backend_reg_name(base.ggml_backend_dev_backend_reg(handle)).decode(),
        name=base.ggml_backend_dev_name(handle).decode("utf-8", "replace"),
        description=base.ggml_backend_dev_description(handle).decode("utf-8", "replace"),
        kind=DeviceKind(base.ggml_backend_dev_type(handle)),
        # Drivers may say that more is free than there is (llama.cpp issue 29277).
        free=min(free.value, total.value),
        total=total.value,
    )
