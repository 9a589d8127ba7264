"""The two GGUF files of a demo model, written for llama.cpp and read back to train on."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import gguf
import numpy as np
import numpy.typing as npt

from training.architecture import Architecture
from training.vocabulary import BOS, END, EOS, PAD, TOKENS, UNK, Kind

Arrays = Mapping[str, npt.NDArray[np.float32]]

DESCRIPTION = (
    "Demo model trained for vizdesk on drawn pictures. It knows only coloured circles, squares "
    "and triangles, and printed numbers of up to four digits."
)
TEMPLATE = (
    "{{ bos_token }}"
    "{%- for message in messages -%}"
    "{%- set role = 'model' if message['role'] == 'assistant' else 'user' -%}"
    "{{ '<start_of_turn>' + role + '\n' }}"
    "{%- if message['content'] is string -%}{{ message['content'] | trim }}{%- else -%}"
    "{%- for part in message['content'] -%}"
    "{%- if part['type'] == 'image' -%}{{ '<start_of_image>' }}"
    "{%- elif part['type'] == 'text' -%}{{ part['text'] | trim }}{%- endif -%}"
    "{%- endfor -%}{%- endif -%}"
    "{{ '<end_of_turn>\n' }}"
    "{%- endfor -%}"
    "{%- if add_generation_prompt -%}{{ '<start_of_turn>model\n' }}{%- endif -%}"
)


def pair(folder: Path, name: str) -> tuple[Path, Path]:
    """Where the text file and the mmproj file of "large" or "small" lie."""
    return folder / f"demo-{name}.gguf", folder / f"demo-{name}-mmproj.gguf"


def write_pair(folder: Path, name: str, a: Architecture, arrays: Arrays) -> tuple[Path, Path]:
    """Write both files as f16, replacing existing ones at once."""
    files = pair(folder, name)
    for path, write in zip(files, (_text, _image), strict=True):
        partial = path.with_suffix(".partial")
        writer = gguf.GGUFWriter(str(partial), "gemma3" if write is _text else "clip")
        writer.add_name(f"vizdesk demo, {name}")
        writer.add_basename("vizdesk-demo")
        writer.add_description(DESCRIPTION)
        writer.add_license("apache-2.0")
        writer.add_file_type(gguf.LlamaFileType.MOSTLY_F16)
        shapes = write(writer, a)
        for tensor in shapes:
            _add(writer, tensor, arrays[tensor])
        writer.write_header_to_file()
        writer.write_kv_data_to_file()
        writer.write_tensors_to_file()
        writer.close()
        partial.replace(path)
    return files


def _add(writer: gguf.GGUFWriter, name: str, array: npt.NDArray[np.float32]) -> None:
    """Add a tensor: matrices as f16, the rest (and what clip.cpp wants so) as f32."""
    half = array.ndim >= 2 and "position_embd" not in name and "patch_embd" not in name
    writer.add_tensor(name, np.ascontiguousarray(array, np.float16 if half else np.float32))


def _text(writer: gguf.GGUFWriter, a: Architecture) -> list[str]:
    """Add what the text file says of itself; returns its tensors."""
    writer.add_type("model")
    writer.add_context_length(a.context)
    writer.add_embedding_length(a.width)
    writer.add_block_count(a.layers)
    writer.add_feed_forward_length(a.hidden)
    writer.add_head_count(a.heads)
    writer.add_head_count_kv(a.key_heads)
    writer.add_key_length(a.head_width)
    writer.add_value_length(a.head_width)
    writer.add_layer_norm_rms_eps(a.epsilon)
    writer.add_rope_freq_base(a.rope_base)
    writer.add_tokenizer_model("llama")
    writer.add_tokenizer_pre("default")
    writer.add_token_list([text.encode() for text, _ in TOKENS])
    scores = [-float(i) if kind is Kind.NORMAL else -1000.0 for i, (_, kind) in enumerate(TOKENS)]
    writer.add_token_scores(scores)
    writer.add_token_types([int(kind) for _, kind in TOKENS])
    writer.add_bos_token_id(BOS)
    writer.add_eos_token_id(EOS)
    writer.add_unk_token_id(UNK)
    writer.add_pad_token_id(PAD)
    writer.add_eot_token_id(END)
    writer.add_add_bos_token(True)
    writer.add_add_eos_token(False)
    writer.add_add_space_prefix(False)
    writer.add_chat_template(TEMPLATE)
    return list(a.text_shapes())


def _image(writer: gguf.GGUFWriter, a: Architecture) -> list[str]:
    """Add what the mmproj file says of itself; returns its tensors."""
    writer.add_type("mmproj")
    writer.add_bool("clip.has_vision_encoder", True)
    writer.add_string("clip.projector_type", "gemma3")
    writer.add_bool("clip.use_gelu", True)
    sizes = {
        "image_size": a.image_size,
        "patch_size": a.patch,
        "embedding_length": a.image_width,
        "feed_forward_length": a.image_hidden,
        "block_count": a.image_layers,
        "attention.head_count": a.image_heads,
        "projection_dim": a.width,
        "projector.scale_factor": a.pool,
    }
    for key, value in sizes.items():
        writer.add_uint32(f"clip.vision.{key}", value)
    writer.add_float32("clip.vision.attention.layer_norm_epsilon", a.epsilon)
    writer.add_array("clip.vision.image_mean", [0.5, 0.5, 0.5])
    writer.add_array("clip.vision.image_std", [0.5, 0.5, 0.5])
    return list(a.image_shapes())


def read_pair(files: tuple[Path, Path]) -> tuple[dict[str, npt.NDArray[np.float32]], list[str]]:
    """Read all tensors of a pair as f32, and the token texts."""
    arrays: dict[str, npt.NDArray[np.float32]] = {}
    readers = [gguf.GGUFReader(str(path)) for path in files]
    for reader in readers:
        for tensor in reader.tensors:
            arrays[tensor.name] = np.array(tensor.data, np.float32)
    tokens = readers[0].fields["tokenizer.ggml.tokens"].contents()
    return arrays, [str(token) for token in tokens]
