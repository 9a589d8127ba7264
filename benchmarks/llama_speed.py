"""vizdesk's llama.cpp engine against llama-cpp-python's own chat handler, on the same files.

(a) seconds to the first text with an image not seen before, and tokens per second;
(b) seconds to the first text of a second question about the same image, against the first.
Runs alternate and medians are compared, so that whatever else the machine does hits both alike.
"""

from __future__ import annotations

import argparse
import asyncio
import base64
import io
import json
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw

from benchmarks.random_pair import MEDIUM, write_pair
from vizdesk.comparison.events import Finished, Request, TextDelta
from vizdesk.comparison.models import EngineKind, GgufPair, Model, Sampling
from vizdesk.comparison.types import SentImage
from vizdesk.engines.llama.engine import LlamaEngine

WORKER = (sys.executable, "-m", "vizdesk.engines.llama.worker")
DEMO = Path(__file__).parents[1] / "resources" / "demo"
QUESTION, OTHER_QUESTION = "Describe this image.", "How many objects are in this image?"
LONG_QUESTION = "Detect all objects."


@dataclass(frozen=True, slots=True)
class Case:
    """One pair of files, and how often it is asked for at most `tokens` tokens."""

    name: str
    pair: GgufPair
    side: int
    rounds: int
    prompt: str = QUESTION
    tokens: int = 500


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the table: what vizdesk and the reference took, and what is allowed."""

    case: str
    what: str
    ours: float
    reference: float
    ratio: float
    target: str
    met: bool


def images(side: int) -> Iterator[SentImage]:
    """Endless different images, already of the size the model takes."""
    draw = random.Random(1)
    while True:
        image = Image.new("RGB", (side, side), "white")
        x, y = draw.randrange(side // 2), draw.randrange(side // 2)
        colour = tuple(draw.randrange(200) for _ in range(3))
        ImageDraw.Draw(image).ellipse((x, y, x + side // 3, y + side // 3), fill=colour)
        data = io.BytesIO()
        image.save(data, "PNG")
        yield SentImage(data.getvalue(), "image/png", side, side)


@dataclass(frozen=True, slots=True)
class Run:
    """One answer: seconds to its first text, tokens after the first one and their seconds."""

    ttft_s: float
    more_tokens: int
    more_s: float


class Reference:
    """llama-cpp-python's own MTMDChatHandler, called directly in this process."""

    def __init__(self, pair: GgufPair, context: int) -> None:
        from llama_cpp import Llama, llama_log_callback
        from llama_cpp.llama_chat_format import MTMDChatHandler
        from llama_cpp.mtmd_cpp import mtmd_helper_log_set

        # mtmd would print every prompt; verbose=False does not stop it.
        self._silent = llama_log_callback(lambda *_: None)
        mtmd_helper_log_set(self._silent, None)
        handler = MTMDChatHandler(clip_model_path=str(pair.projector), verbose=False)
        self._llama = Llama(
            str(pair.weights),
            chat_handler=handler,
            n_ctx=context,
            n_batch=512,
            n_ubatch=512,
            verbose=False,
        )

    def ask(self, prompt: str, shown: SentImage, tokens: int) -> Run:
        """Stream one greedy answer."""
        start = time.perf_counter()
        data = base64.b64encode(shown.data).decode()
        url = f"data:image/png;base64,{data}"
        parts: list[Any] = [
            {"type": "image_url", "image_url": {"url": url}},
            {"type": "text", "text": prompt},
        ]
        stream = self._llama.create_chat_completion(
            [{"role": "user", "content": parts}],
            stream=True,
            temperature=0.0,
            repeat_penalty=1.0,
            max_tokens=tokens,
        )
        first, last, count = 0.0, 0.0, 0
        for chunk in stream:
            if chunk["choices"][0]["delta"].get("content"):
                count += 1
                last = time.perf_counter()
                first = first or last
        return Run(first - start, count - 1, last - first)

    def close(self) -> None:
        """Give the memory back."""
        self._llama.close()


async def ask_vizdesk(engine: LlamaEngine, request: Request) -> Run:
    """One answer through the engine, timed from outside, pipes and all."""
    start = time.perf_counter()
    first = last = 0.0
    async for event in engine.ask(request):
        if isinstance(event, TextDelta):
            last = time.perf_counter()
            first = first or last
        if isinstance(event, Finished):
            more = (event.usage.output_tokens or 1) - 1
    return Run(first - start, more, last - first)


def rate(runs: Sequence[Run]) -> float:
    """Tokens per second after the first token, to the last text: the median run."""
    return statistics.median(run.more_tokens / run.more_s for run in runs if run.more_s > 0)


async def against_reference(case: Case) -> list[Line]:
    """Benchmark (a): alternating runs, each with a new image."""
    shown = images(case.side)
    reference = Reference(case.pair, 1024)
    engine = LlamaEngine(WORKER)
    model = request(case, next(shown), QUESTION, 4)
    await ask_vizdesk(engine, model)
    reference.ask(QUESTION, next(shown), 4)
    ours: list[Run] = []
    theirs: list[Run] = []
    try:
        for _ in range(case.rounds):
            limit = case.tokens
            ours.append(await ask_vizdesk(engine, request(case, next(shown), case.prompt, limit)))
            theirs.append(reference.ask(case.prompt, next(shown), limit))
    finally:
        await engine.close()
        reference.close()
    first = [statistics.median(run.ttft_s for run in runs) for runs in (ours, theirs)]
    speed = [rate(runs) for runs in (ours, theirs)]
    ttft, tokens = first[0] / first[1], speed[0] / speed[1]
    return [
        Line(case.name, "first text, new image (s)", *first, ttft, "<= 1.05", ttft <= 1.05),
        Line(case.name, "tokens per second", *speed, tokens, ">= 1.00", tokens >= 1.0),
    ]


async def second_question(case: Case) -> Line:
    """Benchmark (b): the second question about an image against the first."""
    shown = images(case.side)
    engine = LlamaEngine(WORKER)
    firsts, seconds = [], []
    try:
        await ask_vizdesk(engine, request(case, next(shown), QUESTION, 4))
        for _ in range(case.rounds):
            image = next(shown)
            firsts.append(await ask_vizdesk(engine, request(case, image, QUESTION, 4)))
            seconds.append(await ask_vizdesk(engine, request(case, image, OTHER_QUESTION, 4)))
    finally:
        await engine.close()
    again, first = (statistics.median(run.ttft_s for run in runs) for runs in (seconds, firsts))
    ratio = again / first
    what = "first text, second question against first (s)"
    return Line(case.name, what, again, first, ratio, "<= 0.20", ratio <= 0.2)


def request(case: Case, shown: SentImage, prompt: str, tokens: int) -> Request:
    """A greedy request to the case's model."""
    sampling = Sampling(max_output_tokens=tokens)
    model = Model("m", case.name, EngineKind.LLAMA, case.pair, "generic", sampling=sampling)
    return Request(model, prompt, shown)


def find_demo(folder: Path) -> GgufPair | None:
    """The larger demo model, when it is there."""
    found = sorted(folder.glob("demo-large*.gguf"))
    projectors = [path for path in found if "mmproj" in path.name]
    weights = [path for path in found if "mmproj" not in path.name]
    return GgufPair(weights[0], projectors[0]) if weights and projectors else None


def run_all(demo: GgufPair | None, demo_side: int, rounds: int) -> list[Line]:
    """All lines of the table; the demo lines only when there is a demo model."""
    lines: list[Line] = []
    if demo is not None:
        case = Case("demo model", demo, demo_side, rounds * 8, LONG_QUESTION)
        lines += asyncio.run(against_reference(case))
    with tempfile.TemporaryDirectory() as folder:
        pair = GgufPair(*write_pair(Path(folder), MEDIUM))
        case = Case("random 450 MB", pair, MEDIUM.side, rounds)
        lines += asyncio.run(against_reference(case))
        lines.append(asyncio.run(second_question(case)))
    return lines


def main() -> int:
    """Print the table; the exit status is 0 whatever was measured."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--json", type=Path, metavar="FILE")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--demo", type=Path, nargs=2, metavar=("WEIGHTS", "PROJECTOR"))
    chosen = parser.parse_args()
    demo = GgufPair(*chosen.demo) if chosen.demo else find_demo(DEMO)
    side = 96
    if demo is not None and demo.projector is not None:
        from vizdesk.catalog.gguf.header import read_header

        side = read_header(demo.projector).image_size or side
    lines = run_all(demo, side, chosen.rounds)
    for line in lines:
        mark = "met" if line.met else "NOT MET"
        numbers = f"{line.ours:>10.4f} {line.reference:>10.4f} {line.ratio:>7.3f}"
        print(f"{line.case:<14} {line.what:<46} {numbers} {line.target:>8} {mark}")
    if chosen.json:
        rows = [{name: getattr(line, name) for name in line.__slots__} for line in lines]
        chosen.json.write_text(json.dumps(rows, indent=2) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
