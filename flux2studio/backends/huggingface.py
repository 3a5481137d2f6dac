"""Hugging Face: whether a repository is open to everybody, and its LoRA where it is not."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import quote

from flux2studio.backends.huggingface_links import RepositoryPlace, file_link, place_in
from flux2studio.backends.lora_sites import (
    RemoteLora,
    ask,
    bearer,
    clean_token,
    json_object,
    refused,
)
from flux2studio.core.control import RunControl
from flux2studio.core.errors import LoraError, UnreachableError
from flux2studio.core.lora import LoraPlace
from flux2studio.core.phrase import phrase

SITE = "Hugging Face"

_CLOSED = frozenset({401, 403, 404})  # it does not tell a private one from one that is not there
_USUAL = "pytorch_lora_weights.safetensors"
_NAMED = 4  # files in a message


class HuggingFace:
    """``url`` and ``token`` are asked at each use, so that settings count at once."""

    def __init__(self, url: Callable[[], str], token: Callable[[], str | None]) -> None:
        self._url = url
        self._token = token

    def public_link(self, source: str) -> str:
        """``source``; what it leads to where it is the link of a page."""
        place = self._place(source)
        if place is None or "/resolve/" in source:
            return source
        return file_link(self._url(), place) if place.file else place.repository

    def link(self, place: LoraPlace) -> str:
        """The address of one version of a file, for ``find`` and ``locate``; of a repository as a
        whole its name.
        """
        if not place.file:
            return place.address
        at = RepositoryPlace(
            repository=place.address, revision=place.revision or "main", file=place.file
        )
        return file_link(self._url(), at)

    def is_open(self, place: LoraPlace, sha256: str, control: RunControl) -> bool:
        """Whether everybody can have that version of a file, and it has this ``sha256``.

        False when nobody can tell just now. Raises Cancelled.
        """
        found = self._place(self.link(place))
        if found is None or not found.file:
            return False
        try:
            answer = ask(self._about(found), "", control)
        except UnreachableError:
            return False
        body = json_object(answer) if answer.status == 200 else {}
        known, _ = _safetensors(body.get("siblings")).get(found.file, ("", 0))
        return not body.get("gated") and bool(known) and known == sha256

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

    def _place(self, source: str) -> RepositoryPlace | None:
        return place_in(source, self._url())

    def _is_closed(self, place: RepositoryPlace, control: RunControl) -> bool:
        """Asked without the token: as a service would. A gated one shows itself, not its files."""
        answer = ask(self._about(place), "", control)
        if answer.status != 200:
            return answer.status in _CLOSED
        return bool(json_object(answer).get("gated"))

    def _about(self, place: RepositoryPlace) -> str:
        revision = "" if place.revision == "main" else f"/revision/{quote(place.revision, safe='')}"
        return f"{self._url().rstrip('/')}/api/models/{place.repository}{revision}?blobs=true"

    def _described(
        self, place: RepositoryPlace, name: str, token: str, control: RunControl
    ) -> RemoteLora:
        answer = ask(self._about(place), token, control)
        if answer.status != 200:
            raise refused(answer, SITE, name, has_token=bool(token))
        return self._remote(place, json_object(answer), name, token)

    def _remote(
        self, place: RepositoryPlace, body: Mapping[str, Any], name: str, token: str
    ) -> RemoteLora:
        files = _safetensors(body.get("siblings"))
        file = place.file or _the_one(files, place.repository, name)
        sha256, size = files.get(file, ("", 0))
        version = sha256 or str(body.get("sha") or place.revision)
        return RemoteLora(
            site=SITE,
            origin=f"huggingface:{place.repository}/{file}@{version}",
            url=file_link(self._url(), replace(place, file=file)),
            headers=bearer(token),
            sha256=sha256,
            size=size,
        )


def _the_one(files: Mapping[str, object], repository: str, name: str) -> str:
    if _USUAL in files:
        return _USUAL
    if len(files) == 1:
        return next(iter(files))
    if not files:
        raise LoraError(
            phrase("The repository “{name}” holds no .safetensors file.", name=name),
            hint="Only LoRAs in this format can be used.",
            field="loras",
        )
    named = ", ".join(sorted(files)[:_NAMED]) + (" …" if len(files) > _NAMED else "")
    raise LoraError(
        phrase("The repository “{name}” holds several LoRAs: {named}.", name=name, named=named),
        hint=phrase(
            "Add the link of the one you want: {repository}/resolve/main/ and the file’s name.",
            repository=repository,
        ),
        field="loras",
    )


def _safetensors(siblings: Any) -> dict[str, tuple[str, int]]:
    """The files, each with its sha256 and size where the site tells them."""
    found: dict[str, tuple[str, int]] = {}
    for entry in siblings if isinstance(siblings, list) else []:
        match entry:
            case {"rfilename": str(file), "lfs": {"sha256": str(sha256), "size": int(size)}}:
                found[file] = sha256.lower(), size
            case {"rfilename": str(file), "lfs": {"sha256": str(sha256)}}:
                found[file] = sha256.lower(), 0
            case {"rfilename": str(file)}:
                found[file] = "", 0
    return {file: known for file, known in found.items() if file.endswith(".safetensors")}
