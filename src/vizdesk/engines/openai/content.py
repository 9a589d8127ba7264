"""Text and reasoning in whichever wrapping a server puts them: plain, an object, a list of parts.

Mistral's reasoning models send `content` as a list of parts (https://docs.mistral.ai/capabilities/reasoning/),
others put the reasoning into an object or under a name of their own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from vizdesk.engines.thinking_splitter import Run

_DEEPEST = 8
_THINKING_PARTS = frozenset({"thinking", "reasoning", "reasoning_text", "summary_text", "thought"})
# DeepSeek, vLLM and llama-server say reasoning_content, OpenRouter and Ollama say reasoning,
# GitHub Copilot says reasoning_text. Some say the same twice: the first that says anything counts.
_REASONING_FIELDS = (
    "reasoning_content",
    "reasoning",
    "reasoning_text",
    "thinking",
    "reasoning_details",
)
_TEXT_FIELDS = ("text", "thinking", "reasoning", "content", "summary", "output_text", "value")


def content_runs(content: object, thinking: bool = False, depth: int = 0) -> Iterator[Run]:
    """The texts in `content`, in order; `thinking` says what they are where no part says it."""
    if isinstance(content, str):
        if content:
            yield Run(content, thinking)
    elif depth > _DEEPEST:
        return
    elif isinstance(content, list):
        for part in content:
            yield from content_runs(part, thinking, depth + 1)
    elif isinstance(content, dict):
        thinks = thinking or content.get("type") in _THINKING_PARTS
        # One text a part: “thinking” holds its own list, “text” beside it would say it twice.
        for name in _TEXT_FIELDS:
            runs = list(content_runs(content.get(name), thinks, depth + 1))
            if runs:
                yield from runs
                return


def reasoning_of(message: Mapping[str, object]) -> str:
    """What a message lets see of the model's reasoning; encrypted reasoning shows nothing."""
    for name in _REASONING_FIELDS:
        text = "".join(run.text for run in content_runs(message.get(name), True))
        if text:
            return text
    return ""
