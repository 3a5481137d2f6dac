"""Settings: services and keys, files, appearance, addresses, privacy."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from flux2studio.core.errors import StudioError
from flux2studio.ui import icons
from flux2studio.ui.viewmodels.settings import HOSTS, SettingsViewModel
from flux2studio.ui.widgets.dialogs import ScrollingPage, resize_on_screen
from flux2studio.ui.widgets.fields import ElidedLabel, Sentence, label, set_property
from flux2studio.ui.widgets.key_field import KeyField

AskFolder = Callable[[QWidget, str, Callable[[str], None]], None]


def ask_folder(parent: QWidget, now: str, chosen: Callable[[str], None]) -> None:
    dialog = QFileDialog(parent, parent.tr("Choose the pictures folder"), now)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    dialog.fileSelected.connect(chosen)
    dialog.open()


class SettingsDialog(QDialog):
    """Everything is taken over at once; there is nothing to confirm."""

    def __init__(
        self,
        settings: SettingsViewModel,
        ask: AskFolder = ask_folder,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._settings = settings
        self._ask = ask
        self.setWindowTitle(self.tr("Settings"))
        resize_on_screen(self, QSize(600, 680))
        self.keys = {service.id: KeyField(settings, service) for service in settings.services}
        self.themes: dict[str, QPushButton] = {}
        self.hosts: dict[str, QLineEdit] = {}
        self.host_problem, self.folder_problem = Sentence(), Sentence()
        self.folder = ElidedLabel()
        self.choose_folder = QPushButton(self.tr("Choose…"))
        self.usual_folder = QPushButton(self.tr("Usual place"))
        self.more = QPushButton(self.tr("Addresses of the services"))
        self.close_button = QPushButton(self.tr("Close"))
        self._lay_out()
        self._connect()
        self._show()
        settings.load_keys()

    def focus_key(self, service: str) -> None:
        """Take the artist to the key that is missing."""
        if (field := self.keys.get(service)) is not None:
            field.key.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(24, 8, 24, 16)
        column.setSpacing(10)
        self._section(column, self.tr("Services and keys"))
        for field in self.keys.values():
            column.addWidget(field)
            column.addSpacing(4)
        self._lay_out_hosts(column)
        self._section(column, self.tr("Pictures folder"))
        self._lay_out_folder(column)
        self._section(column, self.tr("Appearance"))
        self._lay_out_themes(column)
        self._section(column, self.tr("Privacy"))
        column.addWidget(self._privacy())
        column.addStretch(1)
        foot = QHBoxLayout()
        foot.setContentsMargins(24, 12, 24, 16)
        foot.addStretch(1)
        foot.addWidget(self.close_button)
        title = label(self.tr("Settings"), "page-title")
        title.setContentsMargins(24, 20, 24, 4)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(title)
        outer.addWidget(ScrollingPage(page), 1)
        outer.addLayout(foot)

    def _section(self, column: QVBoxLayout, title: str) -> None:
        column.addSpacing(14)
        column.addWidget(label(title, "section"))

    def _lay_out_hosts(self, column: QVBoxLayout) -> None:
        self.more.setProperty("role", "link-soft")
        self.more.setStyleSheet("text-align: left; padding-left: 0; background: transparent;")
        self.more.setCheckable(True)
        self._hosts_body = QWidget()
        body = QVBoxLayout(self._hosts_body)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(6)
        names = {
            "aimlapi_url": self.tr("AIML API"),
            "fal_queue_url": self.tr("fal, queue"),
            "fal_run_url": self.tr("fal, direct"),
            "fal_rest_url": self.tr("fal, storage"),
        }
        for name in HOSTS:
            field = QLineEdit()
            field.setAccessibleName(self.tr("Address of {0}").format(names[name]))
            self.hosts[name] = field
            body.addWidget(label(names[name], buddy=field))
            body.addWidget(field)
        body.addWidget(self.host_problem)
        self.reset = QPushButton(self.tr("Back to the usual addresses"))
        self.reset.setProperty("role", "link")
        body.addWidget(self.reset, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.more)
        column.addWidget(self._hosts_body)
        self._on_more(False)

    def _lay_out_folder(self, column: QVBoxLayout) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.folder, 1)
        row.addWidget(self.choose_folder)
        row.addWidget(self.usual_folder)
        column.addLayout(row)
        column.addWidget(self.folder_problem)

    def _lay_out_themes(self, column: QVBoxLayout) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        group = QButtonGroup(self)
        for theme, words in (
            ("system", self.tr("As the system")),
            ("dark", self.tr("Dark")),
            ("light", self.tr("Light")),
        ):
            button = QPushButton(words)
            button.setCheckable(True)
            button.setAccessibleName(self.tr("Appearance: {0}").format(words))
            group.addButton(button)
            self.themes[theme] = button
            row.addWidget(button)
        row.addStretch(1)
        column.addLayout(row)

    def _privacy(self) -> QWidget:
        text = label(
            self.tr(
                "Keys are kept in the system's keyring and go to their own service only."
                " References are sent without GPS and other camera data, and only to the"
                " service you chose. The practice backend sends nothing. flux2studio does not"
                " call home."
            ),
            "soft",
        )
        text.setWordWrap(True)
        return text

    def _connect(self) -> None:
        settings = self._settings
        for theme, button in self.themes.items():
            button.clicked.connect(partial(self._on_theme, theme))
        for name, field in self.hosts.items():
            field.editingFinished.connect(partial(self._on_host, name))
        for button in self.findChildren(QPushButton):
            button.setAutoDefault(False)
        self.more.toggled.connect(self._on_more)
        self.reset.clicked.connect(settings.reset_hosts)
        self.choose_folder.clicked.connect(self._on_choose_folder)
        self.usual_folder.clicked.connect(self._on_usual_folder)
        self.close_button.clicked.connect(self.accept)
        settings.changed.connect(self._show)
        settings.rejected.connect(self._on_rejected)

    def _show(self) -> None:
        settings = self._settings.settings
        for theme, button in self.themes.items():
            button.setChecked(theme == self._settings.theme)
        for name, field in self.hosts.items():
            field.setText(getattr(settings, name))
            set_property(field, "state", "")
        self.host_problem.say("")
        self.folder.say(self._settings.pictures_folder)
        self.usual_folder.setVisible(bool(settings.pictures_folder))

    def _on_more(self, open_: bool) -> None:
        icons.set_icon(self.more, "chevron-down" if open_ else "chevron-right", icons.Tone.SOFT)
        self._hosts_body.setVisible(open_)

    def _on_theme(self, theme: str, _checked: bool = False) -> None:
        self._settings.choose_theme(theme)

    def _on_host(self, name: str) -> None:
        self._settings.change(**{name: self.hosts[name].text()})

    def _on_choose_folder(self) -> None:
        self._ask(self, self._settings.pictures_folder, self._on_folder)

    def _on_folder(self, folder: str) -> None:
        self._settings.change(pictures_folder=folder)
        self.folder_problem.say(
            self.tr("New pictures go there from now on; the history keeps finding the others."),
            "label",
        )

    def _on_usual_folder(self) -> None:
        self._on_folder("")

    def _on_rejected(self, error: StudioError) -> None:
        field = self.hosts.get(error.field)
        if field is not None:
            self.more.setChecked(True)
            set_property(field, "state", "bad")
            self.host_problem.show_problem(error)
        else:
            self.folder_problem.show_problem(error)
