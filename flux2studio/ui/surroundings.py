"""What surrounds the making of pictures: the first start, settings, appearance, folder."""

from __future__ import annotations

from functools import partial
from importlib import import_module
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QUrl
from PySide6.QtGui import QDesktopServices

from flux2studio.services.system_motion import wants_less_motion
from flux2studio.storage.disk import nearest_folder
from flux2studio.studio import Studio
from flux2studio.ui.conductor import ViewModels
from flux2studio.ui.engine_desk import EngineDesk
from flux2studio.ui.help_desk import HelpDesk
from flux2studio.ui.hosted import HostedWords
from flux2studio.ui.keys_desk import KeysDesk
from flux2studio.ui.motion import MotionChoice
from flux2studio.ui.size_offer import SizeOffer
from flux2studio.ui.tasks import Tasks
from flux2studio.ui.theme import Appearance, Scheme
from flux2studio.ui.update_desk import UpdateDesk
from flux2studio.ui.viewmodels.settings import Part
from flux2studio.ui.viewmodels.updates import UpdatesViewModel
from flux2studio.ui.widgets.main_window import MainWindow


class Surroundings(QObject):
    """Connects the furnished window; ``start`` asks what takes a moment to answer."""

    def __init__(
        self,
        studio: Studio,
        models: ViewModels,
        tasks: Tasks,
        appearance: Appearance,
        window: MainWindow,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._studio = studio
        self._models = models
        self._tasks = tasks
        self._appearance = appearance
        self._motion = MotionChoice(appearance.app, studio.settings.motion)
        self._window = window
        self._connect_settings()
        self._connect_status()
        self._scale_text()
        SizeOffer(models.settings, window)
        self._keys = KeysDesk(models.settings, window, self.open_settings, self)
        models.here.computer.changed.connect(self._show_computer)
        updates = UpdatesViewModel(
            studio.parts.update_check, models.settings, tasks, studio.closing, parent=self
        )
        self._updates = UpdateDesk(updates, window.messages, self)
        EngineDesk(models.here.engine, window.messages, self)
        self.help = HelpDesk(studio, models, tasks, window, self.open_settings, updates, self)
        self._hosted = HostedWords(models, window, self.open_settings, self)
        studio.eraser.on_refused = self._hosted.refusals.post
        appearance.changed.connect(window.remember_theme)
        window.remember_theme(appearance.theme)

    def start(self) -> None:
        """Ask the keyring, the graphics driver and the disk, once the window is there."""
        self._tasks.run(_import_pages)
        self._models.settings.load_keys()
        self._models.here.look()
        self._tasks.run(wants_less_motion, self._motion.show_system)
        self._updates.start()

    def _connect_status(self) -> None:
        status = self._window.status
        status.folder_wanted.connect(self._open_folder)
        status.show_folder(self._models.settings.pictures_folder)

    def open_settings(self, part: Part = Part.SERVICES, key: str = "") -> None:
        """Show a page; that of the services with the key which is missing, or ``key``."""
        from flux2studio.ui.widgets.settings_dialog import SettingsDialog

        models = self._models
        dialog = SettingsDialog(
            models.settings,
            models.balances,
            models.money,
            models.here,
            loras=models.lora_settings(),
            about=self.help.about,
            part=part,
            parent=self._window,
        )
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        backend = models.compose.backend
        wanted = key or (backend.id if backend.key else "")
        if part is Part.SERVICES and wanted and not models.settings.has_key(wanted):
            dialog.focus_key(wanted)
        dialog.open()

    def _connect_settings(self) -> None:
        settings = self._models.settings
        self._window.settings_wanted.connect(self._on_settings_wanted)
        settings.theme_changed.connect(self._on_theme)
        settings.key_accepted.connect(self._on_key_accepted)
        settings.changed.connect(self._on_settings)

    def _on_settings_wanted(self) -> None:
        self.open_settings()

    def _show_computer(self) -> None:
        self._window.status.show_gpu(self._models.here.computer.short)

    def _on_key_accepted(self, _: str) -> None:
        self._studio.look_up_money()  # the service may tell its prices now

    def _on_theme(self, theme: str) -> None:
        self._appearance.choose(Scheme(theme))

    def _on_settings(self) -> None:
        self._scale_text()
        self._motion.choose(self._models.settings.settings.motion)
        folder = Path(self._models.settings.pictures_folder)
        if folder != self._studio.pictures_root:
            self._tasks.run(partial(self._studio.use_pictures_folder, folder))
        self._window.status.show_folder(str(folder))
        self._studio.shelves.outputs.use_template(self._models.settings.settings.name_template)
        limit = self._models.settings.settings.monthly_limit_usd
        if limit != self._studio.spending.limit_usd:
            self._studio.spending.use_limit(limit)

    def _scale_text(self) -> None:
        self._appearance.scale_text(self._models.settings.settings.text_percent / 100)

    def _open_folder(self) -> None:
        folder = Path(self._models.settings.pictures_folder)
        self._tasks.run(partial(nearest_folder, folder), _show_folder)


def _import_pages() -> None:
    """On a worker: opening one the first time then takes half as long."""
    for page in ("settings_dialog", "compare_page"):
        import_module(f"flux2studio.ui.widgets.{page}")


def _show_folder(folder: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
