"""Settings: services, this computer, LoRAs, money, privacy, files and appearance, a page each."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from flux2studio.core.errors import StudioError
from flux2studio.ui import icons, theme
from flux2studio.ui.viewmodels.about import AboutParts
from flux2studio.ui.viewmodels.balances import Balances
from flux2studio.ui.viewmodels.lora_settings import LoraSettings
from flux2studio.ui.viewmodels.money import MoneyViewModel
from flux2studio.ui.viewmodels.settings import Part, SettingsViewModel
from flux2studio.ui.viewmodels.this_computer import ThisComputer
from flux2studio.ui.widgets import lines
from flux2studio.ui.widgets.dialogs import ScrollingPage, resize_on_screen
from flux2studio.ui.widgets.fields import Sentence, label
from flux2studio.ui.widgets.settings_about import AboutPage
from flux2studio.ui.widgets.settings_computer import ComputerPage
from flux2studio.ui.widgets.settings_general import AskFolder, GeneralPage, ask_folder
from flux2studio.ui.widgets.settings_keys import KeysPage
from flux2studio.ui.widgets.settings_loras import LorasPage
from flux2studio.ui.widgets.settings_money import MoneyPage
from flux2studio.ui.widgets.settings_parts import SettingsPage
from flux2studio.ui.widgets.settings_privacy import PrivacyPage
from flux2studio.ui.widgets.settings_services import ServicesPage

SIZE = QSize(820, 680)
SIDE = 176  # width of the list of pages
_AROUND = 68  # sign, padding and margins of one of them, in pixels


class SettingsDialog(QDialog):
    """Everything is taken over at once; there is nothing to confirm."""

    def __init__(
        self,
        settings: SettingsViewModel,
        balances: Balances,
        money: MoneyViewModel,
        here: ThisComputer,
        ask: AskFolder = ask_folder,
        loras: LoraSettings | None = None,
        about: AboutParts | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Settings"))
        resize_on_screen(self, SIZE)
        self.services = ServicesPage(settings, balances)
        self.computer = ComputerPage(settings, here, self.focus_token, ask)
        self.loras = LorasPage(settings, loras, ask) if loras is not None else None
        self.money = MoneyPage(settings, money)
        self.privacy = PrivacyPage(settings)
        self.general = GeneralPage(settings, ask)
        self.keys = KeysPage()
        self.about = AboutPage(about) if about is not None else None
        self.not_saved = Sentence()
        self.close_button = QPushButton(self.tr("Close"))
        self.tabs: dict[Part, QPushButton] = {}
        self._stack = QStackedWidget()
        self._areas: dict[Part, ScrollingPage] = {}
        self._lay_out()
        for button in self.findChildren(QPushButton):
            button.setAutoDefault(False)
        self.close_button.clicked.connect(self.accept)
        if self.about is not None:
            self.about.guide.clicked.connect(self.accept)  # it lies beside the window
        settings.rejected.connect(self._on_rejected)
        here.models.used.connect(self.accept)
        self.show_part(Part.SERVICES)
        settings.load_keys()

    def show_part(self, part: Part) -> None:
        self.tabs[part].setChecked(True)
        self.tabs[part].setFocus(Qt.FocusReason.OtherFocusReason)
        self._stack.setCurrentWidget(self._areas[part])

    def area(self, part: Part) -> ScrollingPage:
        """What a page scrolls in."""
        return self._areas[part]

    def focus_key(self, service: str) -> None:
        """Take the artist to the key that is missing."""
        if (field := self.services.keys.get(service)) is not None:
            self.show_part(Part.SERVICES)
            field.key.setFocus(Qt.FocusReason.OtherFocusReason)
            self._areas[Part.SERVICES].ensureWidgetVisible(field)

    def focus_token(self) -> None:
        """The token that gated models need."""
        self.focus_key("huggingface")

    def _lay_out(self) -> None:
        side = self._side()
        foot = QHBoxLayout()
        foot.setContentsMargins(24, 12, 24, 16)
        foot.setSpacing(16)
        foot.addWidget(self.not_saved, 1)
        foot.addStretch(1)
        foot.addWidget(self.close_button)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self._stack, 1)
        right.addWidget(lines.horizontal(self))
        right.addLayout(foot)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(side)
        outer.addWidget(lines.vertical(self))
        outer.addLayout(right, 1)

    def _side(self) -> QWidget:
        side = QWidget()
        side.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        column = QVBoxLayout(side)
        column.setContentsMargins(12, 20, 12, 16)
        column.setSpacing(4)
        title = label(self.tr("Settings"), "page-title")
        title.setContentsMargins(8, 0, 0, 10)
        column.addWidget(title)
        group = QButtonGroup(self)
        for part, icon, words, page in self._parts():
            tab = QPushButton(f" {words}")
            tab.setProperty("role", "nav")
            tab.setCheckable(True)
            tab.setAccessibleName(words)
            icons.set_icon(tab, icon, icons.Tone.SOFT)
            group.addButton(tab)
            area = ScrollingPage(page)
            area.scroll_down_only()
            self.tabs[part], self._areas[part] = tab, area
            tab.clicked.connect(partial(self._on_tab, part))
            self._stack.addWidget(area)
            column.addWidget(tab)
        column.addStretch(1)
        side.setMinimumWidth(max(theme.widths(SIDE), *map(_width_when_chosen, self.tabs.values())))
        return side

    def _parts(self) -> tuple[tuple[Part, str, str, SettingsPage], ...]:
        loras, about = self.loras, self.about
        return (
            (Part.SERVICES, "key", self.tr("Services"), self.services),
            (Part.COMPUTER, "chip", self.tr("This computer"), self.computer),
            *(((Part.LORAS, "image", self.tr("LoRAs"), loras),) if loras is not None else ()),
            (Part.MONEY, "coins", self.tr("Money"), self.money),
            (Part.PRIVACY, "lock", self.tr("Privacy"), self.privacy),
            (Part.GENERAL, "sliders", self.tr("Files and look"), self.general),
            (Part.KEYS, "keyboard", self.tr("Shortcuts"), self.keys),
            *(((Part.ABOUT, "info", self.tr("About"), about),) if about is not None else ()),
        )

    def _on_tab(self, part: Part, _checked: bool = False) -> None:
        self.show_part(part)

    def _on_rejected(self, error: StudioError) -> None:
        """What belongs to no field, such as a disk that does not take the settings."""
        if not error.field:
            self.not_saved.show_problem(error)


def _width_when_chosen(tab: QPushButton) -> int:
    """With its bold words and what is around them, in pixels."""
    font = tab.font()
    font.setBold(True)
    return QFontMetrics(font).horizontalAdvance(tab.text()) + _AROUND
