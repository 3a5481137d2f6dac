"""Trash with undo, and thumbnails that come back."""

import pytest

from flux2studio.core.errors import PictureError, StorageError
from flux2studio.core.job import JobState
from flux2studio.core.request import GenerationRequest
from flux2studio.services.history import HistoryService
from flux2studio.services.opened_shelves import open_search
from flux2studio.storage.held import HeldPictures
from flux2studio.storage.thumbnails import ThumbnailStore
from tests.fakes import ScriptedBackend, png

REQUEST = GenerationRequest(model="practice", prompt="a fox", seed=7)


@pytest.fixture
def studio(open_workshop):
    return open_workshop(practice=ScriptedBackend(png(400, 300)))


@pytest.fixture
def history(studio, pictures, tmp_path):
    thumbnails = ThumbnailStore(tmp_path / "other-cache" / "thumbs.db")
    yield HistoryService(
        repository=studio.history,
        search=open_search(studio.database, lambda: studio.history.root),
        pictures=pictures,
        thumbnails=thumbnails,
        held=HeldPictures(studio.paths.data / "deleted"),
    )
    thumbnails.close()


@pytest.fixture
def generation(studio):
    job = studio.service.start(REQUEST)
    return studio.updates.wait_for(job, JobState.FINISHED).generations[0]


def test_a_trashed_picture_leaves_folder_and_history(history, generation):
    history.trash(generation)

    assert not generation.path.exists()
    assert history.page() == []


def test_undo_brings_picture_and_row_back(history, generation):
    data = generation.path.read_bytes()
    history.trash(generation)

    history.restore(generation)

    assert generation.path.read_bytes() == data
    assert history.page() == [generation]


def test_undo_never_replaces_what_took_the_place_meanwhile(history, generation):
    history.trash(generation)
    generation.path.write_bytes(b"somebody else's")

    with pytest.raises(StorageError):
        history.restore(generation)

    assert generation.path.read_bytes() == b"somebody else's"


def test_a_picture_deleted_outside_can_still_leave_the_history(history, generation):
    generation.path.unlink()

    history.trash(generation)

    assert history.page() == []


def test_a_lost_thumbnail_is_made_again(history, generation):
    assert history.thumbnail(generation)[:2] == b"\xff\xd8"


def test_a_missing_file_is_said_so(history, generation):
    generation.path.unlink()

    with pytest.raises(PictureError):
        history.thumbnail(generation)
