"""A window with a scripted model behind it, for tests of the window alone."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from PIL import Image
from PySide6.QtCore import QSettings

from vizdesk import resources
from vizdesk.catalog.choosing import find_model
from vizdesk.catalog.endpoint_shelf import EndpointShelf, load_shipped
from vizdesk.catalog.endpoints import KnownEndpoint
from vizdesk.catalog.needs import Need, NeedKind
from vizdesk.catalog.offers import FoundServer, ModelOffer
from vizdesk.comparison.estimates import Estimate
from vizdesk.comparison.events import EngineError, Event, Finished, Progress, Request, TextDelta
from vizdesk.comparison.jobs import Job
from vizdesk.comparison.lanes import Lanes
from vizdesk.comparison.models import Endpoint, EngineKind, GgufPair, Model, Sampling
from vizdesk.comparison.nouns import Answer, FinishReason, Phase, Timing, Usage
from vizdesk.comparison.profiles import load_profiles
from vizdesk.comparison.running import answer
from vizdesk.endpoint_desk import EndpointDesk, Servers
from vizdesk.export.picture_levels import PictureLevels
from vizdesk.keys import Keys, Secret
from vizdesk.own_profiles import OwnProfiles
from vizdesk.pictures.opening import from_image
from vizdesk.ui.desk import Desk
from vizdesk.ui.main_window import MainWindow
from vizdesk.ui.session import OpenPicture

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
        yield Progress(Phase.READING_PICTURE, 0.5)
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
        picture_side=96,
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


@dataclass
class ScriptedServers:
    """Answers for servers: what a test of a key says, which models there are, what is found.

    A value that is an error is raised; `hang` never answers. `keys` are those that were sent.
    """

    check: str | EngineError = "works, 61 models"
    offers: tuple[ModelOffer, ...] | EngineError = ()
    found: tuple[FoundServer, ...] | EngineError = ()
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

        async def check(endpoint: KnownEndpoint, key: Secret | None) -> str:
            self.keys.append(key)
            return await self._said(self.check)  # type: ignore[return-value]

        async def offers(endpoint: KnownEndpoint, key: Secret | None) -> tuple[ModelOffer, ...]:
            self.keys.append(key)
            return await self._said(self.offers)  # type: ignore[return-value]

        async def find() -> tuple[FoundServer, ...]:
            return await self._said(self.found)  # type: ignore[return-value]

        return Servers(check, offers, find)


def endpoint_desk(folder: Path, keys: Keys, script: ScriptedServers) -> EndpointDesk:
    """The shipped endpoints and one's own in `folder`, with servers that play a script."""
    resource = resources.folder()
    shelf = EndpointShelf(folder, load_shipped(resource / "endpoints.toml"))
    return EndpointDesk(shelf, keys, load_profiles(resource / "profiles"), script.servers())


def build_desk(
    tmp_path: Path,
    models: Sequence[Model],
    engine: ScriptedEngine | Callable[[Job], ScriptedEngine],
) -> Desk:
    """A desk whose models are all answered by `engine` (or the engine it makes for a job)."""
    lanes = Lanes(local=8)

    def ask(job: Job) -> AsyncIterator[Answer]:
        chosen = engine if isinstance(engine, ScriptedEngine) else engine(job)
        return answer(job, dict.fromkeys(EngineKind, chosen), lanes)

    own = OwnProfiles(load_profiles(resources.folder() / "profiles"), tmp_path / "config")
    return Desk(
        models=models,
        profiles=own.profiles,
        own_profiles=own,
        settings=QSettings(str(tmp_path / "vizdesk.ini"), QSettings.Format.IniFormat),
        samples=[],
        icons=resources.folder() / "icons",
        version="0",
        ask=ask,
        need=lambda model: Need(NeedKind.NOTHING if model.local else NeedKind.KEY, "Add a key."),
        find_model=lambda spec: find_model(spec, models, own.profiles),
        keep_key=lambda name, key: f"Kept the {name} key.",
        problems=own.problems,
        estimate_before=lambda model, task, size: (
            None if model.local else Estimate(1229, 1300, 250, 0.012)
        ),
        endpoints=endpoint_desk(tmp_path / "endpoints", Keys({}), ScriptedServers()),
    )


def open_test_picture(width: int = 400, height: int = 300, colour: str = "white") -> OpenPicture:
    """A plain picture, already open."""
    picture = from_image(Image.new("RGB", (width, height), colour), f"{colour}-{width}.png")
    return OpenPicture(picture, PictureLevels(picture.image))
