"""Settings, this computer: models, licences, memory and folders, by mouse and keyboard."""

from __future__ import annotations

from itertools import pairwise

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from flux2studio.core.engine_install import InstallAct, InstallState
from flux2studio.core.errors import BackendError, StudioError
from flux2studio.core.local import Hardware, MemoryTier, Quantisation
from flux2studio.core.model_files import ModelState
from flux2studio.services.engine_state import EngineStatus
from flux2studio.storage.secrets import Secrets
from flux2studio.storage.settings import SettingsStore
from flux2studio.ui.tasks import Tasks
from flux2studio.ui.viewmodels.balances import Balances
from flux2studio.ui.viewmodels.model_rows import Act
from flux2studio.ui.viewmodels.money import MoneyViewModel
from flux2studio.ui.viewmodels.settings import Part, SettingsViewModel
from flux2studio.ui.widgets.dialogs import ScrollingPage
from flux2studio.ui.widgets.model_row import ModelRow
from flux2studio.ui.widgets.settings_computer import ComputerPage
from flux2studio.ui.widgets.settings_dialog import SettingsDialog
from tests.ui.compose_parts import HandTasks, catalogue
from tests.ui.local_parts import GB, GPU, KLEIN, KLEIN_9B, Here, fetching, place
from tests.ui.settings_parts import Purse, no_balance

LEFT = Qt.MouseButton.LeftButton


class Desk:
    """The settings with the page of this computer in front."""

    def __init__(self, qtbot, folder):
        self.qtbot = qtbot
        self.hand = HandTasks()
        self.tasks = Tasks(self.hand.submit)
        self.store = SettingsStore(folder / "settings.json", {})
        self.answers = []
        self.here = Here(catalogue(), self.tasks)
        self.settings = SettingsViewModel(
            self.store.load(),
            self.store,
            Secrets({}, {"huggingface": "HF_TOKEN"}),
            [backend for backend in catalogue().backends if backend.key],
            self.tasks,
            sources=catalogue().sources,
        )
        self.dialog = SettingsDialog(
            self.settings,
            Balances(no_balance, self.tasks),
            MoneyViewModel(Purse(), {}),
            self.here.view_models,
            lambda _parent, _now, chosen: chosen(str(folder / "models")),
        )
        qtbot.addWidget(self.dialog)
        self.dialog.show_part(Part.COMPUTER)
        with qtbot.waitActive(self.dialog):
            self.dialog.show()
        qtbot.waitUntil(lambda: self.page.is_whole, timeout=20_000)
        self.settle()

    @property
    def page(self) -> ComputerPage:
        return self.dialog.computer

    def row(self, model_id=KLEIN):
        return self.page.list.rows[model_id]

    def click(self, button):
        self.dialog.area(Part.COMPUTER).ensureWidgetVisible(button)
        self.qtbot.mouseClick(button, LEFT, pos=QPoint(12, button.height() // 2))
        self.settle()

    def put(self, model_id=KLEIN, **changes):
        self.here.shelf.put(model_id, **changes)
        self.settle()

    def settle(self):
        self.qtbot.waitUntil(lambda: self.hand.run_all() or not self.tasks.busy)
        self.qtbot.wait(1)


@pytest.fixture
def desk(qtbot, tmp_path):
    return Desk(qtbot, tmp_path)


def test_opening_the_page_looks_at_gpu_and_disk(desk):
    assert desk.page.machine.name.text() == "NVIDIA GeForce RTX 4090"
    assert "refresh" in desk.here.shelf.asked
    assert desk.page.room.text() == "210 GB free on its drive"
    assert desk.page.folder.full_text == "/home/anna/models"


def test_the_page_fits_its_width(desk):
    desk.put(KLEIN_9B, state=ModelState.WHOLE, place=place(), accepted=False)
    desk.here.models.act(KLEIN_9B, Act.AGREE)
    desk.settle()

    area = desk.dialog.area(Part.COMPUTER)
    assert area.widget().minimumSizeHint().width() <= area.viewport().width()


def test_the_page_comes_in_parts_and_the_window_goes_on_between_them(desk):
    page = ComputerPage(desk.settings, desk.here.view_models, list)
    desk.qtbot.addWidget(page)
    turns = []
    beat = QTimer(page, interval=0)
    beat.timeout.connect(lambda: turns.append(len(page.findChildren(QWidget))))
    first = len(page.findChildren(QWidget))
    beat.start()

    desk.qtbot.waitUntil(lambda: page.is_whole)

    whole = len(page.findChildren(QWidget))
    assert first < whole / 5
    assert max(after - before for before, after in pairwise([first, *turns])) < whole / 3


class Painted(QObject):
    """How tall each row of a model was whenever it was painted, and how tall it ought to be."""

    def __init__(self):
        super().__init__()
        self.heights = []

    def eventFilter(self, watched, event):
        if event.type() is QEvent.Type.Paint and isinstance(watched, ModelRow):
            self.heights.append((watched.height(), watched.heightForWidth(watched.width())))
        return False


def test_no_part_is_shown_squashed_while_others_are_on_their_way(qapp, desk):
    painted = Painted()
    page = ComputerPage(desk.settings, desk.here.view_models, list)
    area = ScrollingPage()
    desk.qtbot.addWidget(area)
    area.show_page(page)
    area.resize(620, 480)
    qapp.installEventFilter(painted)

    area.show()
    desk.qtbot.waitUntil(lambda: page.is_whole and bool(painted.heights))
    qapp.removeEventFilter(painted)

    assert [height for height, wanted in painted.heights if height < wanted] == []


def test_tab_and_enter_know_the_parts_that_came_later(desk):
    page = desk.page
    assert not page.choose_folder.autoDefault()
    way, widget = [], page.machine.again
    while widget is not desk.dialog.close_button:
        widget = widget.nextInFocusChain()
        way.append(widget)
    ours = [desk.row().main, page.choose_folder, page.memory.tier, page.memory.previews.box]
    assert [widget for widget in way if widget in ours] == ours


def test_what_the_artist_needs_next_is_the_one_primary_button(desk):
    engine, row = desk.page.engine.main, desk.row().main
    desk.here.hardware = Hardware(device=GPU.device, libraries=(("driver", "580.65"),))
    desk.here.computer.look()
    desk.settle()
    desk.here.keeping.stand(InstallState.ABSENT)
    desk.settle()
    assert (engine.property("role"), row.property("role")) == ("primary", "")

    desk.here.keeping.put(act=InstallAct.INSTALL)  # the model can come meanwhile
    desk.settle()
    assert (engine.property("role"), row.property("role")) == ("", "primary")

    desk.here.keeping.put(act=None, no_plan=BackendError("The driver is too old."))
    desk.settle()
    assert (engine.isHidden(), row.property("role")) == (True, "")


def test_looking_again_looks_at_the_engine_too(desk):
    desk.here.keeping.asked.clear()

    desk.click(desk.page.machine.again)

    assert desk.here.keeping.asked == ["look"]


def test_the_engine_is_told_in_the_same_words_in_both_places(desk):
    desk.here.hardware = Hardware(device=GPU.device, libraries=(("driver", "580.65"),))
    desk.here.computer.look()
    desk.settle()
    desk.here.keeping.stand(InstallState.BROKEN)
    desk.settle()

    assert desk.page.machine.engine.text() == desk.page.engine.state.text() == "Broken"


def test_one_click_begins_the_download(desk):
    desk.click(desk.row().main)

    assert ("download", KLEIN) in desk.here.shelf.asked


def test_a_running_download_has_a_real_bar(desk):
    desk.put(download=fetching(4 * GB, 16 * GB))

    row = desk.row()
    assert row.bar.isVisible()
    assert row.bar.value() == row.bar.maximum() // 4
    assert row.main.text() == "Pause"
    assert row.progress.text() == "4 of 16 GB · 42 MB/s · 5 min left"


def test_the_licence_is_read_and_agreed_to_at_its_row(desk):
    desk.click(desk.row(KLEIN_9B).main)
    question = desk.row(KLEIN_9B).question
    asked = (question.isVisible(), question.steps.isVisible(), question.not_now.hasFocus())

    desk.click(question.read)
    desk.click(question.sure)

    assert asked == (True, True, True)
    assert "non-commercial" in question.words.text()
    assert desk.here.visited[0].endswith("LICENSE.md")
    assert desk.here.shelf.asked[-2:] == [("accept", KLEIN_9B), ("download", KLEIN_9B)]
    assert question.isHidden()


def test_a_question_comes_into_view_whole(qtbot, desk):
    area = desk.dialog.area(Part.COMPUTER)
    desk.click(desk.row(KLEIN_9B).main)
    question = desk.row(KLEIN_9B).question

    def is_seen():
        top = question.mapTo(area.viewport(), QPoint()).y()
        return top >= 0 and top + question.height() <= area.viewport().height()

    qtbot.waitUntil(is_seen, timeout=2000)


def test_escape_is_no_to_a_question_and_the_dialog_stays(desk):
    desk.click(desk.row(KLEIN_9B).main)

    QTest.keyClick(desk.row(KLEIN_9B).question.not_now, Qt.Key.Key_Escape)

    assert desk.row(KLEIN_9B).question.isHidden()
    assert desk.dialog.isVisible()


def test_the_token_of_a_gated_model_is_one_click_away(desk):
    desk.click(desk.row(KLEIN_9B).main)

    desk.click(desk.row(KLEIN_9B).question.steps.enter)

    assert desk.dialog.focusWidget() is desk.dialog.services.keys["huggingface"].key


def test_the_page_of_a_gated_model_is_one_click_away(desk):
    desk.click(desk.row(KLEIN_9B).main)

    desk.click(desk.row(KLEIN_9B).question.steps.page)

    assert desk.here.visited == ["https://huggingface.co/black-forest-labs/FLUX.2-klein-9B"]


def test_a_problem_folds_its_details_away(desk):
    problem = BackendError("The line broke.", hint="Go on with it.", details="ECONNRESET")
    failed = fetching(GB, 16 * GB)
    desk.put(download=type(failed)(state="failed", problem=problem))
    trouble = desk.row().trouble
    said, folded = trouble.words.text(), trouble.details.isVisible()

    desk.click(trouble.more)

    assert said == "The line broke. Go on with it."
    assert not folded
    assert trouble.details.isVisible()
    assert trouble.details.toPlainText() == "ECONNRESET"


def test_using_a_model_closes_the_settings(qtbot, desk):
    desk.here.shelf.whole(KLEIN)
    desk.settle()

    with qtbot.waitSignal(desk.here.models.used) as used:
        qtbot.mouseClick(desk.row().main, LEFT)

    assert used.args == [KLEIN]
    assert not desk.dialog.isVisible()


def test_the_menu_offers_what_the_state_allows(desk):
    def entries():
        return [action.text() for action in desk.row().menu.actions() if action.text()]

    absent = entries()
    desk.here.shelf.whole(KLEIN)
    desk.settle()

    assert absent == ["Use a folder…", "Use a single file…"]
    assert entries() == [*absent, "Check the files", "Show in the file manager", "Remove…"]


def test_removing_is_asked_about_at_the_row(desk):
    desk.here.shelf.whole(KLEIN)
    desk.settle()
    next(a for a in desk.row().menu.actions() if a.text() == "Remove…").trigger()
    desk.settle()
    asked = desk.row().question.title.text()

    desk.click(desk.row().question.sure)

    assert asked == "Move FLUX.2 klein 4B to the trash?"
    assert desk.here.shelf.asked[-1] == ("remove", KLEIN)


def test_what_was_forgotten_is_taken_back_at_its_row(desk):
    desk.here.models.act(KLEIN, Act.FORGET)
    desk.settle()
    assert desk.row().undo.isVisible()

    desk.click(desk.row().undo)

    assert desk.here.shelf.asked[-1] == ("undo_forget", KLEIN)
    assert desk.row().undo.isHidden()


def test_the_memory_setting_is_kept_and_explained(desk):
    tier = desk.page.memory.tier
    tier.setCurrentIndex(tier.findData("lowest"))
    tier.activated.emit(tier.currentIndex())
    desk.settle()

    assert desk.store.load().engine_memory is MemoryTier.LOWEST
    assert "slowest" in desk.page.memory.tier_note.text()


def test_eight_bits_are_those_this_gpu_is_fastest_with(desk):
    weights = desk.page.memory.weights
    weights.activated.emit(weights.findData("8-bit"))
    desk.settle()

    assert desk.store.load().engine_quantisation is Quantisation.FP8
    assert weights.currentText() == "8-bit"


def test_weights_that_are_not_possible_here_say_what_is_missing(desk):
    weights = desk.page.memory.weights
    weights.activated.emit(weights.findData("nf4"))
    desk.settle()

    assert "bitsandbytes is missing" in desk.page.memory.weights_note.text()


def test_idle_minutes_and_previews_are_kept(desk):
    idle = desk.page.memory.idle
    idle.activated.emit(idle.findData("0"))
    desk.click(desk.page.memory.previews.box)

    kept = desk.store.load()
    assert (kept.engine_idle_minutes, kept.engine_previews) == (0, False)


def test_another_folder_for_models_is_kept_and_can_be_taken_back(desk, tmp_path):
    desk.click(desk.page.choose_folder)
    chosen = desk.store.load().models_folder

    desk.click(desk.page.usual_folder)

    assert chosen == str(tmp_path / "models")
    assert desk.store.load().models_folder == ""


def test_a_python_that_is_no_path_is_refused_at_its_field(desk):
    desk.click(desk.page.python.more)
    desk.page.python.field.setText("python3")

    QTest.keyClick(desk.page.python.field, Qt.Key.Key_Return)
    desk.settle()

    assert desk.page.python.field.property("state") == "bad"
    assert desk.page.python.problem.text() == "It is not a whole path."


def test_the_engine_says_what_is_wrong_with_it(desk):
    problem = StudioError("The driver is too old.", hint="Install a newer one.", details="525")
    desk.here.engine.put(EngineStatus.UNUSABLE, problem=problem)
    desk.settle()

    machine = desk.page.machine
    assert machine.trouble.words.text() == "The driver is too old. Install a newer one."
    desk.click(machine.start)
    assert desk.here.engine.asked == ["start"]


def test_memory_is_freed_with_one_click(desk):
    desk.here.engine.put(model="black-forest-labs/FLUX.2-klein-4B@5e67", used_bytes=2**30)
    desk.settle()

    desk.click(desk.page.machine.free)

    assert desk.here.engine.asked == ["release"]
