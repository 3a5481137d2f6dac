"""Run as a process by the tests that kill it while it imports, backs up or removes LoRAs."""

from __future__ import annotations

import sys
from pathlib import Path

from flux2studio.core.lora import Lora
from flux2studio.services.pictures import PictureService
from tests.services.lora_shelves import Shelves

COUNT = 40


def card(number, notes):
    return Lora(source=f"owner/{number}", name=str(number), id=str(number), notes=notes)


def opened(home):
    return Shelves(home, PictureService())


def take(shelf):
    shelf.backup.take(shelf.home / "theirs.zip")


def back_up(shelf):
    shelf.backup.daily()


def export(shelf):
    shelf.backup.export(shelf.home / "out.zip")


def change(shelf):
    ids = [lora.id for lora in shelf.loras.all()]
    shelf.loras.edit_all(ids, notes="changed")
    shelf.loras.remove_all(ids)


def main():
    act, home = sys.argv[1:]
    shelf = opened(Path(home))
    sys.stdout.write("begin\n")
    sys.stdout.flush()
    globals()[act](shelf)
    shelf.database.close()


if __name__ == "__main__":
    main()
