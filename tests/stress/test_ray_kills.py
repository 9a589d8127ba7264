"""2,000 images × 2 models over two Ray nodes; node, model, actor, driver and head die in turn."""

from __future__ import annotations

import importlib.util
import os
import random
import signal
import sys
from pathlib import Path

import pytest
from PIL import Image
from tests.engines.ray.ray_cluster import RayCluster, Vizdesk, ray_cluster, until
from tests.processes import alive, children, descendants
from tests.stress.figures import FULL, Figures, amount
from tests.waiting import wait_for

IMAGES = amount(2_000, 100)
CELLS = IMAGES * 2
pytestmark = [
    pytest.mark.skipif(
        importlib.util.find_spec("ray") is None,
        reason="Ray is not installed (pip install 'vizdesk[ray]')",
    ),
    pytest.mark.skipif(sys.platform != "linux", reason="several Ray nodes run on Linux only"),
    pytest.mark.skipif(not FULL, reason="its short form is tests/engines/ray/test_ray_runs.py"),
    pytest.mark.xdist_group("ray"),
    pytest.mark.shared_server,
]


def folder_of_images(folder: Path) -> Path:
    """Small images that all differ."""
    folder.mkdir()
    draw = random.Random(7)
    for number in range(IMAGES):
        colour = tuple(draw.randrange(256) for _ in range(3))
        Image.new("RGB", (96, 96), colour).save(folder / f"{number:05}.png")
    return folder


def words_of(images: Path, cluster: RayCluster) -> tuple[str, ...]:
    """The words of a run over the folder, on this cluster."""
    models = ("--model", "demo-large", "--model", "demo-small")
    return ("eval", str(images), "--prompt", "What is here?", *models, "--ray", cluster.address)


def done(program: Vizdesk) -> int:
    """How many cells are kept."""
    count = program.rows("select count(*) from answers")[0][0]
    assert isinstance(count, int)
    return count


def test_every_cell_is_kept_once_whoever_dies(tmp_path: Path, figures: Figures) -> None:
    figures.trying(
        45,
        f"{IMAGES:,} images × 2 models over two Ray nodes; a node, a model's process, an actor, "
        "the driver, the command and the head killed in turn",
    )
    program, images = Vizdesk(tmp_path), folder_of_images(tmp_path / "images")
    with ray_cluster(3) as cluster:
        words = words_of(images, cluster)
        run = program.start(*words)
        until(run, CELLS // 10)
        cluster.kill("raylet/raylet")  # the second node's: it is started last
        until(run, 2 * CELLS // 10)
        cluster.nodes.pop().wait()
        cluster.add_node()
        until(run, 3 * CELLS // 10)
        cluster.kill("vizdesk --worker")
        until(run, 4 * CELLS // 10)
        cluster.kill("ray::AskingActor")
        until(run, 5 * CELLS // 10)
        (driver,) = children(run.pid)
        os.kill(driver, signal.SIGKILL)
        until(run, 6 * CELLS // 10)
        below = descendants(run.pid)
        run.kill()  # the command itself: nothing of it may go on
        run.wait()
        wait_for(lambda: not any(map(alive, below)), "the driver ends")
        wait_for(lambda: not cluster.processes("vizdesk --worker"), "models end")
        run.communicate()

        run = program.start(*words)
        until(run, 8 * CELLS // 10)
        cluster.kill_head()
        _, err = run.communicate()
        assert run.returncode == 1, err
        assert "goes on." in err
        assert "Traceback" not in err
    left = done(program)
    assert left < CELLS
    identity = str(program.rows("select id from runs")[0][0])[:8]
    with ray_cluster(4) as cluster:
        for _ in range(2):  # the second asks what failed
            program.run("evals", "resume", identity, "--ray", cluster.address)
    states = program.rows("select state, count(*) from answers group by state")
    assert states == [("done", CELLS)]
    query = "select count(*) from (select distinct model, item, repeat from answers)"
    assert program.rows(query) == [(CELLS,)]
    figures.held_as(
        f"{CELLS:,} of {CELLS:,} answers, each kept once; the command whose head died ended with "
        "status 1 and a sentence, the next one went on; driver and models ended with a command"
    )
