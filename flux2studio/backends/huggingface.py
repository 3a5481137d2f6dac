"""Hugging Face: whether a repository is open to everybody, and its LoRA where it is not."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, unquote, urlsplit

from flux2studio.backends.http import Answer
from flux2studio.backends.lora_sites import RemoteLora, ask, bearer, clean_token, netloc, refused
from flux2studio.core.control import RunControl
from flux2studio.core.errors import LoraError, UnreachableError
from flux2studio.core.request import LoraKind, lora_kind

SITE = "Hugging Face"

_CLOSED = frozenset({401, 403, 404})  # it does not tell a private one from one that is not there
_LINK = re.compile(r"/([^/]+/[^/]+)/(?:resolve|blob)/([^/]+)/(.+)")
_USUAL = "pytorch_lora_weights.safetensors"
_NAMED = 4  # files in a message


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """``file`` is empty for a repository as a whole."""

    repository: str
    revision: str = "main"
    file: str = ""


class HuggingFace:
    """``url`` and ``token`` are asked at each use, so that settings count at once."""

    def __init__(self, url: Callable[[], str], token: Callable[[], str | None]) -> None:
        self._url = url
        self._token = token

    def public_link(self, source: str) -> str:
        """``source``; the address of the file where it is that of the page about it."""
        if self._place(source) is None or "/blob/" not in source:
            return source
        return source.replace("/blob/", "/resolve/", 1)

    def find(self, source: str, name: str, control: RunControl) -> RemoteLora | None:
        """Return the file that only the artist's token opens; None for one open to everybody.

        Without a token nobody can tell, and the service finds out. Raises LoraError and Cancelled.
        """
        place, token = self._place(source), clean_token(self._token)
        if place is None or not token:
            return None
        try:
            if not self._is_closed(place, control):
                return None
        except UnreachableError:  # the service may have better luck
            return None
        return self._described(place, name, token, control)

    def locate(self, source: str, name: str, control: RunControl) -> RemoteLora | None:
        """Return the file of ``source``, open to everybody or not; None when it is not theirs.

        Raises LoraError, UnreachableError and Cancelled.
        """
        place, token = self._place(source), clean_token(self._token)
        if place is None:
            return None
        if token and not self._is_closed(place, control):
            token = ""  # it goes only where it is needed
        return self._described(place, name, token, control)

    def _place(self, source: str) -> _Place | None:
        match lora_kind(source):
            case LoraKind.REPOSITORY:
                return _Place(repository=source)
            case LoraKind.URL if netloc(source) == netloc(self._url()):
                if found := _LINK.fullmatch(unquote(urlsplit(source).path)):
                    return _Place(repository=found[1], revision=found[2], file=found[3])
        return None

    def _is_closed(self, place: _Place, control: RunControl) -> bool:
        """Asked without the token: as a service would. A gated one shows itself, not its files."""
        answer = ask(self._about(place), "", control)
        if answer.status != 200:
            return answer.status in _CLOSED
        return bool(_object(answer).get("gated"))

    def _about(self, place: _Place) -> str:
        revision = "" if place.revision == "main" else f"/revision/{quote(place.revision, safe='')}"
        return f"{self._url().rstrip('/')}/api/models/{place.repository}{revision}?blobs=true"

    def _described(self, place: _Place, name: str, token: str, control: RunControl) -> RemoteLora:
        answer = ask(self._about(place), token, control)
        if answer.status != 200:
            raise refused(answer, SITE, name, has_token=bool(token))
        return self._remote(place, _object(answer), name, token)

    def _remote(self, place: _Place, body: Mapping[str, Any], name: str, token: str) -> RemoteLora:
        files = _safetensors(body.get("siblings"))
        file = place.file or _the_one(files, place.repository, name)
        sha256 = files.get(file, "")
        version = sha256 or str(body.get("sha") or place.revision)
        path = f"{place.repository}/resolve/{quote(place.revision, safe='')}/{quote(file)}"
        return RemoteLora(
            site=SITE,
            origin=f"huggingface:{place.repository}/{file}@{version}",
            url=f"{self._url().rstrip('/')}/{path}",
            headers=bearer(token),
            sha256=sha256,
        )


def _the_one(files: Mapping[str, str], repository: str, name: str) -> str:
    if _USUAL in files:
        return _USUAL
    if len(files) == 1:
        return next(iter(files))
    if not files:
        raise LoraError(
            f"The repository “{name}” holds no .safetensors file.",
            hint="Only LoRAs in this format can be used.",
            field="loras",
        )
    named = ", ".join(sorted(files)[:_NAMED]) + (" …" if len(files) > _NAMED else "")
    raise LoraError(
        f"The repository “{name}” holds several LoRAs: {named}.",
        hint=f"Add the link of the one you want: {repository}/resolve/main/ and the file’s name.",
        field="loras",
    )


def _safetensors(siblings: Any) -> dict[str, str]:
    """The files, each with its sha256 where the site tells it."""
    found: dict[str, str] = {}
    for entry in siblings if isinstance(siblings, list) else []:
        match entry:
            case {"rfilename": str(file), "lfs": {"sha256": str(sha256)}}:
                found[file] = sha256
            case {"rfilename": str(file)}:
                found[file] = ""
    return {file: sha256 for file, sha256 in found.items() if file.endswith(".safetensors")}


def _object(answer: Answer) -> dict[str, Any]:
    try:
        body = answer.json()
    except ValueError:
        return {}
    return body if isinstance(body, dict) else {}
