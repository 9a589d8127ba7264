"""A question of a suite may be about one page of a file."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from PIL import Image
from tests.evals.suite_kit import row, user_suite
from tests.runs.run_kit import PROFILE, local

from vizdesk.evals.loaders.detect_format import open_suite
from vizdesk.evals.suite import Suite, SuiteError
from vizdesk.runs.jobs import JobMaker
from vizdesk.runs.plan import RunPlan
from vizdesk.runs.serialization import plan_from, plan_record


def scanned(folder: Path, *frames: object) -> Suite:
    """A suite that asks the same about pages of one file."""
    folder.mkdir(exist_ok=True)
    rows = [
        row(id=f"page {at}", picture="pictures/scan.tif", frame=frame)
        for at, frame in enumerate(frames)
    ]
    user_suite(folder, rows)
    pages = [Image.new("RGB", (32, 24), colour) for colour in ("red", "lime", "blue")]
    pages[0].save(folder / "pictures/scan.tif", save_all=True, append_images=pages[1:])
    return open_suite(folder)


def test_the_frame_is_read_and_asked_about(tmp_path: Path) -> None:
    suite = scanned(tmp_path, 1, 3)
    assert [item.frame for item in suite.items] == [0, 2]
    make = JobMaker(suite, lambda _model: PROFILE, lambda _request: None)

    async def refs() -> list[tuple[int, int]]:
        jobs = [await make(local("One"), item) for item in suite.items]
        return [(job.image.frame, job.image.frames) for job in jobs]

    assert asyncio.run(refs()) == [(0, 3), (2, 3)]


def test_another_frame_is_another_suite_and_the_first_is_the_same(tmp_path: Path) -> None:
    unsaid, first, second = (scanned(tmp_path, frame) for frame in (None, 1, 2))
    assert [suite.items[0].frame for suite in (unsaid, first, second)] == [0, 0, 1]
    assert unsaid.digest == first.digest != second.digest


def test_a_kept_run_asks_the_same_frame_again(tmp_path: Path) -> None:
    plan = RunPlan(scanned(tmp_path, 2), (local("One"),))
    assert plan_from(plan_record(plan)).suite.items[0].frame == 1


@pytest.mark.parametrize("frame", [0, -1, True, "two", 1.5, ""])
def test_what_is_no_frame_is_a_fault_with_its_line(tmp_path: Path, frame: object) -> None:
    with pytest.raises(SuiteError, match=r"items\.jsonl, line 1: “frame” must be a whole number"):
        scanned(tmp_path, frame)
