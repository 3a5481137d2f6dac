"""The LoRA panel with many cards: filters, order, ratings, sets, undo, and the quick picker."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest

from flux2studio.core.lora import LoraSet
from flux2studio.core.lora_aliases import moved_to
from flux2studio.core.lora_marks import Facet, State
from flux2studio.core.lora_search import Order
from flux2studio.core.request import LoraUse
from flux2studio.ui.models.lora_model import LORA_MIME, LoraRole
from flux2studio.ui.viewmodels.lora_finder import LoraFinder
from flux2studio.ui.widgets.lora_picker import LoraPicker
from tests.ui.compose_bench import Bench
from tests.ui.compose_parts import CLAY, DUSK, INK, TEAL

LEFT = Qt.MouseButton.LeftButton
Key = Qt.Key


@pytest.fixture
def bench(qtbot):
    bench = Bench(qtbot, loras=(replace(INK, tags=("paper",), rating=4), DUSK, CLAY, TEAL))
    bench.compose.choose_backend("fal")
    return bench


@pytest.fixture
def panel(bench):
    panel = bench.lora_panel()
    bench.loras.mark_in_use(bench.compose.draft)
    return panel


@pytest.fixture
def picker(qtbot, bench, panel):
    picker = LoraPicker(bench.loras, panel)
    qtbot.addWidget(picker)
    picker.show()
    return picker


def cards(panel):
    model = panel.grid.model()
    return [model.index(row).data() for row in range(model.rowCount())]


def choose(panel, *names):
    selection = panel.grid.selectionModel()
    panel.grid.setFocus()
    for name in names:
        index = panel.grid.model().index(cards(panel).index(name))
        selection.setCurrentIndex(index, selection.SelectionFlag.Select)


def used(bench):
    return [lora.name for lora in bench.compose.draft.loras]


def test_a_filter_that_is_on_is_a_chip_that_takes_it_off(qtbot, bench, panel):
    bench.loras.finder.toggle(Facet.TAG, "paper")
    assert cards(panel) == ["Ink wash"]

    chip = next(c for c in panel.filters.findChildren(type(panel.sets)) if "paper" in c.text())
    qtbot.mouseClick(chip, LEFT)

    assert len(cards(panel)) == 4


def test_the_base_of_the_model_is_one_click_away(qtbot, panel):
    chip = next(c for c in panel.filters.findChildren(type(panel.sets)) if c.text() == "dev")

    qtbot.mouseClick(chip, LEFT)

    assert cards(panel) == ["Ink wash", "Dusk palette"]


def test_the_popover_counts_what_each_value_would_show(qtbot, bench, panel):
    popover = panel.filters.open_popover()
    texts = {chip.text(): chip for chip in popover.findChildren(type(panel.sets))}
    assert {"Missing  1", "FLUX.2 dev  2", "paper  1"} <= set(texts)

    qtbot.mouseClick(texts["Missing  1"], LEFT)

    assert cards(panel) == ["Deep teal"]
    assert bench.loras.finder.has(Facet.STATE, State.MISSING)
    popover.close()


def test_nothing_found_offers_to_show_all(qtbot, bench, panel):
    panel.search.setText("no such thing")
    assert panel.empty.title.text() == "Nothing found"

    qtbot.mouseClick(panel.empty.clear, LEFT)

    assert len(cards(panel)) == 4
    assert panel.search.text() == ""


def test_an_empty_library_offers_the_ways_in(qtbot):
    bench = Bench(qtbot, loras=())
    panel = bench.lora_panel()
    assert panel.empty.title.text() == "No LoRAs yet"

    with qtbot.waitSignal(bench.loras.add_asked):
        qtbot.mouseClick(panel.empty.add, LEFT)
    with qtbot.waitSignal(bench.loras.import_asked):
        qtbot.mouseClick(panel.empty.folder, LEFT)


def test_the_order_chosen_is_kept_for_the_next_start(bench, tmp_path):
    memory = QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)
    LoraFinder(memory).sort(Order.RATING)

    assert LoraFinder(memory).order is Order.RATING


def test_digits_rate_all_that_are_chosen_in_one_step(bench, panel):
    choose(panel, "Ink wash", "Studio clay")

    QTest.keyClick(panel.grid, Key.Key_2)
    bench.settle()
    ratings = {lora.name: lora.rating for lora in bench.loras.all()}
    assert (ratings["Ink wash"], ratings["Studio clay"]) == (2, 2)

    bench.loras.edits.undo()
    bench.settle()
    assert {lora.name: lora.rating for lora in bench.loras.all()}["Ink wash"] == 4


def test_what_is_chosen_stays_chosen_in_another_order(bench, panel):
    choose(panel, "Ink wash", "Studio clay")

    bench.loras.finder.sort(Order.NAME)

    assert {lora.name for lora in panel.grid.chosen_loras()} == {"Ink wash", "Studio clay"}


def test_a_lora_for_another_base_is_refused_with_one_sentence(bench, panel):
    choose(panel, "Studio clay")

    QTest.keyClick(panel.grid, Key.Key_Return)

    assert used(bench) == []
    assert "is made for FLUX.2 klein 4B" in panel.note.text()
    assert panel.grid.currentIndex().data(LoraRole.CARD).wrong


def test_a_file_that_is_gone_is_looked_for_instead_of_used(qtbot, bench, panel):
    choose(panel, "Deep teal")

    with qtbot.waitSignal(bench.loras.locate_asked) as asked:
        QTest.keyClick(panel.grid, Key.Key_Return)

    assert asked.args == [TEAL.id]
    assert used(bench) == []


def test_the_menu_is_for_all_that_are_chosen(bench, panel):
    choose(panel, "Ink wash", "Dusk palette")
    menu = panel.grid.menu(panel.grid.chosen_loras())

    next(a for a in menu.actions() if a.text() == "Favourite").trigger()
    bench.settle()

    assert [lora.name for lora in bench.loras.all() if lora.favourite] == [
        "Ink wash",
        "Dusk palette",
    ]


def test_several_cards_are_dragged_and_used_together(bench, panel):
    model = bench.loras.model
    mime = model.mimeData([model.index(1), model.index(0)])

    bench.loras.use(mime.data(LORA_MIME).data().decode())

    assert used(bench) == ["Ink wash", "Dusk palette"]


def test_a_set_is_kept_and_put_in_use_again_without_what_is_missing(bench, panel):
    bench.loras.use(INK.id)
    bench.loras.sets.save("Book")
    bench.settle()
    kept = bench.loras.sets.all[0]
    gone = LoraUse(source=TEAL.source, name="Deep teal", scale=1)
    bench.loras.sets.show([replace(kept, loras=(*kept.loras, gone))])
    bench.compose.edit(loras=(DUSK.use(),))

    bench.loras.sets.apply(kept.id, replaces=True)

    assert used(bench) == ["Ink wash"]
    assert panel.done.words.text() == "“Book” is in use, without “Deep teal”."


def test_the_menu_of_sets_says_what_is_missing(bench, panel):
    bench.loras.sets.show([LoraSet(name="Night", loras=(TEAL.use(),))])
    menu = panel.sets.menu()
    menu.fill()

    of_set = menu.actions()[0].menu()
    assert "(missing)" in of_set.actions()[0].text()
    assert not menu.actions()[-1].isEnabled()  # nothing in use to be saved


def test_new_files_in_folders_are_offered_for_review(qtbot, bench, panel, tmp_path):
    bench.loras.folders.show("", [tmp_path / "new.safetensors"])
    assert panel.news.words.text() == "1 new file in your folders"

    with qtbot.waitSignal(bench.loras.import_asked) as asked:
        qtbot.mouseClick(panel.news.button, LEFT)

    assert asked.args == [[tmp_path / "new.safetensors"]]


def test_a_file_that_goes_and_comes_back_is_said_on_its_card(bench, panel):
    bench.loras.folders.show_missing(frozenset({INK.id}))
    assert bench.loras.find(INK.id).missing

    bench.loras.folders.show_missing(frozenset())

    assert not bench.loras.find(INK.id).missing


def test_the_picker_adds_with_the_keyboard_alone(bench, picker):
    QTest.keyClicks(picker.search, "dusk")
    QTest.keyClick(picker.search, Key.Key_Return)

    assert used(bench) == ["Dusk palette"]
    assert not picker.isVisible()


def test_the_picker_stays_for_more_with_shift(bench, picker):
    picker.search.setText("ink")
    QTest.keyClick(picker.search, Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert picker.isVisible()

    picker.search.setText("dusk")
    QTest.keyClick(picker.search, Key.Key_Return)

    assert used(bench) == ["Ink wash", "Dusk palette"]


def test_the_picker_says_what_is_added_and_what_is_switched_off(qtbot, bench, panel):
    bench.compose.add_lora(INK.use())
    bench.compose.add_lora(DUSK.use())
    bench.compose.set_lora(1, enabled=False)

    picker = LoraPicker(bench.loras, panel)
    qtbot.addWidget(picker)

    rows = [picker.model.index(row).data(LoraRole.CARD) for row in range(picker.model.rowCount())]
    cards = {card.lora.name: (card.in_use, card.is_off) for card in rows}
    assert cards["Ink wash"] == (True, False)
    assert cards["Dusk palette"] == (True, True)
    assert cards["Studio clay"] == (False, False)


def test_the_picker_says_why_not_and_shows_details_with_tab(bench, picker):
    picker.search.setText("clay")
    QTest.keyClick(picker.search, Key.Key_Tab)
    assert "Made for FLUX.2 klein 4B" in picker.details.text()

    QTest.keyClick(picker.search, Key.Key_Return)

    assert "is made for FLUX.2 klein 4B" in picker.note.text()
    assert picker.isVisible()


def test_the_picker_puts_what_can_be_used_first_and_walks_with_the_arrows(bench, picker):
    names = [picker.model.index(row).data() for row in range(picker.model.rowCount())]
    assert set(names[:2]) == {"Ink wash", "Dusk palette"}

    QTest.keyClick(picker.search, Key.Key_Down)

    assert picker.list.currentIndex().row() == 1


def test_a_lora_in_use_that_lies_elsewhere_now_stays_in_use_and_is_used_once(bench, panel):
    bench.loras.use(DUSK.id)
    bench.loras.mark_in_use(bench.compose.draft)
    elsewhere = "/mnt/loras/dusk.safetensors"
    moved = replace(DUSK, source=elsewhere, places=moved_to(DUSK, elsewhere))

    bench.shelf.update(moved)
    bench.loras.take_in([moved])
    bench.settle()

    model = panel.grid.model()
    shown = {index.data(): index.data(LoraRole.CARD) for index in map(model.index, range(4))}
    assert shown["Dusk palette"].in_use
    bench.loras.use(DUSK.id)
    assert [use.source for use in bench.compose.draft.loras].count(elsewhere) == 0
    assert len(bench.compose.draft.loras) == 1
