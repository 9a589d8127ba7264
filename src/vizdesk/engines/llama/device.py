"""What llama.cpp can compute on: a processor, a GPU; and how a process starts without any GPU."""

from __future__ import annotations

import os
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


class DeviceKind(Enum):
    """`enum ggml_backend_dev_type`."""

    CPU = 0
    GPU = 1
    INTEGRATED_GPU = 2
    ACCELERATOR = 3


@dataclass(frozen=True, slots=True)
class Device:
    """One device: its backend (CPU, CUDA, Metal, Vulkan…), and its memory in bytes.

    An integrated GPU (Apple's, say) shares the machine's memory.
    """

    backend: str
    name: str
    description: str
    kind: DeviceKind
    free: int
    total: int

    @property
    def takes_layers(self) -> bool:
        """Whether whole layers can be put on it."""
        return self.kind in (DeviceKind.GPU, DeviceKind.INTEGRATED_GPU)
