"""Albums: a tree without rings, whose pictures outlive it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from flux2studio.core.errors import InvalidRequestError
from flux2studio.core.history import ALBUM_DEPTH_MAX, Album, MarkChange, Marks
from flux2studio.storage.albums import AlbumRepository
from flux2studio.storage.history_marks import HistoryMarks
from tests.storage.samples import make_generation

WINTER = Album(id="w", name="Winter")
HARBOUR = Album(id="h", name="Harbour", parent="w")
BOATS = Album(id="b", name="Boats", parent="h")
BEST = Album(id="s", name="Best", query="rating:5", position=1)


@pytest.fixture
def albums(database):
    return AlbumRepository(database)


@pytest.fixture
def marks(database, root):
    return HistoryMarks(database, lambda: root)


@pytest.fixture
def tree(albums):
    for album in (WINTER, HARBOUR, BOATS, BEST):
        albums.put(album)


@pytest.fixture
def pictures(history, root):
    """Three pictures, as entries."""
    made = [make_generation(root, minute=minute) for minute in range(3)]
    for one in made:
        history.add(one)
    return [history.entry(one.id) for one in made]


def refused(albums, album):
    """The field that is to blame."""
    with pytest.raises(InvalidRequestError) as caught:
        albums.put(album)
    assert caught.value.hint
    return caught.value.field


def test_albums_and_smart_albums_are_one_tree(albums, tree):
    assert albums.all() == [BOATS, HARBOUR, WINTER, BEST]
    assert albums.below("w") == {"w", "h", "b"}
    assert albums.below("nobody") == {"nobody"}


def test_an_album_is_renamed_and_moved(albums, tree):
    kept = albums.put(replace(BOATS, name="  Small\nboats ", parent=""))

    assert kept == Album(id="b", name="Small boats")
    assert kept in albums.all()
    assert albums.below("w") == {"w", "h"}


def test_a_name_is_there_once_in_its_place(albums, tree):
    assert refused(albums, Album(id="x", name="WINTER")) == "name"
    assert refused(albums, Album(id="x", name=" \n")) == "name"
    assert albums.put(Album(id="x", name="Winter", parent="h"))
    assert albums.put(WINTER) == WINTER  # itself is no other


def test_an_album_is_never_in_itself(albums, tree):
    assert refused(albums, replace(WINTER, parent="b")) == "parent"
    assert refused(albums, replace(WINTER, parent="w")) == "parent"
    assert refused(albums, Album(id="x", name="X", parent="gone")) == "parent"
    assert albums.all() == [BOATS, HARBOUR, WINTER, BEST]


def test_a_tree_is_never_too_deep(albums):
    for level in range(ALBUM_DEPTH_MAX):
        albums.put(Album(id=str(level), name="a", parent=str(level - 1) if level else ""))
    albums.put(Album(id="x", name="x"))

    deepest = str(ALBUM_DEPTH_MAX - 1)
    assert refused(albums, Album(id="y", name="y", parent=deepest)) == "parent"
    assert refused(albums, Album(id="0", name="a", parent="x")) == "parent"


def test_a_ring_in_a_damaged_file_ends_by_itself(albums, tree, database):
    with database.transaction() as db:
        db.execute("UPDATE album SET parent = 'b' WHERE id = 'w'")

    assert albums.below("w") == {"w", "h", "b"}
    assert len(albums.remove("h")) == 3
    assert albums.all() == [BEST]


def test_pictures_outlive_their_album_and_come_back_into_it(albums, tree, pictures, marks, history):
    one, two, three = pictures
    marks.change([one.number, two.number], MarkChange(add_albums=("b", "s")))
    marks.change([three.number], MarkChange(add_albums=("h",)))

    removed = albums.remove("h")

    assert removed == [(HARBOUR, [three.id]), (BOATS, [one.id, two.id])]
    assert [entry.marks.albums for entry in map(history.entry, (one.id, three.id))] == [("s",), ()]
    assert {entry.id for entry in marks.dirty(9)} == {one.id, two.id, three.id}
    assert history.refresh(lambda: None) == 3  # their tokens

    for album, _ in removed:
        albums.put(album)
    marks.put([(one.id, Marks(albums=("s", "b"))), (three.id, Marks(albums=("h",)))])
    assert history.entry(one.id).marks.albums == ("b", "s")
    assert len(albums.all()) == 4


def test_an_album_that_moves_is_told_to_what_lies_beside_its_pictures(
    albums, tree, pictures, marks
):
    one, two, three = pictures
    marks.change([one.number], MarkChange(add_albums=("b",)))
    marks.change([two.number], MarkChange(add_albums=("s",)))
    for entry in marks.dirty(9):
        marks.written(entry.number, entry.marks, sidecar_ns=1)

    albums.put(replace(HARBOUR, name="Port"))

    assert [entry.id for entry in marks.dirty(9)] == [one.id]
    assert three.marks == Marks()
