"""What each control does, in an artist's words, and what to expect of its values.

One table for the tooltips, for screen readers, and for Shift+F1 on the control with the focus.
"""

from __future__ import annotations

import textwrap
from collections.abc import Callable
from html import escape

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from flux2studio.core.models import Model
from flux2studio.ui.words import decimal

_WIDTH = 58  # letters of a line: a tooltip does not wrap plain text
_LINES = 16  # of somebody's own words; more would cover what they are about
_CAREFUL_STEPS = 20  # a model with fewer usual steps is made to need few


def explain(widget: QWidget, *sentences: str) -> None:
    """Give a control its tip, by mouse and for those who cannot see it."""
    text = " ".join(sentence for sentence in sentences if sentence)
    if widget.whatsThis() == text:
        return
    if text and text == widget.whatsThis():  # told already: to wrap it takes a while
        return
    widget.setToolTip("\n".join(textwrap.wrap(text, _WIDTH)))
    widget.setAccessibleDescription(text)
    widget.setWhatsThis(text)


def quoted(text: str) -> str:
    """Return a tip of somebody's own words: wrapped, not endless, and never read as markup."""
    lines = [part for line in text.split("\n") for part in textwrap.wrap(line, _WIDTH) or [""]]
    if len(lines) > _LINES:
        lines = [*lines[: _LINES - 1], "…"]
    shown = "\n".join(lines)
    return f"<p style='white-space:pre'>{escape(shown)}</p>" if "<" in shown else shown


def tip(name: str, model: Model) -> str:
    """Return the tip of a field of the request; correct for ``model``."""
    return _TIPS[name](model)


def names() -> tuple[str, ...]:
    """Return the fields that have a tip."""
    return tuple(_TIPS)


def _prompt(_model: Model) -> str:
    return _tr(
        "Say what is to be seen, or what is to change in the references: subject first, then"
        " light, medium and mood. {red|green} takes one of them for each picture."
    )


def _negative_prompt(_model: Model) -> str:
    return _tr("What must not be in the picture. A few plain words do more than a long list.")


def _size(model: Model) -> str:
    rule = model.size
    said = _tr(
        "Width and height in pixels, {0} to {1} in steps of {2}. About one megapixel is drawn"
        " best; larger takes longer and may repeat things."
    )
    return said.format(rule.minimum, rule.maximum, rule.step)


def _count(model: Model) -> str:
    said = _tr("How many pictures to make of the same wish, each with a seed of its own.")
    return f"{said} {_tr('Each one costs as much as the first.')}" if model.price else said


def _seed(_model: Model) -> str:
    return _tr(
        "The grain the picture grows from: the same seed with the same form gives the same"
        " picture. Keep it while you compare settings; let it change to see other ideas."
    )


def _steps(model: Model) -> str:
    rule = model.steps
    if rule is None:
        return ""
    if rule.default < _CAREFUL_STEPS:
        said = _tr("How often the picture is worked over. This model needs only {0}.")
        return said.format(decimal(rule.default))
    said = _tr(
        "How often the picture is worked over. {0} is finished work; half of it is a quick"
        " sketch, and above {1} little is gained."
    )
    return said.format(decimal(rule.default), decimal(min(40, rule.maximum)))


def _guidance(model: Model) -> str:
    rule = model.guidance
    if rule is None:
        return ""
    low, high = max(rule.minimum, rule.default - 0.5), rule.default * 1.6
    said = _tr(
        "How strictly the words are followed. {0} to {1} looks natural; lower wanders off,"
        " above {2} colours burn. Change it by 0.5."
    )
    return said.format(decimal(low), decimal(high), decimal(rule.default * 2.4))


def _acceleration(model: Model) -> str:
    if model.local is not None:
        return _tr(
            "How much may be spared. None is exact and slow, Regular shows no difference, High"
            " is faster still and changes small things."
        )
    return _tr(
        "How fast the service draws. Regular suits most work; None is the most careful, High is"
        " for drafts."
    )


def _format(_model: Model) -> str:
    return _tr(
        "PNG keeps every pixel; JPEG is small and loses a little; WebP is smaller still, and"
        " some programs cannot open it. All carry the recipe."
    )


def _expand_prompt(model: Model) -> str:
    said = _tr(
        "Your words are rewritten with more detail before drawing. Good for short prompts; it"
        " may lose the trigger words of LoRAs."
    )
    if model.local is not None:
        return f"{said} {_tr('The text that was used is kept beside yours.')}"
    return f"{said} {_tr('The text that comes back is kept beside yours.')}"


def _large_reference(_model: Model) -> str:
    return _tr("Keeps finer detail of your one reference. It is slower and needs more memory.")


def _safety_checker(_model: Model) -> str:
    return _tr("A filter that may turn away or black out what it takes for unsafe.")


def _safety_tolerance(_model: Model) -> str:
    return _tr("How much the service lets pass: 1 turns away most, 5 least.")


def _strength(_model: Model) -> str:
    return _tr(
        "How far what lies under the mask may leave what was there: 1 paints it anew, 0.5 keeps"
        " its shapes, below 0.3 little changes."
    )


def _scale(_model: Model) -> str:
    return _tr(
        "How strongly the LoRA draws along. Start at 1 and change one at a time: below 0.5 it is"
        " a hint, above 1.5 it often breaks the picture, at 0 it is not there."
    )


_TIPS: dict[str, Callable[[Model], str]] = {
    "prompt": _prompt,
    "negative_prompt": _negative_prompt,
    "size": _size,
    "count": _count,
    "seed": _seed,
    "steps": _steps,
    "guidance": _guidance,
    "acceleration": _acceleration,
    "format": _format,
    "expand_prompt": _expand_prompt,
    "large_reference": _large_reference,
    "safety_checker": _safety_checker,
    "safety_tolerance": _safety_tolerance,
    "strength": _strength,
    "scale": _scale,
}


def _tr(text: str) -> str:
    return QCoreApplication.translate("Tips", text)
