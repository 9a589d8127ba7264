"""How many threads write is tried while writing: the quicker stays, trying costs 5 % at most.

All seconds are simulated: a test's machine says how long a token takes, and no clock is read.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from vizdesk.engines.llama.worker.writing_threads import WritingThreads

Machine = Callable[[int, float], float]
"""Threads and the simulated seconds since the start → the simulated seconds of one token."""


def written(machine: Machine, tokens: int, most: int = 2) -> tuple[float, list[int]]:
    """The simulated seconds of so many tokens, and the number of threads each was written with."""
    threads = [max(1, most // 2)]
    chooser = WritingThreads(most, lambda number: threads.__setitem__(0, number))
    assert chooser.current == threads[0]
    simulated_s, used = 0.0, []
    for _ in range(tokens):
        used.append(threads[0])
        token_s = machine(threads[0], simulated_s)
        simulated_s += token_s
        chooser.took(token_s)
    return simulated_s, used


def test_on_a_quiet_machine_all_threads_write() -> None:
    simulated_s, used = written(lambda threads, _: 0.05 if threads == 1 else 0.034, 400)
    assert used[:20] == [1] * 20
    assert used.count(2) > 340
    assert simulated_s < 0.75 * 400 * 0.05


def test_on_a_busy_machine_one_thread_writes_and_trying_costs_little() -> None:
    simulated_s, used = written(lambda threads, _: 0.13 if threads == 1 else 0.185, 400)
    assert used.count(2) <= 60
    assert simulated_s <= 1.05 * 400 * 0.13


def test_threads_that_spin_are_tried_once_in_a_long_while() -> None:
    """0.55 tokens/s where one thread writes 7.7: one token of it is lost, and dearly."""
    simulated_s, used = written(lambda threads, _: 0.13 if threads == 1 else 1.82, 1000)
    assert used.count(2) <= 4
    assert simulated_s <= 1.05 * 1000 * 0.13


def test_a_machine_that_becomes_busy_is_noticed_within_a_few_tokens() -> None:
    def machine(threads: int, elapsed_s: float) -> float:
        if elapsed_s < 10:
            return 0.05 if threads == 1 else 0.033
        return 0.10 if threads == 1 else 0.30

    _, used = written(machine, 500)
    busy = used[used.index(2) :]
    assert busy.count(2) > 200
    assert used[-100:].count(1) >= 96


def test_a_machine_that_becomes_quiet_is_noticed_too() -> None:
    def machine(threads: int, elapsed_s: float) -> float:
        if elapsed_s < 10:
            return 0.10 if threads == 1 else 0.14
        return 0.05 if threads == 1 else 0.033

    _, used = written(machine, 800)
    assert used[-50:].count(2) >= 46


def test_many_cores_begin_with_half_and_may_end_with_all_or_one() -> None:
    quick = {1: 0.4, 4: 0.11, 8: 0.07}
    _, used = written(lambda threads, _: quick[threads], 400, most=8)
    assert used[0] == 4
    assert used[-50:].count(8) >= 42
    slow = {1: 0.02, 4: 0.03, 8: 0.05}
    _, used = written(lambda threads, _: slow[threads], 400, most=8)
    assert used[-50:].count(1) >= 42


def test_one_thread_has_no_choice() -> None:
    _, used = written(lambda threads, _: 0.01, 50, most=1)
    assert used == [1] * 50


@pytest.mark.parametrize("seed", range(5))
def test_noise_alone_changes_little(seed: int) -> None:
    import random

    chance = random.Random(seed)
    simulated_s, _ = written(lambda _threads, _elapsed_s: 0.05 * chance.uniform(0.8, 1.3), 1000)
    assert simulated_s <= 1.05 * 1000 * 0.05 * 1.05


@example(one=0.5, ratio=4.0, tokens=42)
@given(st.floats(0.001, 0.5), st.floats(0.3, 15.0), st.integers(30, 600))
@settings(max_examples=500)
def test_never_five_percent_slower_than_one_thread(one: float, ratio: float, tokens: int) -> None:
    """Whatever two threads take: beside the first trial's early end, at most 5 % is lost."""
    simulated_s, _ = written(lambda threads, _: one if threads == 1 else one * ratio, tokens)
    first_trial = max(0.0, ratio - 1) * one
    assert simulated_s <= 1.05 * tokens * one + first_trial + 1e-9
