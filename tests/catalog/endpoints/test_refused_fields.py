"""What a server refused is remembered for that model alone, across runs, until it is forgotten."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from vizdesk.catalog.endpoints.refused_fields import RefusedFields
from vizdesk.comparison.models import Endpoint

GROK = Endpoint("https://api.x.ai/v1", "grok-5")
OTHER = Endpoint("https://api.x.ai/v1", "grok-4")


def refused(path: Path, day: str = "2026-11-30") -> RefusedFields:
    return RefusedFields(path, lambda: day)


def test_it_holds_for_one_model_at_one_server_and_after_a_restart(tmp_path: Path) -> None:
    path = tmp_path / "data" / "refused.json"
    refused(path).remember(GROK, ["seed", "temperature"])
    assert refused(path).of(GROK) == {"seed": "2026-11-30", "temperature": "2026-11-30"}
    assert refused(path).of(OTHER) == {}
    assert refused(path).of(Endpoint("https://else.example/v1", "grok-5")) == {}


def test_what_another_vizdesk_learnt_meanwhile_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "refused.json"
    first, second = refused(path), refused(path, "2026-12-01")
    assert first.of(GROK) == second.of(GROK) == {}
    first.remember(GROK, ["seed"])
    second.remember(GROK, ["detail"])
    assert refused(path).of(GROK) == {"seed": "2026-11-30", "detail": "2026-12-01"}


def test_forgotten_it_is_sent_again(tmp_path: Path) -> None:
    kept = refused(tmp_path / "refused.json")
    kept.remember(GROK, ["seed"])
    kept.remember(OTHER, ["seed"])
    kept.forget(GROK)
    assert (kept.of(GROK), list(kept.of(OTHER))) == ({}, ["seed"])


def test_the_replicas_of_a_pool_learn_from_each_other(tmp_path: Path) -> None:
    kept = refused(tmp_path / "refused.json")
    pool = "http://10.0.0.1:8000/v1"
    kept.remember(Endpoint("http://10.0.0.2:8000/v1", "m", home=pool), ["seed"])
    assert list(kept.of(Endpoint(pool, "m"))) == ["seed"]


@pytest.mark.parametrize(
    "text", ["", "[1]", '{"u": 3}', '{"u": {"m": {"seed": "soon"}}}', '{"u": {"m": {"seed": 3}}}']
)
def test_a_file_that_was_damaged_counts_as_empty_and_is_written_anew(
    tmp_path: Path, text: str
) -> None:
    path = tmp_path / "refused.json"
    path.write_text(text, encoding="utf-8")
    kept = refused(path)
    assert kept.of(GROK) == {}
    kept.remember(GROK, ["seed"])
    assert list(refused(path).of(GROK)) == ["seed"]


def test_without_a_place_to_write_it_holds_for_this_run(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    kept = refused(tmp_path / "file" / "refused.json")
    kept.remember(GROK, ["seed"])
    kept.remember(OTHER, ["seed"])
    assert list(kept.of(GROK)) == list(kept.of(OTHER)) == ["seed"]


def test_many_threads_lose_nothing(tmp_path: Path) -> None:
    kept = refused(tmp_path / "refused.json")
    models = [Endpoint("https://api.x.ai/v1", f"m{at}") for at in range(12)]
    threads = [threading.Thread(target=kept.remember, args=(model, ["seed"])) for model in models]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(list(kept.of(model)) == ["seed"] for model in models)


def test_all_that_is_left_out_can_be_listed(tmp_path: Path) -> None:
    kept = refused(tmp_path / "refused.json")
    kept.remember(GROK, ["seed"])
    kept.remember(OTHER, ["detail"])
    kept.forget(OTHER)
    assert kept.all() == [(GROK, {"seed": "2026-11-30"})]
