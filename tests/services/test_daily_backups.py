"""A window that stays open for days backs up every day what came since."""

from __future__ import annotations

import threading

import pytest

from flux2studio.core.errors import StorageError
from flux2studio.core.lora_searches import LoraSearch
from flux2studio.services.daily_backups import Daily, DailyBackups
from flux2studio.storage.lora_days import is_due
from tests.services.lora_shelves import shelves


@pytest.fixture
def shelf(tmp_path):
    with shelves(tmp_path / "data") as shelf:
        yield shelf


def test_the_first_card_is_backed_up_while_the_window_is_open(shelf):
    made = threading.Event()
    looked = threading.Event()

    def due(today):
        looked.set()
        return is_due(shelf.database, shelf.home / "backups", shelf.today)

    def make():
        shelf.backup.daily_quietly()
        made.set()

    backups = DailyBackups(Daily(is_due=due, make=make), every_s=0.01)
    backups.start()
    try:
        assert looked.wait(20)
        assert shelf.backup.newest() is None
        shelf.loras.add("owner/ink")
        assert made.wait(20)
    finally:
        backups.close()
    assert shelf.backup.newest().name == "loras-2026-11-21.zip"


def test_a_search_alone_is_worth_a_backup(shelf):
    assert not is_due(shelf.database, shelf.home / "backups", shelf.today)
    shelf.loras.searches.save(LoraSearch(name="Ink", query="ink"))
    assert is_due(shelf.database, shelf.home / "backups", shelf.today)


@pytest.mark.expects_log
def test_one_that_cannot_be_made_keeps_no_other_from_being_made(shelf):
    made = []

    def fail(_today=None):
        raise StorageError("The disk is full.")

    DailyBackups(
        Daily(is_due=fail, make=fail), Daily(is_due=lambda today: True, make=lambda: made.append(1))
    ).keep()

    assert made == [1]


def test_one_that_was_never_started_can_be_closed():
    DailyBackups().close()
