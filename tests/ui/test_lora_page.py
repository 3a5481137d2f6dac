"""The page of a LoRA: each edit is kept as it is made, can be undone, and is the artist's own."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton

from flux2studio.core.errors import LoraError
from flux2studio.core.lora import LoraSeen
from flux2studio.core.lora_facts import edited
from tests.ui.compose_bench import Bench, drop
from tests.ui.compose_parts import picture
from tests.ui.lora_parts import FULL, PretendAdding, PretendCards, fetching, lora_page

ELSEWHERE = Path("/drive/ink.safetensors")


@pytest.fixture
def bench(qtbot):
    return Bench(qtbot)


@pytest.fixture
def opened(qtbot, bench):
    def _opened(lora=FULL, **rest):
        dialog = lora_page(bench, lora, **rest)
        qtbot.addWidget(dialog)
        dialog.show()
        bench.settle()
        return dialog

    return _opened


def test_a_line_is_kept_when_it_is_left(bench, opened):
    page = opened()
    page.editor.lines["credit"].setText("Ink by A. Berg")

    page.editor.lines["credit"].editingFinished.emit()
    bench.settle()

    assert page.cards.asked == [{"credit": "Ink by A. Berg"}]
    assert page.cards.lora.credit == "Ink by A. Berg"
    assert page.taken[-1].credit == "Ink by A. Berg"


def test_a_field_the_artist_wrote_says_so(bench, opened):
    page = opened()
    field = next(each for each in page.editor.fields if "credit" in each.names)
    assert field.own.text() == ""

    page.page.edit(credit="Mine")
    bench.settle()

    assert field.own.text() == "yours"


def test_ctrl_z_takes_the_last_edit_back(bench, opened):
    page = opened()
    page.page.edit(rating=2)
    bench.settle()
    assert page.stars.rating == 2

    page.undo.click()
    bench.settle()

    assert page.stars.rating == 4
    assert page.cards.lora == FULL


def test_undo_says_what_it_takes_back_and_is_off_while_that_is_nothing(bench, opened):
    page = opened()
    assert not page.undo.isEnabled()

    page.page.edit(rating=2)
    bench.settle()

    assert page.undo.isEnabled()
    assert page.undo.toolTip() == "Undo: Edit"

    page.undo.click()
    bench.settle()

    assert not page.undo.isEnabled()


def test_what_does_not_fit_is_said_at_its_field(bench, opened):
    page = opened()

    page.editor.lines["page"].setText("no address")
    page.editor.lines["page"].editingFinished.emit()
    bench.settle()

    field = next(each for each in page.editor.fields if "page" in each.names)
    assert field.problem.text() == "The page must be a web address. Begin it with https://"
    assert page.editor.lines["page"].text() == "no address"
    page.editor.lines["page"].setText(FULL.page)
    page.editor.lines["page"].editingFinished.emit()
    bench.settle()
    assert field.problem.text() == ""


def test_a_scale_above_its_range_is_refused(bench, opened):
    page = opened()

    page.editor.scale.numbers["default_scale"].setValue(2)
    bench.settle()

    field = next(each for each in page.editor.fields if "default_scale" in each.names)
    assert "above the range" in field.problem.text()


def test_a_trigger_word_is_typed_in(bench, opened):
    page = opened()
    words = page.editor.words["trigger_words"]

    QTest.keyClicks(words.field, "wet edge, sumi")
    QTest.keyClick(words.field, Qt.Key.Key_Return)
    bench.settle()

    assert page.cards.lora.trigger_words == ("inkwash style", "loose ink", "wet edge", "sumi")
    assert page.isVisible()


def test_del_removes_the_word_in_focus(bench, opened):
    page = opened()
    chips = page.editor.words["trigger_words"].chips
    chip = next(each for each in chips.children() if getattr(each, "word", "") == "loose ink")

    QTest.keyClick(chip, Qt.Key.Key_Delete)
    bench.settle()

    assert page.cards.lora.trigger_words == ("inkwash style",)


def test_a_word_dragged_to_the_other_group_becomes_optional_in_one_step(bench, opened):
    page = opened()
    mime = QMimeData()
    mime.setData("application/x-flux2studio-word", b"loose ink")

    assert drop(page.editor.words["optional_words"], mime)
    bench.settle()

    assert page.cards.lora.trigger_words == ("inkwash style",)
    assert page.cards.lora.optional_words == ("paper grain", "monochrome", "loose ink")
    assert len(page.cards.steps) == 1


def test_the_menu_of_a_word_makes_it_required(bench, opened):
    page = opened()
    menu = page.editor.words["optional_words"].menu_of("monochrome")

    menu.actions()[0].trigger()
    bench.settle()

    assert "monochrome" in page.cards.lora.trigger_words


def test_stars_and_favourite_are_one_click(bench, opened):
    page = opened()

    page.stars.stars[4].click()
    page.favourite.click()
    bench.settle()

    assert page.cards.lora.rating == 5
    assert not page.cards.lora.favourite


def test_the_star_chosen_again_takes_the_rating_away(bench, opened):
    page = opened()

    page.stars.stars[3].click()
    bench.settle()

    assert page.cards.lora.rating == 0


def test_a_range_is_dragged_on_the_slider(bench, opened):
    page = opened()
    slider = page.editor.scale.slider
    at = slider.rect().center()

    QTest.mousePress(slider, Qt.MouseButton.LeftButton, pos=at)
    QTest.mouseRelease(slider, Qt.MouseButton.LeftButton, pos=at)
    bench.settle()

    assert page.cards.lora.scale_high == 1.0


def test_notes_half_typed_are_kept_when_the_page_closes(bench, opened):
    page = opened()
    page.activateWindow()
    notes = page.editor.texts["notes"]
    notes.setFocus()
    notes.setPlainText("Below 0.9 only")

    page.close_button.click()
    notes.left.emit(notes.toPlainText())
    bench.settle()

    assert page.cards.lora.notes == "Below 0.9 only"


def test_hashes_are_folded_and_copied(opened):
    page = opened()
    assert not page.identity.body.isVisible()

    page.identity.toggle.click()
    copies = page.identity.body.findChildren(QToolButton)
    next(each for each in copies if each.accessibleName() == "Copy AutoV3").click()

    assert QGuiApplication.clipboard().text() == "71B20C88D1AA"


def test_another_place_is_used_from_now_on(bench, opened):
    places = (FULL.places[0], replace(FULL.places[1], file=""))
    page = opened(replace(FULL, places=places))

    page.places.rows[1].use.click()
    bench.settle()

    assert page.cards.lora.source == "atelier/ink-wash"
    assert "in use" in page.places.rows[0].state.text()


def test_a_place_is_forgotten_and_the_one_in_use_stays(bench, opened):
    page = opened()
    assert not page.places.rows[0].remove.isVisible()

    page.places.rows[1].remove.click()
    bench.settle()

    assert page.cards.lora.places == FULL.places[:1]
    assert len(page.places.rows) == 1


def test_a_field_goes_back_to_what_the_file_says_and_undo_brings_it_back(bench, opened):
    page = opened()
    field = next(each for each in page.editor.fields if "notes" in each.names)
    assert field.own.text() == "yours"

    field.reset.click()
    bench.settle()

    assert page.cards.asked == [("reset", "notes")]
    assert field.own.text() == ""
    assert page.editor.texts["notes"].toPlainText() == ""
    page.undo.click()
    bench.settle()
    assert page.editor.texts["notes"].toPlainText() == FULL.notes


def test_what_the_history_knows_is_said(bench, opened):
    cards = PretendCards(FULL)
    cards.seen_of = {FULL.source: LoraSeen(runs=42)}
    page = opened(cards=cards)

    assert page.seen.runs.text() == "Used 42 times"


def test_a_pair_is_compared_by_keys(bench, opened, tmp_path):
    for name in ("a" * 64, "b" * 64):
        (tmp_path / name).write_bytes(picture())
    lora = replace(FULL, pair=("a" * 64, "b" * 64))
    page = opened(lora, cards=PretendCards(lora, tmp_path))
    assert page.cover.has_pair

    QTest.keyClick(page.cover, Qt.Key.Key_Right)
    QTest.keyPress(page.cover, Qt.Key.Key_Space)

    assert page.cover.at == pytest.approx(0.55)
    assert page.cover.is_held
    QTest.keyRelease(page.cover, Qt.Key.Key_Space)
    assert not page.cover.is_held


def test_a_lost_preview_leaves_the_drawn_one(bench, opened, tmp_path):
    lora = replace(FULL, preview="c" * 64)
    page = opened(lora, cards=PretendCards(lora, tmp_path))

    assert page.page.preview.isNull()
    assert page.problem.text() == ""


def test_a_change_from_elsewhere_is_shown(opened):
    page = opened()

    page.page.show(edited(FULL, name="Ink wash, new"))

    assert page.windowTitle() == "Ink wash, new"
    assert page.editor.lines["name"].text() == "Ink wash, new"


# A file that is gone


def gone(**changes):
    return replace(FULL, missing=True, **changes)


def test_a_missing_file_is_located(bench, opened):
    page = opened(gone(), files=(ELSEWHERE,))

    page.missing.locate.click()
    bench.settle()

    assert page.cards.lora.source == str(ELSEWHERE)
    assert not page.page.lora.missing


def test_the_search_for_a_file_begins_in_the_nearest_folder_that_is_there(bench, opened, tmp_path):
    page = opened(gone(source=str(tmp_path / "old" / "flux" / "ink.safetensors")))

    page.missing.locate.click()
    bench.settle()

    assert page.began_in == tmp_path


def test_another_file_is_a_question_first(bench, opened):
    lora = gone()
    cards = PretendCards(lora)
    cards.refusals[ELSEWHERE] = LoraError("It holds other weights.", field="sure")
    page = opened(lora, cards=cards, files=(ELSEWHERE,))

    page.missing.locate.click()
    bench.settle()
    assert page.missing.sentence.text() == "It holds other weights."
    assert page.cards.lora.missing

    page.missing.anyway.click()
    bench.settle()

    assert cards.asked[-1] == ("locate", ELSEWHERE, True)
    assert not cards.lora.missing


def test_a_missing_file_is_downloaded_again_from_its_places(bench, opened):
    adding = PretendAdding()
    adding.tells = (fetching(),)
    page = opened(gone(), adding=adding)

    page.missing.download.click()
    assert page.missing.stop.isVisible()
    bench.settle()

    assert adding.asked == [("download", "Ink wash")]
    assert page.page.lora.source == "/data/lora-files/again.safetensors"


def test_a_download_that_fails_says_why_and_can_be_tried_again(bench, opened):
    adding = PretendAdding()
    adding.failure = LoraError("The repository is gone.")
    page = opened(gone(), adding=adding)

    page.missing.download.click()
    bench.settle()

    assert page.missing.problem.text() == "The repository is gone."
    assert page.missing.download.isVisible()


def test_without_another_place_only_locate_and_forget_are_offered(opened):
    page = opened(gone(places=()))
    asked = []
    page.missing.forget_wanted.connect(asked.append)

    assert not page.missing.download.isVisible()
    page.missing.forget.click()

    assert asked == [FULL.id]


def test_a_file_that_is_there_needs_nothing(opened):
    assert not opened().missing.isVisible()
