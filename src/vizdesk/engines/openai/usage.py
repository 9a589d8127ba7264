"""What a server says it counted and charged, in any vendor's convention, as one `Usage`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, replace

from vizdesk.comparison.types import Usage
from vizdesk.engines.json_access import at, usd, whole
from vizdesk.engines.server_identity import Server

# The one count under the names that Chat Completions, the Responses and Messages APIs give it.
_INPUT = (("prompt_tokens",), ("input_tokens",))
_OUTPUT = (("completion_tokens",), ("output_tokens",))
_REASONING = (
    ("completion_tokens_details", "reasoning_tokens"),
    ("output_tokens_details", "reasoning_tokens"),
    ("output_tokens_details", "thinking_tokens"),  # Anthropic
    ("reasoning_tokens",),  # Perplexity, older xAI
)
_IMAGE = (
    ("prompt_tokens_details", "image_tokens"),
    ("input_tokens_details", "image_tokens"),
)
_CACHED = (
    ("prompt_tokens_details", "cached_tokens"),
    ("input_tokens_details", "cached_tokens"),
    ("prompt_cache_hit_tokens",),  # DeepSeek
    ("cached_tokens",),  # Moonshot
    ("cache_read_input_tokens",),  # Anthropic, and gateways to it
)
# Anthropic's Messages API alone leaves cached tokens out of `input_tokens`.
# https://docs.anthropic.com/en/docs/build-with-claude/prompt-caching
_BESIDE_INPUT = ("cache_read_input_tokens", "cache_creation_input_tokens")

# Their `completion_tokens` leave reasoning out. It shows in `total_tokens`; where a server sends
# none, its host decides. https://docs.x.ai/docs/guides/reasoning,
# https://github.com/router-for-me/CLIProxyAPI/issues/5733 (Gemini)
_REASONING_BESIDE = frozenset({"api.x.ai", "generativelanguage.googleapis.com"})
# https://docs.x.ai/developers/cost-tracking
_TICKS_PER_USD = 1e10


@dataclass(frozen=True, slots=True)
class Bill:
    """Tokens, output with reasoning, and what the server says they cost in US dollars (or None).

    `consistent` is false where the server's own counts contradict its total.
    """

    usage: Usage = field(default_factory=Usage)
    cost_usd: float | None = None
    consistent: bool = True

    def then(self, later: Bill) -> Bill:
        """This bill after a later one came: what that leaves out or puts to 0 stays known."""
        counts = {
            count.name: getattr(later.usage, count.name)
            for count in fields(Usage)
            if getattr(later.usage, count.name) or getattr(self.usage, count.name) is None
        }
        cost = later.cost_usd if later.cost_usd or self.cost_usd is None else self.cost_usd
        consistent = later.consistent if later.usage.output_tokens else self.consistent
        return Bill(replace(self.usage, **counts), cost, consistent)


def reported_usages(frame: Mapping[str, object]) -> Iterator[object]:
    """Every usage in one chunk of a stream or one whole reply, wherever the vendor puts it."""
    choices = frame.get("choices")
    if isinstance(choices, list):
        for choice in choices:
            yield at(choice, "usage")  # Moonshot
    yield at(frame.get("x_groq"), "usage")
    yield frame.get("usage")


def read_bill(reported: object, server: Server) -> Bill:
    """What `reported` says: a usage of the chat, Responses or Messages API; odd values are None."""
    if not isinstance(reported, dict):
        return Bill()
    given = _first(reported, _INPUT) or None  # an image and a question are never no tokens
    output, reasoning = _first(reported, _OUTPUT), _first(reported, _REASONING)
    cached = _first(reported, _CACHED)
    total = whole(reported.get("total_tokens"))
    beside_input = sum(whole(reported.get(key)) or 0 for key in _BESIDE_INPUT)
    if given is not None and "prompt_tokens" not in reported:
        given += beside_input
    elif given is not None and max(beside_input, cached or 0) > given:
        given += max(beside_input, cached or 0)  # more than it cannot be a part of it
    if given is None and total is not None and output is not None and total > output:
        given = total - output
    if output is None and total is not None and given is not None and total > given:
        output = total - given
    extra = 0 if None in (given, output, total) else (total or 0) - (given or 0) - (output or 0)
    from_cache = extra > 0 and extra != reasoning and extra in (cached, beside_input)
    if from_cache:
        given = (given or 0) + extra
    elif output is not None:
        output += _beside_output(output, reasoning, max(0, extra), total is not None, server)
    if reasoning is None and extra > 0 and not from_cache:
        reasoning = extra
    usage = Usage(
        input_tokens=given,
        output_tokens=output,
        reasoning_tokens=reasoning,
        image_tokens=_first(reported, _IMAGE),
        cached_tokens=cached,
    )
    return Bill(usage, _charged(reported), extra >= 0)


def _first(reported: Mapping[str, object], paths: tuple[tuple[str, ...], ...]) -> int | None:
    counts = (whole(at(reported, *path)) for path in paths)
    return next((count for count in counts if count is not None), None)


def _beside_output(
    output: int, reasoning: int | None, extra: int, has_total: bool, server: Server
) -> int:
    """How many tokens were written beside those a server calls its output."""
    if extra:
        return extra
    if reasoning is None:
        return 0
    beside = reasoning > output or (not has_total and server.host in _REASONING_BESIDE)
    return reasoning if beside else 0


def _charged(reported: Mapping[str, object]) -> float | None:
    """US dollars as the server counted them itself, or None."""
    ticks = whole(reported.get("cost_in_usd_ticks"))
    if ticks:
        return ticks / _TICKS_PER_USD
    if str(reported.get("currency") or "USD").upper() != "USD":
        return None
    cost = reported.get("cost")
    amount = usd(at(cost, "total_cost") if isinstance(cost, dict) else cost)  # Perplexity: a table
    if amount is None:
        amount = usd(reported.get("estimated_cost"))  # DeepInfra
    # With a key of one's own at the vendor, OpenRouter's `cost` is its fee; the vendor bills too.
    upstream = usd(at(reported, "cost_details", "upstream_inference_cost"))
    if reported.get("is_byok") is True:
        return None if upstream is None else (amount or 0.0) + upstream
    return upstream if amount == 0 and upstream else amount
