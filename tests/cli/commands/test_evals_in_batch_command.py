"""`vizdesk eval … --batch` on the command line, against a server whose file says `batch = true`."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from tests.engines.batch.batch_server import KEY, batch_server
from tests.runs.batch_kit import says_the_number
from tests.runs.run_kit import suite
from tests.waiting import LIMIT_S


def vizdesk(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "vizdesk", *words],
        capture_output=True,
        text=True,
        timeout=LIMIT_S,
        env={**os.environ, "FAR_KEY": KEY},
        check=False,
    )


@pytest.fixture
def config(private_home: Path) -> Path:
    return private_home / "vizdesk"


def declare(config: Path, base_url: str, batch: str = "batch = true") -> None:
    (config / "endpoints").mkdir(parents=True)
    (config / "models").mkdir()
    key = f"FAR_KEY@{urlsplit(base_url).netloc}"
    (config / "endpoints" / "far.toml").write_text(
        f'[[endpoint]]\nid = "far"\nname = "Far"\nbase_url = "{base_url}"\nkey = "{key}"\n{batch}\n'
    )
    (config / "models" / "far.toml").write_text(
        f'[[model]]\nid = "far"\nname = "Far 1"\nengine = "openai-responses"\n'
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
