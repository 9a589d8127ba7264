"""What a failure is about: this question, this answer, the server, the account, the model."""

from __future__ import annotations

from enum import Enum


class ErrorScope(Enum):
    """What an error tells of the server that was asked, for whoever knows another one."""

    QUESTION = "question"  # it will not answer this question, and nor will its like
    ANSWER = "answer"  # this answer went wrong; the server may be well
    BUSY = "busy"  # it answers, but was asked too often
    SERVER = "server"  # it answers nobody, or not us
    MODEL = "model"  # it answers, but not with this model
    ACCOUNT = "account"  # the key is refused, or what it may spend is used up

    @property
    def of_server(self) -> bool:
        """Whether another question there would end the same way."""
        return self in (ErrorScope.SERVER, ErrorScope.MODEL, ErrorScope.ACCOUNT)
