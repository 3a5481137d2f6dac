"""What a repository at Hugging Face offers."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import PurePosixPath

from flux2studio.backends.huggingface import SITE
from flux2studio.backends.huggingface_links import RepositoryPlace
from flux2studio.backends.lora_repository import LoraRepositories, RepositoryPage
from flux2studio.core.control import RunControl
from flux2studio.core.errors import UnreachableError
from flux2studio.core.lora import LoraPlace, PlaceKind
from flux2studio.core.lora_facts import LoraFacts
from flux2studio.core.lora_offer import Offer, OfferFile, OfferPicture
from flux2studio.core.model_listing import RemoteFile
from flux2studio.core.phrase import phrase
from flux2studio.services.lora_peeking import peeked

USUAL_NAMES = frozenset({"pytorch_lora_weights", "adapter_model", "lora", "lora_weights", "model"})


def repository_offer(
    repositories: LoraRepositories, place: RepositoryPlace, control: RunControl
) -> Offer:
    """Ask what is at ``place``. Raises LoraError, BackendError and Cancelled."""
    page = repositories.look(place, control)
    name = page.repository.partition("/")[2]
    about = repositories.page(page.repository)
    pictures = (repositories.picture(page, address) for address in page.card.pictures)
    return Offer(
        site=SITE,
        name=name,
        files=tuple(_file(page, file) for file in page.files),
        facts=(replace(page.card.facts, page=about),),
        pictures=tuple(OfferPicture(url=url) for url in pictures if url),
        page=about,
        version=page.revision,
        notices=_notices(place, page),
        is_closed=page.is_closed,
    )


def repository_peek(
    repositories: LoraRepositories, offer: Offer, file: OfferFile, control: RunControl
) -> LoraFacts | None:
    """Read the header of a file. Raises LoraError, BackendError when it is closed, Cancelled."""
    place = RepositoryPlace(
        repository=file.place.address, revision=file.place.revision, file=file.place.file
    )
    read = partial(repositories.head, place, control=control, is_closed=offer.is_closed)
    try:
        return peeked(read, PurePosixPath(file.name).name)
    except UnreachableError:
        return None


def title_of(offer: Offer, file: OfferFile) -> str:
    """What to call one of its files on a card."""
    stem = PurePosixPath(file.name).name.removesuffix(".safetensors")
    return offer.name if len(offer.files) == 1 or stem.lower() in USUAL_NAMES else stem


def source_of(repositories: LoraRepositories, offer: Offer, file: OfferFile) -> str:
    """How a card names a file that was not downloaded: by the repository where that is enough."""
    place = file.place
    if len(offer.files) == 1 and offer.page.endswith(place.address):
        return place.address
    return repositories.link(place.address, place.revision, place.file)


def _file(page: RepositoryPage, file: RemoteFile) -> OfferFile:
    return OfferFile(
        name=file.path,
        place=LoraPlace(
            kind=PlaceKind.REPOSITORY,
            address=page.repository,
            revision=page.revision,
            file=file.path,
        ),
        size=file.size,
        sha256=file.sha256,
    )


def _notices(place: RepositoryPlace, page: RepositoryPage) -> tuple[str, ...]:
    found: list[str] = []
    if page.repository.lower() != place.repository.lower():
        found.append(
            phrase("This repository is called “{repository}” now.", repository=page.repository)
        )
    if page.is_closed:
        found.append("Only your own token opens it: a hosted service gets the file from here.")
    return tuple(found)
