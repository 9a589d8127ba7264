"""What a question costs is told before it is asked, by the vendors' own rules."""

from __future__ import annotations

from pathlib import Path

import pytest

from vizdesk.catalog.pricing.token_rules import TokenRuleError, load_rules, rule_for
from vizdesk.common import resources
from vizdesk.common.messages import verbatim
from vizdesk.comparison.estimates import assumed_cost, cost_of, estimate, overcharge_warning
from vizdesk.comparison.image_tokens import Limit, TokenRule, image_tokens, resized
from vizdesk.comparison.models import Endpoint, EngineKind, Model, Price, PriceTier, Sampling
from vizdesk.comparison.types import Answer, AnswerState, Failure, FinishReason, Usage
from vizdesk.engines.errors import RequestContext, cut_off
from vizdesk.engines.server_identity import server_at

RULES = load_rules(resources.folder() / "image_tokens.toml")
TIERED = Price(5.0, 30.0, "2026-07-02", "test", (PriceTier(272_000, 10.0, 45.0),))


def rule(slug: str) -> TokenRule:
    found = rule_for(RULES, slug)
    assert found is not None
    return found


def test_the_documented_example_of_shrinking_to_a_patch_budget() -> None:
    assert resized(Limit(longest=2400, patches=1536), 1800, 2400) == (1056, 1408)
    assert (1056 // 32) * (1408 // 32) == 1452


@pytest.mark.parametrize(
    ("slug", "size", "detail", "tokens"),
    [
        ("gpt-5.5", (1024, 1024), "high", 1229),
        ("gpt-4o", (1024, 1024), None, 765),
        ("claude-opus-4.8", (1024, 1024), None, 1369),
        ("gpt-5.5", (4032, 3024), "high", 2942),
        ("gpt-5.5", (4032, 3024), "original", 11_868),
        ("gpt-5.5", (4032, 3024), None, 11_868),
        ("gpt-6-astra", (4032, 3024), "original", 14_364),
        ("gpt-4o", (4032, 3024), "high", 765),
        ("gpt-4o", (4032, 3024), "low", 85),
        ("gpt-4o", (2048, 1024), "high", 1105),
        ("gpt-4o", (4096, 512), "high", 765),
        ("anthropic/claude-opus-4.8", (2576, 1932), None, 4740),
        ("claude-sonnet-4-5", (1568, 1568), None, 1521),
        ("google/gemini-3-pro", (640, 480), None, 1064),
    ],
)
def test_images_are_counted_as_the_vendors_count_them(
    slug: str, size: tuple[int, int], detail: str | None, tokens: int
) -> None:
    assert image_tokens(rule(slug), *size, detail) == tokens


def test_every_rule_has_a_date_and_a_source_and_every_detail_it_names() -> None:
    for one in RULES:
        assert one.as_of.startswith(("2025-", "2026-"))
        assert one.source
        if one.limits:
            assert one.default in one.limits
            assert image_tokens(one, 1, 1, "low") >= 1


def test_the_nearest_name_counts_and_an_unknown_one_has_no_rule() -> None:
    assert rule("gpt-5.4-mini").limits["high"].patches == 1536
    assert rule("gpt-5.4").limits["high"].patches == 2500
    assert rule("gpt-4o-mini").base == 2833
    assert rule_for(RULES, "mistral-large-4") is None


@pytest.mark.parametrize(("characters", "tokens"), [(0, 10), (1, 11), (4, 11), (5, 12), (400, 110)])
def test_four_characters_begun_are_a_token_and_the_frame_of_a_message_is_ten(
    characters: int, tokens: int
) -> None:
    told = estimate(rule("gpt-5.5"), None, Sampling(), "x" * characters, 1024, 1024)
    assert told.image_tokens == 1229
    assert told.input_tokens == 1229 + tokens


def test_an_estimate_is_image_words_and_a_typical_answer() -> None:
    words = "x" * 400
    found = estimate(rule("gpt-5.5"), TIERED, Sampling(None, None, 4096), words, 1024, 1024)
    assert found.image_tokens == 1229
    assert found.input_tokens == (found.image_tokens or 0) + 110
    assert found.cost_usd == pytest.approx(cost_of(TIERED, Usage(found.input_tokens, 250)))
    thinking = Sampling(None, None, 4096, effort="high")
    assert estimate(rule("gpt-5.5"), TIERED, thinking, words, 9, 9).output_tokens == 1000
    short = Sampling(None, None, 64)
    assert estimate(rule("gpt-5.5"), TIERED, short, words, 9, 9).output_tokens == 64


def test_a_server_without_a_rule_gets_no_invented_figure() -> None:
    found = estimate(None, TIERED, Sampling(), "hello", 640, 480)
    assert (found.input_tokens, found.cost_usd) == (None, None)


def test_a_long_context_is_billed_at_its_own_tier_as_a_whole() -> None:
    assert cost_of(TIERED, Usage(100_000, 1000)) == pytest.approx(0.53)
    assert cost_of(TIERED, Usage(272_000, 0)) == pytest.approx(1.36)
    assert cost_of(TIERED, Usage(300_000, 1000)) == pytest.approx(3.045)


def test_a_bill_far_over_the_estimate_is_pointed_out() -> None:
    assert overcharge_warning(3000, 1000) == ""
    assert overcharge_warning(None, 1000) == overcharge_warning(3000, None) == ""
    assert overcharge_warning(66_000, 1600).startswith("66,000 input tokens were billed, 41 times")


def test_a_file_that_cannot_be_understood_is_named(tmp_path: Path) -> None:
    path = tmp_path / "rules.toml"
    path.write_text('[[rule]]\nnames = ["x"]\nkind = "circles"\n')
    with pytest.raises(TokenRuleError, match=r"rules\.toml, rule 1"):
        load_rules(path)


CACHED = Price(2.0, 8.0, "2026-11-01", "test", (PriceTier(200_000, 4.0, 12.0, 0.4),), 0.2)


def test_cached_tokens_cost_what_cached_tokens_cost() -> None:
    assert cost_of(CACHED, Usage(10_000, 100, cached_tokens=9000)) == pytest.approx(0.0046)
    assert cost_of(CACHED, Usage(300_000, 0, cached_tokens=100_000)) == pytest.approx(0.84)
    assert cost_of(CACHED, Usage(10, 0, cached_tokens=900)) == pytest.approx(2e-6)
    plain = Price(2.0, 8.0, "2026-11-01", "test")
    dear = cost_of(plain, Usage(10_000, 100, cached_tokens=9000))
    assert dear == pytest.approx(0.0208), "without a price of their own they are input"


def test_a_cost_needs_both_counts() -> None:
    assert cost_of(CACHED, Usage(input_tokens=10)) is None
    assert cost_of(CACHED, Usage(output_tokens=10)) is None


def asked(**fields: object) -> Answer:
    source = Endpoint("https://one.example/v1", "m")
    model = Model("m", "M", EngineKind.CHAT, source, "generic", price=CACHED)
    return Answer(model, **{"state": AnswerState.DONE, **fields})  # type: ignore[arg-type]


def test_an_answer_whose_cost_nobody_tells_is_taken_to_cost_the_most_that_is_known() -> None:
    assert assumed_cost(asked(cost_usd=0.5), 0.01) == 0.5
    assert assumed_cost(asked(), 0.01) == 0.01
    long = asked(text="word" * 10_000, usage=Usage(input_tokens=1000))
    assert assumed_cost(long, 0.01) == pytest.approx(0.082)
    assert assumed_cost(asked(thinking="word" * 10_000), None) == pytest.approx(0.08)


def test_a_question_that_was_refused_costs_nothing() -> None:
    assert assumed_cost(asked(state=AnswerState.FAILED), 0.01) == 0.0
    begun = asked(state=AnswerState.FAILED, text="A red")
    assert assumed_cost(begun, 0.01) == 0.01
    assert assumed_cost(asked(state=AnswerState.UNSUPPORTED), 0.01) == 0.0
    refused = asked(state=AnswerState.FAILED, failure=Failure(verbatim("No.")))
    assert assumed_cost(refused, 0.01) == 0.0


def test_silence_a_broken_stream_and_an_empty_answer_may_be_charged() -> None:
    silent = asked(state=AnswerState.FAILED, failure=Failure(verbatim("Silent."), charged=True))
    assert assumed_cost(silent, 0.01) == 0.01
    empty = asked(state=AnswerState.FAILED, finish_reason=FinishReason.STOP)
    assert assumed_cost(empty, 0.01) == 0.01
    assert cut_off(RequestContext(server_at("https://one.example/v1"), "m")).failure.charged


@pytest.mark.parametrize("bad", [-1.0, float("nan"), float("inf"), True, "2"])
def test_what_is_no_price_is_refused(bad: float) -> None:
    with pytest.raises(ValueError, match="a price cannot be"):
        Price(bad, 1.0, "2026-11-01", "test")
    with pytest.raises(ValueError, match="a price cannot be"):
        PriceTier(1, 1.0, bad)
