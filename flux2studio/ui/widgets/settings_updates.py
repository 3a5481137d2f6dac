"""Settings, about: whether the app may ask for newer versions of itself, and to ask now."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from flux2studio.ui.viewmodels.updates import UpdatesViewModel
from flux2studio.ui.widgets.fields import Sentence, side_by_side
from flux2studio.ui.widgets.settings_parts import Switch


class UpdatesBlock(QWidget):
    def __init__(self, updates: UpdatesViewModel) -> None:
        super().__init__()
        self._updates = updates
        self.automatic = Switch(
            self.tr("Tell me about new versions"),
            self.tr(
                "Once a day the project’s page on GitHub is asked which version is the newest;"
                " nothing about you or your work is sent. Nothing is downloaded or installed."
            ),
        )
        self.now = QPushButton(self.tr("Look now"))
        self.now.setAccessibleName(self.tr("Look for a new version now"))
        self.news = QPushButton(self.tr("What is new"))
        self.news.setAccessibleName(self.tr("What is new in the new version, in the browser"))
        self.news.setProperty("role", "link")
        self.answer = Sentence()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.automatic)
        column.addLayout(side_by_side(self.now, self.news))
        column.addWidget(self.answer)
        for button in (self.now, self.news):
            button.setAutoDefault(False)
        self.automatic.toggled.connect(updates.choose)
        self.now.clicked.connect(updates.look)
        self.news.clicked.connect(self._on_news)
        updates.changed.connect(self._show)
        self._show()

    def _show(self) -> None:
        updates = self._updates
        self.automatic.show_value(updates.is_on)
        self.now.setEnabled(not updates.is_looking)
        self.news.setVisible(updates.newer is not None)
        if updates.problem is not None:
            self.answer.show_problem(updates.problem)
        else:
            self.answer.say(updates.words)

    def _on_news(self) -> None:
        if self._updates.newer is not None:
            self._updates.open_page(self._updates.newer)
