"""The panel of the local engine: its states in words, and the whole way by its own buttons."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from flux2studio.core.engine_install import (
    EngineBuild,
    EngineInstallError,
    EnginePlan,
    InstallAct,
    InstallPhase,
    InstallProgress,
    InstallState,
)
from flux2studio.core.local import Hardware
from flux2studio.services.background import Background
from flux2studio.services.engine_install_folder import EngineFolder
from flux2studio.services.engine_install_words import interrupted
from flux2studio.services.engine_keeping import EngineKeeping
from flux2studio.services.engine_state import EngineStatus
from flux2studio.ui.engine_desk import EngineDesk
from flux2studio.ui.tasks import Tasks
from flux2studio.ui.viewmodels.engine_install import EngineInstallViewModel
from flux2studio.ui.viewmodels.engine_install_face import Act
from flux2studio.ui.widgets.engine_install import EngineInstallPanel
from flux2studio.ui.widgets.engine_install_card import MissingEngine
from flux2studio.ui.widgets.message_bar import MessageBar
from tests.services.engine_install_parts import House
from tests.services.engine_parts import service
from tests.ui.compose_parts import HandTasks, catalogue
from tests.ui.local_parts import GB, GPU, Here

LEFT = Qt.MouseButton.LeftButton
BARE = Hardware(device=GPU.device, libraries=(("driver", "580.65"),))  # no engine at all
BUILD = EngineBuild(
    name="linux-cuda13",
    system="linux",
    machine="x86_64",
    kind="cuda",
    torch="2.15.0",
    python="3.12",
    download_bytes=3 * GB,
    disk_bytes=6 * GB,
)
PYTHON = Path("/data/engines/1/bin/python")


def plan(**changes):
    values = {
        "build": BUILD,
        "gpu": "NVIDIA GeForce RTX 4090, 24 GB",
        "why": "It fits the NVIDIA GeForce RTX 4090.",
        "is_slow": False,
        "download_bytes": 3 * GB,
        "disk_bytes": 6 * GB,
        "needed_bytes": 7 * GB,
        "free_bytes": 210 * GB,
        "place": Path("/home/anna/.local/share/flux2studio/engines"),
    }
    return EnginePlan(**(values | changes))


class Bench:
    """The panel and the card in the form on an installation in the hands of a test."""

    def __init__(self, qtbot, hardware=BARE):
        self.qtbot = qtbot
        self.hand = HandTasks()
        self.tasks = Tasks(self.hand.submit)
        self.here = Here(catalogue(), self.tasks, hardware)
        self.keeping = self.here.keeping
        self.panel = EngineInstallPanel(self.here.install)
        self.card = MissingEngine(self.here.install)
        for widget in (self.panel, self.card):
            qtbot.addWidget(widget)
        self.here.computer.look()
        self.settle()
        self.panel.show()

    def settle(self):
        self.qtbot.waitUntil(lambda: self.hand.run_all() or not self.tasks.busy)
        self.qtbot.wait(1)

    def stand(self, state, *, plan=None, no_plan=None, failure=None, **rest):
        self.here.install.look()
        self.settle()
        self.keeping.put(plan=plan, no_plan=no_plan, failure=failure)
        self.keeping.stand(state, **rest)
        self.settle()

    def facts(self):
        grid = self.panel.facts.layout()
        return [grid.itemAt(at).widget().accessibleName() for at in range(1, grid.count(), 2)]

    def shown(self):
        return {act for act, button in self.panel.others.items() if button.isVisible()}


@pytest.fixture
def bench(qtbot):
    return Bench(qtbot)


def test_without_an_engine_it_is_looked_at_once_what_one_would_take(bench):
    assert bench.keeping.asked == ["look"]


def test_before_anything_is_downloaded_it_says_what_why_how_much_and_where(bench):
    bench.stand(InstallState.ABSENT, plan=plan())

    assert bench.facts() == [
        "For: NVIDIA GeForce RTX 4090, 24 GB",
        "What: PyTorch 2.15.0 for CUDA. It fits the NVIDIA GeForce RTX 4090.",
        "Size: 3 GB to download, 6 GB on the disk (210 GB are free)",
        "Place: /home/anna/.local/share/flux2studio/engines",
    ]
    assert (bench.panel.main.text(), bench.panel.main.property("role")) == ("Install", "primary")
    bench.qtbot.mouseClick(bench.panel.main, LEFT)
    assert bench.keeping.asked[-1] == "install"


def test_where_the_disk_is_too_small_the_button_says_why_and_how_much_to_free(bench):
    bench.stand(InstallState.ABSENT, plan=plan(free_bytes=2 * GB))

    assert not bench.panel.main.isEnabled()
    assert "2.0 GB are free" in bench.panel.why_not.text()
    assert "Free 5.0 GB" in bench.panel.why_not.text()
    assert bench.card.main.text() == "Set it up…"
    bench.qtbot.mouseClick(bench.panel.others[Act.LOOK], LEFT)
    bench.settle()
    assert bench.keeping.asked[-1] == "look"


def test_a_driver_that_is_too_old_is_one_sentence_and_one_next_step(bench):
    error = EngineInstallError("The driver is too old.", hint="Update it.", details="525")
    bench.stand(InstallState.ABSENT, no_plan=error)

    assert bench.panel.trouble.words.text() == "The driver is too old. Update it."
    assert bench.panel.main.isHidden()
    assert bench.shown() == {Act.LOOK}


def test_an_installation_has_a_bar_the_time_left_and_a_way_out(bench):
    bench.stand(InstallState.ABSENT, plan=plan())
    progress = InstallProgress(
        phase=InstallPhase.FETCHING, done=GB, total=3 * GB, seconds_left=240.0
    )
    bench.keeping.put(act=InstallAct.INSTALL, progress=progress)
    bench.settle()

    assert bench.panel.progress.text() == "Downloading · 1 of 3 GB · 4 min left"
    assert bench.panel.bar.value() * 3 // bench.panel.bar.maximum() in (0, 1)
    assert bench.card.progress.text() == bench.panel.progress.text()
    bench.qtbot.mouseClick(bench.panel.main, LEFT)
    assert bench.keeping.asked[-1] == "cancel"


def test_what_is_tried_has_a_bar_that_only_moves(bench):
    bench.stand(InstallState.ABSENT, plan=plan())
    bench.keeping.put(act=InstallAct.REPAIR, progress=InstallProgress(phase=InstallPhase.TESTING))
    bench.settle()

    assert bench.panel.bar.maximum() == 0
    assert bench.panel.state.text() == "Being repaired"


def test_the_work_of_another_window_is_followed(bench):
    bench.stand(InstallState.INSTALLING)

    assert bench.panel.state.text() == "Being installed in another window"
    assert bench.panel.main.isHidden()
    asked = len(bench.keeping.asked)
    bench.qtbot.waitUntil(lambda: bool(bench.hand.waiting), timeout=4000)
    bench.settle()
    assert len(bench.keeping.asked) > asked


def test_what_was_begun_is_gone_on_with_or_discarded(bench):
    why = interrupted()
    bench.stand(InstallState.BROKEN, plan=plan(), unfinished=True, problem=str(why), hint=why.hint)

    assert bench.panel.main.text() == "Go on"
    assert bench.panel.note.text().startswith("Go on with the installation")
    assert bench.panel.trouble.isHidden()
    bench.qtbot.mouseClick(bench.panel.others[Act.DISCARD], LEFT)
    question = bench.panel.question
    assert question.isVisible()
    QTest.keyClick(question, Qt.Key.Key_Escape)
    assert question.isHidden()
    bench.qtbot.mouseClick(bench.panel.others[Act.DISCARD], LEFT)
    bench.qtbot.mouseClick(question.sure, LEFT)
    assert bench.keeping.asked[-1] == "discard"


def test_an_engine_that_works_is_kept_while_a_newer_one_is_unfinished(bench):
    bench.stand(InstallState.OUTDATED, plan=plan(), unfinished=True, python=PYTHON)

    assert bench.panel.state.text() == "Works; a newer one was begun"
    assert bench.shown() == {Act.DISCARD, Act.REMOVE}


def test_a_newer_one_is_offered(bench):
    bench.stand(InstallState.OUTDATED, plan=plan(), python=PYTHON)

    bench.qtbot.mouseClick(bench.panel.main, LEFT)

    assert bench.keeping.asked[-1] == "update"


def test_one_that_looks_whole_and_cannot_be_used_is_to_be_repaired(bench):
    bench.here.engine.put(EngineStatus.UNUSABLE, problem=EngineInstallError("No torch."))
    for state in (InstallState.READY, InstallState.OUTDATED):
        bench.stand(state, python=PYTHON, plan=plan())

        assert bench.panel.state.text() == "Installed, but cannot be used"
        assert (bench.panel.main.text(), bench.panel.main.property("role")) == ("Repair", "primary")
        assert bench.shown() == {Act.REMOVE}


def test_an_engine_that_was_there_and_is_gone_is_looked_at_anew(qtbot):
    bench = Bench(qtbot, GPU)
    assert bench.keeping.asked == []

    bench.here.hardware = BARE
    bench.here.computer.look()
    bench.settle()

    assert bench.keeping.asked == ["look"]


def test_one_that_works_tells_its_versions_when_asked(bench):
    bench.stand(InstallState.READY, python=PYTHON, versions=(("torch", "2.15.0"),))
    folded = bench.panel.versions.facts.isVisible()

    bench.panel.versions.more.click()

    assert not folded
    labels = bench.panel.versions.facts.findChildren(QLabel)
    assert [each.text() for each in labels] == ["torch", "2.15.0", "Python", str(PYTHON)]
    assert bench.shown() == {Act.REPAIR, Act.REMOVE}


def test_the_focus_stays_in_the_panel_when_its_button_goes(bench):
    bench.stand(InstallState.ABSENT, plan=plan())
    bench.panel.activateWindow()
    bench.panel.main.setFocus()
    bench.qtbot.waitUntil(bench.panel.main.hasFocus)

    bench.stand(InstallState.READY, python=PYTHON)

    assert bench.panel.others[Act.REPAIR].hasFocus()
    bench.here.engine.put(EngineStatus.UNUSABLE)
    bench.settle()
    assert bench.panel.main.hasFocus()  # it is the one that repairs now


def test_a_named_python_goes_before_and_is_told(bench):
    bench.here.named = "/opt/mine/bin/python"
    bench.stand(InstallState.READY, python=PYTHON)

    assert "another Python is named" in bench.panel.note.text()
    assert bench.card.isHidden()


def test_the_environment_of_the_app_is_told_where_it_has_an_engine(qtbot):
    bench = Bench(qtbot, GPU)
    bench.stand(InstallState.ABSENT, plan=plan())

    assert "environment that the app runs in" in bench.panel.note.text()
    assert bench.panel.main.property("role") == ""
    assert bench.card.isHidden()


def test_an_engine_that_runs_is_not_missed(bench):
    assert not bench.card.isHidden()
    bench.here.engine.put(EngineStatus.READY)
    bench.settle()

    assert bench.card.isHidden()


def test_the_card_of_the_form_says_the_size_and_begins(bench):
    bench.stand(InstallState.ABSENT, plan=plan())

    assert bench.card.words.text() == "Not installed · 3 GB to download, 6 GB on the disk"
    bench.card.show()
    bench.qtbot.mouseClick(bench.card.main, LEFT)
    assert bench.keeping.asked[-1] == "install"


def test_the_first_card_says_that_the_engine_comes_first(bench):
    bench.here.models.look()
    bench.stand(InstallState.ABSENT, plan=plan())

    said = bench.here.view_models.invitation
    assert "The engine for it comes first: 3 GB to download" in said
    assert bench.here.view_models.download == ""


def test_the_end_is_told_in_the_window_to_those_who_look_elsewhere(bench):
    bar = MessageBar()
    bench.qtbot.addWidget(bar)
    desk = EngineDesk(bench.here.install, bar)
    bench.stand(InstallState.ABSENT, plan=plan())
    for ends in (
        {"unfinished": True},  # cancelled: whoever did so knows
        {"failure": EngineInstallError("The disk is full.", hint="Free some space.")},
        {"python": PYTHON},
    ):
        failure = ends.pop("failure", None)
        bench.keeping.put(act=InstallAct.INSTALL, failure=None)
        bench.settle()
        bench.keeping.put(failure=failure)
        bench.keeping.stand(InstallState.READY, **ends)
        bench.settle()

    told = [message.sentence.text() for message in bar.messages]
    assert told == [
        "The disk is full.",
        "The engine is installed: pictures can be made here now.",
    ]
    assert desk.parent() is None


# The whole way, with the real parts


class RealBench:
    """The panel on a real installation from an index on loopback."""

    def __init__(self, qtbot, folder):
        self.qtbot = qtbot
        self.house = House(folder)
        self.engine = service(folder)
        self.pool = Background("test", workers=1)
        self.tasks = Tasks(self.pool.submit)
        self.keeping = EngineKeeping(self.house.installer(), lambda: self.engine)
        here = Here(catalogue(), self.tasks, BARE)
        self.install = EngineInstallViewModel(
            lambda: self.keeping, here.computer, lambda: "", self.tasks, follow_ms=20
        )
        self.looks = []
        here.computer.changed.connect(lambda: self.looks.append(1))
        self.panel = EngineInstallPanel(self.install)
        qtbot.addWidget(self.panel)
        self.panel.show()
        self.install.look()
        self.until("Not installed")

    def until(self, state):
        self.qtbot.waitUntil(lambda: self.panel.state.text() == state, timeout=30_000)

    def click(self, button):
        self.qtbot.mouseClick(button, LEFT)

    def close(self):
        self.keeping.close()
        self.pool.close()
        self.engine.close()
        self.house.index.close()


@pytest.fixture
def real(qtbot, tmp_path, monkeypatch):
    monkeypatch.setenv("UV_HTTP_RETRIES", "0")
    real = RealBench(qtbot, tmp_path)
    yield real
    real.close()


def test_it_is_installed_repaired_and_removed_with_its_own_buttons(qtbot, real):
    panel, place = real.panel, real.house.installer().place
    real.engine.make_ready()
    qtbot.waitUntil(lambda: real.engine.state.status is EngineStatus.READY, timeout=20_000)

    real.click(panel.main)
    real.until("Installed")
    qtbot.waitUntil(lambda: real.engine.state.status is EngineStatus.OFF, timeout=5000)
    python = real.house.installer().status().python
    assert panel.versions.isVisible()

    python.unlink()
    real.install.look()
    real.until("Broken")
    assert panel.trouble.words.text() == "Parts of the local engine are missing. Repair the engine."
    real.click(panel.main)
    real.until("Installed")
    assert panel.trouble.isHidden()

    (place / "mine.txt").write_text("of the artist")
    real.click(panel.others[Act.REMOVE])
    real.click(panel.question.sure)
    real.until("Not installed")
    assert sorted(path.name for path in place.iterdir()) == ["lock", "mine.txt"]


def test_what_another_window_does_is_followed_to_its_end(qtbot, real):
    with EngineFolder(real.house.installer().place).turn():
        real.install.look()
        real.until("Being installed in another window")
        qtbot.wait(100)  # it is looked at again and again, and nothing changes
        real.looks.clear()

    real.until("Not installed")
    qtbot.waitUntil(lambda: bool(real.looks))  # there may be an engine now


def test_a_failure_keeps_its_details_and_what_was_begun_can_be_discarded(real):
    real.house.index.broken["torch"] = 503
    real.click(real.panel.main)
    real.until("Begun, and not ended")

    assert "does not work at the moment" in real.panel.trouble.words.text()
    assert real.panel.trouble.details.toPlainText()
    real.click(real.panel.others[Act.DISCARD])
    real.click(real.panel.question.sure)
    real.until("Not installed")
    assert real.panel.trouble.isHidden()
