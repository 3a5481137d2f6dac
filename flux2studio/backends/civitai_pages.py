"""A model version at Civitai: its files, pictures and terms, and whether a newer one is there."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

from flux2studio.backends.addresses import same_host
from flux2studio.backends.civitai import SITE
from flux2studio.backends.civitai_links import (
    VersionPlace,
    choice_of,
    download_link,
    is_civitai,
    page_link,
    version_in,
)
from flux2studio.backends.lora_sites import ask, bearer, clean_token, json_object, refused
from flux2studio.backends.remote_head import RemoteHead, read_head
from flux2studio.core.civitai_facts import section, version_facts
from flux2studio.core.control import RunControl
from flux2studio.core.errors import LoraError, UnreachableError
from flux2studio.core.foreign_words import from_html, https_page, line, number, whole
from flux2studio.core.lora_base_names import base_named
from flux2studio.core.lora_facts import LoraFacts
from flux2studio.core.phrase import phrase

ORIGIN = "the page at Civitai"

_KINDS = ("LORA", "LoCon", "DoRA", "LyCORIS")
_HASH = re.compile(r"[0-9a-fA-F]{64}")
_FILES_MAX = 50
_PICTURES_MAX = 8
_MILD = frozenset({0, 1, "None"})  # the site's level for everybody, as a number or an older word
_SIZED = re.compile(r"/(?:original=true|width=\d+)[^/]*/")


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionFile:
    """``size`` in bytes is nearly right, 0 when unknown; ``link`` gives out the file."""

    name: str
    link: str
    size: int = 0
    sha256: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionPage:
    """``pictures`` are addresses, each with whether everybody may see it unasked."""

    model: int
    version: int
    name: str
    title: str
    page: str
    files: tuple[VersionFile, ...]
    facts: LoraFacts
    pictures: tuple[tuple[str, bool], ...] = ()
    paid_until: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewerVersion:
    version: int
    title: str
    page: str
    notes: str = ""
    at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CivitaiPages:
    """``url`` and ``token`` are asked at each use, so that settings count at once. Blocking."""

    url: Callable[[], str]
    token: Callable[[], str | None] = field(repr=False)

    def has(self, source: str) -> bool:
        return is_civitai(source, self.url())

    def look(self, source: str, control: RunControl) -> VersionPage:
        """Ask what ``source`` leads to. Raises LoraError, UnreachableError and Cancelled."""
        place = version_in(source)
        if place is None:
            raise LoraError(
                phrase("This link leads to no LoRA at {site}.", site=SITE),
                hint="Copy the address of the LoRA’s own page.",
                field="loras",
            )
        model = self._get("model", place.model, control) if place.model else {}
        number_of = place.version or _newest(model)
        version = self._get("version", number_of, control)
        if not model and (owner := whole(version.get("modelId"))):
            model = self._more(owner, control)
        return self._page(place, number_of, _joined(version, model))

    @property
    def has_token(self) -> bool:
        return bool(clean_token(self.token))

    def head(self, source: str, length: int, control: RunControl) -> RemoteHead:
        """Get the start of the file that ``source`` stands for. Raises BackendError, Cancelled.

        What Civitai does not give out is an answer with another status, or nothing in it.
        """
        place = version_in(source)
        if place is None or not place.version:
            return RemoteHead(status=404, headers={}, data=b"", size=0)
        url = download_link(self.url(), place.version, place.choice)
        head = read_head(url, bearer(clean_token(self.token)), length, control)
        is_page = "text/html" in head.headers.get("content-type", "")  # that of the sign-in
        return replace(head, status=401) if is_page else head

    def newer(self, source: str, base: str, control: RunControl) -> NewerVersion | None:
        """The newest version of the same model for the same ``base``, None when it is this one.

        Raises LoraError, UnreachableError and Cancelled.
        """
        place = version_in(source)
        if place is None or not place.version:
            return None
        owner = place.model
        if not owner:
            version = self._get("version", place.version, control)
            owner = whole(version.get("modelId"))
        versions = section(self._get("model", owner, control)).get("modelVersions")
        listed = [section(entry) for entry in versions] if isinstance(versions, list) else []
        here = next((entry for entry in listed if _id(entry) == place.version), None)
        if here is None:
            return None
        for entry in listed[: listed.index(here)]:  # the newest come first
            is_fit = base_named(entry.get("baseModel")) in ("", base) if base else True
            is_same = is_fit and entry.get("baseModel") == here.get("baseModel")
            if is_same and _id(entry) and entry.get("status") in (None, "Published"):
                return NewerVersion(
                    version=_id(entry),
                    title=line(entry.get("name")),
                    page=page_link(self.url(), owner, _id(entry)),
                    notes=from_html(entry.get("description"), 1_000),
                    at=_moment(entry.get("publishedAt") or entry.get("createdAt")),
                )
        return None

    def _get(self, kind: str, number: int, control: RunControl) -> Mapping[str, Any]:
        token = clean_token(self.token)
        path = f"{'models' if kind == 'model' else 'model-versions'}/{number}"
        answer = ask(f"{self.url().rstrip('/')}/api/v1/{path}", token, control)
        if answer.status != 200:
            raise refused(answer, SITE, f"{kind} {number}", has_token=bool(token))
        if not (body := json_object(answer)):
            raise UnreachableError(
                phrase("{site} answered with something else than was asked for.", site=SITE),
                hint="If this network wants you to sign in, do so in the browser; try again.",
                details=answer.headers.get("content-type", ""),
            )
        return body

    def _more(self, model: int, control: RunControl) -> Mapping[str, Any]:
        """What the version itself does not say; without it the rest is still worth having."""
        try:
            return self._get("model", model, control)
        except (LoraError, UnreachableError):
            return {}

    def _page(self, place: VersionPlace, version: int, body: Mapping[str, Any]) -> VersionPage:
        model = section(body.get("model"))
        name = line(model.get("name")) or f"Civitai {version}"
        kind = model.get("type")
        if kind is not None and kind not in _KINDS:
            raise LoraError(
                phrase(
                    "“{name}” is no LoRA: {site} lists it as “{kind}”.",
                    name=name,
                    site=SITE,
                    kind=line(kind, 40),
                ),
                hint="Choose a LoRA made for FLUX.2.",
                field="loras",
            )
        if body.get("usageControl") not in (None, "Download"):
            raise LoraError(
                phrase(
                    "The maker of “{name}” lets it be used at {site} only.", name=name, site=SITE
                ),
                hint="Choose another LoRA.",
                field="loras",
            )
        files = tuple(self._files(version, body.get("files")))
        if place.choice:
            files = tuple(one for one in files if choice_of(one.link) == place.choice) or files
        if not files:
            raise _no_files(name, body.get("files"))
        owner = whole(body.get("modelId")) or place.model
        page = page_link(self.url(), owner, version)
        facts = version_facts(body, ORIGIN)
        if model.get("allowDerivatives") is False:
            facts = replace(facts, licence=f"{facts.licence}, merges not to be shared".lstrip(", "))
        return VersionPage(
            model=owner,
            version=version,
            name=name,
            title=line(body.get("name")),
            page=page,
            files=files,
            facts=replace(facts, page=page, places=()),
            pictures=tuple(_pictures(body.get("images"), self.url())),
            paid_until=_paid_until(body),
        )

    def _files(self, version: int, files: object) -> Iterator[VersionFile]:
        """Those that can be LoRAs, the site’s own choice first."""
        listed = [section(file) for file in files[:_FILES_MAX]] if isinstance(files, list) else []
        listed = [file for file in listed if _is_lora(file)]
        for file in sorted(listed, key=lambda file: file.get("primary") is not True):
            choice = choice_of(str(file.get("downloadUrl", ""))) if len(listed) > 1 else ""
            sha256 = section(file.get("hashes")).get("SHA256")
            size = number(file.get("sizeKB"), 0, 2**40) or 0.0
            told = section(file.get("metadata"))
            yield VersionFile(
                name=line(file.get("name")),
                link=download_link(self.url(), version, choice),
                size=round(size * 1024),
                sha256=sha256.lower()
                if isinstance(sha256, str) and _HASH.fullmatch(sha256)
                else "",
                note=" · ".join(
                    filter(None, (line(told.get("fp"), 20), line(told.get("size"), 20)))
                ),
            )


def _joined(version: Mapping[str, Any], model: Mapping[str, Any]) -> Mapping[str, Any]:
    about = {key: value for key, value in model.items() if key != "modelVersions"}
    return {**version, "model": {**section(version.get("model")), **about}}


def _newest(model: Mapping[str, Any]) -> int:
    """The version that the page shows first."""
    versions = model.get("modelVersions")
    found = _id(versions[0]) if isinstance(versions, list) and versions else 0
    if not found:
        raise LoraError(
            phrase(
                "{site} names no version of “{name}”.",
                site=SITE,
                name=line(model.get("name")) or "this model",
            ),
            hint="Choose a version on its page, and add that link.",
            field="loras",
        )
    return found


def _id(entry: object) -> int:
    return whole(section(entry).get("id"))


def _is_lora(file: Mapping[str, Any]) -> bool:
    """Not the pictures it was trained on, nor a pickle."""
    return file.get("type") in (None, "Model", "Pruned Model") and line(
        file.get("name")
    ).lower().endswith(".safetensors")


def _no_files(name: str, files: object) -> LoraError:
    if isinstance(files, list) and files:
        return LoraError(
            phrase(
                "“{name}” comes only as a pickle or an archive, which are never opened.", name=name
            ),
            hint="Ask its maker for a .safetensors file.",
            field="loras",
        )
    return LoraError(
        phrase("“{name}” has no file at {site}.", name=name, site=SITE),
        hint="Look at its page.",
        field="loras",
    )


def _pictures(images: object, base: str) -> Iterator[tuple[str, bool]]:
    listed = [section(image) for image in images[:40]] if isinstance(images, list) else []
    found = 0
    for image in listed:
        url = image.get("url")
        url = https_page(url) or (url if isinstance(url, str) and same_host(url, base) else "")
        url = _SIZED.sub("/width=512/", url, count=1)
        if url and image.get("type") in (None, "image") and found < _PICTURES_MAX:
            found += 1
            level = image.get("nsfwLevel", image.get("nsfw"))
            yield url, isinstance(level, int | str) and level in _MILD


def _paid_until(version: Mapping[str, Any]) -> datetime | None:
    until = _moment(version.get("earlyAccessEndsAt") or version.get("earlyAccessDeadline"))
    return until if until and until > datetime.now(UTC) else None


def _moment(value: object) -> datetime | None:
    try:
        found = datetime.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
    return found if found and found.tzinfo else None
