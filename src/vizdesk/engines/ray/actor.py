"""What runs on a node: one llama.cpp engine, which asks the batches it is given."""

from __future__ import annotations

import asyncio
import hashlib
import os
import platform
import socket
from collections.abc import AsyncGenerator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import vizdesk
from vizdesk.common import paths
from vizdesk.common.messages import MessageError, verbatim
from vizdesk.common.offline import Offline
from vizdesk.comparison.concurrency import ConcurrencyLimits
from vizdesk.comparison.events import Engine
from vizdesk.comparison.jobs import Job, settled
from vizdesk.comparison.models import EngineKind, GgufPair, Model
from vizdesk.comparison.profiles import ImageRule, Profile
from vizdesk.comparison.runner import Timeouts, answer
from vizdesk.comparison.serialization import answer_record
from vizdesk.comparison.types import Answer, AnswerState, Failure
from vizdesk.engines.ray.wire import WireBatch, WireQuestion
from vizdesk.images.decoded_image import DecodedImage
from vizdesk.images.encoding import EncodedImages
from vizdesk.images.opening import open_bytes, open_image

DEVICE_TRIALS = "device-tests.json"


class WeightFile(NamedTuple):
    """A file of a model: the SHA-256 of its content, and where the driver's machine has it.

    Files of one `group` are parts of one GGUF, which must lie in one folder.
    """

    sha256: str
    path: str
    group: str


class AskingActor:
    """Asks with vizdesk's own engine; yields each answer's record as soon as it is whole.

    `version` is that of the vizdesk which asks: another one may word, size or read otherwise.
    """

    def __init__(self, version: str, cpus: float, gpus: float, patience: Timeouts) -> None:
        if vizdesk.__version__ != version:
            raise RuntimeError(f"this node has vizdesk {vizdesk.__version__}, not {version}")
        self._rules: dict[str, ImageRule] = {}
        self._engine = _engine(max(1, int(cpus)), gpus > 0, self._rules)
        self._limits, self._patience = ConcurrencyLimits(1), patience
        self._encoded = EncodedImages()
        self._files: dict[str, Path] = {}
        self._cache = paths.data_folder() / "ray-weights"
        self._node = f"{socket.gethostname()} ({platform.machine()})"

    async def about(self) -> dict[str, Any]:
        """Who this is: its process, and Ray's id of its node."""
        import ray

        return {"pid": os.getpid(), "node_id": ray.get_runtime_context().get_node_id()}

    async def missing(self, files: Sequence[WeightFile]) -> list[str]:
        """Which of these contents this node has neither at its path nor in its cache."""
        return await asyncio.to_thread(self._look, files)

    def _look(self, files: Sequence[WeightFile]) -> list[str]:
        missing = []
        for group in dict.fromkeys(file.group for file in files):
            parts = [file for file in files if file.group == group]
            if all(part.sha256 in self._files for part in parts):
                continue
            here = all(_holds(Path(part.path), part) for part in parts)
            for part in parts:
                place = Path(part.path) if here else self._cached(part)
                if here or _holds(place, part):
                    self._files[part.sha256] = place
                else:
                    missing.append(part.sha256)
        return missing

    def _cached(self, file: WeightFile) -> Path:
        return self._cache / file.group / Path(file.path).name

    async def take(self, file: WeightFile, data: bytes) -> None:
        """Keep a weight file; it is whole before it has its name."""

        def write() -> None:
            place = self._cached(file)
            place.parent.mkdir(parents=True, exist_ok=True)
            part = place.with_name(f"{place.name}.{os.getpid()}.part")
            part.write_bytes(data)
            part.replace(place)
            self._files[file.sha256] = place

        await asyncio.to_thread(write)

    async def ask(
        self, batch: WireBatch, files: Sequence[WeightFile], images: Mapping[str, bytes]
    ) -> AsyncGenerator[dict[str, Any], None]:
        """An answer after the other. `images` are files' bytes by path; others are read here."""
        places = [self._files[file.sha256] for file in files]
        pair = GgufPair(places[0], places[-1] if batch.projector else None)
        opened: tuple[tuple[str, int], DecodedImage] | None = None
        for question in batch.questions:
            began, key = datetime.now(UTC), (question.image, question.frame)
            asked = replace(question.model, source=pair)
            self._rules[asked.id] = batch.profile.image
            try:
                if opened is None or opened[0] != key:
                    opening = partial(_opened, question, images.get(question.image))
                    opened = key, await asyncio.to_thread(opening)
                last = await self._answer(asked, batch.profile, question, opened[1])
            except Exception as error:  # noqa: BLE001 - about one image: it costs its question
                what = error.message if isinstance(error, MessageError) else verbatim(str(error))
                failure = Failure(what or verbatim(repr(error)))
                last = Answer(asked, state=AnswerState.FAILED, failure=failure)
            last = self._on_this_node(replace(last, model=question.model))
            yield {
                "index": question.index,
                "began": began.isoformat(),
                "answer": answer_record(last),
            }

    async def _answer(
        self, model: Model, profile: Profile, question: WireQuestion, image: DecodedImage
    ) -> Answer:
        if question.sha256 and image.ref.sha256 != question.sha256:
            name = Path(question.image).name
            raise ValueError(f"{name} has changed since the suite was read (SHA-256).")
        job = Job(
            model=settled(model, profile),
            profile=profile,
            task=question.task,
            image=image.ref,
            encode=partial(self._encoded.for_model, image),
        )
        engines: dict[EngineKind, Engine] = {EngineKind.LLAMA: self._engine}
        last = Answer(job.model)
        async for newest in answer(job, engines, self._limits, self._patience):
            last = newest
        return last

    def _on_this_node(self, last: Answer) -> Answer:
        """The answer with its node: times of unlike machines do not compare."""
        if last.sent is None:
            return last
        sampling = {**last.sent.sampling, "node": self._node}
        return replace(last, sent=replace(last.sent, sampling=sampling))

    async def close(self) -> None:
        """End the model's process."""
        await self._engine.close()


def _engine(threads: int, gpu: bool, rules: Mapping[str, ImageRule]) -> Engine:
    from vizdesk.engines.llama.device import AUTOMATIC, NO_GPU
    from vizdesk.engines.llama.provider import make_llama
    from vizdesk.engines.provider import EngineContext

    return make_llama(
        EngineContext(
            key=lambda _name: None,  # a node has no keys, and asks no server
            offline=Offline(on=True),
            threads=lambda: threads,
            image_rule=lambda model: rules.get(model.id, ImageRule()),
            gpu=lambda: AUTOMATIC if gpu else NO_GPU,
            device_trials=paths.data_folder() / DEVICE_TRIALS,
        )
    )


def _opened(question: WireQuestion, data: bytes | None) -> DecodedImage:
    if data is None:
        return open_image(Path(question.image), frame=question.frame)
    return open_bytes(data, Path(question.image).name, frame=question.frame)


def _holds(place: Path, file: WeightFile) -> bool:
    return place.is_file() and sha256_of(place) == file.sha256


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file's content. Raises OSError."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
