"""Pictures set against each other: beside each other, divided, held; linked, told apart, marked."""

from __future__ import annotations

import hashlib

import pytest
from PySide6.QtCore import QPoint, QPointF, QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from flux2studio.core.history import Pick
from flux2studio.core.request import GenerationRequest, ReferenceImage
from flux2studio.ui.viewmodels.compare import PIXELS_MAX, CompareViewModel, Way
from flux2studio.ui.widgets.compare_page import ComparePage
from flux2studio.ui.widgets.compare_rooms import best_columns
from flux2studio.ui.widgets.compare_view import CompareView
from flux2studio.ui.widgets.main_window import Page

RED, GREEN, BLUE, GOLD = "#c02020", "#20c020", "#2020c0", "#c0a020"


@pytest.fixture
def window(shell):
    return shell.window


def entries(shelf, *pictures):
    return shelf.service.entries_of([one.id for one in pictures])


def compared(shell, shelf, *pictures):
    """The page with these pictures on it, in this order."""
    found = {entry.id: entry for entry in entries(shelf, *pictures)}
    shell.history.compare([found[one.id] for one in pictures])
    shell.settle()
    return page_of(shell)


def page_of(shell):
    return shell.window.findChild(ComparePage)


def colour_in(view, x=0.5):
    target = view.transform.target()
    at = target.left() + target.width() * x, target.center().y()
    return view.grab().toImage().pixelColor(*map(int, at)).name()


def press(shell, key, text=""):
    QTest.keyClick(QApplication.focusWidget(), key)
    shell.settle()


def reference(shelf, image_of=None, colour=BLUE, name="blue.png"):
    """A picture kept as reference, under its hash; a copy of ``image_of`` or of one colour."""
    made = image_of or shelf.put(colour=colour, size=(80, 60))
    data = made.path.read_bytes()
    sha256 = hashlib.sha256(data).hexdigest()
    (shelf.folder / sha256).write_bytes(data)
    return ReferenceImage(sha256=sha256, name=name, width=80, height=60)


def made_from(shelf, *references, colour=RED):
    request = GenerationRequest(prompt="make it red", references=references, seed=1)
    return shelf.put(size=(80, 60), colour=colour, request=request)


def test_c_compares_the_pictures_chosen_in_the_history(shell, shelf, window):
    for minutes, colour in enumerate((RED, GREEN, BLUE)):
        shelf.put(colour=colour, minutes=minutes)
    window.show_page(Page.HISTORY)
    shell.history.load()
    shell.settle()
    shell.page.grid.selectAll()

    press(shell, Qt.Key.Key_C)

    shown = [colour_in(view) for view in page_of(shell).beside.views[:3]]
    assert window.page is Page.COMPARE
    assert shown == [RED, GREEN, BLUE]


def test_a_place_is_built_once_a_picture_needs_it(shell, shelf):
    two = [shelf.put(), shelf.put(minutes=1)]
    page = compared(shell, shelf, *two)
    places = [len(page.findChildren(CompareView))]
    page._view_model.choose_way(Way.SLIDER)
    places.append(len(page.findChildren(CompareView)))
    page._view_model.choose_way(Way.BESIDE)
    compared(shell, shelf, *two, shelf.put(minutes=2))
    places.append(len(page.findChildren(CompareView)))

    assert places == [2, 3, 4]


def test_tab_comes_to_what_was_built_later_before_the_table(shell, shelf):
    page = compared(shell, shelf, shelf.put(), shelf.put(minutes=1))
    page._view_model.choose_way(Way.SLIDER)
    page.bar.back.setFocus()
    way = []
    while (widget := QApplication.focusWidget()) not in way:
        way.append(widget)
        QTest.keyClick(widget, Qt.Key.Key_Tab)

    parts = [page.bar.link, page.pair.view, page.pair.feet[0].use, page.pair.feet[1].use]
    order = [way.index(part) for part in parts if part in way]
    table = [at for at, widget in enumerate(way) if page.table.isAncestorOf(widget)]
    assert page.pair.view in way
    assert order == sorted(order)
    assert all(at > order[-1] for at in table)


@pytest.mark.parametrize("count", [1, 5])
def test_fewer_than_two_or_more_than_four_are_not_compared(shell, shelf, window, count):
    for minutes in range(count):
        shelf.put(minutes=minutes)
    window.show_page(Page.HISTORY)
    shell.history.load()
    shell.settle()
    shell.page.grid.selectAll()

    press(shell, Qt.Key.Key_C)

    assert window.page is Page.HISTORY
    assert "two to four" in window.messages.messages[0].sentence.text()


def test_escape_leads_back_and_leaves_the_job_alone(qtbot, shelf, tmp_path):
    from tests.ui.shell_parts import Shell

    cancelled = []
    shell = Shell(qtbot, shelf, tmp_path, {"cancel": lambda: cancelled.append(1)})
    with qtbot.waitActive(shell.window):
        shell.window.show()
    shell.window.show_page(Page.HISTORY)
    compared(shell, shelf, shelf.put(), shelf.put(minutes=1))

    press(shell, Qt.Key.Key_Escape)

    assert shell.window.page is Page.HISTORY
    assert cancelled == []


def test_the_line_divides_the_two(shell, shelf):
    page = compared(shell, shelf, shelf.put(colour=RED), shelf.put(colour=GREEN, minutes=1))

    press(shell, Qt.Key.Key_S)

    view = page.pair.view
    assert (colour_in(view, 0.2), colour_in(view, 0.8)) == (RED, GREEN)


def test_the_other_is_shown_while_the_key_is_held(shell, shelf, window):
    page = compared(shell, shelf, shelf.put(colour=RED), shelf.put(colour=GREEN, minutes=1))
    press(shell, Qt.Key.Key_H)

    QTest.keyPress(page.pair.view, Qt.Key.Key_Backslash)
    held = colour_in(page.pair.view)
    QTest.keyRelease(page.pair.view, Qt.Key.Key_Backslash)

    assert (held, colour_in(page.pair.view)) == (RED, GREEN)


def test_the_button_holds_as_the_key_does(qtbot, shell, shelf):
    page = compared(shell, shelf, shelf.put(colour=RED), shelf.put(colour=GREEN, minutes=1))
    press(shell, Qt.Key.Key_H)

    qtbot.mousePress(page.pair.hold, Qt.MouseButton.LeftButton)
    held = colour_in(page.pair.view)
    qtbot.mouseRelease(page.pair.hold, Qt.MouseButton.LeftButton)

    assert (held, colour_in(page.pair.view)) == (RED, GREEN)


def test_d_shows_where_the_two_differ(shell, shelf, window):
    page = compared(
        shell, shelf, shelf.put(colour="#103050"), shelf.put(colour="#405060", minutes=1)
    )

    press(shell, Qt.Key.Key_D)

    assert colour_in(page.pair.view) == "#302010"
    assert page.bar.ways[Way.DIFFERENCE].isChecked()


def test_c_goes_through_the_ways(shell, shelf, window):
    page = compared(shell, shelf, shelf.put(), shelf.put(minutes=1))

    ways = []
    for _ in range(4):
        press(shell, Qt.Key.Key_C)
        ways.append(shell.compare.compare.way)

    assert ways == [Way.SLIDER, Way.HOLD, Way.DIFFERENCE, Way.BESIDE]
    assert page.bar.ways[Way.BESIDE].isChecked()


def test_pictures_of_two_sizes_are_zoomed_and_moved_together(shell, shelf):
    page = compared(
        shell, shelf, shelf.put(size=(1024, 768)), shelf.put(size=(2048, 1536), minutes=1)
    )
    small, large = page.beside.views[:2]

    small.actual_size(QPointF(40, 40))
    small._look(small.transform.panned(QPointF(25, -10)))

    here, there = small.transform.target(), large.transform.target()
    assert there.width() == pytest.approx(here.width())
    assert there.topLeft().x() == pytest.approx(here.topLeft().x(), abs=0.6)
    assert there.topLeft().y() == pytest.approx(here.topLeft().y(), abs=0.6)


def test_unlinked_they_are_moved_one_by_one_and_linked_again_look_the_same(shell, shelf):
    page = compared(shell, shelf, shelf.put(), shelf.put(minutes=1))
    first, second = page.beside.views[:2]
    press(shell, Qt.Key.Key_L)

    second.zoom_in()
    apart = first.transform.fits
    press(shell, Qt.Key.Key_L)

    assert apart
    assert first.transform.scale == pytest.approx(second.transform.scale)


def test_what_is_looked_at_stays_in_view_in_another_way(shell, shelf):
    page = compared(shell, shelf, shelf.put(size=(800, 600)), shelf.put(size=(800, 600), minutes=1))
    page.beside.views[1].actual_size(QPointF(10, 10))
    before = page.beside.views[1].transform.gaze()

    press(shell, Qt.Key.Key_S)

    after = page.pair.view.transform.gaze()
    assert after.length == pytest.approx(before.length)
    assert after.at.x() == pytest.approx(before.at.x(), abs=0.02)


def test_the_zoom_keys_work_on_what_is_compared(shell, shelf, window):
    page = compared(shell, shelf, shelf.put(size=(800, 600)), shelf.put(minutes=1))

    press(shell, Qt.Key.Key_Z)

    assert page.beside.views[1].zoom == pytest.approx(1.0)
    assert shell.stage.view.transform.fits


def test_swapped_they_change_places(shell, shelf):
    page = compared(shell, shelf, shelf.put(colour=RED), shelf.put(colour=GREEN, minutes=1))

    press(shell, Qt.Key.Key_W)

    assert [colour_in(view) for view in page.beside.views[:2]] == [GREEN, RED]


def test_of_four_any_two_are_divided(shell, shelf):
    colours = (RED, GREEN, BLUE, GOLD)
    page = compared(
        shell, shelf, *(shelf.put(colour=one, minutes=m) for m, one in enumerate(colours))
    )
    press(shell, Qt.Key.Key_S)

    press(shell, Qt.Key.Key_Down)
    page.pair.feet[0].later.click()
    shell.settle()

    view = page.pair.view
    assert (colour_in(view, 0.2), colour_in(view, 0.8)) == (GREEN, BLUE)


def test_stars_and_picks_are_for_the_active_picture(shell, shelf):
    first, second = shelf.put(), shelf.put(minutes=1)
    page = compared(shell, shelf, first, second)

    press(shell, Qt.Key.Key_4)
    page.beside.views[0].setFocus()
    press(shell, Qt.Key.Key_X)

    marks = {entry.id: entry.marks for entry in entries(shelf, first, second)}
    assert (marks[second.id].rating, marks[first.id].pick) == (4, Pick.REJECTED)
    assert page.beside.feet[1].stars.rating == 4
    assert page.beside.feet[0].reject.isChecked()


def test_a_star_clicked_below_a_picture_is_for_it(qtbot, shell, shelf):
    first, second = shelf.put(), shelf.put(minutes=1)
    page = compared(shell, shelf, first, second)

    qtbot.mouseClick(page.beside.feet[0].stars.stars[2], Qt.MouseButton.LeftButton)
    shell.settle()

    ratings = {entry.id: entry.marks.rating for entry in entries(shelf, first, second)}
    assert ratings == {first.id: 3, second.id: 0}


def test_a_pick_clicked_twice_is_none(qtbot, shell, shelf):
    first, second = shelf.put(), shelf.put(minutes=1)
    foot = compared(shell, shelf, first, second).beside.feet[0]

    picks = []
    for _ in range(2):
        qtbot.mouseClick(foot.pick, Qt.MouseButton.LeftButton)
        shell.settle()
        picks.append(entries(shelf, first)[0].marks.pick)

    assert picks == [Pick.PICKED, Pick.NONE]


def test_what_differs_is_listed_and_the_words_stand_out(shell, shelf):
    fox = GenerationRequest(prompt="a red fox", seed=7, steps=20)
    cat = GenerationRequest(prompt="a red cat", seed=7, steps=28)
    page = compared(shell, shelf, shelf.put(request=fox), shelf.put(request=cat, minutes=1))

    told = [label.accessibleName() for label in page.table.findChildren(QLabel)]
    rich = [label.text() for label in page.table.findChildren(QLabel)]

    assert "Prompt: a red fox" in told
    assert "Steps: 28" in told
    assert not any(text.startswith("Seed") for text in told)
    assert any(text.startswith("a red <span") and ">cat</span>" in text for text in rich)


def test_what_differs_is_in_view_where_there_is_room(qtbot, shell, shelf):
    fox = GenerationRequest(prompt="a red fox", seed=7, steps=20)
    cat = GenerationRequest(prompt="a red cat", seed=8, steps=28)
    page = compared(shell, shelf, shelf.put(request=fox), shelf.put(request=cat, minutes=1))

    bar = page.table.area.verticalScrollBar()

    qtbot.waitUntil(lambda: bar.maximum() == 0)
    assert page.table.height() < page.height() / 3


def test_the_same_recipe_says_so(shell, shelf):
    page = compared(shell, shelf, shelf.put(), shelf.put(minutes=1))

    assert page.table.told.text() == "Their recipes are the same."


def test_a_prompt_is_text_and_never_markup(shell, shelf):
    sly = GenerationRequest(prompt="<b>bold</b> & <img src=x>")
    page = compared(shell, shelf, shelf.put(request=sly), shelf.put(minutes=1))

    texts = [label.text() for label in page.table.findChildren(QLabel)]

    assert not any("<b>" in text or "<img" in text for text in texts)


def test_a_result_is_set_beside_its_reference_from_the_stage(qtbot, shell, shelf, window):
    shell.stage_model.show(made_from(shelf, reference(shelf)))
    shell.settle()

    qtbot.mouseClick(shell.stage.bar.side, Qt.MouseButton.LeftButton)
    shell.settle()

    views = page_of(shell).beside.views
    assert window.page is Page.COMPARE
    assert [colour_in(view) for view in views[:2]] == [BLUE, RED]


def test_a_compared_picture_becomes_a_reference(shell, shelf):
    first, second = shelf.put(), shelf.put(minutes=1)
    page = compared(shell, shelf, first, second)
    chosen = []
    shell.history.reference_chosen.connect(chosen.append)

    page.beside.feet[1].use.click()

    assert [made.id for made in chosen] == [page.beside._view_model.sides[1].entry.generation.id]


def test_a_reference_from_elsewhere_has_no_recipe_and_no_stars(qtbot, shell, shelf):
    shell.stage_model.show(made_from(shelf, reference(shelf)))
    shell.settle()
    shell.stage.bar.side.click()
    shell.settle()
    page = page_of(shell)

    assert "blue.png" in page.table.told.text()
    assert not page.beside.feet[0].stars.isVisible()
    assert page.beside.feet[1].stars.isVisible()


def test_another_reference_is_chosen_on_the_page(shell, shelf):
    blue, gold = reference(shelf), reference(shelf, colour=GOLD, name="gold.png")
    shell.stage_model.show(made_from(shelf, blue, gold))
    shell.settle()
    shell.stage.bar.side.click()
    shell.settle()
    page = page_of(shell)

    page.bar.reference.setCurrentIndex(1)
    page.bar.reference.activated.emit(1)
    shell.settle()

    assert colour_in(page.beside.views[0]) == GOLD
    assert page.bar.reference.currentText() == "2  gold.png"


def test_another_reference_is_chosen_on_the_stage(shell, shelf):
    blue, gold = reference(shelf), reference(shelf, colour=GOLD, name="gold.png")
    shell.stage_model.show(made_from(shelf, blue, gold))
    shell.settle()

    shell.stage.bar.which.menu().actions()[1].trigger()
    shell.settle()
    shell.stage.hold_before(True)

    assert colour_in(shell.stage.view) == GOLD
    assert "2" in shell.stage.bar.which.text()


def test_a_picture_that_is_gone_says_so_at_its_place(shell, shelf):
    here, gone = shelf.put(colour=RED), shelf.put(minutes=1)
    gone.path.unlink()

    page = compared(shell, shelf, here, gone)

    assert colour_in(page.beside.views[0]) == RED
    assert "cannot be shown" in page.beside.views[1]._told


def test_a_picture_that_is_deleted_leaves_and_of_one_nothing_is_compared(shell, shelf):
    pictures = [shelf.put(minutes=minutes) for minutes in range(3)]
    compared(shell, shelf, *pictures)

    shell.history.trash(entries(shelf, pictures[0]))
    shell.settle()
    left = len(shell.compare.compare.sides)
    shell.history.trash(entries(shelf, pictures[1]))
    shell.settle()

    assert left == 2
    assert shell.compare.compare.sides == ()
    assert page_of(shell).empty.isVisible()


def test_no_picture_is_kept_while_nobody_looks(shell, shelf, window):
    page = compared(shell, shelf, shelf.put(colour=RED), shelf.put(minutes=1))

    window.show_page(Page.STUDIO)
    kept = shell.compare.compare.picture(0)
    window.show_page(Page.COMPARE)
    shell.settle()

    assert kept is None
    assert colour_in(page.beside.views[0]) == RED


def test_all_pixels_are_decoded_when_they_are_shown_and_not_before(qtbot, shell, shelf):
    page = compared(shell, shelf, shelf.put(), shelf.put(minutes=1))
    model = shell.compare.compare
    model.look_away()
    model.show(entries(shelf, shelf.put(size=(2000, 1500)), shelf.put(size=(64, 48), minutes=1)))
    model.look(500 * 400)
    shell.settle()
    large = next(i for i in (0, 1) if model.picture(i).whole.width() == 2000)
    few = model.picture(large).image.size()

    page.beside.views[large].actual_size()
    qtbot.waitUntil(lambda: bool(shell.queue.waiting))
    shell.settle()

    assert few.width() * few.height() <= 500 * 400
    assert model.picture(large).image.width() == 2000


def test_four_large_pictures_stay_within_the_memory_for_them(shell, shelf):
    model = CompareViewModel(shell.tasks, pixels_max=40_000)
    model.show(
        entries(shelf, *(shelf.put(size=(400, 300), minutes=minutes) for minutes in range(4)))
    )

    model.look(10**9)
    model.want_whole()
    shell.settle()

    decoded = [model.picture(place) for place in range(4)]
    assert sum(one.image.width() * one.image.height() for one in decoded) <= 40_000
    assert {one.whole.width() for one in decoded} == {400}
    assert PIXELS_MAX * 4 <= 400_000_000  # bytes, in the app


@pytest.mark.parametrize(
    ("sizes", "columns"),
    [
        ([QSize(1024, 1024)] * 2, 2),
        ([QSize(2048, 768)] * 2, 1),
        ([QSize(1024, 1024)] * 4, 2),
        ([QSize(512, 1536)] * 4, 4),
    ],
)
def test_pictures_lie_so_that_they_are_largest(sizes, columns):
    assert best_columns(sizes, QSize(1200, 800)) == columns


def test_an_empty_page_says_how_to_fill_it(shell, window):
    QTest.mouseClick(window.header.compare, Qt.MouseButton.LeftButton, pos=QPoint(8, 8))

    assert window.page is Page.COMPARE
    assert "press C" in page_of(shell).empty.hint.text()
