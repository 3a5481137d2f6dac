"""A LoRA library on a real database, with previews and backups in real folders."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import date

from flux2studio.services.lora_backup import LoraBackup
from flux2studio.services.lora_library import LoraLibrary
from flux2studio.storage.database import Database
from flux2studio.storage.history import HistoryRepository
from flux2studio.storage.lora_previews import LoraPreviews


class Clock:
    """Seconds that pass when the test says so."""

    def __init__(self):
        self.now = 100.0

    def __call__(self):
        return self.now


class Shelves:
    """One data folder: what an instance of the app has of LoRAs."""

    def __init__(self, home, pictures=None):
        self.home = home
        self.clock = Clock()
        self.today = date(2026, 11, 21)
        self.database = Database(home / "studio.db")
        self.previews = LoraPreviews(home / "previews")
        self.loras = LoraLibrary(self.database, self.previews, pictures, clock=self.clock)
        self.history = HistoryRepository(self.database, home / "pictures")
        self.backup = LoraBackup(
            self.loras,
            self.database,
            self.previews,
            pictures,
            home / "backups",
            today=lambda: self.today,
        )

    def records(self):
        """Everything that is known, to be compared."""
        return (
            self.loras.repository.all(),
            [*self.loras.sets(), *self.loras.searches.all()],
            sorted(self.loras.removed(), key=lambda lora: lora.id),
        )


@contextmanager
def shelves(home, pictures=None):
    opened = Shelves(home, pictures)
    try:
        yield opened
    finally:
        opened.database.close()
