"""Which parts of a picture's recipe come back, for which model, and what will differ there."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QSignalBlocker, QSize, Qt, QTimer
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from flux2studio.core.foreign_recipe import TOOLS
from flux2studio.core.recall import RecallPart
from flux2studio.core.request import GenerationRequest
from flux2studio.ui.viewmodels.recall_choice import RecallChoice
from flux2studio.ui.widgets.dialogs import ScrollingPage, resize_on_screen
from flux2studio.ui.widgets.fields import ElidedLabel, Sentence, label, roomy
from flux2studio.ui.widgets.icon_label import IconLabel
from flux2studio.ui.widgets.page import Page
from flux2studio.ui.widgets.rounded import Choice
from flux2studio.ui.words import decimal, listed

SIZE = QSize(560, 400)
_SLACK = 12  # pixels; letters that get their style later may be a little wider and taller
_PARTS = (
    RecallPart.PROMPT,
    RecallPart.REFERENCES,
    RecallPart.LORAS,
    RecallPart.SIZE,
    RecallPart.PARAMETERS,
    RecallPart.SEED,
)


class RecallDialog(QDialog):
    """Nothing changes before Recall is pressed; that is one step of undo."""

    def __init__(self, choice: RecallChoice, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._choice = choice
        self.setWindowTitle(self.tr("Recall a recipe"))
        resize_on_screen(self, SIZE)
        self.boxes: dict[RecallPart, QCheckBox] = {}
        self.missing: dict[RecallPart, Sentence] = {}
        self.place = Choice()
        self.place.setAccessibleName(self.tr("Model"))
        roomy(self.place)
        self.problem = Sentence()
        self.differs_words = QLabel()
        self.differs = self._differs_card()
        self.cancel = QPushButton(self.tr("Cancel"))
        self.take = QPushButton(self.tr("Recall"))
        self.take.setProperty("role", "primary")
        self.take.setDefault(True)
        self._lay_out()
        self._connect()
        self._show()
        self.take.setFocus()

    def _show(self) -> None:
        choice = self._choice
        for part, box in self.boxes.items():
            with QSignalBlocker(box):
                box.setChecked(part in choice.parts)
        self._show_places()
        self.missing[RecallPart.REFERENCES].say(self._lost_references(), "warn")
        self.missing[RecallPart.LORAS].say(self._lost_loras(), "warn")
        told = choice.differs
        self.differs.setVisible(bool(told))
        self.differs_words.setText("\n".join(told))
        self.differs.setAccessibleDescription(" ".join(told))
        self.problem.show_problem(choice.problem)
        self.take.setEnabled(choice.can_take)
        QTimer.singleShot(0, self, self._make_room)  # when the words have their places

    def _make_room(self) -> None:
        """Grow with what there is to say, and never shrink under the pointer."""
        page = self._page.heightForWidth(self.width() - _SLACK) + _SLACK
        wanted = page + self._foot.sizeHint().height()
        resize_on_screen(self, QSize(self.width(), max(self.height(), wanted)))

    def _show_places(self) -> None:
        places = self._choice.places
        with QSignalBlocker(self.place):
            if self.place.count() != len(places):
                self.place.clear()
                for place in places:
                    self.place.addItem(place.name, place.id)
            self.place.setCurrentIndex([place.id for place in places].index(self._choice.place))

    def _lost_references(self) -> str:
        lost = self._choice.missing_references
        if not lost:
            return ""
        names = listed(lost)
        told = self.tr("{0} is gone.") if len(lost) == 1 else self.tr("{0} are gone.")
        hint = self.tr("Drop it on a slot again.") if len(lost) == 1 else ""
        return f"{told.format(names)} {hint or self.tr('Drop them on slots again.')}"

    def _lost_loras(self) -> str:
        lost = self._choice.missing_loras
        if not lost:
            return ""
        names = listed(use.name or use.source for use in lost)
        told = self.tr("{0} is missing.") if len(lost) == 1 else self.tr("{0} are missing.")
        hint = self.tr("It comes back as missing: locate or add it in the LoRA panel.")
        if len(lost) > 1:
            hint = self.tr("They come back as missing: locate or add them in the LoRA panel.")
        return f"{told.format(names)} {hint}"

    def _differs_card(self) -> QFrame:
        card = QFrame()
        card.setProperty("role", "card")
        card.setAccessibleName(self.tr("What will differ"))
        self.differs_words.setWordWrap(True)
        self.differs_words.setTextFormat(Qt.TextFormat.PlainText)
        self.differs_words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(label(self.tr("What will differ"), "title"))
        words.addWidget(self.differs_words)
        row = QHBoxLayout(card)
        row.setContentsMargins(12, 12, 12, 12)
        row.setSpacing(10)
        row.addWidget(IconLabel("warning", 18, "warn"), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        return card

    def _lay_out(self) -> None:
        page = Page()
        column = QVBoxLayout(page)
        column.setContentsMargins(20, 16, 20, 8)
        column.setSpacing(14)
        column.addWidget(label(self._heading(), "soft"))
        column.addLayout(self._grid())
        column.addWidget(self.differs)
        column.addWidget(self.problem)
        column.addStretch(1)
        buttons = QHBoxLayout()
        buttons.setContentsMargins(20, 8, 20, 16)
        buttons.setSpacing(8)
        buttons.addStretch(1)
        buttons.addWidget(self.cancel)
        buttons.addWidget(self.take)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        self._page = page
        self._foot = buttons
        outer.addWidget(ScrollingPage(page), 1)
        outer.addLayout(buttons)

    def _heading(self) -> str:
        tool = TOOLS.get(self._choice.recipe.tool, "")
        if tool:
            return self.tr("Made with {0}. Choose what comes into the form.").format(tool)
        return self.tr("Choose what comes back into the form.")

    def _grid(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        names = {
            RecallPart.PROMPT: self.tr("Prompt"),
            RecallPart.REFERENCES: self.tr("References"),
            RecallPart.LORAS: self.tr("LoRAs"),
            RecallPart.SIZE: self.tr("Size"),
            RecallPart.PARAMETERS: self.tr("Settings"),
            RecallPart.SEED: self.tr("Seed"),
        }
        request = self._choice.recipe.request
        for row, part in enumerate(_PARTS):
            value = self._value(part, request)
            box = self.boxes[part] = QCheckBox(names[part])
            box.setAccessibleName(f"{names[part]}: {value}")
            words = ElidedLabel(value)
            words.setProperty("role", "" if value != self.tr("none") else "soft")
            self.missing[part] = Sentence()
            grid.addWidget(box, 2 * row, 0)
            grid.addWidget(words, 2 * row, 1)
            grid.addWidget(self.missing[part], 2 * row + 1, 1)
        last = 2 * len(_PARTS)
        grid.addWidget(label(self.tr("Model"), "", buddy=self.place), last, 0)
        grid.addWidget(self.place, last, 1)
        return grid

    def _value(self, part: RecallPart, request: GenerationRequest) -> str:
        nothing = self.tr("none")
        match part:
            case RecallPart.PROMPT:
                return " ".join(request.prompt.split()) or nothing
            case RecallPart.REFERENCES:
                return ", ".join(each.name for each in request.references) or nothing
            case RecallPart.LORAS:
                uses = (
                    f"{use.name or use.source} {decimal(use.scale, 2)}" for use in request.loras
                )
                return ", ".join(uses) or nothing
            case RecallPart.SIZE:
                return f"{request.size.width} × {request.size.height}"
            case RecallPart.SEED:
                return nothing if request.seed is None else str(request.seed)
            case _:
                return self._settings(request)

    def _settings(self, request: GenerationRequest) -> str:
        """Those that the model it was made with takes; of an unknown one, what is told of it."""
        then = self._choice.then
        parts = []
        if then is None or then.steps is not None:
            parts.append(self.tr("%n step(s)", "", request.steps))
        if then is None or then.guidance is not None:
            parts.append(self.tr("guidance {0}").format(decimal(request.guidance)))
        if then is not None:
            parts.append(request.format.upper())
        return ", ".join(parts)

    def _connect(self) -> None:
        choice = self._choice
        for part, box in self.boxes.items():
            box.toggled.connect(partial(choice.set_part, part))
        self.place.activated.connect(self._on_place)
        self.cancel.clicked.connect(self.reject)
        self.take.clicked.connect(self._on_take)
        choice.changed.connect(self._show)

    def _on_place(self, index: int) -> None:
        self._choice.choose_place(str(self.place.itemData(index)))

    def _on_take(self) -> None:
        self._choice.take()
        self.accept()
