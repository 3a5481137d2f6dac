"""Pictures that leave the window: files first, pixels for those who take no files."""

from __future__ import annotations

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from flux2studio.ui.picture_mime import ids_in, mime_of
from flux2studio.ui.pictures import read


def test_a_picture_leaves_as_its_file_its_pixels_and_its_id(shelf):
    made = shelf.put(size=(64, 48))

    data = mime_of([made])

    assert [url.toLocalFile() for url in data.urls()] == [str(made.path)]
    assert data.hasImage()
    assert (data.imageData().width(), data.imageData().height()) == (64, 48)
    assert ids_in(data) == (made.id,)


def test_several_leave_as_files_alone_so_that_none_is_lost(shelf):
    made = [shelf.put(), shelf.put()]

    data = mime_of(made)

    assert [url.toLocalFile() for url in data.urls()] == [str(each.path) for each in made]
    assert not data.hasImage()
    assert ids_in(data) == (made[0].id, made[1].id)


def test_a_file_with_any_name_is_found_by_its_address(shelf, tmp_path):
    made = shelf.put()
    odd = made.path.with_name("雪 #1 100%? ü.png")
    made.path.rename(odd)
    moved = type(made)(recipe=made.recipe, path=odd)

    assert mime_of([moved]).urls()[0].toLocalFile() == str(odd)


def test_a_file_that_goes_while_it_is_dragged_has_no_pixels_and_raises_nothing(shelf):
    made = shelf.put()
    data = mime_of([made])

    made.path.unlink()

    assert data.urls()[0].toLocalFile() == str(made.path)
    assert data.imageData().isNull()


def test_what_is_copied_can_be_pasted_by_another_program(qapp, shelf):
    made = shelf.put(size=(64, 48))

    QApplication.clipboard().setMimeData(mime_of([made], read(made.path)))
    pasted = QApplication.clipboard().mimeData()

    assert pasted.urls()[0].toLocalFile() == str(made.path)
    assert QApplication.clipboard().image().size() == QImage(str(made.path)).size()


def test_what_others_drop_has_no_ids_of_ours():
    assert ids_in(QMimeData()) == ()
