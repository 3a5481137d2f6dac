"""Settings: the limit of a month, and what this one cost so far."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit

from flux2studio.core.errors import StudioError
from flux2studio.ui import theme
from flux2studio.ui.viewmodels.money import MoneyViewModel
from flux2studio.ui.viewmodels.settings import SettingsViewModel
from flux2studio.ui.widgets.fields import Sentence, label, set_property
from flux2studio.ui.widgets.settings_parts import SettingsPage, paragraph

FIELD = "monthly_limit_usd"


class MoneyPage(SettingsPage):
    def __init__(self, settings: SettingsViewModel, money: MoneyViewModel) -> None:
        super().__init__()
        self._settings = settings
        self._money = money
        self.limit = QLineEdit()
        self.limit.setFixedWidth(theme.lines(110))
        self.limit.setPlaceholderText(self.tr("No limit"))
        self.limit.setAccessibleName(self.tr("Monthly limit in US dollars"))
        self.problem, self.doubt = Sentence(), paragraph("")
        self._shown: float | None = None
        self._table = QGridLayout()
        self._lay_out()
        self.limit.editingFinished.connect(self._on_typed)
        settings.changed.connect(self._on_changed)
        settings.rejected.connect(self._on_rejected)
        money.changed.connect(self._show_sums)
        self._show()
        self._show_sums()

    def _lay_out(self) -> None:
        self.section(
            self.tr("Monthly limit"),
            self.tr("Before a picture would take the month above it, you are asked."),
        )
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(label("$", "soft", self.limit))
        row.addWidget(self.limit)
        row.addWidget(label(self.tr("Empty or 0: you are never asked.")))
        row.addStretch(1)
        self.column.addLayout(row)
        self.column.addWidget(self.problem)
        self.section(self.tr("This month"))
        self._table.setHorizontalSpacing(24)
        self._table.setVerticalSpacing(6)
        self._table.setColumnStretch(2, 1)
        self.column.addLayout(self._table)
        self.column.addWidget(self.doubt)
        self.finish()

    def _show(self) -> None:
        limit = self._shown = self._settings.settings.monthly_limit_usd
        self.limit.setText(f"{limit:.2f}".removesuffix(".00") if limit else "")
        set_property(self.limit, "state", "")
        self.problem.say("")

    def _show_sums(self) -> None:
        while (item := self._table.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        lines = self._money.lines()
        for row, (name, sum_) in enumerate(lines):
            whole = row == len(lines) - 1
            name_label = label(name, "title" if whole else "soft")
            sum_label = label(sum_, "title" if whole else "")
            sum_label.setAccessibleName(f"{name}: {sum_}")
            self._table.addWidget(name_label, row, 0)
            self._table.addWidget(sum_label, row, 1, Qt.AlignmentFlag.AlignRight)
        self.doubt.setText(self._money.doubt)
        self.doubt.setVisible(bool(self._money.doubt))

    def _on_changed(self) -> None:
        """Another setting leaves alone what is typed here."""
        if self._settings.settings.monthly_limit_usd != self._shown:
            self._show()

    def _on_typed(self) -> None:
        if self._settings.change_limit(self.limit.text()):
            self._show()

    def _on_rejected(self, error: StudioError) -> None:
        if error.field == FIELD:
            set_property(self.limit, "state", "bad")
            self.problem.show_problem(error)
