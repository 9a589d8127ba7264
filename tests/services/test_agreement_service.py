"""An agreement that bar, history and repeats ask for is computed once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from tests.analysis.comparison_kit import answered, box, compared

from vizdesk.analysis import comparison_agreement
from vizdesk.analysis.agreement_options import AgreementOptions
from vizdesk.comparison.judgements import Judgement
from vizdesk.comparison.tasks import TaskKind
from vizdesk.comparison.types import Comparison
from vizdesk.services.agreement import AgreementService
from vizdesk.settings.preferences import Preferences

CONE, CUP = box("cone", 0.1, 0.1, 0.3, 0.4), box("cup", 0.5, 0.5, 0.9, 0.9)
LINE = "2 of 2 done · all agree on 1 of 2 objects · 1 only one model"


@pytest.fixture
def computed(monkeypatch: pytest.MonkeyPatch) -> list[Comparison]:
    """The comparisons whose agreement was really computed."""
    comparisons: list[Comparison] = []
    compute = comparison_agreement.agreement_of

    def counted(comparison: Comparison, *others: object) -> object:
        comparisons.append(comparison)
        return compute(comparison, *others)  # type: ignore[arg-type]

    monkeypatch.setattr(comparison_agreement, "agreement_of", counted)
    return comparisons


@pytest.fixture
def service(tmp_path: Path) -> AgreementService:
    return AgreementService(Preferences(tmp_path / "settings.toml"))


def pair() -> Comparison:
    gemma, gpt = answered("Gemma", boxes=(CONE,)), answered("GPT", boxes=(CONE, CUP))
    return compared(TaskKind.DETECT, gemma, gpt)


def test_what_the_bar_asked_is_not_computed_again_for_the_history(
    service: AgreementService, computed: list[Comparison]
) -> None:
    comparison = pair()
    bar = service.agreement(comparison, AgreementOptions(), {})
    # The history's comparison has the same answers under an id of its own, and votes.
    kept = replace(comparison, id="other", judgements=(("Gemma", Judgement(note="good")),))
    assert service.line(kept) == LINE
    assert service.agreement(kept) is bar
    assert computed == [comparison]


def test_who_asks_for_the_same_meanwhile_waits_for_it(
    service: AgreementService, computed: list[Comparison]
) -> None:
    comparison = pair()
    with ThreadPoolExecutor(4) as pool:
        lines = list(pool.map(service.line, [comparison] * 4))
    assert lines == [LINE] * 4
    assert len(computed) == 1


def test_other_options_and_other_answers_are_computed(
    service: AgreementService, computed: list[Comparison]
) -> None:
    comparison = pair()
    service.agreement(comparison)
    service.agreement(comparison, AgreementOptions(iou=0.9))
    service.preferences.set_value("class_synonyms", "cup = mug")
    service.agreement(comparison)
    fewer = replace(comparison, answers=(comparison.answers[0], answered("GPT", boxes=(CONE,))))
    assert service.line(fewer) == "2 of 2 done · all agree on 1 of 1 objects"
    assert len(computed) == 4
