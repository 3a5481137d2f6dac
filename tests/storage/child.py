"""Run as a process by the tests that pull the rug: saves, migrates or writes settings."""

from __future__ import annotations

import sys
import threading
import time
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from flux2studio.core.errors import StorageError
from flux2studio.core.history import Marks
from flux2studio.core.job import JobState
from flux2studio.storage.database import Database, open_database
from flux2studio.storage.draft import DraftStore
from flux2studio.storage.history import HistoryRepository
from flux2studio.storage.history_reader import HistoryReader
from flux2studio.storage.journal import Journal
from flux2studio.storage.outputs import Outputs
from flux2studio.storage.presets import Kept, PresetStore
from flux2studio.storage.references import ReferenceStore
from flux2studio.storage.schema import MIGRATIONS
from flux2studio.storage.settings import Settings, SettingsStore, Theme
from tests.storage.samples import REQUEST, make_generation, make_job, save_picture

MORE_STEPS = (
    *MIGRATIONS,
    "CREATE TABLE extra (x); INSERT INTO extra SELECT id FROM generation;",
    "ALTER TABLE extra ADD COLUMN y; CREATE INDEX extra_x ON extra (x);"
    " INSERT INTO extra SELECT id, path FROM generation;",
)


def say(*words):
    """Tell the test; it may kill us at any moment, so nothing stays in a buffer."""
    sys.stdout.write(" ".join(str(word) for word in words) + "\n")
    sys.stdout.flush()


def save(home, count=1):
    """Take pictures through the whole protocol; say the id of each job that is safe."""
    opened = open_database(home / "data" / "studio.db", home / "data" / "backups")
    journal = Journal(opened.database, "child")
    outputs = Outputs(home / "pictures")
    history = HistoryRepository(opened.database, home / "pictures")
    for _ in range(count):
        job = make_job(home / "pictures" / "day")
        journal.add(job)
        journal.set_state(job.id, JobState.DOWNLOADING, {"request_id": "7"})
        outputs.writable(job.folder)
        place = save_picture(outputs, job)
        generation = replace(make_generation(home / "pictures", job), path=place)
        history.add(generation, closes=True)
        say("saved", job.id)
    opened.database.close()


def save_for_ever(home):
    save(home, count=1_000_000)


def migrate(home):
    say("begin")
    Database(home / "data" / "studio.db", migrations=MORE_STEPS).close()
    say("saved")


def migrate_history(home):
    say("begin")
    Database(home / "data" / "studio.db").close()
    say("saved")


def write_settings(home):
    store = SettingsStore(home / "settings.json", environment={})
    say("begin")
    store.save(Settings(theme=Theme.DARK, pictures_folder="/" + "new" * 500))
    DraftStore(home / "draft.json").save(replace(REQUEST, prompt="new"))
    PresetStore(home / "presets.json").save(Kept(hidden=("new",)))
    say("saved")


def add_reference(home):
    say("saved", ReferenceStore(home / "references").add_bytes(b"x" * 3_000_000))


def save_large(home):
    """Write one picture and one reference of three megabytes."""
    job = make_job(home / "pictures" / "day")
    refused = 0
    outputs = Outputs(home / "pictures")
    for act in (
        lambda: outputs.commit(
            outputs.write_part(job, 0, bytes(3_000_000)), home / "pictures" / "day" / "x.png"
        ),
        lambda: ReferenceStore(home / "references").add_bytes(bytes(3_000_000)),
    ):
        try:
            act()
        except StorageError as error:
            refused += 1
            say("refused", error, "|", error.hint)
    if refused:
        raise StorageError("Refused.")


def mark_pictures(home):
    """Mark a picture and write that beside it."""
    from tests.services.history_parts import Shelf

    shelf = Shelf(home)
    shelf.marks.put([(shelf.picture().id, Marks(rating=5, tags=("fox",)))])
    say("marked")
    shelf.drain()
    say("written")


def mark_while_looking(home):
    """Mark on a worker while the main thread, as the window does, reads; say its longest gap."""
    from tests.services.history_parts import Shelf

    shelf = Shelf(home)
    entry = shelf.picture()
    reader = HistoryReader(shelf.database, lambda: shelf.root)
    reader.entries([entry.number])
    shelf.sidecars.start()
    worker = threading.Thread(target=shelf.mark, args=(entry, Marks(rating=5)))
    say("begin")
    worker.start()
    longest, before = 0.0, time.monotonic()
    while not shelf.beside(entry):
        reader.entries([entry.number])
        shelf.sidecars.wake()
        longest, before = max(longest, time.monotonic() - before), time.monotonic()
    say("gap", longest)
    shelf.close()


def limited(home):
    """As a disk that takes no file above one megabyte."""
    import resource

    resource.setrlimit(resource.RLIMIT_FSIZE, (1_000_000, 1_000_000))
    with suppress(StorageError):
        save_large(home)
    opened = open_database(home / "data" / "studio.db", home / "data" / "backups")
    journal = Journal(opened.database, "child")
    job = make_job()
    journal.add(job)
    try:
        journal.add(make_job(prompt="x" * 2_000_000))
    except StorageError as error:
        say("refused", error, "|", error.hint)
    journal.add(make_job())
    say("jobs", len(journal.unfinished()))
    opened.database.close()


def main():
    try:
        globals()[sys.argv[1]](Path(sys.argv[2]))
    except StorageError as error:
        say("refused", error, "|", error.hint)
        sys.exit(3)


if __name__ == "__main__":
    main()
