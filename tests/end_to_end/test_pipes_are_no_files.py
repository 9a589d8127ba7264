"""Where a stranger's file, or a drop, names a pipe: it costs a sentence, and nothing waits."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

import pytest

from vizdesk.catalog.gguf.header import GgufError, expected_bytes, read_header, read_tensors
from vizdesk.evals.loaders.loader_context import LoaderContext
from vizdesk.evals.suite import SuiteError
from vizdesk.history.image_copies import is_still
from vizdesk.images.errors import ImageError
from vizdesk.images.limits import MOST_FILE_BYTES
from vizdesk.images.opening import measure, open_image
from vizdesk.runs.merging import shares_in
from vizdesk.runs.schema import RunsError
from vizdesk.ui.compare.image_loader import sort_out

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pipes in folders")


@pytest.fixture
def pipe(tmp_path: Path) -> Path:
    path = tmp_path / "pipe"
    os.mkfifo(path)
    return path


@pytest.mark.parametrize(
    ("read", "refusal", "sentence"),
    [
        (open_image, ImageError, "pipe is no file."),
        (measure, ImageError, "pipe is no file."),
        (read_header, GgufError, "“pipe” is not a GGUF file."),
        (expected_bytes, GgufError, "“pipe” is not a GGUF file."),
        (read_tensors, GgufError, "“pipe” is not a GGUF file."),
        (
            lambda path: shares_in(path, None, ExitStack()),
            RunsError,
            "pipe cannot be read: It is no file.",
        ),
        (
            lambda path: LoaderContext(path.parent).text("pipe"),
            SuiteError,
            "pipe: cannot be read: It is no file.",
        ),
    ],
)
def test_a_pipe_is_refused(
    pipe: Path, read: Callable[[Path], object], refusal: type[Exception], sentence: str
) -> None:
    with pytest.raises(refusal) as refused:
        read(pipe)
    assert str(refused.value).endswith(sentence)


def test_a_pipe_that_is_dropped_does_not_hold_the_window(pipe: Path) -> None:
    assert sort_out([pipe]) == ([pipe], [])


def test_a_comparison_of_a_pipe_knows_that_its_image_is_gone(pipe: Path) -> None:
    assert not is_still(pipe, "00ff")


def test_a_file_that_no_child_could_hold_is_not_read(tmp_path: Path) -> None:
    """It takes no room on the disk, and would take all memory."""
    path = tmp_path / "hole.png"
    path.touch()
    os.truncate(path, 100 * MOST_FILE_BYTES)
    with pytest.raises(ImageError, match=r"^hole\.png has 100\.0 GB: .* more than 1\.0 GB are not"):
        open_image(path)
