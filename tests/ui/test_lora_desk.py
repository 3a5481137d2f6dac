"""From a folder to cards and back, and from a card to its page, in the real window."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QPushButton

from flux2studio.assembly import build
from flux2studio.paths import paths_below
from flux2studio.ui.widgets.lora_menu import LoraMenu
from tests.services.lora_files import write_lora


@pytest.fixture
def app(qtbot, qapp, tmp_path):
    app = build(paths_below(tmp_path / "home"), qapp)
    app.window.show()
    yield app
    app.window.close()
    app.close()


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "loras"
    for number in range(3):
        write_lora(folder / f"ink-{number}.safetensors", number)
    return folder


def take_in(qtbot, app, folder):
    dialog = app.desk.import_table([folder])
    qtbot.waitUntil(dialog.take.isEnabled)
    dialog.take.click()
    qtbot.waitUntil(lambda: app.view_models.loras.count == 3)
    qtbot.waitUntil(lambda: app.studio.lora_folders.roots() == [folder])


def press(qtbot, app, words):
    """Click the button of a message once the message is there: it follows the cards."""

    def found():
        return [
            button
            for message in app.window.messages.messages
            for button in message.findChildren(QPushButton)
            if button.text() == words
        ]

    qtbot.waitUntil(lambda: bool(found()))
    found()[0].click()


def test_a_folder_is_taken_in_watched_and_given_back(qtbot, app, folder):
    take_in(qtbot, app, folder)

    press(qtbot, app, "Undo")

    qtbot.waitUntil(lambda: app.view_models.loras.count == 0)
    assert app.studio.loras.all() == []
    assert len(list(folder.iterdir())) == 3


def test_an_edit_on_the_page_is_in_the_library_at_once(qtbot, app, folder):
    take_in(qtbot, app, folder)
    loras = app.view_models.loras
    lora = next(each for each in loras.all() if each.name == "ink-1")

    loras.details_asked.emit(lora.id)
    page = app.desk.show_page(lora.id)
    page.stars.stars[4].click()

    qtbot.waitUntil(lambda: loras.find(lora.id).rating == 5)
    assert app.studio.loras.get(lora.id).rating == 5
    page.undo.click()
    qtbot.waitUntil(lambda: loras.find(lora.id).rating == 0)


def test_a_file_that_was_moved_away_is_located_again(qtbot, app, folder, tmp_path):
    take_in(qtbot, app, folder)
    loras = app.view_models.loras
    lora = next(each for each in loras.all() if each.name == "ink-2")
    elsewhere = tmp_path / "elsewhere.safetensors"
    (folder / "ink-2.safetensors").rename(elsewhere)
    page = app.desk.show_page(lora.id)

    page.missing._on_file(str(elsewhere))

    qtbot.waitUntil(lambda: loras.find(lora.id).source == str(elsewhere))
    assert page.places.rows[0].address.full_text == str(elsewhere)


def test_a_file_is_shown_then_added_where_it_lies(qtbot, app, folder):
    dialog = app.desk.add(str(folder / "ink-0.safetensors"))
    qtbot.waitUntil(lambda: dialog.add.text() == "Add" and dialog.add.isEnabled())

    dialog.add.click()

    qtbot.waitUntil(lambda: app.view_models.loras.count == 1)
    assert app.studio.loras.all()[0].source == str(folder / "ink-0.safetensors")


def test_a_preview_without_a_picture_says_what_to_do(app):
    app.view_models.loras.preview_asked.emit("any")

    assert "no picture on the stage" in app.window.messages.messages[-1].sentence.text()


def test_a_lora_that_is_in_use_is_not_offered_to_be_used(qtbot, app, folder):
    take_in(qtbot, app, folder)
    loras, compose = app.view_models.loras, app.view_models.compose
    first, second, _ = loras.all()
    compose.add_lora(first.use())

    used, other = (LoraMenu(loras, [lora], app.window).actions()[0] for lora in (first, second))
    assert (used.text(), used.isEnabled()) == ("In use", False)
    assert (other.text(), other.isEnabled()) == ("Use", True)
    LoraMenu(loras, [first, second], app.window).actions()[0].trigger()
    assert [use.source for use in compose.draft.loras] == [first.source, second.source]

    page = app.desk.show_page(first.id)
    assert (page.use.text(), page.use.isEnabled()) == ("In use", False)
