"""docs/agreement.md: every figure of its worked examples is what vizdesk computes."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from vizdesk.__main__ import main
from vizdesk.analysis.agreement import nominal_alpha
from vizdesk.analysis.agreement_options import USUAL_OPTIONS
from vizdesk.analysis.box_agreement import BoxAgreement
from vizdesk.analysis.comparison_agreement import agreement_of
from vizdesk.analysis.consensus import consensus_boxes
from vizdesk.analysis.count_agreement import agree_on_counts
from vizdesk.analysis.label_agreement import entropy
from vizdesk.analysis.text_agreement import TextAgreement
from vizdesk.comparison.saved_comparisons import read_comparisons

ROOT = Path(__file__).resolve().parents[2]
RECORDED = ROOT / "resources" / "samples" / "recorded"
PAGE = (ROOT / "docs" / "agreement.md").read_text(encoding="utf-8")


def result_of(name: str) -> Any:
    (comparison,) = read_comparisons(RECORDED / f"{name}.json")
    return agreement_of(comparison, USUAL_OPTIONS).result


def test_the_commands_say_what_the_page_shows(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    block = re.search(r"```console\n(.*?)```", PAGE, re.DOTALL)
    assert block is not None
    commands = re.findall(r"\$ vizdesk (.*)\n(.*)\n", block[1])
    assert len(commands) == 2
    for words, line in commands:
        assert main(words.split()) == 0
        assert capsys.readouterr().out == f"{line}\n"


def test_objects_of_the_scene() -> None:
    scene = result_of("scene")
    assert isinstance(scene, BoxAgreement)
    objects = {each.label: each for each in scene.objects}
    jack, extinguisher = objects["pallet jack"], objects["extinguisher"]
    assert f"| pallet jack | 4 alone | support | {jack.support} of 4 |" in PAGE
    assert jack.members[:3] == (None, None, None)
    row = "| extinguisher | 1 and 4 | spread (least IoU of two boxes) |"
    assert f"{row} {extinguisher.spread:.3f} |" in PAGE
    assert extinguisher.members[1:3] == (None, None)
    assert objects["forklift"].labels == ("forklift", "forklift", "forklift", "truck")
    assert f"| vest | all | spread | {objects['vest'].spread:.3f} |" in PAGE


def test_two_models_of_the_scene() -> None:
    (pair,) = [each for each in result_of("scene").pairs if (each.first, each.second) == (0, 3)]
    boxes = pair.matched + pair.only_first
    assert (
        f"Models 1 and 4 have {boxes} boxes each and {pair.matched} pairs, of which "
        f"{pair.labels_differ} has another class." in PAGE
    )
    same = pair.matched - pair.labels_differ
    assert f"2 × {same} ÷ ({boxes} + {boxes}) = {pair.f1:.3f}" in PAGE
    assert f"Mean IoU of the {pair.matched} pairs: {pair.mean_iou:.3f}." in PAGE
    assert f"Only 1 drew {pair.only_first}, only 4 drew {pair.only_second}." in PAGE


def test_consensus_boxes_of_the_scene() -> None:
    (comparison,) = read_comparisons(RECORDED / "scene.json")
    boxes = consensus_boxes(comparison)
    (extinguisher,) = [box for box in boxes if box.label == "extinguisher"]
    assert f"score 1 × 2 ÷ 4 = {extinguisher.score:.3f}, support {extinguisher.support}." in PAGE
    four, two, one = (sum(box.support >= least for box in boxes) for least in (4, 2, 1))
    assert (
        f"With `--support 4` {four} boxes are written, with 2 there are {two}, with 1 all {one}."
        in PAGE
    )


def test_texts_of_the_receipt() -> None:
    receipt = result_of("receipt")
    assert isinstance(receipt, TextAgreement)
    assert f"is the medoid (model {receipt.medoid + 1})." in PAGE
    for number, rates in enumerate(receipt.rates, 1):
        assert rates is not None
        assert f"| model {number} | {rates.cer:.1%} | {rates.wer:.1%} |".replace("%", " %") in PAGE
    missing = [at + 1 for at, row in enumerate(receipt.alignment.rows) if row.lines[3] is None]
    assert missing == [11, 12, 14, 15]
    total = receipt.alignment.rows[12].slots[-1]
    assert total.words == ("17.38", "17.38", "17.88", "17.38")
    # What was drawn, letter for letter.
    from tools.recorded_samples import RECEIPT

    assert receipt.majority == RECEIPT
    assert all(text != RECEIPT for text in receipt.texts)


def test_the_small_examples() -> None:
    assert f"is {entropy([3, 1]):.3f} bits" in PAGE
    assert entropy([2, 2]) == 1.0
    assert f"24, 24, 26 have the median {agree_on_counts([24, 24, 26]).median:.0f}" in PAGE
    alpha = nominal_alpha([["cat", "cat"], ["dog", "cat"], ["cat", "cat"]])
    assert f"alpha {alpha:.3f}." in PAGE


def test_the_sample_sets_are_those_of_the_generator() -> None:
    from tools.recorded_samples import comparisons

    for comparison in comparisons():
        (stored,) = read_comparisons(RECORDED / f"{Path(comparison.image.path).stem}.json")
        assert stored.answers == comparison.answers
        assert stored.image == comparison.image
        assert all("(recorded)" in answer.model.name for answer in stored.answers)
