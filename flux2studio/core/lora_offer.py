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
    cannot be added, empty when it can. ``known`` is the card of the library that is this LoRA.
    """

    name: str
    place: LoraPlace
    size: int = 0
    sha256: str = ""
    note: str = ""
    facts: LoraFacts | None = None
    problem: str = ""
    known: Lora | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferPicture:
    """A picture that may be the preview. ``is_mild``: fit to be shown unasked."""

    url: str
    is_mild: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """``site`` gives it out ("Hugging Face", "Civitai", a host; "This computer" for a file).

    ``files`` are never empty, the likeliest first; with more than one the artist chooses.
    ``facts`` are what the page says; those of a file's header come before them. ``notices`` are
    sentences worth knowing ("This repository is called … now."). ``path`` is set for a file of this
    computer. ``page`` is where people read about it, ``version`` what the site calls the version.
    ``is_closed``: only the artist's token opens it.
    """

    site: str
    name: str
    files: tuple[OfferFile, ...]
    facts: tuple[LoraFacts, ...] = ()
    pictures: tuple[OfferPicture, ...] = ()
    page: str = ""
    version: str = ""
    notices: tuple[str, ...] = ()
    path: Path | None = None
    is_closed: bool = False

    @property
    def known(self) -> Lora | None:
        """The card that is this LoRA already, where there is no choice of files."""
        return self.files[0].known if len(self.files) == 1 else None


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
