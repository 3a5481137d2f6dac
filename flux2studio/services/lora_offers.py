"""Asks a site, a link or a file what it offers, before anything is added."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from flux2studio.backends.civitai_pages import CivitaiPages
from flux2studio.backends.lora_repository import LoraRepositories
from flux2studio.core.control import RunControl
from flux2studio.core.errors import LoraError
from flux2studio.core.lora import Lora, PlaceKind
from flux2studio.core.lora_facts import LoraFacts
from flux2studio.core.lora_offer import Offer, OfferFile
from flux2studio.core.model_files import gigabytes
from flux2studio.core.phrase import phrase
from flux2studio.core.request import LoraKind
from flux2studio.services.lora_fetching import BYTES_MAX
from flux2studio.services.lora_offers_civitai import version_offer, version_peek
from flux2studio.services.lora_offers_huggingface import repository_offer, repository_peek
from flux2studio.services.lora_offers_link import file_offer, link_offer, link_peek
from flux2studio.services.lora_sources import describe_lora

_WITHOUT_SCHEME = re.compile(r"(?:www\.)?(?:huggingface\.co|hf\.co|civitai\.[a-z]{2,6})/\S+")


class Cards(Protocol):
    """The artist's records."""

    def all(self) -> list[Lora]: ...

    def add_all(self, loras: Sequence[Lora]) -> list[Lora]: ...

    def use_place(self, lora_id: str, source: str) -> Lora: ...

    def add_facts(self, lora_id: str, *facts: LoraFacts) -> Lora: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class LoraOffers:
    """Blocking. Raises LoraError, BackendError and Cancelled."""

    repositories: LoraRepositories
    civitai: CivitaiPages
    cards: Cards

    def look_at(self, source: str, control: RunControl) -> Offer:
        """Ask what ``source`` offers: owner/name, a link, a resource name or a path."""
        source = source.strip().strip("<>\"'")
        if _WITHOUT_SCHEME.fullmatch(source):
            source = f"https://{source}"
        offer = self._asked(source, control)
        first = offer.files[0]
        if first.facts is None:
            first = self.peek(offer, first, control)
            if first.problem and len(offer.files) == 1:
                raise LoraError(first.problem, hint="Choose another LoRA.", field="loras")
        cards, is_one = self.cards.all(), len(offer.files) == 1
        files = (first, *offer.files[1:])
        found = tuple(_known(_checked(file), cards, is_one=is_one) for file in files)
        return replace(offer, files=found)

    def peek(self, offer: Offer, file: OfferFile, control: RunControl) -> OfferFile:
        """Return ``file`` with what its header says, as far as it lets itself be read from here.

        Without it ``facts`` stay None; what is no LoRA gets a ``problem``.
        """
        if file.facts is not None:
            return file
        try:
            return replace(file, facts=self._peeked(offer, file, control))
        except LoraError as error:
            return replace(file, problem=str(error))

    def _asked(self, source: str, control: RunControl) -> Offer:
        if self.civitai.has(source):
            return version_offer(self.civitai, source, control)
        if place := self.repositories.place(source):
            return repository_offer(self.repositories, place, control)
        lora = describe_lora(source)
        if lora.kind is LoraKind.FILE:
            return file_offer(Path(lora.source))
        return link_offer(lora.source, control)

    def _peeked(self, offer: Offer, file: OfferFile, control: RunControl) -> LoraFacts | None:
        match file.place.kind:
            case PlaceKind.REPOSITORY:
                return repository_peek(self.repositories, offer, file, control)
            case PlaceKind.CIVITAI:
                return version_peek(self.civitai, file, control)
            case _:
                return link_peek(file, control)


def _checked(file: OfferFile) -> OfferFile:
    if file.size <= BYTES_MAX or file.problem:
        return file
    return replace(
        file,
        problem=phrase(
            "“{file}” is too large for a LoRA: {size}.", file=file.name, size=gigabytes(file.size)
        ),
    )


def _known(file: OfferFile, cards: Sequence[Lora], *, is_one: bool) -> OfferFile:
    """Note the card that has the same weights, or is of the same place."""
    for lora in cards:
        has_weights = bool(file.sha256) and lora.sha256 == file.sha256
        is_named = is_one and lora.source == file.place.address and not lora.sha256
        if has_weights or is_named or file.place in lora.places:
            return replace(file, known=lora)
    return file
