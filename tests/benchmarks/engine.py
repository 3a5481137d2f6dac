"""The local engine against plain diffusers, in the same process and on the same model.

    python -m tests.benchmarks.engine [--full klein-4b|klein-9b|dev] [--tiny]
        [--references 0,1,3] [--loras 0,1,3] [--levels none,regular,high] [--repeats 3]
        [--steps N] [--seconds 420]

On a GPU the model has its full size and random weights: true speed and memory, no true picture.
``--tiny``, and where there is no GPU: the tiny klein, so that the same code can be tried. Plain
diffusers is given the prompt already read, as our engine has it from the second picture on; it
encodes the references for each picture, which our engine does once. The floor is the arithmetic
of the model (local-engine.md section 4.2) at the speed that a matrix product reaches in the same
run. After ``--seconds`` no further row is begun. Prints Markdown.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

os.environ.setdefault("HF_HUB_OFFLINE", "1")

import diffusers
import torch
import transformers

from flux2studio.core.engine_messages import MemoryWish
from flux2studio.core.local import MemoryTier, Pipeline, Quantisation
from flux2studio.core.memory import Workload, plans, weights_of
from flux2studio.core.models import read_catalogue
from flux2studio.engine.errors import EngineError
from flux2studio.engine.hardware import device_of, probe
from flux2studio.engine.memory import release
from flux2studio.paths import resource
from tests.benchmarks.engine_bench import PLAIN, Bench, Case, Timing, teraflops, unload
from tests.benchmarks.full_size import KINDS, full_size
from tests.engine.tiny import make_tiny

_STEPS = {Pipeline.KLEIN: 4, Pipeline.DEV: 28}
_DECODE_TERAFLOPS, _ENCODE_TERAFLOPS = 10.5, 4.9  # of a megapixel
_HEAD = (
    "| references | LoRAs | by | s a picture | s a step | ÷ plain | ÷ floor | first | peak GB "
    "| expected GB | in effect |\n|---|---|---|---|---|---|---|---|---|---|---|"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Floor:
    """Seconds that the arithmetic alone takes. ``speed`` in TFLOP/s."""

    name: str
    hidden: int
    blocks: int
    side: int
    steps: int
    speed: float

    def seconds(self, references: int) -> float:
        """2 N 13 d² L + 4 N² d L for each step, then the references and the decoder."""
        megapixels = self.side**2 / 1024**2
        tokens = (1 + references) * self.side**2 // 256 + 512
        step = 26 * tokens * self.hidden**2 + 4 * tokens**2 * self.hidden
        work = self.steps * step * self.blocks / 1e12
        if self.name in KINDS:
            work += megapixels * (_DECODE_TERAFLOPS + references * _ENCODE_TERAFLOPS)
        return work / self.speed


def main(arguments: Sequence[str] | None = None) -> int:
    options = _options(arguments)
    device = device_of()
    name = "tiny" if options.tiny or device.type == "cpu" else options.full
    deadline = time.monotonic() + options.seconds
    with tempfile.TemporaryDirectory() as folder:
        benches = [_bench(name, device, Path(folder), options)]
        transformer = benches[0].pipe.transformer.config
        floor = Floor(
            name=name,
            hidden=transformer.num_attention_heads * transformer.attention_head_dim,
            blocks=transformer.num_layers + transformer.num_single_layers,
            side=benches[0].side,
            steps=benches[0].steps,
            speed=teraflops(device, benches[0].dtype),
        )
        print(_title(name, device, floor, benches[0].repeats))
        print(_HEAD)
        _rows(benches[0], floor, options, deadline)
        if time.monotonic() < deadline:
            _actions(benches)
    return 0


def _rows(bench: Bench, floor: Floor, options: argparse.Namespace, deadline: float) -> None:
    plain: dict[tuple[int, int], float] = {}
    for case in _cases(options, bench):
        if time.monotonic() > deadline:
            print(f"\nThe time was up before {case}.")
            return
        if case.who == "high" and bench.quantisation is Quantisation.NONE:
            _quantise(bench)
        timing = _measured(bench, case)
        if isinstance(timing, str):  # a row may have no room; the others are still wanted
            release(bench.device)
            print(f"| {case.references} | {case.loras} | {case.who} | {timing} |", flush=True)
            continue
        pair = case.references, case.loras
        if case.who == PLAIN:
            plain[pair] = timing.seconds
        print(_row(bench, case, timing, plain.get(pair, 0.0), floor), flush=True)


def _measured(bench: Bench, case: Case) -> Timing | str:
    try:
        return bench.measure(case)
    except torch.OutOfMemoryError:
        return "out of memory"
    except (RuntimeError, ValueError, ImportError, EngineError) as error:
        return f"failed: {str(error).splitlines()[0]}" if str(error) else type(error).__name__


def _cases(options: argparse.Namespace, bench: Bench) -> Iterator[Case]:
    """The level "high" comes last: it needs other weights."""
    exact = [PLAIN, *(level for level in options.levels if level != "high")]
    last = ["high"] if "high" in options.levels else []
    for whos in (exact, last):
        for references in options.references:
            for loras in options.loras:
                for who in whos:
                    yield Case(references=references, loras=loras, who=who)


def _row(bench: Bench, case: Case, timing: Timing, plain: float, floor: Floor) -> str:
    expected = _expected_bytes(floor, case, bench)
    cells = [
        f"{case.references}",
        f"{case.loras}",
        case.who,
        f"{timing.seconds:.3f}",
        f"{timing.step_seconds:.4f}",
        f"{timing.seconds / plain:.2f}" if plain else "–",
        f"{timing.seconds / floor.seconds(case.references):.2f}",
        f"{timing.warm_up_seconds:.2f}",
        f"{timing.peak_bytes / 1e9:.1f}" if timing.peak_bytes else "–",
        f"{expected / 1e9:.1f}" if expected else "–",
        ", ".join(timing.in_effect) or "–",
    ]
    return f"| {' | '.join(cells)} |"


def _actions(benches: list[Bench]) -> None:
    bench = benches[0]
    cold, warm = bench.swap_seconds()
    case = Case(references=0, loras=0, who="none")
    seconds = bench.measure(case).seconds
    cancels = [bench.cancel_seconds(case, seconds * share) for share in (0.2, 0.5, 0.8)]
    del bench
    print("\n| what | seconds |\n|---|---|")
    print(f"| a LoRA in place of another, from its file | {cold:.3f} |")
    print(f"| the same, used before | {warm:.3f} |")
    print(f"| until a picture stops, at worst of {len(cancels)} | {max(cancels):.3f} |")
    print(f"| until the memory is free | {unload(benches):.3f} |")


def _bench(name: str, device: torch.device, folder: Path, options: argparse.Namespace) -> Bench:
    if name == "tiny":
        kind, dtype, side = Pipeline.KLEIN, torch.float32, 256
        pipe = _tiny(folder).to(device)
    else:
        kind, dtype, side = KINDS[name], torch.bfloat16, 1024
        pipe = full_size(name, device, dtype)
    return Bench(
        pipe=pipe,
        kind=kind,
        device=device,
        dtype=dtype,
        folder=folder,
        side=side,
        steps=options.steps or _STEPS[kind],
        repeats=options.repeats,
    )


def _tiny(folder: Path) -> Any:
    made = make_tiny(Pipeline.KLEIN, folder / "tiny")
    pipe = diffusers.Flux2KleinPipeline.from_pretrained(made)
    pipe.set_progress_bar_config(disable=True)
    return pipe


def _quantise(bench: Bench) -> None:
    """Where fp8 is not computed in, the level "high" does without it."""
    device = bench.device
    if device.type == "cuda" and torch.cuda.get_device_capability(device) >= (8, 9):
        try:
            bench.quantise()
        except (ImportError, RuntimeError) as error:
            print(f"\nWithout fp8: {error}\n\n{_HEAD}")


def _expected_bytes(floor: Floor, case: Case, bench: Bench) -> int:
    """What the memory plan says of the device, less the context, which torch does not count."""
    if floor.name not in KINDS:
        return 0
    local = read_catalogue(resource("models.json").read_bytes()).model(f"local/{floor.name}").local
    assert local
    side = floor.side
    work = Workload(width=side, height=side, references=((side, side),) * case.references)
    work = replace(work, lora_bytes=sum(_size(bench.lora(i).file) for i in range(case.loras)))
    wish = MemoryWish(tier=MemoryTier.HIGH, quantisation=bench.quantisation)
    plan = plans(weights_of(local), work, probe(bench.device), wish)[0]
    return plan.peak_bytes - 500_000_000


def _size(file: str) -> int:
    return Path(file).stat().st_size


def _title(name: str, device: torch.device, floor: Floor, repeats: int) -> str:
    machine = torch.cuda.get_device_name(device) if device.type == "cuda" else "CPU"
    return (
        f"{name}, {floor.side}×{floor.side}, {floor.steps} steps, median of {repeats}; {machine}, "
        f"{floor.speed:.2f} TFLOP/s in a matrix product; torch {torch.__version__}, diffusers "
        f"{diffusers.__version__}, transformers {transformers.__version__}\n"
    )


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.engine")
    add = parser.add_argument
    add("--full", choices=list(KINDS), default="klein-4b")
    add("--tiny", action="store_true", help="the tiny klein")
    add("--references", type=_numbers, default=[0, 1, 3])
    add("--loras", type=_numbers, default=[0, 1, 3])
    add("--levels", type=lambda text: text.split(","), default=["none", "regular", "high"])
    add("--repeats", type=int, default=3)
    add("--steps", type=int, default=0, help="of a picture; the model's own number")
    add("--seconds", type=float, default=420.0, help="after them no further row is begun")
    return parser.parse_args(arguments)


def _numbers(text: str) -> list[int]:
    return [int(number) for number in text.split(",")]


if __name__ == "__main__":
    sys.exit(main())
