"""One picture of the history with its whole recipe, and what can be done with it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage, QPixmap
from PySide6.QtWidgets import (
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from flux2studio.core.errors import StudioError
from flux2studio.core.generation import Generation
from flux2studio.ui import icons, theme, words
from flux2studio.ui.icons import Tone
from flux2studio.ui.keymap import with_key
from flux2studio.ui.viewmodels.family import FamilyViewModel
from flux2studio.ui.viewmodels.history import HistoryViewModel, Recall
from flux2studio.ui.viewmodels.making_again import Price
from flux2studio.ui.widgets import recipe_table
from flux2studio.ui.widgets.family_strip import FamilyStrip
from flux2studio.ui.widgets.fields import ElidedLabel
from flux2studio.ui.widgets.folded_text import FoldedText
from flux2studio.ui.widgets.marks_row import MarksRow
from flux2studio.ui.widgets.preview import Preview
from flux2studio.ui.widgets.steady_area import SteadyArea
from flux2studio.ui.widgets.tab_order import follow_layout
from flux2studio.ui.widgets.yielding import YieldingButton

WIDTH = 318
NAMES = 88  # width of the column of names
LONGEST = 26  # letters of a word that has room beside the names
EDGE = 900  # pixels; sharp at this width on a screen of three pixels to one

_TOP = Qt.AlignmentFlag.AlignTop

Act = Callable[[Generation], object]


class Inspector(QStackedWidget):
    def __init__(self, view_model: HistoryViewModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view_model = view_model
        self.setFixedWidth(theme.widths(WIDTH))
        self.setProperty("role", "panel")
        self.preview = Preview(self)
        self.again = QPushButton(self.tr("Make again"), self)
        self._price: Price | None = None
        self.marks = MarksRow(view_model, self)
        self.prompt = FoldedText(self)
        self.rewritten = FoldedText(self)
        self.rewritten_title = _label("", self)
        self._recipe = QFormLayout()
        self._family: FamilyViewModel | None = None
        self.addWidget(self._empty_page())
        self.addWidget(self._recipe_page())
        view_model.current_changed.connect(self._show)
        view_model.thumbnail_ready.connect(self._on_thumbnail_ready)
        self.again.clicked.connect(self._for_current(self._make_again))
        if view_model.again is not None:
            view_model.again.prices_changed.connect(self._show_price)
        self._show(view_model.current)

    def show_families(self, family: FamilyViewModel) -> None:
        """Have a strip of what a picture was made from and what it led to."""
        self._family = family
        self.family = FamilyStrip(family, self._view_model, self)
        self._column.insertWidget(self._column.indexOf(self.marks) + 1, self.family)
        self._view_model.count_changed.connect(family.look_again)
        family.show(self._view_model.current)

    def _show(self, generation: Generation | None) -> None:
        self.setCurrentIndex(0 if generation is None else 1)
        if self._family is not None:
            self._family.show(generation)
        if generation is None:
            return
        self._show_price()
        self.preview.show_picture(self._view_model.thumbnail(generation) or QPixmap())
        self._view_model.preview(
            generation,
            EDGE,
            partial(self._on_preview, generation),
            partial(self._on_no_preview, generation),
        )
        self.prompt.say(recipe_table.prompt_as_typed(generation.recipe))
        self.rewritten.say(generation.recipe.sent_prompt)
        self.rewritten_title.setText(recipe_table.rewritten_title(generation.recipe))
        for label in (self.rewritten, self.rewritten_title):
            label.setVisible(bool(generation.recipe.sent_prompt))
        self._show_recipe(generation)

    def _show_price(self) -> None:
        """It is run at once, so the button says for how much."""
        shown, making = self._view_model.current, self._view_model.again
        self._price = making.price(shown.recipe) if shown and making else None
        self.again.setVisible(self._price is not None)
        if self._price is not None:
            name, price = self.tr("Make again"), self._price
            self.again.setText(f"{name}   {price.tag}" if price.tag else name)
            self.again.setAccessibleName(f"{name}, {price.spoken}" if price.spoken else name)
            self.again.setToolTip(self.tr("Makes one more picture at once, with a new seed"))

    def _make_again(self, generation: Generation) -> None:
        if self._price is not None and self._view_model.again is not None:
            self._view_model.again.make(generation.recipe, self._price)

    def _show_recipe(self, generation: Generation) -> None:
        while self._recipe.rowCount():
            self._recipe.removeRow(0)
        for line in recipe_table.lines(generation, self._view_model.catalogue):
            if line.is_block:
                self._recipe.addRow(self._block(line))
                continue
            title = _label(line.name, self)
            title.setProperty("role", "soft")
            title.setFixedWidth(theme.widths(NAMES))
            title.setWordWrap(True)
            tall = Qt.AlignmentFlag.AlignVCenter if _is_one_line(line) else _TOP
            title.setAlignment(tall)
            self._recipe.addRow(title, self._value(line))

    def _value(self, line: recipe_table.Line) -> QWidget:
        if _is_one_line(line):
            return self._value_to_copy(line)
        text = _words(self)
        text.setText(line.value)
        text.setAccessibleName(f"{line.name}: {line.value}")
        return text

    def _block(self, line: recipe_table.Line) -> QWidget:
        """A list takes the whole width, below its name."""
        block = QWidget(self)
        column = QVBoxLayout(block)
        column.setContentsMargins(0, 6, 0, 0)
        column.setSpacing(2)
        column.addWidget(_label(line.name, self))
        column.addWidget(self._value(line))
        return block

    def _value_to_copy(self, line: recipe_table.Line) -> QWidget:
        """An id has no words to break at; the button copies what is out of sight, too."""
        text = ElidedLabel(line.value, self)
        text.setAccessibleName(f"{line.name}: {line.value}")
        copy = self._icon_button("copy", self.tr("Copy: {0}").format(line.name), _copy(line.value))
        both = QWidget(self)
        row = QHBoxLayout(both)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(text, 1)
        row.addWidget(copy)
        return both

    def _on_thumbnail_ready(self, key: str) -> None:
        current = self._view_model.current
        if current is not None and current.id == key and self.preview.is_waiting:
            self.preview.show_picture(self._view_model.thumbnail(current) or QPixmap())

    def _on_preview(self, generation: Generation, image: QImage) -> None:
        if generation == self._view_model.current:
            self.preview.show_picture(QPixmap.fromImage(image))

    def _on_no_preview(self, generation: Generation, error: StudioError) -> None:
        if generation == self._view_model.current:
            self.preview.show_problem(words.said(str(error)))

    def _empty_page(self) -> QWidget:
        page = QWidget(self)
        text = QLabel(self.tr("Choose a picture to see how it was made."), page)
        text.setProperty("role", "soft")
        text.setWordWrap(True)
        text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        layout = QVBoxLayout(page)
        layout.setContentsMargins(40, 12, 40, 12)
        layout.addWidget(text)
        return page

    def _recipe_page(self) -> QWidget:
        page = QWidget(self)
        page.setProperty("role", "page")
        page.setMinimumWidth(1)  # a word without a break may not push the buttons out of sight
        layout = self._column = QVBoxLayout(page)
        area = SteadyArea(page)
        area.frame(layout, 12, 12, 12, 12)
        layout.setSpacing(12)
        layout.addWidget(self.preview)
        layout.addLayout(self._main_buttons())
        layout.addLayout(self._small_buttons())
        layout.addWidget(self.marks)
        layout.addLayout(self._prompt_block())
        self._recipe.setHorizontalSpacing(8)
        self._recipe.setVerticalSpacing(6)
        self._recipe.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        layout.addLayout(self._recipe)
        follow_layout(page)
        layout.addStretch(1)
        return area

    def _main_buttons(self) -> QVBoxLayout:
        model = self._view_model
        recipe = YieldingButton(self.tr("Use this recipe"), self)
        recipe.setToolTip(
            with_key(self.tr("Put this recipe into the form, with a new seed"), "recall")
        )
        recipe.clicked.connect(self._for_current(partial(model.recall, what=Recall.ALL_BUT_SEED)))
        use = YieldingButton(self.tr("Use as reference"), self)
        use.clicked.connect(self._for_current(model.use_as_reference))
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(recipe, 1)
        row.addWidget(use, 1)
        both = QVBoxLayout()
        both.setSpacing(8)
        both.addWidget(self.again)
        both.addLayout(row)
        return both

    def _small_buttons(self) -> QHBoxLayout:
        model = self._view_model
        same = YieldingButton(self.tr(" Same seed"), self)
        same.setProperty("role", "flat-start")
        same.setAccessibleName(self.tr("Use this recipe with the same seed"))
        same.setToolTip(
            with_key(self.tr("Put the recipe into the form with its seed"), "recall_all")
        )
        same.clicked.connect(self._for_current(partial(model.recall, what=Recall.ALL)))
        icons.set_icon(same, "lock", Tone.SOFT)
        parts = self._icon_button(
            "sliders",
            self.tr("Use parts of the recipe…"),
            partial(model.recall, what=Recall.PARTS),
        )
        row = QHBoxLayout()
        row.setSpacing(2)
        row.addWidget(same)
        row.addWidget(parts)
        row.addStretch(1)
        for icon, name, act in (
            ("copy", self.tr("Copy the whole recipe"), self._copy_recipe),
            ("image", with_key(self.tr("Show on the stage"), "open_picture"), model.open),
            ("open", self.tr("Open in another program"), model.open_outside),
            ("folder", self.tr("Show in folder"), model.reveal),
            ("trash", with_key(self.tr("Delete"), "trash"), self._trash),
        ):
            row.addWidget(self._icon_button(icon, name, act))
        return row

    def _prompt_block(self) -> QVBoxLayout:
        top = QHBoxLayout()
        top.addWidget(_label(self.tr("Prompt"), self), 1)
        top.addWidget(self._icon_button("copy", self.tr("Copy the prompt"), _copy_prompt))
        block = QVBoxLayout()
        block.setSpacing(2)
        block.addLayout(top)
        for label in (self.prompt, self.rewritten_title, self.rewritten):
            block.addWidget(label)
        return block

    def _icon_button(self, icon: str, name: str, act: Act) -> QToolButton:
        button = QToolButton(self)
        button.setProperty("role", "icon")
        button.setToolTip(name)
        button.setAccessibleName(name)
        icons.set_icon(button, icon, Tone.SOFT)
        button.clicked.connect(self._for_current(act))
        return button

    def _for_current(self, act: Act) -> Callable[[], None]:
        def run() -> None:
            if self._view_model.current is not None:
                act(self._view_model.current)

        return run

    def _copy_recipe(self, generation: Generation) -> None:
        text = recipe_table.text(generation, self._view_model.catalogue)
        QGuiApplication.clipboard().setText(text)

    def _trash(self, generation: Generation) -> None:
        self._view_model.trash((generation,))


def _copy_prompt(generation: Generation) -> None:
    QGuiApplication.clipboard().setText(recipe_table.prompt_as_typed(generation.recipe))


def _copy(text: str) -> Act:
    return lambda _: QGuiApplication.clipboard().setText(text)


def _is_one_line(line: recipe_table.Line) -> bool:
    """Whether it is an id, or a name that has no place to break at."""
    is_one_word = len(line.value.split()) == 1
    longest = max(map(len, line.value.split("-")))
    return line.wanted_elsewhere or (is_one_word and longest > LONGEST)


def _label(text: str, parent: QWidget) -> QLabel:
    label = QLabel(text, parent)
    label.setProperty("role", "label")
    return label


def _words(parent: QWidget) -> QLabel:
    """A text that can be read, selected and copied."""
    label = QLabel(parent)
    label.setWordWrap(True)
    label.setAlignment(Qt.AlignmentFlag.AlignTop)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label
