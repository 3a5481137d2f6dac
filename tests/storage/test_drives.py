"""D14, D15: a database on a network drive is kept safely, and a cloud folder is recognised."""

from __future__ import annotations

from pathlib import Path

import pytest

from flux2studio.storage.database import Database
from flux2studio.storage.drives import cloud_of, is_shared, kind_of_mount

MOUNTS = """\
/dev/sda1 / ext4 rw 0 0
proc /proc proc rw 0 0
server:/home /home nfs4 rw 0 0
/dev/sdb1 /home/ada/local ext4 rw 0 0
//nas/art /mnt/our\\040art cifs rw 0 0
broken
"""


@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        ("/var/data", "ext4"),
        ("/home/ada/.local/share", "nfs4"),
        ("/home/ada/local/x", "ext4"),
        ("/mnt/our art/studio", "cifs"),
        ("/homework", "ext4"),
    ],
)
def test_the_nearest_mount_says_what_kind_of_disk_a_folder_is_on(folder, kind):
    assert kind_of_mount(Path(folder), MOUNTS) == kind


def test_a_folder_of_this_computer_is_not_shared(tmp_path):
    assert not is_shared(tmp_path)


@pytest.mark.parametrize(("shared", "mode"), [(True, "delete"), (False, "wal")])
def test_d14_on_a_network_drive_the_database_takes_the_older_journal(tmp_path, shared, mode):
    for _ in range(2):
        database = Database(tmp_path / "studio.db", is_shared=lambda folder: shared)
        with database.transaction() as db:
            assert db.execute("PRAGMA journal_mode").fetchone()[0] == mode
            db.execute("INSERT INTO album (id, name) VALUES (hex(randomblob(8)), 'x')")
        with database.reader() as db:
            assert db.execute("SELECT count(*) FROM album").fetchone()[0] > 0
        database.close()


def test_d14_a_database_that_was_moved_to_a_network_drive_follows(tmp_path):
    Database(tmp_path / "studio.db", is_shared=lambda folder: False).close()

    database = Database(tmp_path / "studio.db", is_shared=lambda folder: True)

    with database.reading() as db:
        assert db.execute("PRAGMA journal_mode").fetchone()[0] == "delete"
    database.close()


@pytest.mark.parametrize(
    ("folder", "program"),
    [
        ("/home/ada/Dropbox/art", "Dropbox"),
        ("/Users/ada/Library/Mobile Documents/x", "iCloud"),
        ("/home/ada/OneDrive - Studio/pictures", "OneDrive"),
        ("/home/ada/Nextcloud", "Nextcloud"),
        ("/home/ada/Pictures/dropboxes", ""),
        ("/home/ada/Pictures", ""),
    ],
)
def test_d15_a_folder_that_a_cloud_program_copies_is_recognised(folder, program):
    assert cloud_of(Path(folder)) == program
