"""State of the dialog that adds a LoRA: what the artist typed, what it is, how it comes here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from enum import Enum, auto
from functools import partial
from typing import Protocol

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from flux2studio.core.control import RunControl
from flux2studio.core.errors import PictureError, StudioError
from flux2studio.core.lora import Lora
from flux2studio.core.lora_facts import LoraFacts, merged
from flux2studio.core.lora_offer import Offer, OfferFile
from flux2studio.core.model_files import Download
from flux2studio.ui.bridge import Letterbox
from flux2studio.ui.pictures import read_data
from flux2studio.ui.tasks import Tasks
from flux2studio.ui.viewmodels.lora_work import unless_stopped

NO_PICTURE = QImage()


class Adding(Protocol):
    """What the dialog needs of the service. All of it blocks and raises StudioError."""

    def look_at(self, source: str, control: RunControl) -> Offer: ...
    def peek(self, offer: Offer, file: OfferFile, control: RunControl) -> OfferFile: ...
    def picture(self, offer: Offer, file: OfferFile, control: RunControl) -> bytes: ...
    def add(
        self,
        offer: Offer,
        file: OfferFile | None,
        *,
        download: bool,
        control: RunControl,
        tell: Callable[[Download], None],
    ) -> Lora: ...


class Phase(Enum):
    """Where the dialog stands."""

    ASKING = auto()  # for a source
    LOOKING = auto()  # at what was typed
    OFFERING = auto()  # what was found
    FETCHING = auto()  # a download, or the record is being written
    STOPPED = auto()  # a download that can go on
    DONE = auto()


class LoraAddingViewModel(QObject):
    """One LoRA on its way into the collection. Another text starts again from the beginning."""

    changed = Signal()
    added = Signal(object)  # Lora
    failed = Signal(object)  # StudioError, of a download nobody looks at any more

    def __init__(self, adding: Adding, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._adding = adding
        self._tasks = tasks
        self._control = RunControl()
        self._turn = 0
        self._told = Letterbox(self)
        self._told.came.connect(self._on_told)
        self._clear()
        self.text = ""
        self.is_watched = True

    def _clear(self) -> None:
        self.phase = Phase.ASKING
        self.offer: Offer | None = None
        self.chosen = 0
        self.download = True
        self.picture = NO_PICTURE
        self.progress: Download | None = None
        self.problem: StudioError | None = None

    @property
    def file(self) -> OfferFile | None:
        """The file that is chosen, None while there is nothing to choose from."""
        return self.offer.files[self.chosen] if self.offer else None

    @property
    def is_busy(self) -> bool:
        return self.phase is Phase.FETCHING

    @property
    def known(self) -> Lora | None:
        """The card that is this file already."""
        return self.file.known if self.file else None

    @property
    def is_here(self) -> bool:
        """Whether it is a file of this computer: nothing is fetched, it stays where it is."""
        return self.offer is not None and self.offer.path is not None

    @property
    def card(self) -> Lora:
        """The record as it would be, from all that is known so far."""
        offer, file = self.offer, self.file
        card = Lora(source="", name=offer.name if offer else "")
        facts: list[LoraFacts] = []
        if offer is not None and file is not None:
            facts = [*((file.facts,) if file.facts else ()), *offer.facts]
            card = replace(card, size=file.size)
        for each in facts:
            card = merged(card, each)
        return card

    def type(self, text: str) -> None:
        """Take what stands in the field; what was found for another text is gone."""
        if text.strip() != self.text:
            self._stop()
            self.text = text.strip()
            self._clear()
            self.changed.emit()

    def look(self) -> None:
        """Find out what it is."""
        if not self.text:
            return
        self._stop()
        self._clear()
        self.phase = Phase.LOOKING
        work = partial(self._adding.look_at, self.text, self._control)
        self._run(work, self._on_offer, self._on_refused)
        self.changed.emit()

    def choose(self, index: int) -> None:
        """Take another of the files."""
        if self.offer is None or index == self.chosen:
            return
        self.chosen = index
        self.problem = None
        self._look_closer()
        self.changed.emit()

    def keep_link(self, only_link: bool) -> None:
        """Have no file fetched now; a hosted service reads the link itself."""
        self.download = not only_link
        self.changed.emit()

    def add(self) -> None:
        """Write the record, and fetch the file first if that is wanted; again after a stop."""
        offer, file = self.offer, self.file
        if offer is None or file is None or file.problem or self.known is not None:
            return
        self._stop()
        self.phase, self.problem, self.progress = Phase.FETCHING, None, None
        work = partial(
            self._adding.add,
            offer,
            file,
            download=self.download and not self.is_here,
            control=self._control,
            tell=partial(self._tell, self._turn),
        )
        self._run(work, self._on_added, self._on_not_added)
        self.changed.emit()

    def stop(self) -> None:
        """Stop the download; what came so far is kept, and ``add`` goes on from there."""
        if self.phase is Phase.FETCHING:
            self._stop()
            self.phase = Phase.STOPPED
            self.changed.emit()

    def close(self) -> None:
        """Nobody looks any more: a download goes on, everything else ends."""
        self.is_watched = False
        if self.phase is not Phase.FETCHING:
            self._stop()

    def _stop(self) -> None:
        self._control.cancel()
        self._control = RunControl()
        self._turn += 1

    def _run(
        self,
        work: Callable[[], object],
        done: Callable[[int, object], None],
        failed: Callable[[int, StudioError], None],
    ) -> None:
        turn = self._turn
        self._tasks.run(unless_stopped(work), partial(done, turn), partial(failed, turn))

    def _tell(self, turn: int, download: Download) -> None:
        """Called on a worker thread."""
        self._told.post((turn, download))

    def _on_told(self, told: tuple[int, Download]) -> None:
        turn, download = told
        if turn == self._turn and self.phase is Phase.FETCHING:
            self.progress = download
            self.changed.emit()

    def _on_offer(self, turn: int, offer: object) -> None:
        if turn == self._turn and isinstance(offer, Offer):
            self.offer = offer
            self.phase = Phase.OFFERING
            usable = (at for at, file in enumerate(offer.files) if not file.problem)
            self.chosen = next(usable, 0)
            self._look_closer()
            self.changed.emit()

    def _look_closer(self) -> None:
        """Read the header of the file chosen, and its picture."""
        offer, file = self.offer, self.file
        if offer is None or file is None:
            return
        at = self.chosen
        if file.facts is None and not file.problem:
            peek = partial(self._adding.peek, offer, file, self._control)
            self._run(peek, partial(self._on_peeked, at), _ignore)
        draw = partial(self._decoded, offer, file, self._control)
        self._run(draw, partial(self._on_picture, at), _ignore)

    def _decoded(self, offer: Offer, file: OfferFile, control: RunControl) -> QImage:
        """On a worker thread."""
        data = self._adding.picture(offer, file, control)
        try:
            return read_data(data, offer.name) if data else NO_PICTURE
        except PictureError:
            return NO_PICTURE

    def _on_peeked(self, at: int, turn: int, file: object) -> None:
        if turn == self._turn and self.offer is not None and isinstance(file, OfferFile):
            files = list(self.offer.files)
            files[at] = file
            self.offer = replace(self.offer, files=tuple(files))
            self.changed.emit()

    def _on_picture(self, at: int, turn: int, picture: object) -> None:
        if turn == self._turn and at == self.chosen and isinstance(picture, QImage):
            self.picture = picture
            self.changed.emit()

    def _on_refused(self, turn: int, error: StudioError) -> None:
        if turn == self._turn:
            self.phase, self.problem = Phase.ASKING, error
            self.changed.emit()

    def _on_added(self, turn: int, lora: object) -> None:
        if turn == self._turn and isinstance(lora, Lora):
            self.phase = Phase.DONE
            self.added.emit(lora)
            self.changed.emit()

    def _on_not_added(self, turn: int, error: StudioError) -> None:
        if turn == self._turn:
            self.phase = Phase.STOPPED if self.progress is not None else Phase.OFFERING
            self.problem = error
            self.changed.emit()
            if not self.is_watched:
                self.failed.emit(error)


def _ignore(_turn: int, _error: StudioError) -> None:
    """A header or a picture that cannot be had leaves its place empty."""
