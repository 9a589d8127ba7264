"""The usual way of reading: the model's own chat template, from left to right."""

from __future__ import annotations

from collections.abc import Callable

from vizdesk.engines.llama.worker.bindings import llama
from vizdesk.engines.llama.worker.chunks import EncodedImage, chunked
from vizdesk.engines.llama.worker.embeddings import ImageEmbeddings
from vizdesk.engines.llama.worker.image_placeholders import marks_of
from vizdesk.engines.llama.worker.model import LoadedModel
from vizdesk.engines.llama.worker.prefill import PromptRead, PromptReader
from vizdesk.engines.llama.worker.protocol import Stage
from vizdesk.engines.llama.worker.template import ChatTemplate, Question


class ChatReader:
    """Reads one image and one question, reusing what it read before. Raises WorkerError."""

    def __init__(self, model: LoadedModel) -> None:
        self._model = model
        self.images = ImageEmbeddings(model)
        self._prompts = PromptReader(model, self.images)
        # A template that writes the token and a tokeniser that adds it would give two.
        adds_bos = llama.llama_vocab_get_add_bos(model.vocab)
        self.template = ChatTemplate(
            model.metadata("tokenizer.chat_template"),
            "" if adds_bos else _text(model, llama.llama_vocab_bos(model.vocab)),
            _text(model, llama.llama_vocab_eos(model.vocab)),
            marks_of(model.projector_type),
        )

    def read(
        self,
        question: Question,
        image: EncodedImage,
        answer: int,
        report: Callable[[Stage], None],
    ) -> PromptRead:
        """Compute the whole prompt; see `PromptReader.read`."""
        parts = self.template.render(question)
        with chunked(self._model, parts, image, question.tokens) as chunks:
            done = self._prompts.read(chunks, answer, report)
        done.thinking = parts[-1].text.rstrip().endswith("<think>")
        return done


def _text(model: LoadedModel, token: int) -> str:
    return model.token_text(token, special=True).decode("utf-8", "replace")
