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


def load_processor_variants() -> None:
    """Let ggml choose, of the processor libraries beside it, the quickest this machine can run.

    Builds with one such library (make run, the wheel) have it linked in: nothing to choose.
    https://github.com/ggml-org/llama.cpp/blob/master/docs/build.md, GGML_CPU_ALL_VARIANTS.
    """
    if not any(libggml_base_path.glob("*ggml-cpu-*")):
        return
    silence = llama.llama_log_callback(lambda _level, _text, _user_data: None)
    ggml = load_ggml()
    # It logs which one it took: not wanted on the stderr of `vizdesk doctor`.
    llama.llama_log_set(silence, None)
    ggml.ggml_backend_load_all_from_path(str(libggml_base_path).encode())
    llama.llama_log_set(llama.llama_log_callback(), None)


load_processor_variants()

__all__ = ["llama", "load_ggml", "load_ggml_base", "mtmd"]
