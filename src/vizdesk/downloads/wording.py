"""How far a download is, in one line."""

from __future__ import annotations

from vizdesk.common.formatting import byte_size, duration
from vizdesk.downloads.speed import DownloadProgress


def progress_words(progress: DownloadProgress) -> str:
    """1.2 GB of 3.3 GB · 36% · 12 MB/s · 3 min left."""
    total = progress.total
    words = [byte_size(progress.done) + (f" of {byte_size(total)}" if total else "")]
    if total:
        words.append(f"{100 * progress.done // total}%")
    if progress.per_second > 0:
        words.append(f"{byte_size(round(progress.per_second))}/s")
    if progress.seconds_left is not None and progress.done != total:
        words.append(f"{duration(progress.seconds_left)} left")
    return " · ".join(words)
