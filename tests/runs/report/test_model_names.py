"""Models of one name are told apart wherever a run is shown."""

from __future__ import annotations

from dataclasses import replace

from tests.runs.run_kit import local, remote

from vizdesk.runs.report.model_names import distinct_names


def names(*models: object) -> list[str]:
    return [name.name for name in distinct_names(models)]  # type: ignore[arg-type]


def test_names_that_differ_stay_as_they_are() -> None:
    assert names(local("Gemma 3 4B"), local("Gemma 3 12B")) == ["Gemma 3 4B", "Gemma 3 12B"]


def test_a_file_and_a_server_of_one_name_say_where_they_run() -> None:
    here = local("Demo, large")
    there = remote("demo-large", "http://127.0.0.1:8080/v1")
    assert names(here, there, local("Demo, small")) == [
        "Demo, large · llama.cpp",
        "demo-large · 127.0.0.1:8080",
        "Demo, small",
    ]


def test_two_servers_of_one_model_are_named_by_their_hosts() -> None:
    one, two = remote("Qwen", "https://a.example/v1"), remote("Qwen", "https://b.example:8443/v1")
    assert names(one, replace(two, id="qwen-2")) == [
        "Qwen · a.example",
        "Qwen · b.example:8443",
    ]


def test_two_quantisations_are_told_apart_and_what_is_left_by_its_id() -> None:
    first = replace(local("Gemma"), id="g-q4", quantisation="Q4_K_M")
    second = replace(first, id="g-q8", quantisation="Q8_0")
    third = replace(first, id="g-q4-warm")
    assert names(first, second) == ["Gemma · Q4_K_M", "Gemma · Q8_0"]
    assert names(first, second, third) == [
        "Gemma · Q4_K_M · g-q4",
        "Gemma · Q8_0",
        "Gemma · Q4_K_M · g-q4-warm",
    ]
