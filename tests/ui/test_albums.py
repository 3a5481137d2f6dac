"""Albums beside the grid: made, nested, filled by drag or menu, kept searches, and undo."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QInputDialog

from flux2studio.core.history import MarkChange
from flux2studio.ui.picture_mime import mime_of
from flux2studio.ui.widgets.albums_panel import ALBUM_MIME
from flux2studio.ui.widgets.picture_menu import picture_menu

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def page(shell, shelf):
    for number in range(4):
        shelf.put(f"prompt {number}", minutes=number)
    shell.history.load()
    shell.settle()
    shell.window.show_page(1)
    QTest.keyClick(shell.page.grid, Qt.Key.Key_Home)
    shell.settle()
    return shell.page


@pytest.fixture
def make(shell):
    def _make(name, parent="", query=""):
        shell.history.albums.add(name, parent, query)
        shell.settle()
        return next(album for album in shell.history.albums.all if album.name == name)

    return _make


def names(page):
    tree = page.albums.tree
    rows = [tree.topLevelItem(row) for row in range(tree.topLevelItemCount())]
    return [(row.text(0), [row.child(n).text(0) for n in range(row.childCount())]) for row in rows]


def numbers(shell, count=4):
    return [shell.history.model.number(row) for row in range(count)]


def dragged(album):
    mime = QMimeData()
    mime.setData(ALBUM_MIME, album.id.encode())
    return mime


def test_a_new_album_is_asked_for_by_its_name(shell, page):
    page.albums.add.click()
    dialog = page.findChild(QInputDialog)
    dialog.setTextValue("雪と港")
    dialog.accept()
    shell.settle()

    assert names(page) == [("All pictures", []), ("雪と港", [])]


def test_albums_stand_in_each_other_and_tell_how_many_they_have(shell, page, make):
    winter = make("Winter")
    harbour = make("Harbour", winter.id)
    shell.history.albums.put_in(harbour.id, numbers(shell, 3))
    shell.settle()

    assert names(page) == [("All pictures", []), ("Winter", ["Harbour"])]
    assert shell.history.albums.counts == {"": 4, winter.id: 3, harbour.id: 3}


def test_a_click_shows_an_album_and_the_line_says_so(shell, page, make):
    winter = make("Winter")
    harbour = make("Harbour bay", winter.id)
    shell.history.albums.put_in(harbour.id, numbers(shell, 2))
    shell.settle()
    item = page.albums.tree.topLevelItem(1).child(0)

    page.albums.tree.itemClicked.emit(item, 0)
    shell.settle()
    found = shell.history.model.rowCount()
    page.albums.tree.itemClicked.emit(page.albums.tree.topLevelItem(0), 0)
    shell.settle()

    assert found == 2
    assert page.search.text() == ""
    assert shell.history.model.rowCount() == 4


def test_an_album_without_pictures_says_how_to_fill_it(shell, page, make):
    make("Postcards")

    page.search.setText("album:Postcards")
    shell.settle()

    assert page.notice.title.text() == "“Postcards” is empty"


def test_pictures_dropped_on_an_album_are_all_that_are_chosen(shell, page, make):
    album = make("Postcards")
    QTest.keyClick(page.grid, Qt.Key.Key_Right, SHIFT)
    entry = shell.history.model.entry(0)

    page.albums.tree.take(mime_of([entry.generation]), album)
    shell.settle()

    marks = [shell.history.model.entry(row).marks.albums for row in range(3)]
    assert marks == [(album.id,), (album.id,), ()]


def test_an_album_dropped_on_another_goes_into_it_and_undo_takes_it_back(shell, page, make):
    winter, harbour = make("Winter"), make("Harbour")

    page.albums.tree.take(dragged(harbour), winter)
    shell.settle()
    nested = names(page)
    shell.history.undo()
    shell.settle()

    assert nested == [("All pictures", []), ("Winter", ["Harbour"])]
    assert names(page) == [("All pictures", []), ("Harbour", []), ("Winter", [])]


def test_an_album_dropped_into_its_own_is_refused_in_a_sentence(qtbot, shell, page, make):
    winter = make("Winter")
    harbour = make("Harbour", winter.id)

    with qtbot.waitSignal(shell.history.failed) as failed:
        page.albums.tree.take(dragged(winter), harbour)
        shell.settle()

    assert "cannot be put into itself" in str(failed.args[0])
    assert names(page) == [("All pictures", []), ("Winter", ["Harbour"])]


def test_an_album_is_renamed_in_its_place(shell, page, make):
    make("Winter")

    page.albums.tree.topLevelItem(1).setText(0, "Frost")
    shell.settle()

    assert names(page) == [("All pictures", []), ("Frost", [])]


def test_an_album_that_is_renamed_or_removed_while_it_is_shown_takes_the_line_along(
    shell, page, make
):
    winter = make("Winter")
    shell.history.albums.put_in(winter.id, numbers(shell, 2))
    page.search.setText("album:Winter")
    shell.settle()

    page.albums.tree.topLevelItem(1).setText(0, "Frost and snow")
    shell.settle()
    renamed = (page.search.text(), shell.history.model.rowCount())
    current = page.albums.tree.currentItem().text(0)
    chips = [chip.text() for chip in page.chips.removable]
    shell.history.undo()
    shell.settle()
    undone = page.search.text()
    shell.history.albums.remove(winter)
    shell.settle()

    assert renamed == ('album:"Frost and snow"', 2)
    assert current == "Frost and snow"
    assert chips == ["Album: Frost and snow  ×"]
    assert undone == "album:Winter"
    assert page.search.text() == ""


def test_a_name_that_is_taken_is_refused_and_the_old_one_stands(qtbot, shell, page, make):
    make("Frost")
    make("Winter")

    with qtbot.waitSignal(shell.history.failed) as failed:
        page.albums.tree.topLevelItem(2).setText(0, "frost")
        shell.settle()

    assert "already" in str(failed.args[0])
    assert names(page)[1:] == [("Frost", []), ("Winter", [])]


def test_an_album_removed_leaves_its_pictures_and_comes_back(shell, page, make):
    winter = make("Winter")
    shell.history.albums.put_in(winter.id, numbers(shell, 2))
    shell.settle()

    shell.history.albums.remove(winter)
    shell.settle()
    left = (names(page), shell.history.model.rowCount())
    page.done.button.click()
    shell.settle()

    assert left == ([("All pictures", [])], 4)
    assert names(page) == [("All pictures", []), ("Winter", [])]
    assert shell.history.albums.counts[winter.id] == 2


def test_a_search_is_kept_as_an_album_and_found_again(shell, page):
    shell.history.marks.change(numbers(shell, 2), MarkChange(rating=5))
    shell.settle()
    page.search.setText("rating:>=4")
    page.grid.setFocus()
    QTest.keyClick(page.grid, Qt.Key.Key_S, CONTROL | SHIFT)
    dialog = page.findChild(QInputDialog)
    dialog.setTextValue("Best")
    dialog.accept()
    shell.settle()
    page.search.clear()
    shell.settle()

    page.albums.tree.itemClicked.emit(page.albums.tree.topLevelItem(1), 0)
    shell.settle()

    best = shell.history.albums.all[0]
    assert (best.name, best.query) == ("Best", "rating:>=4")
    assert page.search.text() == "rating:>=4"
    assert shell.history.model.rowCount() == shell.history.albums.counts[best.id] == 2


def test_a_kept_search_is_another_one_from_now_on(shell, page, make):
    best = make("Best", query="rating:>=4")
    page.search.setText("rating:5")
    menu = page.albums.tree.menu_of(best)

    next(each for each in menu.actions() if "is searched now" in each.text()).trigger()
    shell.settle()

    assert shell.history.albums.all[0].query == "rating:5"


def test_the_menu_of_a_picture_ticks_its_albums_and_takes_it_out(shell, page, make):
    winter = make("Winter")
    shell.history.albums.put_in(winter.id, numbers(shell, 1))
    shell.settle()
    made = shell.history.model.entry(0).generation
    menu = picture_menu(shell.history, made, page, page.chosen(), page.culling)
    albums = next(each.menu() for each in menu.actions() if each.text() == "Albums")
    action = albums.actions()[0]
    was_in = action.isChecked()

    action.trigger()
    shell.settle()

    assert was_in
    assert shell.history.model.entry(0).marks.albums == ()


def test_ctrl_b_hides_the_albums_and_shows_them(shell, page):
    page.grid.setFocus()

    QTest.keyClick(page.grid, Qt.Key.Key_B, CONTROL)
    is_hidden = page.albums.isHidden()
    QTest.keyClick(page.grid, Qt.Key.Key_B, CONTROL)

    assert is_hidden
    assert page.albums.isVisible()


def test_in_a_narrow_window_the_pictures_get_the_room(shell, page):
    shell.window.resize(900, 700)
    shell.settle()
    narrow = page.albums.isVisible()
    shell.window.resize(1280, 700)
    shell.settle()

    assert not narrow
    assert page.albums.isVisible()


def test_an_album_whose_parent_is_gone_stands_at_the_top(shell, shelf, page, make):
    winter = make("Winter")
    make("Harbour", winter.id)
    with shelf.database.transaction() as db:
        db.execute("DELETE FROM album WHERE id = ?", (winter.id,))

    shell.history.albums.load()
    shell.settle()

    assert names(page) == [("All pictures", []), ("Harbour", [])]
