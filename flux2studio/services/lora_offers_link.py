"""What a link to anybody's server, or a file on this computer, offers."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from flux2studio.backends.lora_sites import netloc
from flux2studio.backends.remote_head import RemoteHead, read_head
from flux2studio.core.control import RunControl
from flux2studio.core.errors import LoraError
from flux2studio.core.foreign_words import line
from flux2studio.core.lora import LoraPlace, PlaceKind
from flux2studio.core.lora_facts import LoraFacts
from flux2studio.core.lora_offer import Offer, OfferFile
from flux2studio.core.phrase import phrase
from flux2studio.services.lora_peeking import peeked
from flux2studio.storage.lora_facts import read_facts

_SECRETS = frozenset(
    {"token", "key", "apikey", "api_key", "access_token", "auth", "signature", "sig", "secret"}
    | {"x-amz-signature", "x-amz-security-token", "x-goog-signature", "password"}
)


def link_offer(url: str, control: RunControl) -> Offer:
    """Ask what is behind an https link. Raises LoraError, BackendError and Cancelled."""
    _refuse_secrets(url)
    name = line(unquote(urlsplit(url).path).rsplit("/", 1)[-1]) or netloc(url)
    heads: list[RemoteHead] = []

    def read(length: int) -> RemoteHead:
        heads.append(read_head(url, {}, length, control))
        return heads[-1]

    facts = peeked(read, name)
    head = heads[-1]
    _check(head, name, netloc(url))
    file = OfferFile(
        name=name,
        place=LoraPlace(kind=PlaceKind.URL, address=url),
        size=head.size,
        facts=facts,
    )
    return Offer(site=netloc(url), name=name.removesuffix(".safetensors"), files=(file,), page=url)


def link_peek(file: OfferFile, control: RunControl) -> LoraFacts | None:
    """Read the header behind a link. Raises LoraError, BackendError and Cancelled."""
    url = file.place.address
    return peeked(partial(read_head, url, {}, control=control), file.name)


def file_offer(path: Path) -> Offer:
    """Read a file of this computer, and what other tools wrote beside it. Raises LoraError."""
    header, *others = read_facts(path)
    file = OfferFile(
        name=path.name,
        place=LoraPlace(kind=PlaceKind.FILE, address=str(path)),
        size=header.size,
        facts=header,
    )
    name = next((facts.name for facts in (header, *others) if facts.name), path.stem)
    return Offer(site="This computer", name=name, files=(file,), facts=tuple(others), path=path)


def _refuse_secrets(url: str) -> None:
    named = {key.lower() for key, _ in parse_qsl(urlsplit(url).query)}
    if named & _SECRETS:
        raise LoraError(
            "This link holds a key, which would stay in your library and everything made with it.",
            hint="Download the file in the browser and add it from your disk.",
            field="loras",
            details=", ".join(sorted(named & _SECRETS)),
        )


def _check(head: RemoteHead, name: str, site: str) -> None:
    if head.status not in (200, 206):
        raise LoraError(
            phrase("{site} does not give out “{name}”.", site=site, name=name),
            hint="Open the link in a browser and save the file, then add it from your disk.",
            field="loras",
            details=f"HTTP {head.status}",
        )
    if not head.data:
        raise LoraError(
            phrase("“{name}” is empty.", name=name),
            hint="Ask its maker for the file.",
            field="loras",
        )
    if "text/html" in head.headers.get("content-type", ""):
        raise LoraError(
            phrase("Behind the link of “{name}” is a web page, not a file.", name=name),
            hint="It may want you to sign in: save the file in the browser and add it from there.",
            field="loras",
        )
