"""A circuit breaker: whom to ask no more after failures, so that a run does not go on in vain.

M. Nygard, Release It! (2007), chapter 5. It is opened for good: a person mends what is wrong and
goes on, with a new one.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from urllib.parse import urlunsplit

from vizdesk.common.messages import Message, plural
from vizdesk.common.web_addresses import split_address
from vizdesk.comparison.error_scope import ErrorScope
from vizdesk.comparison.models import Endpoint, Model
from vizdesk.comparison.types import Answer, AnswerState

MOST_FAILURES = 5
"""Failures in a row after which a server or a model is asked no more."""
MOST_OF_MODEL = 2
"""The same where a server says that it does not have the model, or not for this plan."""
MOST_REFUSALS = 20
"""The same for failures that may each be the question's own fault: a filter, an image too large."""


@dataclass(frozen=True, slots=True)
class Account:
    """A server and the key it is asked with: what a refusal of one question tells of the next.

    A gateway may have other servers behind the paths of one host, so the address is whole.
    """

    base_url: str
    key_name: str | None

    @property
    def host(self) -> str:
        """Host and port, as people see them."""
        return split_address(self.base_url).netloc


@dataclass(frozen=True, slots=True)
class _Opening:
    """Why somebody is asked no more, and the how manieth such event that was."""

    reason: Message
    number: int


def account_of(model: Model) -> Account | None:
    """The account a model is asked through; None for files."""
    source = model.source
    if not isinstance(source, Endpoint):
        return None
    parts = split_address(source.base_url)
    url = urlunsplit((parts.scheme, parts.netloc.lower(), parts.path.rstrip("/"), "", ""))
    return Account(url, source.key_name)


class CircuitBreaker:
    """Counts failures in a row for each model and account; a success of either starts anew.

    A refused key or a used-up account ends the account at once. It does not depend on the order in
    which questions that are asked side by side end.
    """

    def __init__(self) -> None:
        self._in_a_row: Counter[Account | str] = Counter()
        self._refused: Counter[str] = Counter()
        self._refusals: dict[str, Counter[str]] = defaultdict(Counter)
        self._answered: set[str] = set()
        self._open: dict[Account | str, _Opening] = {}
        self.openings = 0

    @property
    def reasons(self) -> tuple[Message, ...]:
        """Why somebody is asked no more, one sentence each; empty while all are asked."""
        return tuple(opening.reason for opening in self._open.values())

    def why_not(self, model: Model, since: int = 0) -> Message | None:
        """Why this model is asked no more; None: it is to be asked.

        `since` is what `openings` was when a person asked for it: what was known by then is no
        reason, since a key may have been mended.
        """
        for whom in (account_of(model), model.id):
            opening = None if whom is None else self._open.get(whom)
            if opening is not None and opening.number > since:
                return opening.reason
        return None

    def note(self, answer: Answer) -> None:
        """Learn from an answer that is final; one that was never asked for says nothing."""
        model, account = answer.model, account_of(answer.model)
        if answer.state in (AnswerState.DONE, AnswerState.UNSUPPORTED):
            self._refused[model.id] = self._in_a_row[model.id] = 0
            self._answered.add(model.id)
            if account is not None:
                self._in_a_row[account] = 0
            return
        if answer.state is not AnswerState.FAILED or answer.failure is None:
            return
        scope = answer.failure.scope
        if scope is ErrorScope.ACCOUNT and account is not None:
            self._set_open(account, answer.failure.message)
        elif scope in (None, ErrorScope.QUESTION):
            self._refused[model.id] += 1
            self._judge(model.id, self._refused[model.id], MOST_REFUSALS, answer)
            # One that never answered and always says the same takes none of the questions.
            same = self._refusals[model.id]
            same[answer.failure.what] += 1
            if model.id not in self._answered and len(same) == 1:
                self._judge(model.id, same.total(), MOST_FAILURES, answer)
        elif scope is ErrorScope.MODEL or account is None:
            self._in_a_row[model.id] += 1
            most = MOST_OF_MODEL if scope is ErrorScope.MODEL else MOST_FAILURES
            self._judge(model.id, self._in_a_row[model.id], most, answer)
        else:
            self._in_a_row[account] += 1
            self._judge(account, self._in_a_row[account], MOST_FAILURES, answer)

    def _judge(self, whom: Account | str, failures: int, most: int, answer: Answer) -> None:
        if failures < most or answer.failure is None:
            return
        reason = plural(
            "{name} failed {n} time in a row: {what}",
            "{name} failed {n} times in a row: {what}",
            failures,
            name=whom.host if isinstance(whom, Account) else answer.model.name,
            what=answer.failure.message,
        )
        self._set_open(whom, reason)

    def _set_open(self, whom: Account | str, reason: Message) -> None:
        """Note why; the first reason is kept, those asked for since then stop all the same."""
        self.openings += 1
        first = self._open.get(whom)
        self._open[whom] = _Opening(first.reason if first else reason, self.openings)
