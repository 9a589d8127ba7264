"""Accuracy of the shipped pairs on fresh images, through llama.cpp itself, as vizdesk runs it.

`python -m training.evaluate` needs Pillow and llama-cpp-python, no PyTorch.
"""

from __future__ import annotations

import argparse
import base64
import contextlib
import io
import random
import statistics
import time
from pathlib import Path

from PIL import Image

from training import questions
from training.questions import Question
from training.scoring import Tally
from training.world import Scene, draw_scene

DEMO = Path(__file__).parents[1] / "resources" / "demo"
SIDES = {"large": 128, "small": 96}
"""The square each model sees, px."""


class Runner:
    """One loaded pair."""

    def __init__(self, folder: Path, name: str, threads: int) -> None:
        """Load the text file and the mmproj file, and keep llama.cpp quiet."""
        from llama_cpp import Llama, llama_log_callback, llama_log_set, mtmd_cpp
        from llama_cpp.llama_chat_format import MTMDChatHandler

        self.side = SIDES[name]
        self.silence = llama_log_callback(lambda level, text, data: None)
        llama_log_set(self.silence, None)
        mtmd_cpp.mtmd_helper_log_set(self.silence, None)
        text, image = folder / f"demo-{name}.gguf", folder / f"demo-{name}-mmproj.gguf"
        self.size = text.stat().st_size + image.stat().st_size
        self.model = Llama(
            str(text),
            chat_handler=MTMDChatHandler(clip_model_path=str(image), verbose=True),
            n_ctx=1024, n_batch=512, n_ubatch=512, n_threads=threads, verbose=True,
        )  # fmt: skip
        llama_log_set(self.silence, None)  # loading has set its own
        mtmd_cpp.mtmd_helper_log_set(self.silence, None)

    def close(self) -> None:
        """Free the model while its log callback is still there."""
        self.model.close()

    def answer(self, image: Image.Image, prompt: str) -> str:
        """Ask about an upright image of any aspect, greedily."""
        square = image.resize((self.side, self.side), Image.Resampling.BILINEAR)
        png = io.BytesIO()
        square.save(png, "PNG")
        url = f"data:image/png;base64,{base64.b64encode(png.getvalue()).decode()}"
        parts = [{"type": "image_url", "image_url": {"url": url}}, {"type": "text", "text": prompt}]
        reply = self.model.create_chat_completion(
            [{"role": "user", "content": parts}],  # type: ignore[list-item]
            temperature=0.0, max_tokens=160,
        )  # fmt: skip
        return str(reply["choices"][0]["message"]["content"])  # type: ignore[index]


def asked(rng: random.Random, scene: Scene) -> list[Question]:
    """Draw one question per task in vizdesk's own wording, and three small ones."""
    picked: list[Question] = []
    wordings = {
        questions.caption: questions.CAPTION, questions.detailed: questions.DETAILED,
        questions.read: questions.READ, questions.detect: questions.DETECT,
        questions.classify_freely: questions.FREE,
    }  # fmt: skip
    for asker in (*questions.ASKERS, questions.count, questions.ask, questions.ask):
        question = asker(rng, scene)
        if asker in wordings:
            question = question._replace(prompt=wordings[asker][0])
        picked.append(question)
    return picked


def evaluate(runner: Runner, seed: int, images: int) -> tuple[Tally, list[float]]:
    """Ask about fresh images; gives the tally and the seconds each answer took."""
    rng, tally, seconds = random.Random(f"evaluation {seed}"), Tally(), []
    for _ in range(images):
        scene = draw_scene(rng)
        for question in asked(rng, scene):
            began = time.perf_counter()
            with contextlib.redirect_stderr(io.StringIO()):  # llama-cpp-python prints prompts
                answer = runner.answer(scene.image, question.prompt)
            seconds.append(time.perf_counter() - began)
            tally.add(scene, question, answer)
    return tally, seconds


def main() -> None:
    """Print the table of both models."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", default=list(SIDES))
    parser.add_argument("--images", type=int, default=200)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--folder", type=Path, default=DEMO)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--wrong", type=int, default=0, help="print so many wrong answers")
    chosen = parser.parse_args()
    for name in chosen.names:
        with contextlib.redirect_stderr(io.StringIO()):
            runner = Runner(chosen.folder, name, chosen.threads)
        tally, seconds = evaluate(runner, chosen.seed, chosen.images)
        print(f"\n{name}: {chosen.images} images, {runner.size / 1e6:.2f} MB")
        for task, (rate, number) in sorted(tally.rows().items()):
            print(f"| {task} | {rate:.3f} | {number} |")
        middle, overlap = statistics.median(seconds), statistics.fmean(tally.overlaps or [0.0])
        print(f"| mean IoU of boxes found | {overlap:.3f} | {len(tally.overlaps)} |")
        print(f"| median seconds per answer | {middle:.3f} | {len(seconds)} |")
        runner.close()
        for question, answer in tally.wrong[: chosen.wrong]:
            print(f"{question.task}: {question.prompt}\n  {question.answer}\n  {answer}")


if __name__ == "__main__":
    main()
