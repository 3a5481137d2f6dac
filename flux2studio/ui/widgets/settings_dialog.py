"""Settings: services, this computer, LoRAs, money, privacy, files and appearance, a page each.

A page is built when it is asked for: all of them at once would make the window wait.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property, partial
from typing import TypeVar

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
from flux2studio.ui.widgets.file_dialogs import AskFolder, ask_folder
from flux2studio.ui.widgets.settings_about import AboutPage
from flux2studio.ui.widgets.settings_computer import ComputerPage
from flux2studio.ui.widgets.settings_general import GeneralPage
from flux2studio.ui.widgets.settings_keys import KeysPage
from flux2studio.ui.widgets.settings_loras import LorasPage
from flux2studio.ui.widgets.settings_money import MoneyPage
from flux2studio.ui.widgets.settings_parts import SettingsPage
from flux2studio.ui.widgets.settings_privacy import PrivacyPage
from flux2studio.ui.widgets.settings_services import ServicesPage
from flux2studio.ui.widgets.tab_order import follow_layout

P = TypeVar("P", bound=SettingsPage)

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
        part: Part = Part.SERVICES,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Settings"))
        resize_on_screen(self, SIZE)
        self._settings, self._ask = settings, ask
        self._balances, self._money, self._here = balances, money, here
        self._loras, self._about = loras, about
        self.not_saved = Sentence()
        self.close_button = QPushButton(self.tr("Close"))
        self.close_button.setAutoDefault(False)
        self.tabs: dict[Part, QPushButton] = {}
        self._stack = QStackedWidget()
        self._areas: dict[Part, ScrollingPage] = {}
        self._lay_out()
        self.close_button.clicked.connect(self.accept)
        settings.rejected.connect(self._on_rejected)
        here.models.used.connect(self.accept)
        self.show_part(part)
        settings.load_keys()

    @cached_property
    def services(self) -> ServicesPage:
        return self._put(Part.SERVICES, ServicesPage(self._settings, self._balances))

    @cached_property
    def computer(self) -> ComputerPage:
        page = ComputerPage(self._settings, self._here, self.focus_token, self._ask)
        return self._put(Part.COMPUTER, page)

    @cached_property
    def loras(self) -> LorasPage | None:
        if self._loras is None:
            return None
        return self._put(Part.LORAS, LorasPage(self._settings, self._loras, self._ask))

    @cached_property
    def money(self) -> MoneyPage:
        return self._put(Part.MONEY, MoneyPage(self._settings, self._money))

    @cached_property
    def privacy(self) -> PrivacyPage:
        return self._put(Part.PRIVACY, PrivacyPage(self._settings))

    @cached_property
    def general(self) -> GeneralPage:
        return self._put(Part.GENERAL, GeneralPage(self._settings, self._ask))

    @cached_property
    def keys(self) -> KeysPage:
        return self._put(Part.KEYS, KeysPage())

    @cached_property
    def about(self) -> AboutPage | None:
        if self._about is None:
            return None
        page = self._put(Part.ABOUT, AboutPage(self._about))
        page.guide.clicked.connect(self.accept)  # it lies beside the window
        return page

    def show_part(self, part: Part) -> None:
        self.tabs[part].setChecked(True)
        self.tabs[part].setFocus(Qt.FocusReason.OtherFocusReason)
        self._stack.setCurrentWidget(self.area(part))

    def area(self, part: Part) -> ScrollingPage:
        """What a page scrolls in."""
        getattr(self, part)  # each page is named as its part
        return self._areas[part]

    def focus_key(self, service: str) -> None:
        """Take the artist to the key that is missing."""
        if (field := self.services.keys.get(service)) is not None:
            self.show_part(Part.SERVICES)
            field.key.setFocus(Qt.FocusReason.OtherFocusReason)
            self.area(Part.SERVICES).ensureWidgetVisible(field)

    def focus_token(self) -> None:
        """The token that gated models need."""
        self.focus_key("huggingface")

    def _put(self, part: Part, page: P) -> P:
        page.grown.connect(partial(self._take_in, page))
        area = self._areas[part] = ScrollingPage()
        area.scroll_down_only()
        self._stack.addWidget(area)
        area.show_page(page)  # last: Qt would dress it anew with each widget that it comes into
        self._take_in(page)
        return page

    def _take_in(self, page: SettingsPage) -> None:
        """Let Enter and Tab do in it what they do in the rest of the dialog."""
        for button in page.findChildren(QPushButton):
            button.setAutoDefault(False)
        follow_layout(self)

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
        for part, icon, words in self._parts():
            tab = QPushButton(f" {words}")
            tab.setProperty("role", "nav")
            tab.setCheckable(True)
            tab.setAccessibleName(words)
            tab.setAutoDefault(False)
            icons.set_icon(tab, icon, icons.Tone.SOFT)
            group.addButton(tab)
            self.tabs[part] = tab
            tab.clicked.connect(partial(self._on_tab, part))
            column.addWidget(tab)
        column.addStretch(1)
        side.setMinimumWidth(max(theme.widths(SIDE), *map(_width_when_chosen, self.tabs.values())))
        return side

    def _parts(self) -> Iterator[tuple[Part, str, str]]:
        yield Part.SERVICES, "key", self.tr("Services")
        yield Part.COMPUTER, "chip", self.tr("This computer")
        if self._loras is not None:
            yield Part.LORAS, "image", self.tr("LoRAs")
        yield Part.MONEY, "coins", self.tr("Money")
        yield Part.PRIVACY, "lock", self.tr("Privacy")
        yield Part.GENERAL, "sliders", self.tr("Files and look")
        yield Part.KEYS, "keyboard", self.tr("Shortcuts")
        if self._about is not None:
            yield Part.ABOUT, "info", self.tr("About")

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
