"""The services of the program, put together once for the window or for the command line."""

from __future__ import annotations

import os
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from vizdesk.catalog.cards.catalogue import Catalogue, load_catalogue
from vizdesk.catalog.cards.own_ratings import OwnRatings
from vizdesk.catalog.endpoints.endpoint import KnownEndpoint
from vizdesk.catalog.endpoints.refused_fields import RefusedFields
from vizdesk.catalog.endpoints.server_models import DiscoveredServer, ServerModel
from vizdesk.catalog.endpoints.user_endpoints import UserEndpoints, load_shipped
from vizdesk.catalog.models.model_sets import ModelSets
from vizdesk.catalog.models.user_models import UserModels
from vizdesk.catalog.pricing.price_lists import PriceLists
from vizdesk.common import offline, paths, resources
from vizdesk.common.lazy import Lazy
from vizdesk.common.messages import Message
from vizdesk.common.offline import Offline
from vizdesk.comparison.concurrency import ConcurrencyLimits
from vizdesk.comparison.models import Model
from vizdesk.comparison.profiles import load_profiles
from vizdesk.credentials.keys import Keys, Secret
from vizdesk.diagnostics.run_diagnostics import RunDiagnostics
from vizdesk.services.app_services import AppServices
from vizdesk.services.comparisons import ComparisonService
from vizdesk.services.devices import ComputeDevice
from vizdesk.services.downloads import DownloadService
from vizdesk.services.endpoints import EndpointService, Servers, with_key
from vizdesk.services.history import HistoryService
from vizdesk.services.models import ModelService, today
from vizdesk.services.pricing import PricingService
from vizdesk.services.profiles import UserProfiles
from vizdesk.services.settings import SettingsService
from vizdesk.settings import store as settings_store
from vizdesk.settings.preferences import Preferences
from vizdesk.settings.store import Settings

if TYPE_CHECKING:
    from collections.abc import Callable

    from vizdesk.engines.registry import Engines
    from vizdesk.history.store import History
    from vizdesk.services.evals import EvalService
    from vizdesk.services.stability import StabilityService
    from vizdesk.services.truth import TruthService
    from vizdesk.services.user_suites import UserSuites
    from vizdesk.truth.store import TruthStore
    from vizdesk.votes.store import VoteStore

DEVICE_TRIALS = "device-tests.json"


def build_services(diagnostics: RunDiagnostics | None = None) -> AppServices:
    """Read the resources and a person's own files. Raises CatalogueError, FileNotFoundError.

    Engines, history and evals are made when they are first asked for.
    """
    folder, config = resources.folder(), paths.config_folder()
    settings, unread = _settings(config / settings_store.NAME)
    preferences, switch = settings.preferences, settings.offline
    profiles = UserProfiles(
        load_profiles(folder / "profiles"),
        config,
        lambda: preferences.now.image_limits == "published",
    )
    catalogue = load_catalogue(folder, config / "models")
    pricing = PricingService(PriceLists(paths.data_folder() / "prices"), switch)
    endpoints = _endpoints(config, folder, profiles, switch)
    downloads = DownloadService(catalogue, endpoints.keys, switch, preferences)
    comparisons = ComparisonService(
        Lazy(partial(_engines, endpoints, settings, profiles)),
        ConcurrencyLimits(preferences.now.local_models_at_once),
        profiles.profile_of,
        switch,
        folder / "image_tokens.toml",
        lambda: preferences.silence,
    )
    user_models = UserModels(config / "models")
    notices: list[Message] = []
    user_suites = Lazy(_user_suites)
    models, broken = _models_at_start(catalogue, user_models, endpoints, downloads)
    return AppServices(
        comparisons=comparisons,
        models=ModelService(
            at_start=tuple(pricing.priced(_with_profile(model, profiles)) for model in models),
            catalogue=catalogue,
            user_models=user_models,
            sets=ModelSets(config / "sets.toml"),
            ratings=OwnRatings(config / "ratings.toml"),
            profiles=profiles,
            endpoints=endpoints,
            downloads=downloads,
            pricing=pricing,
            settings=settings,
        ),
        profiles=profiles,
        history=HistoryService(Lazy(partial(_history, notices.append)), preferences, notices),
        evals=Lazy(partial(_evals, comparisons, endpoints, catalogue, notices.append)),
        user_suites=user_suites,
        stability=Lazy(partial(_stability, comparisons, notices.append)),
        votes=Lazy(partial(_votes, notices.append)),
        truth=Lazy(partial(_truth, user_suites, preferences, notices.append)),
        endpoints=endpoints,
        downloads=downloads,
        pricing=pricing,
        settings=settings,
        catalogue=catalogue,
        diagnostics=diagnostics or RunDiagnostics(),
        # A file that is no TOML is found twice: by its cards and by its models.
        problems=tuple(dict.fromkeys([*unread, *profiles.problems, *catalogue.problems, *broken])),
    )


def _settings(path: Path) -> tuple[SettingsService, tuple[str, ...]]:
    """Settings and switch as they were left, and what cannot be read: then nothing leaves."""
    forced = offline.asked_for(os.environ)
    try:
        loaded = settings_store.load(path)
    except settings_store.SettingsError as error:
        sentence = f"{error} vizdesk is offline until you switch Offline off."
        preferences = Preferences(path, Settings(offline=True))
        switch = Offline(on=True, forced=forced)
        return SettingsService(preferences, switch, partial(_gpus, preferences)), (sentence,)
    switch = Offline(on=forced or loaded.offline, forced=forced)
    preferences = Preferences(path, loaded)
    return SettingsService(preferences, switch, partial(_gpus, preferences)), loaded.problems


def _endpoints(
    config: Path, folder: Path, profiles: UserProfiles, switch: Offline
) -> EndpointService:
    return EndpointService(
        UserEndpoints(config / "endpoints", load_shipped(folder / "endpoints.toml")),
        Keys(os.environ),
        profiles.profiles,
        _servers(switch),
        refused_fields=RefusedFields(paths.data_folder() / "refused-fields.json"),
    )


def _models_at_start(
    catalogue: Catalogue,
    user_models: UserModels,
    endpoints: EndpointService,
    downloads: DownloadService,
) -> tuple[tuple[Model, ...], tuple[str, ...]]:
    """The catalogue's models and a person's own, and what of those cannot be used as written."""
    known, broken_endpoints = endpoints.known()
    shipped = catalogue.models(resources.folder(), downloads.models_folder, today())
    models, broken_models = user_models.load(shipped)
    lost = [
        f"There is no profile “{model.profile}” for {model.name}; general words are used."
        for model in models
        if model.profile not in endpoints.profiles
    ]
    models = tuple(with_key(model, known) for model in models)
    return models, (*broken_models, *broken_endpoints, *lost)


def _with_profile(model: Model, profiles: UserProfiles) -> Model:
    return model if model.profile in profiles.profiles else replace(model, profile="generic")


# --- Made when they are first asked for --------------------------------------------------
def _engines(
    endpoints: EndpointService, settings: SettingsService, profiles: UserProfiles
) -> Engines:
    """Every engine of engines/registry.py, which is imported at the first question."""
    from vizdesk.engines.provider import EngineContext
    from vizdesk.engines.registry import Engines

    preferences = settings.preferences
    return Engines(
        EngineContext(
            key=endpoints.keys.lookup,
            refusal=endpoints.binding.refusal,
            offline=settings.offline,
            refused_fields=endpoints.refused_fields,
            threads=lambda: preferences.now.threads,
            memory_limit=lambda: preferences.memory_limit_bytes,
            image_rule=lambda model: profiles.profile_of(model).image,
            gpu=lambda: preferences.now.gpu,
            device_trials=paths.data_folder() / DEVICE_TRIALS,
        )
    )


def _gpus(preferences: Preferences) -> tuple[ComputeDevice, ...]:
    from vizdesk.engines.llama.device_choice import gpu_states
    from vizdesk.engines.llama.device_trial import DeviceTrials

    trials = DeviceTrials(paths.data_folder() / DEVICE_TRIALS)
    states = gpu_states(trials, preferences.now.gpu)
    return tuple(ComputeDevice(device.words, state) for device, state in states)


def _history(tell: Callable[[Message], None]) -> History:
    from vizdesk.history.store import History

    return History(paths.data_folder() / "history.sqlite3", tell)


def _evals(
    comparisons: ComparisonService,
    endpoints: EndpointService,
    catalogue: Catalogue,
    tell: Callable[[Message], None],
) -> EvalService:
    from vizdesk.engines.batch.eval_batches import EvalBatches
    from vizdesk.services.evals import EvalService
    from vizdesk.services.published_evals import published_of

    data = paths.data_folder()
    return EvalService(
        data,
        comparisons.ask_in_run,
        comparisons.profile_of,
        comparisons.estimate,
        comparisons.estimate_before,
        EvalBatches(
            data / "batches",
            endpoints.keys.lookup,
            comparisons.offline,
            lambda: endpoints.known()[0],
            refusal=endpoints.binding.refusal,
            refused_fields=endpoints.refused_fields,
        ),
        partial(published_of, catalogue),
        tell,
    )


def _user_suites() -> UserSuites:
    from vizdesk.services.user_suites import UserSuites

    return UserSuites(paths.data_folder() / "suites")


def _truth(
    user_suites: Lazy[UserSuites], preferences: Preferences, tell: Callable[[Message], None]
) -> TruthService:
    from vizdesk.services.truth import TruthService

    def store() -> TruthStore:
        from vizdesk.truth.store import FILE, TruthStore

        return TruthStore(paths.data_folder() / FILE, tell)

    return TruthService(Lazy(store), user_suites, preferences)


def _stability(comparisons: ComparisonService, tell: Callable[[Message], None]) -> StabilityService:
    from vizdesk.services.stability import StabilityService
    from vizdesk.stability.store import FILE, StabilityStore

    return StabilityService(comparisons, StabilityStore(paths.data_folder() / FILE, tell))


def _votes(tell: Callable[[Message], None]) -> VoteStore:
    from vizdesk.votes.store import FILE, VoteStore

    return VoteStore(paths.data_folder() / FILE, tell)


def _servers(switch: Offline) -> Servers:
    async def check(endpoint: KnownEndpoint, key: Secret | None) -> Message:
        from vizdesk.engines.servers.key_check import check_key

        return await check_key(endpoint, key, offline=switch)

    async def list_models(endpoint: KnownEndpoint, key: Secret | None) -> tuple[ServerModel, ...]:
        from vizdesk.engines.servers.model_listing import list_server_models

        url, known = endpoint.base_url, not endpoint.own
        options = endpoint.options
        return await list_server_models(url, key, offline=switch, known=known, options=options)

    async def find() -> tuple[DiscoveredServer, ...]:
        from vizdesk.engines.servers.detection import find_servers

        return await find_servers(switch)

    return Servers(check, list_models, find)
