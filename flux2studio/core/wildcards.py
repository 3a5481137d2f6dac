r"""Choices in a prompt, as in "a {red|green} door": each picture has its own, by its seed.

Choices may lie in each other; ``\{``, ``\|`` and ``\}`` stand for the signs themselves. Braces
without a bar in them, braces that do not close, and a prompt that is JSON stay as they are.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import gcd, prod

DEPTH_MAX = 16  # of choices in choices; what lies deeper is text

_PLAIN_SIGN = re.compile(r"[{|}]")
_SIGN = re.compile(r"\\[{|}]|[{|}]")
_GOLDEN = 0.618  # steps of this part of all combinations spread them best


@dataclass(frozen=True, slots=True)
class Choice:
    """One of ``options`` is taken; each is a sequence of text and further choices."""

    options: tuple[Parts, ...]


Parts = tuple["str | Choice", ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """A prompt that was read. ``open_at``: the first brace that has no other one, or None.

    ``combinations``: how many texts it makes, counting those that only look the same.
    """

    parts: Parts
    combinations: int = 1
    open_at: int | None = None

    @property
    def has_choices(self) -> bool:
        return any(isinstance(part, Choice) for part in self.parts)

    def text(self, seed: int) -> str:
        """Return the text of this seed: always the same one.

        Neighbouring seeds get different texts, until each was there once.
        """
        count = self.combinations
        return "".join(_taken(self.parts, seed * _stride(count) % count))

    def picked(self, seed: int) -> tuple[str, ...]:
        """Return what is taken of each choice, without the text between."""
        count = self.combinations
        number = seed * _stride(count) % count
        found = []
        for part in self.parts:
            number, digit = divmod(number, _count((part,)))
            if isinstance(part, Choice):
                found.append("".join(_taken((part,), digit)))
        return tuple(found)


@lru_cache(maxsize=4)  # what is written is read again at every change of the form
def read(prompt: str) -> Template:
    """Read a prompt of any length; never raises."""
    if "{" not in prompt and "}" not in prompt:
        return Template(parts=(prompt,))
    if _is_json(prompt):
        return Template(parts=(prompt,))
    return _Reader(prompt).template()


def literal(prompt: str) -> str:
    """Return ``prompt``, which was sent as it is, as it has to be typed to be sent so again."""
    template = read(prompt)
    if not template.has_choices and template.text(0) == prompt:
        return prompt
    return _PLAIN_SIGN.sub(r"\\\g<0>", prompt)


class _Reader:
    """Finds which braces belong together first, so that every letter is looked at once."""

    def __init__(self, prompt: str) -> None:
        self._prompt = prompt
        self._signs = [(found.start(), found.group()) for found in _SIGN.finditer(prompt)]
        self._closes: dict[int, int] = {}  # of each opening sign (by its number) the closing one
        self._open_at: int | None = None
        self._match()

    def template(self) -> Template:
        parts = self._parts(0, len(self._signs), 0, len(self._prompt), 0)
        return Template(parts=parts, combinations=_count(parts), open_at=self._open_at)

    def _match(self) -> None:
        waiting: list[int] = []
        alone: list[int] = []
        for number, (place, sign) in enumerate(self._signs):
            if sign == "{":
                waiting.append(number)
            elif sign == "}" and waiting:
                self._closes[waiting.pop()] = number
            elif sign == "}":
                alone.append(place)
        alone += [self._signs[number][0] for number in waiting]
        self._open_at = min(alone, default=None)

    def _parts(self, sign: int, last: int, start: int, end: int, depth: int) -> Parts:
        """Read the text from ``start`` to ``end``, in which the signs ``sign`` to ``last`` lie."""
        parts: list[str | Choice] = []
        while sign < last:
            place, found = self._signs[sign]
            close = self._closes.get(sign)
            bars = self._bars(sign, close) if close is not None and depth < DEPTH_MAX else []
            if close is not None and bars:
                parts += [self._prompt[start:place], self._choice(sign, bars, close, depth + 1)]
                start, sign = self._signs[close][0] + 1, close + 1
            elif len(found) == 2:
                parts += [self._prompt[start:place], found[1]]
                start, sign = place + 2, sign + 1
            else:
                sign += 1
        parts.append(self._prompt[start:end])
        return tuple(part for part in parts if part)

    def _bars(self, opening: int, close: int) -> list[int]:
        """The bars between two braces that are not between others inside."""
        bars, sign = [], opening + 1
        while sign < close:
            if self._signs[sign][1] == "|":
                bars.append(sign)
            sign = self._closes.get(sign, sign) + 1
        return bars

    def _choice(self, opening: int, bars: Sequence[int], close: int, depth: int) -> Choice:
        options = []
        for before, after in zip((opening, *bars), (*bars, close), strict=True):
            start, end = self._signs[before][0] + 1, self._signs[after][0]
            options.append(self._parts(before + 1, after, start, end, depth))
        return Choice(tuple(options))


def _count(parts: Parts) -> int:
    return prod(sum(map(_count, part.options)) for part in parts if isinstance(part, Choice))


def _taken(parts: Parts, number: int) -> Iterator[str]:
    """Yield the text of one combination, counted through like the digits of a number."""
    for part in parts:
        if isinstance(part, str):
            yield part
            continue
        counts = list(map(_count, part.options))
        number, digit = divmod(number, sum(counts))
        for option, count in zip(part.options, counts, strict=True):
            if digit < count:
                yield from _taken(option, digit)
                break
            digit -= count


def _stride(count: int) -> int:
    """A step that meets every one of ``count`` combinations before it is back."""
    step = max(1, int(count * _GOLDEN)) if count < 2**50 else count * 618 // 1000
    while gcd(step, count) != 1:
        step += 1
    return step


def _is_json(prompt: str) -> bool:
    """Some models take a scene that is described in JSON: its braces are no choices."""
    if not prompt.lstrip().startswith(("{", "[")):
        return False
    try:
        json.loads(prompt)
    except (ValueError, RecursionError):
        return False
    return True
