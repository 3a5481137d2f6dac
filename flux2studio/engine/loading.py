"""Loads a model from its files: never from the network, watched, and to be stopped at any time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

import torch
from diffusers import (
    AutoencoderKLFlux2,
    FlowMatchEulerDiscreteScheduler,
    Flux2KleinKVPipeline,
    Flux2KleinPipeline,
    Flux2Pipeline,
    Flux2Transformer2DModel,
)
from safetensors import SafetensorError

from flux2studio.core.engine_messages import ModelFiles
from flux2studio.core.local import MemoryPlan, Pipeline
from flux2studio.engine import quantising, text_encoder
from flux2studio.engine.errors import Check
from flux2studio.engine.exhaustion import exhaustion_named
from flux2studio.engine.filling import empty, fill
from flux2studio.engine.lora_rack import LoraRack
from flux2studio.engine.model import Model
from flux2studio.engine.model_folder import ModelFolder, Weights, broken, vanished
from flux2studio.engine.placing import home, place
from flux2studio.engine.precision import DTYPES
from flux2studio.engine.single_file import SingleFile, by_diffusers_names, open_single
from flux2studio.engine.small_weights import load_small
from flux2studio.engine.weight_files import read_tensors, wanted_bytes

_MIB = 2**20

Tell = Callable[[int, int], None]  # done and total MiB


@dataclass(slots=True)
class _Progress:
    """Counts the bytes that were read, and says so about a hundred times."""

    total: int
    tell: Tell
    check: Check
    done: int = 0
    told: int = -1

    def add(self, count: int) -> None:
        self.check()
        self.done = min(self.done + count, self.total)
        total = -(-self.total // _MIB)
        hundredth = self.done // max(self.total // min(total, 100), 1) if total else 0
        if hundredth != self.told:
            self.told = hundredth
            self.tell(self.done * total // max(self.total, 1), total)


@dataclass(frozen=True, slots=True, kw_only=True)
class Loader:
    """Loads the model in ``folder`` for ``device``; ``whole``: all of the text encoder."""

    files: ModelFiles
    folder: ModelFolder
    plan: MemoryPlan
    device: torch.device
    whole: bool

    def load(self, tell: Tell, check: Check) -> Model:
        """Return the model, in its place. Raises EngineError, and what ``check`` does.

        Nothing of it stays in memory after an error.
        """
        parts: dict[str, Any] = {}
        try:
            with exhaustion_named():
                return self._load(parts, tell, check)
        except OSError as error:
            raise vanished(error) from error
        except (ValueError, KeyError, TypeError, SafetensorError) as error:
            raise broken(
                "The model cannot be loaded: its files do not fit each other.",
                details=f"{type(error).__name__}: {error}",
            ) from error
        finally:
            parts.clear()  # the frame of a failed load lives as long as its error

    def _load(self, parts: dict[str, Any], tell: Tell, check: Check) -> Model:
        check()
        single = None
        if self.folder.single is not None:
            single = open_single(self.folder.single, self.folder.transformer.config)
        progress = _Progress(self._bytes(single), tell, check)
        progress.add(0)
        path = self.folder.path
        parts["tokenizer"] = text_encoder.tokenizer(path / "tokenizer")
        parts["scheduler"] = FlowMatchEulerDiscreteScheduler.from_pretrained(
            str(path / "scheduler"), local_files_only=True
        )
        parts["vae"] = self._vae(progress)
        parts["text_encoder"] = self._text_encoder(progress)
        parts["transformer"] = self._transformer(single, progress)
        pipe = _pipeline(self.files.pipeline, parts)
        place(pipe, self.plan.offload, self.device)
        return Model(
            pipe=pipe,
            files=self.files,
            plan=self.plan,
            device=self.device,
            dtype=self._dtype,
            whole_encoder=self.whole,
            loras=LoraRack(
                pipe.transformer, base=self.files.base, name=self.files.name, dtype=self._dtype
            ),
        )

    @property
    def _dtype(self) -> torch.dtype:
        return DTYPES[self.plan.precision]

    def _wanted(self, name: str) -> bool:
        """Whether a weight of the text encoder is needed."""
        return self.whole or text_encoder.is_read(self.files.pipeline)(name)

    def _bytes(self, single: SingleFile | None) -> int:
        parts = (self.folder.transformer, self.folder.vae)
        stored = sum(wanted_bytes(part.files, _all) for part in parts)
        encoder = wanted_bytes(self.folder.text_encoder.files, self._wanted)
        return stored + encoder + (single.size if single else 0)

    def _vae(self, progress: _Progress) -> Any:
        weights = self.folder.vae
        with empty():
            vae = AutoencoderKLFlux2.from_config(dict(weights.config))
        tensors = read_tensors(weights.files, _all, progress.add)
        self._fill(vae, tensors, weights, "vae")
        return vae

    def _text_encoder(self, progress: _Progress) -> Any:
        weights = self.folder.text_encoder
        kind = self.files.pipeline
        if "quantization_config" in weights.config:
            return self._from_library(text_encoder.CLASSES[kind], weights, "text_encoder", progress)
        encoder = text_encoder.build(kind, weights.folder, whole=self.whole)
        tensors = read_tensors(weights.files, self._wanted, progress.add)
        quantise = quantising.for_weights(self.plan.text_encoder_quantisation, self.device)
        self._fill(encoder, text_encoder.by_own_names(tensors), weights, "text_encoder", quantise)
        return encoder

    def _transformer(self, single: SingleFile | None, progress: _Progress) -> Any:
        weights = self.folder.transformer
        if single is not None and single.quantised:
            return load_small(
                single,
                self.folder.path,
                dtype=self._dtype,
                device=home("transformer", self.plan.offload, self.device),
                on_bytes=progress.add,
            )
        if "quantization_config" in weights.config:
            return self._from_library(Flux2Transformer2DModel, weights, "transformer", progress)
        with empty():
            transformer = Flux2Transformer2DModel.from_config(dict(weights.config))
        if single is not None and single.header is not None:
            wanted = partial(_of_transformer, single)
            tensors = read_tensors({single.path: single.header}, wanted, progress.add)
            tensors = by_diffusers_names(single, tensors)
        else:
            tensors = read_tensors(weights.files, _all, progress.add)
        quantise = quantising.for_transformer(self.plan.quantisation, self.device)
        self._fill(transformer, tensors, weights, "transformer", quantise)
        return transformer

    def _fill(
        self, module: Any, tensors: Any, weights: Weights, part: str, quantise: Any = None
    ) -> None:
        origin = f"“{weights.folder.name}” of {self.files.name or self.folder.path.name}"
        fill(
            module,
            tensors,
            dtype=self._dtype,
            device=home(part, self.plan.offload, self.device),
            quantise=quantise,
            origin=origin,
        )

    def _from_library(
        self, part_class: Any, weights: Weights, part: str, progress: _Progress
    ) -> Any:
        """Load a part that was saved quantised, in one go: only its own library knows how."""
        module = part_class.from_pretrained(
            str(weights.folder), dtype=self._dtype, local_files_only=True, use_safetensors=True
        )
        progress.add(wanted_bytes(weights.files, _all))
        return module.to(home(part, self.plan.offload, self.device)).requires_grad_(False)


def _all(_name: str) -> bool:
    return True


def _of_transformer(single: SingleFile, name: str) -> bool:
    return single.bare(name) is not None


def _pipeline(kind: Pipeline, parts: dict[str, Any]) -> Any:
    """Return the pipeline; what sort of klein it is was ordered, and not all folders say it."""
    if kind is Pipeline.DEV:
        pipe = Flux2Pipeline(**parts)
    elif kind is Pipeline.KLEIN_KV:
        pipe = Flux2KleinKVPipeline(**parts, is_distilled=True)
    else:
        pipe = Flux2KleinPipeline(**parts, is_distilled=kind is Pipeline.KLEIN)
    pipe.set_progress_bar_config(disable=True)
    return pipe
