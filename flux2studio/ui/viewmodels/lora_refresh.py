"""Reads cards of the LoRA library again, one read after the other.

Answers of several threads come in any order. Only the library knows which is the newest, so what
an answer says is shown at once and then read again; the read that began last is shown last.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from functools import partial

from PySide6.QtCore import QObject

from flux2studio.core.errors import StudioError
from flux2studio.core.lora import Lora
from flux2studio.ui.tasks import Tasks

Some = Callable[[Collection[str]], list[Lora]]
Find = Callable[[str], Lora | None]
Show = Callable[[list[Lora], list[str]], None]


class LoraRefresh(QObject):
    """``some`` reads cards by their ids, blocking; ``find`` gives one as it is shown now.

    ``show`` gets those that are another, and the ids of those that are gone.
    """

    def __init__(
        self, some: Some, find: Find, show: Show, tasks: Tasks, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._some = some
        self._find = find
        self._show = show
        self._tasks = tasks
        self._wanted: set[str] = set()
        self._is_reading = False

    def ask(self, lora_ids: Iterable[str]) -> None:
        """Have these read; a read under way began too early, and does not count for them."""
        self._wanted.update(lora_ids)
        if self._wanted and not self._is_reading:
            self._begin()

    def _begin(self) -> None:
        shown = {lora_id: self._find(lora_id) for lora_id in self._wanted}
        self._wanted = set()
        self._is_reading = True
        self._tasks.run(partial(_differing, self._some, shown), self._on_read, self._on_failed)

    def _on_read(self, read: tuple[list[Lora], list[str]]) -> None:
        loras, gone = read
        self._show(
            [lora for lora in loras if lora.id not in self._wanted],
            [lora_id for lora_id in gone if lora_id not in self._wanted],
        )
        self._end()

    def _on_failed(self, _: StudioError) -> None:
        """What is shown stays as the answers said it; the next read may do better."""
        self._end()

    def _end(self) -> None:
        self._is_reading = False
        self.ask(())


def _differing(some: Some, shown: Mapping[str, Lora | None]) -> tuple[list[Lora], list[str]]:
    """On a worker thread: the cards that are not what is shown, and the ids of those gone."""
    there = {lora.id: lora for lora in some(tuple(shown))}
    other = [lora for lora_id, lora in there.items() if lora != shown[lora_id]]
    gone = [lora_id for lora_id, lora in shown.items() if lora is not None and lora_id not in there]
    return other, gone
