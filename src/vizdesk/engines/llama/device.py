"""What llama.cpp can compute on, which GPU is chosen, and how a process starts without any GPU."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

# Hides GPUs before a driver is asked: a broken one ends the process that asks it. The Vulkan loader
# finds no driver at such a path (measured with Mesa's); the others take a number that is no device.
WITHOUT_GPU = {
    "VK_DRIVER_FILES": os.path.join(os.sep, "nonexistent", "no-driver.json"),
    "VK_ICD_FILENAMES": os.path.join(os.sep, "nonexistent", "no-driver.json"),
    "CUDA_VISIBLE_DEVICES": "-1",
    "HIP_VISIBLE_DEVICES": "-1",
    "ROCR_VISIBLE_DEVICES": "-1",
}


AUTOMATIC, NO_GPU = "auto", "none"
CPU_NAME = "CPU"
# Drivers that compute on the processor, slower than llama.cpp itself does. llama.cpp leaves them
# out too (pull request 14099), but not where GGML_VK_VISIBLE_DEVICES names one.
_SOFTWARE = re.compile(r"llvmpipe|lavapipe|swiftshader|softpipe", re.IGNORECASE)


class DeviceKind(Enum):
    """`enum ggml_backend_dev_type`."""

    CPU = 0
    GPU = 1
    INTEGRATED_GPU = 2
    ACCELERATOR = 3


@dataclass(frozen=True, slots=True)
class Device:
    """One device: its backend (CPU, CUDA, Metal, Vulkan…), and its memory in bytes.

    An integrated GPU (Intel's, say) shares the machine's memory. `driver` is the driver's version,
    empty where it is not known.
    """

    backend: str
    name: str
    description: str
    kind: DeviceKind
    free: int
    total: int
    driver: str = ""

    @property
    def takes_layers(self) -> bool:
        """Whether whole layers can be put on it."""
        return self.kind in (DeviceKind.GPU, DeviceKind.INTEGRATED_GPU)

    @property
    def is_software(self) -> bool:
        """Whether a GPU's driver computes on the processor after all."""
        return self.takes_layers and _SOFTWARE.search(self.description) is not None

    @property
    def words(self) -> str:
        """The device as answers, `vizdesk doctor` and settings call it: Vulkan0 (Radeon 7600)."""
        if not self.takes_layers:
            return CPU_NAME
        description = self.description.strip()
        return f"{self.name} ({description})" if description not in ("", self.name) else self.name

    def room(self, machine_free: int | None) -> int:
        """Bytes a model may take on it, of which a driver may say too much.

        Free memory is at most all there is (llama.cpp issue 29277); that of an integrated GPU is
        the machine's own, of which `machine_free` bytes are available (None: not known).
        """
        free = min(self.free, self.total)
        if self.kind is DeviceKind.INTEGRATED_GPU and machine_free is not None:
            free = min(free, machine_free)
        return max(0, free)


def chosen_device(devices: Iterable[Device], wished: str) -> Device | None:
    """The one GPU that models are put on; None: the processor computes.

    `wished` is AUTOMATIC (the largest discrete GPU, else the largest integrated one, never a
    software device), NO_GPU, or the name or description of a device.
    """
    gpus = [device for device in devices if device.takes_layers]
    if wished == NO_GPU:
        return None
    if wished == AUTOMATIC:
        real = [device for device in gpus if not device.is_software]
        return max(
            real,
            key=lambda device: (device.kind is DeviceKind.GPU, device.total),
            default=None,
        )
    named = wished.strip().casefold()
    for device in gpus:
        names = (device.name, device.description.strip(), device.words)
        if named in (name.casefold() for name in names):
            return device
    return None
