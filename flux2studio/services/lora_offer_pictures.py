"""The pictures on the page of a LoRA, fetched within bounds and decoded where it is safe."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import chain

from flux2studio.backends.huggingface import SITE as HUGGING_FACE
from flux2studio.backends.lora_sites import bearer, clean_token
from flux2studio.backends.remote_head import read_head
from flux2studio.core.control import RunControl
from flux2studio.core.errors import BackendError, PictureError, StorageError
from flux2studio.core.lora_offer import Offer, OfferFile
from flux2studio.services.pictures import PictureService

_TRIES = 3
_BYTES_MAX = 12 * 2**20


@dataclass(frozen=True, slots=True, kw_only=True)
class LoraOfferPictures:
    """Blocking. Only pictures that are fit to be shown unasked are looked at."""

    pictures: PictureService
    token: Callable[[], str | None] = field(repr=False)

    def first(self, offer: Offer, file: OfferFile, control: RunControl) -> bytes:
        """Return the first that can be read, as a small JPEG; b"" when there is none."""
        inside = (facts.preview for facts in (file.facts, *offer.facts) if facts and facts.preview)
        for data in chain(inside, self.fetched(offer, control)):
            try:
                return self.pictures.preview(data)
            except (PictureError, StorageError):
                continue
        return b""

    def fetched(self, offer: Offer, control: RunControl) -> Iterator[bytes]:
        """Yield encoded pictures, none of them trusted yet. Raises Cancelled."""
        mild = [picture for picture in offer.pictures if picture.is_mild]
        is_theirs = offer.is_closed and offer.site == HUGGING_FACE  # Civitai’s lie elsewhere
        headers = bearer(clean_token(self.token)) if is_theirs else {}
        for picture in mild[:_TRIES]:
            try:
                head = read_head(picture.url, headers, _BYTES_MAX, control)
            except BackendError:
                continue
            if head.status in (200, 206) and 0 < len(head.data) < _BYTES_MAX:
                yield head.data
