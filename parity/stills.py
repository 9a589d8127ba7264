"""Processors that also read videos, opened for still images only."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import transformers
from transformers import AutoImageProcessor, AutoTokenizer


def stills_only(name: str, template: str, **settings: object) -> Callable[[Path], Any]:
    """What opens the processor class `name` of transformers without its video processor.

    That one needs torchvision; the images are to be read by Pillow, as all reference figures are.
    """
    whole: Any = getattr(transformers, name)

    class StillsOnly(whole):  # type: ignore[misc]
        def check_argument_for_proper_class(self, name: str, argument: object) -> object:
            known = super().check_argument_for_proper_class
            return None if name == "video_processor" else known(name, argument)

    def opened(folder: Path) -> Any:  # noqa: ANN401
        return StillsOnly(
            image_processor=AutoImageProcessor.from_pretrained(folder, backend="pil"),
            tokenizer=AutoTokenizer.from_pretrained(folder),
            video_processor=None,
            chat_template=template,
            **settings,
        )

    return opened
