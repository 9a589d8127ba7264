"""Ray Serve before llama.cpp's llama-server: one URL, as many replicas as the cluster has room for.

    pip install "ray[serve]"                      # on the cluster, not with vizdesk
    serve run serve_llama:app model=/models/m.gguf mmproj=/models/mmproj-m.gguf \
        name=my-model replicas=2 slots=4 gpus=1

Each replica owns one llama-server (on the PATH, or in LLAMA_SERVER) and passes requests through, so
streams stay streams. vizdesk asks http://HOST:8000/v1 with `slots` = replicas x slots; see scale.md.
"""

import asyncio
import contextlib
import os
import socket
import subprocess
import time

import aiohttp
from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse, Response, StreamingResponse
from ray import serve
from ray.serve import Application

LOADING_S = 600
ingress = FastAPI()


def free_port() -> int:
    """A port of this machine that nobody listens at."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@serve.deployment
@serve.ingress(ingress)
class LlamaServer:
    """One replica: a llama-server of its own, which ends with it."""

    def __init__(self, name: str, model: str, mmproj: str, slots: int, gpus: float, context: int) -> None:
        self.name, port = name, free_port()
        self.url = f"http://127.0.0.1:{port}"
        self.http: aiohttp.ClientSession | None = None
        program = os.environ.get("LLAMA_SERVER", "llama-server")
        self.child = subprocess.Popen(
            [
                program, "-m", model, "--mmproj", mmproj, "--host", "127.0.0.1", "--port", str(port),
                "-np", str(slots), "-c", str(context * slots), "-ngl", "99" if gpus else "0",
            ]
        )
        deadline = time.monotonic() + LOADING_S
        while not self.loaded():
            if self.child.poll() is not None or time.monotonic() > deadline:
                self.child.kill()
                raise RuntimeError(f"{program} did not load {model} (status {self.child.poll()})")
            time.sleep(0.2)

    def loaded(self) -> bool:
        """Whether it takes connections: llama-server listens at once, and answers when it can."""
        import urllib.error
        import urllib.request

        try:
            with urllib.request.urlopen(f"{self.url}/health", timeout=2) as answer:
                return answer.status == 200
        except (urllib.error.URLError, OSError):
            return False

    async def check_health(self) -> None:
        """Ray replaces a replica whose llama-server ended."""
        if self.child.poll() is not None:
            raise RuntimeError(f"llama-server ended with {self.child.poll()}")

    def __del__(self) -> None:
        with contextlib.suppress(AttributeError):
            self.child.kill()
            self.child.wait()

    @ingress.get("/v1/models")
    async def models(self) -> dict[str, object]:
        """What vizdesk asks when it looks whether the server is there."""
        return {"object": "list", "data": [{"id": self.name, "object": "model"}]}

    @ingress.post("/v1/chat/completions")
    async def chat(self, request: Request) -> Response:
        """The request as it came; the answer as it comes."""
        body = await request.body()
        if self.http is None:
            # No limit in all: a long answer takes minutes. llama-server closes kept connections.
            self.http = aiohttp.ClientSession(
                timeout=aiohttp.ClientTimeout(total=None, sock_read=600),
                connector=aiohttp.TCPConnector(limit=0, force_close=True),
            )
        replica = {"x-replica": serve.get_replica_context().replica_id.unique_id}
        try:
            answer = await self.http.post(
                f"{self.url}/v1/chat/completions", data=body, headers={"content-type": "application/json"}
            )
        except aiohttp.ClientError as error:
            # 503: vizdesk waits and asks again, nothing was said yet.
            words = {"error": {"message": f"this replica lost its llama-server ({error})"}}
            return JSONResponse(words, 503, headers=replica)
        kind = answer.headers.get("content-type", "application/json")
        if "event-stream" not in kind:
            return Response(await answer.read(), answer.status, replica, kind)

        async def pieces():
            try:
                async for piece in answer.content.iter_any():
                    yield piece
            except (asyncio.CancelledError, GeneratorExit):
                answer.close()  # vizdesk's Stop: llama-server stops too
                raise
            finally:
                answer.release()

        return StreamingResponse(pieces(), answer.status, replica, kind)


def app(arguments: dict[str, str]) -> Application:
    """What `serve run serve_llama:app KEY=VALUE …` starts."""
    slots, gpus = int(arguments.get("slots", 4)), float(arguments.get("gpus", 0))
    most = int(arguments.get("most", 0))
    number: dict[str, object] = {"num_replicas": int(arguments.get("replicas", 1))}
    if most:  # as many as are busy, each with all its slots
        number = {
            "autoscaling_config": {
                "min_replicas": int(arguments.get("replicas", 1)),
                "max_replicas": most,
                "target_ongoing_requests": slots,
                "upscale_delay_s": 5,
                "downscale_delay_s": 300,
            }
        }
    deployment = LlamaServer.options(
        max_ongoing_requests=slots,  # what llama-server answers at once; the rest waits in Ray
        ray_actor_options={"num_cpus": float(arguments.get("cpus", 1)), "num_gpus": gpus},
        health_check_period_s=5,
        graceful_shutdown_timeout_s=30,
        **number,
    )
    return deployment.bind(
        arguments["name"], arguments["model"], arguments["mmproj"],
        slots, gpus, int(arguments.get("context", 4096)),
    )
