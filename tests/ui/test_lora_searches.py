"""Searches kept under a name: shown with one click, renamed, replaced and removed with undo."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QInputDialog

from flux2studio.core.lora_marks import Facet
from flux2studio.core.lora_search import Order
from flux2studio.core.lora_searches import LoraSearch
from flux2studio.services.lora_library import LoraLibrary
from flux2studio.storage.database import Database
from tests.ui.compose_bench import Bench
from tests.ui.compose_parts import CLAY, DUSK, INK, TEAL


@pytest.fixture
def bench(qtbot):
    return Bench(qtbot, loras=(replace(INK, tags=("paper",), rating=4), DUSK, CLAY, TEAL))


@pytest.fixture
def panel(bench):
    return bench.lora_panel()


def shown(panel):
    model = panel.grid.model()
    return [model.index(row).data() for row in range(model.rowCount())]


def actions(panel):
    menu = panel.searches.menu()
    menu.fill()
    return {action.text(): action for action in menu.actions() if action.text()}


def answer(panel, name):
    dialog = panel.searches.findChild(QInputDialog)
    dialog.setTextValue(name)
    dialog.accept()


def keep(bench, panel, name):
    actions(panel)["Save this search…"].trigger()
    answer(panel, name)
    bench.settle()


def test_a_search_is_kept_with_its_filters_and_order_and_shown_again(bench, panel):
    finder = bench.loras.finder
    assert not actions(panel)["Save this search…"].isEnabled()
    panel.search.setText("ink")
    finder.toggle(Facet.RATING, "4")
    finder.sort(Order.NAME)

    keep(bench, panel, "Good ink")
    assert panel.searches.text() == "Good ink"
    assert "is kept" in panel.done.words.text()

    finder.clear()
    finder.sort(Order.RATING)
    assert (len(shown(panel)), panel.searches.text()) == (4, "Saved")

    actions(panel)["Good ink"].trigger()
    assert (shown(panel), panel.search.text()) == (["Ink wash"], "ink")
    assert (finder.order, panel.searches.text()) == (Order.NAME, "Good ink")
    assert actions(panel)["Good ink"].isChecked()


def test_a_search_is_changed_by_keeping_it_under_its_name_again(bench, panel):
    bench.loras.finder.toggle(Facet.TAG, "paper")
    keep(bench, panel, "Paper")

    panel.search.setText("nothing like it")
    assert panel.searches.text() == "Saved"
    actions(panel)["Save this search…"].trigger()
    assert panel.searches.findChild(QInputDialog).textValue() == "Paper"
    answer(panel, "paper")
    bench.settle()

    (kept,) = bench.loras.searches.all
    assert (kept.name, kept.query) == ("paper", "nothing like it")


def test_a_search_is_renamed_and_removed(bench, panel):
    bench.loras.finder.toggle(Facet.TAG, "paper")
    keep(bench, panel, "Paper")

    actions(panel)["Rename “Paper”…"].trigger()
    answer(panel, "On paper")
    bench.settle()
    assert panel.searches.text() == "On paper"

    actions(panel)["Remove “On paper”"].trigger()
    bench.settle()
    assert bench.loras.searches.all == []
    assert panel.done.button.isVisibleTo(panel)
    assert shown(panel) == ["Ink wash"]


def test_the_undo_of_the_panel_brings_a_removed_search_back(qtbot, tmp_path):
    database = Database(tmp_path / "studio.db")
    records = LoraLibrary(database)
    records.add("owner/ink")
    records.searches.save(LoraSearch(name="Ink", query="ink"))
    bench = Bench(qtbot, records=records)
    panel = bench.lora_panel()
    actions(panel)["Ink"].trigger()

    actions(panel)["Remove “Ink”"].trigger()
    bench.settle()
    panel.done.button.click()
    bench.settle()

    assert [search.name for search in bench.loras.searches.all] == ["Ink"]
    database.close()


def test_a_name_as_long_as_it_likes_leaves_room_for_the_other_chips(bench, panel):
    bench.loras.searches.show([LoraSearch(name="W" * 60, query="w")])
    bench.loras.searches.apply(bench.loras.searches.all[0].id)

    assert panel.searches.text() == "W" * 17 + "…"
    assert "W" * 60 in panel.searches.toolTip()
