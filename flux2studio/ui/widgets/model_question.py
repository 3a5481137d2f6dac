"""What is asked at a model before it is done: its licence, or that its files go."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout

from flux2studio.ui import words
from flux2studio.ui.viewmodels.model_rows import Act, Row
from flux2studio.ui.viewmodels.models_on_disk import Ask, ModelsOnDisk
from flux2studio.ui.widgets.fields import set_property
from flux2studio.ui.widgets.gated_steps import GatedSteps
from flux2studio.ui.widgets.question import Question, question_words


class ModelQuestion(Question):
    """It scrolls into view when it begins to ask."""

    def __init__(self, models: ModelsOnDisk, steps: GatedSteps) -> None:
        super().__init__(models.not_now, models.answer)
        self._models = models
        self._shown: tuple[Ask, Row] | None = None
        self.title = question_words("title")
        self.words = question_words("soft")
        self.read = QPushButton(self.tr("Read the licence"))
        self.read.setProperty("role", "link")
        self.read.setStyleSheet("padding-left: 0; text-align: left;")
        self.steps = steps
        self.read.setAutoDefault(False)
        self._lay_out()
        self.read.clicked.connect(self._on_read)

    def show_question(self, ask: Ask | None, row: Row) -> None:
        """None: there is nothing to ask."""
        self._shown = (ask, row) if ask is not None else None
        if ask is None:
            self.hide()
            return
        title, meaning, yes = self._texts(ask, row)
        self.title.setText(title)
        self.words.setText(meaning)
        self.sure.setText(yes)
        is_licence = ask is Ask.LICENCE
        set_property(self.sure, "role", "primary" if is_licence else "")
        self.read.setVisible(is_licence)
        self.steps.setVisible(is_licence and row.is_gated and row.act is not Act.AGREE)
        self.setAccessibleName(self.title.text())
        if self.ask(f"{title} {meaning}"):
            QTimer.singleShot(0, self, self._come_into_view)  # once it is laid out

    def _come_into_view(self) -> None:
        above = self.parentWidget()
        while above is not None and not isinstance(above, QScrollArea):
            above = above.parentWidget()
        if above is not None:
            above.ensureWidgetVisible(self, 0, 16)

    def _texts(self, ask: Ask, row: Row) -> tuple[str, str, str]:
        """Question, what it means, and the word for yes."""
        match ask:
            case Ask.REMOVE:
                return (
                    self.tr("Move {0} to the trash?").format(row.name),
                    self.tr(
                        "Its files go to the system’s trash; until that is emptied they can be"
                        " put back. Your pictures stay, and so do their recipes."
                    ),
                    self.tr("Move to the trash"),
                )
            case Ask.DISCARD:
                return (
                    self.tr("Discard the part of {0} that is here?").format(row.name),
                    self.tr("A download would begin anew."),
                    self.tr("Discard it"),
                )
        fetches = row.act is not Act.AGREE
        return (
            self.tr("{0}: {1}").format(row.name, row.licence.name),
            words.said(row.licence.words),
            self.tr("Agree and download") if fetches else self.tr("Agree"),
        )

    def _on_read(self) -> None:
        if self._shown is not None:
            self._models.open_licence(self._shown[1].id)

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch(1)
        buttons.addWidget(self.not_now)
        buttons.addWidget(self.sure)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 14, 14)
        column.setSpacing(6)
        column.addWidget(self.title)
        column.addWidget(self.words)
        column.addWidget(self.read, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.steps)
        column.addSpacing(2)
        column.addLayout(buttons)
