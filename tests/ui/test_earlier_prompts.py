"""Earlier prompts in the window: ten thousand of them, walked through and searched."""

from __future__ import annotations

import time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from flux2studio.core.prompt_page import EarlierPrompt, PromptPage
from flux2studio.ui.viewmodels.earlier_prompts import AHEAD
from flux2studio.ui.widgets.earlier_prompts import EarlierPromptsPopup
from tests.ui.compose_bench import Bench

PAGE, COUNT = 100, 10_000


class Pages:
    """Ten thousand prompts, the newest with the largest number; knows what was read of them."""

    def __init__(self):
        self.read = []

    def __call__(self, words, before):
        self.read.append((words, before))
        top = COUNT if before is None else before
        bottom = max(0, top - PAGE)
        found = [f"prompt {number}" for number in range(top - 1, bottom - 1, -1)]
        return PromptPage(
            prompts=tuple(EarlierPrompt(prompt=one) for one in found if words in one),
            before=bottom or None,
        )


@pytest.fixture
def bench(qtbot):
    return Bench(qtbot)


@pytest.fixture
def pages(bench):
    pages = Pages()
    bench.compose.prompts.use(pages)
    bench.compose.prompts.begin()
    bench.settle()
    return pages


def test_the_walk_goes_on_into_earlier_sessions_and_back_to_what_was_written(bench, pages):
    bench.compose.edit(prompt="being written")

    bench.compose.earlier_prompt()
    bench.compose.earlier_prompt()
    assert bench.compose.draft.prompt == "prompt 9998"
    bench.compose.later_prompt()
    bench.compose.later_prompt()

    assert bench.compose.draft.prompt == "being written"


def test_no_more_is_read_than_one_walks_to(bench, pages):
    assert len(pages.read) == 1

    for _ in range(PAGE - AHEAD + 1):
        bench.compose.earlier_prompt()
        bench.settle()

    assert len(pages.read) == 2


def test_ten_thousand_are_walked_through_without_a_stutter(bench, pages):
    worst = 0.0
    for _ in range(COUNT):
        begun = time.perf_counter()
        bench.compose.earlier_prompt()
        worst = max(worst, time.perf_counter() - begun)
        if bench.hand.waiting:
            bench.settle()

    assert bench.compose.draft.prompt == "prompt 0"
    assert worst < 0.25  # on a busy machine; the benchmark has the real number


def test_a_prompt_sent_now_is_walked_to_first(bench, pages):
    bench.compose.edit(prompt="a fox")
    bench.compose.generate()
    bench.compose.edit(prompt="")

    bench.compose.earlier_prompt()
    assert bench.compose.draft.prompt == "a fox"
    bench.compose.earlier_prompt()
    assert bench.compose.draft.prompt == "prompt 9999"


@pytest.fixture
def popup(qtbot, bench, pages):
    panel = bench.compose_panel()
    popup = EarlierPromptsPopup(bench.compose.prompts, lambda _: None, panel.prompt.text)
    qtbot.addWidget(popup)
    popup.chosen.connect(lambda prompt: bench.compose.edit(prompt=prompt))
    popup.show()
    bench.settle()
    return popup


def test_the_list_reads_a_page_and_more_as_one_scrolls(bench, popup):
    assert popup.model.rowCount() == PAGE

    popup.model.fetchMore(popup.list.rootIndex())
    bench.settle()

    assert popup.model.rowCount() == 2 * PAGE
    assert popup.model.index(PAGE).data() == f"prompt {COUNT - PAGE - 1}"


def test_typing_finds_and_enter_puts_it_into_the_form(qtbot, bench, popup):
    QTest.keyClicks(popup.search, "prompt 42")
    qtbot.waitUntil(lambda: bench.hand.run_all() or popup.model.index(0).data() == "prompt 4299")

    QTest.keyClick(popup.search, Qt.Key.Key_Down)
    QTest.keyClick(popup.search, Qt.Key.Key_Return)

    assert bench.compose.draft.prompt == "prompt 4298"
    assert popup.isHidden()


def test_nothing_found_is_said(qtbot, bench, popup):
    QTest.keyClicks(popup.search, "nobody wrote this")

    qtbot.waitUntil(lambda: bench.hand.run_all() or "nobody wrote this" in popup.note.text())
