"""What vizdesk's own worker makes of a fixture: tokens, image features, logits, greedy answer.

A child process of its own (`python -m parity.probe FAMILY FILE.npz`), because llama.cpp may abort.
The steps are those of `llama_worker.session`; only the sampler is replaced by the largest logit,
so that token numbers can be compared. With `--alone` after the file, llama.cpp gets the picture as
it is and prepares it itself, as every other program lets it: what vizdesk's preparing is worth.
"""

from __future__ import annotations

import sys
import threading
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from parity import fixture
from vizdesk import resources
from vizdesk.catalog.choosing import gguf_model
from vizdesk.comparison.nouns import SentPicture
from vizdesk.comparison.profiles import PictureRule, load_profiles
from vizdesk.engines.llama_worker.chunks import Chunk, EncodedPicture, chunked
from vizdesk.engines.llama_worker.image_marks import marks_of
from vizdesk.engines.llama_worker.logs import NativeLog
from vizdesk.pictures.encoding import encode_for
from vizdesk.pictures.opening import open_picture

PLENTY = 64
IMAGE = -1


def main(family: str, target: Path, alone: bool) -> None:
    """Run the fixture of `family` and write the figures to `target` (numpy's .npz)."""
    log = NativeLog()
    log.install()
    made = fixture.load(family)
    sent = sent_picture(made, alone)
    size = np.array([sent.width, sent.height])
    np.savez(target, sent_size=size, **asked(made, sent, log, alone))


def sent_picture(made: fixture.Fixture, alone: bool) -> SentPicture:
    """The picture as vizdesk sends it to this model, by the profile its metadata choose."""
    if alone:
        return encode_for(open_picture(made.folder.parent / made.reference.picture), PictureRule())
    profiles = load_profiles(resources.folder() / "profiles")
    model = gguf_model(made.weights, made.projector, profiles)
    rule = profiles[model.profile].picture
    picture = open_picture(made.folder.parent / made.reference.picture)
    return encode_for(picture, rule, model.picture_side, model.picture_edge)


def asked(
    made: fixture.Fixture, sent: SentPicture, log: NativeLog, alone: bool
) -> dict[str, NDArray[Any]]:
    """Tokens (IMAGE for each of the picture's), features, first logits and greedy tokens."""
    from vizdesk.engines.llama_worker import model as worker_model
    from vizdesk.engines.llama_worker.model import LoadedModel, LoadSettings
    from vizdesk.engines.llama_worker.native import llama
    from vizdesk.engines.llama_worker.reading import PromptReader
    from vizdesk.engines.llama_worker.template import ChatTemplate, Question

    if alone:
        worker_model.SIZED_BY_US = frozenset()
        worker_model.as_trained = nullcontext
    settings = LoadSettings(str(made.weights), str(made.projector), threads=1)
    model = LoadedModel(settings, threading.Event(), log, lambda _part: None)
    adds_bos = llama.llama_vocab_get_add_bos(model.vocab)
    bos = model.token_text(llama.llama_vocab_bos(model.vocab), special=True).decode()
    template = ChatTemplate(
        model.metadata("tokenizer.chat_template"),
        "" if adds_bos else bos,
        model.token_text(llama.llama_vocab_eos(model.vocab), special=True).decode(),
        () if alone else marks_of(model.projector_type),
    )
    question = Question(made.reference.prompt, thinking=made.reference.thinking)
    reader = PromptReader(model)
    with chunked(
        model, template.render(question), EncodedPicture(sent.data, sent.overview)
    ) as chunks:
        tokens = prompt_tokens(chunks)
        done = reader.read(chunks, PLENTY, lambda _stage: None)
        width = int(llama.llama_model_n_embd_inp(model.model))
        features = np.frombuffer(b"".join(reader.embeddings()), np.float32).reshape(-1, width)
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


def prompt_tokens(chunks: list[Chunk]) -> list[int]:
    """The prompt's tokens in order, IMAGE for every token of the picture."""
    tokens: list[int] = []
    for piece, _ in chunks:
        tokens += [IMAGE] * piece.n_tokens if piece.image is not None else piece.tokens
    return tokens


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), "--alone" in sys.argv)
