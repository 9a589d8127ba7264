"""Why an answer ended, by the names that servers have for it.

OpenAI, vLLM (abort), TGI (eos_token), Anthropic (end_turn), Gemini (MAX_TOKENS, SAFETY …), DeepSeek
(insufficient_system_resource), Zhipu (sensitive, network_error), Mistral (model_length): from their
API references, 2026-11.
"""

from __future__ import annotations

from vizdesk.comparison.types import FinishReason

_NAMES: dict[FinishReason, str] = {
    FinishReason.STOP: (
        "stop eos eos_token end end_turn stop_sequence stop_token complete completed done finish "
        "finished normal"
    ),
    FinishReason.LENGTH: (
        "length max_tokens max_output_tokens max_completion_tokens max_length model_length "
        "token_limit model_context_window_exceeded context_length_exceeded"
    ),
    FinishReason.CONTENT_FILTER: (
        "content_filter content_filtered safety recitation blocklist prohibited_content spii "
        "image_safety refusal sensitive moderation guardrail guardrail_intervened"
    ),
    FinishReason.ABORTED: (
        "abort aborted cancel cancelled canceled interrupted incomplete timeout network_error "
        "insufficient_system_resource"
    ),
}
_REASONS = {name: reason for reason, names in _NAMES.items() for name in names.split()}
TOOLS = frozenset({"tool_calls", "tool_call", "function_call", "tool_use"})


def normal_name(name: str) -> str:
    """A server's name of a reason without its frills: “FINISH_REASON_STOP”, “safety: hate”."""
    head = name.partition(":")[0].strip().lower().replace(" ", "_").replace("-", "_")
    return head.removeprefix("finish_reason_")


def finish_reason(name: str) -> FinishReason | None:
    """The reason a server means by `name`; None for one that nobody documents."""
    return _REASONS.get(normal_name(name))
