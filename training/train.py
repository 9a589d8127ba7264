"""The trainer: `python -m training.train small|large --minutes 30` (see training/README.md)."""

from __future__ import annotations

import argparse
import math
import time
from collections.abc import Iterator
from pathlib import Path

import torch
from torch import Tensor, multiprocessing

from training import architecture, gguf_files, weights
from training.batches import NO_TARGET, Batch, batches, layout, to_list
from training.losses import answer_loss, grid_loss, softened, spoil
from training.network import Network
from training.vocabulary import PREFIX, TOKENS

DEMO = Path(__file__).parents[1] / "resources" / "demo"
SIZES = {"small": architecture.small, "large": architecture.large}


def _feed(queue: multiprocessing.Queue, sizes: tuple[architecture.Architecture, int, int]) -> None:
    """Draw batches in a process of their own."""
    torch.set_num_threads(1)
    torch.multiprocessing.set_sharing_strategy("file_system")
    a, images, room = sizes
    for batch in batches(a, time.time_ns(), images, room):
        queue.put([tensor.numpy() for tensor in to_list(batch)])


def fed(a: architecture.Architecture, images: int, room: int) -> Iterator[Batch]:
    """Give batches drawn by another process."""
    context = multiprocessing.get_context("spawn")
    queue = context.Queue(maxsize=8)
    context.Process(target=_feed, args=(queue, (a, images, room)), daemon=True).start()
    while True:
        yield Batch(*(torch.from_numpy(array) for array in queue.get()))


class Trainer:
    """One run: network, optimiser and schedule."""

    def __init__(self, name: str, network: Network, rate: float, plain: bool) -> None:
        """Prepare the optimiser.

        Args:
            name: "small" or "large".
            network: What is trained.
            rate: The highest learning rate.
            plain: Neither compile nor compute in bfloat16: slower, for machines without either.
        """
        self.name, self.network, self.rate = name, network, rate
        matrices = [p for p in network.parameters() if p.ndim > 1]
        vectors = [p for p in network.parameters() if p.ndim <= 1]
        groups = [{"params": matrices, "weight_decay": 0.03}, {"params": vectors}]
        self.optimiser = torch.optim.AdamW(groups, rate, betas=(0.9, 0.98), weight_decay=0.0)
        self.soft, self.steps = softened(), 0
        self.half = not plain
        self.see, self.think = network.see, network.think
        if not plain:
            self.see, self.think = torch.compile(network.see), torch.compile(network.think)

    def losses(self, batch: Batch) -> tuple[Tensor, Tensor, float]:
        """Give the loss of the answers, of the heads, and how many answer tokens are right."""
        network, a = self.network, self.network.architecture
        positions, mask = layout(batch, a)
        prefix = network.embed(torch.tensor([PREFIX])).expand(len(mask), -1, -1)
        with torch.autocast("cpu", torch.bfloat16, enabled=self.half):
            patches, image = self.see(spoil(batch.pixels))
            sequence = torch.cat([prefix, image.float(), network.embed(batch.ids)], 1)
            hidden = self.think(sequence, positions, mask)
        patches, image = patches.float(), image.float()
        hidden = hidden[:, -batch.ids.shape[1] :].float()
        wanted = batch.targets != NO_TARGET
        logits = hidden[wanted] @ network.tensor("token_embd.weight").T
        right = batch.targets[wanted]
        answers = answer_loss(logits, right, batch.lengths[wanted], self.soft)
        heads = grid_loss(network.patch_head(patches), batch.patch_kinds, batch.patch_boxes)
        heads = heads + grid_loss(network.cell_head(image), batch.cell_kinds, batch.cell_boxes)
        return answers, heads, (logits.argmax(-1) == right).float().mean().item()

    def step(self, batch: Batch, done: float) -> tuple[float, float, float]:
        """Take one step; `done` is the part of the run behind us, 0..1."""
        self.steps += 1
        warm = min(1.0, self.steps / 150)
        rate = self.rate * warm * (0.5 + 0.5 * math.cos(math.pi * done))
        for group in self.optimiser.param_groups:
            group["lr"] = rate + 0.01 * self.rate
        answers, heads, right = self.losses(batch)
        self.optimiser.zero_grad()
        (answers + 0.3 * (1 - 0.7 * done) * heads).backward()
        torch.nn.utils.clip_grad_norm_(self.network.parameters(), 1.0)
        self.optimiser.step()
        return answers.item(), heads.item(), right

    def export(self, folder: Path) -> None:
        """Write the pair as it is now."""
        arrays = {
            name.replace("/", "."): tensor.detach().numpy()
            for name, tensor in self.network.tensors.items()
        }
        gguf_files.write_pair(folder, self.name, self.network.architecture, arrays)


def main() -> None:
    """Train for a number of minutes, exporting now and then."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("name", choices=SIZES)
    parser.add_argument("--minutes", type=float, default=30.0)
    parser.add_argument("--rate", type=float, default=1.5e-3, help="highest learning rate")
    parser.add_argument("--init", type=Path, help="a text GGUF to start from, mmproj beside it")
    parser.add_argument("--out", type=Path, default=DEMO)
    parser.add_argument("--images", type=int, default=32, help="per step")
    parser.add_argument("--room", type=int, default=192, help="question tokens per image")
    parser.add_argument("--plain", action="store_true", help="no compiler, no bfloat16")
    chosen = parser.parse_args()
    torch.set_num_threads(2)
    a = SIZES[chosen.name](len(TOKENS))
    start = weights.fresh(a)
    if chosen.init:
        files = chosen.init, chosen.init.with_name(f"{chosen.init.stem}-mmproj.gguf")
        arrays, tokens = gguf_files.read_pair(files)
        old = {name: torch.from_numpy(array) for name, array in arrays.items()}
        start = weights.grow(a, old, tokens)
    network = Network(a, start)
    trainer = Trainer(chosen.name, network, chosen.rate, chosen.plain)
    chosen.out.mkdir(parents=True, exist_ok=True)
    print(sum(tensor.numel() for tensor in start.values()), "parameters", flush=True)
    began, mean = time.monotonic(), torch.zeros(3)
    for step, batch in enumerate(fed(a, chosen.images, chosen.room), 1):
        minutes = (time.monotonic() - began) / 60
        if minutes >= chosen.minutes:
            break
        now = torch.tensor(trainer.step(batch, minutes / chosen.minutes))
        if step == 1:
            began = time.monotonic()  # the first step may have had to compile
        mean = now if step == 1 else 0.97 * mean + 0.03 * now
        if step % 50 == 0:
            losses = "answers {:.4f} heads {:.3f} right {:.4f}".format(*mean.tolist())
            print(f"{minutes:6.2f} min, step {step}: {losses}", flush=True)
        if step % 250 == 0:
            trainer.export(chosen.out)
    trainer.export(chosen.out)


if __name__ == "__main__":
    main()
