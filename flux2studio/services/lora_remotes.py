"""From a place on a card to the file that is behind it now."""

from __future__ import annotations

from dataclasses import dataclass

from flux2studio.backends.civitai import Civitai
from flux2studio.backends.huggingface import HuggingFace
from flux2studio.backends.lora_sites import RemoteLora, netloc
from flux2studio.core.control import RunControl
from flux2studio.core.lora import LoraPlace, PlaceKind


@dataclass(frozen=True, slots=True, kw_only=True)
class LoraRemotes:
    """Blocking."""

    civitai: Civitai
    huggingface: HuggingFace

    def link(self, place: LoraPlace) -> str:
        """The source by which a service or a download asks for what is at ``place``."""
        if place.kind is PlaceKind.REPOSITORY:
            return self.huggingface.link(place)
        return place.address

    def remote(self, source: str, name: str, control: RunControl) -> RemoteLora:
        """Return the file behind a repository or link, open to everybody or not.

        Raises LoraError, UnreachableError and Cancelled.
        """
        if self.civitai.has(source):
            return self.civitai.find(source, name, control)
        return self.huggingface.locate(source, name, control) or public(source)

    def closed(self, source: str, name: str, control: RunControl) -> RemoteLora | None:
        """As ``remote``, but None for a file that everybody can fetch for himself."""
        if self.civitai.has(source):
            return self.civitai.find(source, name, control)
        return self.huggingface.find(source, name, control)


def public(url: str) -> RemoteLora:
    """A file that somebody's server gives out to everybody."""
    return RemoteLora(site=netloc(url), origin=f"link:{url}", url=url)
