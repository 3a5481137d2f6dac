"""Gives a module that was built without memory its weights, one after the other."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable
from contextlib import contextmanager, nullcontext

import torch
from accelerate import init_empty_weights
from transformers import PreTrainedModel

from flux2studio.core.phrase import phrase
from flux2studio.engine.model_folder import broken

try:  # random numbers that are replaced at once would cost more time than small weights
    from transformers.initialization import no_init_weights
except ImportError:
    no_init_weights = nullcontext

_COUNTER = "num_batches_tracked"  # of training
Quantise = Callable[[str, torch.nn.Linear], torch.nn.Module]  # name in the model, layer


@contextmanager
def empty() -> Generator[None]:
    """Build modules without memory for their parameters; buffers are computed as always."""
    with init_empty_weights(include_buffers=False), no_init_weights():
        yield


def fill(
    module: torch.nn.Module,
    tensors: Iterable[tuple[str, torch.Tensor]],
    *,
    dtype: torch.dtype,
    device: torch.device,
    quantise: Quantise | None = None,
    origin: str,
) -> None:
    """Put ``tensors`` into ``module``, in ``dtype`` and on ``device``, and set it up for use.

    They come as name in the model and tensor, of the shape that the model has for it.
    ``quantise`` is given each layer as soon as it has its weights. ``origin`` names the files in
    errors: EngineError when a weight is missing or of another shape.
    """
    filled: set[str] = set()
    for name, tensor in tensors:
        owner, _, leaf = name.rpartition(".")
        holder = _holder(module, owner, leaf)
        if holder is None:
            continue  # something that other versions of the libraries kept
        _check_shape(name, tensor, getattr(holder, leaf), origin)
        _put(holder, leaf, tensor.to(device, dtype if tensor.is_floating_point() else None))
        filled.add(name)
        if quantise is not None and leaf == "weight" and isinstance(holder, torch.nn.Linear):
            replaced = quantise(owner, holder)
            if replaced is not holder:
                module.set_submodule(owner, replaced)
    _finish(module, filled, origin)
    module.to(device)  # what is computed, not stored
    module.eval().requires_grad_(False)


def _holder(module: torch.nn.Module, owner: str, leaf: str) -> torch.nn.Module | None:
    """Return the part of ``module`` that has a weight, None when none has it."""
    try:
        holder = module.get_submodule(owner)
    except AttributeError:
        return None
    return holder if hasattr(holder, leaf) else None


def _check_shape(name: str, tensor: torch.Tensor, expected: torch.Tensor, origin: str) -> None:
    if expected.shape != tensor.shape:
        raise broken(
            phrase("The weights in {origin} do not fit this model.", origin=origin),
            hint="Choose the file or folder that was made for it.",
            details=f"{name} is {tuple(tensor.shape)}, not {tuple(expected.shape)}.",
        )


def _finish(module: torch.nn.Module, filled: set[str], origin: str) -> None:
    """Tie the weights that are in the files only once, and see that none is missing."""
    if isinstance(module, PreTrainedModel):
        module.tie_weights()
    if missing := _missing(module, filled):
        raise broken(
            phrase("Weights are missing in {origin}.", origin=origin),
            details=f"{len(missing)} of them, such as {min(missing)}.",
        )


def _missing(module: torch.nn.Module, filled: set[str]) -> set[str]:
    weights = {name for name, parameter in module.named_parameters() if parameter.is_meta}
    stored = {name for name, _ in module.named_buffers()} & set(module.state_dict())
    return weights | {name for name in stored - filled if not name.endswith(_COUNTER)}


def _put(holder: torch.nn.Module, leaf: str, tensor: torch.Tensor) -> None:
    if leaf in holder._parameters:
        tensor = torch.nn.Parameter(tensor, requires_grad=False)
    setattr(holder, leaf, tensor)
