"""The engine against a real llama-server, with a real image and the demo model."""

from __future__ import annotations

import asyncio
import io
import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image, ImageDraw
from tests.engines.openai.asking import SCHEMA, ask, phases_of, request, text_of
from tests.waiting import LIMIT_S

from vizdesk.catalog.endpoints.endpoint import KnownEndpoint
from vizdesk.catalog.endpoints.server_models import DiscoveredServer, ServerKind
from vizdesk.catalog.insights.snippets import curl_snippet, python_snippet
from vizdesk.common import resources
from vizdesk.common.offline import Offline
from vizdesk.comparison.events import Event, Finished, TextDelta
from vizdesk.comparison.models import EngineKind, Sampling
from vizdesk.comparison.types import FinishReason, Phase, SentImage
from vizdesk.engines.servers.detection import find_servers
from vizdesk.engines.servers.key_check import check_key
from vizdesk.engines.servers.model_listing import list_models, list_server_models

DEMO = Path(__file__).parents[3] / "resources" / "demo"
CHILD = Path(__file__).with_name("llama_server_child.py")
pytestmark = pytest.mark.xdist_group("llama-server")
BOTH = pytest.mark.parametrize("engine", [EngineKind.CHAT, EngineKind.RESPONSES])


@pytest.fixture(scope="module")
def llama_server() -> Iterator[str]:
    pair = [str(DEMO / "demo-large.gguf"), str(DEMO / "demo-large-mmproj.gguf")]
    child = subprocess.Popen(
        [sys.executable, str(CHILD), *pair],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert child.stdin is not None
    assert child.stdout is not None
    try:
        said = next((line.strip() for line in child.stdout if line.startswith("http://")), "")
        assert said, f"llama-server ended with {child.wait()}"
        yield f"{said}/v1"
    finally:
        child.stdin.close()
        try:
            child.wait(LIMIT_S)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()
        child.stdout.close()


@pytest.fixture(scope="module")
def image() -> SentImage:
    pixels = Image.new("RGB", (192, 192), "white")
    ImageDraw.Draw(pixels).ellipse((30, 30, 110, 110), fill="red")
    data = io.BytesIO()
    pixels.save(data, "PNG")
    return SentImage(data.getvalue(), "image/png", 192, 192)


def answered(base_url: str, engine: EngineKind, image: SentImage, limit: int) -> list[Event]:
    sampling = Sampling(max_output_tokens=limit)
    return ask(request(base_url, engine, image=image, sampling=sampling))


@BOTH
def test_an_image_is_described_while_it_streams(
    llama_server: str, image: SentImage, engine: EngineKind
) -> None:
    events = answered(llama_server, engine, image, 64)
    last = events[-1]
    assert isinstance(last, Finished)
    assert phases_of(events) == [Phase.READING_IMAGE, Phase.WRITING]
    assert sum(isinstance(event, TextDelta) for event in events) > 1
    assert text_of(events).strip()
    assert last.reason in (FinishReason.STOP, FinishReason.LENGTH)
    assert last.usage.input_tokens is not None
    assert last.usage.input_tokens > 10, "the image is among the tokens"
    assert last.usage.output_tokens
    assert last.timing.ttft_s is not None


def test_the_token_limit_reaches_the_server(llama_server: str, image: SentImage) -> None:
    last = answered(llama_server, EngineKind.CHAT, image, 2)[-1]
    assert isinstance(last, Finished)
    assert last.reason is FinishReason.LENGTH
    assert last.usage.output_tokens == 2


def test_a_schema_reaches_the_server(llama_server: str, image: SentImage) -> None:
    asked = request(llama_server, EngineKind.CHAT, image=image, schema=SCHEMA)
    assert text_of(ask(asked)).lstrip().startswith("{")


def test_a_broken_image_is_refused_with_the_servers_own_words(llama_server: str) -> None:
    broken = SentImage(b"no image", "image/png", 1, 1)
    with pytest.raises(Exception, match=r"refused the \w+ \(400\): “.*image"):
        ask(request(llama_server, EngineKind.CHAT, image=broken))


def test_the_server_lists_its_model(llama_server: str) -> None:
    assert any(
        "demo-large" in name
        for name in asyncio.run(list_models(llama_server, None, offline=Offline()))
    )


def test_the_server_says_that_its_model_reads_images(llama_server: str) -> None:
    offers = asyncio.run(list_server_models(llama_server, None, offline=Offline()))
    assert [offer.vision for offer in offers] == [True]
    assert "demo-large" in offers[0].slug


def test_the_server_is_found_on_this_machine_and_named(llama_server: str) -> None:
    port = int(llama_server.split(":")[-1].split("/")[0])
    found = asyncio.run(find_servers(Offline(), [port, 1]))
    assert found == (DiscoveredServer(ServerKind.LLAMA_SERVER, llama_server, 1),)


def test_a_test_of_the_server_says_that_it_works(llama_server: str) -> None:
    endpoint = KnownEndpoint("near", "Near", llama_server, own=True)
    assert asyncio.run(check_key(endpoint, None, offline=Offline())) == "works, 1 model"


@pytest.mark.parametrize("tool", ["Python", "curl"])
def test_the_quick_start_of_the_model_page_runs_as_it_is_shown(
    llama_server: str, tool: str, tmp_path: Path
) -> None:
    image_of_shapes = Image.open(resources.folder() / "samples" / "shapes.png").convert("RGB")
    image_of_shapes.save(tmp_path / "photo.jpg", quality=95)
    write = {"Python": python_snippet, "curl": curl_snippet}[tool]
    code = write(llama_server, "demo-large", None)
    command = [sys.executable, "-c", code] if tool == "Python" else ["bash", "-c", code]
    if tool == "curl" and shutil.which("curl") is None:
        pytest.skip("curl is not installed")
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, timeout=LIMIT_S, check=True)
    said = done.stdout.decode()
    if tool == "curl":
        said = json.loads(said)["choices"][0]["message"]["content"]
    assert said.strip()
