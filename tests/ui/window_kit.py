"""A window with a scripted model behind it, for tests of the window alone."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from PIL import Image
from PySide6.QtCore import QSettings
from pytestqt.qtbot import QtBot

from vizdesk.catalog.cards.catalogue import Catalogue
from vizdesk.catalog.cards.own_ratings import OwnRatings
from vizdesk.catalog.endpoints.endpoint import KnownEndpoint
from vizdesk.catalog.endpoints.server_models import DiscoveredServer, ServerModel
from vizdesk.catalog.endpoints.user_endpoints import UserEndpoints, load_shipped
from vizdesk.catalog.insights.requirements import Requirement, RequirementKind
from vizdesk.catalog.models.disk_search import DiskSearchResult, Tell
from vizdesk.catalog.models.model_sets import ModelSets
from vizdesk.catalog.models.user_models import UserModels
from vizdesk.catalog.pricing.price_lists import PriceLists
from vizdesk.common import paths, resources
from vizdesk.common.lazy import Lazy
from vizdesk.common.messages import Message, verbatim
from vizdesk.common.offline import Offline
from vizdesk.comparison.concurrency import ConcurrencyLimits
from vizdesk.comparison.estimates import Estimate
from vizdesk.comparison.events import (
    EngineError,
    EngineProgress,
    Event,
    Finished,
    Request,
    TextDelta,
)
from vizdesk.comparison.jobs import Job
from vizdesk.comparison.models import Endpoint, EngineKind, GgufPair, Model, Sampling
from vizdesk.comparison.profiles import load_profiles
from vizdesk.comparison.runner import answer
from vizdesk.comparison.tasks import Task
from vizdesk.comparison.types import Answer, FinishReason, Phase, Timing, Usage
from vizdesk.credentials.keys import Keys, Secret
from vizdesk.diagnostics.run_diagnostics import RunDiagnostics
from vizdesk.history.store import History
from vizdesk.images.opening import from_image
from vizdesk.painting.image_pyramid import ImagePyramid
from vizdesk.services.app_services import AppServices
from vizdesk.services.comparisons import ComparisonService
from vizdesk.services.downloads import DownloadService
from vizdesk.services.endpoints import EndpointService, Servers
from vizdesk.services.evals import EvalService
from vizdesk.services.history import HistoryService
from vizdesk.services.models import ModelService
from vizdesk.services.pricing import PricingService
from vizdesk.services.profiles import UserProfiles
from vizdesk.services.settings import SettingsService
from vizdesk.services.stability import StabilityService
from vizdesk.services.truth import TruthService
from vizdesk.services.user_suites import UserSuites
from vizdesk.settings.preferences import Preferences
from vizdesk.stability.store import FILE as STABILITY_FILE
from vizdesk.stability.store import StabilityStore
from vizdesk.truth.store import FILE, TruthStore
from vizdesk.ui.core.open_image import OpenImage
from vizdesk.ui.core.task_runner import TaskRunner
from vizdesk.ui.shell.main_window import MainWindow
from vizdesk.votes.store import FILE as VOTES_FILE
from vizdesk.votes.store import VoteStore

MakeWindow = Callable[..., MainWindow]
"""What the fixture `make_window` gives."""

BOXES = (
    '[{"box_2d": [100, 100, 400, 300], "label": "red circle"}, '
    '{"box_2d": [500, 600, 900, 950], "label": "blue square"}]'
)


@dataclass
class ScriptedEngine:
    """Says `text` in pieces, with a pause after each; `hang` never ends."""

    text: str = BOXES
    piece: int = 12
    pause: float = 0.0
    hang: bool = False
    asked: list[Request] = field(default_factory=list)

    async def ask(self, request: Request) -> AsyncIterator[Event]:
        self.asked.append(request)
        yield EngineProgress(Phase.READING_IMAGE, 0.5)
        for at in range(0, len(self.text), self.piece):
            yield TextDelta(self.text[at : at + self.piece])
            await asyncio.sleep(self.pause)
        if self.hang:
            await asyncio.Event().wait()
        usage = Usage(input_tokens=80, output_tokens=40)
        timing = Timing(load_s=0.0, ttft_s=0.42, total_s=1.0, tokens_per_s=31.2)
        yield Finished(FinishReason.STOP, usage, timing)

    async def close(self) -> None:
        pass


def local_model(name: str, number: int = 0) -> Model:
    """A model that claims to be on this machine."""
    pair = GgufPair(Path("/nowhere/model.gguf"), Path("/nowhere/mmproj.gguf"))
    return Model(
        id=name.lower().replace(" ", "-"),
        name=name,
        engine=EngineKind.LLAMA,
        source=pair,
        profile="demo",
        organisation="Google",
        quantisation="Q4_K_M",
        image_side=96,
        size_bytes=3_300_000_000 + number,
    )


def remote_model(name: str) -> Model:
    """A model that claims to be far away."""
    return Model(
        id=name.lower(),
        name=name,
        engine=EngineKind.RESPONSES,
        source=Endpoint("https://api.openai.com/v1", name.lower(), "openai"),
        profile="gpt",
        organisation="OpenAI",
        sampling=Sampling(temperature=None),
    )


WORKS = verbatim("works, 61 models")


@dataclass
class ScriptedServers:
    """Answers for servers: what a test of a key says, which models there are, what is found.

    A value that is an error is raised; `hang` never answers. `keys` are those that were sent.
    """

    check: Message | EngineError = WORKS
    server_models: tuple[ServerModel, ...] | EngineError = ()
    found: tuple[DiscoveredServer, ...] | EngineError = ()
    hang: bool = False
    keys: list[Secret | None] = field(default_factory=list)

    async def _said(self, value: object) -> object:
        if self.hang:
            await asyncio.Event().wait()
        if isinstance(value, EngineError):
            raise value
        return value

    def servers(self) -> Servers:
        """The three questions, answered by this script."""

        async def check(endpoint: KnownEndpoint, key: Secret | None) -> Message:
            self.keys.append(key)
            return await self._said(self.check)  # type: ignore[return-value]

        async def list_models(
            endpoint: KnownEndpoint, key: Secret | None
        ) -> tuple[ServerModel, ...]:
            self.keys.append(key)
            return await self._said(self.server_models)  # type: ignore[return-value]

        async def find() -> tuple[DiscoveredServer, ...]:
            return await self._said(self.found)  # type: ignore[return-value]

        return Servers(check, list_models, find)


def endpoint_service(folder: Path, keys: Keys, script: ScriptedServers) -> EndpointService:
    """The shipped endpoints and one's own in `folder`, with servers that play a script."""
    resource = resources.folder()
    user_endpoints = UserEndpoints(folder, load_shipped(resource / "endpoints.toml"))
    return EndpointService(
        user_endpoints, keys, load_profiles(resource / "profiles"), script.servers()
    )


class ScriptedComparisons(ComparisonService):
    """Each job is answered by its scripted engine; a remote model costs about a cent."""

    def __init__(
        self, engine: ScriptedEngine | Callable[[Job], ScriptedEngine], profiles: UserProfiles
    ) -> None:
        super().__init__(
            Lazy(dict),
            ConcurrencyLimits(local=8),
            profiles.profile_of,
            Offline(),
            resources.folder() / "image_tokens.toml",
        )
        object.__setattr__(self, "engine", engine)

    engine: ScriptedEngine | Callable[[Job], ScriptedEngine]

    def ask(self, job: Job) -> AsyncIterator[Answer]:
        chosen = self.engine if isinstance(self.engine, ScriptedEngine) else self.engine(job)
        return answer(job, dict.fromkeys(EngineKind, chosen), self.limits)

    def ask_in_run(self, job: Job) -> AsyncGenerator[Answer, None]:
        chosen = self.engine if isinstance(self.engine, ScriptedEngine) else self.engine(job)
        return answer(job, dict.fromkeys(EngineKind, chosen), self.limits)

    def estimate(self, request: Request) -> Estimate | None:
        return None

    def estimate_before(self, model: Model, task: Task, size: tuple[int, int]) -> Estimate | None:
        return None if model.local else Estimate(1229, 1300, 250, 0.012)


Find = Callable[[Sequence[Path], Tell], DiskSearchResult]


def needs_a_key_if_remote(model: Model) -> Requirement:
    """Local models can be asked at once."""
    return Requirement(
        RequirementKind.NOTHING if model.local else RequirementKind.KEY, verbatim("Add a key.")
    )


@dataclass(frozen=True)
class ScriptedModels(ModelService):
    """What models need, and what is on the disk, as a test says."""

    need: Callable[[Model], Requirement] = needs_a_key_if_remote
    on_disk: Find = lambda folders, tell: DiskSearchResult()

    def requirement(self, model: Model) -> Requirement:
        return self.need(model)

    def find_on_disk(self, folders: Sequence[Path], tell: Tell) -> DiskSearchResult:
        return self.on_disk(folders, tell)


def scripted_services(
    tmp_path: Path,
    models: Sequence[Model],
    engine: ScriptedEngine | Callable[[Job], ScriptedEngine],
    *,
    need: Callable[[Model], Requirement] = needs_a_key_if_remote,
    on_disk: Find = lambda folders, tell: DiskSearchResult(),
    day: str = "2026-11-21",
    catalogue: Catalogue | None = None,
    downloads: DownloadService | None = None,
    endpoints: EndpointService | None = None,
    history: HistoryService | None = None,
    pricing: PricingService | None = None,
    settings: SettingsService | None = None,
    diagnostics: RunDiagnostics | None = None,
) -> AppServices:
    """Services whose models are all answered by `engine` (or the engine it makes for a job).

    A service that is given takes the place of the usual one; everything is kept in `tmp_path`.
    """
    config = paths.config_folder()
    profiles = UserProfiles(load_profiles(resources.folder() / "profiles"), tmp_path / "config")
    settings = settings or SettingsService(Preferences(config / "settings.toml"), Offline())
    catalogue = catalogue or Catalogue()
    endpoints = endpoints or endpoint_service(tmp_path / "endpoints", Keys({}), ScriptedServers())
    pricing = pricing or PricingService(PriceLists(paths.data_folder() / "prices"), Offline())
    downloads = downloads or DownloadService(
        catalogue, endpoints.keys, settings.offline, settings.preferences
    )
    suites = Lazy(lambda: UserSuites(paths.data_folder() / "suites"))
    comparisons = ScriptedComparisons(engine, profiles)
    return AppServices(
        comparisons=comparisons,
        models=ScriptedModels(
            at_start=models,
            catalogue=catalogue,
            user_models=UserModels(config / "models"),
            sets=ModelSets(config / "sets.toml"),
            ratings=OwnRatings(config / "ratings.toml"),
            profiles=profiles,
            endpoints=endpoints,
            downloads=downloads,
            pricing=pricing,
            settings=settings,
            today=lambda: day,
            need=need,
            on_disk=on_disk,
        ),
        profiles=profiles,
        history=history or history_in(tmp_path / "history.sqlite3", settings.preferences),
        evals=Lazy(_no_evals),
        user_suites=suites,
        stability=Lazy(lambda: _stability(comparisons)),
        votes=Lazy(lambda: VoteStore(paths.data_folder() / VOTES_FILE)),
        truth=Lazy(lambda: _truth(suites, settings.preferences)),
        endpoints=endpoints,
        downloads=downloads,
        pricing=pricing,
        settings=settings,
        catalogue=catalogue,
        diagnostics=diagnostics or RunDiagnostics(),
        problems=profiles.problems,
    )


def _no_evals() -> EvalService:
    raise AssertionError("A window over scripted services runs no evals.")


def _stability(comparisons: ComparisonService) -> StabilityService:
    store = StabilityStore(paths.data_folder() / STABILITY_FILE)
    return StabilityService(comparisons, store)


def _truth(suites: Lazy[UserSuites], preferences: Preferences) -> TruthService:
    return TruthService(Lazy(lambda: TruthStore(paths.data_folder() / FILE)), suites, preferences)


def history_in(file: Path, preferences: Preferences) -> HistoryService:
    """A history of its own in `file`."""
    return HistoryService(Lazy(lambda: History(file)), preferences)


def window_state(folder: Path) -> QSettings:
    """What a window remembers, in `folder`."""
    return QSettings(str(folder / "vizdesk.ini"), QSettings.Format.IniFormat)


def shown_window(
    qtbot: QtBot,
    services: AppServices,
    background: TaskRunner,
    folder: Path,
    size: tuple[int, int] | None = None,
) -> MainWindow:
    """A window over `services` that is shown, in pixels of `size`, and remembered in `folder`."""
    window = MainWindow(services, background, window_state(folder))
    if size is not None:
        window.resize(*size)
    window.show()
    qtbot.addWidget(window)
    return window


def open_test_image(width: int = 400, height: int = 300, colour: str = "white") -> OpenImage:
    """A plain image, already open."""
    image = from_image(Image.new("RGB", (width, height), colour), f"{colour}-{width}.png")
    return OpenImage(image, ImagePyramid(image.pixels))
