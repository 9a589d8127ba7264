"""The models there are, finding more of them, and what each still needs before it can be asked."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from vizdesk.catalog.cards.catalogue import Catalogue
from vizdesk.catalog.cards.own_ratings import OwnRatings
from vizdesk.catalog.gguf.header import GgufError
from vizdesk.catalog.gguf.memory_need import MemoryNeed, memory_of
from vizdesk.catalog.insights.requirements import Requirement, requirement_of, room_of
from vizdesk.catalog.models.model_sets import ModelSets
from vizdesk.catalog.models.model_spec import find_model
from vizdesk.catalog.models.user_models import UserModels
from vizdesk.common.free_memory import available_bytes
from vizdesk.common.paths import home_folder
from vizdesk.comparison.models import GgufPair, Model
from vizdesk.credentials.keys import QUIET_S, KeyStoreError
from vizdesk.services.downloads import DownloadService
from vizdesk.services.endpoints import EndpointService
from vizdesk.services.pricing import PricingService
from vizdesk.services.profiles import UserProfiles
from vizdesk.services.settings import SettingsService

if TYPE_CHECKING:
    from vizdesk.catalog.models.disk_search import DiskSearchResult, Tell
    from vizdesk.downloads.first_offer import Fetched, FirstOffers
    from vizdesk.downloads.machine_fit import MachineFits, MachineRoom


def today() -> str:
    """The day on this machine's calendar, as an ISO date."""
    return datetime.now().astimezone().date().isoformat()


@dataclass(frozen=True)
class ModelService:
    """`at_start` are the models there were when vizdesk began, shipped and a person's own.

    `user_models` keeps a person's own, `sets` their saved sets, `ratings` their stars and
    notes; `today()` is an ISO date.
    """

    at_start: Sequence[Model]
    catalogue: Catalogue
    user_models: UserModels
    sets: ModelSets
    ratings: OwnRatings
    profiles: UserProfiles
    endpoints: EndpointService
    downloads: DownloadService
    pricing: PricingService
    settings: SettingsService
    today: Callable[[], str] = today

    def find_model(self, spec: str) -> Model:
        """A model by id, files or endpoint, with its newest price. Raises UnknownModelError."""
        endpoints, _ = self.endpoints.known()
        return self.pricing.priced(
            find_model(spec, self.at_start, self.profiles.profiles, endpoints)
        )

    def requirement(self, model: Model) -> Requirement:
        """What a model still needs; asks the keyring quietly: call it off the Qt thread."""
        return requirement_of(
            model,
            has_key=self.endpoints.keys.at_hand,
            wants_consent=self._wants_consent,
            memory=lambda pair: self.memory(pair, model),
            free_bytes=available_bytes(),
            limit_bytes=self.settings.preferences.memory_limit_bytes,
            pair=self.downloads.pairs.get(model.id),
            life=self.catalogue.life_of(model, self.today()),
            offline=self.settings.offline.on,
        )

    def _wants_consent(self, key_name: str, base_url: str) -> bool:
        """Asked quietly: a store that cannot be read now is asked again when the key is used."""
        try:
            return self.endpoints.binding.wants_consent(key_name, base_url, QUIET_S)
        except KeyStoreError:
            return False

    def memory(self, pair: GgufPair, model: Model) -> MemoryNeed | None:
        """What a pair takes when it is loaded and asked; None when its headers cannot be read."""
        if pair.projector is None:
            return None
        try:
            return memory_of(pair, pair.projector, self.profiles.profile_of(model).image)
        except (GgufError, OSError):
            return None

    def machine_room(self) -> MachineRoom:
        """What this machine has room for now: memory as for any model, and the downloads' disk."""
        from vizdesk.downloads.disk_space import free_bytes
        from vizdesk.downloads.machine_fit import MachineRoom

        limit = self.settings.preferences.memory_limit_bytes
        memory = room_of(available_bytes(), limit)
        return MachineRoom(memory, free_bytes(self.downloads.models_folder))

    def machine_fits(self) -> MachineFits:
        """Size and fit of every model that can be downloaded; looks at the disk."""
        from vizdesk.catalog.cards.to_models import local_model_id
        from vizdesk.downloads.machine_fit import MachineFits, download_fit

        room = self.machine_room()
        fits = {
            local_model_id(card, option, at): download_fit(option, room)
            for card in self.catalogue.entries.values()
            for at, option in enumerate(card.local)
            if option.pair is not None
        }
        return MachineFits(room, fits)

    def first_offers(self) -> FirstOffers:
        """The real models that somebody without one is offered; looks at the disk."""
        from vizdesk.downloads.first_offer import first_offers

        offered = [
            self.catalogue.cards[entry.id]
            for entry in self.catalogue.entries.values()
            if any(option.first_offer for option in entry.local)
        ]
        return first_offers(offered, self.machine_room(), self._fetched)

    def _fetched(self, model_id: str) -> Fetched:
        from vizdesk.catalog.cards.to_models import downloaded
        from vizdesk.downloads.first_offer import Fetched
        from vizdesk.downloads.pair import bytes_there

        pair, folder = self.downloads.pairs[model_id], self.downloads.models_folder
        whole = all(downloaded(file, folder).is_file() for file in pair.files)
        return Fetched(whole, bytes_there(pair, folder))

    def find_on_disk(self, folders: Sequence[Path], tell: Tell) -> DiskSearchResult:
        """The models other programs keep on this disk, and those in `folders`. Takes seconds."""
        from vizdesk.catalog.gguf.known_places import KnownFolder, Program, known_places
        from vizdesk.catalog.models.disk_search import find_models

        programs = known_places(self.downloads.models_folder, os.environ, home_folder())
        always = [Path(folder) for folder in self.settings.preferences.now.model_folders]
        every = dict.fromkeys([*always, *folders])
        chosen = [KnownFolder(Program.FOLDER, folder) for folder in every]
        cards = {
            Path(option.pair.weights[0].path).name: card.id
            for card in self.catalogue.entries.values()
            for option in card.local
            if option.pair is not None
        }
        return find_models([*programs, *chosen], self.profiles.profiles, cards, tell)
