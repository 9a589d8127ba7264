"""A server of Chat Completions that costs next to nothing: it streams words at a fixed pace.

Arguments: words an answer, words a second (0: as fast as they go). Prints its address; ends when
its stdin does. Beside it, what is measured is the client.
"""

from __future__ import annotations

import asyncio
import json
import sys

END = {"choices": [{"index": 0, "delta": {}, "finish_reason": "stop"}]}
HEAD = (
    b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n"
    b"transfer-encoding: chunked\r\nconnection: close\r\n\r\n"
)


def _chunk(text: str) -> bytes:
    data = text.encode()
    return b"%x\r\n%b\r\n" % (len(data), data)


def _word(number: int) -> bytes:
    """Each another one: vizdesk stops a model that repeats itself."""
    delta = {"content": f"word-{number * 7919 % 10007} "}
    return _event({"choices": [{"index": 0, "delta": delta, "finish_reason": None}]})


def _event(frame: object) -> bytes:
    return _chunk(f"data: {json.dumps(frame)}\n\n")


async def main(words: int, pace: float) -> None:
    """Serve until stdin is closed."""
    usage = {"prompt_tokens": 100, "completion_tokens": words, "total_tokens": 100 + words}
    said = [_word(number) for number in range(words)]
    end = _event(END) + _event({"choices": [], "usage": usage})
    end += _chunk("data: [DONE]\n\n") + b"0\r\n\r\n"

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).lower()
        length = int(head.split(b"content-length:")[1].split(b"\r\n")[0])
        await reader.readexactly(length)
        writer.write(HEAD)
        began = asyncio.get_running_loop().time()
        for number, word in enumerate(said):
            writer.write(word)
            if pace:
                late = began + (number + 1) / pace - asyncio.get_running_loop().time()
                await asyncio.sleep(max(0.0, late))
            else:
                await writer.drain()
        writer.write(end)
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", 0, backlog=1024, limit=1 << 24)
    print(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}", flush=True)
    await asyncio.to_thread(sys.stdin.read)
    server.close()


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]), float(sys.argv[2])))
