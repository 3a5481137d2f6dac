"""A model on the bench: plain diffusers and our own engine paint the same pictures with it."""

from __future__ import annotations

import hashlib
import statistics
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import torch
from PIL import Image
from safetensors.torch import save_file

from flux2studio.core.engine_messages import (
    LoraOrder,
    MemoryWish,
    ModelFiles,
    PictureOrder,
    Run,
)
from flux2studio.core.local import MemoryPlan, Pipeline, Precision, Quantisation
from flux2studio.core.request import Acceleration, ImageFormat
from flux2studio.engine import quantising
from flux2studio.engine.acceleration import accelerate, confirmed
from flux2studio.engine.errors import StoppedError
from flux2studio.engine.lora_rack import LoraRack
from flux2studio.engine.memory import release
from flux2studio.engine.model import Model
from flux2studio.engine.painter import Painter
from flux2studio.engine.prompts import embedding

PLAIN = "plain diffusers"
_RANK = 16
_WARM = 3  # pictures before the clock: the second of a shape compiles, the third settles
_PROMPT = "a lighthouse at dusk, oil on canvas"


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One kind of picture. ``who`` is PLAIN or a level of acceleration."""

    references: int
    loras: int
    who: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Timing:
    """Of a picture, the median; ``peak_bytes`` is 0 where the device does not say."""

    seconds: float
    step_seconds: float
    warm_up_seconds: float
    peak_bytes: int
    in_effect: tuple[str, ...] = ()


@dataclass(slots=True, kw_only=True)
class Bench:
    """``folder`` is for references and LoRAs. ``side``: of the pictures, in pixels."""

    pipe: Any
    kind: Pipeline
    device: torch.device
    dtype: torch.dtype
    folder: Path
    side: int
    steps: int
    repeats: int
    quantisation: Quantisation = Quantisation.NONE
    model: Model = field(init=False)
    _loras: dict[int, LoraOrder] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.model = self._model()

    def quantise(self) -> None:
        """Keep the blocks in fp8 from now on, as the plan of the level "high" does."""
        make_small = quantising.for_transformer(Quantisation.FP8, self.device)
        assert make_small
        self.model.loras.apply((), lambda: None)
        transformer = self.pipe.transformer
        for name, layer in list(transformer.named_modules()):
            if isinstance(layer, torch.nn.Linear):
                replaced = make_small(name, layer)
                if replaced is not layer:
                    transformer.set_submodule(name, replaced)
        self.quantisation = Quantisation.FP8
        self.model = self._model()

    def measure(self, case: Case) -> Timing:
        """Raises torch.OutOfMemoryError; the model is usable afterwards."""
        if case.who == PLAIN:
            return self._measure_plain(case)
        order = self.order(case)
        self.model.loras.apply(order.loras, lambda: None)
        words: tuple[str, ...] = ()
        step_seconds = 0.0

        def paint() -> None:
            nonlocal words, step_seconds
            words = accelerate(self.model, order)
            painting = self._painter(order).paint(order.pictures[0], 0)
            words, step_seconds = confirmed(self.model, words), painting.step_seconds

        try:
            return self._timed(paint, lambda: (step_seconds, words))
        finally:
            self.model.loras.apply((), lambda: None)

    def order(self, case: Case) -> Run:
        level = Acceleration.NONE if case.who == PLAIN else Acceleration(case.who)
        return Run(
            job="bench",
            model=self.model.files,
            memory=MemoryWish(),
            folder=str(self.folder),
            prompt=_PROMPT,
            pictures=(PictureOrder(index=0, seed=1),),
            width=self.side,
            height=self.side,
            steps=self.steps,
            guidance=2.5 if self.kind is Pipeline.DEV else 1.0,
            acceleration=level,
            format=ImageFormat.PNG,
            references=tuple(self._reference(i) for i in range(case.references)),
            loras=tuple(self.lora(i) for i in range(case.loras)),
            previews=False,
        )

    def lora(self, number: int) -> LoraOrder:
        """Return a LoRA of rank 16 for all blocks, in the names of diffusers."""
        if number not in self._loras:
            file = self.folder / f"lora-{number}.safetensors"
            source = torch.Generator().manual_seed(number)
            tensors = {}
            for name, (given, taken) in self._linear_layers():
                for half, size in {"lora_A": (_RANK, taken), "lora_B": (given, _RANK)}.items():
                    numbers = torch.randn(size, generator=source) * 0.01
                    tensors[f"transformer.{name}.{half}.weight"] = numbers.to(torch.bfloat16)
            save_file(tensors, file)
            digest = hashlib.sha256(file.read_bytes()).hexdigest()
            self._loras[number] = LoraOrder(
                name=f"LoRA {number}", file=str(file), scale=0.5, sha256=digest
            )
        return self._loras[number]

    def swap_seconds(self) -> tuple[float, float]:
        """Return how long another LoRA takes: from its file, and when it was used before."""
        one, other = (self.lora(1),), (self.lora(2),)
        self.model.loras.forget()
        self.model.loras.apply((self.lora(0),), lambda: None)
        cold = self._seconds(lambda: self.model.loras.apply(one, lambda: None))
        self.model.loras.apply(other, lambda: None)
        warm = self._seconds(lambda: self.model.loras.apply(one, lambda: None))
        self.model.loras.apply((), lambda: None)
        return cold, warm

    def cancel_seconds(self, case: Case, after_s: float) -> float:
        """Return how long a picture goes on after it was stopped in its middle."""
        order = self.order(case)
        accelerate(self.model, order)
        stopped = threading.Event()
        pressed = 0.0

        def press() -> None:
            nonlocal pressed
            pressed = time.perf_counter()
            stopped.set()

        def check() -> None:
            if stopped.is_set():
                raise StoppedError

        painter = Painter(self.model, order, order.prompt, lambda _event: None, check)
        timer = threading.Timer(after_s, press)
        timer.start()
        with suppress(StoppedError):
            while True:
                painter.paint(order.pictures[0], 0)
        self._wait()
        timer.join()
        return time.perf_counter() - pressed

    def _measure_plain(self, case: Case) -> Timing:
        order = self.order(case)
        accelerate(self.model, order)  # undoes all
        references = [_opened(path) for path in order.references] or None
        self._load_plain(order.loras)
        text = embedding(self.model, order.prompt)
        moments: list[float] = []

        def after_step(_pipe: Any, _index: int, _time: Any, values: dict[str, Any]) -> Any:
            self._wait()
            moments.append(time.perf_counter())
            return values

        def paint(**watched: Any) -> None:
            self.pipe(
                prompt_embeds=text,
                image=references,
                width=order.width,
                height=order.height,
                num_inference_steps=order.steps,
                generator=torch.Generator(self.device).manual_seed(1),
                guidance_scale=order.guidance,
                **watched,
            )

        def facts() -> tuple[float, tuple[str, ...]]:
            paint(callback_on_step_end=after_step)  # apart: to wait for each step takes time
            return (moments[-1] - moments[0]) / max(len(moments) - 1, 1), ()

        try:
            with torch.no_grad():
                return self._timed(paint, facts)
        finally:
            if order.loras:
                self.pipe.unload_lora_weights()

    def _load_plain(self, loras: tuple[LoraOrder, ...]) -> None:
        for number, lora in enumerate(loras):
            self.pipe.load_lora_weights(lora.file, adapter_name=f"lora_{number}")
        if loras:
            names = [f"lora_{number}" for number in range(len(loras))]
            self.pipe.set_adapters(names, [lora.scale for lora in loras])

    def _timed(
        self, paint: Callable[[], None], facts: Callable[[], tuple[float, tuple[str, ...]]]
    ) -> Timing:
        warm_up = max(self._seconds(paint) for _ in range(_WARM))
        if self.device.type == "cuda":
            torch.cuda.reset_peak_memory_stats(self.device)
        seconds = [self._seconds(paint) for _ in range(self.repeats)]
        step_seconds, words = facts()
        peak = torch.cuda.max_memory_allocated(self.device) if self.device.type == "cuda" else 0
        return Timing(
            seconds=statistics.median(seconds),
            step_seconds=step_seconds,
            warm_up_seconds=warm_up,
            peak_bytes=peak,
            in_effect=words,
        )

    def _painter(self, order: Run) -> Painter:
        return Painter(self.model, order, order.prompt, lambda _event: None, lambda: None)

    def _seconds(self, work: Callable[[], Any]) -> float:
        self._wait()
        begun = time.perf_counter()
        work()
        self._wait()
        return time.perf_counter() - begun

    def _wait(self) -> None:
        if self.device.type == "cuda":
            torch.cuda.synchronize(self.device)

    def _model(self) -> Model:
        precision = Precision.BF16 if self.dtype is torch.bfloat16 else Precision.FP32
        return Model(
            pipe=self.pipe,
            files=ModelFiles(pipeline=self.kind, folder=str(self.folder), label="bench"),
            plan=MemoryPlan(precision=precision, quantisation=self.quantisation),
            device=self.device,
            dtype=self.dtype,
            whole_encoder=False,
            loras=LoraRack(self.pipe.transformer, dtype=self.dtype),
        )

    def _linear_layers(self) -> list[tuple[str, tuple[int, int]]]:
        return [
            (name, (layer.out_features, layer.in_features))
            for name, layer in self.pipe.transformer.named_modules()
            if isinstance(layer, torch.nn.Linear) and "transformer_blocks." in name
        ]

    def _reference(self, number: int) -> str:
        file = self.folder / f"reference-{number}.png"
        if not file.exists():
            source = torch.Generator().manual_seed(number)
            shape = (self.side, self.side, 3)
            noise = torch.randint(0, 256, shape, generator=source, dtype=torch.uint8)
            Image.fromarray(noise.numpy()).save(file)
        return str(file)


def teraflops(device: torch.device, dtype: torch.dtype) -> float:
    """Return what a large matrix product reaches here: the floor is counted with it."""
    size = 8192 if device.type == "cuda" else 512
    one, other = (torch.randn(size, size, device=device, dtype=dtype) for _ in range(2))
    rounds = 20
    times = []
    for _ in range(4):
        begun = time.perf_counter()
        for _ in range(rounds):
            one @ other
        if device.type == "cuda":
            torch.cuda.synchronize(device)
        times.append(time.perf_counter() - begun)
    return 2 * size**3 * rounds / min(times) / 1e12


def unload(benches: list[Bench]) -> float:
    """Free the only bench there is; return the seconds that took."""
    device = benches[0].device
    begun = time.perf_counter()
    benches.clear()
    release(device)
    return time.perf_counter() - begun


def _opened(path: str) -> Image.Image:
    with Image.open(path) as image:
        return image.convert("RGB")
