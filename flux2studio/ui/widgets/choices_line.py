"""Shows before sending which choices of the prompt each picture gets."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from flux2studio.core.request import GenerationRequest
from flux2studio.core.wildcards import read
from flux2studio.ui.tips import quoted
from flux2studio.ui.viewmodels.compose import ComposeViewModel
from flux2studio.ui.widgets.fields import Sentence

_LETTERS = 48  # of the choices of one picture
_TEXT = 300  # letters of a prompt in the tooltip


class ChoicesLine(QWidget):
    """Takes no room while the prompt has no choices."""

    def __init__(self, compose: ComposeViewModel) -> None:
        super().__init__()
        self._compose = compose
        self.words = Sentence()
        self.again = QPushButton(self.tr("Draw again"))
        self.again.setProperty("role", "link-soft")
        self.again.setToolTip(self.tr("Let the choices fall otherwise"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.words, 1)
        row.addWidget(self.again, 0, Qt.AlignmentFlag.AlignTop)
        self.again.clicked.connect(compose.draw_choices)
        compose.draft_changed.connect(self._show)
        self._show(compose.draft)

    def _show(self, draft: GenerationRequest) -> None:
        template = read(draft.prompt)
        self.setVisible(template.has_choices)
        if not template.has_choices:
            return
        requests = self._compose.requests
        picked = [_short(template.picked(request.seed or 0)) for request in requests]
        if len(picked) == 1:
            self.words.say(self.tr("This time: {0}").format(picked[0]), "label")
        else:
            title = self.tr("%n picture(s):", "", len(picked))
            lines = [f"{number}  {each}" for number, each in enumerate(picked, start=1)]
            self.words.say("\n".join([title, *lines]), "label")
        prompts = "\n\n".join(request.prompt[:_TEXT] for request in requests)
        self.words.setToolTip(quoted(prompts))
        self.again.setVisible(draft.seed is None)


def _short(picked: Sequence[str]) -> str:
    words = " · ".join(part.strip() or "–" for part in picked)
    return words if len(words) <= _LETTERS else f"{words[: _LETTERS - 1]}…"
