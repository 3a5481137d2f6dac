"""Reads a recipe from a JSON file: our own, or the workflow of another program."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from flux2studio.core.errors import PictureError
from flux2studio.core.generation import Recipe, decode_recipe
from flux2studio.core.history_import import PictureFile, recipe_of
from flux2studio.core.phrase import phrase
from flux2studio.core.request import GenerationRequest
from flux2studio.imaging.files import read_regular
from flux2studio.imaging.foreign import read_foreign_json
from flux2studio.imaging.foreign_text import TEXT_MAX

JSON_SUFFIX = ".json"


def recipe_of_json(path: Path, now: datetime) -> Recipe:
    """What says no size gets the usual one.

    Raises PictureError when the file cannot be read, or holds no recipe that we know.
    """
    data = read_regular(path, limit=TEXT_MAX)
    with suppress(PictureError):
        return decode_recipe(data)
    foreign = read_foreign_json(data.decode("utf-8", "replace"))
    if foreign is None:
        raise PictureError(
            phrase("“{name}” holds no recipe that could be read.", name=path.name),
            hint="Drop a picture with its recipe, or a workflow saved by ComfyUI for its API.",
        )
    size = GenerationRequest().size
    file = PictureFile(
        sha256=hashlib.sha256(data).hexdigest(),
        width=foreign.width or size.width,
        height=foreign.height or size.height,
        changed_at=now,
    )
    return recipe_of(foreign, file, now)
