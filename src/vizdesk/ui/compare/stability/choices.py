"""What is chosen for a stability run, remembered between runs."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import Any

from vizdesk.common.strict_json import to_json
from vizdesk.comparison.models import Model
from vizdesk.comparison.tasks import Task
from vizdesk.stability.perturbation import KINDS, allowed
from vizdesk.stability.plan import StabilityPlan, planned

REPEATS = (1, 2, 3, 5, 10)
TEMPERATURES: tuple[float | None, ...] = (None, 0.0, 0.3, 0.7, 1.0)


@dataclass(frozen=True, slots=True)
class StabilityChoices:
    """The model's id (empty: the first that is checked), repeats, temperature, perturbations."""

    model: str = ""
    repeats: int = 3
    temperature: float | None = None
    changes: tuple[str, ...] = ("jpeg", "scale", "brightness")

    def toggled(self, name: str) -> tuple[str, ...]:
        """The perturbations with one more or one less, in their usual order."""
        chosen = set(self.changes) ^ {name}
        return tuple(each for each in KINDS if each in chosen)

    def plan(self, image_key: str, task: Task, model: Model) -> StabilityPlan:
        """What is asked; perturbations that would change the right answer are left out."""
        changes = [KINDS[name] for name in self.changes if allowed(KINDS[name], task)]
        return planned([image_key], task, [model], changes, self.repeats, (), self.temperature)


def written(choices: StabilityChoices) -> str:
    """As they are remembered."""
    return to_json(asdict(choices))


def read(text: str) -> StabilityChoices:
    """They again; the usual ones where nothing was remembered, or something else."""
    try:
        table: dict[str, Any] = json.loads(text)
        temperature = table["temperature"]
        repeats = int(table["repeats"])
        return StabilityChoices(
            str(table["model"]),
            repeats if repeats in REPEATS else StabilityChoices().repeats,
            temperature if temperature in TEMPERATURES else None,
            tuple(name for name in KINDS if name in table["changes"]),
        )
    except (ValueError, KeyError, TypeError, RecursionError):
        return StabilityChoices()
