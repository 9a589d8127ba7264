"""What the window is handed by the composition root: models, profiles, and ways to ask and keep."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Coroutine, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from PySide6.QtCore import QSettings

from vizdesk.catalog.cards.catalogue import Catalogue
from vizdesk.catalog.cards.hub_files import HubPair
from vizdesk.catalog.endpoints.user_endpoints import UserEndpoints
from vizdesk.catalog.insights.requirements import Requirement
from vizdesk.catalog.models.model_sets import ModelSets
from vizdesk.catalog.models.user_models import UserModels
from vizdesk.catalog.pricing.price_lists import PriceLists
from vizdesk.common import paths
from vizdesk.common.messages import message
from vizdesk.common.offline import Offline
from vizdesk.comparison.estimates import Estimate
from vizdesk.comparison.events import EngineError, Request
from vizdesk.comparison.jobs import Job
from vizdesk.comparison.models import Model
from vizdesk.comparison.profiles import Profile
from vizdesk.comparison.tasks import Task
from vizdesk.comparison.types import Answer
from vizdesk.credentials.keys import Keys
from vizdesk.diagnostics.run_diagnostics import RunDiagnostics
from vizdesk.services.endpoints import EndpointService, Servers
from vizdesk.services.profiles import UserProfiles
from vizdesk.settings.preferences import Preferences

if TYPE_CHECKING:
    from vizdesk.catalog.models.disk_search import DiskSearchResult, Tell
    from vizdesk.downloads.hub import Hub
    from vizdesk.history.store import History
    from vizdesk.images.decoded_image import DecodedImage
    from vizdesk.services.evals import EvalService
    from vizdesk.services.price_refresh import Progress, Refreshed
    from vizdesk.services.user_suites import UserSuites

    RefreshPrices = Callable[[Progress], Coroutine[Any, Any, Refreshed]]


async def _nothing_to_hang_up() -> None:
    """A desk without engines has no connections."""


def _nothing_found(folders: Sequence[Path], tell: Tell) -> DiskSearchResult:
    from vizdesk.catalog.models.disk_search import DiskSearchResult

    return DiskSearchResult()


def _no_hub() -> Hub:
    raise RuntimeError("This desk downloads nothing.")


async def _no_prices(progress: Progress) -> Refreshed:
    raise RuntimeError("This desk fetches no prices.")


async def _nobody(*_: object) -> NoReturn:
    raise EngineError(message("No servers are asked here."))


def _no_evals() -> EvalService:
    raise RuntimeError("This desk runs no evals.")


def _own_suites() -> UserSuites:
    from vizdesk.services.user_suites import UserSuites

    return UserSuites(paths.data_folder() / "suites")


def _no_endpoints() -> EndpointService:
    user_models = UserEndpoints(paths.config_folder() / "endpoints")
    return EndpointService(user_models, Keys({}), {}, Servers(_nobody, _nobody, _nobody))


@dataclass(frozen=True)
class AppServices:
    """Everything the window may use of the rest of vizdesk.

    What touches the keyring may block and is called in the background: `need` and `keep_key`.
    `keep_key(name, key)` returns a sentence that says where the key is kept now. `user_models`
    keeps a person's own models, `user_profiles` their changes to profiles, which `profiles` shows;
    `problems` are sentences about what of theirs cannot be read. `catalogue` holds what is known of
    models, as of `today()` (an ISO date). `find_on_disk` looks for models that are on this disk, in
    chosen folders too (takes seconds). `evals` runs suites. `history` gives what was
    kept (None: nothing is);
    `keep_image` copies a compared image where that is set (may block). `preferences` are the
    settings as they are now; `widen_lanes` has that many local models at once. `sets` are the
    saved sets of models.
    `hub` (may block) is where the files of `pairs`, by model id, are fetched from, into
    `models_folder`. `estimate` and `estimate_before`
    say what a remote model will be billed as (None: on this machine, or not known). `offline` is
    the switch, `remember_offline` keeps it for the next start (may block; raises OSError), and
    `hang_up` closes the connections to servers. `prices` are those fetched so far, `priced` gives a
    model the newest of them, and `refresh_prices(progress)` fetches them, telling `progress` bytes
    received and to come (from another thread); it raises PricesError. `endpoints` are the servers
    and their keys. `diagnosis` is what is known of this run: its log, how the last one ended.
    """

    models: Sequence[Model]
    profiles: Mapping[str, Profile]
    user_profiles: UserProfiles
    settings: QSettings
    samples: Sequence[Path]
    icons: Path
    version: str
    ask: Callable[[Job], AsyncIterator[Answer]]
    need: Callable[[Model], Requirement]
    find_model: Callable[[str], Model]
    keep_key: Callable[[str, str], str]
    user_models: UserModels = field(
        default_factory=lambda: UserModels(paths.config_folder() / "models")
    )
    problems: Sequence[str] = ()
    history: Callable[[], History] | None = None
    keep_image: Callable[[DecodedImage], None] = lambda image: None
    preferences: Preferences = field(
        default_factory=lambda: Preferences(paths.config_folder() / "settings.toml")
    )
    widen_lanes: Callable[[int], None] = lambda local: None
    sets: ModelSets = field(default_factory=lambda: ModelSets(paths.config_folder() / "sets.toml"))
    find_on_disk: Callable[[Sequence[Path], Tell], DiskSearchResult] = field(
        default_factory=lambda: _nothing_found
    )
    hub: Callable[[], Hub] = field(default_factory=lambda: _no_hub)
    pairs: Mapping[str, HubPair] = field(default_factory=dict)
    models_folder: Path = field(default_factory=paths.models_folder)
    catalogue: Catalogue = field(default_factory=Catalogue)
    today: Callable[[], str] = lambda: date.today().isoformat()
    estimate: Callable[[Request], Estimate | None] = lambda request: None
    estimate_before: Callable[[Model, Task, tuple[int, int]], Estimate | None] = (
        lambda model, task, size: None
    )
    offline: Offline = field(default_factory=Offline)
    remember_offline: Callable[[], None] = lambda: None
    hang_up: Callable[[], Coroutine[Any, Any, None]] = _nothing_to_hang_up
    prices: PriceLists = field(default_factory=lambda: PriceLists(paths.data_folder() / "prices"))
    priced: Callable[[Model], Model] = lambda model: model
    refresh_prices: RefreshPrices = _no_prices
    user_suites: Callable[[], UserSuites] = _own_suites
    evals: Callable[[], EvalService] = _no_evals
    endpoints: EndpointService = field(default_factory=_no_endpoints)
    diagnosis: RunDiagnostics = field(default_factory=RunDiagnostics)
