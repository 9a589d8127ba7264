"""What the window is handed by the composition root: models, profiles, and ways to ask and keep."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Coroutine, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from PySide6.QtCore import QSettings

from vizdesk import places
from vizdesk.catalog.catalogue import Catalogue
from vizdesk.catalog.endpoint_shelf import EndpointShelf
from vizdesk.catalog.hub_files import HubPair
from vizdesk.catalog.model_sets import ModelSets
from vizdesk.catalog.needs import Need
from vizdesk.catalog.shelf import Shelf
from vizdesk.comparison.estimates import Estimate
from vizdesk.comparison.events import EngineError, Request
from vizdesk.comparison.jobs import Job
from vizdesk.comparison.models import Model
from vizdesk.comparison.nouns import Answer
from vizdesk.comparison.profiles import Profile
from vizdesk.comparison.tasks import Task
from vizdesk.diagnosis.diagnosis import Diagnosis
from vizdesk.endpoint_desk import EndpointDesk, Servers
from vizdesk.keys import Keys
from vizdesk.offline import Offline
from vizdesk.own_profiles import OwnProfiles
from vizdesk.preferences import Preferences
from vizdesk.price_book import PriceBook

if TYPE_CHECKING:
    from vizdesk.catalog.on_disk import Findings, Tell
    from vizdesk.downloads.hub import Hub
    from vizdesk.eval_desk import EvalDesk
    from vizdesk.history.store import History
    from vizdesk.own_suites import OwnSuites
    from vizdesk.pictures.picture import Picture
    from vizdesk.prices import Progress, Refreshed

    RefreshPrices = Callable[[Progress], Coroutine[Any, Any, Refreshed]]


async def _nothing_to_hang_up() -> None:
    """A desk without engines has no connections."""


def _nothing_found(folders: Sequence[Path], tell: Tell) -> Findings:
    from vizdesk.catalog.on_disk import Findings

    return Findings()


def _no_hub() -> Hub:
    raise RuntimeError("This desk downloads nothing.")


async def _no_prices(progress: Progress) -> Refreshed:
    raise RuntimeError("This desk fetches no prices.")


async def _nobody(*_: object) -> NoReturn:
    raise EngineError("This desk asks no servers.")


def _no_evals() -> EvalDesk:
    raise RuntimeError("This desk runs no evals.")


def _own_suites() -> OwnSuites:
    from vizdesk.own_suites import OwnSuites

    return OwnSuites(places.data_folder() / "suites")


def _no_endpoints() -> EndpointDesk:
    shelf = EndpointShelf(places.config_folder() / "endpoints")
    return EndpointDesk(shelf, Keys({}), {}, Servers(_nobody, _nobody, _nobody))


@dataclass(frozen=True)
class Desk:
    """Everything the window may use of the rest of vizdesk.

    What touches the keyring may block and is called in the background: `need` and `keep_key`.
    `keep_key(name, key)` returns a sentence that says where the key is kept now. `shelf` keeps a
    person's own models, `own_profiles` their changes to profiles, which `profiles` shows at once;
    `problems` are sentences about what of theirs cannot be read. `catalogue` holds what is known of
    models, as of `today()` (an ISO date). `find_on_disk` looks for models that are on this disk, in
    chosen folders too (takes seconds). `evals` runs suites. `history` gives what was
    kept (None: nothing is);
    `keep_picture` copies a compared picture where that is set (may block). `preferences` are the
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
    own_profiles: OwnProfiles
    settings: QSettings
    samples: Sequence[Path]
    icons: Path
    version: str
    ask: Callable[[Job], AsyncIterator[Answer]]
    need: Callable[[Model], Need]
    find_model: Callable[[str], Model]
    keep_key: Callable[[str, str], str]
    shelf: Shelf = field(default_factory=lambda: Shelf(places.config_folder() / "models"))
    problems: Sequence[str] = ()
    history: Callable[[], History] | None = None
    keep_picture: Callable[[Picture], None] = lambda picture: None
    preferences: Preferences = field(
        default_factory=lambda: Preferences(places.config_folder() / "settings.toml")
    )
    widen_lanes: Callable[[int], None] = lambda local: None
    sets: ModelSets = field(default_factory=lambda: ModelSets(places.config_folder() / "sets.toml"))
    find_on_disk: Callable[[Sequence[Path], Tell], Findings] = field(
        default_factory=lambda: _nothing_found
    )
    hub: Callable[[], Hub] = field(default_factory=lambda: _no_hub)
    pairs: Mapping[str, HubPair] = field(default_factory=dict)
    models_folder: Path = field(default_factory=places.models_folder)
    catalogue: Catalogue = field(default_factory=Catalogue)
    today: Callable[[], str] = lambda: date.today().isoformat()
    estimate: Callable[[Request], Estimate | None] = lambda request: None
    estimate_before: Callable[[Model, Task, tuple[int, int]], Estimate | None] = (
        lambda model, task, size: None
    )
    offline: Offline = field(default_factory=Offline)
    remember_offline: Callable[[], None] = lambda: None
    hang_up: Callable[[], Coroutine[Any, Any, None]] = _nothing_to_hang_up
    prices: PriceBook = field(default_factory=lambda: PriceBook(places.data_folder() / "prices"))
    priced: Callable[[Model], Model] = lambda model: model
    refresh_prices: RefreshPrices = _no_prices
    own_suites: Callable[[], OwnSuites] = _own_suites
    evals: Callable[[], EvalDesk] = _no_evals
    endpoints: EndpointDesk = field(default_factory=_no_endpoints)
    diagnosis: Diagnosis = field(default_factory=Diagnosis)
