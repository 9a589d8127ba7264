"""How far a download is, in one line."""

from __future__ import annotations

from vizdesk.common.formatting import byte_size, duration
from vizdesk.common.messages import Message, joined, message, verbatim
from vizdesk.downloads.speed import DownloadProgress


def progress_words(progress: DownloadProgress) -> Message:
    """1.2 GB of 3.3 GB · 36% · 12 MB/s · 3 min left."""
    total = progress.total
    done = byte_size(progress.done)
    words = [
        message("{done} of {total}", done=done, total=byte_size(total)) if total else verbatim(done)
    ]
    if total:
        words.append(verbatim(f"{100 * progress.done // total}%"))
    if progress.per_second > 0:
        words.append(verbatim(f"{byte_size(round(progress.per_second))}/s"))
    if progress.seconds_left is not None and progress.done != total:
        words.append(message("{duration} left", duration=duration(progress.seconds_left)))
    return joined(words, " · ")
