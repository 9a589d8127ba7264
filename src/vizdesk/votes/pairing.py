"""Which pair of answers is shown next, and on which sides: the least voted first, by chance."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import combinations
from random import Random

from vizdesk.votes.vote import BlindVote


@dataclass(frozen=True, slots=True)
class VotableImage:
    """The answers about one image that can be voted on: the ids of models that answered."""

    image: str
    task: str
    question: str
    models: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ShownPair:
    """Two answers about the image at place `at`; `model_a` stands left."""

    at: int
    model_a: str
    model_b: str

    @property
    def key(self) -> tuple[int, frozenset[str]]:
        """The pair whichever way round."""
        return self.at, frozenset((self.model_a, self.model_b))


def open_pairs(
    images: Sequence[VotableImage],
    votes: Sequence[BlindVote],
    skipped: Collection[tuple[int, frozenset[str]]] = (),
) -> list[ShownPair]:
    """Every pair of answers that has no vote of a person and was not skipped."""
    voted = {
        (vote.image, vote.task, vote.question, frozenset((vote.model_a, vote.model_b)))
        for vote in votes
        if not vote.judge
    }
    return [
        pair
        for at, image in enumerate(images)
        for first, second in combinations(image.models, 2)
        if (pair := ShownPair(at, first, second)).key not in skipped
        and (image.image, image.task, image.question, frozenset((first, second))) not in voted
    ]


def next_pair(
    images: Sequence[VotableImage],
    votes: Sequence[BlindVote],
    random: Random,
    skipped: Collection[tuple[int, frozenset[str]]] = (),
) -> ShownPair | None:
    """The pair of models with the fewest votes, of these the image with the fewest; None: no more.

    What is still equal is drawn, and so are the sides.
    """
    pairs = open_pairs(images, votes, skipped)
    if not pairs:
        return None
    people = [vote for vote in votes if not vote.judge]
    by_models = Counter(frozenset((vote.model_a, vote.model_b)) for vote in people)
    by_image = Counter(vote.image for vote in people)

    def votes_so_far(pair: ShownPair) -> tuple[int, int]:
        return by_models[pair.key[1]], by_image[images[pair.at].image]

    fewest = min(map(votes_so_far, pairs))
    chosen = random.choice([pair for pair in pairs if votes_so_far(pair) == fewest])
    if random.random() < 0.5:
        return ShownPair(chosen.at, chosen.model_b, chosen.model_a)
    return chosen
