"""What a model version at Civitai offers."""

from __future__ import annotations

from functools import partial

from flux2studio.backends.civitai import SITE
from flux2studio.backends.civitai_pages import CivitaiPages, VersionFile, VersionPage
from flux2studio.core.control import RunControl
from flux2studio.core.errors import BackendError
from flux2studio.core.lora import LoraPlace, PlaceKind
from flux2studio.core.lora_facts import LoraFacts
from flux2studio.core.lora_offer import Offer, OfferFile, OfferPicture
from flux2studio.core.phrase import phrase
from flux2studio.services.lora_peeking import peeked


def version_offer(pages: CivitaiPages, source: str, control: RunControl) -> Offer:
    """Ask what ``source`` leads to. Raises LoraError, UnreachableError and Cancelled."""
    page = pages.look(source, control)
    return Offer(
        site=SITE,
        name=page.name,
        files=tuple(_file(page, file) for file in page.files),
        facts=(page.facts,),
        pictures=tuple(OfferPicture(url=url, is_mild=mild) for url, mild in page.pictures),
        page=page.page,
        version=page.title or str(page.version),
        notices=_notices(pages, page),
        is_closed=True,  # its files want an account, whoever asks
    )


def version_peek(pages: CivitaiPages, file: OfferFile, control: RunControl) -> LoraFacts | None:
    """Read the header of a file, None where Civitai does not let. Raises LoraError, Cancelled."""
    try:
        return peeked(partial(pages.head, file.place.address, control=control), file.name)
    except BackendError:
        return None


def _file(page: VersionPage, file: VersionFile) -> OfferFile:
    address = page.page if len(page.files) == 1 else file.link
    return OfferFile(
        name=file.name,
        place=LoraPlace(kind=PlaceKind.CIVITAI, address=address),
        size=file.size,
        sha256=file.sha256,
        note=file.note,
    )


def _notices(pages: CivitaiPages, page: VersionPage) -> tuple[str, ...]:
    found: list[str] = []
    if page.paid_until is not None:
        day = f"{page.paid_until.day} {page.paid_until:%B %Y}"
        found.append(
            phrase("Until {day} Civitai gives this version only to those who paid for it.", day=day)
        )
    if not pages.has_token:
        found.append("Civitai gives files to its members only: add your key in the settings.")
    return tuple(found)
