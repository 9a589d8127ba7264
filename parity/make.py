"""Makes one family's fixture: the tiny model, its GGUF pair, and what transformers makes of it.

Usage: LLAMA_CPP=… python -m parity.make gemma-3   (needs the `parity` packages)
"""

from __future__ import annotations

import argparse
import importlib
import json
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import torch
import transformers
from PIL import Image
from safetensors.torch import save_file

from parity import fixture
from parity.converting import convert
from parity.recipe import Recipe
from parity.sample_image import draw, draw_large
from parity.texts import TEXTS

STEPS = 24
MODULES = {
    "gemma-3": "gemma3",
    "gemma-4": "gemma4",
    "qwen2.5-vl": "qwen25vl",
    "qwen3-vl": "qwen3vl",
    "smolvlm": "smolvlm",
    "internvl": "internvl",
    "pixtral": "pixtral",
    "mistral-small": "mistral3",
    "glm-4.1v": "glm4v",
    "lfm2-vl": "lfm2",
    "janus-pro": "janus",
    "llava-1.5": "llava",
    "paligemma-1": "paligemma",
    "paligemma-2": "paligemma",
}


def main() -> None:
    """Make the fixtures that are named, or all of them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("families", nargs="*", default=list(MODULES), choices=list(MODULES))
    options = parser.parse_args()
    fixture.FOLDER.mkdir(parents=True, exist_ok=True)
    if not fixture.IMAGE.is_file():
        draw(fixture.IMAGE)
    if not fixture.LARGE_IMAGE.is_file():
        draw_large(fixture.LARGE_IMAGE)
    for family in options.families:
        make(family)


def make(family: str) -> None:
    """Write the fixture of `family`. Asserts that its greedy text says something."""
    recipe = importlib.import_module(f"parity.families.{MODULES[family]}").recipe(family)
    target = fixture.FOLDER / family
    target.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as temporary:
        source = Path(temporary)
        write_folder(recipe, source)
        processor = recipe.load_processor(source)
        run_reference(recipe, processor, target)
        fixture.save_tokens(target, spelled(processor.tokenizer))
        if recipe.convert is not None:
            recipe.convert(source, target)
        else:
            convert(source, target, recipe.pre)
    for path in sorted(target.iterdir()):
        print(f"{path.name:16} {path.stat().st_size / 1e3:8.0f} kB")


def write_folder(recipe: Recipe, folder: Path) -> None:
    """Everything a published checkpoint's folder holds."""
    recipe.write_processor(folder)
    if recipe.template:
        (folder / "chat_template.jinja").write_text(recipe.template, encoding="utf-8")
    config = {**json.loads(recipe.model.config.to_json_string(use_diff=False)), **recipe.config}
    (folder / "config.json").write_text(json.dumps(config), encoding="utf-8")
    tensors = {name: one.contiguous() for name, one in recipe.model.state_dict().items()}
    named = {name: one.clone() for name, one in recipe.published(tensors).items()}
    save_file(named, folder / "model.safetensors", {"format": "pt"})


def run_reference(recipe: Recipe, processor: Any, target: Path) -> None:  # noqa: ANN401
    """Ask transformers and write what it said."""
    model = recipe.model.eval().float()
    inputs = asked(recipe, processor)
    ids = inputs["input_ids"][0].tolist()
    image_token = model.config.image_token_id
    with torch.no_grad():
        features = image_features(recipe, model, inputs)
        logits = model(**inputs).logits[0, -1]
        whole = model.generate(**inputs, max_new_tokens=STEPS, do_sample=False, num_beams=1)
    generated = whole[0, len(ids) :].tolist()
    text = processor.tokenizer.decode(generated)
    print(f"{recipe.family}: {len(ids)} tokens, {ids.count(image_token)} of the image, {text!r}")
    assert len(generated) == STEPS, "the model ended its answer: choose another seed"
    assert len(set(generated)) >= STEPS // 3, "the model repeats itself: choose another seed"
    # A special token (an image's, say) is treated specially when it is read back.
    special = set(processor.tokenizer.all_special_ids)
    assert not special & set(generated), "the model writes special tokens: choose another seed"
    reference = fixture.Reference(
        family=recipe.family,
        transformers=transformers.__version__,
        image=image_of(recipe).name,
        prompt=recipe.prompt,
        sent_size=(recipe.size or whole_size)(inputs),
        image_tokens=ids.count(image_token) + ids.count(recipe.row_token_id),
        image_token_id=image_token,
        input_ids=tuple(ids),
        generated=tuple(generated),
        last_logits_scale=float(logits.abs().max()),
        thinking=recipe.thinking,
        row_token_id=recipe.row_token_id,
    )
    fixture.save(target, reference, features.numpy(), logits.numpy())
    for left in ("model.gguf", "mmproj.gguf"):
        (target / left).unlink(missing_ok=True)


def image_of(recipe: Recipe) -> Path:
    """The image the family is asked about."""
    return fixture.LARGE_IMAGE if recipe.large else fixture.IMAGE


def asked(recipe: Recipe, processor: Any) -> Mapping[str, torch.Tensor]:  # noqa: ANN401
    """The model's inputs for the image and the question, by the family's own processor."""
    text = recipe.prompt
    if recipe.template:
        content = [{"type": "image"}, {"type": "text", "text": recipe.prompt}]
        text = processor.apply_chat_template(
            [{"role": "user", "content": content}],
            add_generation_prompt=True,
            enable_thinking=recipe.thinking,
        )
    with Image.open(image_of(recipe)) as image:
        made = processor(
            text=text,
            images=[image.convert("RGB")],
            add_special_tokens=False,
            return_tensors="pt",
        )
    return {name: made[name] for name in made if name != "labels"}


def spelled(tokeniser: Any) -> dict[str, list[int]]:  # noqa: ANN401
    """The tokens of each of TEXTS."""
    return {text: tokeniser(text, add_special_tokens=False).input_ids for text in TEXTS}


def image_features(
    recipe: Recipe,
    model: Any,  # noqa: ANN401
    inputs: Mapping[str, torch.Tensor],
) -> torch.Tensor:
    """The image as the language model is handed it, (image tokens, width)."""
    if recipe.features is not None:
        return recipe.features(model, inputs)
    found = model.model.get_image_features(inputs["pixel_values"])
    found = getattr(found, "pooler_output", found)
    found = torch.cat(list(found)) if isinstance(found, list | tuple) else found
    return found.reshape(-1, found.shape[-1])


def whole_size(inputs: Mapping[str, torch.Tensor]) -> tuple[int, int]:
    """Width and height in pixels after the processor's resizing, of an image sent whole."""
    height, width = inputs["pixel_values"].shape[-2:]
    return int(width), int(height)


if __name__ == "__main__":
    main()
