"""Ratings of all votes: overall and by task, people's and each judge's apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from vizdesk.analysis.preference import (
    PositionBias,
    PreferenceRating,
    pair_table,
    position_bias,
    rate,
)
from vizdesk.common.messages import Message, joined, message, plural
from vizdesk.votes.vote import BlindVote, Outcome


@dataclass(frozen=True, slots=True)
class VoteRating:
    """The rating of one group of votes. `models` are the ids by place, `names` beside them.

    `task` is empty over all tasks, `judge` for people. `both_bad` of the ties were “both bad”.
    """

    task: str
    judge: str
    models: tuple[str, ...]
    names: tuple[str, ...]
    rating: PreferenceRating
    bias: PositionBias
    both_bad: int

    @property
    def order(self) -> tuple[int, ...]:
        """The models' places, the highest rating first."""
        ratings = [each.rating for each in self.rating.models]
        return tuple(sorted(range(len(ratings)), key=lambda at: (-ratings[at], at)))


def rate_votes(votes: Sequence[BlindVote], task: str = "", judge: str = "") -> VoteRating | None:
    """The rating of the votes of a task (empty: all) by a judge (empty: people); None: no votes."""
    own = [vote for vote in votes if vote.judge == judge and task in ("", vote.task)]
    if not own:
        return None
    names: dict[str, str] = {}
    for vote in own:
        names[vote.model_a], names[vote.model_b] = vote.name_a, vote.name_b
    models = tuple(sorted(names))
    places = {model: at for at, model in enumerate(models)}
    table = pair_table(places, [(vote.model_a, vote.model_b, vote.score) for vote in own])
    return VoteRating(
        task,
        judge,
        models,
        tuple(names[model] for model in models),
        rate(len(models), table),
        position_bias(
            sum(vote.outcome is Outcome.A for vote in own),
            sum(vote.outcome is Outcome.B for vote in own),
        ),
        sum(vote.outcome is Outcome.BOTH_BAD for vote in own),
    )


def all_ratings(votes: Sequence[BlindVote]) -> list[VoteRating]:
    """Over all tasks, then each task, of people; then the same of each judge."""
    ratings = []
    for judge in sorted({vote.judge for vote in votes}):
        tasks = sorted({vote.task for vote in votes if vote.judge == judge})
        for task in ("", *(tasks if len(tasks) > 1 else ())):
            rating = rate_votes(votes, task, judge)
            ratings += [rating] if rating is not None else []
    return ratings


def settled_words(rating: VoteRating) -> Message:
    """Which pairs are settled, and what it takes to settle the nearest of the others."""
    names, pairs = rating.names, rating.rating.pairs
    settled = [pair for pair in pairs if pair.settled]
    words = [
        message("{better} over {worse}", better=names[pair.better], worse=names[pair.worse])
        for pair in settled
    ]
    parts = [
        message("Settled so far: {pairs}.", pairs=joined(words, ", "))
        if words
        else message("No pair is settled so far.")
    ]
    needed = [pair for pair in pairs if pair.needed is not None]
    if needed:
        pair = min(needed, key=lambda each: each.needed or 0)
        parts.append(
            plural(
                "{better} and {worse}, {points} points apart, would take about {n} vote between "
                "them.",
                "{better} and {worse}, {points} points apart, would take about {n} votes between "
                "them.",
                pair.needed or 0,
                better=names[pair.better],
                worse=names[pair.worse],
                points=f"{pair.points:.0f}",
            )
        )
    return joined(parts)


def rating_record(rating: VoteRating) -> dict[str, Any]:
    """A rating in plain JSON values; the highest first."""
    rated = rating.rating
    return {
        "task": rating.task or None,
        "judge": rating.judge or None,
        "votes": rated.votes,
        "both_bad": rating.both_bad,
        "tie_rate": rated.tie_rate,
        "models": [
            {
                "model": rating.models[at],
                "name": rating.names[at],
                "rating": rated.models[at].rating,
                "interval_95": list(rated.models[at].interval),
                "ranks": list(rated.models[at].ranks),
                "wins": rated.models[at].wins,
                "ties": rated.models[at].ties,
                "losses": rated.models[at].losses,
            }
            for at in rating.order
        ],
        "pairs": [
            {
                "better": rating.models[pair.better],
                "worse": rating.models[pair.worse],
                "points": pair.points,
                "p": pair.p,
                "settled": pair.settled,
                "votes_needed": pair.needed,
            }
            for pair in rated.pairs
        ],
        "position_bias": {
            "a_wins": rating.bias.a_wins,
            "decided": rating.bias.decided,
            "share": rating.bias.share,
            "p": rating.bias.p,
            "interval_95": None if rating.bias.interval is None else list(rating.bias.interval),
        },
    }
