"""Measures once, for a model of many steps, how much each step changes: what MagCache needs.

    python -m flux2studio.engine.calibrating FOLDER dev|klein-base [STEPS]

Makes one picture with all steps and writes ``mag_ratios.json`` beside the parts of the model,
which the levels "regular" and "high" then use. To be done with real weights.
"""

from __future__ import annotations

import io
import json
import sys
from contextlib import redirect_stdout
from pathlib import Path

import torch
from diffusers import MagCacheConfig

from flux2studio.core.engine_messages import MemoryWish, ModelFiles, PictureOrder, Run
from flux2studio.core.local import Pipeline
from flux2studio.core.request import Acceleration, ImageFormat
from flux2studio.engine.caching import uncached, write_ratios
from flux2studio.engine.keeper import Keeper
from flux2studio.engine.model import Model
from flux2studio.engine.painter import Painter

_STEPS = {Pipeline.DEV: 28, Pipeline.KLEIN_BASE: 50}
_GUIDANCE = {Pipeline.DEV: 2.5, Pipeline.KLEIN_BASE: 4.0}
_PROMPT = "A harbour town in the evening, people at a fish stall, boats, warm light on old walls"


def calibrate(model: Model, order: Run) -> tuple[float, ...]:
    """Return the ratio of each step of the first picture of ``order``.

    diffusers prints them, once for each pass of true guidance; the first is that of the prompt.
    """
    transformer = model.pipe.transformer
    uncached(transformer)
    transformer.enable_cache(MagCacheConfig(calibrate=True, num_inference_steps=order.steps))
    try:
        with redirect_stdout(io.StringIO()) as printed:
            painter = Painter(model, order, order.prompt, lambda _event: None, lambda: None)
            painter.paint(order.pictures[0], 0)
    finally:
        uncached(transformer)
    lines = [line for line in printed.getvalue().splitlines() if line.startswith("[1")]
    ratios: list[float] = json.loads(lines[0])
    return tuple(ratios)


def calibration_order(files: ModelFiles, steps: int = 0, side: int = 1024) -> Run:
    """Return what is painted to calibrate by; ``steps`` 0 for the usual number."""
    return Run(
        job="calibration",
        model=files,
        memory=MemoryWish(),
        folder="",
        prompt=_PROMPT,
        pictures=(PictureOrder(index=0, seed=1),),
        width=side,
        height=side,
        steps=steps or _STEPS[files.pipeline],
        guidance=_GUIDANCE[files.pipeline],
        acceleration=Acceleration.NONE,
        format=ImageFormat.PNG,
        previews=False,
    )


def main(arguments: list[str]) -> int:
    folder, kind, *steps = arguments
    files = ModelFiles(pipeline=Pipeline(kind), folder=folder)
    order = calibration_order(files, int(steps[0]) if steps else 0)
    keeper = Keeper()
    with torch.no_grad():
        plan = keeper.plans(order)[0]
        model = keeper.ready(order, plan, lambda _event: None, lambda: None)
        written = write_ratios(Path(folder), calibrate(model, order))
    sys.stdout.write(f"{written}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
