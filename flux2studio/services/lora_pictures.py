"""The pictures on the cards of LoRAs: made safe, kept, and let go of."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from flux2studio.core.errors import PictureError, StorageError
from flux2studio.core.lora import Lora
from flux2studio.core.lora_facts import LoraFacts
from flux2studio.imaging.files import read_regular
from flux2studio.services.pictures import PictureService
from flux2studio.storage.lora_previews import LoraPreviews

log = logging.getLogger(__name__)


class LoraPictures:
    """Blocking, thread-safe. Without a store or a decoder, cards have no pictures."""

    def __init__(self, store: LoraPreviews | None, decoder: PictureService | None) -> None:
        self._store = store
        self._decoder = decoder

    def path(self, sha256: str) -> Path:
        return self._shelf().path(sha256)

    def keep(self, picture: Path) -> str:
        """Make a small copy of ``picture`` and return its name. Raises PictureError."""
        if self._decoder is None:
            raise PictureError("Pictures cannot be read here.")
        small = self._decoder.preview(read_regular(picture), name=picture.name)
        return self._shelf().keep(small)

    def first_of(self, facts: Iterable[LoraFacts]) -> str:
        """Keep the first picture among ``facts`` that can be read; empty when there is none.

        What comes with a file is not worth a message: the card goes without.
        """
        if self._decoder is None or self._store is None:
            return ""
        for each in facts:
            if each.preview:
                try:
                    return self._store.keep(self._decoder.preview(each.preview))
                except (PictureError, StorageError) as error:
                    log.info("No preview from %s: %s", each.origin, error)
        return ""

    def shown(self, lora: Lora, preview: str) -> Lora:
        """Return ``lora`` with this preview, unless it has one or the artist wants none."""
        if not preview or lora.preview or "preview" in lora.own:
            return lora
        return replace(lora, preview=preview)

    def _shelf(self) -> LoraPreviews:
        if self._store is None:
            raise PictureError("There is no place for previews here.")
        return self._store
