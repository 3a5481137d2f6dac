"""Keys that the artist gave others: kept, shown, and meant wherever they are pressed."""

from __future__ import annotations

import json

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from flux2studio.storage.settings import SettingsStore
from flux2studio.ui.actions import specs
from flux2studio.ui.keymap import Keymap, combination, keymap, portable, with_key
from flux2studio.ui.widgets.key_catcher import KeyCatcher
from flux2studio.ui.widgets.keys_dialog import KeysDialog
from flux2studio.ui.widgets.main_window import Page
from flux2studio.ui.widgets.settings_keys import KeysPage

NONE = Qt.KeyboardModifier.NoModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
GROUP = Qt.KeyboardModifier.GroupSwitchModifier
SPECS = {spec.id: spec for spec in specs()}


def press(key, held=NONE, text=""):
    return QKeyEvent(QEvent.Type.KeyPress, key, held, text)


@pytest.fixture
def keys(qapp):
    """The keys of the application, given back as they were."""
    keys = keymap()
    yield keys
    keys.reset_all()


@pytest.fixture
def page(keys, qtbot):
    page = KeysPage(keys)
    qtbot.addWidget(page)
    page.show()
    return page


def catch(page, key, held=NONE):
    page.add.click()
    QTest.keyClick(page.add, key, held)


def test_a_sign_counts_however_it_is_typed():
    keys = Keymap()

    german = press(Qt.Key.Key_Backslash, GROUP, "\\")
    french = press(Qt.Key.Key_5, SHIFT, "5")
    caps = press(Qt.Key.Key_P, NONE, "P")

    assert keys.pressed(german, ("before",)) == "before"
    assert keys.pressed(french, ("star_5",)) == "star_5"
    assert keys.pressed(caps, ("pick", "reject")) == "pick"


def test_a_keyboard_without_the_stroke_has_a_second_key_for_before():
    assert Keymap().pressed(press(Qt.Key.Key_Y, NONE, "y"), ("before",)) == "before"


def test_letters_with_control_are_no_letters():
    control = press(Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier, "p")

    assert Keymap().pressed(control, ("pick",)) == ""


def test_a_key_that_only_changes_others_is_no_key():
    assert combination(press(Qt.Key.Key_Shift, SHIFT)) == ""
    assert combination(press(Qt.Key.Key_Backtab, SHIFT)) == "Shift+Tab"


def test_a_key_taken_over_is_lost_to_its_owner():
    keys = Keymap()

    keys.give("G", SPECS["studio"], in_place_of="E")

    assert keys.keys("studio") == ("G",)
    assert keys.keys("history") == ()


def test_the_enter_of_the_keypad_goes_with_that_of_the_letters():
    keys = Keymap()

    keys.give("F9", SPECS["generate"], in_place_of="Ctrl+Return")

    assert keys.keys("generate") == ("F9", "Shift+Return")


def test_the_same_key_may_mean_different_things_in_different_places():
    keys = Keymap()

    assert keys.owners("B", SPECS["compare_beside"]) == ()
    assert [spec.id for spec in keys.owners("B", SPECS["studio"])] == ["compare_beside"]


def test_usual_keys_come_back_one_by_one_or_all():
    keys = Keymap()
    keys.give("G", SPECS["studio"], in_place_of="E")

    keys.reset(SPECS["history"])
    one = keys.keys("history"), keys.keys("studio")
    keys.reset_all()

    assert one == (("G",), ())
    assert keys.own == {}


@pytest.mark.parametrize("wrong", [["Ctrl+Nonsense"], ["Ctrl+A, Ctrl+B"], [""]])
def test_keys_that_no_keyboard_has_leave_the_usual_ones_and_are_named(wrong):
    keys = Keymap({"studio": wrong, "history": ["H"]})

    assert keys.keys("studio") == ("E",)
    assert keys.keys("history") == ("H",)
    assert keys.refused == ("studio",)


def test_actions_of_another_version_do_no_harm():
    assert Keymap({"fly": ["F"]}).refused == ("fly",)


def test_every_usual_key_is_one_that_a_keyboard_has():
    assert [key for spec in specs() for key in spec.keys if not portable(key)] == []


def test_damaged_shortcuts_in_the_settings_fall_back_with_a_word(tmp_path):
    path = tmp_path / "settings.json"
    path.write_text(json.dumps({"shortcuts": {"studio": "Q"}, "upload_days": 3}))

    store = SettingsStore(path, {})
    settings = store.load()

    assert (settings.shortcuts, settings.upload_days) == ({}, 3)
    assert "shortcuts" in store.problems[0]


def test_shortcuts_are_kept_in_the_settings(tmp_path):
    store = SettingsStore(tmp_path / "settings.json", {})
    settings = store.load()
    settings.shortcuts["studio"] = ("Q",)
    store.save(settings)

    assert store.load().shortcuts == {"studio": ("Q",)}


def test_the_window_obeys_new_keys_at_once(keys, shell):
    window = shell.window
    keys.give("Q", SPECS["history"], in_place_of="G")

    QTest.keyClick(window, Qt.Key.Key_G)
    before = window.page
    QTest.keyClick(window, Qt.Key.Key_Q)

    assert (before, window.page) == (Page.STUDIO, Page.HISTORY)


def test_a_key_that_is_held_can_be_another(keys, shell, shelf):
    shell.stage_model.show(shelf.put())
    shell.settle()
    keys.give("K", SPECS["panels_stage"], in_place_of="Tab")
    view = shell.stage.view
    view.setFocus()

    QTest.keyClick(view, Qt.Key.Key_K)

    assert not shell.window.studio.left_shown


def test_tooltips_name_the_key_of_now(keys, qtbot):
    button = QPushButton()
    qtbot.addWidget(button)
    button.setToolTip(with_key("Show the whole picture", "fit"))
    before = button.toolTip()

    keys.give("Ctrl+7", SPECS["fit"], in_place_of="Ctrl+0")

    assert before == "Show the whole picture (Ctrl+0)"
    assert button.toolTip() == "Show the whole picture (Ctrl+7)"


def test_new_keys_are_pressed_and_count(keys, page):
    page.choose("studio")

    catch(page, Qt.Key.Key_F7)

    assert keys.keys("studio") == ("F7",)


def test_a_key_that_others_have_is_named_and_may_be_taken_over(keys, page):
    page.choose("studio")

    catch(page, Qt.Key.Key_G)
    said, before = page.said.text(), keys.keys("studio")
    page.take_over.click()

    assert "History" in said
    assert before == ("E",)
    assert (keys.keys("studio"), keys.keys("history")) == (("G",), ())


@pytest.mark.parametrize("key", [Qt.Key.Key_Tab, Qt.Key.Key_Return])
def test_keys_that_lead_through_the_window_stay_with_it(keys, page, key):
    page.choose("studio")

    catch(page, key)

    assert keys.keys("studio") == ("E",)
    assert page.said.text()


def test_esc_ends_the_listening(keys, page):
    page.choose("studio")

    catch(page, Qt.Key.Key_Escape)

    assert keys.keys("studio") == ("E",)
    assert not page.add.is_listening


def test_listening_ends_when_the_button_is_left(qtbot):
    catcher = KeyCatcher("Press", "Now")
    qtbot.addWidget(catcher)
    with qtbot.waitActive(catcher):
        catcher.show()
    catcher.click()
    listening = catcher.text()

    catcher.clearFocus()

    assert (listening, catcher.text()) == ("Now", "Press")


def test_all_usual_keys_can_be_undone(keys, page):
    keys.give("Q", SPECS["studio"])
    page.all_usual.click()
    usual = keys.keys("studio")

    page.undo.button.click()

    assert (usual, keys.keys("studio")) == (("E",), ("E", "Q"))


@pytest.mark.parametrize(("text", "found"), [("zoom in", "zoom_in"), ("alt+l", "lora_picker")])
def test_the_page_finds_actions_by_words_and_by_keys(page, text, found):
    page.search.setText(text)

    shown = [action for action, item in page._items.items() if not item.isHidden()]
    assert found in shown
    assert len(shown) < 5


def test_the_list_of_keys_finds_actions_by_words_and_by_keys(keys, qtbot):
    keys.give("Ctrl+7", SPECS["fit"], in_place_of="Ctrl+0")
    dialog = KeysDialog()
    qtbot.addWidget(dialog)
    dialog.show()

    dialog.search.setText("ctrl+7")
    shown = [words.text() for _, (words, _), _ in dialog._rows if words.isVisible()]
    dialog.search.setText("xyzzy")

    assert shown == ["Fit"]
    assert dialog.nothing.isVisible()
