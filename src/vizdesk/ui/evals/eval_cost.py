"""What a run will about cost, in words; which of its models nobody can tell that of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from vizdesk.comparison.models import Model
from vizdesk.comparison.tasks import Task, TaskKind
from vizdesk.ui.text.i18n import tr

# Stands for the questions of a suite that is not drawn yet.
TYPICAL = [Task(TaskKind.ASK, question="How many of the parts in this image are damaged?")]


def cost_words(
    models: Sequence[Model],
    each_usd: Mapping[str, float],
    questions: int,
    ceiling_usd: float | None,
) -> str:
    """Behind the number of questions; empty where all is asked on this machine.

    `questions` are those to each model, `each_usd` what one about costs, by the model's id.
    """
    words = ""
    if each_usd:
        words += tr(", about ${cost:.2f}").format(cost=sum(each_usd.values()) * questions)
    unknown = [model for model in models if not model.local and model.id not in each_usd]
    if unknown:
        names = ", ".join(one.name for one in unknown)
        words += tr(" – what {models} will cost is not known before").format(models=names)
        if ceiling_usd is not None and any(one.price is None for one in unknown):
            words += tr(", and the ceiling may not count it")
    return words
