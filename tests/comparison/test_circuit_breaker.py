"""Whom a run asks no more: after a refused key at once, after failures in a row, never for one bad
question."""

from __future__ import annotations

from dataclasses import replace

import pytest

from vizdesk.common.messages import verbatim
from vizdesk.comparison.circuit_breaker import (
    MOST_FAILURES,
    MOST_OF_MODEL,
    MOST_REFUSALS,
    CircuitBreaker,
)
from vizdesk.comparison.error_scope import ErrorScope
from vizdesk.comparison.models import Endpoint, EngineKind, Model
from vizdesk.comparison.types import Answer, AnswerState, Failure


def model(name: str, host: str = "https://one.example/v1", key: str | None = "one") -> Model:
    return Model(name, name.upper(), EngineKind.CHAT, Endpoint(host, name, key), "generic")


A, B = model("a"), model("b")
ELSEWHERE, OTHER_KEY = model("c", "https://two.example/v1"), model("d", key="two")


def fail(breaker: CircuitBreaker, asked: Model, scope: ErrorScope | None, times: int = 1) -> None:
    failure = Failure(verbatim("It broke."), scope=scope)
    for _ in range(times):
        breaker.note(Answer(asked, AnswerState.FAILED, failure=failure))


def answered(breaker: CircuitBreaker, asked: Model) -> None:
    breaker.note(Answer(asked, AnswerState.DONE))


def asked(breaker: CircuitBreaker) -> list[str]:
    return [each.id for each in (A, B, ELSEWHERE, OTHER_KEY) if breaker.why_not(each) is None]


def test_a_refused_key_ends_all_models_asked_with_it_at_once_and_no_others() -> None:
    breaker = CircuitBreaker()
    assert asked(breaker) == ["a", "b", "c", "d"]
    fail(breaker, A, ErrorScope.ACCOUNT)
    assert asked(breaker) == ["c", "d"]
    assert breaker.reasons == ("It broke.",)


@pytest.mark.parametrize("scope", [ErrorScope.SERVER, ErrorScope.ANSWER, ErrorScope.BUSY])
def test_a_server_that_fails_five_times_in_a_row_is_asked_no_more(scope: ErrorScope) -> None:
    breaker = CircuitBreaker()
    fail(breaker, A, scope, MOST_FAILURES - 1)
    assert asked(breaker) == ["a", "b", "c", "d"]
    fail(breaker, B, scope)
    assert asked(breaker) == ["c", "d"]
    assert breaker.reasons == ("one.example failed 5 times in a row: It broke.",)


def test_an_answer_starts_the_count_anew() -> None:
    breaker = CircuitBreaker()
    for _ in range(10):
        fail(breaker, A, ErrorScope.SERVER, MOST_FAILURES - 1)
        answered(breaker, B)
    assert breaker.reasons == ()


def test_a_model_that_its_server_does_not_have_ends_alone() -> None:
    breaker = CircuitBreaker()
    fail(breaker, A, ErrorScope.MODEL, MOST_OF_MODEL)
    assert asked(breaker) == ["b", "c", "d"]
    assert breaker.reasons == ("A failed 2 times in a row: It broke.",)


@pytest.mark.parametrize("scope", [ErrorScope.QUESTION, None])
def test_refused_questions_may_be_many_before_a_model_is_given_up(
    scope: ErrorScope | None,
) -> None:
    breaker = CircuitBreaker()
    answered(breaker, A)
    fail(breaker, A, scope, MOST_REFUSALS - 1)
    assert asked(breaker) == ["a", "b", "c", "d"]
    fail(breaker, A, scope)
    assert asked(breaker) == ["b", "c", "d"]


def test_one_that_never_answered_and_always_says_the_same_is_given_up_sooner() -> None:
    breaker = CircuitBreaker()
    fail(breaker, A, ErrorScope.QUESTION, MOST_FAILURES - 1)
    assert asked(breaker) == ["a", "b", "c", "d"]
    fail(breaker, A, ErrorScope.QUESTION)
    assert asked(breaker) == ["b", "c", "d"]
    varied = CircuitBreaker()
    for at in range(MOST_FAILURES):
        failure = Failure(verbatim(f"It broke {at}."), scope=ErrorScope.QUESTION)
        varied.note(Answer(A, AnswerState.FAILED, failure=failure))
    assert asked(varied) == ["a", "b", "c", "d"]


def test_what_was_asked_for_after_the_failure_is_asked() -> None:
    """In the window a person may have mended the key meanwhile."""
    breaker = CircuitBreaker()
    before = breaker.openings
    fail(breaker, A, ErrorScope.ACCOUNT)
    assert breaker.why_not(A, before) == "It broke."
    assert breaker.why_not(A, breaker.openings) is None
    later = breaker.openings
    fail(breaker, A, ErrorScope.ACCOUNT)
    assert breaker.why_not(B, later) == "It broke."


def test_stopped_answers_and_files_say_nothing_of_a_server() -> None:
    breaker = CircuitBreaker()
    for _ in range(100):
        breaker.note(Answer(A, AnswerState.STOPPED))
    assert asked(breaker) == ["a", "b", "c", "d"]


def test_servers_are_told_apart_by_port_and_path_and_not_by_capitals() -> None:
    breaker = CircuitBreaker()
    here = model("h", "http://Localhost:8080/v1", None)
    fail(breaker, here, ErrorScope.SERVER, MOST_FAILURES)
    assert breaker.why_not(replace(here, source=Endpoint("http://localhost:8080/v1/", "x")))
    for other in ("http://localhost:8081/v1", "http://localhost:8080/other/v1"):
        assert breaker.why_not(replace(here, source=Endpoint(other, "x"))) is None
