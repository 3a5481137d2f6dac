"""Advice in words: what is the matter, and what the button does about it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from flux2studio.core.advice import Advice, AdviceKind
from flux2studio.ui.words import decimal


def sentence(one: Advice) -> str:
    return _sentences()[one.kind].format(name=_name(one), value=decimal(one.value))


def action(one: Advice) -> str:
    """The words of the button; empty where the artist has to do it."""
    if not one.changes:
        return ""
    return _actions()[one.kind].format(name=_name(one), value=decimal(one.value))


def _name(one: Advice) -> str:
    return {"steps": _tr("steps"), "guidance": _tr("guidance")}.get(one.name, one.name)


def _sentences() -> dict[AdviceKind, str]:
    return {
        AdviceKind.OPEN_BRACE: _tr("A brace does not close, so this choice is sent as text."),
        AdviceKind.REWRITTEN_WORDS: _tr(
            "The prompt is rewritten before drawing, which may lose “{name}”."
        ),
        AdviceKind.UNKNOWN_LORA: _tr("There is no LoRA “{name}” here; the tag is sent as text."),
        AdviceKind.WRITTEN_LORA: _tr("“{name}” is only written here, not in use."),
        AdviceKind.SEVERAL_STRONG: _tr(
            "{value} strong LoRAs usually spoil each other. Let “{name}” lead."
        ),
        AdviceKind.SCALE_HIGH: _tr("“{name}” is far above the usual scale; start at {value}."),
        AdviceKind.KEEP_SEED: _tr("To see what a setting does, keep the seed of the last picture."),
        AdviceKind.ONE_AT_A_TIME: _tr(
            "{value} things differ from the last picture. One at a time shows what each does."
        ),
        AdviceKind.GUIDANCE_HIGH: _tr("So high, colours burn and lines get hard."),
        AdviceKind.FEW_STEPS: _tr("Few steps make a sketch; fine detail comes with {value}."),
    }


def _actions() -> dict[AdviceKind, str]:
    return {
        AdviceKind.REWRITTEN_WORDS: _tr("Send it as written"),
        AdviceKind.UNKNOWN_LORA: _tr("Take it out"),
        AdviceKind.WRITTEN_LORA: _tr("Put it in use"),
        AdviceKind.SEVERAL_STRONG: _tr("Lower the others"),
        AdviceKind.SCALE_HIGH: _tr("Set it to {value}"),
        AdviceKind.KEEP_SEED: _tr("Keep the seed"),
        AdviceKind.ONE_AT_A_TIME: _tr("Change only “{name}”"),
        AdviceKind.GUIDANCE_HIGH: _tr("Back to {value}"),
        AdviceKind.FEW_STEPS: _tr("Back to {value}"),
    }


def _tr(text: str) -> str:
    return QCoreApplication.translate("Advice", text)
