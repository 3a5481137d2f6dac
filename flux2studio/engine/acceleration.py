"""The level of acceleration that was asked for, as far as this machine has it.

"none" is the result that plain diffusers gives, bit for bit. "regular" may round otherwise, so
that nobody sees it; "high" is for drafts. What is undone is undone exactly.
"""

from __future__ import annotations

from collections.abc import Hashable

from flux2studio.core.engine_messages import Run
from flux2studio.core.local import Offload, Pipeline, Quantisation
from flux2studio.core.request import Acceleration
from flux2studio.engine.attention import fastest_attention, set_attention
from flux2studio.engine.caching import DRAFT, UNSEEN, cache_steps, read_ratios, uncached
from flux2studio.engine.decoding import set_layout
from flux2studio.engine.inpainting import steps_taken
from flux2studio.engine.model import Model

_MANY_STEPS = (Pipeline.DEV, Pipeline.KLEIN_BASE)  # where steps resemble each other
_NOTHING = "nothing to speed up on this device"
_COMPILED = "compiled"


def accelerate(model: Model, order: Run) -> tuple[str, ...]:
    """Prepare ``model`` for the next picture of ``order``; return what is in effect, in words.

    To be called before each picture, once its LoRAs are at work: the second one of a shape is
    compiled for. Never raises for what is missing.
    """
    if order.acceleration is Acceleration.NONE:
        _undo(model)
        return ()
    words = [
        *_attention(model, order),
        *_cached(model, order),
        *_compiled(model, order),
        *_decoding(model, order),
    ]
    if model.plan.quantisation is Quantisation.FP8 and model.device.type == "cuda":
        words.append("computed in fp8")
    return tuple(words) or (_NOTHING,)


def confirmed(model: Model, words: tuple[str, ...]) -> tuple[str, ...]:
    """Return ``words`` of ``accelerate`` without what failed while the picture was made."""
    if _COMPILED not in words or model.speed.compiler.is_on:
        return words
    return tuple(word for word in words if word != _COMPILED) or (_NOTHING,)


def _undo(model: Model) -> None:
    transformer = model.pipe.transformer
    uncached(transformer)
    _uncompiled(model)
    set_attention(transformer, None)
    _own_decoder(model)
    _lay_out(model, channels_last=False)


def _attention(model: Model, order: Run) -> tuple[str, ...]:
    drafts = order.acceleration is Acceleration.HIGH
    ways = model.speed.ways
    if drafts not in ways:
        ways[drafts] = fastest_attention(model.device, model.dtype, approximate=drafts)
    return set_attention(model.pipe.transformer, ways[drafts])


def _cached(model: Model, order: Run) -> tuple[str, ...]:
    transformer = model.pipe.transformer
    uncached(transformer)
    if order.model.pipeline not in _MANY_STEPS or model.plan.offload is Offload.GROUP:
        return ()
    ratios = read_ratios(model.files.folder)
    if not ratios:
        return ("no MagCache: not calibrated",)
    leniency = DRAFT if order.acceleration is Acceleration.HIGH else UNSEEN
    cache_steps(transformer, ratios, leniency, steps_taken(order))
    return ("MagCache",)


def _compiled(model: Model, order: Run) -> tuple[str, ...]:
    """Not together with MagCache, whose hooks no compiler takes as a whole."""
    compiler = model.speed.compiler
    is_fit = model.plan.offload is not Offload.GROUP
    is_fit = is_fit and not model.pipe.transformer.is_cache_enabled
    if compiler.is_worth_it(model.device, _shape(order)) and is_fit:
        model.loras.enable_slots()  # so that a change of LoRAs compiles nothing anew
        compiler.switch_on(model.pipe.transformer)
        return (_COMPILED,)
    _uncompiled(model)
    return ()


def _uncompiled(model: Model) -> None:
    if model.speed.compiler.is_on or model.speed.compiler.failure:
        model.speed.compiler.switch_off()
        model.loras.disable_slots()


def _decoding(model: Model, order: Run) -> tuple[str, ...]:
    if model.device.type != "cuda":
        return ()
    is_small = False
    if order.acceleration is Acceleration.HIGH:
        is_small = model.speed.decoders.take_small(model.pipe.vae, model.files.folder)
    else:
        _own_decoder(model)
    _lay_out(model, channels_last=True)
    return ("small decoder",) if is_small else ("channels-last decoder",)


def _own_decoder(model: Model) -> None:
    model.speed.decoders.take_own(model.pipe.vae)


def _lay_out(model: Model, *, channels_last: bool) -> None:
    if model.speed.has_layout or channels_last:
        set_layout(model.pipe.vae, channels_last=channels_last)
        model.speed.has_layout = channels_last


def _shape(order: Run) -> Hashable:
    """What pictures have in common that the same compiled blocks serve."""
    return order.width, order.height, len(order.references), bool(order.mask)
