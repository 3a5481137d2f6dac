"""One model of the list: its state, what it needs, and what can be done about it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QToolButton, QVBoxLayout, QWidget

from flux2studio.ui import icons, theme, words
from flux2studio.ui.viewmodels.model_rows import Act, Row
from flux2studio.ui.viewmodels.models_on_disk import Ask, ModelsOnDisk
from flux2studio.ui.widgets.fields import ElidedLabel, Sentence, label, set_property
from flux2studio.ui.widgets.flow import FlowBox
from flux2studio.ui.widgets.gated_steps import GatedSteps
from flux2studio.ui.widgets.model_question import ModelQuestion
from flux2studio.ui.widgets.progress_line import ProgressLine
from flux2studio.ui.widgets.rounded import rounded
from flux2studio.ui.widgets.trouble import Trouble
from flux2studio.ui.widgets.yielding import YieldingButton


class ModelRow(QWidget):
    place_wanted = Signal(str, object)  # id of the model, Act.FOLDER or Act.FILE

    def __init__(self, models: ModelsOnDisk, row: Row, steps: Callable[[], GatedSteps]) -> None:
        super().__init__()
        self._steps = steps
        self._models = models
        self._id = row.id
        self._row: Row | None = None
        self._asks: Ask | None = None
        self._is_next = False
        self.name = label(row.name, "title")
        self.first = label(self.tr("the one to start with"), "accent")
        self.state = label("")
        self.licence = YieldingButton()
        self.fit = Sentence()
        self.place = ElidedLabel()
        self.main = QPushButton()
        self.more = QToolButton()
        self.menu = rounded(QMenu(self))
        self.bar = ProgressLine()
        self.progress = label("")
        self.trouble = Trouble(row.name)
        self.undo = QPushButton(self.tr("Undo"))
        self.forgotten = label(self.tr("Forgotten here; the files stay where they are."))
        self.question: ModelQuestion | None = None  # made when something is asked
        self._lay_out()
        self.main.clicked.connect(self._on_main)
        self.licence.clicked.connect(self._on_licence)
        self.undo.clicked.connect(models.undo_forget)

    def show_row(
        self, row: Row, asks: Ask | None, *, is_forgotten: bool, is_next: bool = False
    ) -> None:
        """``is_next``: fetching it is what the page would have the artist do first."""
        for part in (self.undo, self.forgotten):
            part.setVisible(is_forgotten)
        if (row, asks, is_next) == (self._row, self._asks, self._is_next):
            return
        old, self._row, self._asks, self._is_next = self._row, row, asks, is_next
        self.first.setVisible(row.is_first)
        set_property(self.state, "role", row.tone)
        self.state.setText(row.state)
        self.licence.say(row.licence.name)
        self.fit.say(row.fit.words, row.fit.tone)
        self.place.say(row.place)
        self.place.setVisible(bool(row.place))
        self._show_main(row, is_asking=asks is not None)
        self.bar.setVisible(row.moving)
        self.bar.show_fraction(row.fraction)
        self.progress.setText(row.progress)
        self.progress.setVisible(row.moving)
        self.trouble.show_problem(row.problem)
        if old is None or old.others != row.others:
            self._fill_menu(row)
        self._show_question(row, asks)
        self._name_parts(row)

    def _show_main(self, row: Row, *, is_asking: bool) -> None:
        """The question has buttons of its own."""
        self.main.setVisible(row.act is not None and not is_asking)
        self.more.setVisible(bool(row.others) and not is_asking)
        if row.act is not None:
            self.main.setText(self._words()[row.act])
        primary = self._is_next and row.act in (Act.DOWNLOAD, Act.RESUME)
        set_property(self.main, "role", "primary" if primary else "")
        self.main.ensurePolished()
        self.main.setMinimumWidth(max(theme.lines(104), self.main.sizeHint().width()))

    def _show_question(self, row: Row, asks: Ask | None) -> None:
        if self.question is None and asks is not None:
            self.question = ModelQuestion(self._models, self._steps())
            self._column.addWidget(self.question)
        if self.question is not None:
            self.question.show_question(asks, row)

    def _fill_menu(self, row: Row) -> None:
        self.menu.clear()
        words = self._words()
        for act in row.others:
            if act in (Act.FORGET, Act.DISCARD, Act.REMOVE):
                self.menu.addSeparator()
            self.menu.addAction(words[act]).triggered.connect(partial(self._on_act, act))

    def _name_parts(self, row: Row) -> None:
        said = (row.name, row.state, row.progress, row.fit.words)
        self.setAccessibleName(". ".join(part for part in said if part))
        self.main.setAccessibleName(f"{self.main.text()}: {row.name}")
        self.more.setAccessibleName(self.tr("More for {0}").format(row.name))
        self.more.setToolTip(self.tr("Use a folder or file, check, remove"))
        self.bar.setAccessibleName(f"{row.name}: {row.progress}")
        self.licence.setAccessibleName(self.tr("Licence: {0}").format(row.licence.name))
        self.licence.setToolTip(words.said(row.licence.words))
        self.undo.setAccessibleName(self.tr("Undo: forget {0}").format(row.name))

    def _words(self) -> dict[Act, str]:
        return {
            Act.DOWNLOAD: self.tr("Download"),
            Act.RESUME: self.tr("Resume"),
            Act.PAUSE: self.tr("Pause"),
            Act.STOP: self.tr("Stop"),
            Act.AGREE: self.tr("Licence…"),
            Act.USE: self.tr("Use"),
            Act.FOLDER: self.tr("Use a folder…"),
            Act.FILE: self.tr("Use a single file…"),
            Act.CHECK: self.tr("Check the files"),
            Act.SHOW: self.tr("Show in the file manager"),
            Act.FORGET: self.tr("Forget where it is"),
            Act.DISCARD: self.tr("Discard what is here…"),
            Act.REMOVE: self.tr("Remove…"),
        }

    def _on_main(self) -> None:
        if self._row is not None and self._row.act is not None:
            self._on_act(self._row.act)

    def _on_act(self, act: Act, _checked: bool = False) -> None:
        if act in (Act.FOLDER, Act.FILE):
            self.place_wanted.emit(self._id, act)
        else:
            self._models.act(self._id, act)

    def _on_licence(self) -> None:
        self._models.open_licence(self._id)

    def _lay_out(self) -> None:
        icons.set_icon(self.more, "more", icons.Tone.SOFT)
        self.more.setProperty("role", "icon")
        self.more.setMenu(self.menu)
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.more.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.main.setAutoDefault(False)
        for part in (self.progress, self.forgotten):
            part.setWordWrap(True)
        self.first.setProperty("role", "ok")
        self.licence.setProperty("role", "link-soft")
        self.licence.setAutoDefault(False)
        self.undo.setProperty("role", "link")
        self.undo.setAutoDefault(False)
        self.place.setProperty("role", "label")
        words = QVBoxLayout()
        words.setSpacing(3)
        head = FlowBox(10, middle=True)
        head.fill([self.name, self.licence, self.first])
        words.addWidget(head)
        words.addWidget(self.state)
        words.addWidget(self.fit)
        words.addWidget(self.place)
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addLayout(words, 1)
        top.addWidget(self.main, 0, Qt.AlignmentFlag.AlignTop)
        top.addWidget(self.more, 0, Qt.AlignmentFlag.AlignTop)
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(0, 12, 0, 12)
        column.setSpacing(6)
        column.addLayout(top)
        column.addWidget(self.bar)
        column.addWidget(self.progress)
        column.addWidget(self.trouble)
        column.addLayout(_line(self.forgotten, self.undo))


def _line(*widgets: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(10)
    for widget in widgets:
        row.addWidget(widget)
    row.addStretch(1)
    return row
