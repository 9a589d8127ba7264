"""The GGUF's own chat template, rendered so that nobody's words can pose as template or image."""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Any

from vizdesk.common.messages import Message, message
from vizdesk.engines.llama.worker.image_placeholders import ImagePlaceholder
from vizdesk.engines.llama.worker.protocol import WorkerError

ANOTHER_FILE: Message = message(
    "Choose another GGUF of this model; recent ones hold a working template."
)


@dataclass(frozen=True, slots=True)
class PromptPart:
    """One stretch of a rendered prompt: template text, the user's words, or the image."""

    text: str = ""
    template: bool = False
    image: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked, before it is put into a model's template.

    `tokens` are patterns (fnmatch) of control tokens that are meant as such in the prompt.
    """

    prompt: str
    system: str | None = None
    image_first: bool = True
    thinking: bool = False
    tokens: tuple[str, ...] = ()


class ChatTemplate:
    """A compiled chat template. Raises WorkerError when it is missing or broken.

    `marks` are what it may write where the image belongs; see image_marks.
    """

    def __init__(
        self, source: str, bos: str, eos: str, marks: Sequence[ImagePlaceholder] = ()
    ) -> None:
        if not source.strip():
            raise WorkerError(
                message("This model’s file has no chat template, so it is unknown how to ask it."),
                ANOTHER_FILE,
            )
        import jinja2

        self._specials = {"bos_token": bos, "eos_token": eos}
        self._marks = marks
        try:
            self._template = _environment().from_string(source)
        except jinja2.TemplateError as error:
            raise WorkerError(
                message("The chat template in this model’s file is broken."),
                ANOTHER_FILE,
                str(error),
            ) from error

    def render(self, question: Question) -> list[PromptPart]:
        """The parts of the whole prompt, ending where the model is to go on.

        The words are rendered as placeholders and put back afterwards, so a prompt that holds a
        media marker or another template's syntax stays plain text. A template without a system
        role gets the system words at the head of the user's turn.
        """
        words = {f"@{uuid.uuid4().hex}@": PromptPart(question.prompt.strip())}
        (user,) = words
        image = f"@{uuid.uuid4().hex}@"
        words[image] = PromptPart(image=True)
        system = None
        if question.system and question.system.strip():
            system = f"@{uuid.uuid4().hex}@"
            words[system] = PromptPart(question.system.strip())
        return split_parts(self._first_that_works(user, image, system, question), words)

    def _first_that_works(
        self, user: str, image: str, system: str | None, question: Question
    ) -> str:
        expected = [mark for mark in (user, image, system) if mark]
        problem = ""
        for content in _attempts(image, question.image_first, self._marks):
            for turn in SystemTurn if system else (SystemTurn.NONE,):
                messages = _messages(user, system, content, turn)
                try:
                    text = self._rendered(messages, question.thinking)
                except Exception as error:  # noqa: BLE001 - a template runs code; it raises anything
                    problem = str(error)
                    continue
                text = self._with_image(text, image)
                if all(text.count(mark) == 1 for mark in expected) and "'type':" not in text:
                    return text
        raise WorkerError(
            message(
                "The chat template in this model’s file has no place for an image and a question."
            ),
            ANOTHER_FILE,
            problem,
        )

    def _rendered(self, messages: list[dict[str, Any]], thinking: bool) -> str:
        return str(
            self._template.render(
                messages=messages,
                add_generation_prompt=True,
                enable_thinking=thinking,
                raise_exception=_raise,
                strftime_now=lambda form: datetime.now().strftime(form),
                **self._specials,
            )
        )

    def _with_image(self, text: str, image: str) -> str:
        """`text` with the template's own image token, if it wrote one, replaced by `image`."""
        if image in text:
            return text
        for mark in self._marks:
            if text.count(mark.written) == 1:
                return text.replace(mark.written, f"{mark.before}{image}{mark.after}")
        return text


def split_parts(text: str, words: dict[str, PromptPart]) -> list[PromptPart]:
    """Cut `text` at the placeholders `words` and put their parts in."""
    parts = [PromptPart(text, template=True)]
    for mark, part in words.items():
        parts = [piece for old in parts for piece in _split_one(old, mark, part)]
    return parts


def _split_one(old: PromptPart, mark: str, part: PromptPart) -> Sequence[PromptPart]:
    if not old.template or mark not in old.text:
        return (old,)
    before, after = old.text.split(mark, 1)
    sides = PromptPart(before, template=True), PromptPart(after, template=True)
    return [side for side in (sides[0], part, sides[1]) if side.text or side.image]


Content = Callable[[str], Any]
"""The words of the user's turn → that turn's content, with the image in it."""


def _attempts(image: str, image_first: bool, marks: Sequence[ImagePlaceholder]) -> list[Content]:
    """The ways to write a turn, best first: an image part as the model was trained on, then texts.

    mtmd itself writes the model's image tokens, so a placeholder text can stand for the image
    where no image part is understood.
    """

    def parts(words: str, part: dict[str, str]) -> list[dict[str, str]]:
        turn = [part, {"type": "text", "text": words}]
        return turn if image_first else turn[::-1]

    def joined(words: str) -> str:
        joint = marks[0].joint if marks else "\n"
        return joint.join([image, words] if image_first else [words, image])

    placeholder = {"type": "text", "text": image}
    ways: list[Content] = [lambda words: parts(words, placeholder), joined]
    return [lambda words: parts(words, {"type": "image"}), *ways] if marks else ways


class SystemTurn(Enum):
    """How the system words are given: best first."""

    TYPED = "in a turn of their own, as a typed part"
    PLAIN = "in a turn of their own, as one string"
    NONE = "at the head of the user's turn"


def _messages(
    user: str, system: str | None, content: Content, turn: SystemTurn
) -> list[dict[str, Any]]:
    """The conversation, with the system words where `turn` says."""
    if not system:
        return [{"role": "user", "content": content(user)}]
    if turn is SystemTurn.NONE:
        return [{"role": "user", "content": content(f"{system}\n\n{user}")}]
    typed = [{"type": "text", "text": system}]
    head: Any = typed if turn is SystemTurn.TYPED else system
    return [{"role": "system", "content": head}, {"role": "user", "content": content(user)}]


def _environment() -> Any:  # noqa: ANN401 - jinja2 is imported lazily
    """The environment transformers renders chat templates in, sandboxed."""
    import jinja2.ext
    import jinja2.nodes
    import jinja2.parser
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    class Generation(jinja2.ext.Extension):
        """`{% generation %}` marks training text; here it only passes through."""

        tags = {"generation"}  # noqa: RUF012 - jinja2's own attribute

        def parse(self, parser: jinja2.parser.Parser) -> list[jinja2.nodes.Node]:
            next(parser.stream)
            return parser.parse_statements(("name:endgeneration",), drop_needle=True)

    environment = ImmutableSandboxedEnvironment(
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=[Generation, jinja2.ext.loopcontrols],
    )
    environment.filters["tojson"] = _to_json
    return environment


def _to_json(value: Any, indent: int | None = None, **_: Any) -> str:  # noqa: ANN401
    return json.dumps(value, ensure_ascii=False, indent=indent)


def _raise(message: str) -> None:
    raise ValueError(message)
