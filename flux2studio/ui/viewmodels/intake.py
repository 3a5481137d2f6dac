"""How files, folders, bytes and links become references; the work runs on a worker thread."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, Signal

from flux2studio.core.errors import PictureError, StudioError
from flux2studio.core.request import ReferenceImage
from flux2studio.services.gathering import Gathered, gathered, is_folder, is_named_picture
from flux2studio.ui.tasks import Tasks
from flux2studio.ui.viewmodels.slots import References, ReferenceSlots, Source

_LORA = ".safetensors"


class Intake(QObject):
    """Fills ``slots``. What may be a folder is looked into first."""

    counted = Signal(int)  # how many pictures those are that ``count`` was asked about last

    def __init__(self, references: References, tasks: Tasks, slots: ReferenceSlots) -> None:
        super().__init__(slots)
        self._references = references
        self._tasks = tasks
        self._slots = slots
        self._asked: tuple[tuple[Path, ...], int] = ((), 0)

    def add_files(self, paths: Sequence[Path], at: int | None = None) -> None:
        """Read files, and the pictures of folders, into the slots from ``at`` on."""
        if not _may_hold_more(paths):
            self._slots.add([self.file(path) for path in paths], at)
            return
        room = self._slots.room(at)
        key = self._slots.hold(paths[0].name or str(paths[0]), at)
        self._tasks.run(
            partial(self._found, tuple(paths), room),
            partial(self._on_found, key, at),
            partial(self._on_nothing, key, at),
        )

    def count(self, paths: Sequence[Path]) -> int:
        """Return how many pictures these are, as far as it is known; ``counted`` may follow."""
        if not _may_hold_more(paths):
            return len(paths)
        asked = tuple(paths)
        if asked != self._asked[0]:
            self._asked = (asked, len(asked))
            self._tasks.run(
                partial(gathered, asked, self._slots.maximum),
                partial(self._on_counted, asked),
                partial(self._on_none, asked),
            )
        return self._asked[1]

    def forget_count(self) -> None:
        """What was dragged is gone: the same folder may hold others next time."""
        self._asked = ((), 0)

    def file(self, path: Path) -> Source:
        return Source(name=path.name, read=partial(self._read_file, path))

    def data(self, data: bytes | Callable[[], bytes], name: str) -> Source:
        return Source(name=name, read=partial(self._read_data, data, name))

    def url(self, url: str) -> Source:
        name = url.partition("?")[0].rsplit("/", 1)[-1]
        return Source(name=name, read=partial(self._references.add_url, url))

    def _found(self, paths: tuple[Path, ...], room: int) -> tuple[list[Source], Gathered]:
        """A single file says itself why it is no picture."""
        if len(paths) == 1 and not is_folder(paths[0]):
            return [self.file(paths[0])], Gathered()
        found = gathered(paths, room)
        return [self.file(path) for path in found.pictures], found

    def _on_found(
        self, key: int | None, at: int | None, found: tuple[list[Source], Gathered]
    ) -> None:
        """A slot that was cleared meanwhile stays so, and what was looked for stays away."""
        sources, rest = found
        index = at if key is None else self._slots.index_of(key)
        if key is None or index is not None:
            self._slots.add(sources, index, rest.more, rest.others)

    def _on_nothing(self, key: int | None, at: int | None, error: StudioError) -> None:
        index = at if key is None else self._slots.index_of(key)
        if key is None or index is not None:
            self._slots.refuse(error, index)

    def _on_counted(self, asked: tuple[Path, ...], found: Gathered) -> None:
        if asked == self._asked[0]:
            self._asked = (asked, found.count)
            self.counted.emit(found.count)

    def _on_none(self, asked: tuple[Path, ...], _error: StudioError) -> None:
        self._on_counted(asked, Gathered())

    def _read_file(self, path: Path) -> ReferenceImage:
        if path.suffix.lower() == _LORA:
            raise PictureError(
                _tr("“{0}” is a LoRA, not a picture.").format(path.name),
                hint=_tr("Drop it on the LoRAs, on the left."),
            )
        return self._references.add_file(path)

    def _read_data(self, data: bytes | Callable[[], bytes], name: str) -> ReferenceImage:
        return self._references.add_bytes(data if isinstance(data, bytes) else data(), name)


def _may_hold_more(paths: Sequence[Path]) -> bool:
    """Whether a folder may be among them, by their names alone."""
    if len(paths) == 1 and paths[0].suffix.lower() == _LORA:
        return False
    return not all(map(is_named_picture, paths))


def _tr(text: str) -> str:
    return QCoreApplication.translate("Intake", text)
