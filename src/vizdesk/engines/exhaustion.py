"""When a server says that waiting is in vain: nothing to spend, a day's limit, a size too large.

Everything else that is too much passes by itself. Words and codes as published by OpenAI (“Error
codes”), Google (“Rate limits”, google.rpc.QuotaFailure), OpenRouter (“Limits”), Moonshot, Zhipu and
DashScope (“Error codes”), xAI, DeepSeek and Anthropic; all read 2026-11.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from enum import Enum

LONGEST_WAIT_S = 300.0
"""A limit that ends sooner, by the server's own word, is waited for, whatever it is called."""


class Exhaustion(Enum):
    """What is used up."""

    ACCOUNT = "account"  # quota, balance or spending limit of the account or key
    MODEL = "model"  # the plan has nothing of this model
    DAY = "day"  # what one day allows
    SIZE = "size"  # this question alone is more than a minute allows


_BALANCE = re.compile(
    r"insufficient[_ -](?:quota|balance|credit|fund|account)|insufficient_user_quota|"
    r"(?:account|credit|available|your) balance|balance is (?:too low|not enough|insufficient)|"
    r"exceeded_current_quota|exceeded (?:your |the )?current quota|"
    r"quota (?:is |has been )?exhausted|"
    r"(?:used|consumed) (?:up )?all (?:of )?(?:your |the |available )*(?:credit|quota|token)|"
    r"billing[_ ](?:hard|details|limit|not)|billing (?:has been|is) disabled|"
    r"(?:spend(?:ing)?|monthly|api usage|monthly usage) limit|not enough credits|"
    r"(?:out of|no|needs?) (?:more )?credits?\b|"
    r"requires (?:more|at least) [^.]{0,30}(?:credit|balance)|arrear|payment required|"
    r"account (?:is |has been |was )?(?:not active|deactivated|suspended|in arrears)|"
    r"account_deactivated|余额不足|欠费|资源包|额度(?:不足|已用完|耗尽)|充值",
    re.IGNORECASE,
)
_ACCOUNT_CODES = frozenset(
    {
        "insufficient_quota",
        "insufficient_balance",
        "exceeded_current_quota_error",
        "billing_hard_limit_reached",
        "billing_not_active",
        "account_deactivated",
        "arrearage",
        "1112",  # Zhipu: the account is locked
        "1113",  # Zhipu: in arrears
    }
)
_DAY_CODES = frozenset({"1304"})  # Zhipu: today's number of calls is reached
_NONE_OF_MODEL = re.compile(
    r"limit: 0\b(?!\.)|quota_?value\W{1,4}0\b|allocationquota|free[ _-]?tier ?only|"
    r"free (?:tier|quota) of the model has been exhausted",
    re.IGNORECASE,
)
_MINUTE = re.compile(r"per[ _-]?min(?:ute)?\b|perminute|per[ _-]?second|\b[rt]pm\b", re.IGNORECASE)
_DAY = re.compile(
    r"per[ _-]?day|daily (?:limit|quota|request|token|cap|usage)|free-models-per-day|"
    r"limit (?:of|for) today|今日|每日|当日",
    re.IGNORECASE,
)
_SIZES = re.compile(
    r"limit[: ]+(?P<limit>[\d,]+)\b.{0,80}?requested[: ]+(?P<requested>[\d,]+)",
    re.IGNORECASE | re.DOTALL,
)
_TRY_AGAIN = re.compile(
    r"(?:try again|retry)[^.\d]{0,20}(?P<wait>(?:[\d.]+ ?(?:ms|h|m|s)[a-z]* ?)+)", re.IGNORECASE
)
_PART = re.compile(r"([\d.]+) ?(ms|h|m|s)", re.IGNORECASE)
_RETRY_DELAY = re.compile(r'"retry_?delay"\s*:\s*"([\d.]+)s"', re.IGNORECASE)
_SECONDS = {"ms": 0.001, "s": 1.0, "m": 60.0, "h": 3600.0}


def exhaustion_of(
    text: str, codes: Collection[str] = (), wait_s: float | None = None
) -> Exhaustion | None:
    """What is used up by the words of an error; None: nothing is, or it comes back soon.

    `text` is the whole body, `codes` its codes in lower case, `wait_s` what a header says.
    """
    sizes = _SIZES.search(text)
    if sizes and _number(sizes["requested"]) > _number(sizes["limit"]):
        return Exhaustion.SIZE
    if _NONE_OF_MODEL.search(text):
        return Exhaustion.MODEL
    wait = wait_s if wait_s is not None else wait_in_words(text)
    soon = wait is not None and wait <= LONGEST_WAIT_S
    if (_DAY.search(text) and not _MINUTE.search(text)) or _DAY_CODES & set(codes):
        # Google tells half a minute for a day's limit, too.
        return None if soon and not _PER_DAY_QUOTA.search(text) else Exhaustion.DAY
    if _ACCOUNT_CODES & set(codes):
        return Exhaustion.ACCOUNT
    if _BALANCE.search(text):
        # Google says “exceeded your current quota” of a minute's limit as well.
        return None if _MINUTE.search(text) else Exhaustion.ACCOUNT
    return None


_PER_DAY_QUOTA = re.compile(r"perday|free-models-per-day", re.IGNORECASE)


def wait_in_words(text: str) -> float | None:
    """Seconds to wait by the words of an error: “try again in 1m12.5s”, Google's retryDelay."""
    delay = _RETRY_DELAY.search(text)
    if delay:
        return _float(delay[1])
    again = _TRY_AGAIN.search(text)
    if again is None:
        return None
    parts = [(_float(number), unit.lower()) for number, unit in _PART.findall(again["wait"])]
    return sum(number * _SECONDS[unit] for number, unit in parts) if parts else None


def _number(digits: str) -> int:
    return int(digits.replace(",", "") or "0")


def _float(digits: str) -> float:
    try:
        return float(digits)
    except ValueError:
        return 0.0
