"""What a GGUF file says about itself, read from its metadata alone; never a tensor.

Foreign files are read in a confined child (`header_process.py`). Files that vizdesk ships are read
here: they are as trusted as its code, and a start must not wait for a child.
"""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from vizdesk.catalog.gguf.header_parser import MAGIC, HeaderParser, TensorInfo
from vizdesk.catalog.gguf.header_parser import GgufError as GgufError
from vizdesk.catalog.gguf.types import FILE_TYPES, Value
from vizdesk.common import resources
from vizdesk.common.messages import Message, message
from vizdesk.common.regular_files import NoRegularFileError, open_regular

# What `general.type` says of files that are neither weights nor a projector.
_OTHER_KINDS = frozenset({"adapter", "imatrix", "vocab"})


@dataclass(frozen=True, slots=True)
class GgufHeader:
    """One GGUF file. Lengths are in numbers of elements, `image_size` and `patch_size` in pixels.

    `embedding_length` is the width of the text model (of the vision tower for a projector);
    `projection_dim` is the text width a projector was made for. None: the file does not say.
    """

    architecture: str
    name: str
    size_bytes: int
    metadata: dict[str, Value] = field(repr=False)
    quantisation: str
    is_projector: bool
    projector_type: str
    image_size: int | None
    patch_size: int | None
    embedding_length: int | None
    projection_dim: int | None
    context_length: int | None
    has_chat_template: bool

    @property
    def other_kind(self) -> str:
        """What it says it is, where it is neither weights nor a projector; else empty."""
        kind = self.metadata.get("general.type")
        return kind if isinstance(kind, str) and kind in _OTHER_KINDS else ""

    @property
    def reads_images(self) -> bool:
        """Whether this is a projector with a vision tower (not one for audio only)."""
        return self.is_projector and self.metadata.get("clip.has_vision_encoder", True) is not False


def read_header(path: Path, *, light: bool = False) -> GgufHeader:
    """The header of the GGUF file at `path`. Raises GgufError with a sentence.

    `light` stops at the vocabulary, which takes most of the time and stands behind all that tells
    which files belong together; the chat template is not seen then.
    """
    with _failures_told(path):
        size = path.stat().st_size
        if size < 24:
            with open_regular(path) as file:
                raise GgufError(_too_short(path, size, file.read(4)))
        return _header(path, size, _metadata(path, light=light))


def expected_bytes(path: Path) -> int | None:
    """How long the file must be by what its header says of its tensors, in bytes.

    None where a type of tensor is not known here. Raises GgufError.
    """
    with _failures_told(path):
        if _is_shipped(path):
            with open_regular(path) as file:
                return HeaderParser(file.read, path.name).end_of_tensors()
        from vizdesk.catalog.gguf import header_process

        return header_process.end_of_tensors(path)


def read_tensors(path: Path) -> tuple[TensorInfo, ...]:
    """What the header of the file at `path` says of its tensors. Raises GgufError."""
    with _failures_told(path):
        if _is_shipped(path):
            with open_regular(path) as file:
                return tuple(HeaderParser(file.read, path.name).tensors())
        from vizdesk.catalog.gguf import header_process

        return header_process.tensors(path)


@contextmanager
def _failures_told(path: Path) -> Iterator[None]:
    """What the system says of the file at `path` becomes a GgufError with a sentence."""
    try:
        yield
    except NoRegularFileError as error:
        if error.errno != errno.EISDIR:
            raise GgufError(message("“{name}” is not a GGUF file.", name=path.name)) from None
        raise GgufError(
            message(
                "The file “{name}” cannot be read: {error}.",
                name=path.name,
                error=str(error.strerror),
            )
        ) from error
    except FileNotFoundError:
        raise GgufError(
            message("The file “{name}” is not there any more.", name=path.name)
        ) from None
    except (OSError, ValueError) as error:
        raise GgufError(
            message("The file “{name}” cannot be read: {error}.", name=path.name, error=str(error))
        ) from error


def _metadata(path: Path, *, light: bool) -> dict[str, Value]:
    if _is_shipped(path):
        with open_regular(path) as file:
            return HeaderParser(file.read, path.name).metadata(light=light)
    from vizdesk.catalog.gguf import header_process

    return header_process.metadata(path, light=light)


def _is_shipped(path: Path) -> bool:
    return path.resolve().is_relative_to(resources.folder())


def _too_short(path: Path, size: int, start: bytes) -> Message:
    if size == 0:
        return message("The file “{name}” is empty.", name=path.name)
    if start != MAGIC:
        return message("“{name}” is not a GGUF file.", name=path.name)
    return message("The file “{name}” is cut off within its header.", name=path.name)


def _header(path: Path, size: int, metadata: dict[str, Value]) -> GgufHeader:
    architecture = _text(metadata, "general.architecture")
    if not architecture:
        raise GgufError(message("“{name}” does not say which architecture it is.", name=path.name))
    is_projector = architecture == "clip" or _text(metadata, "general.type") == "mmproj"
    prefix = "clip.vision" if is_projector else architecture
    file_type = metadata.get("general.file_type")
    return GgufHeader(
        architecture=architecture,
        name=_text(metadata, "general.name"),
        size_bytes=size,
        metadata=metadata,
        quantisation=FILE_TYPES.get(file_type, "") if isinstance(file_type, int) else "",
        is_projector=is_projector,
        projector_type=_text(metadata, "clip.vision.projector_type")
        or _text(metadata, "clip.projector_type"),
        image_size=_number(metadata, "clip.vision.image_size"),
        patch_size=_number(metadata, "clip.vision.patch_size"),
        embedding_length=_number(metadata, f"{prefix}.embedding_length"),
        projection_dim=_number(metadata, "clip.vision.projection_dim"),
        context_length=_number(metadata, f"{architecture}.context_length"),
        has_chat_template=bool(_text(metadata, "tokenizer.chat_template").strip()),
    )


def _text(metadata: dict[str, Value], key: str) -> str:
    value = metadata.get(key)
    return value if isinstance(value, str) else ""


def _number(metadata: dict[str, Value], key: str) -> int | None:
    value = metadata.get(key)
    return value if isinstance(value, int) and not isinstance(value, bool) else None
