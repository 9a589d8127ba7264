"""Further behaviours of the reported kinds: other names, other vendors, other places."""

from __future__ import annotations

from tests.engines.openai.scripted_server import DONE, happened
from tests.engines.reported_servers.chat_streams import END
from tests.engines.reported_servers.responses_streams import MESSAGE, ended
from tests.engines.reported_servers.scripted_http import (
    STOP,
    TEXT,
    USAGE,
    WHOLE_STREAM,
    Exchange,
    answers,
    behaviour,
    chunk,
    error,
    frame,
    streams,
    usage,
)

# --- Ends ---
streams("fin_null_done", TEXT, usage(), DONE)
streams("no_done", TEXT, STOP, usage())
streams("cut_in_text", TEXT)
streams("fin_abort", TEXT, chunk({}, "abort"), usage(), DONE)
streams("fin_stop_no_text", STOP, usage(), DONE)
streams("only_reasoning", chunk({"reasoning_content": "Hmm."}), STOP, usage(), DONE)

# --- Wrappings ---
whole = {"index": 0, "message": {"role": "assistant", "content": "A red circle."}}
answers("nonstream_plain", 200, {"choices": [whole], "usage": USAGE}, kind="text/plain")
answers(
    "nonstream_parts",
    200,
    {
        "choices": [
            {
                "message": {"content": [{"type": "text", "text": "A red circle."}]},
                "finish_reason": "stop",
            }
        ],
        "usage": USAGE,
    },
)
answers("nonstream_error", 200, {"detail": "The model is not loaded"})


def message(text: str, finish: str | None = None) -> str:
    """A chunk with a message in place of a delta."""
    choice = {"index": 0, "message": {"content": text}, "finish_reason": finish}
    return frame({"choices": [choice]})


streams("message_pieces", message("A "), message("red"), message(" circle.", "stop"), usage(), DONE)
streams("message_grows", message("A "), message("A red"), message("A red circle.", "stop"), usage())
streams("delta_is_text", frame({"choices": [{"index": 0, "delta": "A red circle."}]}), END)
streams("content_object", chunk({"content": {"type": "text", "text": "A red circle."}}), END)
other = {"index": 1, "delta": {"content": "A blue square."}, "finish_reason": None}
streams("two_answers", frame({"choices": [other]}), TEXT, frame({"choices": [other]}), END)
called = {"function": {"name": "answer", "arguments": '{"shape": "circle"}'}}
streams("tool_answer", chunk({"tool_calls": [called]}), chunk({}, "tool_calls"), usage(), DONE)
streams("text_and_tool", TEXT, chunk({"tool_calls": [called]}), chunk({}, "tool_calls"), usage())
streams("bad_utf8", TEXT, b"data: \xff\xfe\n\n", END)
streams("bad_utf8_in_text", b'data: {"choices":[{"delta":{"content":"A \xff red"}}]}\n\n', END)
streams("no_blank_lines", WHOLE_STREAM.replace("\n\n", "\n") + "\n")
streams(
    "r_item_and_delta",
    happened("response.output_text.delta", delta="A red circle."),
    happened("response.output_text.done", text="A red circle."),
    happened("response.output_item.done", item=MESSAGE),
    ended(output=[MESSAGE]),
)
answers("r_on_chat", 200, {"choices": [whole], "usage": USAGE})
streams(
    "r_cancelled", happened("response.output_text.delta", delta="A red circle."), ended("cancelled")
)

# --- The key, echoed in the answer ---


@behaviour("key_echo_text")
async def key_in_pieces(exchange: Exchange) -> None:
    await exchange.begin()
    for piece in ("Your key is ", exchange.key[:9], exchange.key[9:20], exchange.key[20:], "."):
        await exchange.piece(chunk({"content": piece}))
    await exchange.piece(chunk({"reasoning_content": exchange.key}) + END)
    await exchange.end()


# --- Signs of life ---


@behaviour("comments_400")
async def comments_before_the_first_word(exchange: Exchange) -> None:
    await exchange.begin()
    for _ in range(40):
        await exchange.piece(": keep-alive\n\n")
        await exchange.pause(10)
    await exchange.piece(WHOLE_STREAM)
    await exchange.end()


@behaviour("empty_deltas_400")
async def empty_deltas_before_the_first_word(exchange: Exchange) -> None:
    await exchange.begin()
    for _ in range(40):
        await exchange.piece(chunk({"content": ""}))
        await exchange.pause(10)
    await exchange.piece(WHOLE_STREAM)
    await exchange.end()


@behaviour("finish_then_pings")
async def signs_of_life_after_the_end(exchange: Exchange) -> None:
    await exchange.begin()
    await exchange.piece(TEXT + STOP + usage())
    for _ in range(1000):
        await exchange.piece(": ping\n\n")
        await exchange.pause(1)
    await exchange.end()


@behaviour("silent_400")
async def silence(exchange: Exchange) -> None:
    await exchange.until_hung_up()


# --- Refusals ---
answers("404_or_img", 404, error("No endpoints found that support image input", code=404))
answers(
    "404_or_guardrail",
    404,
    error("No endpoints available matching your guardrail restrictions and data policy", code=404),
)
answers(
    "500_noimg_llamacpp",
    500,
    error(
        "image input is not supported - hint: if this is unexpected, you may need to provide the "
        "mmproj",
        code=500,
        type="server_error",
    ),
)
answers(
    "400_deepseek_noimg",
    400,
    error("Failed to deserialize the JSON body: unknown variant `image_url`, expected `text`"),
)
answers(
    "403_region",
    403,
    error(
        "Country, region, or territory not supported", code="unsupported_country_region_territory"
    ),
)
answers("400_gemini_region", 400, [error("User location is not supported for the API use.")])
answers("403_moderation", 403, error("Input was flagged by moderation", code=403))
answers(
    "400_azure_filter",
    400,
    error(
        "The response was filtered due to the prompt triggering Azure OpenAI's content management "
        "policy.",
        code="content_filter",
    ),
)
answers("402_openrouter", 402, error("Insufficient credits. Add more using …", code=402))
answers("410", 410, error("This model was shut down"))
answers("422_fastapi", 422, {"detail": [{"loc": ["body", "messages"], "msg": "Field required"}]})
answers("401_litellm", 401, error("Authentication Error, Invalid proxy server token passed"))
answers(
    "400_context",
    400,
    error("the request exceeds the available context size", type="exceed_context_size_error"),
)
answers("tls_self_signed", 200, {})
