"""The sentences for a picture that cannot be used, each with the file's name and one hint."""

from __future__ import annotations

from flux2studio.core.errors import PictureError
from flux2studio.core.phrase import phrase
from flux2studio.imaging.formats import SIDE_MAX, TAKEN, foreign_kind

_NAME_MAX = 60


def shown(name: str) -> str:
    """Return a file name in quotes, fit for a sentence: one line, not endless, always text."""
    plain = "".join(
        letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in name
    )
    if len(plain) > _NAME_MAX:
        plain = f"{plain[: _NAME_MAX - 13]}…{plain[-12:]}"
    return f"“{plain}”"


def not_a_picture(name: str, head: bytes, details: str = "") -> PictureError:
    kind = foreign_kind(head)
    message = (
        phrase("{name} is {kind}, not a picture we can read.", name=shown(name), kind=kind)
        if kind
        else (phrase("{name} is not a picture.", name=shown(name)))
    )
    return PictureError(message, hint=TAKEN, details=details)


def empty(name: str) -> PictureError:
    return PictureError(
        phrase("{name} is empty.", name=shown(name)), hint="Copy or download it again."
    )


def cut_off(name: str, details: str = "") -> PictureError:
    return PictureError(
        phrase("{name} is cut off.", name=shown(name)),
        hint="Copy or download it again.",
        details=details,
    )


def damaged(name: str, details: str = "") -> PictureError:
    return PictureError(
        phrase("{name} is damaged.", name=shown(name)),
        hint="Open it in an image editor and save it again.",
        details=details,
    )


def too_many_pixels(name: str, size: tuple[int, int] | None, limit: int) -> PictureError:
    pixels = (
        phrase("{width} × {height} pixels", width=size[0], height=size[1])
        if size
        else phrase("too many pixels")
    )
    return PictureError(
        phrase(
            "{name} has {pixels}; {limit} megapixels is the limit.",
            name=shown(name),
            pixels=pixels,
            limit=limit // 1_000_000,
        ),
        hint="Scale it down in an image editor first.",
    )


def too_long(name: str, size: tuple[int, int]) -> PictureError:
    return PictureError(
        phrase(
            "{name} has {size} × {size_2} pixels; {side_max} a side is the limit.",
            name=shown(name),
            size=size[0],
            size_2=size[1],
            side_max=SIDE_MAX,
        ),
        hint="Cut it in an image editor first.",
    )


def too_many_bytes(name: str, limit: int) -> PictureError:
    return PictureError(
        phrase("{name} is larger than {limit} MB.", name=shown(name), limit=limit // 2**20),
        hint="Save it as JPEG or WebP first.",
    )


def too_much_memory(name: str) -> PictureError:
    return PictureError(
        phrase("{name} needs more memory than a picture may take.", name=shown(name)),
        hint="Scale it down in an image editor first.",
    )


def too_slow(name: str, seconds: float) -> PictureError:
    return PictureError(
        phrase(
            "{name} could not be read within {seconds:.0f} seconds.",
            name=shown(name),
            seconds=seconds,
        ),
        hint="Scale it down in an image editor first.",
    )


def unreadable(name: str, details: str = "") -> PictureError:
    return PictureError(
        phrase("{name} cannot be read.", name=shown(name)),
        hint="Open it in an image editor and save it again.",
        details=details,
    )


def no_recipe(name: str, details: str = "") -> PictureError:
    return PictureError(
        phrase("{name} has no recipe in it.", name=shown(name)),
        hint="Only pictures made with flux2studio carry one.",
        details=details,
    )


def broken_recipe(name: str, details: str = "") -> PictureError:
    return PictureError(
        phrase("The recipe in {name} cannot be read.", name=shown(name)),
        hint="The picture itself may still be used as a reference.",
        details=details,
    )
