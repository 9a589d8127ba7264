"""What window and command line share: catalogue, keys and engines, put together once."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from vizdesk.catalog.cards.catalogue import Catalogue, load_catalogue
from vizdesk.catalog.cards.hub_files import HubPair
from vizdesk.catalog.cards.life_cycle import life_of
from vizdesk.catalog.endpoints.endpoint import KnownEndpoint, may_send
from vizdesk.catalog.endpoints.server_models import DiscoveredServer, ServerModel
from vizdesk.catalog.endpoints.user_endpoints import UserEndpoints, load_shipped
from vizdesk.catalog.gguf.header import GgufError, read_header
from vizdesk.catalog.gguf.memory_need import MemoryNeed, memory_need
from vizdesk.catalog.insights.requirements import Requirement, need_of
from vizdesk.catalog.models.model_spec import find_model
from vizdesk.catalog.models.user_models import UserModels
from vizdesk.catalog.pricing.price_lists import PriceLists, priced
from vizdesk.catalog.pricing.token_rules import load_rules, rule_for
from vizdesk.common import offline, paths, resources
from vizdesk.common.free_memory import available_bytes
from vizdesk.common.offline import Offline
from vizdesk.comparison.concurrency import ConcurrencyLimits
from vizdesk.comparison.estimates import Estimate, estimate
from vizdesk.comparison.events import Request
from vizdesk.comparison.image_tokens import TokenRule
from vizdesk.comparison.jobs import Job, settled
from vizdesk.comparison.models import Endpoint, GgufPair, Model
from vizdesk.comparison.profiles import Profile, load_profiles
from vizdesk.comparison.prompts import build_prompt
from vizdesk.comparison.tasks import Task
from vizdesk.comparison.types import Answer, SentImage
from vizdesk.credentials.keys import Keys, KeyStoreError, Secret
from vizdesk.engines.provider import EngineContext
from vizdesk.engines.registry import Engines
from vizdesk.services.endpoints import EndpointService, Servers, with_key
from vizdesk.services.profiles import UserProfiles
from vizdesk.settings import store as settings
from vizdesk.settings.preferences import Preferences
from vizdesk.settings.store import Settings

if TYPE_CHECKING:
    from vizdesk.catalog.models.disk_search import DiskSearchResult, Tell
    from vizdesk.downloads.hub import Hub
    from vizdesk.history.store import History
    from vizdesk.images.decoded_image import DecodedImage
    from vizdesk.services.evals import EvalService
    from vizdesk.services.price_refresh import Refreshed


@dataclass(frozen=True)
class Container:
    """Everything below the window. Engines are made at the first question, not at the start.

    `models` are those of the catalogue's cards and of `user_models`, as they were at the start;
    `problems` are sentences about a person's files that cannot be read.
    """

    user_profiles: UserProfiles
    catalogue: Catalogue
    models: tuple[Model, ...]
    keys: Keys
    lanes: ConcurrencyLimits
    user_models: UserModels
    problems: tuple[str, ...] = ()
    user_endpoints: UserEndpoints = field(
        default_factory=lambda: UserEndpoints(paths.config_folder() / "endpoints")
    )
    offline: Offline = field(default_factory=Offline)
    preferences: Preferences = field(
        default_factory=lambda: Preferences(paths.config_folder() / settings.NAME)
    )
    prices: PriceLists = field(default_factory=lambda: PriceLists(paths.data_folder() / "prices"))

    @property
    def today(self) -> str:
        """The day on this machine's calendar, as an ISO date."""
        return _today()

    @property
    def profiles(self) -> Mapping[str, Profile]:
        """How each family is asked, with the user's own changes; seen anew after each of them."""
        return self.user_profiles.profiles

    @cached_property
    def engines(self) -> Engines:
        """Every engine of engines/registry.py."""
        return Engines(
            EngineContext(
                key=self.keys.lookup,
                offline=self.offline,
                threads=lambda: self.preferences.now.threads,
                memory_limit=lambda: self.preferences.memory_limit_bytes,
            )
        )

    @cached_property
    def history(self) -> History:
        """Every comparison kept so far; the file is first touched by the first question to it."""
        from vizdesk.history.store import History

        return History(paths.data_folder() / "history.sqlite3")

    def shrink_history(self) -> int:
        """Keep the history below its limit; returns how many comparisons went. Blocks."""
        limit = self.preferences.history_limit_bytes
        return self.history.shrink(limit) if limit is not None else 0

    def keep_image(self, image: DecodedImage) -> None:
        """Keep a whole copy of a compared image, where that is set. Blocks; raises OSError."""
        if self.preferences.now.keep_pictures == "copy":
            self.history.copies.keep(image.ref, image.pixels)

    @cached_property
    def pairs(self) -> Mapping[str, HubPair]:
        """What can be fetched for each local model of the catalogue, by model id."""
        return self.catalogue.pairs

    @property
    def models_folder(self) -> Path:
        """Where downloaded models are: what VIZDESK_MODELS names, else what was set."""
        return models_folder(self.preferences.now)

    def find_on_disk(self, folders: Sequence[Path], tell: Tell) -> DiskSearchResult:
        """The models other programs keep on this disk, and those in `folders`. Takes seconds."""
        from vizdesk.catalog.gguf.known_places import KnownFolder, Program, known_places
        from vizdesk.catalog.models.disk_search import find_models

        known = known_places(self.models_folder, os.environ, Path.home())
        always = [Path(one) for one in self.preferences.now.model_folders]
        every = dict.fromkeys([*always, *folders])
        chosen = [KnownFolder(Program.FOLDER, folder) for folder in every]
        cards = {
            Path(way.pair.weights[0].path).name: card.id
            for card in self.catalogue.cards.values()
            for way in card.local
            if way.pair is not None
        }
        return find_models([*known, *chosen], self.profiles, cards, tell)

    def hub(self) -> Hub:
        """Hugging Face with this person's token, or the mirror HF_ENDPOINT names. May block."""
        from vizdesk.downloads.hub import Hub, hub_endpoint

        place = hub_endpoint(os.environ)
        # The token belongs to huggingface.co; a mirror is somebody else.
        token = self.keys.lookup("huggingface") if may_send("huggingface", place) else None
        return Hub(self.offline, place, token)

    @cached_property
    def token_rules(self) -> tuple[TokenRule, ...]:
        """How vendors count images."""
        return load_rules(resources.folder() / "image_tokens.toml")

    def estimate(self, request: Request) -> Estimate | None:
        """What a request will be billed as; None for a model on this machine."""
        source = request.model.source
        if request.model.local or not isinstance(source, Endpoint):
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
        """The same before anything is encoded, for an image of `size` pixels."""
        if self.offline.on:
            return None
        # Only now: the window is visible before it needs an estimate.
        from vizdesk.images.resize_rules import sent_size

        profile = self.user_profiles.profile_of(model)
        sent = sent_size(size, profile.image, model.image_side, model.image_edge)
        asked = settled(model, profile)
        words = build_prompt(task, profile, *sent)
        return self.estimate(Request(asked, words, SentImage(b"", "image/png", *sent)))

    def ask(self, job: Job) -> AsyncIterator[Answer]:
        """Ask one model; see `running.answer`."""
        from vizdesk.comparison.runner import answer

        return answer(job, self.engines, self.lanes)

    @cached_property
    def evals(self) -> EvalService:
        """Suites and their runs; the file is first touched by the first question to it."""
        from vizdesk.engines.batch.eval_batches import EvalBatches
        from vizdesk.services.evals import EvalService
        from vizdesk.services.published_evals import published_of

        data, keys = paths.data_folder(), self.keys.lookup
        known = lambda: self.endpoints.known()[0]  # noqa: E731
        return EvalService(
            data,
            self._ask_in_a_run,
            self.user_profiles.profile_of,
            self.estimate,
            self.estimate_before,
            EvalBatches(data / "batches", keys, self.offline, known),
            partial(published_of, self.catalogue),
        )

    def _ask_in_a_run(self, job: Job) -> AsyncIterator[Answer]:
        from vizdesk.comparison.runner import answer
        from vizdesk.runs.runner import PATIENCE

        return answer(job, self.engines, self._run_lanes, PATIENCE)

    @cached_property
    def _run_lanes(self) -> ConcurrencyLimits:
        return self.lanes.for_runs()

    @cached_property
    def endpoints(self) -> EndpointService:
        """Servers and their keys."""
        return EndpointService(self.user_endpoints, self.keys, self.profiles, self._servers())

    def _servers(self) -> Servers:
        async def check(endpoint: KnownEndpoint, key: Secret | None) -> str:
            from vizdesk.engines.servers.key_check import check_key

            return await check_key(endpoint, key, offline=self.offline)

        async def offers(endpoint: KnownEndpoint, key: Secret | None) -> tuple[ServerModel, ...]:
            from vizdesk.engines.servers.model_listing import list_offers

            url, known = endpoint.base_url, not endpoint.own
            return await list_offers(url, key, offline=self.offline, known=known)

        async def find() -> tuple[DiscoveredServer, ...]:
            from vizdesk.engines.servers.detection import find_servers

            return await find_servers(self.offline)

        return Servers(check, offers, find)

    async def close(self) -> None:
        """End the engines, if any were ever needed."""
        if "history" in self.__dict__:
            self.shrink_history()
            self.history.close()
        if "evals" in self.__dict__:
            self.evals.close()
        if "engines" in self.__dict__:
            await self.engines.close()

    async def hang_up(self) -> None:
        """Close what connections to servers there are; local models stay loaded."""
        if "engines" in self.__dict__:
            await self.engines.close_connections()

    def remember_offline(self) -> None:
        """Be offline next time as now. Raises OSError."""
        self.preferences.set_value("offline", self.offline.on)

    def find_model(self, spec: str) -> Model:
        """A model by id, files or endpoint. Raises UnknownModelError."""
        return self.priced(find_model(spec, self.models, self.profiles, self.endpoints.known()[0]))

    def priced(self, model: Model) -> Model:
        """`model` with the newest price that was fetched for it, if any."""
        return priced(model, self.prices)

    async def refresh_prices(
        self, progress: Callable[[int, int | None], None] = lambda received, total: None
    ) -> Refreshed:
        """Fetch and keep today's prices; see `prices.refresh`. Raises PricesError."""
        from vizdesk.services import price_refresh as prices

        return await prices.refresh(self.prices, self.offline, progress, url=prices.URL)

    def keep_key(self, name: str, key: str) -> str:
        """Keep a key in the OS keyring, else for this run; says where. May block."""
        try:
            self.keys.store(name, Secret(key))
        except KeyStoreError as error:
            self.keys.remember_for_this_run(name, Secret(key))
            return f"{error.state.sentence} The {name} key is kept until you close vizdesk."
        return f"The {name} key is in this system's password store."

    def memory(self, pair: GgufPair, model: Model) -> MemoryNeed | None:
        """What a pair takes when it is loaded and asked; None when its headers cannot be read."""
        if pair.projector is None:
            return None
        try:
            headers = read_header(pair.weights), read_header(pair.projector)
        except (GgufError, OSError):
            return None
        return memory_need(*headers, self.user_profiles.profile_of(model).image)

    def need(self, model: Model) -> Requirement:
        """What a model still needs; asks the keyring quietly: call it off the Qt thread."""
        return need_of(
            model,
            has_key=self.keys.at_hand,
            memory=lambda pair: self.memory(pair, model),
            free_bytes=available_bytes(),
            limit_bytes=self.preferences.memory_limit_bytes,
            pair=self.pairs.get(model.id),
            life=life_of(card, self.today) if (card := self.catalogue.card_of(model)) else None,
            offline=self.offline.on,
        )


def build_container() -> Container:
    """Read the resources and put the house together. Raises CatalogueError, FileNotFoundError."""
    folder = resources.folder()
    user_profiles = UserProfiles(load_profiles(folder / "profiles"), paths.config_folder())
    profiles = user_profiles.profiles
    own = paths.config_folder() / "models"
    catalogue = load_catalogue(folder, own)
    user_models = UserModels(own)
    preferences, switch, unread = _settings(paths.config_folder() / settings.NAME)
    downloads = models_folder(preferences.now)
    models, problems = user_models.load(catalogue.models(folder, downloads, _today()))
    prices = PriceLists(paths.data_folder() / "prices")
    user_endpoints = UserEndpoints(
        paths.config_folder() / "endpoints", load_shipped(folder / "endpoints.toml")
    )
    endpoints, broken = user_endpoints.load()
    models = tuple(with_key(model, endpoints) for model in models)
    lost = [_lost_profile(model) for model in models if model.profile not in profiles]
    said = [
        *unread,
        *user_profiles.problems,
        *catalogue.problems,
        *problems,
        *broken,
        *lost,
    ]
    return Container(
        user_profiles=user_profiles,
        catalogue=catalogue,
        models=tuple(priced(_with_profile(model, profiles), prices) for model in models),
        keys=Keys(os.environ),
        lanes=ConcurrencyLimits(preferences.now.local_models_at_once),
        user_models=user_models,
        # A file that is no TOML is found twice: by its cards and by its models.
        problems=tuple(dict.fromkeys(said)),
        offline=switch,
        preferences=preferences,
        prices=prices,
        user_endpoints=user_endpoints,
    )


def models_folder(chosen: Settings) -> Path:
    """Where downloaded models are: what VIZDESK_MODELS names, else what was set."""
    own = chosen.downloads_folder
    return Path(own) if own and not paths.models_named() else paths.models_folder()


def _settings(path: Path) -> tuple[Preferences, Offline, tuple[str, ...]]:
    """Settings and switch as they were left, and what cannot be read: then nothing leaves."""
    forced = offline.asked_for(os.environ)
    try:
        found = settings.load(path)
    except settings.SettingsError as error:
        sentence = f"{error} vizdesk is offline until you switch Offline off."
        kept = Preferences(path, Settings(offline=True))
        return kept, Offline(on=True, forced=forced), (sentence,)
    switch = Offline(on=forced or found.offline, forced=forced)
    return Preferences(path, found), switch, found.problems


def _with_profile(model: Model, profiles: Mapping[str, Profile]) -> Model:
    return model if model.profile in profiles else replace(model, profile="generic")


def _lost_profile(model: Model) -> str:
    return f"There is no profile “{model.profile}” for {model.name}; general words are used."


def _today() -> str:
    return datetime.now().astimezone().date().isoformat()
