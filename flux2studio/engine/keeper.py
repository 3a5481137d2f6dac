"""Keeps one model loaded while the orders want it, and frees its memory when they do not."""

from __future__ import annotations

import traceback
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import torch
from PIL import Image, UnidentifiedImageError

from flux2studio.core import memory as planning
from flux2studio.core.engine_messages import (
    EnginePhase,
    MemoryWish,
    ModelFiles,
    Phased,
    Run,
    State,
)
from flux2studio.core.local import Hardware, MemoryPlan, Pipeline
from flux2studio.core.memory_peaks import ModelWeights, Workload
from flux2studio.core.request import Acceleration
from flux2studio.engine.errors import Check, Say
from flux2studio.engine.exhaustion import exhaustion_named
from flux2studio.engine.hardware import device_of, now, probe
from flux2studio.engine.loading import Loader
from flux2studio.engine.memory import ram_bytes, release, used_bytes
from flux2studio.engine.model import Model
from flux2studio.engine.model_folder import Fingerprint, fingerprint_of, look
from flux2studio.engine.model_weights import measured
from flux2studio.engine.placing import place

_Wish = tuple[MemoryWish, bool]  # of the artist; whether fp8 comes first


@dataclass(slots=True)
class _Loaded:
    """``wish`` is that of the last order it was made ready for."""

    model: Model
    fingerprint: Fingerprint
    wish: _Wish


class Keeper:
    """Used by the thread of the jobs; ``state`` and ``hardware`` by any.

    ``now`` fills in the memory that is free now.
    """

    def __init__(self, now: Callable[[Hardware, torch.device], Hardware] = now) -> None:
        self._now = now
        self._device = device_of()
        if self._device.type == "cuda" and self._device.index:
            # Not all kernels look where their tensors are. It holds for this thread. (Untested.)
            torch.cuda.set_device(self._device)
        self._hardware = probe(self._device)
        self._loaded: _Loaded | None = None
        self._measured: tuple[object, ModelWeights] | None = None

    def hardware(self) -> Hardware:
        """Return what the engine runs on, with the memory that is free now."""
        return self._now(self._hardware, self._device)

    def plans(self, order: Run) -> tuple[MemoryPlan, ...]:
        """Return the plans to try, the best first. Raises EngineError for broken files.

        What is loaded comes first as long as it fits; ``unload`` makes the next order choose again.
        """
        wish, fast = _wish(order)
        plans = planning.plans(
            self._weights(order.model),
            _workload(order),
            self._free_of_model(self.hardware()),
            wish,
            fast=fast,
        )
        loaded = self._loaded
        if loaded is None or loaded.wish != (wish, fast):
            return plans
        return planning.staying(plans, loaded.model.plan, partial(_serves, loaded, order))

    def ready(self, order: Run, plan: MemoryPlan, say: Say, check: Check) -> Model:
        """Return the model of ``order`` as ``plan`` wants it, loaded unless it is already.

        Raises EngineError, OutOfMemoryError, and what ``check`` does; nothing is loaded then.
        """
        loaded = self._loaded
        if loaded is not None and _serves(loaded, order, plan):
            with exhaustion_named():
                _set_up(loaded.model, plan)
            loaded.wish = _wish(order)
            return loaded.model
        del loaded
        self.unload()
        folder = look(order.model)
        loader = Loader(
            files=order.model,
            folder=folder,
            plan=plan,
            device=self._device,
            whole=_writes(order) or not plan.truncated,
        )

        def tell(done: int, total: int) -> None:
            say(Phased(job=order.job, phase=EnginePhase.LOADING, done=done, total=total))

        try:
            model = loader.load(tell, check)
            _set_up(model, plan)
        except BaseException as error:  # a stop, too: whatever it is, its frames hold the model
            _let_go(error)
            release(self._device)
            raise
        self._loaded = _Loaded(model, folder.fingerprint, _wish(order))
        return model

    def unload(self) -> None:
        """Free the memory of the model; to be called when no error of a job is being handled."""
        self._loaded = None
        release(self._device)

    def state(self) -> State:
        """Return what is loaded and what would be free without it: what can be planned with."""
        hardware = self._free_of_model(self.hardware())
        loaded = self._loaded
        if loaded is None:
            return State(hardware=hardware)
        return State(
            hardware=hardware,
            model=loaded.model.files.label,
            plan=loaded.model.plan,
            wish=loaded.wish[0],
            fast=loaded.wish[1],
            used_bytes=used_bytes(self._device, loaded.model.pipe),
        )

    def _weights(self, files: ModelFiles) -> ModelWeights:
        """Measure the model, once while its files stay the same: it takes a moment."""
        seen = files, fingerprint_of(files)
        if self._measured is None or self._measured[0] != seen:
            self._measured = seen, measured(look(files), files.pipeline)
        return self._measured[1]

    def _free_of_model(self, hardware: Hardware) -> Hardware:
        """Count what the loaded model takes as free: it makes room for another, or stays."""
        loaded = self._loaded
        if loaded is None:
            return hardware
        pipe, device = loaded.model.pipe, hardware.device
        in_machine = hardware.ram_free_bytes
        if device.total_bytes:  # else nobody says what is free, and this is not all of it
            on_device = device.free_bytes + used_bytes(self._device, pipe)
            device = replace(device, free_bytes=on_device)
        if hardware.ram_total_bytes:
            in_machine += ram_bytes(pipe)
        return replace(hardware, device=device, ram_free_bytes=in_machine)


def _serves(loaded: _Loaded, order: Run, plan: MemoryPlan) -> bool:
    """Whether what is loaded will do for ``order`` and ``plan``, moved at most."""
    model = loaded.model
    return (
        model.files == order.model
        and fingerprint_of(order.model) in (loaded.fingerprint, ())
        and (model.whole_encoder or not (_writes(order) or not plan.truncated))
        and planning.serves(loaded.model.plan, plan)
    )


def _let_go(error: BaseException | None) -> None:
    """Empty the frames that failed, which would keep what was loaded as long as the error lives."""
    while error is not None:
        traceback.clear_frames(error.__traceback__)
        error = error.__cause__ or error.__context__


def _set_up(model: Model, plan: MemoryPlan) -> None:
    """Move what lies elsewhere than ``plan`` wants it."""
    if model.plan.offload is not plan.offload:
        place(model.pipe, plan.offload, model.device)
    if plan.tiling:
        model.pipe.vae.enable_tiling()
    else:
        model.pipe.vae.disable_tiling()
    model.plan = plan


def _wish(order: Run) -> _Wish:
    return order.memory, order.acceleration is Acceleration.HIGH


def _writes(order: Run) -> bool:
    """Whether the text encoder is to rewrite the prompt, which only dev's can."""
    return order.expand_prompt and order.model.pipeline is Pipeline.DEV


def _workload(order: Run) -> Workload:
    used = [Path(lora.file) for lora in order.loras if lora.scale]
    return Workload(
        width=order.width,
        height=order.height,
        references=tuple(_size(Path(reference)) for reference in order.references),
        large_reference=order.large_reference,
        masked=bool(order.mask),
        lora_bytes=sum(path.stat().st_size for path in used if path.is_file()),
        twice=order.model.pipeline is Pipeline.KLEIN_BASE and order.guidance > 1,
        keeps_references=order.model.pipeline is Pipeline.KLEIN_KV and not order.mask,
        expands=_writes(order),
    )


def _size(path: Path) -> tuple[int, int]:
    """Return width and height; one that cannot be read is refused later, in its own words."""
    try:
        with Image.open(path) as picture:
            return picture.size
    except (OSError, UnidentifiedImageError, ValueError):
        return 0, 0
