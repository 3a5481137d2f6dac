"""Drops and the clipboard: each lands right or says why not, and never holds the window up."""

from __future__ import annotations

import os
import time
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QImage
from PySide6.QtWidgets import QApplication, QLabel

from flux2studio.core.errors import PictureError
from flux2studio.services.json_recipes import recipe_of_json
from flux2studio.ui.widgets.drop_sources import find_pictures, holds_loras
from flux2studio.ui.widgets.drop_target import DropTarget
from tests.ui.compose_bench import Bench, drop, files, urls
from tests.ui.compose_parts import picture

NO_KEYS, LEFT = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
COPY = Qt.DropAction.CopyAction
A_BLINK = 0.2  # seconds: longer, and the window seems to hang


@pytest.fixture
def bench(qtbot):
    return Bench(qtbot)


@pytest.fixture
def panel(bench):
    return bench.compose_panel()


@pytest.fixture
def slots(panel):
    return panel.references


def over(widget, mime, keys=NO_KEYS):
    """Drag over a widget without letting go."""
    enter = QDragEnterEvent(QPoint(9, 9), COPY, mime, LEFT, keys)
    enter.ignore()
    QApplication.sendEvent(widget, enter)
    return enter.isAccepted()


def aims(slots):
    return [button._aim for button in slots.buttons]


def test_the_slot_under_the_pointer_names_what_a_drop_would_do(bench, slots, tmp_path):
    bench.fill(("a.png", "b.png"))
    bench.compose.slots.toggle(0)
    for button in slots.buttons[:3]:
        assert over(button, files(tmp_path / "c.png"))

    assert aims(slots)[:3] == ["Replace @a", "Replace image 1", "Image 2"]
    QApplication.sendEvent(slots.buttons[2], QDragLeaveEvent())
    assert aims(slots)[2] == ""


def test_several_pictures_fill_from_the_slot_on(slots, tmp_path):
    over(slots.buttons[0], files(*(tmp_path / f"{n}.png" for n in range(3))))

    assert aims(slots)[0] == "Fill 3 slots from here"


def test_no_more_slots_are_promised_than_there_are(bench, slots, tmp_path):
    bench.fill(("a.png", "b.png", "c.png"))
    over(slots.buttons[1], files(*(tmp_path / f"{n}.png" for n in range(9))))
    over(slots.buttons[3], files(*(tmp_path / f"{n}.png" for n in range(9))))

    assert aims(slots) == ["", "Fill 3 slots from here", "", "Image 4"]


def test_a_folder_over_a_slot_is_counted_beforehand(bench, slots, tmp_path):
    for name in ("a.png", "b.png", "notes.txt"):
        (tmp_path / name).write_bytes(picture())
    over(slots.buttons[0], files(tmp_path))
    bench.settle()

    assert aims(slots)[0] == "Fill 2 slots from here"


def test_a_folder_without_pictures_says_so_before_it_is_dropped(bench, slots, tmp_path):
    over(slots.buttons[0], files(tmp_path))
    bench.settle()

    assert aims(slots)[0] == "No picture in it"


def test_the_prompt_names_what_a_picture_dropped_on_it_does(panel, tmp_path):
    text = panel.prompt.text
    over(text.viewport(), files(tmp_path / "a.png"))
    assert text.drop_hint.words == "Use as reference"

    QApplication.sendEvent(text.viewport(), QDragLeaveEvent())
    assert text.drop_hint.words == ""


def test_text_over_the_prompt_falls_where_the_cursor_is(panel):
    mime = QMimeData()
    mime.setText("a fox")
    over(panel.prompt.text.viewport(), mime)

    assert panel.prompt.text.drop_hint.words == ""


def test_a_part_that_takes_drops_says_so_and_ignores_what_means_nothing(qtbot):
    taken = []
    place = QLabel()
    qtbot.addWidget(place)
    target = DropTarget(place, lambda mime: "Take it" if mime.hasUrls() else "", taken.append)

    assert not over(place, QMimeData())
    assert over(place, urls("https://example.org/a.png"))
    assert target.hint.words == "Take it"
    mime = urls("https://example.org/a.png")
    QApplication.sendEvent(place, QDropEvent(QPointF(9, 9), COPY, mime, LEFT, NO_KEYS))
    assert len(taken) == 1
    assert target.hint.words == ""


def test_a_lora_on_a_slot_says_where_it_belongs(bench, slots, tmp_path):
    path = tmp_path / "ink.safetensors"
    path.write_bytes(b"x")
    drop(slots.buttons[0], files(path))
    bench.settle()

    error = bench.compose.slots.slots[0].error
    assert str(error) == "“ink.safetensors” is a LoRA, not a picture."
    assert error.hint
    assert holds_loras(files(path))
    assert not holds_loras(files(path, tmp_path / "a.png"))


def test_a_lora_on_the_prompt_says_where_it_belongs(panel, tmp_path):
    drop(panel.prompt.text.viewport(), files(tmp_path / "ink.safetensors"))

    assert panel.prompt.problem.text() == "A LoRA is no part of the text. Drop it on the LoRAs."


@pytest.mark.parametrize(
    "name", ["a.png", "ä ☃ %20#?.png", "x" * 200 + ".png", "a;b&c.png", "'quoted\".png"]
)
def test_any_name_of_a_file_is_taken(bench, slots, tmp_path, name):
    path = tmp_path / name
    path.write_bytes(picture())
    drop(slots.buttons[0], files(path))
    bench.settle()

    assert bench.compose.draft.references[0].name == name
    assert bench.compose.problems.get("references") is None


@pytest.mark.skipif(os.name == "nt", reason="a network path is looked up there")
def test_a_network_path_that_is_not_there_says_so_in_its_slot(bench, slots):
    drop(slots.buttons[0], urls("file://server/share/x.png"))
    bench.settle()

    assert "cannot be read" in str(bench.compose.slots.slots[0].error)


def test_a_thousand_links_are_looked_at_in_no_time(bench, slots):
    mime = urls(*(f"https://example.org/{n}.png" for n in range(1000)))
    begun = time.perf_counter()
    over(slots.buttons[0], mime)
    drop(slots.buttons[0], mime)

    assert time.perf_counter() - begun < A_BLINK
    bench.settle()
    assert len(bench.compose.draft.references) == bench.compose.slots.maximum


def test_a_huge_data_link_is_decoded_on_a_worker(bench, slots):
    mime = urls("data:image/png;base64," + "A" * 20_000_000)
    begun = time.perf_counter()
    drop(slots.buttons[0], mime)
    taken = time.perf_counter() - begun

    assert bench.compose.slots.slots[0].loading
    assert taken < A_BLINK
    bench.settle()
    assert bench.compose.slots.slots[0].error is not None


def test_an_8k_picture_of_the_clipboard_holds_nothing_up(bench, slots):
    image = QImage(7680, 4320, QImage.Format.Format_ARGB32)
    image.fill(0x40FF0000)
    mime = QMimeData()
    mime.setImageData(image)
    begun = time.perf_counter()
    slots.take(mime)

    assert time.perf_counter() - begun < A_BLINK
    assert bench.compose.slots.slots[0].loading
    bench.hand.waiting.clear()


def test_see_through_pixels_of_the_clipboard_stay_see_through():
    image = QImage(8, 8, QImage.Format.Format_ARGB32)
    image.fill(0x40FF0000)
    mime = QMimeData()
    mime.setImageData(image)
    found = find_pictures(mime)

    assert QImage.fromData(found.data()).pixelColor(4, 4).alpha() == 0x40


class Lost(QMimeData):
    """Of a program that has ended: it said what it has, and hands out nothing."""

    def formats(self):
        return ["image/png", "application/x-qt-image", "text/uri-list"]


def test_a_clipboard_whose_owner_has_ended_says_so(bench, slots):
    slots.take(Lost())
    bench.settle()

    assert bench.compose.slots.slots[0].error is not None


@pytest.mark.parametrize(
    "content", [b"", b"\x00" * 64, b"<html>", b"\x89PNG\r\n\x1a\n" + b"\x00" * 40]
)
def test_what_is_no_picture_says_so_in_its_slot(bench, slots, tmp_path, content):
    path = tmp_path / "x.png"
    path.write_bytes(content)
    drop(slots.buttons[0], files(path))
    bench.settle()

    assert "x.png" in str(bench.compose.slots.slots[0].error)


def test_a_drop_on_the_row_beside_the_slots_takes_the_next_free_one(bench, slots, tmp_path):
    bench.fill(("a.png",))
    path = tmp_path / "b.png"
    path.write_bytes(picture())
    drop(slots, files(path))
    bench.settle()

    assert [each.name for each in bench.compose.draft.references] == ["a.png", "b.png"]


def test_a_drop_while_a_name_is_asked_for_lands_all_the_same(bench, slots, tmp_path):
    bench.fill(("a.png",))
    slots.name_at(0)
    path = tmp_path / "b.png"
    path.write_bytes(picture())
    drop(slots.buttons[1], files(path))
    bench.settle()

    assert len(bench.compose.draft.references) == 2


def test_a_nested_json_harms_nobody(tmp_path):
    deep = tmp_path / "deep.json"
    deep.write_text('{"a":' * 50_000 + "1" + "}" * 50_000)
    with pytest.raises(PictureError, match="holds no recipe"):
        recipe_of_json(deep, datetime.now(UTC))


def test_urls_of_every_kind_are_told_apart():
    for link in ("blob:https://a/1", "javascript:alert(1)", "about:blank", "ftp://a/b.png"):
        assert find_pictures(urls(link)).refusal is not None
    assert find_pictures(urls("https://a/b.png")).links == ("https://a/b.png",)
    mixed = find_pictures(urls("javascript:1", "https://a/b.png"))
    assert mixed.links == ("https://a/b.png",)
    assert [path.name for path in find_pictures(urls("file:///a%20b.png")).files] == ["a b.png"]
