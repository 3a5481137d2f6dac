"""What the artist may write on a card, and within which limits."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any
from urllib.parse import urlsplit

from flux2studio.core.errors import LoraError
from flux2studio.core.lora import Lora
from flux2studio.core.lora_base import DEV, KLEIN_4B, KLEIN_9B, OTHER
from flux2studio.core.phrase import Phrase, phrase

SCALE_MAX = 4.0
RATING_MAX = 5
REFERENCES_MAX = 10
LINE_MAX = 200
TEXT_MAX = 20_000
WORDS_MAX = 200  # trigger words, tags or collections of one card

BASES = (DEV, KLEIN_4B, KLEIN_9B, OTHER)
SCALES = ("scale_low", "default_scale", "scale_high")

_SHA256 = re.compile(r"(?:[0-9a-f]{64})?")
_NOT_TEXT = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")


def checked(field: str, value: object) -> Any:
    """Return ``value`` as it is kept in ``field`` of a card.

    Raises LoraError when it does not fit, and TypeError for a field that is not the artist's.
    """
    check = _CHECKS.get(field)
    if check is None:
        raise TypeError(f"{field} of a LoRA is not for editing")
    return check(field, value)


def check_scales(lora: Lora) -> None:
    """Raise LoraError when the default scale lies outside the card's own range."""
    low, high, usual = lora.scale_low, lora.scale_high, lora.default_scale
    if low is not None and high is not None and low > high:
        raise _refused(
            "scale_low",
            phrase("The range begins at {low:g}, above its end, {high:g}.", low=low, high=high),
        )
    if low is not None and usual < low:
        raise _refused(
            "default_scale",
            phrase("The scale {usual:g} is below the range, from {low:g}.", usual=usual, low=low),
        )
    if high is not None and usual > high:
        raise _refused(
            "default_scale",
            phrase("The scale {usual:g} is above the range, to {high:g}.", usual=usual, high=high),
        )


def has_scales_in_order(lora: Lora) -> bool:
    try:
        check_scales(lora)
    except LoraError:
        return False
    return True


def _refused(field: str, sentence: str, hint: str = "") -> LoraError:
    return LoraError(sentence, hint=hint, field=field)


def _text(field: str, value: object) -> str:
    if not isinstance(value, str):
        raise _refused(field, phrase("The {word} must be text.", word=_word(field)))
    shown = _NOT_TEXT.sub("", value.replace("\r\n", "\n").replace("\r", "\n"))
    return _bounded(field, shown, TEXT_MAX)


def _line(field: str, value: object) -> str:
    if not isinstance(value, str):
        raise _refused(field, phrase("The {word} must be text.", word=_word(field)))
    return _bounded(field, " ".join(_NOT_TEXT.sub(" ", value).split()), LINE_MAX)


def _bounded(field: str, text: str, most: int) -> str:
    if len(text) > most:
        raise _refused(
            field,
            phrase(
                "The {word} is too long: {text:,} letters, {most:,} fit.",
                word=_word(field),
                text=len(text),
                most=most,
            ),
            "Make it shorter.",
        )
    return text


def _name(field: str, value: object) -> str:
    if not (name := _line(field, value)):
        raise _refused(field, "A LoRA needs a name.", "Type one.")
    return name


def _page(field: str, value: object) -> str:
    page = _line(field, value) if value != "" else ""
    try:
        parts = urlsplit(page)
        is_page = parts.scheme in {"https", "http"} and bool(parts.hostname)
    except ValueError:
        is_page = False
    if page and not is_page:
        raise _refused(field, "The page must be a web address.", "Begin it with https://")
    return page


def _base(field: str, value: object) -> str:
    if value == "" or value in BASES:
        return str(value)
    raise _refused(
        field,
        "This is no base model.",
        phrase("Choose {known} or other.", known=", ".join(BASES[:-1])),
    )


def _scale(field: str, value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise _refused(field, phrase("The {word} must be a number.", word=_word(field)))
    if not math.isfinite(value) or not 0 <= value <= SCALE_MAX:
        raise _refused(
            field,
            phrase("The {word} must be between 0 and {most:g}.", word=_word(field), most=SCALE_MAX),
        )
    return float(value)


def _scale_or_none(field: str, value: object) -> float | None:
    return None if value is None else _scale(field, value)


def _count(most: int) -> Callable[[str, object], int]:
    def check(field: str, value: object) -> int:
        if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= most:
            raise _refused(
                field,
                phrase(
                    "The {word} must be a whole number from 0 to {most}.",
                    word=_word(field),
                    most=most,
                ),
            )
        return value

    return check


def _yes_or_no(field: str, value: object) -> bool:
    if not isinstance(value, bool):
        raise _refused(field, phrase("The {word} must be yes or no.", word=_word(field)))
    return value


def _yes_no_or_unknown(field: str, value: object) -> bool | None:
    return None if value is None else _yes_or_no(field, value)


def _words(field: str, value: object) -> tuple[str, ...]:
    """No word twice, none empty, as many as anybody needs."""
    if isinstance(value, str) or not isinstance(value, Iterable):
        raise _refused(field, phrase("The {word} must be a list of words.", word=_word(field)))
    words = tuple(dict.fromkeys(word for word in (_line(field, raw) for raw in value) if word))
    if len(words) > WORDS_MAX:
        raise _refused(
            field,
            phrase(
                "There are too many {word}: {words}, {most} fit.",
                word=_word(field),
                words=len(words),
                most=WORDS_MAX,
            ),
        )
    return words


def _picture(field: str, value: object) -> str:
    if not isinstance(value, str) or not _SHA256.fullmatch(value):
        raise _refused(field, "This is no picture of the preview store.")
    return value


def _pair(field: str, value: object) -> tuple[str, str] | None:
    if value is None:
        return None
    if not isinstance(value, tuple | list) or len(value) != 2 or not all(value):
        raise _refused(field, "A pair is two pictures: without the LoRA, and with it.")
    return _picture(field, value[0]), _picture(field, value[1])


def _word(field: str) -> Phrase:
    return _WORDS[field]


_WORDS: Mapping[str, Phrase] = {
    "name": phrase("name"),
    "base": phrase("base"),
    "trigger_words": phrase("trigger words"),
    "optional_words": phrase("optional words"),
    "default_scale": phrase("scale"),
    "scale_low": phrase("start of the range"),
    "scale_high": phrase("end of the range"),
    "edits": phrase("answer whether it edits pictures"),
    "references": phrase("number of reference pictures"),
    "template": phrase("template"),
    "licence": phrase("licence"),
    "commercial": phrase("answer whether pictures may be sold"),
    "credit": phrase("credit line"),
    "page": phrase("page"),
    "description": phrase("description"),
    "rating": phrase("rating"),
    "favourite": phrase("favourite mark"),
    "tags": phrase("tags"),
    "collections": phrase("collections"),
    "notes": phrase("notes"),
}

_CHECKS: Mapping[str, Callable[[str, object], Any]] = {
    "name": _name,
    "base": _base,
    "trigger_words": _words,
    "optional_words": _words,
    "default_scale": _scale,
    "scale_low": _scale_or_none,
    "scale_high": _scale_or_none,
    "edits": _yes_no_or_unknown,
    "references": _count(REFERENCES_MAX),
    "template": _text,
    "licence": _line,
    "commercial": _yes_no_or_unknown,
    "credit": _line,
    "page": _page,
    "description": _text,
    "rating": _count(RATING_MAX),
    "favourite": _yes_or_no,
    "tags": _words,
    "collections": _words,
    "notes": _text,
    "preview": _picture,
    "pair": _pair,
}

FIELDS = frozenset(_CHECKS)  # the artist's to write
LISTS = frozenset({"trigger_words", "optional_words", "tags", "collections"})
