"""Real llama-servers with a demo model, started, killed and brought back at the same address."""

from __future__ import annotations

import io
import socket
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

from PIL import Image, ImageDraw

from vizdesk.comparison.types import SentImage

ROOT = Path(__file__).parents[3]
DEMO = ROOT / "resources" / "demo"
CHILD = ROOT / "tests" / "engines" / "openai" / "llama_server_child.py"


@dataclass
class LlamaReplica:
    """One llama-server with the small demo model, on a port of its own."""

    slots: int = 2
    port: int = 0
    _child: subprocess.Popen[str] | None = field(default=None, repr=False)

    @property
    def base_url(self) -> str:
        """Where its API is."""
        return f"http://127.0.0.1:{self.port}/v1"

    def start(self) -> None:
        """Start it, and wait until its model is loaded."""
        if not self.port:
            self.port = free_port()
        pair = [str(DEMO / "demo-small.gguf"), str(DEMO / "demo-small-mmproj.gguf")]
        self._child = subprocess.Popen(
            [sys.executable, str(CHILD), *pair, str(self.port), str(self.slots)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        assert self._child.stdout is not None
        said = next((line for line in self._child.stdout if line.startswith("http://")), "")
        assert said, f"llama-server ended with {self._child.wait()}"

    def kill(self) -> None:
        """End it as a power cut would."""
        if self._child is None:
            return
        self._child.kill()
        self._child.wait()
        for pipe in (self._child.stdin, self._child.stdout):
            assert pipe is not None
            pipe.close()
        self._child = None


def free_port() -> int:
    """A port of this machine that nobody listens at."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def image_of_a_circle(colour: str = "red") -> SentImage:
    """A square of the demo models' size with one circle on it."""
    image = Image.new("RGB", (192, 192), "white")
    ImageDraw.Draw(image).ellipse((30, 30, 110, 110), fill=colour)
    data = io.BytesIO()
    image.save(data, "PNG")
    return SentImage(data.getvalue(), "image/png", 192, 192)
