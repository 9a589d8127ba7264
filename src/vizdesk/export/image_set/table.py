"""Several images as one CSV table: the lines of each, under one heading."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from vizdesk.common.atomic_files import whole_file
from vizdesk.common.csv_text import csv_text
from vizdesk.common.surrogates import whole_text
from vizdesk.export.export_format import ExportOptions
from vizdesk.export.image_set.set_format import ImageSetMember, WrittenSet
from vizdesk.export.text.csv_file import COLUMNS, rows_of
from vizdesk.export.view_filter import shown


def write_csv_set(
    path: Path, members: Sequence[ImageSetMember], options: ExportOptions, copy_images: bool
) -> WrittenSet:
    """Write the table. Raises OSError."""
    with whole_file(path) as file:
        for text in _texts(members, options):
            file.write(whole_text(text).encode())
    return WrittenSet((path,))


def _texts(members: Sequence[ImageSetMember], options: ExportOptions) -> Iterator[str]:
    yield csv_text([COLUMNS])
    for at, member in enumerate(members, 1):
        yield csv_text(rows_of(shown(member.comparison, options.view)))
        options.tell(at / len(members))
