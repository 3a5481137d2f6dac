"""A lost history comes back from the pictures."""

from __future__ import annotations

from datetime import timedelta

from flux2studio.core.hosted import Receipt, SentFile
from flux2studio.imaging.metadata import read_recipe
from flux2studio.storage.database import Database, open_database
from flux2studio.storage.history import HistoryRepository
from flux2studio.storage.rebuild import AT_ONCE, rebuild
from tests.fakes import png
from tests.storage.samples import (
    NOON,
    make_generation,
    make_job,
    make_recipe,
    picture_bytes,
    save_picture,
)


def fill(outputs, history, root):
    for number in range(5):
        job = make_job(root / f"2026-11-{10 + number}", prompt=f"fox number {number}")
        save_picture(outputs, job, 0)
        save_picture(outputs, job, 1)
    rebuild(history, [root], read_recipe)


def test_a_deleted_database_is_rebuilt_with_everything(tmp_path, outputs, root):
    path = tmp_path / "studio.db"
    first = open_database(path, tmp_path / "backups").database
    fill(outputs, HistoryRepository(first, root), root)
    before = HistoryRepository(first, root).page()
    first.close()
    path.unlink()

    opened = open_database(path, tmp_path / "backups")
    history = HistoryRepository(opened.database, root)
    report = rebuild(history, [root], read_recipe)

    assert opened.is_new
    assert (report.added, report.already, report.unreadable) == (10, 0, ())
    assert len(before) == 10
    assert history.page() == before
    assert len(history.page(query="number -3")) == 8
    opened.database.close()


def test_what_left_the_machine_is_found_again_in_the_files(outputs, history, root):
    until = NOON + timedelta(days=1)
    receipt = Receipt(
        service="fal",
        host="queue.fal.run",
        files=(SentFile(name="fox.jpg", how="upload", sha256="a" * 64, size=9, until=until),),
        trace="recoverable",
    )
    job = make_job(root / "2026-11-20")
    recipe = make_recipe(job, receipt=receipt, cost_usd=0.021, remote_id="r-1")
    save_picture(outputs, job, recipe=recipe)

    rebuild(history, [root], read_recipe)

    (found,) = history.page()
    assert found.recipe == recipe
    assert found.recipe.receipt == receipt


def test_more_pictures_than_go_into_one_transaction_are_all_found(outputs, history, root):
    job = make_job(root / "day")
    for index in range(AT_ONCE + 3):
        save_picture(outputs, job, index)

    assert rebuild(history, [root], read_recipe).added == AT_ONCE + 3
    assert len(history.of_job(job.id)) == AT_ONCE + 3


def test_a_second_rebuild_adds_nothing(outputs, history, root):
    fill(outputs, history, root)

    report = rebuild(history, [root, root], read_recipe)

    assert (report.added, report.already) == (0, 10)


def test_what_is_no_picture_of_ours_is_told_and_does_not_stop_it(outputs, history, root):
    save_picture(outputs, make_job(root / "day"))
    foreign = root / "day" / "holiday.png"
    foreign.write_bytes(png())
    cut = root / "day" / "cut.jpg"
    cut.write_bytes(b"\xff\xd8\xff")
    (root / "day" / "notes.txt").write_text("not looked at")
    (root / "day" / ".hidden.part.png").write_bytes(b"nor this")
    (root / "day" / "dead.png").symlink_to(root / "nowhere")

    report = rebuild(history, [root], read_recipe)

    assert report.added == 1
    assert sorted(report.unreadable) == [cut, foreign]


def test_the_same_picture_in_two_places_is_one_row(history, root):
    generation = make_generation(root)
    for name in ("a.png", "copy.png"):
        root.mkdir(exist_ok=True)
        (root / name).write_bytes(picture_bytes(generation.recipe))

    report = rebuild(history, [root], read_recipe)

    assert (report.added, report.already) == (1, 1)
    assert [one.path for one in history.page()] == [root / "a.png"]


def test_a_folder_that_is_not_there_has_no_pictures(tmp_path, database):
    history = HistoryRepository(database, tmp_path)

    assert rebuild(history, [tmp_path / "nowhere"], read_recipe).added == 0


def test_a_full_rebuild_is_the_same_as_what_was_saved(tmp_path, outputs, root, history):
    job = make_job(root / "day")
    place = save_picture(outputs, job)
    generation = make_generation(root, job)
    history.add(type(generation)(recipe=generation.recipe, path=place))
    fresh = Database(tmp_path / "fresh.db")

    rebuild(HistoryRepository(fresh, root), [root], read_recipe)

    assert HistoryRepository(fresh, root).page() == history.page()
    fresh.close()
