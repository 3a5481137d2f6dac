"""What is shown of a card is what the library last said, in whatever order the news come."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from flux2studio.core.control import RunControl
from flux2studio.core.lora import Lora
from flux2studio.services.lora_news import FolderProgress, NewsBoard
from flux2studio.ui.lora_news import LoraNews
from flux2studio.ui.tasks import Tasks
from flux2studio.ui.viewmodels.loras import LorasViewModel
from tests.services.lora_shelves import shelves
from tests.ui.compose_parts import HandTasks

INK = Lora(source="/loras/ink.safetensors", name="Ink wash", id="ink")
CLAY = Lora(source="/loras/clay.safetensors", name="Studio clay", id="clay")


class Folders:
    """Tells of cards when the test says so, as the thread does that hashes files."""

    def __init__(self):
        self.board = NewsBoard()
        self.subscribe = self.board.subscribe
        self.tell = self.board.put

    def progress(self):
        return FolderProgress()

    def new_paths(self):
        return ()

    def missing(self):
        return frozenset()


class NoUpdates:
    def known(self):
        return {}

    def due(self, loras, control):
        return {}


@pytest.fixture
def shelf(tmp_path):
    with shelves(tmp_path) as shelf:
        shelf.loras.add_all([INK, CLAY])
        yield shelf


@pytest.fixture
def hand():
    return HandTasks()


@pytest.fixture
def tasks(qapp, hand):
    return Tasks(hand.submit)


@pytest.fixture
def settle(hand, tasks):
    """Deliver what was told, and do all that comes of it."""

    def settle():
        QApplication.sendPostedEvents()
        while tasks.busy:
            hand.run_all()
            QApplication.sendPostedEvents()

    return settle


@pytest.fixture
def folders():
    return Folders()


@pytest.fixture
def loras(shelf, tasks, folders, settle):
    loras = LorasViewModel(shelf.loras, tasks, lambda use: None)
    loras.news = LoraNews(loras, folders, NoUpdates, tasks, RunControl(), loras)
    loras.load()
    settle()
    return loras


def names(loras):
    return sorted(loras.model.index(row).data() for row in range(loras.model.rowCount()))


def test_a_card_that_a_folder_tells_of_is_shown_as_the_library_has_it(
    loras, shelf, folders, settle
):
    folders.tell([shelf.loras.edit(INK.id, name="Ink, hashed")])
    settle()

    assert names(loras) == ["Ink, hashed", "Studio clay"]


def test_news_of_a_card_that_was_removed_meanwhile_do_not_bring_it_back(
    loras, shelf, folders, settle
):
    folders.tell([INK])
    shelf.loras.remove(INK.id)
    loras.take_in((), [INK.id])
    settle()

    assert names(loras) == ["Studio clay"]


def test_news_of_an_older_card_do_not_replace_what_was_written_since(loras, shelf, folders, settle):
    older = shelf.loras.get(INK.id)
    newer = shelf.loras.edit(INK.id, name="Ink wash II")
    folders.tell([older])
    loras.take_in([newer])
    settle()

    assert names(loras) == ["Ink wash II", "Studio clay"]


def test_of_two_answers_the_newer_is_shown_whichever_comes_last(loras, shelf, settle):
    older = shelf.loras.edit(INK.id, name="Ink wash II")
    newer = shelf.loras.edit(INK.id, name="Ink wash III")

    loras.take_in([newer])
    loras.take_in([older])
    settle()

    assert names(loras) == ["Ink wash III", "Studio clay"]


def test_what_is_written_while_a_card_is_read_again_is_read_once_more(
    loras, shelf, hand, folders, settle
):
    folders.tell([INK])
    QApplication.sendPostedEvents()
    hand.run_all()
    loras.take_in([shelf.loras.edit(INK.id, name="Ink wash II")])
    settle()

    assert names(loras) == ["Ink wash II", "Studio clay"]


def test_what_is_written_while_the_library_is_read_is_not_lost(loras, shelf, hand, settle):
    loras.load()
    hand.run_all()
    loras.take_in([shelf.loras.edit(INK.id, name="Ink wash II")])
    settle()

    assert names(loras) == ["Ink wash II", "Studio clay"]


def test_a_card_removed_while_the_library_is_read_stays_away(loras, shelf, hand, settle):
    loras.load()
    hand.run_all()
    shelf.loras.remove(INK.id)
    loras.take_in((), [INK.id])
    settle()

    assert names(loras) == ["Studio clay"]
