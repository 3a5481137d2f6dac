"""Adds LoRAs from Hugging Face, Civitai, links and files, and downloads those that are gone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from flux2studio.core.control import RunControl
from flux2studio.core.errors import BackendError, LoraError, StudioError
from flux2studio.core.lora import Lora, LoraPlace, PlaceKind
from flux2studio.core.lora_aliases import place_of
from flux2studio.core.lora_facts import LoraFacts, merged
from flux2studio.core.lora_offer import Offer, OfferFile
from flux2studio.core.model_files import Download
from flux2studio.core.phrase import phrase
from flux2studio.services.lora_bringing import Brought, LoraBringing, Tell
from flux2studio.services.lora_offer_pictures import LoraOfferPictures
from flux2studio.services.lora_offers import LoraOffers
from flux2studio.services.lora_offers_huggingface import USUAL_NAMES, source_of, title_of
from flux2studio.services.lora_pictures import LoraPictures
from flux2studio.services.lora_remotes import LoraRemotes
from flux2studio.storage.loras import already_here


def unheard(_: Download) -> None:
    """For whom the progress is of no interest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LoraAdding:
    """Blocking; call it from a worker. Raises StudioError and Cancelled.

    A record is there once all it stands for is: no cancel, error or kill leaves half of one.
    """

    offers: LoraOffers
    remotes: LoraRemotes
    bringing: LoraBringing
    pictures: LoraPictures
    foreign_pictures: LoraOfferPictures

    def look_at(self, source: str, control: RunControl) -> Offer:
        """Ask what ``source`` offers: owner/name, a link, a resource name or a path."""
        return self.offers.look_at(source, control)

    def peek(self, offer: Offer, file: OfferFile, control: RunControl) -> OfferFile:
        """Return ``file`` with the facts of its header, as far as they are to be had."""
        return self.offers.peek(offer, file, control)

    def picture(self, offer: Offer, file: OfferFile, control: RunControl) -> bytes:
        """Return a picture fit to be shown as a small JPEG, nothing when there is none."""
        return self.foreign_pictures.first(offer, file, control)

    def add(
        self,
        offer: Offer,
        file: OfferFile | None,
        *,
        download: bool,
        control: RunControl,
        tell: Tell = unheard,
    ) -> Lora:
        """Add one of the files on offer, by default the first; with ``download`` as a file here.

        What came before a break is gone on with at the next call. A file of this computer stays
        where it is.
        """
        file = self.offers.peek(offer, file or offer.files[0], control)
        _refuse(file)
        lora = self._card(offer, file)
        if offer.path is None and download:
            remote = self.remotes.remote(self.remotes.link(file.place), lora.name, control)
            remote = replace(
                remote, sha256=remote.sha256 or file.sha256, size=remote.size or file.size
            )
            lora = _at(
                lora, self.bringing.bring(remote, lora.name, _named(lora, file), control, tell)
            )
        if preview := self.pictures.first_of(self._pictures(offer, file, control)):
            lora = replace(lora, preview=preview)
        control.check()
        if not (added := self.offers.cards.add_all([lora])):
            raise already_here(lora.name)
        return added[0]

    def download(self, lora: Lora, control: RunControl, tell: Tell = unheard) -> Lora:
        """Download the file of ``lora`` again, from the first of its places that still has it.

        It must be the same file where the card knows its hash.
        """
        problem: StudioError | None = None
        for place in _elsewhere(lora):
            try:
                brought = self._brought(lora, place, control, tell)
            except (LoraError, BackendError) as error:
                problem = problem or error
                continue
            self.offers.cards.use_place(lora.id, str(brought.path))
            return self.offers.cards.add_facts(lora.id, brought.facts)
        raise problem or LoraError(
            phrase("Nobody knows where “{lora}” can be had again.", lora=lora.name),
            hint="Locate its file, or add it from its page anew.",
            field="loras",
        )

    def _brought(self, lora: Lora, place: LoraPlace, control: RunControl, tell: Tell) -> Brought:
        remote = self.remotes.remote(self.remotes.link(place), lora.name, control)
        if lora.sha256 and remote.sha256 not in ("", lora.sha256):
            raise _another(lora, remote.site)
        remote = replace(remote, sha256=lora.sha256 or remote.sha256, size=remote.size or lora.size)
        file_name = Path(lora.source).name if lora.source.endswith(".safetensors") else lora.name
        return self.bringing.bring(remote, lora.name, file_name, control, tell)

    def _card(self, offer: Offer, file: OfferFile) -> Lora:
        header, said = file.facts, offer.facts
        is_repository = file.place.kind is PlaceKind.REPOSITORY
        name = title_of(offer, file) if is_repository else offer.name
        source = file.place.address
        if is_repository:
            source = source_of(self.offers.repositories, offer, file)
        if header and header.name and offer.site != "Civitai":
            name = header.name
        if header and header.base:  # what the file itself says stands
            said = tuple(replace(facts, base="") for facts in said)
        lora = Lora(source=source, name=name, places=(file.place,))
        for facts in (header, *said):
            lora = merged(lora, replace(facts, places=())) if facts else lora
        return replace(
            lora,
            size=file.size or lora.size,
            sha256=lora.sha256 or file.sha256,
            page=lora.page or (offer.page if file.place.kind is not PlaceKind.URL else ""),
        )

    def _pictures(self, offer: Offer, file: OfferFile, control: RunControl) -> Iterator[LoraFacts]:
        """That in the file first: its maker put it there. The others only where it has none."""
        if file.facts:
            yield file.facts
        yield from offer.facts
        for data in self.foreign_pictures.fetched(offer, control):
            yield LoraFacts(origin=offer.site, preview=data)


def _refuse(file: OfferFile) -> None:
    if file.problem:
        raise LoraError(file.problem, hint="Choose another file.", field="loras")
    if file.known is not None:
        raise already_here(file.known.name)


def _at(lora: Lora, brought: Brought) -> Lora:
    """The card of a file that is here now; where it came from stays known."""
    path = str(brought.path)
    lora = merged(lora, brought.facts)
    return replace(lora, source=path, places=(*lora.places, place_of(path)))


def _named(lora: Lora, file: OfferFile) -> str:
    """What to call the file: as its maker did, unless every other one is called so."""
    stem = Path(file.name).name.removesuffix(".safetensors")
    return lora.name if stem.lower() in USUAL_NAMES else stem


def _elsewhere(lora: Lora) -> Iterator[LoraPlace]:
    """All places but files; one that names a version before the plain source."""
    places = (*lora.places, place_of(lora.source))
    for place in dict.fromkeys(places):
        if place.kind is not PlaceKind.FILE:
            yield place


def _another(lora: Lora, site: str) -> LoraError:
    return LoraError(
        phrase(
            "{site} has another version of “{lora}” now, not the one on your card.",
            site=site,
            lora=lora.name,
        ),
        hint="Add it from its page as a card of its own.",
        field="loras",
    )
