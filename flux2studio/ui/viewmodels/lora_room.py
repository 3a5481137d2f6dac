"""Whether a model has room for one more LoRA."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from flux2studio.core.errors import InvalidRequestError
from flux2studio.core.models import Model


def no_room(model: Model, active: int) -> InvalidRequestError | None:
    """Why a LoRA cannot be added to ``active`` others, or None when it can."""
    if model.loras is None:
        return InvalidRequestError(
            _tr("{0} takes no LoRAs.").format(model.name),
            hint=_tr("Choose a model with LoRA first."),
            field="loras",
        )
    if active >= model.loras.maximum:
        return InvalidRequestError(
            _tr("{0} takes at most {1} LoRAs.").format(model.name, model.loras.maximum),
            hint=_tr("Remove one, or switch one off."),
            field="loras",
        )
    return None


def _tr(text: str) -> str:
    return QCoreApplication.translate("LoraRoom", text)
