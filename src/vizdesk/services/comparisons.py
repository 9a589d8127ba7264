"""Asking models about an image, and what that will be billed as before it is asked."""

from __future__ import annotations

import uuid
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, ParamSpec, TypeVar

import vizdesk
from vizdesk.catalog.pricing.token_rules import load_rules, rule_for
from vizdesk.common.lazy import Lazy
from vizdesk.common.offline import Offline
from vizdesk.comparison.circuit_breaker import CircuitBreaker
from vizdesk.comparison.concurrency import ConcurrencyLimits
from vizdesk.comparison.estimates import Estimate, estimate
from vizdesk.comparison.events import EngineError, EngineSet, Request
from vizdesk.comparison.image_tokens import TokenRule
from vizdesk.comparison.jobs import Job, settled
from vizdesk.comparison.models import Endpoint, Model
from vizdesk.comparison.profiles import Profile
from vizdesk.comparison.prompts import build_prompt
from vizdesk.comparison.silence import Silence
from vizdesk.comparison.tasks import Task
from vizdesk.comparison.types import Answer, Comparison, SentImage

if TYPE_CHECKING:
    from vizdesk.images.decoded_image import UprightImage
    from vizdesk.images.encoding import EncodedImages

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True)
class ComparisonService:
    """Asks models; its `engines` are made at the first question.

    `limits` says how many models run at once, `profile_of` how each is asked. `token_rules_file`
    says how vendors count images, `silence` how long a model may be silent.
    """

    engines: Lazy[EngineSet]
    limits: ConcurrencyLimits
    profile_of: Callable[[Model], Profile]
    offline: Offline
    token_rules_file: Path
    silence: Callable[[], Silence] = Silence

    # --- Asking ---------------------------------------------------------------------------
    def prepare(self) -> None:
        """Import and make what the first question needs: 0.2 s of work, for a thread."""
        import vizdesk.comparison.runner
        import vizdesk.images.encoding  # noqa: F401

        self.engines()

    def ask(self, job: Job) -> AsyncIterator[Answer]:
        """Ask one model; see `comparison.runner.answer`.

        Questions that wait for their turn are not asked when meanwhile the key was refused or the
        server failed again and again; one asked for after that is.
        """
        from vizdesk.comparison.runner import Timeouts, answer

        breaker = self._breaker
        return answer(
            job,
            self.engines(),
            self.limits,
            Timeouts(self.silence()),
            breaker=breaker,
            since=breaker.openings,
        )

    def job(self, model: Model, task: Task, image: UprightImage, encoded: EncodedImages) -> Job:
        """The question to one model, as it is to be asked (see `jobs.settled`).

        `encoded` keeps what several models are sent alike.
        """
        return Job(
            model=model,
            profile=self.profile_of(model),
            task=task,
            image=image.ref,
            encode=_of_readable(partial(encoded.for_model, image)),
            encode_smaller=_of_readable(partial(encoded.smaller, image)),
            estimate=self.estimate,
        )

    async def compare(
        self,
        image: UprightImage,
        task: Task,
        models: Sequence[Model],
        breaker: CircuitBreaker | None = None,
    ) -> Comparison:
        """Ask all models about one image, as far as the limits allow at once, and wait for them.

        `breaker` is shared by the comparisons of many images; see `comparison.runner.compare`.
        """
        from vizdesk.comparison.runner import Timeouts, compare

        asked = [settled(model, self.profile_of(model)) for model in models]
        jobs = [self.job(model, task, image, self._encoded) for model in asked]
        created = datetime.now(UTC)
        patience = Timeouts(self.silence())
        answers = await compare(
            jobs, self.engines(), self.limits, breaker=breaker, patience=patience
        )
        return Comparison(
            id=uuid.uuid4().hex,
            created=created,
            version=vizdesk.__version__,
            image=image.ref,
            task=task,
            answers=answers,
        )

    def ask_in_run(self, job: Job) -> AsyncGenerator[Answer, None]:
        """Ask one model as a part of a run (an eval, many images), which paces servers itself."""
        from vizdesk.comparison.runner import answer
        from vizdesk.runs.runner import PATIENCE

        patience = replace(PATIENCE, silence=self.silence())
        return answer(job, self.engines(), self._run_limits, patience)

    @cached_property
    def _encoded(self) -> EncodedImages:
        """One for all comparisons: what a server refused as too large holds for its next images."""
        from vizdesk.images.encoding import EncodedImages

        return EncodedImages()

    @cached_property
    def _breaker(self) -> CircuitBreaker:
        return CircuitBreaker()

    @cached_property
    def _run_limits(self) -> ConcurrencyLimits:
        return self.limits.for_runs()

    def set_local_limit(self, models: int) -> None:
        """Have so many models of this machine at once, from the next question on."""
        self.limits.widen(models)

    # --- Costs ----------------------------------------------------------------------------
    @cached_property
    def token_rules(self) -> tuple[TokenRule, ...]:
        """How vendors count images."""
        return load_rules(self.token_rules_file)

    def estimate(self, request: Request) -> Estimate | None:
        """What a request will be billed as; None for a model that is free."""
        source = request.model.source
        if request.model.free or not isinstance(source, Endpoint):
            return None
        return estimate(
            rule_for(self.token_rules, source.slug),
            request.model.price,
            request.model.sampling,
            request.prompt,
            request.image.width,
            request.image.height,
        )

    def estimate_before(self, model: Model, task: Task, size: tuple[int, int]) -> Estimate | None:
        """The same before anything is encoded, for an image of `size` pixels; offline: None."""
        if self.offline.on:
            return None
        # Only now: the window is visible before it needs an estimate.
        from vizdesk.images.resize_rules import sent_size

        profile = self.profile_of(model)
        sent = sent_size(size, profile.image, model.image_side, model.image_edge)
        asked = settled(model, profile)
        prompt = build_prompt(task, profile, *sent)
        return self.estimate(Request(asked, prompt, SentImage(b"", "image/png", *sent)))

    # --- The end --------------------------------------------------------------------------
    async def close_connections(self) -> None:
        """Close what connections to servers there are; local models stay loaded."""
        if self.engines.made:
            await self.engines().close_connections()

    async def close(self) -> None:
        """End the engines, if any were ever needed."""
        if self.engines.made:
            await self.engines().close()


def _of_readable(encode: Callable[P, T]) -> Callable[P, T]:
    """`encode`, which raises EngineError where an image's file is not what was opened any more."""

    def encoded(*words: P.args, **named: P.kwargs) -> T:
        from vizdesk.images.errors import ImageError

        try:
            return encode(*words, **named)
        except ImageError as error:
            raise EngineError(error.message) from error

    return encoded
