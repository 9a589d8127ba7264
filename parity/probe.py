"""What vizdesk's own worker makes of a fixture: tokens, image features, logits, greedy answer.

A child process of its own (`python -m parity.probe FAMILY FILE.npz`), because llama.cpp may abort.
The steps are those of `llama_worker.session`; only the sampler is replaced by the largest logit,
so that token numbers can be compared. With `--alone` after the file, llama.cpp gets the image as
it is and prepares it itself, as every other program lets it: what vizdesk's preparing is worth.
With `--nan-memory` whatever is allocated is filled with NaN first, as memory that another program
used may be. The files are called as public repositories call them.
"""

from __future__ import annotations

import ctypes
import sys
import threading
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from parity import fixture
from parity.published_names import PUBLISHED, called
from parity.sending import sent_image
from vizdesk.comparison.types import SentImage
from vizdesk.engines.llama.worker import chat
from vizdesk.engines.llama.worker import model as worker_model
from vizdesk.engines.llama.worker import template as chat_template
from vizdesk.engines.llama.worker.bindings import llama
from vizdesk.engines.llama.worker.chunks import EncodedImage, chunked
from vizdesk.engines.llama.worker.loading import WantedDevice, load_model
from vizdesk.engines.llama.worker.native_log import NativeLog
from vizdesk.engines.llama.worker.prefix_lm import PrefixReader, is_prefix_lm
from vizdesk.engines.llama.worker.template import PromptPart, Question

PLENTY = 64
IMAGE = -1


def main(family: str, target: Path, alone: bool) -> None:
    """Run the fixture of `family` and write the figures to `target` (numpy's .npz)."""
    with called(fixture.load(family), PUBLISHED[family][0]) as made:
        sent = sent_image(made, alone=alone)
        size = np.array([sent.width, sent.height])
        np.savez(target, sent_size=size, **asked(made, sent, alone))


def fill_memory_with_nan() -> None:
    """Have the C library fill every allocation with 0xFF bytes: NaN as float, half and bfloat16.

    glibc fills with the complement of the parameter's last byte, and 0 turns it off: hence 256.
    """
    m_perturb = -6  # malloc.h
    assert ctypes.CDLL(None).mallopt(m_perturb, 256) == 1


def asked(made: fixture.Fixture, sent: SentImage, alone: bool) -> dict[str, NDArray[Any]]:
    """Tokens (IMAGE for each of the image's), features, first logits and greedy tokens."""
    log = NativeLog()
    log.install()
    if alone:
        worker_model.SIZED_BY_US = frozenset()
        worker_model.as_trained = lambda path, _scratch: nullcontext(path)
        worker_model.has_class_token = lambda _path, _kind: False
        chat.marks_of = lambda _kind: ()
        known = chat_template.ways_to_ask
        # A text in place of the image, as llama.cpp's own programs put their marker there.
        chat_template.ways_to_ask = lambda reads_parts, marks: [
            way for way in known(reads_parts, marks) if way is not chat_template.image_part
        ]
    settings = worker_model.LoadSettings(str(made.weights), str(made.projector), threads=1)
    model = load_model(
        settings, WantedDevice(), threading.Event(), log, lambda _: None, lambda _: None
    )
    question = Question(made.reference.prompt, thinking=made.reference.thinking)
    reader: Any = PrefixReader(model) if is_prefix_lm(model) else chat.ChatReader(model)
    image = EncodedImage(sent.data, sent.overview)
    tokens = prompt_tokens(reader, model, question, image)
    done = reader.read(question, image, PLENTY, lambda _stage: None)
    width = int(llama.llama_model_n_embd_inp(model.model))
    features = np.frombuffer(b"".join(reader.images.all()), np.float32).reshape(-1, width)
    count = int(llama.llama_vocab_n_tokens(model.vocab))
    logits = last_logits(llama, model, count)
    greedy: list[int] = []
    at = done.position
    while len(greedy) < len(made.reference.generated):
        greedy.append(int(last_logits(llama, model, count).argmax()))
        model.decode((greedy[-1],), at)
        at += 1
    return {
        "tokens": np.array(tokens),
        "features": features,
        "logits": logits,
        "greedy": np.array(greedy),
        "text": np.frombuffer(b"".join(model.token_text(t, False) for t in greedy), np.uint8),
    }


def last_logits(llama: Any, model: Any, count: int) -> NDArray[np.float32]:  # noqa: ANN401
    """The logits of the next token, (vocabulary,)."""
    pointer = llama.llama_get_logits_ith(model.context, -1)
    return np.ctypeslib.as_array(pointer, shape=(count,)).copy()


def prompt_tokens(reader: Any, model: Any, question: Any, image: EncodedImage) -> list[int]:  # noqa: ANN401
    """The prompt's tokens in order, IMAGE for every token of the image."""
    if isinstance(reader, PrefixReader):
        with chunked(model, [PromptPart(image=True)], image) as chunks:
            count = sum(piece.n_tokens for piece, _ in chunks if piece.image is not None)
        return [IMAGE] * count + reader.prompt_tokens(question.prompt)
    tokens: list[int] = []
    with chunked(model, reader.parts(question), image) as chunks:
        for piece, _ in chunks:
            tokens += [IMAGE] * piece.n_tokens if piece.image is not None else piece.tokens
    return tokens


if __name__ == "__main__":
    if "--nan-memory" in sys.argv:
        fill_memory_with_nan()
    main(sys.argv[1], Path(sys.argv[2]), "--alone" in sys.argv)
