"""What can be voted on: answers about open images that stand beside each other fairly."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from vizdesk.comparison.tasks import Task
from vizdesk.comparison.types import Answer, AnswerState, FinishReason, ImageRef
from vizdesk.votes.pairing import ShownPair, VotableImage
from vizdesk.votes.vote import BlindVote, Outcome


@dataclass(frozen=True, slots=True)
class AnsweredImage:
    """The answers that make pairs: to one `task` about one image, by the ids of models."""

    image: ImageRef
    task: Task
    answers: Mapping[str, Answer]

    @property
    def votable(self) -> VotableImage:
        """What is drawn from: keys and ids alone."""
        return VotableImage(
            self.image.key, self.task.kind.value, question_of(self.task), tuple(self.answers)
        )


@dataclass(frozen=True, slots=True)
class Ballot:
    """Two answers about one image that are shown without names; `a` stands left."""

    image: ImageRef
    task: Task
    a: Answer
    b: Answer

    @property
    def pair(self) -> tuple[str, frozenset[str]]:
        """The image's key and both models, whichever way round."""
        return self.image.key, frozenset((self.a.model.id, self.b.model.id))

    def vote(self, outcome: Outcome, note: str = "") -> BlindVote:
        """What a person chose, as it is kept."""
        return BlindVote(
            task=self.task.kind.value,
            image=self.image.key,
            path=self.image.path,
            model_a=self.a.model.id,
            model_b=self.b.model.id,
            name_a=self.a.model.name,
            name_b=self.b.model.name,
            outcome=outcome,
            question=question_of(self.task),
            note=note,
        )


def question_of(task: Task) -> str:
    """The words that tell two questions of one kind apart; votes on one are not of the other."""
    if task.prompt:
        return task.prompt
    fields = ", ".join(key for key, _ in task.fields)
    detailed = "detailed" if task.detailed else ""
    return task.question or ", ".join(task.classes) or fields or detailed


def answered_image(image: ImageRef, asked: Sequence[tuple[Task, Answer]]) -> AnsweredImage | None:
    """What of these answers, the newest last, makes pairs; None where no two do.

    Answers to another question than the newest one are left out, and so are those that failed,
    were stopped or were refused.
    """
    fair = [(task, answer) for task, answer in asked if makes_pairs(answer)]
    if not fair:
        return None
    newest = fair[-1][0]
    answers = {answer.model.id: answer for task, answer in fair if task == newest}
    return AnsweredImage(image, newest, answers) if len(answers) > 1 else None


def makes_pairs(answer: Answer) -> bool:
    """Whether an answer can be voted on: it ended, and not because it was refused."""
    refused = answer.finish_reason is FinishReason.CONTENT_FILTER
    return answer.state is AnswerState.DONE and not refused


def ballot_of(images: Sequence[AnsweredImage], pair: ShownPair) -> Ballot:
    """The answers of a pair of `next_pair`, whose places are those of `images`."""
    image = images[pair.at]
    return Ballot(image.image, image.task, image.answers[pair.model_a], image.answers[pair.model_b])
