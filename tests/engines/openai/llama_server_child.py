"""The child process that serves a GGUF pair with llama-server; it ends when its stdin does.

Arguments: weights, projector, and if need be the port, the number of slots, and “forgetful” for one
that keeps no prompt for the next question. Prints the address once the model is loaded.
"""

from __future__ import annotations

import sys

import xllamacpp


def main(weights: str, projector: str, port: str = "0", slots: str = "1", memory: str = "") -> None:
    """Serve until stdin is closed."""
    params = xllamacpp.CommonParams()
    params.model.path = weights
    params.mmproj.path = projector
    params.hostnames = ["127.0.0.1"]
    params.port = int(port)
    params.n_ctx = 2048 * int(slots)
    params.n_parallel = int(slots)
    params.n_gpu_layers = 0
    params.cpuparams.n_threads = 1
    if memory == "forgetful":
        params.cache_prompt = False
        params.cache_ram_mib = 0
    server = xllamacpp.Server(params)
    print(server.listening_address, flush=True)  # noqa: T201  (the parent waits for this line)
    sys.stdin.read()


if __name__ == "__main__":
    main(*sys.argv[1:])
