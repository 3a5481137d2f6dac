"""Reference slots: what can be dropped, pasted and chosen, and by which keys."""

from __future__ import annotations

import base64

import pytest
from PySide6.QtCore import QByteArray, QMimeData, Qt, QUrl
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtTest import QTest

from flux2studio.ui.widgets.slot_button import SLOT_MIME
from tests.ui.compose_bench import Bench, drop, drop_to_move, files, urls
from tests.ui.compose_parts import picture


@pytest.fixture
def bench(qtbot):
    return Bench(qtbot)


@pytest.fixture
def view(bench):
    return bench.compose_panel().references


@pytest.fixture
def names(bench):
    return lambda: [slot.name for slot in bench.compose.slots.slots]


@pytest.fixture
def paths(tmp_path):
    paths = []
    for name, colour in (("one", "red"), ("two", "green"), ("three", "blue")):
        path = tmp_path / f"{name}.png"
        path.write_bytes(picture(colour=colour))
        paths.append(path)
    return paths


def image_mime(image=None):
    mime = QMimeData()
    if image is None:
        image = QImage(40, 30, QImage.Format.Format_ARGB32)
        image.fill(Qt.GlobalColor.darkCyan)
    mime.setImageData(image)
    return mime


def test_files_fill_from_the_slot_they_are_dropped_on(bench, view, names, paths):
    bench.fill(("valley.png",))

    drop(view.buttons[0], files(*paths[:2]))
    bench.settle()

    assert names() == ["one.png", "two.png"]


def test_a_file_that_is_dropped_to_be_moved_stays_with_its_program(bench, view, names, paths):
    """Told that it was moved, the program would delete it."""
    on_slot = drop_to_move(view.buttons[0], files(paths[0]))
    beside = drop_to_move(view, files(paths[1]))
    bench.settle()

    assert (on_slot, beside) == (Qt.DropAction.CopyAction, Qt.DropAction.CopyAction)
    assert names() == ["one.png", "two.png"]


def test_a_drop_beside_the_slots_fills_the_free_ones(bench, view, names, paths):
    bench.fill(("valley.png",))

    drop(view, files(paths[0]))
    bench.settle()

    assert names() == ["valley.png", "one.png"]


def test_a_local_file_goes_before_picture_data_and_links(bench, view, names, paths):
    mime = image_mime()
    mime.setUrls([QUrl("https://example.org/cat.png"), QUrl.fromLocalFile(str(paths[0]))])
    mime.setHtml('<img src="https://example.org/tracker.png">')

    drop(view.buttons[0], mime)
    bench.settle()

    assert names() == ["one.png"]
    assert bench.references.asked[0] == paths[0]


def test_picture_data_goes_before_a_link(bench, view, names):
    mime = image_mime()
    mime.setUrls([QUrl("https://example.org/cat.png")])

    drop(view.buttons[0], mime)
    bench.settle()

    assert names() == ["pasted picture"]
    assert bench.references.asked == ["pasted picture"]


def test_encoded_picture_data_is_taken_as_it_is(bench, view):
    data, mime = picture(33, 22), QMimeData()
    mime.setData("image/png", QByteArray(data))

    drop(view.buttons[0], mime)
    bench.settle()

    reference = bench.compose.draft.references[0]
    assert (reference.width, reference.height) == (33, 22)


def test_a_link_is_fetched_and_markup_is_not_read(bench, view, names):
    mime = urls("https://example.org/cat.png?size=large")
    mime.setHtml('<img src="https://tracker.example.org/pixel.png">')

    drop(view.buttons[0], mime)
    bench.settle()

    assert bench.references.asked[0] == "https://example.org/cat.png?size=large"
    assert not any("tracker" in str(asked) for asked in bench.references.asked)


def test_a_picture_inside_a_link_is_taken(bench, view):
    text = base64.b64encode(picture(21, 12)).decode()

    drop(view.buttons[0], urls(f"data:image/png;base64,{text}"))
    bench.settle()

    assert bench.compose.draft.references[0].width == 21


@pytest.mark.parametrize(
    ("link", "why"),
    [
        ("blob:https://example.org/1234", "keeps this picture to itself"),
        ("javascript:alert(1)", "is not a picture"),
        ("http://example.org/cat.png", "Only https links"),
        ("ftp://example.org/cat.png", "is not a picture"),
        ("data:text/html,<b>x</b>", "holds no picture"),
        ("data:image/png;base64,AAA", "cut off"),
    ],
)
def test_what_cannot_be_taken_says_why_in_the_slot(bench, view, link, why):
    drop(view.buttons[0], urls(link))
    bench.settle()

    error = bench.compose.slots.slots[0].error
    assert why in str(error)
    assert error.hint
    assert why in view.buttons[0].accessibleName()


def test_text_says_why_in_the_slot(bench, view):
    mime = QMimeData()
    mime.setText("a cat")

    drop(view.buttons[0], mime)

    assert str(bench.compose.slots.slots[0].error) == "This is not a picture."


def test_a_folder_dropped_on_a_slot_fills_from_there(bench, view, names, paths):
    bench.fill(("valley.png", "paper.png"))
    drop(view.buttons[1], files(paths[0].parent))
    bench.settle()

    assert names() == ["valley.png", *sorted(path.name for path in paths)]


def test_several_files_come_in_the_order_people_count(bench, view, names, tmp_path):
    for name in ("page 10.png", "page 9.png"):
        (tmp_path / name).write_bytes(picture())
    drop(view.buttons[0], files(tmp_path / "page 10.png", tmp_path / "page 9.png"))
    bench.settle()

    assert names() == ["page 9.png", "page 10.png"]


def test_a_thousand_files_are_counted_not_read(bench, view, paths):
    drop(view.buttons[0], files(*(paths * 334)))
    bench.settle()

    assert len(bench.compose.draft.references) == 4
    assert "998 picture" in view.notice.text()
    assert len(bench.references.asked) == 8  # each file and its bytes


def test_a_file_name_with_any_letters_is_taken(bench, view, names, tmp_path):
    path = tmp_path / "☃ %20 ü#?.png"
    path.write_bytes(picture())

    drop(view.buttons[0], files(path))
    bench.settle()

    assert names() == ["☃ %20 ü#?.png"]


def test_a_huge_pasted_picture_is_encoded_on_a_worker(bench, view):
    image = QImage(8000, 8000, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)

    drop(view.buttons[0], image_mime(image))

    assert bench.compose.slots.slots[0].loading
    assert bench.references.asked == []
    bench.hand.waiting.clear()


def test_paste_fills_the_slot_in_focus(qtbot, bench, view):
    bench.fill()
    QGuiApplication.clipboard().setImage(QImage(50, 40, QImage.Format.Format_RGB32))
    view.buttons[1].setFocus()

    QTest.keyClick(view.buttons[1], Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    bench.settle()

    assert [r.name for r in bench.compose.draft.references] == ["valley.png", "pasted picture"]


def test_paste_of_nothing_says_so(bench, view):
    QGuiApplication.clipboard().clear()

    view.paste()

    assert "no picture here" in str(bench.compose.slots.slots[0].error)


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Space])
def test_the_keyboard_opens_the_file_dialog(bench, view, names, paths, key):
    bench.files_to_choose = [str(paths[0]), str(paths[1])]

    QTest.keyClick(view.buttons[0], key)
    bench.settle()

    assert names() == ["one.png", "two.png"]


def test_a_click_opens_the_file_dialog(qtbot, bench, view, names, paths):
    bench.files_to_choose = [str(paths[2])]

    qtbot.mouseClick(view.buttons[0], Qt.MouseButton.LeftButton)
    bench.settle()

    assert names() == ["three.png"]


def test_alt_and_arrows_move_a_picture_and_the_focus_with_it(bench, view, names):
    bench.fill(("a", "b", "c"))
    view.buttons[2].setFocus()

    QTest.keyClick(view.buttons[2], Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)

    assert names() == ["a", "c", "b"]
    assert view.buttons[1].hasFocus()


def test_a_picture_does_not_move_past_the_ends(bench, view, names):
    bench.fill(("a", "b"))

    QTest.keyClick(view.buttons[0], Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    QTest.keyClick(view.buttons[1], Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)

    assert names() == ["a", "b"]


def test_dragging_a_slot_onto_another_moves_it(bench, view, names):
    bench.fill(("a", "b", "c"))
    mime = QMimeData()
    mime.setData(SLOT_MIME, QByteArray(b"2"))

    drop(view.buttons[0], mime)

    assert names() == ["c", "a", "b"]


def test_delete_clears_a_slot(bench, view, names):
    bench.fill(("a", "b"))

    QTest.keyClick(view.buttons[0], Qt.Key.Key_Delete)

    assert names() == ["b"]


def test_the_cross_on_a_picture_clears_its_slot(qtbot, bench, view, names):
    bench.fill(("a", "b"))

    qtbot.mouseClick(view.buttons[1].clear, Qt.MouseButton.LeftButton)

    assert names() == ["a"]


def test_clearing_a_refused_replacement_keeps_the_picture_before_it(bench, view, names, tmp_path):
    bench.fill(("a",))
    (tmp_path / "cat.txt").write_text("a cat")
    drop(view.buttons[0], files(tmp_path / "cat.txt"))
    bench.settle()

    QTest.keyClick(view.buttons[0], Qt.Key.Key_Delete)

    assert bench.compose.slots.slots[0].error is None
    assert [r.name for r in bench.compose.draft.references] == ["a"]


def test_a_slot_switched_off_loses_its_number(bench, view):
    bench.fill(("a", "b"))

    action = next(a for a in view.buttons[0].menu().actions() if a.text() == "Switch off")
    action.trigger()

    assert "switched off" in view.buttons[0].accessibleName()
    assert len(bench.compose.draft.active_references) == 1


def test_the_menu_of_a_slot_offers_only_what_can_be_done(bench, view, tmp_path):
    bench.fill(("a", "b"))
    (tmp_path / "cat.txt").write_text("a cat")
    drop(view.buttons[2], files(tmp_path / "cat.txt"))
    bench.settle()

    offered = [{action.text() for action in button.menu().actions()} for button in view.buttons]

    move = {"Move left", "Move right"}
    assert [texts & move for texts in offered[:3]] == [{"Move right"}, move, {"Move left"}]
    assert ["Switch off" in texts for texts in offered[:3]] == [True, True, False]
    assert "Switch on" not in offered[2]
    assert offered[3] == {"Choose a file…", "Paste"}


def test_a_slot_says_its_number_name_and_size(bench, view):
    bench.fill(("valley.png",))

    assert view.buttons[0].accessibleName() == "Reference 1: valley.png, 64 × 48"


def test_three_slots_are_in_one_line_in_the_narrowest_panel(bench, view):
    view.resize(294, 400)  # inside of the panel when the window is 900 wide

    assert len({button.y() for button in view.buttons[:3]}) == 1


def test_there_are_as_many_slots_as_the_family_takes(bench, view):
    bench.compose.choose_model("fal/flux-2-pro")
    bench.fill([str(number) for number in range(9)])

    assert len(view.buttons) == 8
    assert view.notice.text() == "1 picture left out: this model takes at most 8."


def test_the_megapixels_billed_are_shown(bench, view):
    bench.compose.choose_model("fal/flux-2/lora/edit")
    bench.fill(("a", "b"))

    assert view.billed.text() == "2 MP billed · ≈ $0.024"
