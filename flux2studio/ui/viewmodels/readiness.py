"""Whether a model of this computer can be used, in the words of the form."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from flux2studio.core.errors import InvalidRequestError
from flux2studio.core.model_files import ModelState, ModelStatus
from flux2studio.ui.viewmodels import sizes
from flux2studio.ui.viewmodels.model_rows import is_moving


def problem_of(status: ModelStatus) -> InvalidRequestError | None:
    """Why it cannot be used yet and what to do, or None."""
    if status.is_ready:
        return None
    sentence, hint = _why_not(status)
    return InvalidRequestError(sentence.format(status.name), hint=hint, field="model")


def tag_of(status: ModelStatus) -> str:
    """What stands beside its name in the list of models; empty when it can be used."""
    if status.is_ready:
        return ""
    if status.state is ModelState.MISSING:
        return _tr("{0} to download").format(sizes.size(status.total_bytes))
    return _tr("not ready")


def _why_not(status: ModelStatus) -> tuple[str, str]:
    if is_moving(status):
        return _tr("{0} is not whole yet."), _tr("It can be used once it is here.")
    return {
        ModelState.MISSING: (
            _tr("{0} is not on this computer yet."),
            _tr("Download it, or choose a hosted service."),
        ),
        ModelState.PARTIAL: (_tr("{0} is only partly here."), _tr("Download the rest.")),
        ModelState.WHOLE: (
            _tr("The licence of {0} was not agreed to yet."),
            _tr("Read it in Settings, This computer."),
        ),
        ModelState.DAMAGED: (
            _tr("The files of {0} are damaged."),
            _tr("Mend them in Settings, This computer."),
        ),
    }[status.state]


def _tr(text: str) -> str:
    return QCoreApplication.translate("Readiness", text)
