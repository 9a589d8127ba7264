"""The usual way of reading: the model's own chat template, from left to right."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from contextlib import nullcontext

from vizdesk.engines.llama.worker.bindings import llama
from vizdesk.engines.llama.worker.chunks import EncodedImage, chunked
from vizdesk.engines.llama.worker.embeddings import ImageEmbeddings
from vizdesk.engines.llama.worker.image_placeholders import marks_of
from vizdesk.engines.llama.worker.model import LoadedModel
from vizdesk.engines.llama.worker.prefill import PromptRead, PromptReader
from vizdesk.engines.llama.worker.protocol import Stage
from vizdesk.engines.llama.worker.template import ChatTemplate, Limits, PromptPart, Question


class ChatReader:
    """Reads one image and one question, reusing what it read before. Raises WorkerError."""

    def __init__(self, model: LoadedModel, limits: Limits = nullcontext) -> None:
        self._model = model
        self.images = ImageEmbeddings(model)
        self._prompts = PromptReader(model, self.images)
        bos = int(llama.llama_vocab_bos(model.vocab))
        self._bos = _text(model, bos)
        adds = bool(llama.llama_vocab_get_add_bos(model.vocab))
        written = model.tokenize(self._bos, special=True) == [bos]
        self._writes_bos, self._adds_bos = adds and written, adds and not written
        self.template = ChatTemplate(
            model.settings.template or model.metadata("tokenizer.chat_template"),
            "" if self._adds_bos else self._bos,
            _text(model, llama.llama_vocab_eos(model.vocab)),
            marks_of(model.projector_type),
            limits,
        )

    def parts(self, question: Question) -> list[PromptPart]:
        """The whole prompt, its first token once. Raises WorkerError."""
        parts = self.template.render(question)
        return one_bos(parts, self._bos, add=self._writes_bos) if self._bos else parts

    def read(
        self,
        question: Question,
        image: EncodedImage,
        answer: int,
        report: Callable[[Stage], None],
    ) -> PromptRead:
        """Compute the whole prompt; see `PromptReader.read`."""
        parts = self.parts(question)
        with chunked(self._model, parts, image, question.tokens, add_bos=self._adds_bos) as chunks:
            done = self._prompts.read(chunks, answer, report)
        done.thinking = parts[-1].text.rstrip().endswith("<think>")
        return done


def one_bos(parts: Sequence[PromptPart], bos: str, *, add: bool) -> list[PromptPart]:
    """`parts` with the token that begins a text, `bos`, once at their head.

    Whether a template writes it by its variable, by its spelling or not at all: `add` puts it there
    where the tokeniser would. One that stands there already stays as it is, as in transformers.
    """
    head = parts[0].text if parts and parts[0].template else ""
    if bos not in head:
        return [PromptPart(bos, template=True), *parts] if add else list(parts)
    once = re.sub(rf"^(?:\s*{re.escape(bos)}){{2,}}", lambda _: bos, head)
    return [PromptPart(once, template=True), *parts[1:]]


def _text(model: LoadedModel, token: int) -> str:
    return model.token_text(token, special=True).decode("utf-8", "replace")
