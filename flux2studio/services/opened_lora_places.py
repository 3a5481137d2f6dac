"""Builds what gets hold of LoRAs for jobs, and knows the sites they come from."""

from __future__ import annotations

from collections.abc import Callable

from flux2studio.backends.civitai import Civitai
from flux2studio.backends.huggingface import HuggingFace
from flux2studio.core.lora import Lora
from flux2studio.paths import Paths
from flux2studio.services.lora_downloads import LoraDownloads
from flux2studio.services.lora_places import LoraPlaces
from flux2studio.services.lora_remotes import LoraRemotes
from flux2studio.storage.lora_store import LoraStore
from flux2studio.storage.settings import SettingsStore

FindToken = Callable[[str], str | None]


class LoraHosts:
    """Hosts and tokens, asked for at each use, so that the settings count at once."""

    def __init__(self, settings: SettingsStore, token: FindToken) -> None:
        self._settings = settings
        self._token = token

    def remotes(self) -> LoraRemotes:
        return LoraRemotes(
            civitai=Civitai(self.civitai_url, self.civitai_token),
            huggingface=HuggingFace(self.huggingface_url, self.huggingface_token),
        )

    def huggingface_token(self) -> str | None:
        return self._token("huggingface")

    def civitai_token(self) -> str | None:
        return self._token("civitai")

    def huggingface_url(self) -> str:
        return self._settings.load().huggingface_url

    def civitai_url(self) -> str:
        return self._settings.load().civitai_url


def open_places(hosts: LoraHosts, paths: Paths, card: Callable[[str], Lora | None]) -> LoraPlaces:
    """``card`` finds the record of a source."""
    downloads = LoraDownloads(store=LoraStore(paths.loras))
    return LoraPlaces(downloads=downloads, remotes=hosts.remotes(), card=card)
