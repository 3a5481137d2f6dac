"""Whether an order can be carried out at all, said before anything is loaded."""

from __future__ import annotations

from flux2studio.core.engine_messages import FailureKind, Run
from flux2studio.core.local import Pipeline
from flux2studio.core.phrase import phrase
from flux2studio.engine.errors import EngineError
from flux2studio.engine.inpainting import check_inpainting
from flux2studio.engine.latents import GRID, on_grid
from flux2studio.engine.references import check_references


def check_order(order: Run) -> None:
    """Raise EngineError(REQUEST) for what the app should not have asked for."""
    _check_numbers(order)
    _check_texts(order)
    check_references(order)
    check_inpainting(order)


def _check_numbers(order: Run) -> None:
    for name, side in (("Width", order.width), ("Height", order.height)):
        if side < GRID or side % GRID:
            nearest = max(GRID, on_grid(side + GRID // 2))
            raise _refused(
                phrase("{name} must be a multiple of {grid} pixels.", name=name, grid=GRID),
                phrase("Take {nearest}.", nearest=nearest),
                "size",
            )
    if order.steps < 1:
        raise _refused("At least one step is needed.", "Raise the number of steps.", "steps")
    if not order.pictures:
        raise _refused("No picture was asked for.", "Ask for at least one.", "count")


def _check_texts(order: Run) -> None:
    kind = order.model.pipeline
    if order.negative_prompt and kind is not Pipeline.KLEIN_BASE:
        raise _refused(
            "Only the klein base models take a negative prompt on this computer.",
            "Leave it empty, or choose such a model.",
            "negative_prompt",
        )
    if order.expand_prompt and kind is not Pipeline.DEV:
        raise _refused(
            "Only FLUX.2 dev can expand a prompt on this computer.",
            "Switch prompt expansion off, or choose that model.",
            "expand_prompt",
        )


def _refused(message: str, hint: str, field: str) -> EngineError:
    return EngineError(FailureKind.REQUEST, message, hint=hint, field=field)
