"""Put a recipe, and what other programs read, into a finished picture; read the recipe back.

Pixels and everything else in the file stay as they are, byte for byte. Reading touches the head
of the file alone (for WebP the chunk headers), so that a large folder is read in seconds.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import BinaryIO

from flux2studio.core.errors import PictureError
from flux2studio.core.generation import Recipe, decode_recipe
from flux2studio.core.phrase import phrase
from flux2studio.imaging import jpeg_recipe, png_recipe, webp_recipe
from flux2studio.imaging.containers import MalformedError, RecipeMissingError
from flux2studio.imaging.extras import Extras
from flux2studio.imaging.files import open_regular
from flux2studio.imaging.formats import HEAD_BYTES, sniff
from flux2studio.imaging.problems import broken_recipe, no_recipe

_EMBED: Mapping[str | None, Callable[[bytes, bytes, Extras | None], bytes]] = {
    "png": png_recipe.embed,
    "jpeg": jpeg_recipe.embed,
    "webp": webp_recipe.embed,
}
_STRIP: Mapping[str | None, Callable[[bytes], bytes]] = {
    "png": png_recipe.stripped,
    "jpeg": jpeg_recipe.stripped,
    "webp": webp_recipe.stripped,
}
_READ: Mapping[str | None, Callable[[BinaryIO], bytes]] = {
    "png": png_recipe.read,
    "jpeg": jpeg_recipe.read,
    "webp": webp_recipe.read,
}


def embed(data: bytes, recipe_json: bytes, extras: Extras | None = None) -> bytes:
    """Return the picture with ``recipe_json`` in it, in place of any it had, and ``extras``.

    What a service wrote for other programs stays, and is not contradicted.

    Raises PictureError when the bytes are no PNG, JPEG or WebP picture.
    """
    into = _EMBED.get(sniff(data[:HEAD_BYTES]))
    if into is None:
        raise PictureError(
            "A recipe cannot be put into this picture.", hint="Use PNG, JPEG or WebP."
        )
    try:
        return into(data, recipe_json, extras)
    except MalformedError as error:
        raise PictureError(
            "A recipe cannot be put into this picture: it is damaged.", details=str(error)
        ) from error


def stripped(data: bytes, name: str) -> bytes:
    """Return the picture ``name`` with nothing said in it of how, where or by whom it was made.

    Pixels stay byte for byte, and so do their colours and which way is up. Raises PictureError.
    """
    strip = _STRIP.get(sniff(data[:HEAD_BYTES]))
    try:
        if strip is not None:
            return strip(data)
        details = "no PNG, JPEG or WebP picture"
    except MalformedError as error:
        details = str(error)
    raise PictureError(
        phrase("No clean copy can be made of “{name}”.", name=name),
        hint="Drag it without Alt, or copy its pixels.",
        details=details,
    )


def read_recipe(path: Path) -> Recipe:
    """Read the recipe from a picture file. Raises PictureError when there is none."""
    return decode_recipe(read_recipe_json(path))


def read_recipe_json(path: Path) -> bytes:
    """Return the recipe as it stands in the file. Raises PictureError when there is none."""
    with open_regular(path) as file:
        try:
            return recipe_in(file, file.read(HEAD_BYTES))
        except RecipeMissingError as error:
            raise no_recipe(path.name, details=str(error)) from error
        except (MalformedError, OSError) as error:
            raise broken_recipe(path.name, details=str(error)) from error


def recipe_in(file: BinaryIO, head: bytes) -> bytes:
    """Return the recipe in a file that can be read anywhere; ``head`` is how it begins.

    Raises RecipeMissingError when there is none, MalformedError when the file breaks off.
    """
    read = _READ.get(sniff(head))
    if read is None:
        raise RecipeMissingError("no PNG, JPEG or WebP picture")
    file.seek(0)
    return read(file)
