"""One LoRA card, many places: turns it into what the service of a job can get hold of."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

from flux2studio.backends.base import LoraPayload
from flux2studio.core.control import RunControl
from flux2studio.core.digest import Digests
from flux2studio.core.errors import BackendError, InvalidRequestError, LoraError
from flux2studio.core.job import Job
from flux2studio.core.lora import Lora, PlaceKind
from flux2studio.core.models import LoraRule, Model
from flux2studio.core.phrase import phrase
from flux2studio.core.request import LoraKind, LoraUse, lora_kind
from flux2studio.services.lora_downloads import LoraDownloads
from flux2studio.services.lora_known_places import KnownPlaces, known_places
from flux2studio.services.lora_remotes import LoraRemotes
from flux2studio.storage.disk import disk_errors
from flux2studio.storage.lora_files import inspect_lora
from flux2studio.storage.lora_store import StoredLora


def _no_card(_: str) -> Lora | None:
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class LoraPlaces:
    """Blocking; for the services, and for the engine, which reads nothing but files.

    ``card`` finds the record of a source: it may know more places of the same file.
    """

    downloads: LoraDownloads
    remotes: LoraRemotes
    digests: Digests = field(default_factory=Digests)
    card: Callable[[str], Lora | None] = _no_card

    def prepare(self, job: Job, model: Model, control: RunControl) -> tuple[LoraPayload, ...]:
        """Return the LoRAs in use. What only this computer can reach becomes a file to upload.

        For a model of this computer each becomes a file; one fetched before is not asked for
        again, so that it works without a network.

        Raises LoraError, InvalidRequestError, BackendError, StorageError, Cancelled; nothing
        has left by then but questions for the LoRAs themselves.
        """
        rule = model.loras
        if rule is None:
            return ()
        try:
            loras = tuple(
                self._place(use, model, rule, control) for use in job.request.active_loras
            )
        except BackendError as error:
            error.field = "loras"
            raise
        _check_weight(loras, model, rule)
        return loras

    def _place(
        self, use: LoraUse, model: Model, rule: LoraRule, control: RunControl
    ) -> LoraPayload:
        name = use.name or use.source
        known = known_places(use, self.card(use.source))
        if known.file is not None:
            if model.local is None and (link := self._open(known, rule, control)):
                return LoraPayload(source=link, scale=use.scale, name=use.name)
            lora = _looked_at(use, known.file)
            _check_weight((lora,), model, rule)
            return self._hashed(lora, name, control)
        source = self.remotes.link(known.elsewhere) if known.elsewhere else use.source
        if lora_kind(source) is LoraKind.FILE:
            raise _gone(use, name)
        if model.local is not None:
            return _payload(use, self._fetched(source, name, control))
        remote = self.remotes.closed(source, name, control)
        if remote is None:
            link = self.remotes.huggingface.public_link(source)
            return LoraPayload(source=link, scale=use.scale, name=use.name)
        if LoraKind.FILE not in rule.kinds:
            raise InvalidRequestError(
                phrase(
                    "{model} cannot get hold of “{name}”: {site} asks for your key.",
                    model=model.name,
                    name=name,
                    site=remote.site,
                ),
                hint="fal can: the file is fetched here and uploaded. Or use a public link.",
                field="loras",
            )
        return _payload(use, self.downloads.fetch(remote, name, control))

    def _open(self, known: KnownPlaces, rule: LoraRule, control: RunControl) -> str:
        """The link to a file that is here, where the service can have the very same from there."""
        place, file = known.elsewhere, known.file
        if place is None or file is None or LoraKind.URL not in rule.kinds:
            return ""
        if place.kind is not PlaceKind.REPOSITORY or not place.file or not place.revision:
            return ""
        with disk_errors(phrase("“{file}” cannot be read", file=file.name), file):
            sha256 = self.digests.sha256(file, control)
        is_open = self.remotes.huggingface.is_open(place, sha256, control)
        return self.remotes.link(place) if is_open else ""

    def _fetched(self, source: str, name: str, control: RunControl) -> StoredLora:
        origin = f"card:{source}"
        if known := self.downloads.store.get(origin):
            return known
        remote = self.remotes.remote(source, name, control)
        stored = self.downloads.fetch(remote, name, control)
        self.downloads.store.also_from(origin, stored)
        return stored

    def _hashed(self, lora: LoraPayload, name: str, control: RunControl) -> LoraPayload:
        assert lora.file is not None
        with disk_errors(phrase("“{name}” cannot be read", name=name), lora.file):
            return replace(lora, sha256=self.digests.sha256(lora.file, control))


def _looked_at(use: LoraUse, path: Path) -> LoraPayload:
    """Raises LoraError for a file that is no LoRA."""
    inspect_lora(path)
    return LoraPayload(source=use.source, scale=use.scale, name=use.name, file=path)


def _gone(use: LoraUse, name: str) -> LoraError:
    return LoraError(
        phrase("The file of “{name}” is no longer there.", name=name),
        hint="Put it back, or switch the LoRA off.",
        field="loras",
        details=use.source,
    )


def _payload(use: LoraUse, stored: StoredLora) -> LoraPayload:
    return LoraPayload(
        source=use.source,
        scale=use.scale,
        name=use.name,
        file=stored.path,
        sha256=stored.sha256,
    )


def _check_weight(loras: tuple[LoraPayload, ...], model: Model, rule: LoraRule) -> None:
    """The files as they are now: a card may not know, or remember another size."""
    files = [lora for lora in loras if lora.file is not None]
    if rule.gib_maximum is None or not files:
        return
    sizes = {lora: _size(lora) / 2**30 for lora in files}
    if sum(sizes.values()) <= rule.gib_maximum:
        return
    largest = max(files, key=lambda lora: sizes[lora])
    raise LoraError(
        phrase(
            "“{largest}” is too large: {model} takes LoRAs of {gib_maximum:g} GiB"
            " together, and they are {gib:.1f}.",
            largest=largest.name or largest.source,
            model=model.name,
            gib_maximum=rule.gib_maximum,
            gib=sum(sizes.values()),
        ),
        hint="Use a smaller one, or switch it off.",
        field="loras",
    )


def _size(lora: LoraPayload) -> int:
    assert lora.file is not None
    with disk_errors(phrase("“{lora}” cannot be read", lora=lora.name or lora.source), lora.file):
        return lora.file.stat().st_size
