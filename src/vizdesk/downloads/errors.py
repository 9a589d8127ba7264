"""Why a download could not be done, in a sentence for a person."""

from __future__ import annotations

from vizdesk.common.messages import EMPTY, Message, MessageError, joined, message


class DownloadError(MessageError):
    """What happened, and what to do. What was fetched so far is kept unless the words say not."""

    def __init__(self, what: Message, todo: Message = EMPTY) -> None:
        super().__init__(joined((what, todo)))
        self.what, self.todo = what, todo


class GatedError(DownloadError):
    """The repository is only for people who accepted its terms."""

    def __init__(self, repo: str, *, token: bool) -> None:
        page = f"https://huggingface.co/{repo}"
        todo = (
            message("Accept its terms at {page}, with the account the token belongs to.", page=page)
            if token
            else message("Accept its terms at {page}, then add a token.", page=page)
        )
        what = message("{repo} is only for people who accepted its terms.", repo=repo)
        super().__init__(what, todo)
        self.repo = repo


class BusyError(DownloadError):
    """Another download of the same file is at work, here or in another vizdesk."""

    def __init__(self, name: str) -> None:
        what = message("{name} is being downloaded already.", name=name)
        todo = message("Wait for that, or stop it.")
        super().__init__(what, todo)
