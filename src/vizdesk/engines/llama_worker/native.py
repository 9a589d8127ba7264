"""The one place where the child imports llama-cpp-python; itself imported only inside functions."""

# Imported after main.py has moved the protocol off fd 1, because native code prints to it.
import ctypes

from llama_cpp import llama_cpp as llama  # noqa: TID253 - this module is itself loaded lazily
from llama_cpp import mtmd_cpp as mtmd  # noqa: TID253
from llama_cpp._ggml import libggml_base_path  # noqa: TID253


def load_ggml_base() -> ctypes.CDLL:
    """libggml-base, for `ggml_get_name`, which llama-cpp-python does not bind."""
    from llama_cpp._ctypes_extensions import load_shared_library

    library: ctypes.CDLL = load_shared_library("ggml-base", libggml_base_path)
    library.ggml_get_name.argtypes = [ctypes.c_void_p]
    library.ggml_get_name.restype = ctypes.c_char_p
    return library


def load_ggml() -> ctypes.CDLL:
    """libggml, which knows the devices."""
    from llama_cpp._ggml import libggml

    library: ctypes.CDLL = libggml
    return library


__all__ = ["llama", "load_ggml", "load_ggml_base", "mtmd"]
