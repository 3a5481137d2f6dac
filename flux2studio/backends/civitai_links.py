"""What a link to Civitai, or one of its resource names, leads to."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode, urlsplit

from flux2studio.backends.lora_sites import netloc

DOWNLOAD = re.compile(r"/api/download/models/(\d{1,15})/?")
_PAGE = re.compile(r"(?:/\w\w)?/models/(\d{1,15})(?:/.*)?")
_NAME = re.compile(
    r"(?:urn:)?air:[\w.-]{0,40}:[\w.-]{0,40}:civitai:(\d{1,15})(?:@(\d{1,15}))?(?:\..*)?"
)
_CHOICES = frozenset({"type", "format", "size", "fp"})  # which file of a version
_TWINS = frozenset({"civitai.com", "civitai.green", "civitai.red"})  # one site, one set of numbers


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionPlace:
    """0 stands for unknown; ``choice`` says which file of a version, as in its download link."""

    model: int = 0
    version: int = 0
    choice: str = ""


def is_civitai(source: str, url: str) -> bool:
    """Whether ``source`` is a link to the site at ``url``, or one of its resource names."""
    host, ours = netloc(source), netloc(url)
    return bool(_NAME.fullmatch(source)) or host == ours or {host, ours} <= _TWINS


def version_in(source: str) -> VersionPlace | None:
    """Read a link or a name; None when it leads to no model."""
    if named := _NAME.fullmatch(source):
        return VersionPlace(model=int(named[1]), version=int(named[2] or 0))
    try:
        parts = urlsplit(source)
    except ValueError:  # a host in brackets that are not closed
        return None
    query = dict(parse_qsl(parts.query))
    if found := DOWNLOAD.fullmatch(parts.path):
        return VersionPlace(version=int(found[1]), choice=choice_of(source))
    chosen = query.get("modelVersionId", "")
    version = int(chosen) if chosen.isascii() and chosen.isdigit() and len(chosen) < 16 else 0
    if found := _PAGE.fullmatch(parts.path):
        return VersionPlace(model=int(found[1]), version=version)
    return VersionPlace(version=version) if version else None


def choice_of(link: str) -> str:
    """The part of a download link that says which file; never the token that may be beside it."""
    query = dict(parse_qsl(link.partition("#")[0].partition("?")[2]))
    return urlencode(sorted((key, query[key]) for key in _CHOICES & query.keys()))


def download_link(url: str, version: int, choice: str = "") -> str:
    """The address of a file at the site at ``url``."""
    return f"{url.rstrip('/')}/api/download/models/{version}{'?' + choice if choice else ''}"


def page_link(url: str, model: int, version: int) -> str:
    """The address of the page about a version."""
    return f"{url.rstrip('/')}/models/{model}?modelVersionId={version}"
