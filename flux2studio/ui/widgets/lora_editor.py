"""What the artist may write on a LoRA's card: use, rights, and words of one's own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from flux2studio.core.lora import Lora
from flux2studio.core.lora_fields import BASES, REFERENCES_MAX
from flux2studio.ui import theme
from flux2studio.ui.viewmodels.lora_page import LoraPageViewModel
from flux2studio.ui.viewmodels.lora_work import base_words
from flux2studio.ui.widgets.fields import FieldGuard, label, roomy
from flux2studio.ui.widgets.lora_fields import CardField, CardText
from flux2studio.ui.widgets.page import Page
from flux2studio.ui.widgets.rounded import Choice
from flux2studio.ui.widgets.scale_range import ScaleRange
from flux2studio.ui.widgets.word_chips import WordChips

LOWEST = 56  # pixels of a text with few lines


class LoraEditor(Page):
    """Keeps each change as soon as a field is left."""

    def __init__(self, page: LoraPageViewModel) -> None:
        super().__init__()
        self._page = page
        self._guard = FieldGuard(self)
        self.lines: dict[str, QLineEdit] = {}
        self.texts: dict[str, CardText] = {}
        self.choices: dict[str, QComboBox] = {}
        self.words: dict[str, WordChips] = {}
        self.fields: list[CardField] = []
        self.scale = ScaleRange()
        self.references = QSpinBox()
        self.references.setFixedHeight(32)
        self.references.setRange(0, REFERENCES_MAX)
        theme.inset(self.references)
        self.open_page = QPushButton(self.tr("Open"))
        self.open_page.setAccessibleName(self.tr("Open its page"))
        self.open_page.setAutoDefault(False)
        self._lay_out()
        self._connect()
        self.show_lora()

    def show_lora(self) -> None:
        lora = self._page.lora
        for name, line in self.lines.items():
            if name not in self._page.problems and line.text() != getattr(lora, name):
                line.setText(getattr(lora, name))
                line.setCursorPosition(0)
        for name, text in self.texts.items():
            if not text.hasFocus():
                text.show_text(getattr(lora, name))
        for name, box in self.choices.items():
            with QSignalBlocker(box):
                box.setCurrentIndex(max(box.findData(getattr(lora, name)), 0))
        for name, words in self.words.items():
            words.show_words(getattr(lora, name))
        with QSignalBlocker(self.references):
            self.references.setValue(lora.references)
        self.scale.show_lora(lora)
        self.open_page.setEnabled(bool(lora.page))
        for field in self.fields:
            field.show_state(self._page)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.addWidget(self._line("name", self.tr("Name")))
        self._use(column)
        self._rights(column)
        self._mine(column)
        column.addStretch(1)

    def _use(self, column: QVBoxLayout) -> None:
        self._section(column, self.tr("Use"))
        bases = {"": self.tr("Not known"), **{base: base_words(base) for base in BASES}}
        column.addWidget(self._choice("base", self.tr("Made for"), bases))
        optional, required = self.tr("Make it optional"), self.tr("Make it required")
        add = self.tr("Add a word, Enter")
        words = WordChips(self.tr("Trigger words"), add, "chip-on", optional)
        column.addWidget(self._words("trigger_words", self.tr("Trigger words, needed"), words))
        words = WordChips(self.tr("Optional words"), add, "chip", required)
        column.addWidget(self._words("optional_words", self.tr("Words that help"), words))
        column.addWidget(
            self._field(self.tr("Scale"), self.scale, "scale_low", "default_scale", "scale_high")
        )
        edits = {
            None: self.tr("Not known"),
            True: self.tr("Edits pictures"),
            False: self.tr("Makes pictures"),
        }
        needed = self._field(self.tr("Reference pictures it needs"), self.references, "references")
        column.addLayout(_beside(self._choice("edits", self.tr("What it does"), edits), needed))
        column.addWidget(
            self._text(
                "template",
                self.tr("Instruction"),
                self.tr("For example: Turn image 1 into an ink wash drawing, {}"),
            )
        )

    def _rights(self, column: QVBoxLayout) -> None:
        self._section(column, self.tr("Rights"))
        sold = {None: self.tr("Not known"), True: self.tr("Yes"), False: self.tr("No")}
        column.addLayout(
            _beside(
                self._line("licence", self.tr("Licence")),
                self._choice("commercial", self.tr("May pictures be sold"), sold),
            )
        )
        column.addWidget(self._line("credit", self.tr("Credit line")))
        row = QHBoxLayout()
        row.setSpacing(8)
        field = self._line("page", self.tr("Page"))
        inner = field.layout()
        line = self.lines["page"]
        if isinstance(inner, QVBoxLayout):
            inner.removeWidget(line)
            row.addWidget(line, 1)
            row.addWidget(self.open_page)
            inner.insertLayout(1, row)
        column.addWidget(field)

    def _mine(self, column: QVBoxLayout) -> None:
        self._section(column, self.tr("Yours"))
        add = self.tr("Add one, Enter")
        tags = WordChips(self.tr("Tags"), add, "chip")
        column.addWidget(self._words("tags", self.tr("Tags"), tags))
        collections = WordChips(self.tr("Collections"), add, "chip")
        column.addWidget(self._words("collections", self.tr("Collections"), collections))
        column.addWidget(self._text("notes", self.tr("Notes"), self.tr("What you found out")))
        column.addWidget(self._text("description", self.tr("Description"), ""))

    def _section(self, column: QVBoxLayout, title: str) -> None:
        column.addSpacing(8)
        column.addWidget(label(title, "section"))

    def _field(self, title: str, editor: QWidget, *names: str) -> CardField:
        field = CardField(title, editor, *names)
        field.reset.clicked.connect(partial(self._on_reset, names))
        self.fields.append(field)
        return field

    def _line(self, name: str, title: str) -> CardField:
        line = QLineEdit()
        line.editingFinished.connect(partial(self._on_line, name))
        self.lines[name] = line
        return self._field(title, line, name)

    def _text(self, name: str, title: str, example: str) -> CardField:
        text = CardText(LOWEST)
        text.setPlaceholderText(example)
        text.left.connect(partial(self._on_text, name))
        self.texts[name] = text
        return self._field(title, text, name)

    def _choice(self, name: str, title: str, entries: Mapping[Any, str]) -> CardField:
        box = Choice()
        for value, words in entries.items():
            box.addItem(words, value)
        roomy(box)
        box.activated.connect(partial(self._on_choice, name))
        self.choices[name] = box
        self._guard.watch(box)
        return self._field(title, box, name)

    def _words(self, name: str, title: str, words: WordChips) -> CardField:
        words.changed.connect(partial(self._on_words, name))
        self.words[name] = words
        return self._field(title, words, name)

    def _connect(self) -> None:
        self._guard.watch(self.references, *self.scale.numbers.values())
        self.references.valueChanged.connect(self._on_references)
        self.scale.changed.connect(self._on_scale)
        self.open_page.clicked.connect(self._page.open_page)
        for name in ("trigger_words", "optional_words"):
            other = "optional_words" if name == "trigger_words" else "trigger_words"
            self.words[name].moved.connect(partial(self._move, other, name))
            self.words[name].handed_over.connect(partial(self._move, name, other))

    def _on_reset(self, names: Sequence[str], _checked: bool = False) -> None:
        self._page.reset(*names)

    def _on_line(self, name: str) -> None:
        self._page.edit(**{name: self.lines[name].text()})

    def _on_text(self, name: str, text: str) -> None:
        self._page.edit(**{name: text})

    def _on_choice(self, name: str, index: int) -> None:
        self._page.edit(**{name: self.choices[name].itemData(index)})

    def _on_words(self, name: str, words: Sequence[str]) -> None:
        self._page.edit(**{name: tuple(words)})

    def _on_references(self, count: int) -> None:
        self._page.edit(references=count)

    def _on_scale(self, name: str, value: float | None) -> None:
        self._page.edit(**{name: value})

    def _move(self, source: str, target: str, word: str) -> None:
        """One step: the word leaves one group for the other."""
        lora: Lora = self._page.lora
        left = tuple(known for known in getattr(lora, source) if known != word)
        self._page.edit(**{source: left, target: (*getattr(lora, target), word)})


def _beside(*fields: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(16)
    for field in fields:
        row.addWidget(field, 1)
    return row
