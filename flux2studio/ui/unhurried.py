"""What a form tells those who need not know of every letter while the prompt is typed."""

from __future__ import annotations

from dataclasses import replace
from typing import Protocol

from PySide6.QtCore import QObject, QTimer, Signal, SignalInstance

from flux2studio.core.cost import CostEstimate
from flux2studio.core.errors import InvalidRequestError
from flux2studio.core.request import GenerationRequest

PAUSE_MS = 120


class Form(Protocol):
    draft_changed: SignalInstance

    @property
    def draft(self) -> GenerationRequest: ...
    @property
    def why_not(self) -> InvalidRequestError | None: ...
    @property
    def cost(self) -> CostEstimate | None: ...


class Unhurried(QObject):
    """``changed`` follows the form at once, but for letters that change nothing but the prompt.

    After those it waits for a pause, so that a key is painted before all else is looked at again.
    """

    changed = Signal(object)  # GenerationRequest

    def __init__(self, form: Form, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._form = form
        self._told = self._now()
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self._tell)
        form.draft_changed.connect(self._on_draft)

    def _on_draft(self, _: GenerationRequest) -> None:
        now = self._now()
        if now[0] != self._told[0] and now[1:] == self._told[1:]:
            self._pause.start()
        else:
            self._tell()

    def _tell(self) -> None:
        self._pause.stop()
        self._told = self._now()
        self.changed.emit(self._form.draft)

    def _now(self) -> tuple[str, GenerationRequest, str, CostEstimate | None]:
        draft, why_not = self._form.draft, self._form.why_not
        return draft.prompt, replace(draft, prompt=""), str(why_not or ""), self._form.cost
