"""Short, printable text from values that strangers wrote: headers, sidecars, answers of sites.

Each function takes any value at all and returns nothing ("", (), None) for one that does not fit.
The work is bounded by the limits given, whatever the size of the value.
"""

from __future__ import annotations

import html
import math
import re
from urllib.parse import urlsplit

LINE_MAX = 200
TEXT_MAX = 4_000
PHRASES_MAX = 20
TAGS_MAX = 50
SCALE_MAX = 4.0
_LINK_MAX = 2_000
_MARKUP = 4  # how much longer than its words a text with markup is looked at
_BREAKS = re.compile(r"/?(?:br|p|div|li|ul|ol|h[1-6]|tr|hr)\b", re.IGNORECASE)
_LORA_TAG = re.compile(r"<(?:lora|lyco|hypernet):[^<>]{0,300}>", re.IGNORECASE)


def line(value: object, most: int = LINE_MAX) -> str:
    """Return one line of at most ``most`` letters."""
    if not isinstance(value, str):
        return ""
    return _printable(" ".join(value[: most * _MARKUP].split()))[:most].strip()


def text(value: object, most: int = TEXT_MAX) -> str:
    """Return a text that may have several lines, at most ``most`` letters."""
    if not isinstance(value, str):
        return ""
    lines = (_printable(row.expandtabs(1)).strip() for row in value[: most * 2].splitlines())
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()[:most].strip()


def from_html(value: object, most: int = TEXT_MAX) -> str:
    """As ``text``, from the description of a web page; a text without markup stays as it is."""
    if not isinstance(value, str):
        return ""
    first, *rest = value[: most * _MARKUP].split("<")
    parts = [first]
    for piece in rest:
        tag, closed, words = piece.partition(">")
        if not closed or not re.match(r"[/!]?[a-zA-Z-]", tag):  # no markup: “a < b”
            parts.append("<" + piece)
        else:
            parts += ["\n" if _BREAKS.match(tag) else "", words]
    return text(html.unescape("".join(parts)), most)


def phrases(value: object, most: int = PHRASES_MAX, longest: int = LINE_MAX) -> tuple[str, ...]:
    """Return trigger words or tags: the entries of a list, or what commas part in a text."""
    if isinstance(value, str):
        parts: list[object] = list(_LORA_TAG.sub("", value[: most * longest]).split(","))
    elif isinstance(value, list):
        parts = [part for part in value[: most * _MARKUP] if isinstance(part, str)]
    else:
        return ()
    clean = (line(part, longest).strip(" ,") for part in parts)
    return tuple(dict.fromkeys(word for word in clean if word))[:most]


def number(value: object, low: float, high: float) -> float | None:
    """Return a number between ``low`` and ``high``, also one that is written as text."""
    if isinstance(value, str) and len(value) < 40:
        try:
            value = float(value.strip().replace(",", "."))
        except ValueError:
            return None
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    # Compared before it is made a float: a whole number may be too large to be one.
    if not low <= value <= high or not math.isfinite(value):
        return None
    return float(value)


def scale(value: object) -> float | None:
    """Return how strongly to use a LoRA, as far as any of us would go."""
    return number(value, -SCALE_MAX, SCALE_MAX)


def whole(value: object) -> int:
    """Return a number that can be an id, 0 for anything else."""
    return value if type(value) is int and 0 < value < 2**53 else 0


def https_page(value: object) -> str:
    """Return an https link that holds neither a password nor a token, else ""."""
    if not isinstance(value, str) or len(value) > _LINK_MAX or _printable(value) != value:
        return ""
    try:
        parts = urlsplit(value.strip())
        is_page = parts.scheme == "https" and parts.hostname and not parts.username
    except ValueError:
        return ""
    is_clean = not re.search(r"(?:token|key|secret|signature)=", parts.query, re.IGNORECASE)
    return value.strip() if is_page and is_clean and " " not in value.strip() else ""


def _printable(words: str) -> str:
    if words.isprintable():
        return words
    return "".join(c if c.isprintable() else " " if c.isspace() else "" for c in words)
