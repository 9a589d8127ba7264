"""A projector's file written anew with other entries in its header."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import gguf

Change = Callable[[gguf.GGUFWriter], None]


def rewritten(
    source: Path, target: Path, *, without: str = "", change: Change = lambda _writer: None
) -> Path:
    """`source` as `target`, without one key and with what `change` adds."""
    reader = gguf.GGUFReader(source)
    writer = gguf.GGUFWriter(target, "clip")
    for field in reader.fields.values():
        if field.name in (without, "general.architecture") or field.name.startswith("GGUF."):
            continue
        if field.types[0] == gguf.GGUFValueType.ARRAY:
            writer.add_array(field.name, field.contents())
        else:
            writer.add_key_value(field.name, field.contents(), field.types[0])
    change(writer)
    for tensor in reader.tensors:
        writer.add_tensor(tensor.name, tensor.data)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    return target
