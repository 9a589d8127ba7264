"""`vizdesk eval … --batch` on the command line, against a server whose file says `batch = true`."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from tests.engines.batch.batch_server import KEY, batch_server
from tests.engines.batch.vendor_server import (
    CANCELLED,
    Answer,
    Outcome,
    VendorWorld,
    vendor_server,
)
from tests.engines.batch.vendor_server import KEY as VENDOR_KEY
from tests.engines.batch.vendor_worlds import AnthropicWorld, GeminiWorld, MistralWorld
from tests.runs.batch_kit import says_the_number
from tests.runs.run_kit import suite
from tests.waiting import LIMIT_S

from vizdesk.catalog.endpoints.key_consents import FILE, KeyConsents


def vizdesk(*words: str, key: str = KEY) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "vizdesk", *words],
        capture_output=True,
        text=True,
        timeout=LIMIT_S,
        env={**os.environ, "FAR_KEY": key},
        check=False,
    )


@pytest.fixture
def config(private_home: Path) -> Path:
    return private_home / "vizdesk"


def declare(
    config: Path, base_url: str, batch: str = "batch = true", engine: str = "openai-responses"
) -> None:
    (config / "endpoints").mkdir(parents=True)
    (config / "models").mkdir()
    key = f"FAR_KEY@{urlsplit(base_url).netloc}"
    KeyConsents(config / FILE).allow(key, base_url)
    (config / "endpoints" / "far.toml").write_text(
        f'[[endpoint]]\nid = "far"\nname = "Far"\nbase_url = "{base_url}"\nkey = "{key}"\n{batch}\n'
    )
    (config / "models" / "far.toml").write_text(
        f'[[model]]\nid = "far"\nname = "Far 1"\nengine = "{engine}"\n'
        f'base_url = "{base_url}"\nslug = "far-1"\nkey = "{key}"\nprofile = "generic"\n'
    )


def test_a_suite_goes_through_the_batch_api_of_one_model_beside_another(
    config: Path, tmp_path: Path
) -> None:
    suite(tmp_path / "s")
    with batch_server(decide=says_the_number, looks=1) as world:
        declare(config, world.base_url)
        words = ["eval", str(tmp_path / "s"), "--model", "far", "--model", "demo-small"]
        done = vizdesk(*words, "--batch", "--export", str(tmp_path / "out.md"))
    assert done.returncode == 0, done.stderr
    assert len(world.batches) == 1
    assert world.most_lines == 6
    assert "has no Batch API; it is asked the usual way" in done.stderr
    assert "in a batch: " in done.stderr
    assert "100" in done.stdout
    assert "gpt-5.5-2026-04-23" in (tmp_path / "out.md").read_text(encoding="utf-8")


def test_a_model_without_a_batch_api_is_refused_with_the_reason(
    config: Path, tmp_path: Path
) -> None:
    suite(tmp_path / "s")
    with batch_server() as world:
        declare(config, world.base_url, batch="")
        done = vizdesk("eval", str(tmp_path / "s"), "--model", "far", "--batch")
    assert done.returncode == 1
    assert "None of these models has a Batch API. Run it without --batch." in done.stderr
    assert world.steps == []


def test_what_is_at_the_server_is_said_when_the_run_ends_without_it(
    config: Path, tmp_path: Path
) -> None:
    suite(tmp_path / "s")
    with batch_server(decide=says_the_number, looks=1, fails={"download": [403]}) as world:
        declare(config, world.base_url)
        done = vizdesk("eval", str(tmp_path / "s"), "--model", "far", "--batch")
        assert done.returncode == 1
        assert "A batch of 6 goes on at its server, and is paid for" in done.stderr
        run = done.stderr.split("vizdesk evals resume ")[1][:8]
        assert vizdesk("evals", "resume", run).returncode == 0
    assert len(world.batches) == 1


@pytest.mark.parametrize("kind", [AnthropicWorld, GeminiWorld, MistralWorld])
def test_every_vendor_is_begun_cancelled_and_gone_on_with_alike(
    kind: type[VendorWorld], config: Path, tmp_path: Path
) -> None:
    suite(tmp_path / "s")

    def decide(name: str, request: Any) -> Outcome:
        number = re.search(r"Say (\d)\.", json.dumps(request))
        assert number
        return Answer(number[1])

    with vendor_server(kind, decide=decide, looks=10**6, fails={"look": [403]}) as world:
        vendor = kind.__name__.removesuffix("World").lower()
        declare(config, world.base_url, f'batch = "{vendor}"', "openai-chat")
        done = vizdesk("eval", str(tmp_path / "s"), "--model", "far", "--batch", key=VENDOR_KEY)
        assert done.returncode == 1, done.stderr
        assert "A batch of 6 goes on at its server, and is paid for" in done.stderr
        run = done.stderr.split("vizdesk evals resume ")[1][:8]
        world.decide = lambda *_: CANCELLED
        for batch in world.batches.values():
            batch["left"] = 2
        done = vizdesk("evals", "resume", run, "--cancel-batch", key=VENDOR_KEY)
        assert "The batch was ended at its server" in done.stderr, done.stderr
        world.decide, world.looks = decide, 1
        done = vizdesk("evals", "resume", run, key=VENDOR_KEY)
        assert done.returncode == 0, done.stderr
        assert "100" in done.stdout
        assert [len(requests) for requests in world.sent.values()] == [6, 6]
        assert VENDOR_KEY not in done.stderr + done.stdout
    for path in config.parent.rglob("*"):
        assert not path.is_file() or VENDOR_KEY.encode() not in path.read_bytes()
