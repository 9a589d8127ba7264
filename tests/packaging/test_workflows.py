"""Workflows use actions by their commits, may do no more than they need, and run what is there."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))
RETIRED = {"macos-12", "macos-13", "macos-14", "ubuntu-20.04", "windows-2019"}
WRITES = {("packages", "release"): {"contents", "id-token", "attestations"}}


def read(path: Path) -> dict[str, Any]:
    workflow: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return workflow


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_actions_are_pinned_by_commit_with_their_version_beside(path: Path) -> None:
    lines = re.findall(r"uses: (.+)", path.read_text(encoding="utf-8"))
    assert lines
    pinned = re.compile(r"actions/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+")
    assert [line for line in lines if not pinned.fullmatch(line)] == []


def test_one_commit_for_each_action() -> None:
    text = "".join(path.read_text(encoding="utf-8") for path in WORKFLOWS)
    found = set(re.findall(r"uses: (actions/[a-z-]+)@(\w+) # (\S+)", text))
    assert len(found) == len({name for name, *_ in found}) == 5


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_a_job_may_write_only_what_it_has_to(path: Path) -> None:
    workflow = read(path)
    assert workflow["permissions"] == {"contents": "read"}
    for name, job in workflow["jobs"].items():
        allowed = job.get("permissions", {})
        writes = {key for key, value in allowed.items() if value == "write"}
        assert writes == WRITES.get((path.stem, name), set())
        checkouts = [step for step in job["steps"] if "checkout" in step.get("uses", "")]
        assert all(not step["with"]["persist-credentials"] for step in checkouts)


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_no_job_asks_for_a_retired_machine(path: Path) -> None:
    for job in read(path)["jobs"].values():
        runners = job.get("strategy", {}).get("matrix", {}).get("runner", [job["runs-on"]])
        assert not RETIRED & set(runners)


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_what_a_step_runs_is_in_the_repository(path: Path) -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    text = path.read_text(encoding="utf-8")
    for line in re.findall(r"^\s*(?:- )?(?:run: )?make (.+)$", text, re.MULTILINE):
        assert {word for word in line.split() if "=" not in word} <= targets
    for script in re.findall(r"\b(?:packaging|tools)/[a-z_/]+\.(?:sh|ps1)", text):
        assert (ROOT / script).is_file()
