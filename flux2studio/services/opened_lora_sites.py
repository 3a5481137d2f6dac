"""Builds the services that add LoRAs and look for newer ones from their parts."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from flux2studio.backends.civitai_pages import CivitaiPages
from flux2studio.backends.lora_repository import LoraRepositories
from flux2studio.backends.pace import Pace
from flux2studio.paths import Paths
from flux2studio.services.lora_adding import LoraAdding
from flux2studio.services.lora_bringing import LoraBringing
from flux2studio.services.lora_fetching import LoraFetching
from flux2studio.services.lora_library import LoraLibrary
from flux2studio.services.lora_offer_pictures import LoraOfferPictures
from flux2studio.services.lora_offers import LoraOffers
from flux2studio.services.lora_pictures import LoraPictures
from flux2studio.services.lora_updates import LoraUpdates
from flux2studio.services.opened_lora_places import LoraHosts
from flux2studio.services.pictures import PictureService
from flux2studio.storage.lora_collection import LoraCollection
from flux2studio.storage.lora_previews import LoraPreviews
from flux2studio.storage.lora_update_notes import LoraUpdateNotes
from flux2studio.storage.settings import SettingsStore


@dataclass(frozen=True, slots=True, kw_only=True)
class LoraSites:
    """What brings LoRAs here for the artist."""

    adding: LoraAdding
    updates: LoraUpdates


def open_sites(
    settings: SettingsStore,
    hosts: LoraHosts,
    paths: Paths,
    cards: LoraLibrary,
    pictures: PictureService,
    *,
    pace: Pace | None = None,
) -> LoraSites:
    """Nothing is asked yet."""
    repositories = LoraRepositories(url=hosts.huggingface_url, token=hosts.huggingface_token)
    civitai = CivitaiPages(url=hosts.civitai_url, token=hosts.civitai_token)
    usual = paths.lora_files
    return LoraSites(
        adding=LoraAdding(
            offers=LoraOffers(repositories=repositories, civitai=civitai, cards=cards),
            remotes=hosts.remotes(),
            bringing=LoraBringing(
                collection=LoraCollection(lambda: Path(settings.load().loras_folder or usual)),
                fetching=LoraFetching(pace=pace or Pace()),
            ),
            pictures=LoraPictures(LoraPreviews(paths.lora_previews), pictures),
            foreign_pictures=LoraOfferPictures(pictures=pictures, token=hosts.huggingface_token),
        ),
        updates=LoraUpdates(
            notes=LoraUpdateNotes(paths.lora_updates),
            repositories=repositories,
            civitai=civitai,
            is_on=lambda: settings.load().lora_updates,
        ),
    )
