"""Whether a family has room for one more LoRA, and can use the one at hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QCoreApplication

from flux2studio.core.checks import problems
from flux2studio.core.errors import InvalidRequestError, LoraError
from flux2studio.core.lora import Lora
from flux2studio.core.lora_marks import is_wrong
from flux2studio.core.models import Catalogue, LoraRule, Model
from flux2studio.core.request import LoraUse
from flux2studio.core.starting import starting_request


def lora_rule(family: Sequence[Model]) -> LoraRule | None:
    """The rule of the sibling that takes LoRAs, or None when none does."""
    return next((model.loras for model in family if model.loras is not None), None)


def no_room(catalogue: Catalogue, model: Model, active: int) -> InvalidRequestError | None:
    """Why no LoRA can be added to ``active`` others with the family of ``model``, or None."""
    rule = lora_rule(catalogue.family_of(model))
    if rule is None:
        return no_loras(catalogue, model)
    if active >= rule.maximum:
        return InvalidRequestError(
            _tr("{0} takes at most %n LoRA(s).", rule.maximum).format(model.family),
            hint=_tr("Remove one, or switch one off."),
            field="loras",
        )
    return None


def no_loras(catalogue: Catalogue, model: Model) -> InvalidRequestError:
    """Say that the family of ``model`` takes none, and name one beside it that does."""
    others = catalogue.models_of(model.backend)
    other = next((other.family for other in others if other.loras is not None), "")
    return InvalidRequestError(
        _tr("{0} takes no LoRAs.").format(model.family),
        hint=_tr("Choose {0} to use them.").format(other) if other else "",
        field="loras",
    )


def lora_problem(lora: LoraUse, model: Model) -> InvalidRequestError | None:
    """Why ``model`` cannot use this one LoRA, and what would work; None when it can."""
    alone = replace(starting_request(model), loras=(lora,))
    return next((found for found in problems(alone, model) if found.field == "loras"), None)


def base_of(model: Model) -> str:
    """The base a LoRA must be made for; empty where any will do."""
    if not model.name.startswith("FLUX.2"):
        return ""
    klein = next((size for size in ("4B", "9B") if f"klein {size}" in model.name), "")
    return f"FLUX.2 klein {klein}" if klein else "FLUX.2 dev"


def base_problem(lora: Lora, needed: str) -> LoraError | None:
    """Why a LoRA cannot be put in use with a model that needs the base ``needed``, or None."""
    if not is_wrong(lora.base, needed):
        return None
    made_for = _tr("another model") if lora.base == "other" else lora.base
    return LoraError(
        _tr("“{0}” is made for {1} and does nothing good with {2}.").format(
            lora.name, made_for, needed
        ),
        hint=_tr("Choose a LoRA for {0}.").format(needed)
        if lora.base == "other"
        else _tr("Choose a LoRA for {0}, or the model {1}.").format(needed, lora.base),
        field="loras",
    )


def _tr(text: str, number: int = -1) -> str:
    return QCoreApplication.translate("LoraRoom", text, None, number)
