"""The answer of a reply: reasoning, drafts and wrappers taken off. Drafts are not answers.

Marks are those of published chat templates and model cards: Qwen3, DeepSeek and GLM (<think>),
Kimi-VL (◁think▷), MiniMax (<mm:think>), Seed (<seed:think>), Ministral ([THINK]), Gemma 4
(<|channel>thought), gpt-oss (channels of the harmony format), Apriel ([BEGIN FINAL RESPONSE]),
R1-style prompts (<answer>).
"""

from __future__ import annotations

import html
import re
from typing import NamedTuple

_NAMES = (
    r"(?:[a-z]{1,10}:)?(?:think|thinking|thought|thoughts|reasoning|reflection|scratchpad|draft)"
)
MARK = re.compile(
    rf"(?P<open><{_NAMES}>|◁{_NAMES}▷|\[THINK\]|<\|channel>thought|<\|begin_of_thought\|>)"
    rf"|(?P<close></{_NAMES}>|◁/{_NAMES}▷|\[/THINK\]|<channel\|>|<\|end_of_thought\|>)",
    re.IGNORECASE,
)
FINAL = re.compile(
    r"\[BEGIN FINAL RESPONSE\]|<\|channel\|>\s*final\s*(?:<\|constrain\|>\s*\w+\s*)?<\|message\|>"
    r"|<\|begin_of_solution\|>",
    re.IGNORECASE,
)
FINAL_END = re.compile(r"\[END FINAL RESPONSE\]|<\|end_of_solution\|>", re.IGNORECASE)
ANSWER = re.compile(r"<(/?)(?:answer|final_answer|response)>", re.IGNORECASE)
# Words with which a reply corrects itself.
TAKEN_BACK = re.compile(
    r"\b(?:wait|actually|correction|scratch that|i mean|on second thoughts?|my mistake|sorry"
    r"|let me re(?:count|check|consider)|or rather)\b|\bno,",
    re.IGNORECASE,
)
ENTITY = re.compile(r"&(?:quot|#34|#39|apos|amp|lt|gt);")


class AnswerPart(NamedTuple):
    """`text` is what is meant as the answer; `reasoned`: there was reasoning before it."""

    text: str
    reasoned: bool


def answer_part(text: str) -> AnswerPart:
    """The reply without reasoning and wrappers; whatever it is, this never raises. Linear."""
    text = text.lstrip("\ufeff")
    answer = _without_reasoning(text)
    final = None
    for final in FINAL.finditer(answer):  # noqa: B007 - the last one counts
        pass
    if final is not None:
        answer = FINAL_END.split(answer[final.end() :], maxsplit=1)[0]
    reasoned = len(answer) < len(text)
    answer = _in_answer_tags(answer)
    if '"' not in answer and ENTITY.search(answer):
        answer = html.unescape(answer)
    return AnswerPart(answer.strip("\ufeff"), reasoned)


def without_reasoning(text: str) -> str:
    """The reply without its reasoning."""
    return answer_part(text).text.strip()


def _without_reasoning(text: str) -> str:
    """Pairs of marks go with what is between them, and so does all before a lone closing mark."""
    kept: list[str] = []
    opened = at = 0
    for mark in MARK.finditer(text):
        if mark.group("open"):
            if not opened:
                kept.append(text[at : mark.start()])
            opened += 1
        elif opened:
            # One closing mark ends all that was opened: models do not nest their reasoning.
            opened, at = 0, mark.end()
        else:
            kept, at = [], mark.end()
    if not opened:
        kept.append(text[at:])
    return "".join(kept)


def _in_answer_tags(text: str) -> str:
    """What stands in <answer> tags, all of them, where there are any."""
    pieces: list[str] = []
    start: int | None = None
    for tag in ANSWER.finditer(text):
        if not tag.group(1):
            start = tag.end() if start is None else start
        elif start is not None:
            pieces.append(text[start : tag.start()])
            start = None
    if start is not None:
        pieces.append(text[start:])
    if pieces and not (start is None and TAKEN_BACK.search(text, text.rfind("</"))):
        return "\n".join(pieces)
    return ANSWER.sub("", text)
