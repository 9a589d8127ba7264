"""A reply as each family writes it, on a picture that is not square, lands in the right place."""

from __future__ import annotations

import pytest

from vizdesk import resources
from vizdesk.comparison.profiles import load_profiles
from vizdesk.comparison.reading import read
from vizdesk.comparison.tasks import Task, TaskKind
from vizdesk.pictures.sizes import sent_size

PROFILES = load_profiles(resources.folder() / "profiles")
ORIGINAL = (800, 500)
# The truth: x 0.25..0.5, y 0.4..0.8 of the picture.
X0, Y0, X1, Y1 = 0.25, 0.4, 0.5, 0.8


def in_pixels(size: tuple[int, int]) -> str:
    wide, high = size
    corners = (X0 * wide, Y0 * high, X1 * wide, Y1 * high)
    return ", ".join(str(round(corner)) for corner in corners)


def entry(key: str, values: str) -> str:
    return f'[{{"{key}": [{values}], "label": "cat"}}]'


YX = entry("box_2d", "400, 250, 800, 500")
XY = entry("box_2d", "250, 400, 500, 800")
XY_QWEN = entry("bbox_2d", "250, 400, 500, 800")
REPLIES = {
    "demo": YX,
    "gemini": f"```json\n{YX}\n```",
    "gemma-3": YX,
    "gemma-4": YX,
    "generic": YX,
    "kimi-k2": YX,
    "gpt": '{"detections": [{"label": "cat", "box_2d": [SENT]}]}',
    "gpt-4": '[{"box_2d": [SENT], "label": "cat"}]',
    "gpt-legacy": '{"detections": [{"x_min": 0.25, "y_min": 0.4, "x_max": 0.5, "y_max": 0.8,'
    ' "class_name": "cat", "confidence": 0.9}]}',
    "claude": '[{"bbox": [SENT], "label": "cat"}]',
    "qwen2.5-vl": '```json\n[{"bbox_2d": [SENT], "label": "cat"}]\n```',
    "qwen3-vl": XY_QWEN,
    "internvl3": XY_QWEN,
    "glm-v": f"<|begin_of_box|>{XY_QWEN}<|end_of_box|>",
    "deepseek-v4": XY,
    "mistral": entry("box_2d", "250, 400, 500, 799"),
    "grok": entry("box_2d", "25, 40, 50, 80"),
    "muse": '[{"label": "cat", "x_min": 250, "y_min": 400, "x_max": 500, "y_max": 800}]',
    "kimi-k3": '[{"box_2d": [200, 200, 400, 400], "label": "cat"}]',
    "kimi-vl": entry("bbox_2d", "0.25, 0.4, 0.5, 0.8"),
    "moondream": '{"objects": [{"x_min": 0.25, "y_min": 0.4, "x_max": 0.5, "y_max": 0.8}]}',
    "paligemma": "<loc0410><loc0256><loc0819><loc0512> cat",
    "florence-2": "cat<loc_250><loc_400><loc_500><loc_800>",
    "deepseek-vl2": "<|ref|>cat<|/ref|><|det|>[[250, 400, 500, 799]]<|/det|>",
    "internvl": "<ref>cat</ref><box>[[250, 400, 500, 800]]</box>",
    "kosmos-2": "<phrase>cat</phrase><object><patch_index_0424><patch_index_0815></object>",
    "locate-anything": "cat<box><250><400><500><800></box>",
}


@pytest.mark.parametrize("profile_id", REPLIES)
def test_a_box_lands_where_the_family_meant_it(profile_id: str) -> None:
    profile = PROFILES[profile_id]
    sent = sent_size(ORIGINAL, profile.picture, 96)
    text = REPLIES[profile_id].replace("SENT", in_pixels(sent))
    task = Task(TaskKind.DETECT, classes=("cat",))
    reading = read(task, profile, text, sent=sent, original=ORIGINAL, final=True)
    assert [one.label for one in reading.detections] == ["cat"], reading.problems
    box = reading.detections[0].box
    # Kosmos-2 knows places only to a 32nd of the picture.
    tolerance = 1 / 32 if profile_id == "kosmos-2" else 1 / 300
    for found, true in zip((box.x0, box.y0, box.x1, box.y1), (X0, Y0, X1, Y1), strict=True):
        assert found == pytest.approx(true, abs=tolerance)
    assert reading.problems == ()


def test_every_profile_with_boxes_has_a_golden_reply() -> None:
    with_boxes = {one.id for one in PROFILES.values() if one.boxes.form.value != "none"}
    assert with_boxes == set(REPLIES)
