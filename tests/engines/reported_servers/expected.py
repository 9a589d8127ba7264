"""What every reported server behaviour is to end as, and why: one row a scenario.

A row that does not hold yet names the point of issue 16 that mends it (`not_yet`); its test is
expected to fail, and fails as soon as it passes: whoever mends it removes the mark.
"""

from __future__ import annotations

from dataclasses import dataclass

from vizdesk.comparison.types import AnswerState, FinishReason

CIRCLE = "A red circle."
Tokens = tuple[int | None, int | None, int | None, int | None]
NO_USAGE: Tokens = (None, None, None, None)
COUNTED: Tokens = (1000, 100, None, None)
COUNTED_IN_RESPONSES: Tokens = (1000, 100, 0, 0)


@dataclass(frozen=True, slots=True)
class Scenario:
    """One server behaviour and the answer it is to end as.

    `tokens` are input, output (reasoning included), reasoning and cached ones; `cost_usd` follows
    from them at 2 and 8 US dollars a million, unless the server says a cost. `begins` is the
    beginning of the failure, or of the first notice; empty: there is neither. `advice` is the
    beginning of what a failure says to do. HOST stands for the server's address.
    """

    name: str
    why: str
    requests: int = 1
    state: AnswerState = AnswerState.DONE
    finish: FinishReason | None = FinishReason.STOP
    text: str = CIRCLE
    thinking: str = ""
    tokens: Tokens = COUNTED
    cost_usd: float | None = 0.0028
    begins: str = ""
    advice: str = ""
    not_yet: str = ""

    @property
    def report(self) -> str:
        """The public reports this behaviour is known from; empty where it has no single one."""
        return REPORTS.get(self.name, "")


def failed(
    name: str,
    begins: str,
    advice: str,
    why: str,
    *,
    requests: int = 1,
    text: str = "",
    thinking: str = "",
    finish: FinishReason | None = None,
    tokens: Tokens = NO_USAGE,
    cost_usd: float | None = None,
    not_yet: str = "",
) -> Scenario:
    """A scenario that gives no answer."""
    return Scenario(
        name=name,
        why=why,
        requests=requests,
        state=AnswerState.FAILED,
        finish=finish,
        text=text,
        thinking=thinking,
        tokens=tokens,
        cost_usd=cost_usd,
        begins=begins,
        advice=advice,
        not_yet=not_yet,
    )


LENGTH, FILTERED = FinishReason.LENGTH, FinishReason.CONTENT_FILTER
SKIPPED = "HOST sent something in between that is no part of an answer; it was left out: "
BUSY, LATER = "HOST: rate limited (429)", "Try again in a while."
AGAIN = "Try again."
ADDRESS = "Check the address of the server"

FRAMES = (
    Scenario("or_comments", "comments are no events (WHATWG, server-sent events)"),
    Scenario("crlf", "a line may end in CR LF"),
    Scenario("nospace", "the space after the colon may be missing"),
    Scenario("choices_missing", "a chunk without choices says nothing"),
    Scenario("bad_json_frame", "one broken frame costs itself", begins=SKIPPED + "“{oops”"),
    Scenario(
        "ping_text",
        "a sign of life that is no JSON costs nothing",
        begins=SKIPPED + "“ping”",
    ),
    Scenario("data_empty", "an event without data says nothing", begins=SKIPPED + "“”"),
    Scenario("data_null", "null is no chunk", begins=SKIPPED + "“null”"),
    Scenario("done_nospace_lower", "the answer was proved complete before"),
    Scenario("ct_json_sse", "what it is decides, not what it is called"),
    Scenario("ct_none", "a content type may be missing"),
    failed(
        "done_only",
        "HOST said that the answer is complete, but sent none.",
        "Run it again.",
        "an answer without text is none",
    ),
    failed(
        "empty_body",
        "HOST sent an empty answer.",
        AGAIN,
        "nothing came at all",
    ),
)

USAGE = (
    Scenario("usage_every", "the last count holds"),
    Scenario(
        "usage_missing",
        "unknown is unknown; a ceiling counts the estimate",
        tokens=NO_USAGE,
        cost_usd=None,
    ),
    Scenario("usage_neg", "-1 is no count", tokens=NO_USAGE, cost_usd=None),
    Scenario("usage_float", "1000.0 is a count"),
    Scenario("usage_cost", "OpenRouter says the cost", cost_usd=0.00042),
    Scenario("usage_cost_str", "a cost in quotes is a cost", cost_usd=0.00042),
    Scenario("usage_cost_neg", "-1 is no cost; price times tokens"),
    Scenario("usage_cost_then_nocost", "a later chunk erases nothing", cost_usd=0.00042),
    Scenario(
        "usage_cost_byok",
        "with one's own key OpenRouter's fee comes on top of the host's cost",
        cost_usd=0.01005,
    ),
    Scenario(
        "usage_xai",
        "total = input + output + reasoning: reasoning stands beside output and is billed",
        tokens=(10120, 4308, 2809, 128),
        cost_usd=0.054704,
    ),
    Scenario(
        "usage_cached",
        "no price of cached tokens is known here, so they cost as others",
        tokens=(10000, 100, None, 9000),
        cost_usd=0.0208,
    ),
    Scenario("usage_top_prompt_only", "output is what is missing to the total"),
)

WRAPPING = (
    Scenario("content_parts_think", "Mistral's list of parts", thinking="Hmm, round."),
    Scenario(
        "content_mixed_magistral",
        "parts first, then plain text",
        thinking="Hmm, round.",
    ),
    Scenario("legacy_text", "`text` of the older Completions"),
    Scenario("reasoning_both", "the same thought under three names is one", thinking="Round."),
    Scenario("reasoning_text_field", "GitHub Copilot's name", thinking="Round."),
    Scenario("reasoning_obj", "a thought in an object", thinking="Round."),
    Scenario("think_tags", "marks in the text, cut anywhere", thinking="Round."),
    Scenario(
        "think_noopen",
        "the template opened the thought; the raw reply stays, its reading leaves the thought out",
        text="Round.\n</think>\n\nA red circle.",
    ),
    Scenario("thought_tags", "Gemini's mark", thinking="Round."),
    Scenario("thinking_tags", "Claude's mark", thinking="Round."),
    failed(
        "think_unclosed",
        "m wrote no answer: the whole token limit went into thinking.",
        "Raise the limit",
        "thinking alone is no answer; it was paid for",
        thinking="Round and round",
        finish=LENGTH,
        tokens=COUNTED,
        cost_usd=0.0028,
    ),
    Scenario("dup_final_message", "the whole text once more at the end is not more text"),
    failed(
        "tool_calls",
        "m called a tool instead of answering.",
        "Ask again",
        "a call without arguments holds no answer",
    ),
    Scenario(
        "surrogate", "a character cut in two is one", text="A😀 red", tokens=NO_USAGE, cost_usd=None
    ),
    Scenario(
        "surrogate_lone",
        "half a character is the replacement character",
        text="A � red",
        tokens=NO_USAGE,
        cost_usd=None,
    ),
    Scenario(
        "nul_char",
        "the raw reply is kept as it is; what shows it leaves control characters out",
        text="A \x00 red\x07 circle",
    ),
    Scenario("nonstream_reasoning", "one JSON body is an answer", thinking="Round."),
)

ENDS = (
    Scenario("fin_early_then_text", "text after the reason still counts"),
    Scenario("fin_length", "cut at the limit", finish=LENGTH),
    Scenario("fin_MAX_TOKENS", "Gemini's name of the limit", finish=LENGTH),
    Scenario("fin_eos", "TGI's name of a proper end"),
    failed(
        "fin_SAFETY",
        "HOST withheld the answer: its content filter stopped it.",
        "Try other words",
        "Gemini's name of the filter",
    ),
    failed(
        "fin_filter_prefix",
        "HOST withheld the answer: its content filter stopped it.",
        "Try other words",
        "the filter with its reason; the question was paid for",
        tokens=COUNTED,
        cost_usd=0.0028,
    ),
    Scenario(
        "fin_insufficient",
        "DeepSeek stopped it halfway: cut, not complete",
        finish=FinishReason.ABORTED,
        tokens=NO_USAGE,
        cost_usd=None,
        begins="HOST cut the answer off: “insufficient_system_resource”.",
    ),
    Scenario("fin_filter_part", "text before the filter is kept, and marked", finish=FILTERED),
)

FAILURES_INSIDE = (
    failed(
        "mid_err_first",
        BUSY + ": “Rate limit exceeded: free-models-per-min”",
        LATER,
        "the error stands beside an empty choice; nothing was written, so it is asked again",
        requests=3,
    ),
    failed(
        "mid_err_event",
        "HOST failed: “Overloaded”",
        LATER,
        "overloaded passes",
        requests=3,
    ),
    failed(
        "mid_err_anthropic",
        "HOST failed: “Overloaded”",
        LATER,
        "Anthropic's error event",
        requests=3,
    ),
    failed(
        "mid_err_obj_only",
        "HOST: server error (500): “CUDA out of memory”",
        LATER,
        "vLLM's error object has no `error`",
        requests=3,
    ),
    failed(
        "mid_err_noerr_key",
        "HOST refused the image: “image format illegal”",
        "Try another size",
        "an error without `error` (DashScope)",
    ),
)

KEYS = (
    Scenario("key_echo_model", "the key is masked in what the server calls itself", text="x"),
    failed(
        "key_split_err",
        "HOST refused the request (400): “xxxxxxxx",
        "See the details",
        "the key is masked before a text is cut, so no piece of it stays",
    ),
    Scenario(
        "usage_key",
        "an unknown reason is told, without the key",
        begins="HOST ended the answer with “Bearer •••”.",
    ),
)

STATUSES = (
    failed(
        "html502",
        "HOST: server error (502): “502 Bad Gateway”",
        LATER,
        "a page's title is what it says",
        requests=3,
    ),
    failed(
        "204",
        "HOST sent an empty answer (204).",
        AGAIN,
        "success without an answer is none",
    ),
    failed(
        "202",
        'HOST took the request but sent no answer (202): “{"status": "queued"}”',
        AGAIN,
        "taken is not answered",
    ),
    failed(
        "413_nginx",
        "The image is too large for HOST (413)",
        "Send it smaller.",
        "asked once more with a smaller image",
        requests=2,
    ),
    failed(
        "400_big",
        "HOST refused the request (400): “image exceeds 5 MB",
        "Send it smaller.",
        "asked once more with a smaller image",
        requests=2,
    ),
    failed(
        "400_effort",
        "HOST refused the request (400): “Unsupported parameter: 'reasoning_effort'”",
        "Change or leave out “reasoning_effort”",
        "none was sent, so there is nothing to leave out",
    ),
    failed(
        "400_noimg",
        "HOST refused the request (400): “This model does not support image_url content”",
        "Choose a model that reads images",
        "the model is blind",
    ),
    failed(
        "400_noimg_vllm",
        "HOST refused the request (400): “At most 0 image(s)",
        "Choose a model that reads images",
        "the model is blind",
    ),
    failed(
        "400_streamopt",
        "HOST refused the request (400): “stream_options is not supported”",
        "Change or leave out “stream_options”",
        "asked once more without it",
        requests=2,
    ),
    failed(
        "422_mistral",
        "HOST refused the request (422): “body.seed: Extra inputs are not permitted”",
        "Change or leave out “seed”",
        "asked once more without it; what it says is readable",
        requests=2,
    ),
    failed(
        "400_or_nested",
        "HOST refused the request (400): “image exceeds 5 MB maximum: 6275800 bytes",
        "Send it smaller.",
        "the words of the host behind the router; asked once more with a smaller image",
        requests=2,
    ),
    failed(
        "400_gemini_list",
        "HOST refused the key (400): “API key not valid.",
        "Right-click the model in the list to enter it again.",
        "a list around the error",
    ),
    failed(
        "400_xai",
        "HOST refused the key (400): “Incorrect API key provided: xa***yz.",
        "Right-click the model in the list to enter it again.",
        "the error is a text",
    ),
    failed(
        "403_limit",
        "HOST refused the request (403): “Key limit exceeded (total limit).",
        "Raise the limit of this key there",
        "the key's own limit",
    ),
    failed(
        "404_or_policy",
        "HOST refused the request (404): “No endpoints found matching your data policy",
        "Its privacy settings",
        "the name is right; the privacy settings leave no host",
    ),
    failed(
        "404_ollama",
        'HOST refused the request (404): “model "nope" not found, try pulling it first”',
        "Check the model's name",
        "the server answers and does not have the model",
    ),
    failed(
        "404_plain",
        "HOST refused the request (404): “404 page not found”",
        ADDRESS,
        "no API at this address",
    ),
    failed(
        "405",
        "HOST refused the request (405): “Method Not Allowed”",
        ADDRESS,
        "no API at this address",
    ),
    failed("406", "HOST refused the request (406): “no”", "See the details", "its words"),
    failed(
        "408",
        "HOST did not receive the request in time (408)",
        AGAIN,
        "passes",
        requests=3,
    ),
    failed(
        "451",
        "HOST refused the request (451): “no”",
        "It may not be used from here",
        "a law, not a fault",
    ),
    failed("499", "HOST refused the request (499): “no”", "See the details", "its words"),
    *(
        failed(
            name,
            f"HOST: server error ({name}): “no”",
            LATER,
            "passes",
            requests=3,
        )
        for name in ("504", "522", "529", "530")
    ),
    failed(
        "409_body",
        "HOST is busy with the same thing (409): “Conflict: model is loading”",
        AGAIN,
        "passes",
        requests=3,
    ),
    failed(
        "503_loading",
        "HOST: server error (503): “Loading model”",
        LATER,
        "passes",
        requests=3,
    ),
    failed(
        "529_overloaded",
        "HOST: server error (529): “Overloaded”",
        LATER,
        "passes",
        requests=3,
    ),
    failed(
        "301",
        "HOST sends elsewhere (301). The key was not sent after it.",
        "Enter the server's final address.",
        "a redirect would carry key and image to another host",
    ),
    failed(
        "307_noloc",
        "HOST sends elsewhere (307). The key was not sent after it.",
        "Enter the server's final address.",
        "and it does not say where",
    ),
    failed("err_5mb", "HOST refused the request (400): “xxxxx", "See the details", "cut to a line"),
    failed(
        "latin1_err",
        "HOST refused the request (400): “Ungültig”",
        "See the details",
        "what is no UTF-8 is read as Latin-1",
    ),
    failed("gzip_err", "HOST refused the request (400): “gz no”", "See the details", "unpacked"),
)

WAITING = (
    failed("429_ra1", BUSY + ": “slow down”", "Try again in 1 s.", "waits 1 s", requests=3),
    failed("429_ra_ms", BUSY + ": “slow down”", LATER, "waits 0.7 s", requests=3),
    failed(
        "429_ra_date",
        BUSY + ": “slow down”",
        "Try again after 2037-11-30",
        "too long to wait for",
    ),
    failed(
        "429_ra_naive",
        BUSY + ": “slow down”",
        "Try again after 2037-11-30",
        "a date without a zone is GMT",
    ),
    failed(
        "429_ra_inf",
        BUSY + ": “slow down”",
        LATER,
        "infinity is no number of seconds",
        requests=3,
    ),
    failed(
        "429_ra_unit",
        BUSY + ": “slow down”",
        LATER,
        "“7s” is no number of seconds; the usual waits",
        requests=3,
    ),
    failed(
        "429_ratelimit_hdr",
        BUSY + ": “slow down”",
        LATER,
        "the header says when all is forgotten, not when it may be asked again",
        requests=3,
    ),
    failed(
        "429_quota",
        "The quota of this key at HOST is used up (429): “You exceeded your current quota",
        "Check its plan and billing",
        "final",
    ),
    failed(
        "429_moonshot",
        "The quota of this key at HOST is used up (429): “Your account is not active",
        "Check its plan and billing",
        "final: the balance is empty",
    ),
    failed(
        "429_tpm_impossible",
        "HOST refused the request (429): “Request too large for gpt-4o",
        "Send it smaller",
        "final: no wait makes room for it",
    ),
    failed(
        "429_zhipu",
        "The quota of this key at HOST is used up (429): “余额不足",
        "Check its plan and billing",
        "final: the balance is empty",
    ),
    Scenario("flaky_429x2", "the third try is answered", requests=3, begins=BUSY),
    Scenario(
        "flaky_529x1",
        "the second try is answered",
        requests=2,
        begins="HOST: server error (529): “overloaded”",
    ),
    Scenario(
        "flaky_425x1",
        "too early passes (RFC 8470)",
        requests=2,
        begins="HOST did not take the request yet (425): “too early”",
    ),
    Scenario(
        "strict_maxtok",
        "the limit goes under its other name",
        requests=2,
        begins="HOST refuses “max_tokens” for this model; it was sent as “max_completion_tokens”",
    ),
    Scenario(
        "strict_mistral",
        "two fields are refused one after the other",
        requests=3,
        begins="HOST refuses “seed” for this model; it was asked without",
    ),
    Scenario(
        "strict_temperature",
        "a reasoning model takes its own temperature only",
        requests=2,
        begins="HOST refuses “temperature” for this model; it was asked without",
    ),
    failed(
        "429_gemini_list",
        "What HOST allows in a day is used up (429): “You exceeded your current quota",
        "Go on tomorrow",
        "final, though a delay of seconds is told",
    ),
    failed(
        "429_gemini_limit0",
        "The quota of this key at HOST is used up (429): “You exceeded your current quota",
        "Its plan has nothing of this model",
        "final: a limit of 0 does not pass",
    ),
    failed(
        "429_gemini_minute",
        BUSY + ": “You exceeded your current quota",
        "Try again in 1 s",
        "a minute's limit passes; the body says when",
        requests=3,
    ),
    failed(
        "429_or_day",
        "What HOST allows in a day is used up (429): “Rate limit exceeded: free-models-per-day”",
        "Go on tomorrow",
        "final for today",
    ),
    failed(
        "401",
        "HOST refused the key (401): “Incorrect API key provided.”",
        "Right-click the model",
        "never tried again",
    ),
)

BROKE = "The connection to HOST broke before the answer was complete."
CHARGED = "Try again. What was answered so far may be charged."
CONNECTIONS = (
    Scenario("slow_first_70", "a server on this machine may take its time"),
    Scenario("slow_first_130", "a server on this machine may take its time"),
    Scenario("stall_70_mid", "a server on this machine may pause"),
    Scenario("finish_no_close", "complete is complete: the socket is not waited for"),
    Scenario("done_no_close", "[DONE] is the end"),
    failed("reset_first", BROKE, CHARGED, "it may have been charged, so it is not asked again"),
    Scenario("reset_after_finish", "complete before it broke", tokens=NO_USAGE, cost_usd=None),
    Scenario("cut_no_chunk_end", "complete before it broke"),
    Scenario("close_delimited", "HTTP/1.0 ends a body so"),
    failed(
        "not_http",
        BROKE,
        CHARGED,
        "another service at this port: a line that is no HTTP, and the end",
    ),
    failed(
        "early_413_close",
        "The image is too large for HOST (413): “too large”",
        "Send it smaller.",
        "asked once more with a smaller image",
        requests=2,
    ),
    Scenario("continue_100", "an interim status is none"),
    Scenario("cookies_big", "no header of an answer is kept"),
    Scenario("gzip", "unpacked"),
    failed(
        "gzip_bogus",
        "HOST sent an answer that cannot be unpacked.",
        AGAIN,
        "the header says gzip, the body is none",
    ),
)

RESPONSES = (
    Scenario("r_unknown", "unknown events are left alone", tokens=COUNTED_IN_RESPONSES),
    Scenario(
        "r_incomplete_nodetails",
        "incomplete is cut, also without a reason",
        finish=FinishReason.ABORTED,
        tokens=COUNTED_IN_RESPONSES,
        begins="HOST cut the answer off.",
    ),
    failed("r_failed_null", "HOST failed.", LATER, "it does not say why"),
    failed("r_failed_ratelimit", "HOST failed: “slow”", LATER, "passes", requests=3),
    failed("r_failed_img", "HOST refused the image: “bad image”", "Try another size", "final"),
    Scenario("r_done_only", "the text comes whole", tokens=COUNTED_IN_RESPONSES),
    Scenario("r_item_done_only", "the text comes whole", tokens=COUNTED_IN_RESPONSES),
    failed("r_error_flat", "HOST failed: “slow”", LATER, "passes", requests=3),
    Scenario(
        "r_completed_status_incomplete",
        "the status inside holds",
        finish=LENGTH,
        tokens=COUNTED_IN_RESPONSES,
    ),
    Scenario("r_usage_null", "unknown is unknown", tokens=NO_USAGE, cost_usd=None),
    Scenario("r_no_event_names", "the type inside the data is enough", tokens=COUNTED_IN_RESPONSES),
    Scenario(
        "r_chat_on_responses",
        "chunks of Chat Completions are an answer here too",
        tokens=NO_USAGE,
        cost_usd=None,
    ),
    Scenario("r_nonstream", "one JSON body is an answer", tokens=COUNTED_IN_RESPONSES),
    Scenario(
        "r_reason_slow",
        "events are signs of life, whatever they say",
        tokens=COUNTED_IN_RESPONSES,
    ),
)

SIBLINGS = (
    Scenario("fin_null_done", "[DONE] is an end (opencode#43882, neuron-ai#379)"),
    Scenario("no_done", "a finish reason is an end (ik_llama.cpp#467)"),
    failed(
        "cut_in_text",
        "HOST stopped in the middle of the answer.",
        CHARGED,
        "neither a reason nor [DONE]: not complete",
        text=CIRCLE,
    ),
    Scenario(
        "fin_abort",
        "vLLM's word for an aborted request",
        finish=FinishReason.ABORTED,
        begins="HOST cut the answer off: “abort”.",
    ),
    failed(
        "fin_stop_no_text",
        "m ended without a word.",
        "Run it again, or ask in other words.",
        "an answer without text is none; it was paid for",
        finish=FinishReason.STOP,
        tokens=COUNTED,
        cost_usd=0.0028,
    ),
    failed(
        "only_reasoning",
        "m only thought, and wrote no answer.",
        "Run it again, or switch its thinking off.",
        "thinking alone is no answer; it was paid for",
        thinking="Hmm.",
        finish=FinishReason.STOP,
        tokens=COUNTED,
        cost_usd=0.0028,
    ),
    Scenario("nonstream_plain", "a whole body is complete, whatever it is called"),
    Scenario("nonstream_parts", "parts in one body"),
    failed(
        "nonstream_error",
        "HOST failed: “The model is not loaded”",
        LATER,
        "FastAPI's error with status 200",
    ),
    Scenario("message_pieces", "a message in place of each delta"),
    Scenario("message_grows", "a message that repeats what came before"),
    Scenario("delta_is_text", "a delta that is a text"),
    Scenario("content_object", "one part that is no list"),
    Scenario("two_answers", "the first of several answers"),
    Scenario(
        "tool_answer",
        "the arguments of a call are the answer",
        text='{"shape": "circle"}',
        begins="m called the tool “answer” instead of answering",
    ),
    Scenario("text_and_tool", "the text is the answer"),
    Scenario("bad_utf8", "one event costs itself", begins=SKIPPED + "“��”"),
    Scenario("bad_utf8_in_text", "what can be read is kept", text="A � red", begins=SKIPPED + "“{"),
    Scenario("no_blank_lines", "an event a line, without blank lines between"),
    Scenario("r_item_and_delta", "said four times is once", tokens=COUNTED_IN_RESPONSES),
    Scenario("r_on_chat", "a chat completion in reply to the Responses API"),
    Scenario(
        "r_cancelled",
        "cancelled is cut",
        finish=FinishReason.ABORTED,
        tokens=COUNTED_IN_RESPONSES,
        begins="HOST cut the answer off.",
    ),
    Scenario(
        "key_echo_text",
        "the key is masked also where pieces share it",
        text="Your key is •••.",
        thinking="•••",
    ),
    Scenario("comments_400", "comments are signs of life (BlockRunAI/Franklin#74)"),
    Scenario("empty_deltas_400", "empty deltas are signs of life"),
    Scenario("finish_then_pings", "complete is complete, whatever pings follow"),
    failed(
        "silent_400",
        "m said nothing for ",
        "Run it again, choose a smaller model or image, or let servers be silent for longer",
        "silence ends at the limit of the settings",
    ),
    failed(
        "404_or_img",
        "HOST refused the request (404): “No endpoints found that support image input”",
        "Choose a model that reads images",
        "the model is blind (goose#5396, hermes-agent#23411)",
    ),
    failed(
        "404_or_guardrail",
        "HOST refused the request (404): “No endpoints available matching your guardrail",
        "Its privacy settings",
        "the account's guardrails leave no host",
    ),
    failed(
        "500_noimg_llamacpp",
        "HOST: server error (500): “image input is not supported",
        "Start the server with the projector of this model too (--mmproj FILE).",
        "not a fault that passes (llama.cpp#13566, #15377)",
    ),
    failed(
        "400_deepseek_noimg",
        "HOST refused the request (400): “Failed to deserialize",
        "Choose a model that reads images",
        "the model is blind",
    ),
    failed(
        "403_region",
        "HOST refused the request (403): “Country, region, or territory not supported”",
        "It may not be used from here",
        "region",
    ),
    failed(
        "400_gemini_region",
        "HOST refused the request (400): “User location is not supported",
        "It may not be used from here",
        "region",
    ),
    failed(
        "403_moderation",
        "HOST refused the request (403): “Input was flagged by moderation”",
        "Its filter stopped the image or the words",
        "moderation",
    ),
    failed(
        "400_azure_filter",
        "HOST refused the request (400): “The response was filtered",
        "Its filter stopped the image or the words",
        "moderation",
    ),
    failed(
        "402_openrouter",
        "The quota of this key at HOST is used up (402): “Insufficient credits.",
        "Check its plan and billing",
        "final",
    ),
    failed(
        "410",
        "HOST refused the request (410): “This model was shut down”",
        "It is no longer offered there",
        "gone",
    ),
    failed(
        "422_fastapi",
        "HOST refused the request (422): “body.messages: Field required”",
        "See the details",
        "FastAPI's list",
    ),
    failed(
        "401_litellm",
        "HOST refused the key (401): “Authentication Error, Invalid proxy server token passed”",
        "Right-click the model",
        "a gateway's key",
    ),
    failed(
        "400_context",
        "HOST refused the request (400): “the request exceeds the available context size”",
        "Send a smaller image",
        "llama-server's context",
    ),
    failed(
        "tls_self_signed",
        "The certificate of HOST is not one this machine trusts.",
        "Have this system trust it",
        "nothing was sent",
        requests=0,
    ),
)

REPORTS = {
    "404_or_policy": "arbos#171, slomin/sai#115, dnakov/anon-kode#13",
    "400_or_nested": "open-webui/computer#293, zed#64424, RooCode#10039",
    "strict_maxtok": "litellm#13432, opencode#37964, promptfoo#6153, nashsu/llm_wiki#610",
    "strict_mistral": "mistralai/platform-docs-public#7, anon-kode#53",
    "429_gemini_list": "coreply#18",
    "422_mistral": "mistralai/platform-docs-public#7, openclaude#739, eca#231",
    "content_parts_think": "litellm#16272, req_llm#742, symfony/ai#2423",
    "content_mixed_magistral": "litellm#16272, hermes-agent#4748",
    "usage_xai": "inspect_ai#5528, vercel/ai#12425, lobehub#8984",
    "finish_no_close": "musistudio/claude-code-router#1271",
    "slow_first_130": "BlockRunAI/Franklin#74, RooCode#3621",
    "r_reason_slow": "ogcode#14",
    "nonstream_reasoning": "tinyagents#56",
    "ct_json_sse": "mnfst/llm-gateway#2716",
    "400_gemini_list": "PromptFuzz#42, coreply#18",
    "429_moonshot": "continue#11443, MoonshotAI/Kimi-K2#5, opencode#24462",
    "400_big": "lobehub#14711, gptme#185, 2anki#2834",
}
SUBJECTS: dict[str, tuple[Scenario, ...]] = {
    "Frames": FRAMES,
    "Usage and cost": USAGE,
    "Where text and reasoning stand": WRAPPING,
    "Why it ended": ENDS,
    "Failures inside a stream": FAILURES_INSIDE,
    "The key, echoed": KEYS,
    "Refusals": STATUSES,
    "Too often, or no money left": WAITING,
    "Connections and silence": CONNECTIONS,
    "Responses API": RESPONSES,
    "Siblings of these": SIBLINGS,
}
SCENARIOS: tuple[Scenario, ...] = tuple(row for rows in SUBJECTS.values() for row in rows)
