"""What may stand after each field of a search of the history, and what it means."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from flux2studio.core.history import Label
from flux2studio.core.history_dates import read_days
from flux2studio.core.phrase import phrase
from flux2studio.core.query_lexer import unquoted

_COMPARED = re.compile(r"(>=|<=|>|<|=)?\s*\$?(\d{1,9}(?:\.\d{0,9})?|\.\d{1,9})(mp)?", re.IGNORECASE)
_SCALED = re.compile(r"(.*?)((?:>=|<=|>|<|=)-?[\d.]*)", re.DOTALL)
_UNFINISHED = re.compile(r"[<>=]+\s*\$?-?\.?")
_PIXELS = re.compile(r"(\d{1,6})[x×*](\d{1,6})", re.IGNORECASE)


class Field(StrEnum):
    """What may stand before a colon, as it is typed."""

    ANY = ""
    LORA = "lora"
    MODEL = "model"
    BACKEND = "backend"
    TOOL = "tool"
    TAG = "tag"
    ALBUM = "album"
    REF = "ref"
    RATING = "rating"
    LABEL = "label"
    SEED = "seed"
    COST = "cost"
    SIZE = "size"
    DATE = "date"
    IS = "is"


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """``text`` is a name or a word of its own, empty where only numbers count.

    Numbers go from ``low`` up to but without ``high``, None: no end. They are stars, the scale of
    a LoRA, US dollars, megapixels, or the ordinals of local days. ``exact``: the whole name.
    """

    text: str = ""
    low: float | None = None
    high: float | None = None
    exact: bool = False


@dataclass(frozen=True, slots=True)
class Wrong:
    """Why a value cannot be used, and what could be typed instead."""

    sentence: str
    hint: str = ""


STATES: Mapping[str, str] = {
    "picked": phrase("picked in culling"),
    "rejected": phrase("rejected in culling"),
    "undecided": phrase("neither picked nor rejected"),
    "rated": phrase("one star and more"),
    "unrated": phrase("no stars yet"),
    "labelled": phrase("any colour label"),
    "tagged": phrase("any tag"),
    "inalbum": phrase("in any album"),
    "flagged": phrase("flagged by the safety check"),
    "masked": phrase("made with a mask"),
    "edit": phrase("made from pictures"),
    "lora": phrase("made with a LoRA"),
    "hosted": phrase("made by a service"),
    "local": phrase("made on this computer"),
    "imported": phrase("made by another program"),
    "missing": phrase("the file is not there"),
    "changed": phrase("the file was changed outside"),
}
_SOME_STATES = ", ".join(list(STATES)[:6])
_OTHER_STATES = {"unflagged": "undecided", "labeled": "labelled", "label": "labelled"}
SHAPES = ("square", "portrait", "landscape")
FREE = "free"
LABELS = tuple(label.name.casefold() for label in Label)


def read_value(field: Field, typed: str, today: date) -> Value | Wrong | None:
    """Return what ``typed`` means after ``field``; None while nothing of it is there yet."""
    text = unquoted(typed)
    if not text or _UNFINISHED.fullmatch(text):
        return None
    return _READERS[field](typed, today)


def _name(typed: str, _: date) -> Value | None:
    name = unquoted(typed.removeprefix("="))
    return Value(text=name, exact=typed.startswith("=")) if name else None


def _lora(typed: str, today: date) -> Value | Wrong | None:
    """A name and the scale it was used with: ink>0.6; without a name that of any LoRA."""
    name, scale = typed, ""
    if (found := _SCALED.fullmatch(typed)) and (found[1] or not typed.startswith("=")):
        name, scale = found.groups()
    if not scale or _UNFINISHED.fullmatch(scale):
        return _name(name, today)
    value = _name(name, today) or Value()
    sign = -1 if scale.lstrip("<>=").startswith("-") else 1
    compared = _COMPARED.fullmatch(scale.replace("-", ""))
    if compared is None:
        return Wrong(
            phrase("“{text}” is no strength of a LoRA.", text=scale.lstrip("<>=")),
            "Try lora:ink>0.6.",
        )
    low, high = _bounds(compared[1], sign * float(compared[2]), _step(compared[2], 2))
    return Value(text=value.text, exact=value.exact, low=low, high=high)


def _rating(typed: str, _: date) -> Value | Wrong:
    found = _COMPARED.fullmatch(unquoted(typed))
    if found is None or found[3] or "." in found[2] or int(found[2]) > 5:
        return Wrong("A rating is a number from 0 to 5.", "Try rating:4 or rating:>=3.")
    low, high = _bounds(found[1], int(found[2]), 0.5)
    return Value(low=low, high=high)


def _cost(typed: str, _: date) -> Value | Wrong:
    text = unquoted(typed).casefold()
    found = _COMPARED.fullmatch(text)
    if text == FREE or (found and not found[1] and not float(found[2])):
        return Value(text=FREE)
    if found is None or found[3]:
        return Wrong("A cost is a number of dollars, such as >0.05.", "Or try cost:free.")
    low, high = _bounds(found[1], float(found[2]), _step(found[2], 2))
    return Value(low=low, high=high)


def _seed(typed: str, _: date) -> Value | Wrong:
    text = unquoted(typed).removeprefix("=")
    if re.fullmatch(r"[0-9]{1,20}", text) is None:
        return Wrong("A seed is a whole number.", "Try seed:1234.")
    return Value(text=text.lstrip("0") or "0")


def _label(typed: str, _: date) -> Value | Wrong:
    text = unquoted(typed).casefold()
    if text not in LABELS:
        return Wrong(
            phrase("“{typed}” is no label.", typed=unquoted(typed)),
            phrase("Labels are {known}.", known=", ".join(LABELS)),
        )
    return Value(text=text)


def _size(typed: str, _: date) -> Value | Wrong:
    text = unquoted(typed).casefold()
    if text in SHAPES:
        return Value(text=text)
    if pixels := _PIXELS.fullmatch(text):
        return Value(text=f"{int(pixels[1])}x{int(pixels[2])}")
    found = _COMPARED.fullmatch(text)
    if found is None or not found[3]:
        hint = "Try size:1024x768, size:>2mp or size:square."
        return Wrong(phrase("“{typed}” is no size.", typed=unquoted(typed)), hint)
    low, high = _bounds(found[1], float(found[2]), _step(found[2], 0))
    return Value(low=low, high=high)


def _date(typed: str, today: date) -> Value | Wrong:
    days = read_days(unquoted(typed), today)
    if days is None:
        return Wrong(
            phrase(
                "“{typed}” is no date; try last-week, 2026-11 or >2026-11-01.",
                typed=unquoted(typed),
            ),
            "Also today, this-month, 7d, 3w, 2026-11-01..2026-11-20.",
        )
    low, high = (day.toordinal() if day else None for day in (days.low, days.high))
    return Value(low=low, high=high)


def _is(typed: str, _: date) -> Value | Wrong:
    text = unquoted(typed).casefold()
    text = _OTHER_STATES.get(text, text)
    if text not in STATES:
        return Wrong(
            phrase("“{typed}” says nothing of a picture.", typed=unquoted(typed)),
            phrase("Try {states}.", states=_SOME_STATES),
        )
    return Value(text=text)


def _bounds(compare: str | None, number: float, step: float) -> tuple[float | None, float | None]:
    """As low and high; what is equal to a typed number lies within half a ``step`` of it."""
    match compare:
        case ">":
            return math.nextafter(number, math.inf), None
        case ">=":
            return number, None
        case "<":
            return None, number
        case "<=":
            return None, math.nextafter(number, math.inf)
    return number - step, number + step


def _step(digits: str, least: int) -> float:
    """Half of the last decimal of a number as typed, which has ``least`` of them or more."""
    places = max(least, len(digits.partition(".")[2]))
    return float(0.5 * 10.0**-places)


_READERS: Mapping[Field, Callable[[str, date], Value | Wrong | None]] = {
    Field.LORA: _lora,
    Field.MODEL: _name,
    Field.BACKEND: _name,
    Field.TOOL: _name,
    Field.TAG: _name,
    Field.ALBUM: _name,
    Field.REF: _name,
    Field.RATING: _rating,
    Field.LABEL: _label,
    Field.SEED: _seed,
    Field.COST: _cost,
    Field.SIZE: _size,
    Field.DATE: _date,
    Field.IS: _is,
}
