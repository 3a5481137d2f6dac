"""A mask on the slots: it goes with its reference, rests, can be dropped, removed and undone."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest

from flux2studio.core.request import Size
from flux2studio.ui.widgets.mask_dialog import MaskDialog
from tests.ui.compose_bench import Bench, drop, files, urls
from tests.ui.compose_parts import encoded, picture


@pytest.fixture
def bench(qtbot, tmp_path):
    bench = Bench(qtbot, folder=tmp_path)
    for name, colour in (("valley.png", "#10a0c0"), ("paper.png", "#c0a010")):
        bench.compose.add_reference_bytes(picture(64, 48, colour), name)
    bench.settle()
    return bench


@pytest.fixture
def view(bench):
    return bench.compose_panel().references


@pytest.fixture
def half(tmp_path):
    """A mask that marks the left half."""
    image = QImage(64, 48, QImage.Format.Format_RGB32)
    image.fill(QColor("black"))
    for x in range(32):
        for y in range(48):
            image.setPixelColor(x, y, QColor("white"))
    path = tmp_path / "half.png"
    path.write_bytes(encoded(image))
    return path


@pytest.fixture
def mask(bench, half):
    bench.compose.masks.take(0, half, half.name)
    bench.settle()
    return bench.compose.draft.mask


def drop_as_mask(button, mime):
    drop(button, mime, Qt.KeyboardModifier.ControlModifier)


def entries(button):
    return [action.text() for action in button.menu().actions()]


def test_a_mask_goes_where_its_reference_goes_and_rests_there(bench, view, mask):
    bench.compose.slots.move(0, 1)

    assert bench.compose.draft.references[1].mask == mask
    assert bench.compose.draft.mask is None
    assert "rests" in view.buttons[1].toolTip()
    assert not view.mask_row.isVisible()


def test_it_is_in_use_again_when_its_reference_is_the_first_sent(bench, view, mask):
    bench.compose.slots.move(0, 1)
    bench.compose.slots.toggle(0)

    assert bench.compose.draft.mask == mask
    assert "painted anew" in view.buttons[1].toolTip()
    assert view.mask_row.isVisible()


def test_a_mask_goes_with_a_reference_that_is_cleared_and_comes_back_by_undo(bench, view, mask):
    bench.compose.slots.remove(0)
    assert all(reference.mask is None for reference in bench.compose.draft.references)

    bench.compose.undo()
    bench.settle()

    assert bench.compose.draft.mask == mask
    assert bench.compose.slots.slots[0].mask


def test_another_picture_in_its_slot_has_no_mask(bench, view, mask):
    bench.compose.add_reference_bytes(picture(64, 48, "#404040"), "new.png", 0)
    assert bench.compose.draft.mask == mask  # until it is read
    bench.settle()

    assert bench.compose.draft.mask is None


def test_a_recalled_request_brings_its_mask(bench, view, mask):
    recalled = bench.compose.draft
    bench.compose.slots.clear()

    bench.compose.load(recalled)
    bench.settle()

    assert bench.compose.draft.mask == mask
    assert bench.compose.slots.slots[0].mask
    assert view.mask_row.isVisible()


def test_a_picture_dropped_with_ctrl_becomes_the_mask(bench, view, half):
    drop_as_mask(view.buttons[0], files(half))
    bench.settle()

    assert bench.compose.draft.mask.name == "half.png"
    assert [slot.name for slot in bench.compose.slots.slots] == ["valley.png", "paper.png"]


def test_a_picture_dropped_with_ctrl_on_an_empty_slot_is_a_reference(bench, view, half):
    drop_as_mask(view.buttons[2], files(half))
    bench.settle()

    assert len(bench.compose.draft.references) == 3


def test_a_mask_that_does_not_fit_is_refused_beside_the_slots(bench, view, tmp_path):
    (tmp_path / "small.png").write_bytes(picture(20, 20, "white"))

    drop_as_mask(view.buttons[0], files(tmp_path / "small.png"))
    bench.settle()

    assert "another size" in view.notice.text()
    assert bench.compose.draft.mask is None


def test_a_link_is_not_taken_as_a_mask(bench, view):
    drop_as_mask(view.buttons[0], urls("https://example.org/mask.png"))

    assert "not a link" in view.notice.text()


def test_the_menu_offers_what_fits(bench, view, half):
    assert "Paint mask…" in entries(view.buttons[0])
    assert "Remove mask" not in entries(view.buttons[0])

    bench.compose.masks.take(0, half, half.name)
    bench.settle()

    assert {"Edit mask…", "Remove mask"} <= set(entries(view.buttons[0]))
    assert "Paint mask…" not in entries(view.buttons[2])


def test_a_model_that_takes_no_mask_offers_none_and_refuses_one(bench, view, mask):
    bench.compose.choose_backend("fal")

    assert "Paint mask…" not in entries(view.buttons[1])
    assert "Remove mask" in entries(view.buttons[0])
    assert "cannot paint under a mask" in view.mask_row.problem.text()
    view.mask_row.remove.click()
    assert "mask" not in bench.compose.problems


def test_a_mask_removed_is_one_undo_away(bench, view, mask):
    view.buttons[0].mask_removed.emit()
    assert bench.compose.draft.mask is None

    bench.compose.undo()

    assert bench.compose.draft.mask == mask


def test_the_key_opens_the_editor_of_the_slot_in_focus(bench, view, qtbot):
    view.buttons[1].setFocus()

    QTest.keyClick(view.buttons[1], Qt.Key.Key_M)

    dialog = view.window().findChild(MaskDialog)
    assert "paper.png" in dialog.windowTitle()
    bench.settle()
    dialog.reject()


def test_without_a_picture_the_key_says_what_is_needed(bench, view):
    bench.compose.slots.clear()

    view.paint_mask()

    assert "Drop a picture" in view.notice.text()


def test_the_strength_stands_beside_the_mask_and_is_checked(bench, view, mask):
    view.mask_row.strength.box.setValue(0.8)
    assert bench.compose.draft.strength == 0.8

    bench.compose.edit(strength=3.0)

    assert "strength" in bench.compose.problems
    assert "strength" in view.mask_row.problem.text()


def test_a_size_of_another_shape_is_said_to_cut_the_edges(bench, view, mask):
    bench.compose.edit(size=Size(width=512, height=512))

    assert "cut off" in view.mask_row.note.text()


def test_another_model_keeps_the_shape_of_what_is_masked(bench, view, mask):
    bench.compose.choose_model("local/klein-4b")

    size = bench.compose.draft.size
    assert size.width / size.height == pytest.approx(64 / 48, abs=0.05)


def test_a_mask_that_is_gone_is_said_to_be(bench, view, mask):
    recalled = bench.compose.draft
    bench.compose.slots.clear()
    del bench.references.pictures[mask.sha256]

    bench.compose.load(recalled)
    bench.settle()

    assert "mask of “valley.png” cannot be read" in view.mask_row.problem.text()
    assert not bench.compose.slots.slots[0].error


def test_the_slot_is_named_with_its_mask(bench, view, mask):
    assert view.buttons[0].accessibleName().endswith("with a mask")


def test_a_masked_slot_looks_different_in_use_and_at_rest(bench, view, mask):
    in_use = view.buttons[0].grab().toImage()
    bench.compose.slots.move(0, 1)
    at_rest = view.buttons[1].grab().toImage()

    assert in_use.pixelColor(20, 40) != in_use.pixelColor(80, 40)
    assert at_rest.pixelColor(20, 40) == at_rest.pixelColor(80, 40)


def test_strength_and_large_reference_come_back_with_a_model_that_takes_them(bench, view, mask):
    bench.compose.choose_model("local/klein-4b")
    bench.compose.edit(strength=0.6, large_reference=True)

    bench.compose.choose_backend("fal")
    bench.compose.choose_backend("local")

    assert bench.compose.draft.strength == 0.6
    assert bench.compose.draft.large_reference


def test_a_large_reference_says_what_it_costs_and_when_it_does_nothing(bench, qtbot):
    more = bench.compose_panel().parameters.more
    assert not more.large.isVisibleTo(more.body)
    bench.compose.choose_model("local/klein-4b")
    more.toggle.click()

    more.large.click()
    assert bench.compose.draft.large_reference
    assert "single reference" in more.large_note.text()
    bench.compose.slots.remove(1)
    assert "longer" in more.large_note.text()
