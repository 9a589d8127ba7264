"""Why a download could not be done, in a sentence for a person."""

from __future__ import annotations


class DownloadError(Exception):
    """What happened, and what to do. What was fetched so far is kept unless the words say not."""

    def __init__(self, what: str, todo: str = "") -> None:
        super().__init__(" ".join(filter(None, (what, todo))))
        self.what, self.todo = what, todo


class GatedError(DownloadError):
    """The repository is only for people who accepted its terms."""

    def __init__(self, repo: str, *, token: bool) -> None:
        page = f"https://huggingface.co/{repo}"
        todo = f"Accept its terms at {page}"
        todo += ", with the account the token belongs to." if token else ", then add a token."
        super().__init__(f"{repo} is only for people who accepted its terms.", todo)
        self.repo = repo


class BusyError(DownloadError):
    """Another download of the same file is at work, here or in another vizdesk."""

    def __init__(self, name: str) -> None:
        super().__init__(f"{name} is being downloaded already.", "Wait for that, or stop it.")
