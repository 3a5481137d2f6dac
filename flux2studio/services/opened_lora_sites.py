"""Builds the services that add LoRAs and look for newer ones from their parts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from flux2studio.backends.civitai import Civitai
from flux2studio.backends.civitai_pages import CivitaiPages
from flux2studio.backends.huggingface import HuggingFace
from flux2studio.backends.lora_repository import LoraRepositories
from flux2studio.backends.pace import Pace
from flux2studio.paths import Paths
from flux2studio.services.lora_adding import LoraAdding
from flux2studio.services.lora_bringing import LoraBringing
from flux2studio.services.lora_downloads import LoraDownloads
from flux2studio.services.lora_fetching import LoraFetching
from flux2studio.services.lora_library import LoraLibrary
from flux2studio.services.lora_offer_pictures import LoraOfferPictures
from flux2studio.services.lora_offers import LoraOffers
from flux2studio.services.lora_pictures import LoraPictures
from flux2studio.services.lora_places import LoraPlaces
from flux2studio.services.lora_remotes import LoraRemotes
from flux2studio.services.lora_updates import LoraUpdates
from flux2studio.services.pictures import PictureService
from flux2studio.storage.lora_collection import LoraCollection
from flux2studio.storage.lora_previews import LoraPreviews
from flux2studio.storage.lora_store import LoraStore
from flux2studio.storage.lora_update_notes import LoraUpdateNotes
from flux2studio.storage.settings import SettingsStore


@dataclass(frozen=True, slots=True, kw_only=True)
class LoraSites:
    """What brings LoRAs here, for jobs (``places``) and for the artist."""

    places: LoraPlaces
    adding: LoraAdding
    updates: LoraUpdates


def open_sites(
    settings: SettingsStore,
    token: Callable[[str], str | None],
    paths: Paths,
    library: LoraLibrary,
    pictures: PictureService,
    *,
    pace: Pace | None = None,
) -> LoraSites:
    """Hosts, folders and tokens are asked for at each use, so that the settings count at once."""
    parts = _Parts(settings, token)
    remotes, repositories, civitai = parts.remotes(), parts.repositories(), parts.civitai()
    usual = paths.lora_files
    return LoraSites(
        places=LoraPlaces(
            downloads=LoraDownloads(store=LoraStore(paths.loras)),
            remotes=remotes,
            card=library.by_source,
        ),
        adding=LoraAdding(
            offers=LoraOffers(repositories=repositories, civitai=civitai, cards=library),
            remotes=remotes,
            bringing=LoraBringing(
                collection=LoraCollection(lambda: Path(settings.load().loras_folder or usual)),
                fetching=LoraFetching(pace=pace or Pace()),
            ),
            pictures=LoraPictures(LoraPreviews(paths.lora_previews), pictures),
            foreign_pictures=LoraOfferPictures(pictures=pictures, token=parts.huggingface_token),
        ),
        updates=LoraUpdates(
            notes=LoraUpdateNotes(paths.lora_updates),
            repositories=repositories,
            civitai=civitai,
            is_on=lambda: settings.load().lora_updates,
        ),
    )


class _Parts:
    """The two sites, each by what is asked of it."""

    def __init__(self, settings: SettingsStore, token: Callable[[str], str | None]) -> None:
        self._settings = settings
        self._token = token

    def remotes(self) -> LoraRemotes:
        return LoraRemotes(
            civitai=Civitai(self._civitai_url, self._civitai_token),
            huggingface=HuggingFace(self._huggingface_url, self.huggingface_token),
        )

    def repositories(self) -> LoraRepositories:
        return LoraRepositories(url=self._huggingface_url, token=self.huggingface_token)

    def civitai(self) -> CivitaiPages:
        return CivitaiPages(url=self._civitai_url, token=self._civitai_token)

    def huggingface_token(self) -> str | None:
        return self._token("huggingface")

    def _civitai_token(self) -> str | None:
        return self._token("civitai")

    def _huggingface_url(self) -> str:
        return self._settings.load().huggingface_url

    def _civitai_url(self) -> str:
        return self._settings.load().civitai_url
