"""The child process that asks llama.cpp's backends, and through them drivers, what there is.

A driver that aborts ends this process and nothing else. Writes one line of JSON.
"""

from __future__ import annotations

import json
import os
import sys
from dataclasses import asdict

from vizdesk.engines.llama.worker.jail import enter

MEMORY_BYTES = 4 << 30


def run() -> int:
    """Print what there is; returns the exit status."""
    out = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # what native code prints
    enter({"memory": MEMORY_BYTES, "file_bytes": 0, "readable": []})
    try:
        import llama_cpp

        from vizdesk.engines.llama.worker.devices import build, devices, with_drivers
    except (ImportError, OSError, RuntimeError) as error:
        print(json.dumps({"error": str(error)}), file=out, flush=True)
        return 1
    features = llama_cpp.llama_print_system_info().decode(errors="replace").strip(" |\n")
    report = {
        "version": llama_cpp.__version__,
        "build": build(),
        "features": features,
        "devices": [
            {**asdict(device), "kind": device.kind.value} for device in with_drivers(devices())
        ],
    }
    print(json.dumps(report), file=out, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(run())
