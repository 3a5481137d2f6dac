"""Why a LoRA is not taken, in the artist's words."""

from __future__ import annotations

from flux2studio.core.engine_messages import FailureKind
from flux2studio.core.phrase import phrase
from flux2studio.engine.errors import EngineError

AGAIN = "Download it again."
OTHER = "Remove it, or choose another LoRA."


def refused(message: str, *, hint: str = OTHER, details: str = "") -> EngineError:
    return EngineError(FailureKind.LORA, message, hint=hint, field="loras", details=details)


def wrong_base(name: str, made_for: str, this: str, details: str = "") -> EngineError:
    """``made_for`` and ``this`` are empty when nobody knows.

    Both are the same where one of the two files is not what is usual for this model.
    """
    if this and made_for == this:
        return refused(
            phrase("The layers of “{name}” do not fit this file of {this}.", name=name, this=this),
            hint="Choose another LoRA, or another file of the model.",
            details=details,
        )
    return refused(
        phrase(
            "“{name}” was made for {made_for}; this model is {this}.",
            name=name,
            made_for=made_for or "another model",
            this=this or "of other sizes",
        ),
        hint="Choose a LoRA made for this model, or the model it was made for.",
        details=details,
    )


def not_supported(name: str, kind: str, details: str = "") -> EngineError:
    return refused(
        phrase("“{name}” holds {kind}, which cannot be used here.", name=name, kind=kind),
        hint="Use a version of it saved as a plain LoRA.",
        details=details,
    )


def damaged(name: str, details: str) -> EngineError:
    return refused(phrase("“{name}” is damaged.", name=name), hint=AGAIN, details=details)


def does_nothing(name: str, details: str) -> EngineError:
    return refused(phrase("“{name}” loaded but does nothing.", name=name), details=details)


def not_finite(name: str, details: str) -> EngineError:
    return refused(
        phrase(
            "“{name}” holds numbers that are not finite, as from a training that failed.", name=name
        ),
        hint="Use an earlier state of the training.",
        details=details,
    )
