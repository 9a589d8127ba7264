"""Questions people ask of a model, answered from its facts with source and date."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from vizdesk.catalog.cards.card import Card
from vizdesk.catalog.cards.facts import Fact, first
from vizdesk.catalog.cards.life_cycle import Life, life_of
from vizdesk.catalog.insights.browsing import size_of
from vizdesk.catalog.table.rows import LANGUAGE_TASKS, VISION_TASKS
from vizdesk.common.formatting import byte_size, dollars, number
from vizdesk.common.messages import EMPTY, Message, joined, message, verbatim
from vizdesk.comparison.tasks import TaskKind


class AnsweredQuestion(NamedTuple):
    """A question and what the facts say; `source` is EMPTY where several say it together."""

    question: Message
    answer: Message
    source: Message = EMPTY


def answered_questions(card: Card, today: str) -> tuple[AnsweredQuestion, ...]:
    """The questions that the card's facts of `today` (an ISO date) answer; the others are left out.

    What nobody says is no answer: such a question does not stand there.
    """
    made = (_context(card), _price(card, today), _here(card), _boxes(card), _tasks(card))
    rest = (_licence(card), _offered(card, today))
    return tuple(entry for entry in (*made, *rest) if entry is not None)


def _context(card: Card) -> AnsweredQuestion | None:
    if not card.context:
        return None
    question = message("How long may a question with its images be?")
    answer = message("{n} tokens, the answer included.", n=number(card.context[0].value))
    return AnsweredQuestion(question, answer, _source(card.context))


def _price(card: Card, today: str) -> AnsweredQuestion | None:
    facts = card.price_on(today)
    if not facts:
        return None
    price = facts[0].value
    answer = message(
        "{input} per million input tokens, {output} per million output tokens.",
        input=dollars(price.input),
        output=dollars(price.output),
    )
    return AnsweredQuestion(message("What does it cost?"), answer, _source(facts))


def _here(card: Card) -> AnsweredQuestion | None:
    question = message("Can it run on a machine of my own?")
    if card.to_run:
        return AnsweredQuestion(question, verbatim(card.to_run))
    if not card.local:
        answer = message("No: no files of it are known; it is asked through an API.")
        return AnsweredQuestion(question, answer) if card.remote else None
    sizes = [size for way in card.local if (size := size_of(way))]
    if not sizes:
        return AnsweredQuestion(
            question, message("Yes, through llama.cpp; the size of its files is not stated.")
        )
    answer = message("Yes, through llama.cpp: files of {size}.", size=byte_size(min(sizes)))
    return AnsweredQuestion(question, answer)


def _boxes(card: Card) -> AnsweredQuestion | None:
    question = message("Does it say where objects are?")
    named = [fact for fact in card.tasks if TaskKind.DETECT in fact.value]
    if named:
        return AnsweredQuestion(question, message("Yes, with boxes."), _source(named))
    tried = [fact for fact in card.experimental if TaskKind.DETECT in fact.value]
    if tried:
        answer = message(
            "No source names it. vizdesk can ask for boxes; how good they are is open."
        )
        return AnsweredQuestion(question, answer)
    return None


def _tasks(card: Card) -> AnsweredQuestion | None:
    names = {**VISION_TASKS, **LANGUAGE_TASKS}
    kinds = [kind for kind in names if any(kind in fact.value for fact in card.tasks)]
    if not kinds:
        return None
    answer = message("{tasks}.", tasks=joined([names[kind] for kind in kinds], ", "))
    return AnsweredQuestion(message("What can it do with an image?"), answer, _source(card.tasks))


def _licence(card: Card) -> AnsweredQuestion | None:
    words = first(card.licence)
    if not words:
        return None
    question = message("Under which licence is it?")
    return AnsweredQuestion(question, message("{words}.", words=words), _source(card.licence))


def _offered(card: Card, today: str) -> AnsweredQuestion | None:
    life = life_of(card, today)
    if life.fact is None:
        return None
    question = message("Is it still offered?")
    answers = {
        Life.SHUT_DOWN: message("No: {life}.", life=life.words),
        Life.ENDING: message("Yes, but it {life}.", life=life.words),
        Life.DEPRECATED: message("Yes, but it is deprecated."),
    }
    return AnsweredQuestion(question, answers[life.life], _source([life.fact]))


def _source(facts: Sequence[Fact[object]]) -> Message:
    return facts[0].source.words
