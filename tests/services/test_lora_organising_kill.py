"""kill -9 while files are moved: each is at one place, its card knows it, and nothing is lost."""

from __future__ import annotations

import random
import subprocess
import sys
from pathlib import Path

import pytest

from flux2studio.core.control import RunControl
from flux2studio.services.lora_known_places import known_places
from flux2studio.services.lora_organising import LoraOrganiser
from flux2studio.storage.lora_moves import LoraMoves
from tests.services.lora_files import lora_bytes
from tests.services.lora_mover import BESIDE, COUNT, prepare
from tests.services.lora_shelves import shelves

pytestmark = [
    pytest.mark.kill,
    pytest.mark.skipif(sys.platform == "win32", reason="kills as POSIX does"),
]

COMMAND = [sys.executable, "-m", "tests.services.lora_mover"]
FILES = COUNT * (1 + len(BESIDE))


def check_each_is_at_one_place(home):
    """Whose files they are is told by what is in them."""
    found = {}
    for path in [*(home / "loras").rglob("*"), *(home / "sorted").rglob("*")]:
        if path.is_file():
            found.setdefault(path.read_bytes(), []).append(path)
    assert sorted(len(paths) for paths in found.values()) == sorted([1] * COUNT + [2] * COUNT)
    return {number: found[lora_bytes(number)][0] for number in range(COUNT)}


def check_all_is_well(home):
    places = check_each_is_at_one_place(home)
    with shelves(home / "data") as shelf:
        for card in shelf.loras.all():  # before anything is settled, a job finds the file
            assert known_places(card.use(), card).file == places[int(card.notes)]
        organiser = LoraOrganiser(shelf.database)
        organiser.settle()

        places = check_each_is_at_one_place(home)
        cards = shelf.loras.all()
        assert {int(card.notes): Path(card.source) for card in cards} == places
        for number, path in places.items():
            for end in BESIDE:
                assert path.with_name(path.stem + end).read_text() == str(number)
        assert organiser.settle() == []

        organiser.undo(RunControl())
        assert all(
            path.parent == home / "loras" for path in check_each_is_at_one_place(home).values()
        )
        assert list((home / "sorted").iterdir()) == []


@pytest.mark.parametrize(
    ("number", "when"),
    [(1, "before"), *((at, "after") for at in (1, 2, 3, FILES - 1, FILES, FILES + 1, 2 * FILES))],
)
def test_a_kill_at_a_rename_leaves_each_file_at_one_place(tmp_path, number, when):
    prepare(tmp_path)

    child = subprocess.run(
        [*COMMAND, str(tmp_path), str(number), when],
        timeout=50,
        check=False,
        stdout=subprocess.PIPE,
    )

    assert child.returncode < 0
    check_all_is_well(tmp_path)


def test_a_kill_at_any_moment_leaves_each_file_at_one_place(tmp_path):
    prepare(tmp_path)
    moments = random.Random(5)

    for _ in range(4):
        with subprocess.Popen([*COMMAND, str(tmp_path)], stdout=subprocess.PIPE) as child:
            for _ in range(moments.randrange(1, 4 * FILES)):
                assert child.stdout.readline() == b"renamed\n"
            child.kill()
        check_all_is_well(tmp_path)


def test_a_file_that_was_left_under_both_names_keeps_one(tmp_path):
    """As a disk leaves it that cannot rename in one step: the new name beside the old one."""
    prepare(tmp_path)
    subprocess.run([*COMMAND, str(tmp_path), "1", "before"], timeout=50, check=False)
    with shelves(tmp_path / "data") as shelf:
        move = LoraMoves(shelf.database).planned()[0]
        move.target.hardlink_to(move.source)

        LoraOrganiser(shelf.database).settle()

    check_all_is_well(tmp_path)
