"""What the tests of loading share: files and orders of the tiny models, and ways to load them."""

from __future__ import annotations

import gc
import itertools
from pathlib import Path
from typing import Any

import torch
from diffusers import DiffusionPipeline, Flux2Transformer2DModel

from flux2studio.core.engine_messages import MemoryWish, ModelFiles, Run
from flux2studio.core.local import MemoryPlan, Pipeline, Precision
from flux2studio.core.request import Acceleration, ImageFormat
from flux2studio.engine.errors import StoppedError
from flux2studio.engine.loading import Loader
from flux2studio.engine.model import Model
from flux2studio.engine.model_folder import look

CPU = torch.device("cpu")
EXACT = MemoryPlan(precision=Precision.FP32)


def files(kind: Pipeline | str, folder: Path, **changes: Any) -> ModelFiles:
    values = {
        "pipeline": Pipeline(kind),
        "folder": str(folder),
        "name": "Tiny",
        "label": "tiny",
        "hidden": 32,
    }
    return ModelFiles(**values | changes)


def order(model: ModelFiles, **changes: Any) -> Run:
    values = {
        "job": "job",
        "model": model,
        "memory": MemoryWish(),
        "folder": "",
        "prompt": "a cat",
        "pictures": (),
        "width": 64,
        "height": 64,
        "steps": 2,
        "guidance": 1.0,
        "acceleration": Acceleration.NONE,
        "format": ImageFormat.PNG,
    }
    return Run(**values | changes)


def silent(*_said: Any) -> None:
    """Hear nothing, stop nothing."""


def load(
    model: ModelFiles,
    plan: MemoryPlan = EXACT,
    *,
    whole: bool = False,
    tell: Any = silent,
    check: Any = silent,
) -> Model:
    loader = Loader(files=model, folder=look(model), plan=plan, device=CPU, whole=whole)
    return loader.load(tell, check)


def stop_at(call: int) -> Any:
    """Return a check that stops at this call."""
    calls = itertools.count(1)

    def check() -> None:
        if next(calls) == call:
            raise StoppedError

    return check


def picture(pipe: Any, seed: int = 1) -> Any:
    """Return a small picture as numbers, made in two steps."""
    guidance = {} if "KV" in type(pipe).__name__ else {"guidance_scale": 1.0}
    images = pipe(
        prompt="a cat",
        width=64,
        height=64,
        num_inference_steps=2,
        generator=torch.Generator().manual_seed(seed),
        output_type="np",
        **guidance,
    )
    return images.images


def plain(folder: Path, dtype: torch.dtype = torch.float32) -> Any:
    """Return the pipeline as diffusers itself loads it."""
    pipe = DiffusionPipeline.from_pretrained(folder, dtype=dtype, local_files_only=True)
    pipe.set_progress_bar_config(disable=True)
    return pipe


def transformers_in_memory() -> int:
    gc.collect()
    return sum(type(each) is Flux2Transformer2DModel for each in gc.get_objects())
