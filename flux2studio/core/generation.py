"""A generation: one finished picture with the recipe that made it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import MAXYEAR, MINYEAR, UTC, datetime
from pathlib import Path

import msgspec

from flux2studio.core.errors import PictureError
from flux2studio.core.hosted import Receipt
from flux2studio.core.local import LocalRun
from flux2studio.core.request import GenerationRequest

RECIPE_VERSION = 1
NUMBER_MAX = 2**31 - 1  # of an index, and of the pixels of a side


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """Everything about a picture but its place on disk; embedded in the file as JSON.

    ``request.seed`` is the seed of this very picture. ``width`` and ``height`` are what the
    backend really made, in pixels; ``seconds`` is the time from start to saved;
    ``sent_prompt`` is the prompt as the service rewrote it, empty when it did not; ``receipt``
    says what left the machine for it, None when nothing did; ``local`` how it was made on this
    computer; ``parents`` are the ids of the pictures it was made from; ``tool`` is the program
    that made an imported picture, empty for our own.
    """

    id: str
    job_id: str
    index: int
    created_at: datetime
    backend: str
    request: GenerationRequest
    width: int
    height: int
    seconds: float = 0.0
    cost_usd: float | None = None
    remote_id: str = ""
    sent_prompt: str = ""
    flagged: bool = False
    receipt: Receipt | None = None
    local: LocalRun | None = None
    app_version: str = ""
    parents: tuple[str, ...] = ()
    tool: str = ""
    version: int = RECIPE_VERSION


@dataclass(frozen=True, slots=True, kw_only=True)
class Generation:
    """``path`` is absolute."""

    recipe: Recipe
    path: Path

    @property
    def id(self) -> str:
        return self.recipe.id

    @property
    def request(self) -> GenerationRequest:
        return self.recipe.request


def encode_recipe(recipe: Recipe) -> bytes:
    """Return the recipe as UTF-8 JSON."""
    return msgspec.json.encode(recipe)


def decode_recipe(data: bytes | str) -> Recipe:
    """Read what ``encode_recipe`` wrote, by this or an older version.

    Raises PictureError when it is something else, or has numbers or a date that no picture has.
    """
    try:
        recipe = msgspec.json.decode(data, type=Recipe)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise PictureError("The picture's recipe cannot be read.", details=str(error)) from error
    numbers = (recipe.index, recipe.width, recipe.height)
    if min(numbers) < 0 or max(numbers) > NUMBER_MAX:
        raise PictureError("The picture's recipe cannot be read.", details=f"numbers: {numbers}")
    if not MINYEAR < recipe.created_at.year < MAXYEAR:  # it has no local time everywhere
        raise PictureError("The picture's recipe cannot be read.", details=str(recipe.created_at))
    if recipe.created_at.tzinfo is None:
        return replace(recipe, created_at=recipe.created_at.replace(tzinfo=UTC))
    return recipe
