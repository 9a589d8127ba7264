"""The GGUF's own chat template, rendered so that nobody's words can pose as template or image."""

from __future__ import annotations

import json
import re
import uuid
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Any

from vizdesk.common.messages import Message, message
from vizdesk.engines.llama.worker.image_placeholders import (
    ImagePlaceholder,
    replaced,
    with_image_inserted,
)
from vizdesk.engines.llama.worker.protocol import WorkerError

ANOTHER_TEMPLATE: Message = message(
    "Choose a chat template for it in the model’s menu, or another GGUF of this model."
)
LONGEST_FRAME = 1_000_000  # characters that a template may write around the words
# Whatever a template does to print a value instead of writing it as it is (JSON, Python, HTML, a
# URL) changes at least one of these.
_TELLTALE = "\"'\\<&é\n%"

Limits = Callable[[], AbstractContextManager[object]]
"""What a template runs in: bounded time and memory, where the worker gives them."""


@dataclass(frozen=True, slots=True)
class PromptPart:
    """One stretch of a rendered prompt: template text, the user's words, or the image.

    The `text` of an image stands inside of the frame that llama.cpp writes, before the image.
    """

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

    `marks` are what it may write where the image belongs; see image_placeholders.
    """

    def __init__(
        self,
        source: str,
        bos: str,
        eos: str,
        marks: Sequence[ImagePlaceholder] = (),
        limits: Limits = nullcontext,
    ) -> None:
        if not source.strip():
            raise WorkerError(
                message("This model’s file has no chat template, so it is unknown how to ask it."),
                ANOTHER_TEMPLATE,
            )
        self._specials = {"bos_token": bos, "eos_token": eos}
        self._marks = marks
        self._limits = limits
        self._unused: dict[str, None] = {}
        try:
            with limits():
                self._template = _environment().from_string(source)
        except Exception as error:
            # Not TemplateError alone: source that nests too deeply ends Python's own compiler.
            raise _endless(error) or WorkerError(
                message("The chat template in this model’s file is broken."),
                ANOTHER_TEMPLATE,
                str(error),
            ) from error

    def render(self, question: Question) -> list[PromptPart]:
        """The parts of the whole prompt, ending where the model is to go on.

        The words are rendered as placeholders and put back afterwards, so a prompt that holds a
        media marker or another template's syntax stays plain text. A template without a system
        role gets the system words at the head of the user's turn.
        """
        user, image, system = (_placeholder() for _ in range(3))
        words = {user: PromptPart(question.prompt.strip())}
        said = (question.system or "").strip()
        if said:
            words[system] = PromptPart(said)
        asked = _Asked(user, image, system if said else None, question)
        with self._limits():
            text, inside = self._in_its_own_way(asked)
        return split_parts(text, words | {image: PromptPart(inside, image=True)})

    def _in_its_own_way(self, asked: _Asked) -> tuple[str, str]:
        """The rendered text, and what stands inside of the image's frame. Raises WorkerError."""
        problem = ""
        # As transformers renders it; a template that walks through its tools unasked fails there.
        for self._unused in ({"tools": None, "documents": None}, {}):
            text, inside, problem = self._first_that_works(asked)
            if text:
                return text, inside
        raise WorkerError(
            message(
                "The chat template in this model’s file has no place for an image and a question."
            ),
            ANOTHER_TEMPLATE,
            problem,
        )

    def _first_that_works(self, asked: _Asked) -> tuple[str, str, str]:
        """Text and inside of the best way to ask, or two empty texts and the last problem."""
        problem = ""
        for content in ways_to_ask(self._reads_parts(asked), self._marks):
            for turn in SystemTurn if asked.system else (SystemTurn.NONE,):
                try:
                    text, inside = self._with_image(content, turn, asked)
                except WorkerError:
                    raise
                except Exception as error:
                    ended = _endless(error)
                    if ended is not None:
                        raise ended from error
                    problem = str(error)
                    continue
                whole = all(text.count(mark) == 1 for mark in asked.expected)
                if whole and not self._prints_system(content, turn, asked):
                    return text, inside, ""
        return "", "", problem

    def _reads_parts(self, asked: _Asked) -> bool:
        """Whether the template writes the text of a typed part as it writes a plain string.

        One that prints the list of parts, however it spells it, writes something around the words.
        One that cannot take a string at all is believed.
        """
        typed, plain = (
            self._attempt(content, asked) for content in ([_text_part(asked.user)], asked.user)
        )
        return plain.count(asked.user) != 1 or _squeezed(typed) == _squeezed(plain)

    def _prints_system(self, content: Content, turn: SystemTurn, asked: _Asked) -> bool:
        """Whether the system words, given as a typed part, come out otherwise than as a string."""
        if turn is not SystemTurn.TYPED or not asked.system:
            return False
        typed, plain = (
            self._attempt(content(asked, asked.user), asked, way)
            for way in (SystemTurn.TYPED, SystemTurn.PLAIN)
        )
        return plain.count(asked.system) == 1 and _squeezed(typed) != _squeezed(plain)

    def _attempt(self, content: object, asked: _Asked, turn: SystemTurn | None = None) -> str:
        """What comes out; empty where the template raises something."""
        try:
            if turn is None:
                return self._rendered([{"role": "user", "content": content}], asked)
            return self._rendered(_messages(asked, content, turn), asked)
        except WorkerError:
            raise
        except Exception as error:
            ended = _endless(error)
            if ended is not None:
                raise ended from error
            return ""

    def _with_image(self, content: Content, turn: SystemTurn, asked: _Asked) -> tuple[str, str]:
        """The prompt with the template's own image token, if it wrote one, replaced."""

        def user_words() -> str:
            no_turn = turn is SystemTurn.NONE and asked.system
            return f"{asked.system}\n\n{asked.user}" if no_turn else asked.user

        text = self._rendered(_messages(asked, content(asked, user_words()), turn), asked)
        if asked.image in text or content is not image_part:
            return text, self._marks[0].inside if self._marks else ""
        for mark in self._marks:
            marked = replaced(text, mark, asked.image)
            if marked is not None:
                return marked, mark.inside
        only_text = [_text_part(user_words())]
        without = self._rendered(_messages(asked, only_text, turn), asked)
        return with_image_inserted(without, text, asked.image) or text, ""

    def _rendered(self, messages: list[dict[str, Any]], asked: _Asked) -> str:
        text = str(
            self._template.render(
                messages=messages,
                add_generation_prompt=True,
                enable_thinking=asked.question.thinking,
                raise_exception=_raise,
                strftime_now=lambda form: datetime.now().strftime(form),
                **self._specials,
                **self._unused,
            )
        )
        if len(text) > LONGEST_FRAME:
            raise _too_large()
        return text


@dataclass(frozen=True, slots=True)
class _Asked:
    """The placeholders of one question's words: `system` is None where there are none."""

    user: str
    image: str
    system: str | None
    question: Question

    @property
    def expected(self) -> tuple[str, ...]:
        """What must come out, each exactly once."""
        return tuple(mark for mark in (self.user, self.image, self.system) if mark)


def _placeholder() -> str:
    name = uuid.uuid4().hex
    return f"@{name}{_TELLTALE}{name}@"


def _squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


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


Content = Callable[[_Asked, str], Any]
"""The placeholders, and the words of the user's turn → that turn's content, image included."""


def _text_part(words: str) -> dict[str, str]:
    return {"type": "text", "text": words}


def _ordered(asked: _Asked, image: Any, words: Any) -> list[Any]:  # noqa: ANN401 - parts or texts
    return [image, words] if asked.question.image_first else [words, image]


def image_part(asked: _Asked, words: str) -> Any:  # noqa: ANN401 - a template takes anything
    return _ordered(asked, {"type": "image"}, _text_part(words))


def _placeholder_part(asked: _Asked, words: str) -> Any:  # noqa: ANN401
    return _ordered(asked, _text_part(asked.image), _text_part(words))


def ways_to_ask(reads_parts: bool, marks: Sequence[ImagePlaceholder]) -> list[Content]:
    """The ways to write a turn, best first: an image part as the model was trained on, then texts.

    mtmd itself writes the model's image tokens, so a placeholder text can stand for the image
    where no image part is understood.
    """
    joint = marks[0].joint if marks else "\n"

    def joined(asked: _Asked, words: str) -> str:
        return joint.join(_ordered(asked, asked.image, words))

    return [image_part, _placeholder_part, joined] if reads_parts else [joined]


class SystemTurn(Enum):
    """How the system words are given: best first."""

    TYPED = "in a turn of their own, as a typed part"
    PLAIN = "in a turn of their own, as one string"
    NONE = "at the head of the user's turn"


def _messages(asked: _Asked, content: object, turn: SystemTurn) -> list[dict[str, Any]]:
    """The conversation, with the system words where `turn` says."""
    user = {"role": "user", "content": content}
    if not asked.system or turn is SystemTurn.NONE:
        return [user]
    head: Any = [_text_part(asked.system)] if turn is SystemTurn.TYPED else asked.system
    return [{"role": "system", "content": head}, user]


def _too_large() -> WorkerError:
    return WorkerError(
        message("The chat template in this model’s file takes more memory than a prompt may."),
        ANOTHER_TEMPLATE,
    )


def _endless(error: Exception) -> WorkerError | None:
    """The error for a template that has no end; None for an ordinary mistake in it."""
    if isinstance(error, MemoryError | OverflowError):
        return _too_large()
    if isinstance(error, RecursionError):
        return WorkerError(
            message("The chat template in this model’s file calls itself without an end."),
            ANOTHER_TEMPLATE,
        )
    return None


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

    class Environment(ImmutableSandboxedEnvironment):
        """Products are made here, bounded: `'a' * 3000000000` is one step, which nothing stops."""

        intercepted_binops = frozenset(("*", "**"))

        def call_binop(
            self,
            context: jinja2.runtime.Context,
            operator: str,
            left: Any,  # noqa: ANN401 - whatever a template holds
            right: Any,  # noqa: ANN401
        ) -> Any:  # noqa: ANN401
            if operator == "**" and not (_small(left) and _small(right)):
                raise MemoryError
            if operator == "*" and max(_length(left, right), _length(right, left)) > LONGEST_FRAME:
                raise MemoryError
            return super().call_binop(context, operator, left, right)

    environment = Environment(
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=[Generation, jinja2.ext.loopcontrols],
    )
    environment.filters["tojson"] = _to_json
    return environment


def _length(sequence: object, times: object) -> int:
    """The length of a text or list that is repeated; 0 for anything else."""
    repeated = isinstance(sequence, str | bytes | list | tuple) and isinstance(times, int)
    return len(sequence) * times if repeated else 0  # type: ignore[arg-type, operator]


def _small(number: object) -> bool:
    return isinstance(number, int | float) and abs(number) <= 1000


def _to_json(
    value: Any,  # noqa: ANN401 - whatever a template holds
    ensure_ascii: bool = False,
    indent: int | None = None,
    separators: tuple[str, str] | None = None,
    sort_keys: bool = False,
) -> str:
    return json.dumps(
        value, ensure_ascii=ensure_ascii, indent=indent, separators=separators, sort_keys=sort_keys
    )


def _raise(message: str) -> None:
    raise ValueError(message)
