"""A model card: what is known of one model, each fact with its source, and the ways to run it."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum

from vizdesk.catalog.cards.facts import Fact, FactSource
from vizdesk.catalog.cards.hub_files import HubPair
from vizdesk.common.messages import Message, message
from vizdesk.comparison.models import EngineKind, PriceTier, Sampling
from vizdesk.comparison.tasks import TaskKind


class CardCategory(Enum):
    """Whether the weights can be had."""

    OPEN = "open"
    CLOSED = "closed"

    @property
    def words(self) -> Message:
        """The same for people."""
        return message("open") if self is CardCategory.OPEN else message("closed")


class Feature(Enum):
    """The model features of the source pages."""

    MULTIMODAL_VISION = "multimodal-vision"
    FOUNDATION_VISION = "foundation-vision"
    LLM_WITH_VISION = "llm-with-vision"


class EvalCategory(Enum):
    """The five categories of the pages' Vision Evals, in their order."""

    DEFECT = "defect"
    DOCUMENT = "document"
    COUNTING = "counting"
    OBJECT = "object"
    SPATIAL = "spatial"


@dataclass(frozen=True)
class ListPrice:
    """US dollars per million tokens; `since` and `until` are ISO dates, empty for always.

    `cached` is the price of input the server still knew; None where nobody says.
    """

    input: float
    output: float
    tiers: tuple[PriceTier, ...] = ()
    since: str = ""
    until: str = ""
    cached: float | None = None

    def holds_on(self, day: str) -> bool:
        """Whether this price is asked on `day` (an ISO date)."""
        return (not self.since or self.since <= day) and (not self.until or day <= self.until)


@dataclass(frozen=True)
class EvalBlock:
    """Published pass/fail figures of one suite. `passed` of `prompts`; None where nobody says.

    `categories` are (category, passed, prompts); seconds are wall-clock means for one prompt,
    tokens medians (the output with reasoning), dollars those of one prompt.
    """

    source: FactSource
    suite: str
    passed: int
    prompts: int
    categories: tuple[tuple[EvalCategory, int, int], ...] = ()
    average_seconds: float | None = None
    median_input_tokens: int | None = None
    median_output_tokens: int | None = None
    dollars_per_task: float | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class ExamScore:
    """One task of an exam: mean per cent of `runs` runs over `samples` images each.

    `percent` is what the exam ranks by: a judge's verdicts, similarity of texts, or mAP at IoU
    0.5; `strict_percent` the share of exact answers, where it says one.
    """

    task: str
    samples: int
    runs: int
    percent: float
    strict_percent: float | None = None


@dataclass(frozen=True)
class ExamBlock:
    """One model at one reasoning effort in vlm-exam: another suite than Vision Evals.

    Seconds and dollars are means for one sample; `note` says what else is to be known of them.
    """

    source: FactSource
    effort: str
    samples: int
    scores: tuple[ExamScore, ...]
    average_seconds: float | None = None
    dollars_per_sample: float | None = None
    note: str = ""


@dataclass(frozen=True)
class LocalOption:
    """Files that run here: in vizdesk's own resources (`bundled`), or on a hub (`pair`).

    `approximate_size` are the bytes of all files of `pair` together as somebody rounded them; only
    for estimates, never to tell whether a file is whole. `first_offer`: sensible as a first model
    for somebody who has none.
    """

    quantisation: str
    source: FactSource | None = None
    bundled: tuple[str, str] | None = None
    pair: HubPair | None = None
    only: frozenset[TaskKind] | None = None
    sampling: Sampling = field(default_factory=Sampling)
    note: str = ""
    approximate_size: Fact[int] | None = None
    first_offer: bool = False


@dataclass(frozen=True)
class RemoteOption:
    """A server that offers the model, by the name it goes by there."""

    host: str
    base_url: str
    key: str | None
    slug: str
    engine: EngineKind
    source: FactSource | None = None
    sampling: Sampling = field(default_factory=Sampling)


@dataclass(frozen=True)
class Prose:
    """What the model page says in words, written for vizdesk; `best_for` are (title, text)."""

    source: FactSource | None = None
    overview: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    capabilities: tuple[str, ...] = ()
    best_for: tuple[tuple[str, str], ...] = ()
    strengths: tuple[str, ...] = ()
    limitations: tuple[str, ...] = ()


@dataclass(frozen=True)
class CardEntry:
    """What the list of models needs of a card: names, ways to run it, prices and life cycle.

    `deprecated` and `shutdown` are ISO dates, a month where no day is known. `to_run` is a
    sentence for a model that no listed way runs.
    """

    id: str
    name: str
    family: str = ""
    profile: str = "generic"
    tagline: str = ""
    to_run: str = ""
    organisation: tuple[Fact[str], ...] = ()
    category: tuple[Fact[CardCategory], ...] = ()
    price: tuple[Fact[ListPrice], ...] = ()
    deprecated: tuple[Fact[str], ...] = ()
    shutdown: tuple[Fact[str], ...] = ()
    local: tuple[LocalOption, ...] = ()
    remote: tuple[RemoteOption, ...] = ()

    def price_on(self, day: str) -> tuple[Fact[ListPrice], ...]:
        """What sources say it costs on `day` (an ISO date), the best source first."""
        return tuple(fact for fact in self.price if fact.value.holds_on(day))


@dataclass(frozen=True)
class Card(CardEntry):
    """One model. Empty facts are not known; several are sources that differ, the best first.

    `released` is an ISO date, a month where no day is known; `context` and `output_limit` are
    tokens; `parameters` is as its maker counts ("25.2B (3.8B active)"). `intelligence` is
    Artificial Analysis' index, `speed` output tokens a second at its usual API, `arena` the rating
    of Arena's vision category.
    """

    modality: tuple[Fact[str], ...] = ()
    released: tuple[Fact[str], ...] = ()
    context: tuple[Fact[int], ...] = ()
    output_limit: tuple[Fact[int], ...] = ()
    parameters: tuple[Fact[str], ...] = ()
    licence: tuple[Fact[str], ...] = ()
    tasks: tuple[Fact[frozenset[TaskKind]], ...] = ()
    experimental: tuple[Fact[frozenset[TaskKind]], ...] = ()
    features: tuple[Fact[frozenset[Feature]], ...] = ()
    memory: tuple[Fact[str], ...] = ()
    boxes: tuple[Fact[str], ...] = ()
    image_tokens: tuple[Fact[str], ...] = ()
    price_rank: tuple[Fact[str], ...] = ()
    intelligence: tuple[Fact[float], ...] = ()
    speed: tuple[Fact[float], ...] = ()
    arena: tuple[Fact[float], ...] = ()
    evals: tuple[EvalBlock, ...] = ()
    exam: tuple[ExamBlock, ...] = ()
    prose: Prose = field(default_factory=Prose)
    remarks: tuple[str, ...] = ()

    @property
    def tried_tasks(self) -> frozenset[TaskKind]:
        """The tasks that can be tried: those that anybody names, and those that vizdesk asks.

        One source's short list says nothing against what another names.
        """
        return frozenset().union(*(fact.value for fact in (*self.tasks, *self.experimental)))
