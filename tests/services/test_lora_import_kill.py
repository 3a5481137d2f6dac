"""An app that is killed in the middle of an import leaves whole batches, and nothing half."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from flux2studio.core.control import RunControl
from flux2studio.services.lora_folders import LoraFolders
from flux2studio.storage.database import open_database
from flux2studio.storage.loras import LoraRepository
from tests.services.lora_files import write_many

CHILD = """
import os, signal, sys
from pathlib import Path
from flux2studio.core.control import RunControl
from flux2studio.services.lora_folders import LoraFolders
from flux2studio.storage.database import open_database

home, root = map(Path, sys.argv[1:])
folders = LoraFolders(open_database(home / "studio.db", home / "backups").database)
rows = folders.look_into([root], RunControl()).rows
end = lambda done, total: os.kill(os.getpid(), signal.SIGKILL)
folders.take(rows, RunControl(), root=root, on_progress=end)
"""


@pytest.mark.kill
@pytest.mark.skipif(sys.platform == "win32", reason="kills itself as POSIX does")
def test_a_killed_import_leaves_whole_batches_and_goes_on(tmp_path):
    root = tmp_path / "loras"
    write_many(root, 300, folders=3, blocks=1)
    child = subprocess.run(
        [sys.executable, "-c", CHILD, str(tmp_path), str(root)], timeout=50, check=False
    )
    assert child.returncode < 0

    database = open_database(tmp_path / "studio.db", tmp_path / "backups").database
    folders, cards = LoraFolders(database), LoraRepository(database)
    left = cards.all()
    assert len(left) == 250
    assert all(lora.trigger_words and lora.base and Path(lora.source).is_file() for lora in left)
    assert folders.roots() == []

    folders.take(folders.look_into([root], RunControl()).rows, RunControl(), root=root)
    assert len(cards.all()) == 300
    assert folders.roots() == [root]
    database.close()
