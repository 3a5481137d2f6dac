"""kill -9 in the middle of an import, a backup or a change: the old library or the new one."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

import pytest

from flux2studio.storage.lora_archive import LoraArchive, open_archive, write_archive
from tests.samples import ALL
from tests.services.lora_child import COUNT, card
from tests.services.lora_shelves import shelves
from tests.storage.processes import has_strace

pytestmark = [
    pytest.mark.kill,
    pytest.mark.skipif(not has_strace(), reason="strace cannot inject faults here"),
]

COMMAND = [sys.executable, "-m", "tests.services.lora_child"]


def run(act, home, *strace):
    command = ["strace", "-f", "-qq", *strace, *COMMAND, act, str(home)]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=50)


def killed_homes(act, call, tmp_path):
    """Yield what is left when the child is killed at one such call after the other."""
    prepare(tmp_path / "whole")
    log = tmp_path / "log"
    done = run(act, tmp_path / "whole", "-o", str(log), "-e", f"trace={call}")
    assert done.returncode == 0, done.stderr
    count = log.read_text().count(f" {call}(")
    assert count, "no such call is made"
    for number in range(1, count + 1, 1 if ALL in os.environ else (count + 1) // 2):
        home = tmp_path / str(number)
        prepare(home)
        fault = f"inject={call}:signal=KILL:when={number}"
        done = run(act, home, "-o", os.devnull, "-e", f"trace={call}", "-e", fault)
        assert done.returncode, "nobody was killed"
        yield home
        shutil.rmtree(home)


def prepare(home):
    home.mkdir()
    with shelves(home) as shelf:
        shelf.loras.add_all([card(number, "mine") for number in range(COUNT)])
        for lora in shelf.loras.all():
            shelf.loras.edit(lora.id, notes="mine", rating=3)
    theirs = [card(number, "theirs") for number in range(COUNT // 2, 2 * COUNT)]
    write_archive(home / "theirs.zip", LoraArchive(loras=tuple(theirs)), {})


def left(home):
    """Every card that is left: its name and notes."""
    with shelves(home) as shelf:
        return {lora.name: lora.notes for lora in shelf.loras.all()}


OLD = {str(number): "mine" for number in range(COUNT)}
NEW = {**{str(number): "theirs" for number in range(COUNT, 2 * COUNT)}, **OLD}


@pytest.mark.parametrize("call", ["pwrite64", "fdatasync"])
def test_an_import_is_there_whole_or_not_at_all(call, tmp_path):
    for home in killed_homes("take", call, tmp_path):
        assert left(home) in (OLD, NEW)


@pytest.mark.parametrize("call", ["pwrite64", "fdatasync"])
def test_a_change_of_many_cards_is_there_whole_or_not_at_all(call, tmp_path):
    changed = dict.fromkeys(OLD, "changed")

    for home in killed_homes("change", call, tmp_path):
        assert left(home) in (OLD, changed, {})


@pytest.mark.parametrize(
    ("act", "call"),
    [("back_up", "write"), ("back_up", "fsync"), ("export", "linkat"), ("export", "unlink")],
)
def test_a_backup_that_is_there_can_be_read(act, call, tmp_path):
    for home in killed_homes(act, call, tmp_path):
        for path in [*home.glob("backups/*.zip"), *home.glob("out.zip")]:
            with open_archive(path) as opened:
                assert {lora.name for lora in opened.read().loras} == set(OLD)
        assert left(home) == OLD
