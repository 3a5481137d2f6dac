"""Reads how another program made a picture, whichever it was."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from flux2studio.core.foreign_recipe import ForeignRecipe
from flux2studio.imaging.foreign_a1111 import read_a1111
from flux2studio.imaging.foreign_comfyui import read_comfyui
from flux2studio.imaging.foreign_drawthings import read_drawthings
from flux2studio.imaging.foreign_fooocus import read_fooocus
from flux2studio.imaging.foreign_invokeai import read_invokeai, read_invokeai_first
from flux2studio.imaging.foreign_swarmui import read_swarmui
from flux2studio.imaging.foreign_text import read_texts

Reader = Callable[[str], ForeignRecipe | None]

# In this order: a program that builds on another writes its texts, too, and says less in them.
_READERS: Sequence[tuple[str, str, Reader]] = (
    ("parameters", "", read_swarmui),
    ("comment", "", read_swarmui),
    ("invokeai_metadata", "", read_invokeai),
    ("sd-metadata", "", read_invokeai_first),
    ("parameters", "", read_fooocus),
    ("comment", "", read_fooocus),
    ("xmp", "", read_drawthings),
    ("parameters", "", read_a1111),
    ("comment", "", read_a1111),
    ("description", "", read_a1111),
    ("prompt", "", read_comfyui),
    ("model", "prompt:", read_comfyui),  # in WebP files ComfyUI uses the names of the camera
    ("make", "prompt:", read_comfyui),
)


def read_foreign_json(source: str) -> ForeignRecipe | None:
    """Return what a JSON file of another program says, None when it is of none that we know.

    Nothing but its words tells whose it is: without a prompt it may be anybody's.
    """
    for read in (read_comfyui, read_swarmui, read_fooocus, read_invokeai):
        found = read(source)
        if found is not None and found.prompt:
            return found
    return None


def read_foreign(path: Path) -> ForeignRecipe | None:
    """Return what the texts in a picture say, None when no program we know wrote any.

    Raises PictureError when the file cannot be read or is no PNG, JPEG or WebP.
    """
    texts = read_texts(path)
    for key, start, read in _READERS:
        source = texts.get(key, "")
        if source.lower().startswith(start) and source:
            found = read(source[len(start) :])
            if found is not None:
                return found
    return None
