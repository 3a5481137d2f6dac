"""What a finished picture tells other programs, beside the recipe that we read ourselves."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from flux2studio.core.generation import Recipe
from flux2studio.core.models import Model
from flux2studio.imaging.a1111_text import parameters_text
from flux2studio.imaging.xmp_picture import picture_packet


@dataclass(frozen=True, slots=True, kw_only=True)
class Extras:
    """``parameters`` is text in the form of A1111, ``xmp`` a packet in UTF-8; empty: none."""

    parameters: str = ""
    xmp: bytes = b""


def extras_of(
    recipe: Recipe, autov3_of: Callable[[str], str] | None = None, model: Model | None = None
) -> Extras:
    """Say in the words of other programs how a picture was made.

    ``autov3_of`` gives the hash of a LoRA's weights by its source, empty where nobody knows it.
    Only what ``model`` takes is told; without one, all of the request.
    """
    return Extras(
        parameters=parameters_text(recipe, autov3_of, model),
        xmp=picture_packet(
            prompt=recipe.request.prompt,
            program=f"flux2studio {recipe.app_version}".strip(),
            is_composite=bool(recipe.request.active_references),
        ),
    )
