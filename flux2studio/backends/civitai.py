"""Civitai: what the link of a page or a download stands for. Its files want an account."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from flux2studio.backends.civitai_links import DOWNLOAD, download_link, is_civitai, version_in
from flux2studio.backends.lora_sites import (
    RemoteLora,
    ask,
    bearer,
    clean_token,
    json_object,
    refused,
)
from flux2studio.core.civitai_facts import section
from flux2studio.core.control import RunControl
from flux2studio.core.errors import LoraError
from flux2studio.core.foreign_words import whole
from flux2studio.core.phrase import phrase

SITE = "Civitai"


class Civitai:
    """``url`` and ``token`` are asked at each use, so that settings count at once."""

    def __init__(self, url: Callable[[], str], token: Callable[[], str | None]) -> None:
        self._url = url
        self._token = token

    def has(self, source: str) -> bool:
        """Whether ``source`` is a link to this site."""
        return is_civitai(source, self._url())

    def find(self, source: str, name: str, control: RunControl) -> RemoteLora:
        """Return the file behind a link. Raises LoraError, UnreachableError and Cancelled."""
        base, token = self._url().rstrip("/"), clean_token(self._token)
        place = version_in(source)
        if place is None:
            raise LoraError(
                phrase("The link of “{name}” leads to no LoRA at {site}.", name=name, site=SITE),
                hint="Copy the address of the LoRA’s own page.",
                field="loras",
            )
        version = place.version or _newest(base, place.model, name, token, control)
        # Never the token that a copied link may hold: it would stay in logs on the way.
        return RemoteLora(
            site=SITE,
            origin=f"civitai:{version}{'?' + place.choice if place.choice else ''}",
            url=download_link(base, version, place.choice),
            headers=bearer(token),
        )


def without_token(url: str) -> str:
    """``url`` as it may be kept: a download link copied from Civitai may hold an account's key."""
    parts = urlsplit(url)
    if not DOWNLOAD.fullmatch(parts.path):
        return url
    kept = [(name, value) for name, value in parse_qsl(parts.query) if name != "token"]
    return urlunsplit(parts._replace(query=urlencode(kept)))


def _newest(base: str, model: int, name: str, token: str, control: RunControl) -> int:
    """The version that the page shows first."""
    answer = ask(f"{base}/api/v1/models/{model}", token, control)
    if not 200 <= answer.status < 300:
        raise refused(answer, SITE, name, has_token=bool(token))
    versions = json_object(answer).get("modelVersions")
    newest = section(versions[0]) if isinstance(versions, list) and versions else {}
    if found := whole(newest.get("id")):
        return found
    raise LoraError(
        phrase("{site} does not say which file “{name}” is.", site=SITE, name=name),
        hint="Choose a version on its page, and add that link.",
        field="loras",
    )
