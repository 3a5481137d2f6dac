"""A picture dropped on the prompt says how it was made: what to do with that."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from flux2studio.core.foreign_recipe import TOOLS
from flux2studio.core.recall import ALL, ALL_BUT_SEED
from flux2studio.ui import icons
from flux2studio.ui.tips import quoted
from flux2studio.ui.viewmodels.recall import DroppedRecipe, RecallViewModel
from flux2studio.ui.widgets.fields import ElidedLabel, side_by_side
from flux2studio.ui.widgets.recipe_table import prompt_as_typed

Act = Callable[[DroppedRecipe], object]


class RecallOffer(QFrame):
    """Hidden until there is an offer; Escape, its cross and each answer take it away."""

    def __init__(self, recall: RecallViewModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._recall = recall
        self._dropped: DroppedRecipe | None = None
        self.setProperty("role", "card")
        self.setAccessibleName(self.tr("A picture with its recipe"))
        self.sentence = QLabel()
        self.sentence.setWordWrap(True)
        self.sentence.setTextFormat(Qt.TextFormat.PlainText)
        self.prompt = ElidedLabel()
        self.prompt.setProperty("role", "label")
        self.but_seed = self._button(self.tr("All but seed"), self._on_but_seed)
        self.all = self._button(self.tr("All"), self._on_all)
        self.parts = self._button(self.tr("Parts…"), self._on_parts)
        self.reference = self._button(self.tr("As reference"), self._on_reference)
        self.close_button = QToolButton()
        self._lay_out()
        recall.offered.connect(self.show_offer)
        self.hide()

    def show_offer(self, dropped: DroppedRecipe) -> None:
        self._dropped = dropped
        recipe = dropped.recipe
        tool = TOOLS.get(recipe.tool, "")
        words = (
            self.tr("This picture was made with {0}. Recall its recipe?").format(tool)
            if tool
            else self.tr("This picture holds its recipe. Recall it?")
        )
        self.sentence.setText(words)
        self.sentence.setToolTip(quoted(dropped.path.name))
        self.prompt.say(" ".join(prompt_as_typed(recipe).split()))
        self.prompt.setVisible(bool(self.prompt.full_text))
        self.all.setVisible(recipe.request.seed is not None)
        self.reference.setVisible(dropped.is_picture)
        self.show()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

    def dismiss(self) -> bool:
        """Leave the form as it is; False: nothing was asked."""
        asked = not self.isHidden()
        self._leave()
        return asked

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() != Qt.Key.Key_Escape or not self.dismiss():
            super().keyPressEvent(event)

    def _button(self, text: str, act: Act) -> QPushButton:
        button = QPushButton(text, self)
        button.setAutoDefault(False)
        button.clicked.connect(partial(self._answer, act))
        return button

    def _answer(self, act: Act, _checked: bool = False) -> None:
        dropped = self._dropped
        self._leave()
        if dropped is not None:
            act(dropped)

    def _leave(self) -> None:
        self._dropped = None
        self.hide()

    def _on_but_seed(self, dropped: DroppedRecipe) -> None:
        self._recall.recall(dropped.recipe, ALL_BUT_SEED)

    def _on_all(self, dropped: DroppedRecipe) -> None:
        self._recall.recall(dropped.recipe, ALL)

    def _on_parts(self, dropped: DroppedRecipe) -> None:
        self._recall.choose(dropped.recipe)

    def _on_reference(self, dropped: DroppedRecipe) -> None:
        self._recall.use_as_reference(dropped.path)

    def _lay_out(self) -> None:
        close = self.close_button
        close.setProperty("role", "icon")
        close.setAccessibleName(self.tr("Leave the form as it is"))
        close.setToolTip(self.tr("Leave the form as it is"))
        icons.set_icon(close, "close", icons.Tone.SOFT)
        close.clicked.connect(self._leave)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.sentence)
        words.addWidget(self.prompt)
        top = QHBoxLayout()
        top.setSpacing(6)
        top.addLayout(words, 1)
        top.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 8, 10)
        column.setSpacing(8)
        column.addLayout(top)
        column.addLayout(side_by_side(self.but_seed, self.all))
        column.addLayout(side_by_side(self.parts, self.reference))
