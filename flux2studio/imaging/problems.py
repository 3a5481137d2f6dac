"""The sentences for a picture that cannot be used, each with the file's name and one hint."""

from __future__ import annotations

from flux2studio.core.errors import PictureError
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
        f"{shown(name)} is {kind}, not a picture we can read."
        if kind
        else (f"{shown(name)} is not a picture.")
    )
    return PictureError(message, hint=TAKEN, details=details)


def empty(name: str) -> PictureError:
    return PictureError(f"{shown(name)} is empty.", hint="Copy or download it again.")


def cut_off(name: str, details: str = "") -> PictureError:
    return PictureError(
        f"{shown(name)} is cut off.", hint="Copy or download it again.", details=details
    )


def damaged(name: str, details: str = "") -> PictureError:
    return PictureError(
        f"{shown(name)} is damaged.",
        hint="Open it in an image editor and save it again.",
        details=details,
    )


def too_many_pixels(name: str, size: tuple[int, int] | None, limit: int) -> PictureError:
    pixels = f"{size[0]} × {size[1]} pixels" if size else "too many pixels"
    return PictureError(
        f"{shown(name)} has {pixels}; {limit // 1_000_000} megapixels is the limit.",
        hint="Scale it down in an image editor first.",
    )


def too_long(name: str, size: tuple[int, int]) -> PictureError:
    return PictureError(
        f"{shown(name)} has {size[0]} × {size[1]} pixels; {SIDE_MAX} a side is the limit.",
        hint="Cut it in an image editor first.",
    )


def too_many_bytes(name: str, limit: int) -> PictureError:
    return PictureError(
        f"{shown(name)} is larger than {limit // 2**20} MB.",
        hint="Save it as JPEG or WebP first.",
    )


def too_much_memory(name: str) -> PictureError:
    return PictureError(
        f"{shown(name)} needs more memory than a picture may take.",
        hint="Scale it down in an image editor first.",
    )


def too_slow(name: str, seconds: float) -> PictureError:
    return PictureError(
        f"{shown(name)} could not be read within {seconds:.0f} seconds.",
        hint="Scale it down in an image editor first.",
    )


def unreadable(name: str, details: str = "") -> PictureError:
    return PictureError(
        f"{shown(name)} cannot be read.",
        hint="Open it in an image editor and save it again.",
        details=details,
    )


def no_recipe(name: str, details: str = "") -> PictureError:
    return PictureError(
        f"{shown(name)} has no recipe in it.",
        hint="Only pictures made with flux2studio carry one.",
        details=details,
    )


def broken_recipe(name: str, details: str = "") -> PictureError:
    return PictureError(
        f"The recipe in {shown(name)} cannot be read.",
        hint="The picture itself may still be used as a reference.",
        details=details,
    )
