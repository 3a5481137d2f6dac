"""What a site, a link or a file offers, shown to the artist before a LoRA is added."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from flux2studio.core.lora import Lora, LoraPlace
from flux2studio.core.lora_facts import LoraFacts


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferFile:
    """One of the files to choose from.

    ``name`` is what the site calls it, folders included; ``size`` in bytes, 0 when unknown;
    ``sha256`` empty where the site does not tell it. ``note`` tells it from its neighbours
    ("fp16"). ``facts`` are those of its header, None until somebody looked. ``problem``: why it
    cannot be added, empty when it can.
    """

    name: str
    place: LoraPlace
    size: int = 0
    sha256: str = ""
    note: str = ""
    facts: LoraFacts | None = None
    problem: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferPicture:
    """A picture that may be the preview. ``is_mild``: fit to be shown unasked.

    ``is_closed``: only with the artist's token.
    """

    url: str
    is_mild: bool = True
    is_closed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """``site`` gives it out ("Hugging Face", "Civitai", a host; "This computer" for a file).

    ``files`` are never empty, the likeliest first; with more than one the artist chooses.
    ``facts`` are what the page says; those of a file's header come before them. ``notices`` are
    sentences worth knowing ("This repository is called … now."). ``known`` is the record of the
    library that is this LoRA already. ``path`` is set for a file of this computer. ``page`` is
    where people read about it, ``version`` what the site calls the version.
    """

    site: str
    name: str
    files: tuple[OfferFile, ...]
    facts: tuple[LoraFacts, ...] = ()
    pictures: tuple[OfferPicture, ...] = ()
    page: str = ""
    version: str = ""
    notices: tuple[str, ...] = ()
    known: Lora | None = None
    path: Path | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LoraUpdate:
    """A newer version of a LoRA at its site. ``version`` names it for good, ``title`` for people.

    ``notes`` are what its maker wrote about the change, ``at`` when it came out, where known.
    """

    version: str
    title: str
    page: str
    notes: str = ""
    at: datetime | None = None
