"""Where models are downloaded from, and into which folder."""

from __future__ import annotations

import logging
import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from vizdesk.catalog.cards.catalogue import Catalogue
from vizdesk.catalog.cards.hub_files import HubPair
from vizdesk.catalog.endpoints.endpoint import may_send
from vizdesk.common import paths
from vizdesk.common.offline import Offline
from vizdesk.credentials.keys import Keys, KeyStoreError, Secret
from vizdesk.settings.preferences import Preferences
from vizdesk.settings.store import Settings

if TYPE_CHECKING:
    from vizdesk.downloads.hub import Hub

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class DownloadService:
    """Hugging Face or its mirror, what the catalogue has there, and the folder of models."""

    catalogue: Catalogue
    keys: Keys
    offline: Offline
    preferences: Preferences

    @cached_property
    def pairs(self) -> Mapping[str, HubPair]:
        """What can be fetched for each local model of the catalogue, by model id."""
        return self.catalogue.pairs

    @property
    def models_folder(self) -> Path:
        """Where downloaded models are: what VIZDESK_MODELS names, else what was set."""
        return models_folder(self.preferences.now)

    def hub(self) -> Hub:
        """Hugging Face with this person's token, or the mirror HF_ENDPOINT names. May block.

        A token in a password store that is closed is done without; most models need none.
        """
        from vizdesk.downloads.hub import Hub, hub_endpoint

        address = hub_endpoint(os.environ)
        # The token belongs to huggingface.co; a mirror is somebody else.
        return Hub(self.offline, address, self._token(address))

    def _token(self, address: str) -> Secret | None:
        try:
            return self.keys.lookup("huggingface") if may_send("huggingface", address) else None
        except KeyStoreError as error:
            log.warning("no Hugging Face token: the password store is %s", error.state.name)
            return None


def models_folder(chosen: Settings) -> Path:
    """Where downloaded models are: what VIZDESK_MODELS names, else what was set."""
    own = chosen.downloads_folder
    return Path(own) if own and not paths.models_named() else paths.models_folder()
