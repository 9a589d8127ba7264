"""Images are counted as each vendor counts them, at ten sizes and more; unknown stays unknown.

Where a vendor's counts were measured, the figures are the measured ones: without the words beside
the image (GPT: none; Claude 77 and 65; Gemini 1), from
https://huggingface.co/datasets/JOHNISKING/image-token-cost (2026-09). Others are reckoned by hand
from the source the rule names.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from vizdesk.catalog.pricing.token_rules import load_rules, model_name, rule_for
from vizdesk.common import resources
from vizdesk.comparison.image_tokens import image_tokens

RULES = load_rules(resources.folder() / "image_tokens.toml")
USUAL_SIZES = (
    *((256, 256), (512, 512), (768, 768), (1024, 1024), (1280, 720), (1920, 1080), (1080, 1920)),
    *((2560, 1440), (3840, 2160), (4032, 3024)),
)

# Model and detail, then the tokens of USUAL_SIZES.
AT_USUAL_SIZES: dict[tuple[str, str | None], tuple[int, ...]] = {
    ("gpt-6-astra", "auto"): (77, 308, 692, 1229, 1104, 2448, 2448, 4320, 9792, 14_364),
    ("gpt-6-astra", "high"): (77, 308, 692, 1229, 1104, 2448, 2448, 2931, 2931, 2942),
    ("gpt-6.1-sol", "high"): (77, 308, 692, 1229, 1104, 2448, 2448, 2931, 2931, 2942),
    ("gpt-5.6-luna", "high"): (77, 308, 692, 1229, 1104, 2448, 2448, 2765, 2765, 2942),
    ("gpt-5.5", "auto"): (77, 308, 692, 1229, 1104, 2448, 2448, 4320, 9792, 11_868),
    ("gpt-5.4", "high"): (77, 308, 692, 1229, 1104, 2448, 2448, 2765, 2765, 2942),
    ("gpt-5.4-mini", "high"): (77, 308, 692, 1229, 1104, 1810, 1810, 1810, 1810, 1743),
    ("gpt-5.2", "high"): (77, 308, 692, 1229, 1104, 1810, 1810, 1810, 1810, 1743),
    ("gpt-5", "high"): (210, 210, 630, 630, 910, 910, 910, 910, 910, 630),
    ("gpt-4o", "high"): (255, 255, 765, 765, 1105, 1105, 1105, 1105, 1105, 765),
    ("claude-opus-5-5", None): (100, 361, 784, 1369, 1196, 2691, 2691, 4784, 4784, 4740),
    ("claude-haiku-4-5", None): (100, 361, 784, 1369, 1196, 1560, 1560, 1560, 1560, 1564),
    ("gemini-3.8-flash", None): (1089, 1089, 1089, 1089, 1100, 1100, 1100, 1100, 1100, 1064),
    ("gemini-2.5-pro", None): (258,) * 10,
    ("gemini-2.0-flash", None): (258, 1032, 1032, 1032, 1548, 1548, 1548, 2064, 3870, 6192),
    ("grok-4-0709", None): (512, 1280, 1280, 1792, 1792, 1792, 1792, 1792, 1792, 1792),
    ("mistral-small-3.2", None): (110, 380, 812, 1406, 1222, 1736, 1760, 1736, 1736, 2352),
    ("pixtral-12b-2409", None): (272, 1056, 2352, 4160, 2340, 2340, 2368, 2340, 2340, 3120),
    ("qwen3-vl-plus", None): (66, 258, 578, 1026, 882, 2042, 2042, 2481, 2481, 2496),
    ("qwen2.5-vl-72b-instruct", None): (83, 326, 731, 1227, 1198, 1224, 1224, 1224, 1224, 1232),
}

# Further sizes: small, narrow, at a vendor's own limits.
AT_OTHER_SIZES: dict[str, dict[tuple[int, int], int]] = {
    # The rest of the measured ones: an image was made 2,000 px before, and 40 tokens told it.
    "claude-opus-5-5": {(2000, 1125): 2952, (2000, 1500): 3888, (2576, 1932): 4740, (1, 1): 1},
    # The sizes of Anthropic's own table, which are just not made smaller.
    "claude-sonnet-4-5": {
        (1092, 1092): 1521,
        (951, 1268): 1564,
        (896, 1344): 1536,
        (819, 1456): 1560,
        (784, 1568): 1568,
        (1568, 1568): 1521,
        (10_000, 10): 56,
    },
    # https://github.com/AlaskanTuna/Rokabot/issues/121
    "gemini-3.5-flash-lite": {
        (64, 64): 1089,
        (384, 384): 1089,
        (385, 385): 1089,
        (1024, 512): 1081,
        (2048, 512): 1056,
        (5000, 1): 1120,
    },
    # The documentation's example, and https://github.com/vellum-ai/vellum-assistant/pull/31254.
    "gemini-2.0-flash": {(960, 540): 1548, (4000, 4000): 9288, (384, 384): 258, (300, 600): 1548},
    "grok-4": {(448, 448): 512, (449, 448): 768, (1344, 896): 1792, (448, 2000): 1536},
    "mistral-medium-2508": {(1540, 1540): 3080, (28, 28): 2, (29, 28): 3},
    "pixtral-large-2411": {(16, 16): 2, (100, 50): 32},
    "qwen3.7-plus": {(128, 128): 66, (1000, 1000): 963},
    "qwen2.5-vl-7b-instruct": {(28, 28): 6, (640, 480): 393, (1000, 1000): 1227, (100, 300): 46},
}


def counted(slug: str, size: tuple[int, int], detail: str | None = None) -> int:
    rule = rule_for(RULES, slug)
    assert rule is not None, slug
    return image_tokens(rule, *size, detail)


@pytest.mark.parametrize(("slug", "detail"), AT_USUAL_SIZES)
def test_ten_usual_sizes(slug: str, detail: str | None) -> None:
    counts = tuple(counted(slug, size, detail) for size in USUAL_SIZES)
    assert counts == AT_USUAL_SIZES[slug, detail]


def _cases() -> Iterator[tuple[str, tuple[int, int], int]]:
    for slug, sizes in AT_OTHER_SIZES.items():
        for size, tokens in sizes.items():
            yield slug, size, tokens


@pytest.mark.parametrize(("slug", "size", "tokens"), list(_cases()))
def test_other_sizes(slug: str, size: tuple[int, int], tokens: int) -> None:
    assert counted(slug, size) == tokens


@pytest.mark.parametrize(
    "slug",
    [
        "gpt-5.1",
        "gpt-6",
        "gpt-7-nova",
        "gemini-4-argon",
        "gemini-flash-latest",
        "grok-4.5",
        "grok-4.7",
        "mistral-large-4-0",
        "mistral-small-2603",
        "mistral-medium-2604",
        "pixie-1",
        "llava:7b",
        "",
    ],
)
def test_a_model_whose_vendor_says_nothing_is_not_known(slug: str) -> None:
    assert rule_for(RULES, slug) is None


@pytest.mark.parametrize(
    ("slug", "name"),
    [
        ("anthropic/claude-sonnet-4.5", "claude-sonnet-4.5"),
        ("eu.anthropic.claude-opus-4-1-20250805-v1:0", "claude-opus-4-1-20250805-v1"),
        ("claude-haiku-4-5@20251001", "claude-haiku-4-5"),
        ("ft:gpt-4o-2024-08-06:org::id", "gpt-4o-2024-08-06"),
        ("qwen/qwen2.5-vl-72b-instruct:free", "qwen2.5-vl-72b-instruct"),
        ("models/gemini-3-pro-preview", "gemini-3-pro-preview"),
        ("@cf/google/gemma-3-12b-it", "gemma-3-12b-it"),
        ("GPT-5.5", "gpt-5.5"),
    ],
)
def test_the_models_name_is_found_in_what_hosts_make_of_it(slug: str, name: str) -> None:
    assert model_name(slug) == name


@pytest.mark.parametrize(
    ("slug", "most"),
    [
        ("claude-3-5-sonnet-20241022", 1568),
        ("claude-sonnet-4-20250514", 1568),
        ("claude-opus-4-1-20250805", 1568),
        ("claude-4.5-sonnet", 1568),
        ("claude-opus-4-6", 1568),
        ("claude-opus-4-7", 4784),
        ("claude-opus-4.8", 4784),
        ("claude-sonnet-5", 4784),
        ("claude-haiku-5-5", 4784),
        ("claude-fable-5-1", 4784),
    ],
)
def test_claudes_by_their_date(slug: str, most: int) -> None:
    rule = rule_for(RULES, slug)
    assert rule is not None
    assert rule.most == most


@pytest.mark.parametrize("slug", [slug for slug, _ in AT_USUAL_SIZES])
def test_no_size_is_no_token(slug: str) -> None:
    for size in ((1, 1), (1, 100_000), (100_000, 1), (65_535, 65_535)):
        assert counted(slug, size) >= 1
