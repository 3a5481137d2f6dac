"""The dialog that adds a LoRA: it says what it is before it is added, and where it stands."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from flux2studio.core.errors import LoraError, NotAllowedError
from flux2studio.ui.viewmodels.lora_adding import LoraAddingViewModel, Phase
from flux2studio.ui.widgets.add_lora_dialog import AddLoraDialog
from tests.ui.compose_bench import Bench, drop, files, urls
from tests.ui.compose_parts import INK, picture
from tests.ui.lora_parts import FILE_OFFER, INK_OFFER, PretendAdding, fetching

LEFT = Qt.MouseButton.LeftButton
INK_SOURCE = "atelier/ink-wash"


class Desk:
    def __init__(self, qtbot):
        self.bench = Bench(qtbot)
        self.service = PretendAdding()
        self.adding = LoraAddingViewModel(self.service, self.bench.tasks)
        self.dialog = AddLoraDialog(self.adding, self.bench.ask)
        self.added = []
        self.adding.added.connect(self.added.append)
        qtbot.addWidget(self.dialog)
        self.dialog.show()

    def begin(self, text=INK_SOURCE):
        self.dialog.begin(text)
        self.bench.settle()


@pytest.fixture
def desk(qtbot):
    return Desk(qtbot)


def test_a_repository_is_shown_before_it_is_added(qtbot, desk):
    qtbot.keyClicks(desk.dialog.source, INK_SOURCE)
    assert desk.dialog.note.text() == "A Hugging Face repository."
    assert desk.dialog.add.text() == "Look"

    QTest.keyClick(desk.dialog.source, Qt.Key.Key_Return)
    desk.bench.settle()

    offer = desk.dialog.offer
    assert offer.name.full_text == "Ink wash"
    assert offer.facts.text() == "FLUX.2 dev · 331 MB · Hugging Face"
    assert offer.triggers.text() == "Trigger words: inkwash style"
    assert offer.rights.text() == "apache-2.0 · pictures may be sold · Anna Berg"
    assert desk.added == []


def test_what_was_shown_is_downloaded_and_the_dialog_closes(qtbot, desk):
    desk.begin()
    assert desk.dialog.add.text() == "Download and add"

    qtbot.mouseClick(desk.dialog.add, LEFT)
    desk.bench.settle()

    assert desk.service.asked == [("add", "ink-wash-v2.safetensors", True)]
    assert [lora.name for lora in desk.added] == ["Ink wash"]
    assert not desk.dialog.isVisible()


def test_another_file_is_chosen_and_kept_as_a_link(qtbot, desk):
    desk.begin()

    desk.dialog.offer.file.activated.emit(1)
    desk.bench.settle()
    desk.dialog.offer.link.click()
    qtbot.mouseClick(desk.dialog.add, LEFT)
    desk.bench.settle()

    assert desk.service.asked == [("add", "ink-wash-v2-fp8.safetensors", False)]


def test_the_header_of_another_file_is_read_when_it_is_chosen(desk):
    desk.begin()

    desk.dialog.offer.file.activated.emit(1)
    desk.bench.settle()

    assert desk.adding.file.facts.rank == 16


def test_a_file_that_fits_no_model_says_why_and_cannot_be_added(desk):
    desk.begin()

    desk.dialog.offer.file.activated.emit(2)
    desk.bench.settle()

    assert not desk.dialog.add.isEnabled()
    assert desk.dialog.add.toolTip() == "Made for another model."


def test_a_file_of_this_computer_stays_where_it_is(qtbot, desk):
    desk.begin(str(FILE_OFFER.path))
    assert not desk.dialog.offer.fetch.isVisible()
    assert "stays where it is" in desk.dialog.offer.how.text()

    qtbot.mouseClick(desk.dialog.add, LEFT)
    desk.bench.settle()

    assert desk.service.asked == [("add", "deep-teal.safetensors", False)]


def test_the_picture_of_the_page_is_shown(desk):
    desk.service.picture_data = picture(32, 32)
    desk.begin()

    assert desk.adding.picture.width() == 32


def test_a_broken_picture_is_left_out(desk):
    desk.service.picture_data = b"<html>"
    desk.begin()

    assert desk.adding.picture.isNull()
    assert desk.adding.phase is Phase.OFFERING


def test_a_duplicate_is_said_before_adding_and_its_card_offered(desk):
    known = tuple(replace(file, known=INK) for file in INK_OFFER.files)
    desk.service.offers[INK_SOURCE] = replace(INK_OFFER, files=known)
    wanted = []
    desk.dialog.card_wanted.connect(wanted.append)
    desk.begin()

    assert desk.dialog.offer.known.text() == "You have this one: “Ink wash”."
    assert not desk.dialog.add.isEnabled()
    desk.dialog.offer.show_card.click()

    assert wanted == [INK.id]


def test_an_error_stays_at_the_field_with_its_next_step(desk):
    desk.begin("nobody/nothing")

    assert desk.dialog.note.text() == "There is nothing at “nobody/nothing”. Look at the name."
    assert desk.dialog.source.property("state") == "bad"
    assert not desk.dialog.token.isVisible()


def test_a_gated_repository_leads_to_the_token(desk):
    desk.service.refusals["a/gated"] = NotAllowedError("Gated.", field="huggingface")
    wanted = []
    desk.dialog.token_wanted.connect(wanted.append)
    desk.begin("a/gated")

    desk.dialog.token.click()

    assert wanted == ["huggingface"]


def test_a_download_says_how_far_it_is_and_can_go_on_after_a_stop(qtbot, desk):
    desk.begin()
    desk.service.tells = (fetching(),)
    desk.dialog.add.click()
    assert desk.dialog.bar.isVisible()
    desk.adding.stop()
    desk.bench.settle()

    assert desk.added == []
    assert desk.dialog.progress.text() == "Stopped. What came so far is kept."
    assert desk.dialog.add.text() == "Go on"
    desk.dialog.add.click()
    desk.bench.settle()

    assert len(desk.added) == 1


def test_pace_and_time_left_are_said(desk):
    desk.begin()
    desk.dialog.add.click()
    desk.adding._tell(desk.adding._turn, fetching())
    QTest.qWait(0)

    assert desk.dialog.progress.text() == "84 MB of 331 MB · 12 MB/s · 21 s left"


def test_a_failed_download_says_why_at_its_place(desk):
    desk.begin()
    desk.service.failure = LoraError("The disk is full.", hint="Make room.")
    desk.dialog.add.click()
    desk.bench.settle()

    assert desk.dialog.note.text() == "The disk is full. Make room."
    assert desk.dialog.isVisible()


def test_closed_in_the_middle_the_download_goes_on(desk):
    desk.begin()
    desk.dialog.add.click()
    assert desk.dialog.cancel.text() == "Go on in the background"

    desk.dialog.cancel.click()
    desk.bench.settle()

    assert len(desk.added) == 1


def test_a_background_failure_is_told_elsewhere(desk):
    failures = []
    desk.adding.failed.connect(failures.append)
    desk.begin()
    desk.service.failure = LoraError("The site is gone.")
    desk.dialog.add.click()
    desk.dialog.reject()
    desk.bench.settle()

    assert [str(error) for error in failures] == ["The site is gone."]


def test_other_words_begin_anew(desk):
    desk.begin()

    desk.dialog.source.setText("atelier/other")

    assert not desk.dialog.offer.isVisible()
    assert desk.dialog.add.text() == "Look"


def test_a_late_answer_for_older_words_is_dropped(desk):
    desk.dialog.begin(INK_SOURCE)
    desk.dialog.source.setText("atelier/other")
    desk.bench.settle()

    assert desk.adding.offer is None


def test_a_link_dropped_is_looked_at(desk):
    assert drop(desk.dialog, urls("https://civitai.com/models/1"))

    assert desk.dialog.source.text() == "https://civitai.com/models/1"
    assert desk.adding.phase is Phase.LOOKING


def test_several_files_go_to_the_import_table(desk):
    chosen = []
    desk.dialog.files_chosen.connect(chosen.append)

    drop(desk.dialog, files("/loras/a.safetensors", "/loras/b.safetensors"))

    assert chosen == [[Path("/loras/a.safetensors"), Path("/loras/b.safetensors")]]
    assert not desk.dialog.isVisible()


def test_one_chosen_file_is_shown_here(desk):
    desk.bench.files_to_choose = [str(FILE_OFFER.path)]

    desk.dialog.files.click()
    desk.bench.settle()

    assert desk.dialog.offer.name.full_text == "Deep teal"


def test_the_button_says_why_it_waits(desk):
    assert not desk.dialog.add.isEnabled()
    assert desk.dialog.add.toolTip()
