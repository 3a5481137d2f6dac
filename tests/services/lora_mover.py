"""Moves LoRA files back and forth until it is killed: by itself at one rename, or from outside.

It writes a line at each rename.

``python -m tests.services.lora_mover HOME [NUMBER before|after]``
"""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

from flux2studio.core.control import RunControl
from flux2studio.services.lora_organising import LoraOrganiser
from flux2studio.storage.renaming import rename_new
from tests.services.lora_files import write_lora
from tests.services.lora_shelves import shelves

COUNT = 3
BESIDE = (".metadata.json", ".preview.png")
TEMPLATE = "{collection}/{tag}/{name} moved"


def prepare(home):
    """Files whose content says whose they are, and a card for each."""
    (home / "sorted").mkdir(parents=True)
    with shelves(home / "data") as shelf:
        for number in range(COUNT):
            path = write_lora(home / "loras" / f"lora {number}.safetensors", number)
            for end in BESIDE:
                path.with_name(path.stem + end).write_text(str(number))
            card = shelf.loras.add(str(path))
            shelf.loras.edit(card.id, notes=str(number), collections=(f"c{number % 2}",))


class Dying:
    """Renames, and kills its process at the rename of this number."""

    def __init__(self, number, when):
        self._left, self._when = number, when

    def __call__(self, source, target):
        self._left -= 1
        if self._left == 0 and self._when == "before":
            os.kill(os.getpid(), signal.SIGKILL)
        rename_new(source, target)
        sys.stdout.write("renamed\n")
        sys.stdout.flush()
        if self._left == 0:
            os.kill(os.getpid(), signal.SIGKILL)


def main(home, rename):
    with shelves(home / "data") as shelf:
        organiser = LoraOrganiser(shelf.database, rename)
        while True:
            plan = organiser.plan(home / "sorted", TEMPLATE, None, RunControl())
            organiser.move(plan.rows, RunControl())
            organiser.undo(RunControl())


if __name__ == "__main__":
    number, when = sys.argv[2:] or (0, "")
    main(Path(sys.argv[1]), Dying(int(number), when))
