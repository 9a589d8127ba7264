"""The child's loop: orders from stdin, messages to the real stdout, one job at a time."""

from __future__ import annotations

import os
import queue
import sys
import threading
import traceback
from collections.abc import Mapping
from typing import Any, BinaryIO, NoReturn

from vizdesk.common.messages import Message, message, pack
from vizdesk.engines.llama.worker.jail import Jail, enter
from vizdesk.engines.llama.worker.protocol import (
    JobStoppedError,
    Order,
    WorkerError,
    WorkerMessage,
    decode,
    encode,
)

NOT_INSTALLED: Message = message("llama-cpp-python is not installed, so local models cannot run.")


def run() -> int:
    """Serve orders until stdin ends, which ends the process; only a bug returns (status 1)."""
    out = _protocol_pipe()
    os.environ.setdefault("GGML_NO_BACKTRACE", "1")  # a backtrace costs seconds at each crash
    jail = _confined(sys.stdin.buffer.readline())
    inbox = Inbox(sys.stdin.buffer)
    threading.Thread(target=inbox.listen, name="orders", daemon=True).start()

    def send(kind: WorkerMessage, fields: Mapping[str, Any]) -> None:
        out.write(encode(kind, fields))

    try:
        serve(inbox, send, jail)
    except BaseException:  # noqa: BLE001 - the parent shows the traceback as the reason
        traceback.print_exc()
        sys.stderr.flush()
        os._exit(1)  # a normal exit would wait for the thread that reads stdin


def _confined(line: bytes) -> Jail:
    """Confined by the first order, before there is a second thread: limits are a thread's own."""
    if not line:
        sys.exit(0)
    order = decode(line)
    if order["kind"] != Order.CONFINE:
        sys.exit("the first order must confine the worker")
    return enter(order)


def _protocol_pipe() -> BinaryIO:
    """fd 1 moved away: whatever native code prints to stdout goes to stderr from now on."""
    pipe = os.fdopen(os.dup(1), "wb", buffering=0)
    os.dup2(2, 1)
    sys.stdout = sys.stderr
    return pipe


class Inbox:
    """Reads orders in a thread, so that `cancel` is seen while native code works.

    When stdin ends, the parent has let go or has died: the process ends at once, in the middle of
    whatever it does, because freeing native state while it is used crashes.
    """

    def __init__(self, source: BinaryIO) -> None:
        self.orders: queue.Queue[dict[str, Any]] = queue.Queue()
        self.cancel = threading.Event()
        self._source = source
        self._lock = threading.Lock()
        self._newest = 0
        self._cancelled = 0

    def listen(self) -> None:
        """Read until the end of stdin, then end the process."""
        for line in self._source:
            order = decode(line)
            if order["kind"] == Order.CANCEL:
                with self._lock:
                    self._cancelled = max(self._cancelled, int(order["id"]))
                    if self._cancelled >= self._newest:
                        self.cancel.set()
            else:
                self.orders.put(order)
        os._exit(0)

    def next(self) -> dict[str, Any]:
        """The next order; the cancel flag is set only if it has been cancelled already."""
        order = self.orders.get()
        with self._lock:
            self._newest = int(order["id"])
            if self._newest > self._cancelled:
                self.cancel.clear()
            else:
                self.cancel.set()
        return order


def serve(inbox: Inbox, send: Any, jail: Jail) -> NoReturn:  # noqa: ANN401 - Callable[[Said, Mapping], None]
    """Work through the orders. Every order ends with one final message."""
    session: Any = None
    while True:
        order = inbox.next()
        try:
            if session is None:
                session = _new_session(send, inbox.cancel, jail)
            if inbox.cancel.is_set():
                raise JobStoppedError
            (session.load if order["kind"] == Order.LOAD else session.ask)(order)
        except JobStoppedError:
            send(WorkerMessage.STOPPED, {})
        except WorkerError as error:
            send(
                WorkerMessage.FAILED,
                {
                    "what": pack(error.what),
                    "todo": pack(error.todo),
                    "details": error.details,
                },
            )


def _new_session(send: Any, cancel: threading.Event, jail: Jail) -> Any:  # noqa: ANN401 - Session, lazily
    from vizdesk.engines.llama.worker.native_log import NativeLog

    log = NativeLog()
    try:
        log.install()
        from vizdesk.engines.llama.worker.session import WorkerSession
    except (ImportError, OSError, RuntimeError) as error:
        raise WorkerError(
            NOT_INSTALLED, message("Install it with “pip install llama-cpp-python”."), str(error)
        ) from error
    return WorkerSession(send, cancel, log, jail)
