"""Sentences of the layers below the window: English at once, and ready to be told anew.

A count stands as ``%n`` (``%Ln`` with the separators of thousands), and what depends on it as
``(s)`` or ``(one|many)``: "%n picture(s) (is|are) missing". The window's own texts are written
in the same way (``tests.translations`` makes the English plural forms of them by ``plural``).
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, Self

Value = str | int | float
_FORMS: Final = re.compile(r"\(([^()|]*)\|([^()|]*)\)|\(s\)")
_COUNT: Final = re.compile(r"%L?n")
_MARK: Final = "\x1e"  # no letter that a sentence holds
_NOTHING: Final[Mapping[str, Value]] = MappingProxyType({})


class Phrase(str):
    """The filled-in English text, which remembers its ``template`` and ``values``.

    ``number`` chooses the plural form; -1 where nothing is counted. ``str()`` of it, or of an
    error that it is the message of, is the phrase itself: so it reaches the window whole.
    """

    __slots__ = ("number", "template", "values")

    template: str
    values: Mapping[str, Value]
    number: int

    def __new__(
        cls, template: str, values: Mapping[str, Value] = _NOTHING, number: int = -1
    ) -> Self:
        text = plural(template, number) if number >= 0 else template
        made = super().__new__(cls, text.format_map(values) if values else text)
        made.template, made.values, made.number = template, values, number
        return made

    def __str__(self) -> str:
        return self

    def __reduce__(self) -> tuple[type[Self], tuple[str, dict[str, Value], int]]:
        return type(self), (self.template, dict(self.values), self.number)


def phrase(template: str, /, n: int = -1, **values: Value) -> Phrase:
    """Return ``template`` with ``values`` in place of ``{name}``, in the form for ``n``.

    ``template`` has to stand in the call as it is: from there the translations take it. A value
    may be a phrase.
    """
    return Phrase(template, values, n)


def packed(text: str) -> str:
    """Return ``text`` as a plain string that another process makes the same phrase of again."""
    if not isinstance(text, Phrase):
        return text.encode("utf-8", "backslashreplace").decode()  # a file's name may be no text
    values = {
        name: packed(value) if isinstance(value, str) else value
        for name, value in text.values.items()
    }
    return _MARK + json.dumps([text.template, values, text.number])


def unpacked(text: str) -> str:
    """Undo ``packed``; what was not packed stays as it is."""
    if not text.startswith(_MARK):
        return text
    try:
        template, values, number = json.loads(text.removeprefix(_MARK))
        told = {k: unpacked(v) if isinstance(v, str) else v for k, v in values.items()}
        return Phrase(template, told, number)
    except (ValueError, TypeError, AttributeError, LookupError):
        return text.removeprefix(_MARK)


def plural(template: str, count: int) -> str:
    """Return English for ``count``: "1 picture is missing", "1,204 pictures are missing"."""
    text = _FORMS.sub(lambda found: _form(found, count), template)
    return _COUNT.sub(lambda found: f"{count:,}" if found[0] == "%Ln" else str(count), text)


def plural_forms(template: str) -> tuple[str, str]:
    """Return the forms for one and for many, with the count still open."""
    one = _FORMS.sub(lambda found: _form(found, 1), template)
    return one, _FORMS.sub(lambda found: _form(found, 2), template)


def _form(found: re.Match[str], count: int) -> str:
    if found[0] == "(s)":
        return "" if count == 1 else "s"
    return found[1] if count == 1 else found[2]
