"""What a link to Hugging Face leads to, and the links to what it holds."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import quote, unquote, urlsplit

from flux2studio.backends.lora_sites import netloc
from flux2studio.core.request import LoraKind, lora_kind

_SHORT = "hf.co"
_USUAL = "huggingface.co"
_FILE = re.compile(r"/([^/]+/[^/]+)/(?:resolve|blob|raw)/([^/]+)/(.+)")
_PAGE = re.compile(r"/([^/]+/[^/]+)(?:/tree/([^/]+)(?:/.*)?)?/?")
_NO_OWNERS = frozenset(
    {
        "api", "blog", "collections", "datasets", "docs", "join", "learn", "login", "models", "new",
        "organizations", "papers", "posts", "settings", "spaces", "tasks",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class RepositoryPlace:
    """``file`` is empty for a repository as a whole."""

    repository: str
    revision: str = "main"
    file: str = ""


def place_in(source: str, url: str) -> RepositoryPlace | None:
    """Read ``source``: owner/name, or a link to the site at ``url``; None for anything else."""
    match lora_kind(source):
        case LoraKind.REPOSITORY:
            return RepositoryPlace(repository=source)
        case LoraKind.URL if _is_there(source, url):
            return _linked(unquote(urlsplit(source).path))
    return None


def file_link(url: str, place: RepositoryPlace) -> str:
    """The address of the file itself at the site at ``url``."""
    path = f"{place.repository}/resolve/{quote(place.revision, safe='')}/{quote(place.file)}"
    return f"{url.rstrip('/')}/{path}"


def _is_there(source: str, url: str) -> bool:
    host = netloc(source)
    return host == netloc(url) or (host == _SHORT and netloc(url) == _USUAL)


def _linked(path: str) -> RepositoryPlace | None:
    if found := _FILE.fullmatch(path):
        repository, revision, file = found.groups()
    elif found := _PAGE.fullmatch(path):
        repository, revision, file = found[1], found[2] or "main", ""
    else:
        return None
    is_one = lora_kind(repository) is LoraKind.REPOSITORY
    if not is_one or repository.split("/")[0] in _NO_OWNERS:
        return None
    return RepositoryPlace(repository=repository, revision=revision, file=file)
