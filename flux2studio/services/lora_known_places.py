"""Where the weights of one LoRA in a request can be had, by what its card knows."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from flux2studio.core.lora import Lora, LoraPlace, PlaceKind
from flux2studio.core.request import LoraKind, LoraUse
from flux2studio.storage.disk import is_file


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownPlaces:
    """``file`` is there now; ``elsewhere`` the best of the other places a card names."""

    file: Path | None = None
    elsewhere: LoraPlace | None = None


def known_places(use: LoraUse, card: Lora | None) -> KnownPlaces:
    """Look at the disk for the files. The source of the request comes before all others."""
    places = card.places if card is not None else ()
    paths = [place.address for place in places if place.kind is PlaceKind.FILE]
    if card is not None and card.kind is LoraKind.FILE:
        paths.insert(0, card.source)
    if use.kind is LoraKind.FILE:
        paths.insert(0, use.source)
    others = [place for place in places if place.kind is not PlaceKind.FILE]
    # A version of a file, which stays the same for ever, before anything that may change.
    others.sort(key=lambda place: not (place.revision and place.file))
    return KnownPlaces(
        file=next((path for path in map(Path, paths) if is_file(path)), None),
        elsewhere=others[0] if others else None,
    )
