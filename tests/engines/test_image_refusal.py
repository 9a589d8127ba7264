"""A refusal of an image's size is told from all others, with the size a server takes."""

from __future__ import annotations

import pytest

from vizdesk.comparison.events import ImageTooLarge
from vizdesk.engines.image_refusal import too_large

REFUSALS: dict[str, tuple[int, object, ImageTooLarge]] = {
    "Anthropic, bytes": (
        400,
        {"error": {"message": "image exceeds 5 MB maximum: 6122324 bytes > 5242880 bytes"}},
        ImageTooLarge(5_242_880),
    ),
    "Anthropic, pixels": (
        400,
        {
            "error": {
                "message": "messages.0.content.0.image.source.base64.data: At least one of the "
                "image dimensions exceed max allowed size: 8000 pixels"
            }
        },
        ImageTooLarge(most_edge=8000),
    ),
    "Anthropic behind OpenRouter": (
        400,
        {
            "error": {
                "message": "Provider returned error",
                "metadata": {
                    "raw": '{"error":{"message":"image exceeds 5 MB maximum: 6275800 bytes > '
                    '5242880 bytes"}}'
                },
            }
        },
        ImageTooLarge(5_242_880),
    ),
    "OpenAI, patches": (
        400,
        {
            "error": {
                "message": "This image requires 41334 patches after processing, exceeding the "
                "limit of 30000."
            }
        },
        ImageTooLarge(),
    ),
    "OpenAI, in a stream": (0, {"code": "image_too_large", "message": "bad"}, ImageTooLarge()),
    "Gemini": (
        400,
        [{"error": {"message": "Request payload size exceeds the limit: 20971520 bytes."}}],
        ImageTooLarge(20_971_520),
    ),
    "DashScope": (
        400,
        {"message": "Exceeded limit on max bytes per data-uri item : 10485760"},
        ImageTooLarge(10_485_760),
    ),
    "Mistral": (
        422,
        {"detail": [{"msg": "Image content exceeds maximum size of 10MB"}]},
        ImageTooLarge(10 * 1024**2),
    ),
    "nginx": (413, "<html><title>413 Request Entity Too Large</title></html>", ImageTooLarge()),
    "a gateway": (
        413,
        {"error": {"message": "Payload Too Large (max 1 MB)"}},
        ImageTooLarge(2**20),
    ),
    "no words": (413, "", ImageTooLarge()),
    "llama-server": (500, {"error": {"message": "image is too large"}}, ImageTooLarge()),
}
OTHERS: dict[str, tuple[int, object]] = {
    "tokens a minute": (
        429,
        {"error": {"message": "Request too large for gpt-4o on tokens per min (TPM)"}},
    ),
    "context": (
        400,
        {"error": {"message": "This model's maximum context length is 8192 tokens, too large"}},
    ),
    "no images at all": (
        400,
        {"message": "At most 0 image(s) may be provided in one request. None"},
    ),
    "format": (400, {"error": {"message": "Unsupported image format"}}),
    "no vision": (400, {"error": {"message": "This model does not support image_url content"}}),
    "budget": (400, {"error": {"message": "This request exceeds your monthly budget"}}),
    "key": (401, {"error": {"message": "image too large"}}),
}


@pytest.mark.parametrize("name", REFUSALS)
def test_a_refused_size_is_understood(name: str) -> None:
    status, body, expected = REFUSALS[name]
    assert too_large(status, body) == expected


@pytest.mark.parametrize("name", OTHERS)
def test_other_refusals_ask_for_no_smaller_image(name: str) -> None:
    assert too_large(*OTHERS[name]) is None
