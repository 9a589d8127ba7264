"""How many image tokens llama.cpp makes of the images vizdesk sends, as JSON on standard output.

A child process of its own (`python -m parity.counts FAMILY PROFILE`), because llama.cpp may abort.
Nothing is encoded: the counts are known before.
"""

from __future__ import annotations

import json
import sys
import threading

from PIL import Image

from parity import fixture
from parity.sizes import SIZES
from vizdesk.catalog.models.model_parser import image_sizes
from vizdesk.common import resources
from vizdesk.comparison.models import GgufPair
from vizdesk.comparison.profiles import load_profiles
from vizdesk.engines.llama.worker.native_log import NativeLog
from vizdesk.images.encoding import encode_for
from vizdesk.images.opening import from_image


def main(family: str, profile: str) -> None:
    """Print the image tokens of each of SIZES, sent by the rule of `profile`."""
    log = NativeLog()
    log.install()
    from vizdesk.engines.llama.worker.chunks import EncodedImage, chunked
    from vizdesk.engines.llama.worker.loading import WantedDevice, load_model
    from vizdesk.engines.llama.worker.model import LoadSettings
    from vizdesk.engines.llama.worker.template import PromptPart

    made = fixture.load(family)
    rule = load_profiles(resources.folder() / "profiles")[profile].image
    own = image_sizes(GgufPair(made.weights, made.projector))
    settings = LoadSettings(str(made.weights), str(made.projector), threads=1)
    model = load_model(
        settings, WantedDevice(), threading.Event(), log, lambda _: None, lambda _: None
    )
    counts: dict[str, int] = {}
    for wide, high in SIZES:
        blank = from_image(Image.new("RGB", (wide, high), "white"), "blank")
        sent = encode_for(blank, rule, own.side, own.edge)
        image = EncodedImage(sent.data, sent.overview)
        with chunked(model, [PromptPart(image=True)], image) as chunks:
            pieces = [piece for piece, _ in chunks]
        counts[f"{wide}x{high}"] = sum(piece.n_tokens for piece in pieces if piece.image)
    print(json.dumps(counts))


if __name__ == "__main__":
    main(*sys.argv[1:])
