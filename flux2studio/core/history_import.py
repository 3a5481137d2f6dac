"""What a look into a folder of pictures found, what taking them in did, and how they are kept."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from flux2studio.core.foreign_recipe import ForeignRecipe
from flux2studio.core.generation import Recipe
from flux2studio.core.request import GenerationRequest, Size

OURS = "flux2studio"  # as a tool: pictures of our own, from another folder or computer

_EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)
_AHEAD = timedelta(days=1)  # of a clock that is trusted
_MODELS = (  # the names people give the files of FLUX.2, the more exact first
    (r"klein.*base.*4b|klein.*4b.*base", "local/klein-base-4b"),
    (r"klein.*base.*9b|klein.*9b.*base", "local/klein-base-9b"),
    (r"klein.*9b.*kv", "local/klein-9b-kv"),
    (r"klein.*4b", "local/klein-4b"),
    (r"klein.*9b", "local/klein-9b"),
    (r"flux[ ._-]?2.*dev", "local/dev"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportLook:
    """``found`` counts pictures with a recipe by tool; ``without`` those that have none;
    ``already`` those the history has; ``unreadable`` what is no picture though it is called so.
    """

    found: Mapping[str, int] = field(default_factory=dict)
    without: int = 0
    already: int = 0
    unreadable: int = 0

    @property
    def total(self) -> int:
        return sum(self.found.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportReport:
    """``without_recipe`` counts those left out because they have none."""

    added: int = 0
    already: int = 0
    without_recipe: int = 0
    unreadable: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureFile:
    """What the file itself says. ``sha256`` in hex; sizes in pixels; ``changed_at``: its mtime."""

    sha256: str
    width: int
    height: int
    changed_at: datetime


def recipe_of(foreign: ForeignRecipe | None, file: PictureFile, now: datetime) -> Recipe:
    """Return the recipe under which a picture of another program is kept.

    A model that is one of FLUX.2 gets the id of ours; others keep the name they had. Dates that
    cannot be (before 1990, or later than tomorrow) give way to those of the file, then to now.
    """
    told = foreign or ForeignRecipe(tool="")
    ident = imported_id(file.sha256)
    usual = GenerationRequest()
    return Recipe(
        id=ident,
        job_id=ident,
        index=0,
        created_at=_moment(told.made_at, file.changed_at, now),
        backend=told.tool or "file",
        request=GenerationRequest(
            model=model_id(told.model),
            prompt=told.prompt,
            negative_prompt=told.negative,
            loras=told.loras,
            size=Size(width=file.width, height=file.height),
            seed=told.seed,
            steps=usual.steps if told.steps is None else told.steps,
            guidance=usual.guidance if told.guidance is None else told.guidance,
        ),
        width=file.width,
        height=file.height,
        tool=told.tool or "file",
    )


def imported_id(sha256: str) -> str:
    """Return the id of a picture that another program made, by the hash of its file."""
    return f"import-{sha256[:32]}"


def model_id(name: str) -> str:
    """Return the id of our model that ``name`` speaks of, else the name itself."""
    for words, ident in _MODELS:
        if re.search(words, name, re.IGNORECASE):
            return ident
    return name


def _moment(told: datetime | None, changed_at: datetime, now: datetime) -> datetime:
    for moment in (told, changed_at):
        if moment is not None and _EARLIEST <= moment <= now + _AHEAD:
            return moment
    return now
