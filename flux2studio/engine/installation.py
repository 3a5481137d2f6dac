"""Says what is wrong with the libraries when the engine cannot even begin."""

from __future__ import annotations

import traceback

from flux2studio.core.engine_messages import FailureKind
from flux2studio.core.phrase import phrase
from flux2studio.engine.errors import EngineError

_INSTALL = (
    "Repair the engine in Settings, This computer; in a Python of your own:"
    " pip install “flux2studio[local]”."
)


def unusable(error: BaseException) -> EngineError:
    """Return ``error``, raised while the libraries were imported, as words for the artist."""
    if isinstance(error, EngineError):
        return error
    message, hint = _words(error)
    details = "".join(traceback.format_exception(error))
    return EngineError(FailureKind.INSTALLATION, message, hint=hint, details=details)


def _words(error: BaseException) -> tuple[str, str]:
    if isinstance(error, ModuleNotFoundError) and error.name:
        library = error.name.partition(".")[0]
        return phrase(
            "The library “{library}” is not installed for the local engine.", library=library
        ), _INSTALL
    said = str(error)
    if "torchvision" in said:  # as local-engine.md section 1 tells: it breaks all of diffusers
        return (
            "The torchvision that is installed does not belong to this version of torch.",
            "Remove torchvision, which is not needed, or install the one made for your torch.",
        )
    if isinstance(error, OSError):  # a system library, or a file of torch itself
        return (
            "torch is installed but cannot be loaded.",
            "Repair the engine in Settings, This computer; in a Python of your own install torch"
            " again, as its site says for your system and graphics driver.",
        )
    if isinstance(error, ImportError):
        return "The libraries of the local engine do not fit each other.", _INSTALL
    return (
        "The local engine could not start.",
        _INSTALL,
    )
