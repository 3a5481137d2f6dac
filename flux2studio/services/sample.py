"""The sample project of the first start: taken in once, removed with undo, and never in the way."""

from __future__ import annotations

import logging
import shutil
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from flux2studio.core.errors import StorageError, StudioError
from flux2studio.core.generation import Generation
from flux2studio.core.history import Album, Entry
from flux2studio.core.lora import Lora
from flux2studio.core.request import GenerationRequest
from flux2studio.core.sample import Sample
from flux2studio.services.history import HistoryService
from flux2studio.services.lora_shelf import LoraShelf
from flux2studio.services.sample_files import load_sample
from flux2studio.services.sample_making import MadeSample, SampleMaking
from flux2studio.storage.albums import AlbumRepository
from flux2studio.storage.database import Database
from flux2studio.storage.sample_state import SampleState, SampleStates, SampleStatus

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenSample:
    """What came in. ``form`` is for the form of a first start, ``stage`` for its stage."""

    pictures: tuple[Generation, ...]
    form: GenerationRequest
    stage: Generation | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RemovedSample:
    """What went, so that it can come back. The album is None where others had a part in it."""

    pictures: tuple[Entry, ...]
    loras: tuple[Lora, ...]
    album: Album | None
    state: SampleState


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleShelves:
    """Where the sample goes: the same places as what the artist makes."""

    database: Database
    history: HistoryService
    albums: AlbumRepository
    loras: LoraShelf


class SampleProject:
    """Thread-safe and blocking; raises StorageError.

    ``source`` is where the sample is shipped, ``folder`` where it lies in this home: among the
    app's data, not among the artist's pictures.
    """

    def __init__(
        self,
        source: Path,
        folder: Path,
        making: SampleMaking,
        shelves: SampleShelves,
        wake: Callable[[], None] = lambda: None,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        """``wake`` is called when marks or albums have changed."""
        self._source = source
        self._folder = folder
        self._making = making
        self._shelves = shelves
        self._states = SampleStates(folder / "state.json")
        self._wake = wake
        self._clock = clock
        self._lock = threading.Lock()

    @property
    def is_here(self) -> bool:
        """Whether there is a sample that can be removed."""
        state = self._states.load()
        return state is not None and state.status is SampleStatus.HERE

    def begin(self, *, is_first: bool) -> TakenSample | None:
        """Take the sample in where that is right; None where it is not.

        It is right at the first start of a home without pictures and LoRAs, and where an earlier
        start was stopped in the middle of it. Never raises for a sample that is not whole: the
        app starts all the same.
        """
        with self._lock:
            try:
                state = self._states.load()
                self._tidy(state)
                was_stopped = state is not None and state.status is SampleStatus.BEGUN
                if not (was_stopped or (state is None and is_first)):
                    return None
                if self._has_own(state):
                    self._clear(state)
                    return None
                return self._take_in()
            except StudioError as error:
                log.info("There is no sample: %s %s", error, error.details)
                return None

    def take_in(self) -> TakenSample:
        """Bring the sample, also one that was removed: the artist asked for it."""
        with self._lock:
            return self._take_in()

    def remove(self) -> RemovedSample:
        """Take out all that came with the sample; what the artist made of it stays.

        The pictures wait where deleted pictures wait, the cards among the removed ones.
        """
        with self._lock:
            state = self._states.load() or SampleState(status=SampleStatus.REMOVED)
            shelves = self._shelves
            entries = tuple(shelves.history.entries_of(state.pictures))
            self._trash(entries)
            with shelves.database.transaction():
                album = self._remove_album(state.album)
                loras = tuple(
                    shelves.loras.loras.remove(card.id)
                    for card in shelves.loras.loras.some(state.loras)
                )
            self._states.save(replace(state, status=SampleStatus.REMOVED))
            self._wake()
            return RemovedSample(pictures=entries, loras=loras, album=album, state=state)

    def bring_back(self, removed: RemovedSample) -> tuple[Generation, ...]:
        """Undo ``remove``; return the pictures."""
        with self._lock:
            shelves = self._shelves
            with shelves.history.repository.batch():
                if removed.album is not None:
                    shelves.albums.put(removed.album)
                for entry in removed.pictures:
                    shelves.history.restore(entry)
                known = {card.id for card in shelves.loras.loras.some(removed.state.loras)}
                for card in removed.loras:
                    if card.id not in known:
                        shelves.loras.put_back(card)
            self._states.save(removed.state)
            self._wake()
            return tuple(entry.generation for entry in removed.pictures)

    def _take_in(self) -> TakenSample:
        loaded = load_sample(self._source)
        sample = loaded.sample
        begun = SampleState(
            status=SampleStatus.BEGUN,
            pictures=tuple(picture.id for picture in sample.pictures),
            loras=tuple(lora.id for lora in sample.loras),
            album=sample.album,
            prompt=sample.form.request.prompt,
        )
        try:
            self._states.save(begun)
            made = self._making.make(loaded, self._clock())
            self._index(sample, made)
            references = {each.sha256 for each in made.form.references}
            here = replace(begun, status=SampleStatus.HERE, references=tuple(sorted(references)))
            self._states.save(here)
        except StudioError:
            self._clear(begun)
            raise
        self._wake()
        stage = next((each for each in made.pictures if each.id == sample.stage), None)
        return TakenSample(pictures=made.pictures, form=made.form, stage=stage)

    def _index(self, sample: Sample, made: MadeSample) -> None:
        """All of it at once, or nothing; what is there stays as it is."""
        shelves = self._shelves
        with shelves.database.transaction():
            self._put_album(Album(id=sample.album, name=sample.album_name))
            shelves.history.repository.add_rows(made.rows)
            known = {card.source for card in shelves.loras.loras.all()}
            for card in made.cards:
                if card.source not in known:
                    shelves.loras.loras.add(card)

    def _put_album(self, album: Album) -> None:
        """The artist may have one of that name."""
        names = {one.name.casefold() for one in self._shelves.albums.all() if one.id != album.id}
        number = 1
        wanted = album.name
        while wanted.casefold() in names:
            number += 1
            wanted = f"{album.name} {number}"
        self._shelves.albums.put(replace(album, name=wanted))

    def _remove_album(self, album_id: str) -> Album | None:
        """An album in which the artist has put something of their own stays."""
        albums = self._shelves.albums
        album = next((one for one in albums.all() if one.id == album_id), None)
        if album is None or albums.holds(album_id) or len(albums.below(album_id)) > 1:
            return None
        albums.remove(album_id)
        return album

    def _trash(self, entries: Sequence[Entry]) -> None:
        """All of them, or none where the disk refuses."""
        gone: list[Entry] = []
        try:
            self._shelves.history.trash_all(entries, gone)
        except StorageError:
            for entry in gone:
                self._shelves.history.restore(entry)
            raise

    def _has_own(self, state: SampleState | None) -> bool:
        """Whether there is a picture or a LoRA here that did not come with the sample."""
        pictures = set(state.pictures) if state else set()
        loras = set(state.loras) if state else set()
        shelves = self._shelves
        if any(each.id not in pictures for each in shelves.history.page(limit=len(pictures) + 1)):
            return True
        cards = [*shelves.loras.loras.all(), *(card for card, _ in shelves.loras.loras.removed())]
        return any(card.id not in loras for card in cards)

    def _tidy(self, state: SampleState | None) -> None:
        """The files of a sample that was removed go once none of its cards can come back."""
        files = self._folder / "loras"
        if state is None or state.status is not SampleStatus.REMOVED or not files.is_dir():
            return
        cards = self._shelves.loras.loras
        waiting = {card.id for card, _ in cards.removed()}
        if waiting.isdisjoint(state.loras) and not list(cards.some(state.loras)):
            shutil.rmtree(files, ignore_errors=True)

    def _clear(self, state: SampleState | None) -> None:
        """Leave nothing of a sample that did not come in; it may be tried again."""
        if state is None:
            return
        if self._shelves.history.repository.numbers_of(state.pictures):  # it did come in
            with suppress(StorageError):
                self._states.save(replace(state, status=SampleStatus.HERE))
            return
        shutil.rmtree(self._folder, ignore_errors=True)
