"""Settings: what this is, whose licences hold, where everything lies, and whom to ask."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from flux2studio.ui import icons
from flux2studio.ui.viewmodels.about import About, AboutParts, Folder, Library
from flux2studio.ui.widgets.dialogs import resize_on_screen
from flux2studio.ui.widgets.fields import ElidedLabel, label, side_by_side
from flux2studio.ui.widgets.settings_parts import SettingsPage
from flux2studio.ui.widgets.settings_updates import UpdatesBlock

MARK = 56  # edge of the app's icon, in pixels


class AboutPage(SettingsPage):
    def __init__(self, parts: AboutParts) -> None:
        super().__init__()
        self._parts = parts
        self._licence = ""
        self.version = label("", "soft")
        self.version.setWordWrap(True)
        self.version.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.licence = self._button(self.tr("Licence"), self._open_licence)
        self.guide = self._button(self.tr("Guide"), parts.open_guide)
        self.doctor = self._button(self.tr("Check this installation…"), parts.open_doctor)
        self.folders: dict[str, QToolButton] = {}
        self.updates = UpdatesBlock(parts.updates)
        self._libraries = QGridLayout()
        self._lay_out()
        parts.tasks.run(parts.look, self._show)

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addStretch(1)
        words.addWidget(label("flux2studio", "page-title"))
        words.addWidget(self.version)
        words.addStretch(1)
        head = QHBoxLayout()
        head.setSpacing(16)
        head.addWidget(_mark(self))
        head.addLayout(words, 1)
        self.column.addLayout(head)
        self.column.addSpacing(8)
        self.column.addLayout(side_by_side(self.guide, self.doctor, self.licence))
        self.section(self.tr("New versions"))
        self.column.addWidget(self.updates)
        self.section(self.tr("Where everything is"))
        self.column.addLayout(self._folder_rows())
        self.section(
            self.tr("Made with"),
            self.tr("Libraries of others, each under its own licence. Thank you."),
        )
        self._libraries.setHorizontalSpacing(16)
        self._libraries.setVerticalSpacing(4)
        self._libraries.setColumnStretch(2, 1)
        self.column.addLayout(self._libraries)
        self.finish()

    def _folder_rows(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(1, 1)
        for number, folder in enumerate(self._parts.folders):
            grid.addWidget(label(folder.name, "soft"), number, 0)
            path = ElidedLabel()
            path.say(str(folder.path()))
            path.setAccessibleName(f"{folder.name}: {folder.path()}")
            grid.addWidget(path, number, 1)
            grid.addWidget(self._folder_button(folder), number, 2)
        return grid

    def _folder_button(self, folder: Folder) -> QToolButton:
        button = QToolButton()
        button.setProperty("role", "icon")
        name = self.tr("Open the folder: {0}").format(folder.name)
        button.setAccessibleName(name)
        button.setToolTip(name)
        icons.set_icon(button, "folder", icons.Tone.SOFT)
        button.clicked.connect(partial(self._open_folder, folder))
        self.folders[folder.name] = button
        return button

    def _open_folder(self, folder: Folder, _checked: bool = False) -> None:
        self._parts.open_folder(folder.path())

    def _show(self, about: About) -> None:
        self._licence = about.licence
        self.version.setText(
            self.tr("Version {0} · free software under the Apache License 2.0").format(
                about.version
            )
        )
        self.licence.setEnabled(bool(about.licence))
        for row, library in enumerate(about.libraries):
            for column, cell in enumerate(self._cells(library)):
                self._libraries.addWidget(cell, row, column)

    def _cells(self, library: Library) -> tuple[QLabel, QLabel, QLabel]:
        licence = library.licence or self.tr("see its licence file")
        cells = label(library.name, "read"), label(library.version, "soft"), label(licence, "soft")
        cells[2].setWordWrap(True)
        for cell in cells:
            cell.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        return cells

    def _open_licence(self) -> None:
        dialog = LicenceDialog(self._licence, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _button(self, text: str, act: Callable[[], object]) -> QPushButton:
        button = QPushButton(text)
        button.clicked.connect(partial(_press, act))
        return button


class LicenceDialog(QDialog):
    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Licence"))
        self.text = QPlainTextEdit(text, readOnly=True)
        self.text.setAccessibleName(self.tr("Licence"))
        close = QPushButton(self.tr("Close"))
        close.clicked.connect(self.accept)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(12)
        column.addWidget(self.text)
        column.addWidget(close, alignment=Qt.AlignmentFlag.AlignRight)
        resize_on_screen(self, QSize(680, 560))


def _mark(parent: QWidget) -> QLabel:
    mark = QLabel(parent)
    mark.setPixmap(icons.app_icon().pixmap(QSize(MARK, MARK), parent.devicePixelRatioF()))
    mark.setFixedSize(MARK, MARK)
    return mark


def _press(act: Callable[[], object], _checked: bool = False) -> None:
    act()
