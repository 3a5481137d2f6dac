"""State of the page of one LoRA: its card, what the history knows of it, its pictures."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any, Protocol

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QImage

from flux2studio.core.errors import StudioError
from flux2studio.core.generation import Generation
from flux2studio.core.lora import Lora, LoraPlace, LoraSeen, PlaceKind
from flux2studio.core.lora_aliases import place_of
from flux2studio.ui import pictures
from flux2studio.ui.tasks import Tasks
from flux2studio.ui.viewmodels.lora_edits import Change
from flux2studio.ui.words import said

BEST = 6  # pictures shown

TakeIn = Callable[[Sequence[Lora], Sequence[str]], None]


class Cards(Protocol):
    """What the page needs of the library. All of it blocks, but for ``undo_words``."""

    def get(self, lora_id: str) -> Lora: ...
    def seen(self) -> Mapping[str, LoraSeen]: ...
    def edit(self, lora_id: str, **changes: Any) -> Lora: ...
    def reset(self, lora_id: str, field: str) -> Lora: ...
    def use_place(self, lora_id: str, source: str) -> Lora: ...
    def remove_place(self, lora_id: str, place: LoraPlace) -> Lora: ...
    def undo(self) -> Change | None: ...
    def undo_words(self) -> str: ...
    def preview_path(self, sha256: str) -> Path: ...


class Best(Protocol):
    """The best pictures of the history, by id. Blocking."""

    def __call__(self, ids: Sequence[str]) -> list[Generation]: ...


class LoraPageViewModel(QObject):
    """Edits are kept as they are made, one after the other, and each can be taken back.

    ``problems`` are those of fields that were not taken, by field.
    """

    changed = Signal()
    seen_changed = Signal()
    pictures_changed = Signal()
    gone = Signal()  # the card was removed, or an undo took it back
    failed = Signal(object)  # StudioError that belongs to no field

    def __init__(
        self,
        lora: Lora,
        cards: Cards,
        best: Best,
        tasks: Tasks,
        take_in: TakeIn,
        open_url: Callable[[QUrl], bool] = QDesktopServices.openUrl,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.lora = lora
        self.problems: dict[str, StudioError] = {}
        self.seen = LoraSeen()
        self.best: list[Generation] = []
        self.images: dict[str, QImage] = {}  # by sha256
        self._cards = cards
        self._best = best
        self._tasks = tasks
        self._take_in = take_in
        self._open_url = open_url
        self._waiting: dict[str, Any] = {}
        self._is_saving = False

    @property
    def preview(self) -> QImage:
        return self.images.get(self.lora.preview, QImage())

    @property
    def pair(self) -> tuple[QImage, QImage]:
        """Without and with it; null while it has none."""
        names = self.lora.pair or ("", "")
        without, with_lora = (self.images.get(name, QImage()) for name in names)
        return without, with_lora

    @property
    def places(self) -> tuple[LoraPlace, ...]:
        """All that are known, the one in use first."""
        places = self.lora.places
        if not any(map(self.is_used, places)):
            places = (place_of(self.lora.source), *places)
        return tuple(sorted(places, key=lambda place: not self.is_used(place)))

    def is_used(self, place: LoraPlace) -> bool:
        return place.address == self.lora.source

    def load(self) -> None:
        """Read what the card itself does not hold."""
        self._tasks.run(self._read_seen, self._on_seen, self.failed.emit)
        self._load_images()

    def edit(self, **changes: Any) -> None:
        """Keep what the artist wrote, at once."""
        new = {name: value for name, value in changes.items() if getattr(self.lora, name) != value}
        for name in changes.keys() - new.keys():
            self._settle(name)
        self._waiting |= new
        self._save()

    def reset(self, *names: str) -> None:
        """What the file says, instead of the artist's own words. Undo brings those back."""
        for name in names:
            if name in self.lora.own:
                work = partial(self._cards.reset, self.lora.id, name)
                self._tasks.run(work, partial(self._on_reset, name), self.failed.emit)

    @property
    def undo_words(self) -> str:
        """What ``undo`` would take back, empty for nothing."""
        return said(self._cards.undo_words())

    def undo(self) -> None:
        """Take back the last change made to the collection."""
        self._tasks.run(self._cards.undo, self._on_undone, self.failed.emit)

    def use_place(self, place: LoraPlace) -> None:
        """Use the LoRA from there from now on."""
        work = partial(self._cards.use_place, self.lora.id, place.address)
        self._tasks.run(work, self._on_kept, self.failed.emit)

    def remove_place(self, place: LoraPlace) -> None:
        """Know of it no more; what lies there stays."""
        work = partial(self._cards.remove_place, self.lora.id, place)
        self._tasks.run(work, self._on_kept, self.failed.emit)

    def open_place(self, place: LoraPlace) -> None:
        """Show the folder of a file, or the page of a site."""
        if place.kind is PlaceKind.FILE:
            folder = Path(place.address).parent
            self._tasks.run(folder.is_dir, partial(self._on_looked, folder))
        else:
            self._open_url(QUrl(page_of(place)))

    def open_page(self) -> None:
        if self.lora.page:
            self._open_url(QUrl(self.lora.page))

    def show(self, lora: Lora) -> None:
        """The card as it now stands, by whomever it was changed."""
        if lora != self.lora:
            self.lora = lora
            self._load_images()
            self.changed.emit()

    def _save(self) -> None:
        if self._is_saving or not self._waiting:
            return
        self._is_saving = True
        changes, self._waiting = self._waiting, {}
        work = partial(self._cards.edit, self.lora.id, **changes)
        self._tasks.run(work, partial(self._on_saved, changes), partial(self._on_refused, changes))

    def _on_saved(self, changes: Mapping[str, Any], lora: Lora) -> None:
        self._is_saving = False
        for name in changes:
            self.problems.pop(name, None)
        self._on_kept(lora)
        self._save()

    def _on_refused(self, changes: Mapping[str, Any], error: StudioError) -> None:
        self._is_saving = False
        if error.field in changes or error.field in self.problems:
            self.problems[error.field] = error
        else:
            self.problems[next(iter(changes))] = error
        self.changed.emit()
        self._save()

    def _on_reset(self, name: str, lora: Lora) -> None:
        self.problems.pop(name, None)
        self._on_kept(lora)

    def _settle(self, name: str) -> None:
        """The field says what is kept again: nothing is wrong any more."""
        self._waiting.pop(name, None)
        if self.problems.pop(name, None) is not None:
            self.changed.emit()

    def _on_kept(self, lora: Lora) -> None:
        self._take_in([lora], ())
        is_new = lora != self.lora
        self.lora = lora
        if is_new:
            self._load_images()
        self.changed.emit()

    def _on_undone(self, change: Change | None) -> None:
        if change is None:
            return
        self._take_in(change.loras, change.gone)
        self.problems.clear()
        if self.lora.id in change.gone:
            self.gone.emit()
        for lora in change.loras:
            if lora.id == self.lora.id:
                self.show(lora)
        self.changed.emit()  # also when it was about another card: there is less to undo

    def _read_seen(self) -> tuple[LoraSeen, list[Generation]]:
        """On a worker thread."""
        seen = self._cards.seen().get(self.lora.source, LoraSeen())
        return seen, self._best(seen.best[:BEST])

    def _on_seen(self, found: tuple[LoraSeen, list[Generation]]) -> None:
        self.seen, self.best = found
        self.seen_changed.emit()

    def _load_images(self) -> None:
        for sha256 in (self.lora.preview, *(self.lora.pair or ())):
            if sha256 and sha256 not in self.images:
                self._tasks.run(
                    partial(self._read_image, sha256),
                    partial(self._on_image, sha256),
                    self._on_no_image,
                )
        self.pictures_changed.emit()

    def _read_image(self, sha256: str) -> QImage:
        """On a worker thread."""
        return pictures.read(self._cards.preview_path(sha256))

    def _on_image(self, sha256: str, image: QImage) -> None:
        self.images[sha256] = image
        self.pictures_changed.emit()

    def _on_no_image(self, _: StudioError) -> None:
        """The landscape drawn from its source stays in its place."""

    def _on_looked(self, folder: Path, is_there: bool) -> None:
        if is_there:
            self._open_url(QUrl.fromLocalFile(str(folder)))
        else:
            self.failed.emit(
                StudioError(
                    self.tr("“{0}” is no longer there.").format(folder),
                    hint=self.tr("Its drive may not be connected."),
                )
            )


def page_of(place: LoraPlace) -> str:
    """Where people read about it: the page of a repository, or the link itself."""
    if place.kind is PlaceKind.REPOSITORY:
        return f"https://huggingface.co/{place.address}"
    return place.address
