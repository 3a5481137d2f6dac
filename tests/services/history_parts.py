"""A history on real files for the tests of what is done around it."""

from __future__ import annotations

from dataclasses import replace

from flux2studio.core.generation import Generation
from flux2studio.core.history import FileFacts
from flux2studio.services.album_keeping import AlbumKeeping
from flux2studio.services.file_check import FileCheck
from flux2studio.services.file_watch import FileWatch
from flux2studio.services.history_backup import HistoryBackup
from flux2studio.services.history_check import HistoryCheck
from flux2studio.services.history_rebuilding import HistoryRebuilding
from flux2studio.services.sidecar_writing import SidecarWriting
from flux2studio.storage import sidecars
from flux2studio.storage.albums import AlbumRepository
from flux2studio.storage.database import Database
from flux2studio.storage.history import HistoryRepository
from flux2studio.storage.history_marks import HistoryMarks
from flux2studio.storage.history_reader import HistoryReader
from flux2studio.storage.outputs import Outputs
from flux2studio.storage.roots import Roots
from flux2studio.storage.sidecar_sync import SidecarSync
from flux2studio.storage.thumbnails import ThumbnailStore
from tests.storage.samples import make_job, make_recipe, save_picture


class Shelf:
    """One database with its pictures; open another on the same folder for the next session."""

    def __init__(self, home, name="studio.db", root=None):
        self.home, self.root = home, root or home / "pictures"
        self.database = Database(home / "data" / name)
        self.history = HistoryRepository(self.database, self.root)
        self.marks = HistoryMarks(self.database, lambda: self.root)
        self.albums = AlbumRepository(self.database)
        self.roots = Roots(self.database)
        self.keeping = AlbumKeeping(self.albums, self.roots, lambda: self.root)
        self.sidecars = SidecarWriting(self.marks, self.albums, self.keeping)
        self.backup = HistoryBackup(self.database, self.history, home / "backups")
        self.rebuilding = HistoryRebuilding(
            self.database, self.history, self.keeping, home / "references", self.backup
        )

        self.thumbnails = ThumbnailStore(home / "thumbs.db")
        files = FileCheck(self.history, SidecarSync(self.database, self.history), self.thumbnails)
        self.check = HistoryCheck(self.database, self.history, files, self.sidecars)
        self.watch = FileWatch(HistoryReader(self.database, lambda: self.root), files, self.albums)

    def picture(self, folder="day", minute=0, **changes):
        """Save a picture as the app does and return its entry."""
        job = make_job(self.root / folder)
        recipe = make_recipe(job, minute=minute, **changes)
        path = save_picture(Outputs(self.root), job, recipe=recipe)
        found = path.stat()
        facts = FileFacts(size=found.st_size, mtime_ns=found.st_mtime_ns)
        self.history.add(Generation(recipe=recipe, path=path), file=facts)
        return self.history.entry(recipe.id)

    def mark(self, entry, marks):
        self.marks.put([(entry.id, marks)])
        return self.history.entry(entry.id)

    def drain(self):
        return self.sidecars.drain(lambda: None)

    def beside(self, entry):
        """Return the marks that stand beside a picture, and its albums by name."""
        found, _ = sidecars.read(entry.generation.path)
        return found and replace(found.marks, albums=found.albums)

    def rows(self):
        """Return all that is known, without the numbers and when files were looked at."""
        return [
            (entry.generation, entry.marks, entry.file)
            for entry in (self.history.entry(one.id) for one in self.history.page(limit=10_000))
        ]

    def close(self):
        self.sidecars.close()
        self.thumbnails.close()
        self.database.close()
