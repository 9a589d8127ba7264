"""Values are held by what was used last, up to a number of bytes."""

from __future__ import annotations

from vizdesk.common.lru_by_bytes import LruByBytes


def test_what_was_not_used_for_longest_goes_first() -> None:
    held: LruByBytes[str, bytes] = LruByBytes(100, len)
    held.put("a", b"x" * 40)
    held.put("b", b"x" * 40)
    assert held.get("a") is not None
    held.put("c", b"x" * 40)
    assert (held.get("b"), held.held_bytes) == (None, 80)
    assert held.get("a") == b"x" * 40


def test_the_newest_value_is_held_however_large_and_alone() -> None:
    held: LruByBytes[str, bytes] = LruByBytes(100, len)
    held.put("a", b"x" * 40)
    held.put("b", b"x" * 400)
    assert (held.get("a"), held.held_bytes) == (None, 400)


def test_a_value_that_is_put_again_is_counted_once() -> None:
    held: LruByBytes[str, bytes] = LruByBytes(100, len)
    held.put("a", b"x" * 40)
    held.put("a", b"x" * 30)
    assert held.held_bytes == 30
    held.discard("a")
    held.discard("a")
    assert (held.get("a"), held.held_bytes) == (None, 0)
