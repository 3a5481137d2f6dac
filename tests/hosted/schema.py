"""What a request may hold, as the contracts and documents say; used by both stand-ins."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

from PIL import Image

from tests.hosted.pictures import open_picture

PRESETS = {
    "square_hd": (1024, 1024),
    "square": (512, 512),
    "portrait_4_3": (768, 1024),
    "portrait_16_9": (576, 1024),
    "landscape_4_3": (1024, 768),
    "landscape_16_9": (1024, 576),
}
_REPOSITORY = re.compile(r"[A-Za-z0-9][\w.-]*/[A-Za-z0-9][\w.-]*")
_DATA_URI = re.compile(r"data:(image/(?:png|jpeg|webp|avif|gif|bmp));base64,(.*)", re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """``at`` is the path inside the body."""

    at: tuple[str | int, ...]
    message: str
    type: str


Check = Callable[[Any], str]
Fetch = Callable[[str], "bytes | None"]  # a link's bytes, where the service holds them itself


class FetchError(ValueError):
    """A link that the service cannot fetch."""


def nothing(_: str) -> bytes | None:
    """Hold no link."""
    return None


def whole(low: int, high: int | None = None) -> Check:
    return _number(int, low, high)


def number(low: float, high: float) -> Check:
    return _number((int, float), low, high)


def boolean(value: Any) -> str:
    return "" if isinstance(value, bool) else "Expected boolean"


def one_of(*values: str) -> Check:
    expected = " | ".join(f"'{value}'" for value in values)
    return lambda value: (
        "" if value in values else f"Invalid enum value. Expected {expected}, received '{value}'"
    )


def text(limit: int) -> Check:
    def check(value: Any) -> str:
        if not isinstance(value, str):
            return "Expected string"
        length = len(value.encode("utf-16-le")) // 2
        return f"String must contain at most {limit} character(s)" if length > limit else ""

    return check


def _number(kind: type[float] | tuple[type[float], ...], low: float, high: float | None) -> Check:
    def check(value: Any) -> str:
        if not isinstance(value, kind) or isinstance(value, bool):
            return "Expected number"
        if value < low:
            return f"Number must be greater than or equal to {low}"
        if high is not None and value > high:
            return f"Number must be less than or equal to {high}"
        return ""

    return check


def check_fields(
    body: Mapping[str, Any], fields: Mapping[str, Check], required: tuple[str, ...]
) -> Iterator[Problem]:
    """Required ones are there, and every plain one is in its range."""
    for name in required:
        if name not in body:
            yield Problem(at=(name,), message="Required", type="missing")
    for name, check in fields.items():
        if name in body and (message := check(body[name])):
            yield Problem(at=(name,), message=message, type="value_error")


def check_size(value: Any, multiple: int, *, auto: bool = False) -> Iterator[Problem]:
    if isinstance(value, str):
        if value not in PRESETS and not (auto and value == "auto"):
            yield Problem(at=("image_size",), message="Invalid enum value", type="one_of")
        return
    if not isinstance(value, dict) or set(value) - {"width", "height"}:
        yield Problem(at=("image_size",), message="Invalid input", type="value_error")
        return
    for side, pixels in value.items():
        if message := whole(512, 2048)(pixels):
            yield Problem(at=("image_size", side), message=message, type="value_error")
        elif pixels % multiple:
            message = f"Number must be a multiple of {multiple}"
            yield Problem(at=("image_size", side), message=message, type="multiple_of")


def check_loras(value: Any, fetch: Fetch = nothing) -> Iterator[Problem]:
    if not isinstance(value, list) or len(value) > 3:
        yield Problem(at=("loras",), message="At most 3 items", type="sequence_too_long")
        return
    for index, lora in enumerate(value):
        at = ("loras", index)
        if not isinstance(lora, dict) or not set(lora) <= {"path", "scale"}:
            yield Problem(at=at, message="Unrecognized key(s) in object", type="value_error")
        elif not _is_reachable_lora(lora.get("path"), fetch):
            yield Problem(at=(*at, "path"), message="Not a link or repository", type="value_error")
        elif message := number(0, 4)(lora.get("scale", 1.0)):
            yield Problem(at=(*at, "scale"), message=message, type="value_error")


def _is_reachable_lora(path: Any, fetch: Fetch) -> bool:
    if not isinstance(path, str):
        return False
    if is_public_url(path) or _REPOSITORY.fullmatch(path):
        return True
    return fetch(path) is not None


def is_public_url(link: str) -> bool:
    """https to a name or a public address: what a service would go and fetch."""
    parts = urlsplit(link)
    if parts.scheme != "https" or not parts.hostname or parts.hostname == "localhost":
        return False
    try:
        return ip_address(parts.hostname).is_global
    except ValueError:
        return "." in parts.hostname


def read_references(
    value: Any, fetch: Fetch = nothing
) -> tuple[list[tuple[bytes, tuple[int, int]]], list[Problem]]:
    """Return the bytes and pixel size of each picture, and what is wrong with the list."""
    found: list[tuple[bytes, tuple[int, int]]] = []
    if not isinstance(value, list) or not value:
        return found, [Problem(at=("image_urls",), message="At least 1 item", type="missing")]
    problems: list[Problem] = []
    for index, link in enumerate(value):
        try:
            found.append(_reference(link, fetch))
        except FetchError as error:
            at = ("image_urls", index)
            problems.append(Problem(at=at, message=str(error), type="file_download_error"))
        except (ValueError, OSError, SyntaxError) as error:
            at = ("image_urls", index)
            problems.append(Problem(at=at, message=str(error), type="image_load_error"))
    return found, problems


def _reference(link: Any, fetch: Fetch) -> tuple[bytes, tuple[int, int]]:
    if isinstance(link, str) and is_public_url(link):
        return link.encode(), (1024, 1024)  # nothing is fetched here
    if isinstance(link, str) and (data := fetch(link)) is not None:
        return data, open_picture(data).size
    match = _DATA_URI.fullmatch(link) if isinstance(link, str) else None
    if match is None:
        raise FetchError("Neither a public link nor a data URI with a picture type")
    try:
        data = base64.b64decode(match[2], validate=True)
    except binascii.Error as error:
        raise ValueError("The data URI is not base64") from error
    picture = open_picture(data)
    if Image.MIME.get(picture.format or "") != match[1]:
        raise ValueError(f"The data URI says {match[1]} and holds something else")
    return data, picture.size
