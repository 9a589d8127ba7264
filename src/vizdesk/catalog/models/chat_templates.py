"""Chat templates for models whose file holds none: known layouts to choose from, or one's own.

A model keeps the id of a known template, or the Jinja source of its own. Layouts as the families'
own documentation gives them; each takes the system words, the image and the question of one turn.
"""

from __future__ import annotations

from dataclasses import dataclass

from vizdesk.catalog.gguf.header import GgufError, GgufHeader, read_header
from vizdesk.common.messages import Message, message
from vizdesk.common.translation import QT_TRANSLATE_NOOP
from vizdesk.comparison.models import GgufPair, ModelSource

LONGEST = 200_000  # characters


@dataclass(frozen=True, slots=True)
class KnownTemplate:
    """One layout; `title` is for people, `architectures` those whose models are usually asked so.

    `end` closes a turn of the person, `answer` opens the model's.
    """

    id: str
    title: str
    start: str
    system: str
    user: str
    end: str
    answer: str
    architectures: tuple[str, ...] = ()

    @property
    def source(self) -> str:
        """The Jinja source: `system` and `user` open a turn, `end` closes both.

        It takes strings only: the worker then puts the image before the question as the family
        does where a template knows nothing of images.
        """
        # trim_blocks takes away a newline behind a block, so that the source can be read in lines.
        return (
            f"{self.start}{{% for message in messages %}}\n"
            f"{{% if message['role'] == 'system' %}}\n{self.system}{{% else %}}\n{self.user}"
            f"{{% endif %}}\n{{{{ message['content'] }}}}{self.end}{{% endfor %}}\n"
            f"{{% if add_generation_prompt %}}\n{self.answer}{{% endif %}}"
        )


def _text(words: str) -> str:
    """`words` as a Jinja expression: a newline at a block's end would be taken away otherwise."""
    return "{{ " + repr(words) + " }}"


def _known(
    name: str, title: str, start: str, words: tuple[str, str, str, str], architectures: str = ""
) -> KnownTemplate:
    system, user, end, answer = map(_text, words)
    begin = "{{ bos_token }}" if start else ""
    return KnownTemplate(
        name, title, begin, system, user, end, answer, tuple(architectures.split())
    )


KNOWN: tuple[KnownTemplate, ...] = (
    _known(
        "chatml",
        QT_TRANSLATE_NOOP("chat templates", "ChatML (Qwen, InternVL, MiniCPM)"),
        "",
        ("<|im_start|>system\n", "<|im_start|>user\n", "<|im_end|>\n", "<|im_start|>assistant\n"),
        "qwen2 qwen2vl qwen3 qwen3vl internlm2 minicpm",
    ),
    _known(
        "vicuna",
        QT_TRANSLATE_NOOP("chat templates", "Vicuna (LLaVA 1.5, ShareGPT4V, moondream)"),
        "bos",
        ("", "USER: ", " ", "ASSISTANT:"),
        "llama phi2",
    ),
    _known(
        "llama-3",
        QT_TRANSLATE_NOOP("chat templates", "Llama 3"),
        "bos",
        (
            "<|start_header_id|>system<|end_header_id|>\n\n",
            "<|start_header_id|>user<|end_header_id|>\n\n",
            "<|eot_id|>",
            "<|start_header_id|>assistant<|end_header_id|>\n\n",
        ),
    ),
    _known(
        "mistral",
        QT_TRANSLATE_NOOP("chat templates", "Mistral, Llama 2, LLaVA 1.6 Mistral ([INST])"),
        "bos",
        ("[INST] ", "[INST] ", " [/INST]", ""),
        "mistral mistral3",
    ),
    _known(
        "gemma",
        QT_TRANSLATE_NOOP("chat templates", "Gemma"),
        "bos",
        (
            "<start_of_turn>user\n",
            "<start_of_turn>user\n",
            "<end_of_turn>\n",
            "<start_of_turn>model\n",
        ),
        "gemma gemma2 gemma3 gemma3n",
    ),
    _known(
        "phi-3",
        QT_TRANSLATE_NOOP("chat templates", "Phi-3 and Phi-3.5"),
        "",
        ("<|system|>\n", "<|user|>\n", "<|end|>\n", "<|assistant|>\n"),
        "phi3",
    ),
    _known(
        "plain",
        QT_TRANSLATE_NOOP("chat templates", "Plain question and answer"),
        "bos",
        ("", "Question: ", "\n", "Answer:"),
    ),
)
_PREFIX_LM = frozenset(("gemma", "gemma2"))


def template_source(chosen: str) -> str:
    """The Jinja source of what a model keeps: a known template's id, or its own source."""
    return next((template.source for template in KNOWN if template.id == chosen), chosen)


def suggested(architecture: str) -> KnownTemplate:
    """The template most models of this architecture are asked with; ChatML where none is known."""
    fitting = (template for template in KNOWN if architecture in template.architectures)
    return next(fitting, KNOWN[0])


def without_template(source: ModelSource) -> GgufHeader | None:
    """The header of weights that hold no chat template and need one; None for all others.

    PaliGemma needs none: it is given the image and one line.
    """
    if not isinstance(source, GgufPair) or source.projector is None:
        return None
    try:
        header = read_header(source.weights)
        projector = read_header(source.projector)
    except (GgufError, OSError):
        return None  # said when it is asked
    prefix_lm = header.architecture in _PREFIX_LM and projector.projector_type == "janus_pro"
    return None if header.has_chat_template or prefix_lm else header


def no_template(name: str) -> Message:
    """What is said of a model without one."""
    return message(
        "The file of {name} holds no chat template, so it is unknown how it was trained to be "
        "asked: choose one for it.",
        name=name,
    )
