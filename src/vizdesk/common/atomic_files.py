"""Files of a person's own, written whole or not at all."""

from __future__ import annotations

import errno
import os
import secrets
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from vizdesk.common.messages import EMPTY, Message, message


@contextmanager
def whole_file(path: Path) -> Iterator[BinaryIO]:
    """A file to write that takes the place of the one at `path` when all went well.

    Its folder is made. Raises OSError, which names `path` also where the disk is full.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    # Not tempfile: its files are for their owner alone, and an export is to be shared.
    half = path.parent / f".new-{secrets.token_hex(8)}"
    try:
        with half.open("xb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        os.replace(half, path)
    except BaseException as error:
        with suppress(OSError):
            half.unlink(missing_ok=True)
        if isinstance(error, OSError) and error.errno and error.filename in (None, str(half)):
            raise _about(error, path) from error
        raise


@contextmanager
def whole_files() -> Iterator[Callable[[Path], AbstractContextManager[BinaryIO]]]:
    """Several files to write, which take the places of those there are once all are written.

    Yields what opens one of them. Where anything fails, all that was there stays. Raises OSError,
    which names the file also where the disk is full.
    """
    halves: list[tuple[Path, Path]] = []

    @contextmanager
    def opened(path: Path) -> Iterator[BinaryIO]:
        half = path.parent / f".new-{secrets.token_hex(8)}"
        halves.append((half, path))
        try:
            with half.open("xb") as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            if error.errno and error.filename in (None, str(half)):
                raise _about(error, path) from error
            raise

    try:
        yield opened
        for half, path in halves:
            os.replace(half, path)
    finally:
        for half, _ in halves:
            with suppress(OSError):
                half.unlink(missing_ok=True)


@contextmanager
def whole_folder(path: Path) -> Iterator[Path]:
    """A new folder to fill, which is called `path` when all went well; else nothing is left.

    Raises OSError, which names `path` also where the disk is full; FileExistsError where there is
    something of this name.
    """
    if path.exists() or path.is_symlink():
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path))
    half = path.parent / f".new-{secrets.token_hex(8)}"
    try:
        half.mkdir()
        yield half
        os.rename(half, path)
    except BaseException as error:
        shutil.rmtree(half, ignore_errors=True)
        if isinstance(error, OSError) and str(error.filename or half).startswith(str(half)):
            raise _about(error, path) from error
        raise


def _about(error: OSError, path: Path) -> OSError:
    """The same error, naming the file a person knows."""
    return OSError(error.errno, error.strerror or str(error), str(path))


def write_whole(path: Path, text: str) -> None:
    """Put `text` (as UTF-8) in the place of the file at `path`, making its folder. Raises OSError.

    Another program may be reading, or the power may fail: there is the old file or the new one.
    """
    with whole_file(path) as file:
        file.write(text.encode())


def write_pieces(path: Path, pieces: Iterable[str]) -> None:
    """The same for a text that is never held whole. Raises OSError, and what `pieces` do."""
    with whole_file(path) as file:
        for piece in pieces:
            file.write(piece.encode())


class GrowingFile:
    """Lines written to a file as they come; the file that was there stays until the first is safe.

    At any moment the file is the old one, or holds only whole lines. A line that does not fit on
    the disk is taken back. Raises OSError.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self.begun = False

    def add(self, line: str) -> None:
        """Write `line`, which has no line end yet, and have it on the disk. Raises OSError."""
        if not self.begun:
            write_whole(self._path, f"{line}\n")
            self.begun = True
            return
        try:
            with self._path.open("r+b") as file:
                end = file.seek(0, os.SEEK_END)
                try:
                    file.write(f"{line}\n".encode())
                    file.flush()
                    os.fsync(file.fileno())
                except OSError:
                    os.truncate(self._path, end)
                    raise
        except OSError as error:
            raise _about(error, self._path) from error


def target_problem(path: Path) -> Message:
    """Why nobody can have meant a file at `path`: a folder is there, or none around it; or empty.

    For files a person named: a mistyped folder is told, not made.
    """
    if path.is_dir():
        return message("{path} is a folder. Name a file in it.", path=str(path))
    if not path.parent.is_dir():
        return message(
            "There is no folder {folder}. Make it first, or choose another.",
            folder=str(path.parent),
        )
    return EMPTY
