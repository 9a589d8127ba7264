"""The test a GPU must pass before models are put on it: the demo model answers as on the processor.

Vision towers have given nonsense on GPUs whose text was right (llama.cpp issue 13046), so that the
question has an image. A wrong answer would be blamed on the model that is compared.
"""

from __future__ import annotations

import asyncio
import io
import json
import logging
import threading
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from enum import Enum
from pathlib import Path
from typing import Protocol

from vizdesk.common import resources
from vizdesk.common.atomic_files import write_whole
from vizdesk.comparison.events import Engine, EngineError, Request, TextDelta
from vizdesk.comparison.models import EngineKind, GgufPair, Model, Sampling
from vizdesk.comparison.types import SentImage
from vizdesk.engines.llama.device import Device

log = logging.getLogger(__name__)

SECONDS = 60.0
"""How long the device may take; a processor needs about a second. Then it is of no use."""

QUESTION = "Detect all objects."
MOST_TOKENS = 256
DEMO_SIDE = 128  # pixels


class TrialResult(Enum):
    """How a test ended. The values are kept in a file."""

    PASSED = "passed"
    OTHER_ANSWER = "other answer"
    DIED = "died"
    FAILED = "failed"
    TOO_SLOW = "too slow"


class TrialEngine(Engine, Protocol):
    """An engine that knows whether one of its children ended by itself."""

    has_seen_deaths: bool


class DeviceTrials:
    """The results so far, in the JSON file at `path` (None: for this run), with the day of each.

    A result counts for one device with one driver under one build of llama.cpp. A file that cannot
    be read counts as empty: at worst a device is tested once more.
    """

    def __init__(self, path: Path | None = None) -> None:
        self._path = path
        self._lock = threading.Lock()
        self._results: dict[str, TrialResult] = {}

    def result(self, device: Device, build: str) -> TrialResult | None:
        """How the device did, None where it was not tested."""
        with self._lock:
            return (self._read() | self._results).get(_key(device, build))

    def remember(self, device: Device, build: str, result: TrialResult) -> None:
        """Keep a result; where the file cannot be written, for this run."""
        with self._lock:
            self._results[_key(device, build)] = result
            if self._path is None:
                return
            day = datetime.now(UTC).date().isoformat()
            results = self._read() | self._results
            kept = {key: {"result": was.value, "day": day} for key, was in results.items()}
            try:
                self._path.parent.mkdir(parents=True, exist_ok=True)
                write_whole(self._path, json.dumps(kept, ensure_ascii=False, indent=1))
            except OSError as error:
                log.warning("%s cannot be written: %s", self._path, error)

    def forget(self) -> None:
        """Have every device tested anew. Raises OSError."""
        with self._lock:
            self._results.clear()
            if self._path is not None:
                self._path.unlink(missing_ok=True)

    def _read(self) -> dict[str, TrialResult]:
        if self._path is None:
            return {}
        try:
            written = json.loads(self._path.read_text(encoding="utf-8"))
            return {str(key): TrialResult(entry["result"]) for key, entry in written.items()}
        except FileNotFoundError:
            return {}
        except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
            log.warning("%s cannot be read: %s", self._path, error)
            return {}


def _key(device: Device, build: str) -> str:
    parts = (device.backend, device.name, device.description.strip(), device.driver, build)
    return " | ".join(parts)


async def try_device(
    name: str, engine_on: Callable[[str], TrialEngine], seconds: float = SECONDS
) -> TrialResult:
    """Ask the larger demo model about the sample image on the device and on the processor.

    `engine_on` makes an engine whose models go onto the device of that name (empty: none).
    """
    expected = await _answer(engine_on(""), None)
    result = await _answer(engine_on(name), seconds)
    if isinstance(expected, TrialResult):
        return TrialResult.FAILED  # nothing to compare with: not trusted, and no fault of it
    if isinstance(result, TrialResult):
        return result
    return TrialResult.PASSED if result == expected else TrialResult.OTHER_ANSWER


async def _answer(engine: TrialEngine, seconds: float | None) -> str | TrialResult:
    """The text of the answer, or why there is none."""
    text: list[str] = []
    try:
        async with asyncio.timeout(seconds):
            async for event in engine.ask(_request()):
                if isinstance(event, TextDelta):
                    text.append(event.text)
        return "".join(text)
    except TimeoutError:
        return TrialResult.TOO_SLOW
    except EngineError:
        return TrialResult.DIED if engine.has_seen_deaths else TrialResult.FAILED
    finally:
        with suppress(OSError):
            await engine.close()


def _request() -> Request:
    folder = resources.folder()
    demo, image = folder / "demo", folder / "samples" / "shapes.png"
    pair = GgufPair(demo / "demo-large.gguf", demo / "demo-large-mmproj.gguf")
    sampling = Sampling(temperature=0.0, seed=0, max_output_tokens=MOST_TOKENS)
    model = Model("device-test", "Demo", EngineKind.LLAMA, pair, "demo", sampling=sampling)
    return Request(model, QUESTION, _as_the_demo_sees_it(image))


def _as_the_demo_sees_it(path: Path) -> SentImage:
    """A square of its side: then its answer is far from a tie, which rounding could turn."""
    from PIL import Image  # only where a device is tested

    pixels = (
        Image.open(path).convert("RGB").resize((DEMO_SIDE, DEMO_SIDE), Image.Resampling.LANCZOS)
    )
    data = io.BytesIO()
    pixels.save(data, "PNG")
    return SentImage(data.getvalue(), "image/png", DEMO_SIDE, DEMO_SIDE)
