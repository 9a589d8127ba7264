"""Asks every scenario through the engine and the runner, as a comparison does."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial

from PIL import Image
from tests.engines.reported_servers import (  # noqa: F401 - each adds its scenarios
    chat_streams,
    connections,
    responses_streams,
    siblings,
    statuses,
)
from tests.engines.reported_servers.certificate import self_signed
from tests.engines.reported_servers.expected import Scenario
from tests.engines.reported_servers.scripted_http import ReportedServers, reported_servers

from vizdesk.common import resources
from vizdesk.common.offline import Offline
from vizdesk.comparison.concurrency import ConcurrencyLimits
from vizdesk.comparison.events import Engine
from vizdesk.comparison.jobs import Job
from vizdesk.comparison.models import Endpoint, EngineKind, Model, Price
from vizdesk.comparison.profiles import load_profiles
from vizdesk.comparison.runner import Timeouts, answer
from vizdesk.comparison.silence import Silence, SilenceLimits
from vizdesk.comparison.tasks import Task, TaskKind
from vizdesk.comparison.types import Answer
from vizdesk.credentials.keys import Secret
from vizdesk.engines.openai.provider import make_servers
from vizdesk.engines.provider import EngineContext
from vizdesk.images.encoding import EncodedImages
from vizdesk.images.opening import from_image
from vizdesk.settings.store import Settings

KEY = "sk-live-SECRETabcdefghijklmnop0123456789"
PROFILE = load_profiles(resources.folder() / "profiles")["generic"]
PRICE = Price(2.0, 8.0, "2026-11-01", "test")
AT_ONCE = 64
IMAGE = from_image(Image.effect_noise((160, 120), 40).convert("RGB"), "noise")
ENCODED = EncodedImages()
SILENT = {
    *("slow_first_70", "slow_first_130", "stall_70_mid", "finish_no_close", "r_reason_slow"),
    *("comments_400", "empty_deltas_400", "finish_then_pings", "silent_400"),
}
"""Scenarios whose time is shortened, and with it the limits on silence; no others, so that a busy
machine is not taken for a silent server."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a scenario ended as."""

    answer: Answer
    requests: int
    host: str

    def words(self, text: str) -> str:
        """A sentence without the address, which is another one each time."""
        return text.replace(self.host, "HOST")

    @property
    def failure(self) -> str:
        """The failure's sentence, or the first notice; empty: neither."""
        failure, notices = self.answer.failure, self.answer.notices
        return self.words(failure.what if failure else notices[0] if notices else "")

    @property
    def advice(self) -> str:
        """What a failure says to do."""
        return self.words(self.answer.failure.todo) if self.answer.failure else ""

    def differences(self, row: Scenario) -> list[str]:
        """Each value that is not the row's, as “name: this, not that”."""
        final, usage = self.answer, self.answer.usage
        tokens = (
            usage.input_tokens,
            usage.output_tokens,
            usage.reasoning_tokens,
            usage.cached_tokens,
        )
        cost = None if final.cost_usd is None else round(final.cost_usd, 9)
        pairs = {
            "state": (final.state, row.state),
            "requests": (self.requests, row.requests),
            "finish": (final.finish_reason, row.finish),
            "text": (final.text, row.text),
            "thinking": (final.thinking, row.thinking),
            "tokens": (tokens, row.tokens),
            "cost": (cost, row.cost_usd),
            "begins": (self.failure[: len(row.begins) or None], row.begins),
            "advice": (self.advice[: len(row.advice) or None], row.advice),
        }
        return [
            f"{name}: {seen!r}, not {right!r}"
            for name, (seen, right) in pairs.items()
            if seen != right
        ]


def shortened_silence(second: float) -> Silence:
    """The limits on silence as they come, for seconds of another length."""
    usual = Settings()
    before = usual.server_silence_before * second
    within = usual.server_silence_within * second
    return Silence(servers=SilenceLimits(before, within))


async def ask_all(scenarios: Iterable[Scenario], second: float = 1.0) -> dict[str, Outcome]:
    """Ask all at once. A second of a scenario lasts `second`, and of the limits on silence."""
    shortened = Timeouts(shortened_silence(second))
    limits = ConcurrencyLimits(remote=AT_ONCE)
    engine = make_servers(EngineContext(lambda _name: Secret(KEY), Offline()))
    try:
        async with reported_servers(second, self_signed()) as servers:

            async def ask(row: Scenario) -> tuple[str, Outcome]:
                patience = shortened if row.name in SILENT else Timeouts()
                outcome = await _ask(row.name, servers, engine, limits, patience)
                return row.name, outcome

            return dict(await asyncio.gather(*(ask(row) for row in scenarios)))
    finally:
        await engine.close()


async def _ask(
    name: str,
    servers: ReportedServers,
    engine: Engine,
    limits: ConcurrencyLimits,
    patience: Timeouts,
) -> Outcome:
    kind = EngineKind.RESPONSES if name.startswith("r_") else EngineKind.CHAT
    endpoint = Endpoint(servers.base_url(name), "m", "reported")
    job = Job(
        model=Model(name, "m", kind, endpoint, PROFILE.id, price=PRICE),
        profile=PROFILE,
        task=Task(TaskKind.ASK, question="What is it?"),
        image=IMAGE.ref,
        encode=partial(ENCODED.for_model, IMAGE),
        encode_smaller=partial(ENCODED.smaller, IMAGE),
    )
    answers = [last async for last in answer(job, {kind: engine}, limits, patience)]
    return Outcome(answers[-1], servers.questions[name], endpoint.base_url.split("/")[2])
