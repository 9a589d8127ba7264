"""Text weights, projector and one context in this process, through llama.cpp's own C API."""

from __future__ import annotations

import ctypes
import os
from collections.abc import Callable
from dataclasses import dataclass
from threading import Event
from typing import Any

from vizdesk.common.messages import Message, message
from vizdesk.engines.llama.worker.bindings import llama, load_ggml_base, mtmd
from vizdesk.engines.llama.worker.class_token import RowNumbers, has_class_token
from vizdesk.engines.llama.worker.load_failures import load_failure
from vizdesk.engines.llama.worker.native_log import NativeLog
from vizdesk.engines.llama.worker.offload import NoRoomError, Offload
from vizdesk.engines.llama.worker.projector_header import as_trained, projector_kind
from vizdesk.engines.llama.worker.protocol import JobStoppedError, WorkerError
from vizdesk.engines.llama.worker.unicode_normalisation import normalised
from vizdesk.engines.llama.worker.writing_threads import WritingThreads

CONTEXT_FLOOR = 4096
BATCH_FLOOR = 512
GGML_NAME_OF_LAYER_END = b"layer_out"

# Families whose image rule names the exact size: within these limits llama.cpp leaves it alone.
# Its own (1024 tokens for Pixtral, say) are tighter than the reference's (docs/parity.md).
SIZED_BY_US = frozenset(
    (
        "gemma4v",
        "gemma4uv",
        "glm4v",
        "kimivl",
        "pixtral",
        "qwen2vl_merger",
        "qwen2.5vl_merger",
        "qwen3vl_merger",
    )
)
MOST_IMAGE_TOKENS = 16_384


@dataclass(frozen=True, slots=True)
class LoadSettings:
    """What to load and how. `repack` lets llama.cpp rearrange weights for this processor.

    `threads` read images and prompts, and at most write; see WritingThreads. `scratch` is a file
    for a corrected projector; see `Jail`. `template` is a chat template to use instead of the
    file's own; empty: the file's. `device` is ggml's handle of the one GPU that may be used, 0 for
    none, and `device_words` what people call it.
    """

    weights: str
    projector: str
    threads: int
    repack: bool = True
    scratch: str | None = None
    template: str = ""
    device: int = 0
    device_words: str = ""


class LoadedModel:
    """A model ready to be asked. Memory is given back by the end of the process, never before.

    Raises WorkerError when a file cannot be loaded, JobStoppedError when `cancel` was set.
    """

    def __init__(
        self,
        settings: LoadSettings,
        offload: Offload,
        cancel: Event,
        log: NativeLog,
        report: Callable[[float], None],
    ) -> None:
        self.settings = settings
        self.offload = offload
        self._cancel = cancel
        self._log = log
        self._keep: list[Any] = []  # ctypes callbacks die with their last Python reference
        self.projector_type = projector_kind(settings.projector)
        self._abort = llama.ggml_abort_callback(lambda _: cancel.is_set())
        sizes = [os.path.getsize(path) for path in (settings.weights, settings.projector)]
        share = sizes[0] / max(1, sum(sizes))
        self.model: Any = None
        self.projector: Any = None
        self.context: Any = None
        self.batch: Any = None
        self.n_context = self.n_batch = 0
        self.writing_threads = WritingThreads(settings.threads, self._write_with)
        try:
            self.model = self._load_weights(lambda part: report(part * share))
            self.vocab = llama.llama_model_get_vocab(self.model)
            self._splitting = self.metadata("tokenizer.ggml.pre")
            self.projector = self._load_projector(lambda part: report(share + part * (1 - share)))
            self.n_train = int(llama.llama_model_n_ctx_train(self.model))
            self.n_layers = int(llama.llama_model_n_layer(self.model))
            self.ensure_context(min(CONTEXT_FLOOR, self.n_train), BATCH_FLOOR)
        except WorkerError:
            self.free()
            raise

    def _load_weights(self, report: Callable[[float], None]) -> Any:  # noqa: ANN401 - a C pointer
        parameters = llama.llama_model_default_params()
        parameters.n_gpu_layers = self.offload.layers
        parameters.devices = ctypes.cast(self._devices(), ctypes.c_void_p)
        parameters.use_extra_bufts = self.settings.repack
        parameters.progress_callback = self._progress(llama.llama_progress_callback, report)
        model = llama.llama_model_load_from_file(os.fsencode(self.settings.weights), parameters)
        if not model:
            raise self._load_failure(message("model"), self.settings.weights)
        return model

    def _load_projector(self, report: Callable[[float], None]) -> Any:  # noqa: ANN401
        parameters = mtmd.mtmd_context_params_default()
        parameters.use_gpu = self.offload.projector
        if self.offload.projector:
            parameters.device = self.settings.device
        parameters.print_timings = False
        parameters.warmup = False
        parameters.n_threads = self.settings.threads
        # Without it an image of 1,120 tokens takes gigabytes for attention (docs/memory.md).
        parameters.flash_attn_type = int(llama.LLAMA_FLASH_ATTN_TYPE_AUTO)
        if self.projector_type in SIZED_BY_US:
            parameters.image_min_tokens, parameters.image_max_tokens = 1, MOST_IMAGE_TOKENS
        parameters.progress_callback = self._progress(mtmd.mtmd_progress_callback, report)
        parameters.cb_eval = self._watch_layers()
        try:
            with as_trained(self.settings.projector, self.settings.scratch) as path:
                projector = mtmd.mtmd_init_from_file(os.fsencode(path), self.model, parameters)
        except OSError as error:
            raise WorkerError(
                message(
                    "There is no room on the disk for a corrected copy of the projector, "
                    "which is needed while it is loaded."
                ),
                message(
                    "Free {size} GB where temporary files are kept, or set TMPDIR to a "
                    "folder with room.",
                    size=f"{os.path.getsize(self.settings.projector) / 1000000000.0:.1f}",
                ),
                str(error),
            ) from error
        if not projector:
            raise self._load_failure(message("projector"), self.settings.projector)
        if not mtmd.mtmd_support_vision(projector):
            raise WorkerError(
                message("This projector reads no images."),
                message("Choose the model’s vision projector (mmproj)."),
            )
        return projector

    def _devices(self) -> Any:  # noqa: ANN401 - a C array
        """What llama.cpp may use beside the processor, ended by 0; without a list it takes all."""
        on_device = self.settings.device if self.offload.layers else 0
        array = (ctypes.c_void_p * 2)(on_device, None)
        self._keep.append(array)
        return array

    @property
    def device_words(self) -> str:
        """Where the model is, for people and records."""
        return self.offload.place(self.settings.device_words, self.n_layers)

    def _progress(self, kind: Any, report: Callable[[float], None]) -> Any:  # noqa: ANN401
        def step(fraction: float, _user_data: object) -> bool:
            report(fraction)
            return not self._cancel.is_set()

        callback = kind(step)
        self._keep.append(callback)
        return callback

    def _watch_layers(self) -> Any:  # noqa: ANN401
        """A callback that stops image encoding after the layer at hand: no other way exists.

        It also puts the row numbers of LLaVA's class token right (class_token.py).

        llama.cpp asks for each node whether to observe it, and stops when an observed one says no.
        """
        ggml = load_ggml_base()
        name_of, cancelled = ggml.ggml_get_name, self._cancel.is_set
        misplaced = has_class_token(self.settings.projector, self.projector_type)
        row_numbers = RowNumbers(ggml) if misplaced else None

        def observe(tensor: int, asking: bool, _user_data: object) -> bool:
            if asking:
                if row_numbers is not None:
                    row_numbers.ask(tensor)
                return bool((name_of(tensor) or b"").startswith(GGML_NAME_OF_LAYER_END))
            return not cancelled()

        callback = llama.ggml_backend_sched_eval_callback(observe)
        self._keep.append(callback)
        return callback

    def _flash_attention(self) -> int:
        kind = "AUTO" if self.offload.layers or self.offload.projector else "DISABLED"
        return int(getattr(llama, f"LLAMA_FLASH_ATTN_TYPE_{kind}"))

    def _load_failure(self, thing: Message, path: str) -> Exception:
        if self._cancel.is_set():
            return JobStoppedError()
        return load_failure(thing, path, self._log.reason())

    def free(self) -> None:
        """Give everything back, so that it can be loaded in another way."""
        if self.context:
            llama.llama_batch_free(self.batch)
            llama.llama_free(self.context)
        if self.projector:
            mtmd.mtmd_free(self.projector)
        if self.model:
            llama.llama_model_free(self.model)
        self.context = self.projector = self.model = None

    def ensure_context(self, n_context: int, n_batch: int) -> bool:
        """Make the context hold that many tokens; True when it was made anew (and is empty).

        `n_batch` must hold a whole image: Gemma's image tokens look at each other in both
        directions, and llama.cpp aborts, or masks wrongly, when they are split.
        """
        if self.context and n_context <= self.n_context and n_batch <= self.n_batch:
            return False
        if self.context:
            llama.llama_batch_free(self.batch)
            llama.llama_free(self.context)
            self.context = None
        self.n_batch = max(n_batch, self.n_batch)
        parameters = llama.llama_context_default_params()
        parameters.n_ctx = max(n_context, self.n_context)
        parameters.n_batch = parameters.n_ubatch = self.n_batch
        parameters.n_threads = self.writing_threads.current
        parameters.n_threads_batch = self.settings.threads
        parameters.flash_attn_type = self._flash_attention()
        parameters.no_perf = True
        self.context = llama.llama_init_from_model(self.model, parameters)
        if not self.context:
            raise NoRoomError(
                message(
                    "There is no room for a context of {tokens} tokens.", tokens=parameters.n_ctx
                ),
                message("Close other programs, or choose a smaller model."),
                self._log.reason(),
            )
        self.n_context = int(llama.llama_n_ctx(self.context))
        self.batch = llama.llama_batch_init(self.n_batch, 0, 1)
        return True

    def _write_with(self, threads: int) -> None:
        llama.llama_set_n_threads(self.context, threads, self.settings.threads)

    def abortable(self, on: bool) -> None:
        """Let llama.cpp look at the cancel flag inside a decode. Off while writing: it costs there.

        Works on the CPU only (llama.h); elsewhere the flag is looked at between decodes.
        """
        callback = self._abort if on else llama.ggml_abort_callback()
        llama.llama_set_abort_callback(self.context, callback, None)

    def decode(self, tokens: tuple[int, ...], position: int) -> None:
        """Compute `tokens` from `position` on; the last one's logits are kept."""
        batch = self.batch
        for start in range(0, len(tokens), self.n_batch):
            chunk = tokens[start : start + self.n_batch]
            batch.n_tokens = len(chunk)
            for i, token in enumerate(chunk):
                batch.token[i] = token
                batch.pos[i] = position + start + i
                batch.n_seq_id[i] = 1
                batch.seq_id[i][0] = 0
                batch.logits[i] = 0
            batch.logits[len(chunk) - 1] = 1
            self.check(llama.llama_decode(self.context, batch), message("reading the prompt"))

    def check(self, status: int, doing: Message) -> None:
        """Raise JobStoppedError or WorkerError when a native call did not end with 0."""
        if self._cancel.is_set():
            raise JobStoppedError
        if status:
            raise WorkerError(
                message(
                    "llama.cpp failed while {doing} (code {status}).", doing=doing, status=status
                ),
                message("Run again; if it happens each time, choose another file of this model."),
                self._log.reason(),
            )

    def metadata(self, key: str) -> str:
        """A text of the GGUF's metadata; empty when it is not there."""
        size = 1 << 12
        while True:
            buffer = ctypes.create_string_buffer(size)
            length = llama.llama_model_meta_val_str(self.model, key.encode(), buffer, size)
            if length < size:
                return buffer.value.decode("utf-8", "replace") if length >= 0 else ""
            size = length + 1

    def token_text(self, token: int, special: bool) -> bytes:
        """The bytes one token stands for; control tokens only when `special`."""
        if token < 0:
            return b""
        size = 64
        while True:
            buffer = ctypes.create_string_buffer(size)
            length = llama.llama_token_to_piece(self.vocab, token, buffer, size, 0, special)
            if length >= 0:
                return buffer.raw[:length]
            size = -length

    def normalised(self, text: str) -> bytes:
        """The bytes of `text` as this model's tokeniser expects them."""
        return normalised(text, self._splitting)

    def is_control(self, token: int) -> bool:
        """Whether a token steers the model rather than standing for text."""
        return bool(llama.llama_vocab_is_control(self.vocab, token))

    def tokenize(self, text: str, special: bool) -> list[int]:
        """Tokens of `text` alone; control tokens are recognised only when `special`."""
        data = self.normalised(text)
        room = len(data) + 8
        tokens = (llama.llama_token * room)()
        count = llama.llama_tokenize(self.vocab, data, len(data), tokens, room, False, special)
        return list(tokens[: max(0, count)])
