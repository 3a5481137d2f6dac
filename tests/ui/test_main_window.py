"""The window: pages, keys, panels, messages, and what it remembers."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, QSize, Qt, QUrl
from PySide6.QtGui import QAccessible, QDropEvent, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QLabel, QScrollArea, QWidget

from flux2studio.core.errors import StudioError
from flux2studio.ui.actions import build, specs
from flux2studio.ui.keymap import Keymap
from flux2studio.ui.widgets.dialogs import resize_on_screen
from flux2studio.ui.widgets.keys_dialog import KeysDialog
from flux2studio.ui.widgets.main_window import Page
from flux2studio.ui.widgets.message_bar import SHOWN_MAX, MessageBar
from flux2studio.ui.widgets.start_card import StartCard
from flux2studio.ui.widgets.status_line import Readiness, StatusLine
from flux2studio.ui.widgets.studio_page import JOBS_HEIGHT
from tests.ui.shell_parts import Shell


@pytest.fixture
def window(shell):
    return shell.window


@pytest.fixture
def messages(qtbot):
    bar = MessageBar()
    qtbot.addWidget(bar)
    bar.show()
    return bar


def test_letters_switch_the_pages(window):
    QTest.keyClick(window, Qt.Key.Key_G)
    there = window.page
    QTest.keyClick(window, Qt.Key.Key_E)

    assert (there, window.page) == (Page.HISTORY, Page.STUDIO)


def test_letters_are_only_letters_in_a_text_field(shell, window):
    window.show_page(Page.HISTORY)
    shell.page.search.setFocus()

    QTest.keyClicks(shell.page.search, "eczf")

    assert window.page is Page.HISTORY
    assert shell.page.search.text() == "eczf"


def test_tab_on_the_picture_hides_and_shows_the_panels(shell, window):
    shell.stage.view.setFocus()

    QTest.keyClick(shell.stage.view, Qt.Key.Key_Tab)
    hidden = (window.studio.left_shown, window.studio.right_shown)
    QTest.keyClick(shell.stage.view, Qt.Key.Key_Tab)

    assert hidden == (False, False)
    assert window.studio.left_shown
    assert window.studio.right_shown


def test_shift_tab_leaves_the_picture(shell, window):
    shell.stage.view.setFocus()

    QTest.keyClick(shell.stage.view, Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)

    assert not shell.stage.view.hasFocus()


def test_the_header_hides_a_panel(qtbot, window):
    qtbot.mouseClick(window.header.left, Qt.MouseButton.LeftButton)

    assert not window.studio.left_shown
    assert not window.header.left.isChecked()


def test_panels_hidden_stay_hidden_after_a_restart(qtbot, shelf, tmp_path, shell, window):
    window.studio.show_left(False)
    window.close()

    again = Shell(qtbot, shelf, tmp_path).window
    again.show()

    assert not again.studio.left_shown
    assert not again.header.left.isChecked()
    assert again.studio.right_shown


class Form(QWidget):
    """A form that needs some height."""

    def __init__(self, needed):
        super().__init__()
        self.needed = needed

    def sizeHint(self):
        return QSize(336, self.needed)


def drag(widget, start, end):
    """Press, move and let go, with the button held all the way."""
    left, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
    for kind, place, button, held in (
        (QEvent.Type.MouseButtonPress, start, left, left),
        (QEvent.Type.MouseMove, end, none, left),
        (QEvent.Type.MouseButtonRelease, end, left, none),
    ):
        at = QPointF(place), QPointF(widget.mapToGlobal(place))
        event = QMouseEvent(kind, *at, button, held, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(widget, event)
        QApplication.processEvents()  # the line follows a little later


def test_every_panel_is_held_by_the_strip_at_its_top(qtbot, window):
    studio = window.studio
    for dock in (studio.loras, studio.compose, studio.jobs):
        strip = dock.childAt(QPoint(dock.width() // 2, 4))
        assert strip is dock.titleBarWidget()
        qtbot.mouseDClick(strip, Qt.MouseButton.LeftButton)
        assert dock.isFloating()


def test_a_form_that_grows_gets_the_room_of_the_empty_jobs(qtbot, window):
    form = Form(700)
    window.studio.compose.setWidget(form)
    window.resize(1900, 1000)
    qtbot.waitUntil(lambda: 700 <= form.height() < 720)

    form.needed = 760
    form.updateGeometry()

    qtbot.waitUntil(lambda: 760 <= form.height() < 780)
    assert window.studio.jobs.height() >= JOBS_HEIGHT


def test_the_form_gets_its_room_also_where_the_window_is_larger_than_last_time(
    qtbot, shelf, tmp_path, window
):
    window.resize(1280, 760)
    window.close()
    again = Shell(qtbot, shelf, tmp_path).window
    form = Form(760)
    again.studio.compose.setWidget(form)

    again.resize(1900, 1000)
    again.show()

    qtbot.waitUntil(lambda: 760 <= form.height() < 780)


def test_a_line_that_was_moved_stays_where_it_was_put(qtbot, shelf, tmp_path, window):
    studio = window.studio
    window.resize(1280, 760)
    qtbot.waitUntil(lambda: abs(studio.jobs.height() - JOBS_HEIGHT) <= 2)
    line = QPoint(studio.jobs.geometry().center().x(), studio.jobs.y() - 2)
    drag(studio, line, line - QPoint(0, 120))
    qtbot.waitUntil(lambda: studio.jobs.height() > JOBS_HEIGHT + 100)
    by_hand = studio.jobs.height()
    window.close()

    again = Shell(qtbot, shelf, tmp_path).window
    again.studio.compose.setWidget(Form(780))
    again.show()

    assert again.studio.is_sized_by_hand
    assert again.studio.jobs.height() == pytest.approx(by_hand, abs=8)


def test_a_garbage_layout_file_only_costs_the_layout(qtbot, shelf, tmp_path):
    (tmp_path / "window.ini").write_bytes(
        b"[General]\ngeometry=@ByteArray(\\x1)\ndocks=seven\n\0\xff"
    )

    window = Shell(qtbot, shelf, tmp_path).window
    window.show()

    assert window.studio.left_shown


def test_handlers_of_the_app_get_their_keys(qtbot, shelf, tmp_path):
    asked = []
    window = Shell(qtbot, shelf, tmp_path, {"generate": lambda: asked.append("generate")}).window
    with qtbot.waitActive(window):
        window.show()

    QTest.keyClick(window, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    assert asked == ["generate"]


def test_no_two_actions_share_a_key():
    keys = Keymap()

    shared = {
        (spec.id, other.id)
        for spec in specs()
        for key in spec.keys
        for other in keys.owners(key, spec)
    }

    assert shared == set()


def test_a_key_held_down_is_one_wish_except_for_the_zoom(qtbot):
    handlers = {spec.id: (lambda: None) for spec in specs()}
    owner = QWidget()
    qtbot.addWidget(owner)

    built = build(owner, handlers)

    assert {name for name, action in built.items() if action.autoRepeat()} == {
        "zoom_in",
        "zoom_out",
    }


def test_the_list_of_keys_names_every_action(qtbot):
    dialog = KeysDialog()
    qtbot.addWidget(dialog)

    words = {label.text() for label in dialog.findChildren(QLabel)}

    missing = [s.text for s in specs() if not words & {s.text, s.series}]
    assert missing == []


@pytest.mark.parametrize("wanted", [QSize(600, 680), QSize(9000, 9000)])
def test_a_dialog_is_never_larger_than_the_screen(qtbot, wanted):
    dialog = QDialog()
    qtbot.addWidget(dialog)

    resize_on_screen(dialog, wanted)

    room = dialog.screen().availableSize()
    assert dialog.size() == wanted or dialog.height() < room.height()
    assert dialog.width() <= room.width()


def test_all_keys_are_in_view_where_there_is_room(qtbot):
    dialog = KeysDialog()
    qtbot.addWidget(dialog)

    with qtbot.waitExposed(dialog):
        dialog.show()
    dialog.resize(dialog.sizeHint())

    area = dialog.findChild(QScrollArea)
    qtbot.waitUntil(lambda: area.widget().size() == area.viewport().size())


def test_f1_opens_the_list_of_keys(window):
    QTest.keyClick(window, Qt.Key.Key_F1)

    assert window.findChild(KeysDialog).isVisible()


def test_the_first_start_offers_its_ways_and_then_the_form(qtbot, window):
    card = StartCard()
    window.show_start(card)
    form_hidden = not window.studio.right_shown

    qtbot.mouseClick(card.look_around.button, Qt.MouseButton.LeftButton)

    assert form_hidden
    assert window.studio.right_shown


def test_enter_takes_the_way_in_focus(qtbot, window):
    card = StartCard()
    window.show_start(card)

    with qtbot.waitSignal(card.sample_chosen):
        QTest.keyClick(card.look_around.button, Qt.Key.Key_Return)


def test_entering_a_key_is_asked_for_from_the_card(qtbot, window):
    card = StartCard()
    window.show_start(card)

    with qtbot.waitSignal(card.key_wanted):
        qtbot.mouseClick(card.hosted.button, Qt.MouseButton.LeftButton)


def test_the_card_says_what_this_computer_can_and_leads_there(qtbot, window):
    card = StartCard()
    window.show_start(card)

    card.show_computer("RTX 4080. FLUX.2 klein 4B fits.")

    assert card.computer.words.text() == "RTX 4080. FLUX.2 klein 4B fits."
    with qtbot.waitSignal(card.computer_wanted):
        qtbot.mouseClick(card.computer.button, Qt.MouseButton.LeftButton)


def test_loras_dropped_on_the_card_are_handed_on(qtbot, tmp_path):
    card = StartCard()
    qtbot.addWidget(card)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path))])
    drop = QDropEvent(
        QPointF(5, 5),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )

    with qtbot.waitSignal(card.loras_dropped) as dropped:
        card.dropEvent(drop)

    assert dropped.args[0] == [tmp_path]


def test_the_state_of_the_backend_is_said_in_words(window):
    window.status.show_backend("fal needs a key", Readiness.NEEDS_KEY)

    assert "fal needs a key" in window.status.backend.text()


def test_what_pictures_cost_takes_no_room_until_there_is_something(window):
    window.header.show_money("", "")
    before = window.header.cost.isVisible()
    window.header.show_money("$0.13 this session", "fal $0.13")

    assert not before
    assert window.header.cost.isVisible()
    assert window.header.cost.toolTip() == "fal $0.13"


def test_the_backend_and_the_money_lead_to_their_settings(qtbot, window):
    window.status.show_backend("fal needs a key", Readiness.NEEDS_KEY)
    window.header.show_money("$0.13 this session", "")

    with qtbot.waitSignals([window.status.backend_wanted, window.header.money_wanted]):
        qtbot.mouseClick(window.status.backend, Qt.MouseButton.LeftButton)
        qtbot.mouseClick(window.header.cost, Qt.MouseButton.LeftButton)


def test_an_error_is_a_sentence_a_step_and_folded_details(qtbot, messages):
    messages.show_error(StudioError("The disk is full.", hint="Free some space.", details="ENOSPC"))
    (message,) = messages.messages
    folded = not message.details.isVisible()

    show = next(b for b in message.findChildren(QAbstractButton) if b.text() == "Details")
    qtbot.mouseClick(show, Qt.MouseButton.LeftButton)

    assert (message.sentence.text(), message.hint.text()) == (
        "The disk is full.",
        "Free some space.",
    )
    assert folded
    assert message.details.isVisible()


def test_details_are_copied_with_their_sentence(qtbot, messages):
    messages.show_error(StudioError("The disk is full.", details="ENOSPC"))
    copy = next(b for b in messages.findChildren(QAbstractButton) if b.text() == "Copy")

    qtbot.mouseClick(copy, Qt.MouseButton.LeftButton)

    assert QApplication.clipboard().text() == "The disk is full.\nENOSPC"
    assert copy.text() == "Copied"


def test_undo_is_one_click_and_the_message_goes(qtbot, messages):
    undone = []
    messages.say("1 picture deleted.", "Undo", lambda: undone.append(1))
    undo = next(b for b in messages.findChildren(QAbstractButton) if b.text() == "Undo")

    qtbot.mouseClick(undo, Qt.MouseButton.LeftButton)

    assert undone == [1]
    assert messages.messages == []


def test_the_same_sentence_is_not_stacked_and_old_ones_make_room(messages):
    for sentence in ("a", "b", "b", "c", "d"):
        messages.warn(sentence)

    assert [m.sentence.text() for m in messages.messages] == ["b", "c", "d"]
    assert len(messages.messages) == SHOWN_MAX


def focusable(window):
    return [
        widget
        for widget in window.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.window() is window  # the list of a combo box is in one of its own
        and not widget.isHidden()
        and not widget.objectName().startswith("qt_")
    ]


@pytest.mark.parametrize("page", list(Page))
def test_everything_that_takes_the_focus_has_a_name(shell, shelf, window, page):
    shelf.put()
    shell.history.load()
    shell.settle()
    window.show_page(page)
    window.messages.show_error(StudioError("x", details="y"))

    nameless = [
        f"{type(widget).__name__} {widget.geometry()}"
        for widget in focusable(window)
        if not QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name).strip()
    ]

    assert nameless == []


def test_buttons_without_words_explain_themselves(window):
    bare = [
        button.accessibleName()
        for button in window.findChildren(QAbstractButton)
        if not button.text() and not button.toolTip() and button.isVisibleTo(window)
    ]

    assert bare == []


def test_the_tab_key_visits_the_bar_of_the_stage_from_left_to_right(shell, shelf, window):
    shell.stage_model.show(shelf.put())
    shell.settle()
    shell.stage.bar.fit.setFocus()

    visited = []
    for _ in range(4):
        visited.append(QApplication.focusWidget())
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)

    places = [widget.mapTo(window, QPoint()).x() for widget in visited]
    assert places == sorted(places)


def test_the_status_line_tells_work_for_as_long_as_it_takes(qtbot):
    line = StatusLine()
    qtbot.addWidget(line)
    line.say("Undone: 5 stars")
    line.show_work("")
    before = line.said.text()
    line.show_work("5 of 9")
    meanwhile = line.said.text()
    line.show_work("")

    assert (before, meanwhile, line.said.text()) == ("Undone: 5 stars", "5 of 9", "")
