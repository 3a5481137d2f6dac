"""New versions of the app: asked about in the settings, told quietly in the window."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from flux2studio.backends.release_feed import PAGE
from flux2studio.storage.update_notes import UpdateNotes
from flux2studio.ui.tasks import Tasks
from flux2studio.ui.update_desk import UpdateDesk
from flux2studio.ui.widgets.message_bar import MessageBar
from flux2studio.ui.widgets.settings_updates import UpdatesBlock
from tests.ui.compose_parts import HandTasks
from tests.ui.settings_parts import updates_of

LEFT = Qt.MouseButton.LeftButton
NEW = {"tag_name": "v1.1", "html_url": f"{PAGE}/tag/v1.1"}


class Bench:
    def __init__(self, qtbot, folder, feed):
        self.qtbot = qtbot
        self.hand = HandTasks()
        self.tasks = Tasks(self.hand.submit)
        self.visited = []
        self.updates = updates_of(self.tasks, folder, feed, self.visited)
        self.bar = MessageBar()
        self.desk = UpdateDesk(self.updates, self.bar)
        self.block = UpdatesBlock(self.updates)
        for widget in (self.bar, self.block):
            qtbot.addWidget(widget)
            widget.show()

    def settle(self):
        self.qtbot.waitUntil(lambda: self.hand.run_all() or not self.tasks.busy)
        self.qtbot.wait(1)

    def click(self, button):
        self.qtbot.mouseClick(button, LEFT)
        self.settle()


@pytest.fixture
def bench(qtbot, tmp_path, httpserver):
    httpserver.expect_request("/latest").respond_with_json(NEW)
    return Bench(qtbot, tmp_path, httpserver.url_for("/latest"))


def test_nothing_is_asked_until_it_is_wanted(bench, httpserver):
    bench.desk.start()
    bench.settle()
    assert httpserver.log == []

    bench.block.automatic.box.click()
    bench.settle()
    bench.desk.start()
    bench.settle()
    assert len(httpserver.log) == 1
    assert bench.updates.is_on


def test_a_newer_version_is_told_once_and_can_be_waved_off(bench, tmp_path):
    bench.updates.choose(True)
    bench.settle()
    for _ in range(2):
        bench.desk.start()
        bench.settle()
    (message,) = bench.bar.messages
    buttons = {b.text(): b for b in message.findChildren(QPushButton) if b.text()}
    assert message.sentence.text() == "Version 1.1 of flux2studio is there."

    bench.click(buttons["Not again for this version"])

    assert bench.bar.messages == []
    assert UpdateNotes(tmp_path / "updates.json").read().ignored == "1.1"


def test_what_is_new_opens_in_the_browser(bench):
    bench.updates.choose(True)
    bench.settle()
    bench.desk.start()
    bench.settle()
    (message,) = bench.bar.messages
    buttons = {b.text(): b for b in message.findChildren(QPushButton) if b.text()}

    bench.click(buttons["What is new"])

    assert bench.visited == [f"{PAGE}/tag/v1.1"]


def test_asked_now_it_answers_in_a_sentence(bench, httpserver):
    bench.click(bench.block.now)
    said = bench.block.answer.text()
    bench.click(bench.block.news)
    httpserver.clear()
    httpserver.expect_request("/latest").respond_with_json({"tag_name": "1.0"})
    bench.click(bench.block.now)

    assert said == "Version 1.1 is there."
    assert bench.visited == [f"{PAGE}/tag/v1.1"]
    assert bench.block.answer.text() == "This is the newest version."
    assert bench.block.news.isHidden()


def test_asked_now_without_a_network_it_says_so(qtbot, tmp_path):
    bench = Bench(qtbot, tmp_path, "http://127.0.0.1:9/")
    bench.click(bench.block.now)

    assert bench.block.answer.property("role") == "bad"
    assert bench.block.now.isEnabled()
