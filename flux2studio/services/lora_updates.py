"""Asks the sites whether LoRAs have newer versions. Nothing is ever downloaded by itself."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from flux2studio.backends.civitai_pages import CivitaiPages
from flux2studio.backends.huggingface_links import RepositoryPlace
from flux2studio.backends.lora_repository import LoraRepositories, RepositoryPage
from flux2studio.core.control import RunControl
from flux2studio.core.errors import BackendError, LoraError, UnreachableError
from flux2studio.core.lora import Lora, LoraPlace, PlaceKind
from flux2studio.core.lora_offer import LoraUpdate
from flux2studio.storage.lora_update_notes import LoraUpdateNotes, UpdateNote

EVERY_S = 86400.0  # how often a site is asked of one card by itself

_WRITE_EVERY = 25  # cards; what was learnt survives the end of the app


@dataclass(frozen=True, slots=True, kw_only=True)
class LoraUpdates:
    """Blocking, but for ``known``, which only reads a small file.

    ``is_on``: whether sites may be asked unasked.
    """

    notes: LoraUpdateNotes
    repositories: LoraRepositories
    civitai: CivitaiPages
    is_on: Callable[[], bool]
    clock: Callable[[], float] = time.time

    def known(self) -> Mapping[str, LoraUpdate]:
        """Return what was found so far, by the ids of the cards; without what is ignored."""
        return {
            lora_id: note.update
            for lora_id, note in self.notes.all().items()
            if note.update is not None and note.update.version != note.ignored
        }

    def check(self, loras: Sequence[Lora], control: RunControl) -> Mapping[str, LoraUpdate]:
        """Ask now, and return what there is of these cards.

        A card whose site does not tell is left as it was; a site that cannot be reached at all is
        not asked again. Raises UnreachableError when none can be, StorageError and Cancelled.
        """
        unreachable: dict[PlaceKind, UnreachableError] = {}
        found: dict[str, UpdateNote] = {}
        before, asked = self.notes.all(), _Asked(self.repositories, self.civitai, control)
        for lora in loras:
            place = _place(lora)
            if place is None or place.kind in unreachable:
                continue
            control.check()
            note = before.get(lora.id, UpdateNote())
            try:
                update = asked.about(lora, place)
                found[lora.id] = replace(note, asked_at=self.clock(), update=update)
            except UnreachableError as error:
                unreachable[place.kind] = error
            except (LoraError, BackendError):  # gone, closed: the card itself is all right
                found[lora.id] = replace(note, asked_at=self.clock())
            if len(found) == _WRITE_EVERY:
                self.notes.write(found)
                found.clear()
        if found:
            self.notes.write(found)
        elif unreachable:
            raise next(iter(unreachable.values()))
        wanted = {lora.id for lora in loras}
        return {lora_id: update for lora_id, update in self.known().items() if lora_id in wanted}

    def due(self, loras: Sequence[Lora], control: RunControl) -> Mapping[str, LoraUpdate]:
        """As ``check``, of the cards not asked about for a day, if the artist wants that at all."""
        if not self.is_on():
            return {}
        notes, now = self.notes.all(), self.clock()
        old = [
            lora
            for lora in loras
            if not 0 <= now - notes.get(lora.id, UpdateNote()).asked_at < EVERY_S
        ]
        return self.check(old, control)

    def ignore(self, lora_id: str, version: str) -> None:
        """Tell of this version no more; of the next one again. Raises StorageError."""
        note = self.notes.all().get(lora_id, UpdateNote())
        self.notes.write({lora_id: replace(note, ignored=version)})


class _Asked:
    """One round of questions: each repository is asked once, however many of its files are here."""

    def __init__(
        self, repositories: LoraRepositories, civitai: CivitaiPages, control: RunControl
    ) -> None:
        self._repositories = repositories
        self._civitai = civitai
        self._control = control
        self._pages: dict[str, RepositoryPage] = {}

    def about(self, lora: Lora, place: LoraPlace) -> LoraUpdate | None:
        if place.kind is PlaceKind.REPOSITORY:
            return self._file(lora, place)
        newer = self._civitai.newer(place.address, lora.base, self._control)
        if newer is None:
            return None
        return LoraUpdate(
            version=str(newer.version),
            title=newer.title,
            page=newer.page,
            notes=newer.notes,
            at=newer.at,
        )

    def _file(self, lora: Lora, place: LoraPlace) -> LoraUpdate | None:
        page = self._page(place.address)
        now = next((file for file in page.files if file.path == place.file), None)
        if now is None or not lora.sha256 or now.sha256 in ("", lora.sha256):
            return None  # the same, or nobody can tell
        change = self._repositories.change(page, place.file, self._control)
        about = self._repositories.page(page.repository)
        return LoraUpdate(
            version=change.commit,
            title=change.title or "A new version of the file",
            page=f"{about}/commit/{change.commit}",
            notes=change.title,
            at=change.at,
        )

    def _page(self, repository: str) -> RepositoryPage:
        if repository not in self._pages:
            place = RepositoryPlace(repository=repository)
            self._pages[repository] = self._repositories.look(place, self._control, card=False)
        return self._pages[repository]


def _place(lora: Lora) -> LoraPlace | None:
    """The place that can have a newer version."""
    for place in lora.places:
        is_file = place.kind is PlaceKind.REPOSITORY and place.file
        if is_file or place.kind is PlaceKind.CIVITAI:
            return place
    return None
