"""What a run will cost and take, as sentences that stand before it begins."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vizdesk.common.formatting import dollars, duration
from vizdesk.ui.text.i18n import tr

if TYPE_CHECKING:
    from vizdesk.services.image_runs import RunEstimate


def cost_sentence(estimate: RunEstimate) -> str:
    """What it costs; of requests nobody knows the cost of that is said."""
    if not estimate.costs_money:
        return tr("It costs nothing.")
    unknown = tr("of {n} requests the cost is not known").format(n=estimate.unknown_cost)
    if not estimate.cost_usd:
        return tr("It may cost money: {unknown}.").format(unknown=unknown)
    about = tr("It costs about {cost}").format(cost=dollars(estimate.cost_usd))
    return f"{about}; {unknown}." if estimate.unknown_cost else f"{about}."


def time_sentence(estimate: RunEstimate) -> str:
    """How long it takes, where any of the models has answered before."""
    if estimate.seconds is None:
        return tr("How long it takes is not known: none of the models has answered yet.")
    return tr("It takes about {time}.").format(time=duration(estimate.seconds))
