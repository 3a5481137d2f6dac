"""A real database and real folders for every test."""

from __future__ import annotations

import pytest

from flux2studio.storage.database import Database
from flux2studio.storage.history import HistoryRepository
from flux2studio.storage.journal import Journal
from flux2studio.storage.outputs import Outputs


@pytest.fixture
def root(tmp_path):
    return tmp_path / "pictures"


@pytest.fixture
def database(tmp_path):
    database = Database(tmp_path / "data" / "studio.db")
    yield database
    database.close()


@pytest.fixture
def history(database, root):
    return HistoryRepository(database, root)


@pytest.fixture
def journal(database):
    return Journal(database, owner="us")


@pytest.fixture
def outputs(root):
    return Outputs(root)
