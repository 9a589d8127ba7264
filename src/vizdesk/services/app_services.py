"""What window, command line and tests may ask of vizdesk: one small service a subject."""

from __future__ import annotations

from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from vizdesk.catalog.cards.catalogue import Catalogue
from vizdesk.common.lazy import Lazy
from vizdesk.diagnostics.run_diagnostics import RunDiagnostics
from vizdesk.services.agreement import AgreementService
from vizdesk.services.comparisons import ComparisonService
from vizdesk.services.downloads import DownloadService
from vizdesk.services.endpoints import EndpointService
from vizdesk.services.history import HistoryService
from vizdesk.services.models import ModelService
from vizdesk.services.pricing import PricingService
from vizdesk.services.profiles import UserProfiles
from vizdesk.services.settings import SettingsService

if TYPE_CHECKING:
    from vizdesk.services.evals import EvalService
    from vizdesk.services.stability import StabilityService
    from vizdesk.services.truth import TruthService
    from vizdesk.services.user_suites import UserSuites
    from vizdesk.votes.store import VoteStore


@dataclass(frozen=True)
class AppServices:
    """The one value between window or command line and the rest of vizdesk.

    What touches the keyring, a file or a server says so where it is defined; the window calls it
    off the Qt thread. `evals`, `user_suites`, `truth`, `votes` and `stability` are made when they
    are first asked for, because the window is visible before their modules are imported.
    `problems` are sentences about a person's own files that cannot be read.
    """

    comparisons: ComparisonService
    models: ModelService
    profiles: UserProfiles
    history: HistoryService
    evals: Lazy[EvalService]
    user_suites: Lazy[UserSuites]
    truth: Lazy[TruthService]
    votes: Lazy[VoteStore]
    stability: Lazy[StabilityService]
    endpoints: EndpointService
    downloads: DownloadService
    pricing: PricingService
    settings: SettingsService
    catalogue: Catalogue
    diagnostics: RunDiagnostics = field(default_factory=RunDiagnostics)
    problems: tuple[str, ...] = ()

    @cached_property
    def agreement(self) -> AgreementService:
        """How answers agree, with the synonyms of the settings."""
        return AgreementService(self.settings.preferences)

    async def close(self) -> None:
        """Let files and engines go, as far as any were ever needed."""
        # Whatever one of them raises, the others are closed; the last that is named goes first.
        async with AsyncExitStack() as stack:
            stack.push_async_callback(self.comparisons.close)
            if self.evals.made:
                stack.callback(self.evals().close)
            for kept in (self.truth, self.votes, self.stability):
                if kept.made:
                    stack.callback(kept().close)
            stack.callback(self.history.close)
