"""Help from the header and the settings: the guide, the doctor, and what this is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QUrl
from PySide6.QtGui import QAction, QDesktopServices
from PySide6.QtWidgets import QApplication, QMenu

from flux2studio.storage.disk import nearest_folder
from flux2studio.studio import Studio
from flux2studio.ui import icons
from flux2studio.ui.conductor import ViewModels
from flux2studio.ui.guide import Place
from flux2studio.ui.keymap import keymap
from flux2studio.ui.tasks import Tasks
from flux2studio.ui.viewmodels.about import AboutParts, Folder
from flux2studio.ui.viewmodels.settings import Part
from flux2studio.ui.viewmodels.updates import UpdatesViewModel
from flux2studio.ui.widgets.main_window import MainWindow, Page
from flux2studio.ui.widgets.rounded import rounded

if TYPE_CHECKING:  # looked for when it is first wanted
    from flux2studio.services.about import About
    from flux2studio.services.doctor_engine import Finding
    from flux2studio.services.doctor_report import Names
    from flux2studio.ui.widgets.doctor_dialog import DoctorDialog
    from flux2studio.ui.widgets.guide_dialog import GuideDialog

OpenSettings = Callable[[Part], None]
_SETTINGS = {
    Place.SERVICES: Part.SERVICES,
    Place.COMPUTER: Part.COMPUTER,
    Place.LORA_SETTINGS: Part.LORAS,
    Place.MONEY: Part.MONEY,
    Place.PRIVACY: Part.PRIVACY,
    Place.FILES: Part.GENERAL,
    Place.ABOUT: Part.ABOUT,
}


class HelpDesk(QObject):
    """``lead`` says what a place of the guide means that only another part can show.

    ``more``: what other parts offer in the menu.
    """

    def __init__(
        self,
        studio: Studio,
        models: ViewModels,
        tasks: Tasks,
        window: MainWindow,
        open_settings: OpenSettings,
        updates: UpdatesViewModel,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._studio = studio
        self._models = models
        self._tasks = tasks
        self._window = window
        self._open_settings = open_settings
        self._updates = updates
        self._guide: GuideDialog | None = None
        self.more: tuple[tuple[str, str, Callable[[], object]], ...] = ()
        self._places: dict[Place, Callable[[], object]] = {
            Place.FORM: self._window.setFocus,
            Place.LORAS: partial(self._press, "loras"),
            Place.HISTORY: partial(self._press, "history"),
            Place.KEYS: partial(self._press, "keys"),
            Place.PICTURES_FOLDER: self._open_pictures,
        }
        self._menu = rounded(QMenu(window))
        self._menu.aboutToShow.connect(self._fill_menu)
        window.header.help.setMenu(self._menu)

    def lead(self, place: Place, show: Callable[[], object]) -> None:
        self._places[place] = show

    @property
    def about(self) -> AboutParts:
        """What the page about the app shows and does."""
        paths, settings = self._studio.paths, self._models.settings
        loras, models = paths.lora_files, Path(self._models.here.usual_folder)
        return AboutParts(
            tasks=self._tasks,
            look=_about,
            folders=(
                Folder(self.tr("Pictures"), lambda: Path(settings.pictures_folder)),
                Folder(self.tr("LoRAs"), lambda: Path(settings.settings.loras_folder or loras)),
                Folder(self.tr("Models"), lambda: Path(settings.settings.models_folder or models)),
                Folder(self.tr("Data"), lambda: paths.data),
                Folder(self.tr("Settings"), lambda: paths.config),
                Folder(self.tr("Cache"), lambda: paths.cache),
                Folder(self.tr("Logs"), lambda: paths.logs),
            ),
            open_folder=self.open_folder,
            open_guide=self.open_guide,
            open_doctor=self.open_doctor,
            updates=self._updates,
        )

    def open_guide(self, page: str = "") -> GuideDialog:
        """Show the guide beside the window; there is one of it."""
        from flux2studio.ui.widgets.guide_dialog import GuideDialog

        if self._guide is None:
            self._guide = GuideDialog(self._window)
            self._guide.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            self._guide.wanted.connect(self.go)
            self._guide.destroyed.connect(self._forget_guide)
        if page:
            self._guide.show_page(page)
        self._guide.show()
        self._guide.raise_()
        self._guide.activateWindow()
        return self._guide

    def open_doctor(self) -> DoctorDialog:
        """Examine this installation, over whatever is open."""
        from flux2studio.ui.viewmodels.doctor import DoctorViewModel
        from flux2studio.ui.widgets.doctor_dialog import DoctorDialog

        over = QApplication.activeModalWidget() or self._window
        dialog = DoctorDialog(DoctorViewModel(self._examine, self._tasks), over)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()
        return dialog

    def open_folder(self, folder: Path) -> None:
        """In the file manager; of a folder that is not made yet, the nearest one that is."""
        self._tasks.run(partial(nearest_folder, folder), _show_folder)

    def go(self, place: Place) -> None:
        """Show what a link of the guide leads to."""
        if place in _SETTINGS:
            self._open_settings(_SETTINGS[place])
        elif place in self._places:
            self._window.activateWindow()
            if place in (Place.FORM, Place.ADD_LORA):
                self._show_studio()
            self._places[place]()

    def _fill_menu(self) -> None:
        self._menu.clear()
        self._add("help", self.tr("Guide"), self.open_guide)
        keys = self._add("keyboard", self.tr("Keys"), partial(self._press, "keys"))
        keys.setText(f"{keys.text()}\t{keymap().shown('keys')}")
        self._menu.addSeparator()
        for icon, text, act in self.more:
            self._add(icon, text, act)
        self._menu.addSeparator()
        self._add("check", self.tr("Check this installation…"), self.open_doctor)
        self._add("info", self.tr("About flux2studio"), partial(self.go, Place.ABOUT))

    def _add(self, icon: str, text: str, act: Callable[[], object]) -> QAction:
        action = self._menu.addAction(text)
        icons.set_icon(action, icon)
        action.triggered.connect(partial(_act, act))
        return action

    def _press(self, action: str) -> None:
        if (found := self._window.shortcuts.get(action)) is not None:
            found.trigger()

    def _show_studio(self) -> None:
        self._window.show_page(Page.STUDIO)
        self._window.studio.show_right(True)

    def _open_pictures(self) -> None:
        self.open_folder(Path(self._models.settings.pictures_folder))

    def _forget_guide(self) -> None:
        self._guide = None

    def _examine(self) -> tuple[Sequence[Finding], Names]:
        """On a worker."""
        from flux2studio.services.doctor import examine
        from flux2studio.services.doctor_report import names_here

        studio = self._studio
        found = examine(
            studio.paths, studio.catalogue, studio.secrets, studio.settings_store, studio.prices
        )
        return found, names_here()


def _about() -> About:
    """On a worker."""
    from flux2studio.services.about import about

    return about()


def _act(act: Callable[[], object], _checked: bool = False) -> None:
    act()


def _show_folder(folder: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
