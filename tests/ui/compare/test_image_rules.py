"""Every way of sizing an image can be shown and edited, and says in words what it does."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from vizdesk.comparison.profiles import Fit, ImageRule
from vizdesk.ui.models.profile.image_editor import ImageRuleEditor
from vizdesk.ui.models.profile.labels import rule_words


@pytest.mark.parametrize("fit", list(Fit))
def test_a_rule_is_shown_in_words_and_given_back(fit: Fit, qtbot: QtBot) -> None:
    rule = ImageRule(fit, longest=1024, side=448, multiple=16, max_pixels=1_000_000)
    editor = ImageRuleEditor()
    qtbot.addWidget(editor)
    editor.show_rule(rule)
    assert editor.fit.currentText()
    assert editor.words.text() == rule_words(rule).strip()
    assert editor.rule == rule


def test_whole_patches_say_their_two_numbers() -> None:
    words = rule_words(ImageRule(Fit.PATCHES, longest=1540, multiple=28))
    assert "1,540" in words
    assert "28" in words
