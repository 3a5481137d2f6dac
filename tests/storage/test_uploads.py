import threading
from datetime import UTC, datetime, timedelta

import pytest

from flux2studio.core.control import RunControl
from flux2studio.core.errors import Cancelled
from flux2studio.core.hosted import Upload
from flux2studio.storage.database import Database
from flux2studio.storage.uploads import UploadRepository

NOW = datetime.now(UTC).replace(microsecond=123)


@pytest.fixture
def database(tmp_path):
    database = Database(tmp_path / "studio.db")
    yield database
    database.close()


@pytest.fixture
def uploads(database):
    return UploadRepository(database)


def an_upload(sha256="a" * 64, hours=2.0, url="https://files/one"):
    expires_at = NOW + timedelta(hours=hours)
    return Upload(service="fal", sha256=sha256, url=url, expires_at=expires_at)


def test_an_upload_is_found_for_as_long_as_it_is_there(uploads):
    uploads.keep(an_upload())

    assert uploads.get("fal", "a" * 64, NOW) == an_upload()
    assert uploads.get("fal", "a" * 64, NOW + timedelta(hours=2)) is None
    assert uploads.get("fal", "b" * 64, NOW) is None
    assert uploads.get("elsewhere", "a" * 64, NOW) is None


def test_a_later_upload_takes_the_place_of_an_earlier_one(uploads):
    uploads.keep(an_upload())
    uploads.keep(an_upload(url="https://files/two"))

    assert uploads.get("fal", "a" * 64, NOW).url == "https://files/two"


def test_what_has_expired_is_swept_with_the_next_upload(uploads, database):
    uploads.keep(an_upload("c" * 64, hours=-1))
    uploads.keep(an_upload())

    with database.reading() as db:
        rows = [row["sha256"] for row in db.execute("SELECT sha256 FROM upload")]
    assert rows == ["a" * 64]


def test_an_upload_that_is_gone_at_the_service_is_forgotten(uploads):
    uploads.keep(an_upload())
    uploads.forget("fal", "a" * 64)

    assert uploads.get("fal", "a" * 64, NOW) is None


def test_one_job_at_a_time_uploads_a_file(uploads):
    began, order = threading.Event(), []

    def second():
        began.set()
        with uploads.turn("fal", "a", RunControl()):
            order.append("second")

    with uploads.turn("fal", "a", RunControl()), uploads.turn("fal", "b", RunControl()):
        thread = threading.Thread(target=second)
        thread.start()
        began.wait(10)
        order.append("first")
    thread.join(10)

    assert order == ["first", "second"]


def test_a_cancel_ends_the_wait_for_another_job(uploads):
    control = RunControl()
    threading.Timer(0.1, control.cancel).start()

    with (
        uploads.turn("fal", "a", RunControl()),
        pytest.raises(Cancelled),
        uploads.turn("fal", "a", control),
    ):
        pass
