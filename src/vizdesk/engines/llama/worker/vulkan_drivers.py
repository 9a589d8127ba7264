"""The versions of Vulkan drivers, asked of the Vulkan loader: llama.cpp does not tell them."""

from __future__ import annotations

import ctypes
import sys

_LOADER = "vulkan-1.dll" if sys.platform == "win32" else "libvulkan.so.1"
_INSTANCE_CREATE_INFO = 1  # VK_STRUCTURE_TYPE_INSTANCE_CREATE_INFO
_NAME_BYTES = 256  # VK_MAX_PHYSICAL_DEVICE_NAME_SIZE
_REST_BYTES = 4096  # limits and features, which are not read


class _InstanceCreateInfo(ctypes.Structure):
    """VkInstanceCreateInfo."""

    _fields_ = [
        ("type", ctypes.c_int),
        ("next", ctypes.c_void_p),
        ("flags", ctypes.c_uint32),
        ("application", ctypes.c_void_p),
        ("layer_count", ctypes.c_uint32),
        ("layers", ctypes.c_void_p),
        ("extension_count", ctypes.c_uint32),
        ("extensions", ctypes.c_void_p),
    ]


class _Properties(ctypes.Structure):
    """The head of VkPhysicalDeviceProperties."""

    _fields_ = [
        ("api", ctypes.c_uint32),
        ("driver", ctypes.c_uint32),
        ("vendor", ctypes.c_uint32),
        ("device", ctypes.c_uint32),
        ("type", ctypes.c_int),
        ("name", ctypes.c_char * _NAME_BYTES),
        ("rest", ctypes.c_char * _REST_BYTES),
    ]


def driver_versions() -> dict[str, str]:
    """The driver's version as a number by the device's name; empty where there is no Vulkan.

    Must run where a driver may end the process: it is asked here once more.
    """
    try:
        vulkan = ctypes.CDLL(_LOADER)
    except OSError:
        return {}
    instance, count = ctypes.c_void_p(), ctypes.c_uint32()
    info = _InstanceCreateInfo(type=_INSTANCE_CREATE_INFO)
    if vulkan.vkCreateInstance(ctypes.byref(info), None, ctypes.byref(instance)):
        return {}
    try:
        if vulkan.vkEnumeratePhysicalDevices(instance, ctypes.byref(count), None):
            return {}
        handles = (ctypes.c_void_p * count.value)()
        vulkan.vkEnumeratePhysicalDevices(instance, ctypes.byref(count), handles)
        versions = {}
        for handle in handles:
            properties = _Properties()
            vulkan.vkGetPhysicalDeviceProperties(ctypes.c_void_p(handle), ctypes.byref(properties))
            versions[properties.name.decode("utf-8", "replace")] = f"{properties.driver:#x}"
        return versions
    finally:
        vulkan.vkDestroyInstance(instance, None)
