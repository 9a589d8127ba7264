"""How far a download is, in one line."""

from __future__ import annotations

from vizdesk.common.formatting import gigabytes
from vizdesk.downloads.speed import DownloadProgress


def progress_words(progress: DownloadProgress) -> str:
    """1.2 GB of 3.3 GB · 36% · 12 MB/s · 3 min left."""
    total = progress.total
    words = [gigabytes(progress.done) + (f" of {gigabytes(total)}" if total else "")]
    if total:
        words.append(f"{100 * progress.done // total}%")
    if progress.per_second > 0:
        words.append(f"{gigabytes(round(progress.per_second))}/s")
    if progress.seconds_left is not None and progress.done != total:
        words.append(f"{duration(progress.seconds_left)} left")
    return " · ".join(words)


def duration(seconds: float) -> str:
    """A time nobody needs to the second: 40 s, 3 min, 2 h 10 min."""
    if seconds < 60:
        return f"{max(1, round(seconds))} s"
    minutes = round(seconds / 60)
    if minutes < 60:
        return f"{minutes} min"
    return f"{minutes // 60} h {minutes % 60} min"
