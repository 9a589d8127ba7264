"""How vizdesk's own worker cuts the fixtures' texts into tokens, as JSON on standard output.

A child process of its own (`python -m parity.spelling FAMILY`), because llama.cpp may abort.
"""

from __future__ import annotations

import json
import sys
import threading

from parity import fixture
from vizdesk.engines.llama.worker.native_log import NativeLog


def main(family: str) -> None:
    """Print the tokens of each text the reference was given."""
    log = NativeLog()
    log.install()
    from vizdesk.engines.llama.worker.loading import WantedDevice, load_model
    from vizdesk.engines.llama.worker.model import LoadSettings

    made = fixture.load(family)
    settings = LoadSettings(str(made.weights), str(made.projector), threads=1)
    model = load_model(
        settings, WantedDevice(), threading.Event(), log, lambda _: None, lambda _: None
    )
    texts = fixture.load_tokens(family)
    print(json.dumps({text: model.tokenize(text, special=False) for text in texts}))


if __name__ == "__main__":
    main(sys.argv[1])
