"""A repository at Hugging Face as the page of LoRAs: its files, its card, and who may have them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from urllib.parse import quote

from flux2studio.backends.addresses import same_host
from flux2studio.backends.http import Answer
from flux2studio.backends.hub_errors import FIELD, Asked, refused
from flux2studio.backends.huggingface import SITE
from flux2studio.backends.huggingface_links import RepositoryPlace, file_link, place_in
from flux2studio.backends.lora_card import LoraCard, read_card
from flux2studio.backends.lora_sites import ask_on_host, bearer, clean_token, json_object
from flux2studio.backends.remote_head import RemoteHead, read_head
from flux2studio.core.control import RunControl
from flux2studio.core.errors import BackendError, KeyMissingError, LoraError, UnreachableError
from flux2studio.core.foreign_words import line
from flux2studio.core.model_listing import RemoteFile
from flux2studio.core.natural import natural
from flux2studio.core.phrase import phrase

_USUAL = "pytorch_lora_weights.safetensors"
_REVISION = re.compile(r"[0-9a-f]{7,64}")
_CLOSED = frozenset({401, 403, 404})
_CARD_MAX = 512 * 1024
_FILES_MAX = 200
_SHARD = re.compile(r"-\d{5}-of-\d{5}\.safetensors$")
_PARTS = re.compile(r"(?:^|/)(?:text_encoder|text_encoder_2|vae|optimizer|scheduler)[^/]*/")
_PICKLES = (".bin", ".pt", ".pth", ".ckpt")


@dataclass(frozen=True, slots=True, kw_only=True)
class RepositoryPage:
    """``repository`` is its name now, ``revision`` the commit of it all. The likeliest file is
    the first. ``is_closed``: only the artist's token opens it.
    """

    repository: str
    revision: str
    files: tuple[RemoteFile, ...]
    card: LoraCard
    is_closed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FileChange:
    """The last commit that changed a file."""

    commit: str
    title: str = ""
    at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LoraRepositories:
    """``url`` and ``token`` are asked at each use, so that settings count at once. Blocking."""

    url: Callable[[], str]
    token: Callable[[], str | None] = field(repr=False)

    def place(self, source: str) -> RepositoryPlace | None:
        """What ``source`` names at this site, None when it is not theirs."""
        return place_in(source, self.url())

    def page(self, repository: str) -> str:
        return f"{self.url().rstrip('/')}/{repository}"

    def link(self, repository: str, revision: str, file: str) -> str:
        """The address of one version of a file."""
        place = RepositoryPlace(repository=repository, revision=revision, file=file)
        return file_link(self.url(), place)

    def look(
        self, place: RepositoryPlace, control: RunControl, *, card: bool = True
    ) -> RepositoryPage:
        """Ask what is there, with or without the words of its card.

        Raises LoraError, BackendError and Cancelled.
        """
        answer, token = self._asked(place, control)
        body = json_object(answer)
        match body:
            case {"sha": str(revision), "siblings": list(siblings)} if _REVISION.fullmatch(
                revision
            ):
                pass
            case _:
                raise BackendError(
                    phrase(
                        "{site} answered with something else than the list of files.", site=SITE
                    ),
                    hint="If this network wants you to sign in, do so in the browser; try again.",
                    details=answer.headers.get("content-type", ""),
                )
        name = line(body.get("id")) or place.repository
        if place_in(name, self.url()) != RepositoryPlace(repository=name):
            name = place.repository
        named = [entry["rfilename"] for entry in siblings if _is_named(entry)]
        files = self._files(place, siblings, named)
        page = RepositoryPage(
            repository=name,
            revision=revision,
            files=files,
            card=read_card("", "", ""),
            is_closed=bool(token),
        )
        if card and "README.md" in named:
            return replace(page, card=self._card(page, control))
        return page

    def head(
        self, place: RepositoryPlace, length: int, control: RunControl, *, is_closed: bool
    ) -> RemoteHead:
        """Get the start of a file; of one that ``is_closed`` with the token.

        Raises BackendError, among others when it is closed to us.
        """
        token = clean_token(self.token) if is_closed else ""
        head = read_head(file_link(self.url(), place), bearer(token), length, control)
        if head.status in _CLOSED:
            answer = Answer(status=head.status, headers=head.headers, body=b"")
            raise refused(answer.without(token), self._about(place.repository, token))
        return head

    def picture(self, page: RepositoryPage, address: str) -> str:
        """The whole address of a picture of the card, "" for one that lies elsewhere."""
        if "://" not in address:
            path = address.removeprefix("./").lstrip("/")
            place = RepositoryPlace(repository=page.repository, revision=page.revision, file=path)
            return file_link(self.url(), place) if ".." not in path.split("/") else ""
        found = place_in(address, self.url()) if same_host(address, self.url()) else None
        return file_link(self.url(), found) if found and found.file else ""

    def change(self, page: RepositoryPage, file: str, control: RunControl) -> FileChange:
        """The last commit that changed ``file``; only its id where the site does not tell."""
        folder = file.rpartition("/")[0]
        tree = f"{self._api(page.repository)}/tree/{page.revision}/{quote(folder)}"
        token = clean_token(self.token) if page.is_closed else ""
        try:
            entries = ask_on_host(f"{tree.rstrip('/')}?expand=true", token, control).json()
        except (UnreachableError, ValueError):
            entries = []
        for entry in entries if isinstance(entries, list) else []:
            match entry:
                case {"path": str(path), "lastCommit": {"id": str(commit), **said}} if path == file:
                    at = _moment(said.get("date"))
                    return FileChange(commit=line(commit, 64), title=line(said.get("title")), at=at)
        return FileChange(commit=page.revision)

    def _api(self, repository: str) -> str:
        return f"{self.url().rstrip('/')}/api/models/{repository}"

    def _asked(self, place: RepositoryPlace, control: RunControl) -> tuple[Answer, str]:
        """The listing, and the token where it took one: it goes only where it is needed."""
        revision = quote(place.revision, safe="")
        url = f"{self._api(place.repository)}/revision/{revision}?blobs=true"
        answer = ask_on_host(url, "", control)
        token = clean_token(self.token)
        is_gated = answer.status == 200 and bool(json_object(answer).get("gated"))
        if token and (is_gated or answer.status in _CLOSED):
            answer = ask_on_host(url, token, control)
        elif answer.status in _CLOSED and answer.headers.get("x-error-code") == "RepoNotFound":
            raise KeyMissingError(
                phrase(
                    "{site} shows no “{repository}” to everybody: it is private or not there.",
                    site=SITE,
                    repository=place.repository,
                ),
                hint="Check the name; for a private one enter a read token in the settings.",
                field=FIELD,
                details=f"HTTP {answer.status}",
            )
        else:
            token = ""
        if answer.status != 200:
            raise refused(answer, self._about(place.repository, token))
        return answer, token

    def _about(self, repository: str, token: str) -> Asked:
        page = self.page(repository)
        return Asked(name=repository, page=page, has_token=bool(token), instead="another LoRA")

    def _files(
        self, place: RepositoryPlace, siblings: list[Any], named: list[str]
    ) -> tuple[RemoteFile, ...]:
        files = {file.path: file for entry in siblings if (file := _file(entry))}
        if place.file:
            if chosen := files.get(place.file):
                return (chosen,)
            raise LoraError(
                phrase(
                    "“{repository}” holds no LoRA called “{file}”.",
                    repository=place.repository,
                    file=place.file,
                ),
                hint=phrase("See what is there now: {page}", page=self.page(place.repository)),
                field="loras",
            )
        if found := tuple(sorted(_candidates(files.values(), named), key=_likelihood)):
            return found[:_FILES_MAX]
        raise _none(place.repository, named)

    def _card(self, page: RepositoryPage, control: RunControl) -> LoraCard:
        place = RepositoryPlace(
            repository=page.repository, revision=page.revision, file="README.md"
        )
        try:
            head = self.head(place, _CARD_MAX, control, is_closed=page.is_closed)
        except BackendError:
            return page.card
        owner, _, name = page.repository.partition("/")
        text = head.data.decode("utf-8", "replace") if head.status in (200, 206) else ""
        return read_card(text, name, owner)


def _is_named(entry: Any) -> bool:
    return isinstance(entry, dict) and isinstance(entry.get("rfilename"), str)


def _file(entry: Any) -> RemoteFile | None:
    match entry:
        case {"rfilename": str(path), "lfs": {"sha256": str(sha256), "size": int(size)}}:
            file = RemoteFile(path=path, size=size, sha256=sha256.lower())
        case {"rfilename": str(path)}:
            size = entry.get("size")
            file = RemoteFile(path=path, size=size if type(size) is int and size > 0 else 0)
        case _:
            return None
    is_named = path.lower().endswith(".safetensors") and path.isprintable()
    # In an address such parts would lead elsewhere.
    return file if is_named and not {"", ".", ".."} & set(path.split("/")) else None


def _candidates(files: Iterable[RemoteFile], named: list[str]) -> list[RemoteFile]:
    """Those that can be LoRAs: no shards of a large model, no parts of a pipeline."""
    is_pipeline = "model_index.json" in named
    return [
        file
        for file in files
        if not _SHARD.search(file.path)
        and not _PARTS.search(file.path)
        and not (is_pipeline and file.path.startswith("transformer/"))
    ]


def _likelihood(file: RemoteFile) -> tuple[bool, int, list[tuple[bool, int, str]]]:
    """The usual name first, what lies deeper later; checkpoint 900 before checkpoint 1000."""
    return file.path != _USUAL, file.path.count("/"), natural(file.path)


def _none(repository: str, named: list[str]) -> LoraError:
    if not named or set(named) <= {".gitattributes", "README.md"}:
        message, hint = (
            phrase("The repository “{repository}” is empty.", repository=repository),
            "Ask its maker for the file.",
        )
    elif "model_index.json" in named or any(_SHARD.search(name) for name in named):
        message = phrase("“{repository}” is a whole model, not a LoRA.", repository=repository)
        hint = "Models for this computer are added in the settings."
    elif any(name.lower().endswith(_PICKLES) for name in named):
        message = phrase(
            "“{repository}” holds only pickles, which can run programs and are never opened.",
            repository=repository,
        )
        hint = "Ask its maker for a .safetensors file."
    else:
        message = phrase(
            "The repository “{repository}” holds no .safetensors file.", repository=repository
        )
        hint = "Only LoRAs in this format can be used."
    return LoraError(message, hint=hint, field="loras", details="\n".join(named[:20]))


def _moment(value: object) -> datetime | None:
    try:
        found = datetime.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
    return found if found and found.tzinfo else None
