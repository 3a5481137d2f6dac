"""The LoRA page of the settings: folders, downloads, newer versions, backups."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest

from flux2studio.core.errors import LoraError, StorageError
from flux2studio.core.lora_import_plan import ImportReport, ReportRow, RowState
from flux2studio.storage.secrets import Secrets
from flux2studio.storage.settings import SettingsStore
from flux2studio.ui.tasks import Tasks
from flux2studio.ui.viewmodels.lora_settings import LoraSettings
from flux2studio.ui.viewmodels.settings import SettingsViewModel
from flux2studio.ui.widgets.settings_loras import LorasPage
from tests.ui.compose_parts import HandTasks

REPORT = ImportReport(
    rows=(
        ReportRow(name="Ink", state=RowState.NEW),
        ReportRow(name="Clay", state=RowState.ADDS, adds=("notes",)),
        ReportRow(name="Dusk", state=RowState.SAME),
    )
)


class Folders:
    def __init__(self):
        self.places = []
        self.words = ""
        self.paused = False
        self.failure = None
        self.scans = 0

    def roots(self):
        return list(self.places)

    def add_root(self, path):
        if self.failure is not None:
            raise self.failure
        self.places.append(path)
        return path

    def remove_root(self, path):
        self.places.remove(path)

    def scan(self, control):
        self.scans += 1

    def pause_hashing(self, is_paused):
        self.paused = is_paused

    def progress(self):
        return SimpleNamespace(words=self.words, paused=self.paused)


class Backup:
    def __init__(self):
        self.made = None
        self.report = REPORT
        self.failure = None
        self.asked = []

    def newest(self):
        return self.made

    def fresh(self):
        if self.made is None:
            self.made = Path("/backups/loras-2026-11-21.zip")
            return self.made
        return None

    def export(self, target):
        if self.failure is not None:
            raise self.failure
        self.asked.append(("export", target))
        return target

    def look_at(self, path):
        if self.failure is not None:
            raise self.failure
        return self.report

    def take(self, path, control):
        control.check()
        self.asked.append(("take", path))
        return self.report


class Desk:
    def __init__(self, qtbot, folder):
        self.hand = HandTasks()
        self.qtbot = qtbot
        self.tasks = Tasks(self.hand.submit)
        self.store = SettingsStore(folder / "settings.json", {})
        self.settings = SettingsViewModel(
            self.store.load(), self.store, Secrets({}, {}), [], self.tasks
        )
        self.folders, self.backup = Folders(), Backup()
        self.loras = LoraSettings(self.folders, self.backup, self.tasks, "/data/lora-files")
        self.page = LorasPage(self.settings, self.loras, self.ask, self.ask_zip)
        qtbot.addWidget(self.page)
        self.page.show()
        self.settle()

    def ask(self, parent, now, chosen):
        chosen("/drive/loras")

    def ask_zip(self, parent, saves, chosen):
        chosen("/docs/loras.zip")

    def settle(self):
        self.qtbot.waitUntil(lambda: self.hand.run_all() or not self.tasks.busy)


@pytest.fixture
def desk(qtbot, tmp_path):
    return Desk(qtbot, tmp_path)


def test_a_folder_is_added_and_taken_off_again(desk):
    desk.page.add_root.click()
    desk.settle()
    assert [row.accessibleName() for row in desk.page.rows] == ["/drive/loras"]

    desk.page.rows[0].findChild(type(desk.page.rows[0].children()[-1])).click()
    desk.settle()

    assert desk.folders.places == []
    assert desk.page.rows == []


def test_a_folder_that_cannot_be_read_says_why(desk):
    desk.folders.failure = StorageError("It is not there.", hint="Choose another.")

    desk.page.add_root.click()
    desk.settle()

    assert desk.page.roots_problem.text() == "It is not there. Choose another."


def test_hashing_is_shown_and_paused(desk):
    desk.page.add_root.click()
    desk.folders.words = "hashing 312 of 10,000"
    desk.settle()
    desk.loras.changed.emit()
    assert desk.page.progress.text() == "Hashing 312 of 10,000"

    desk.page.pause.click()

    assert desk.folders.paused
    assert desk.page.pause.text() == "Go on"


def test_folders_are_looked_at_again(desk):
    desk.page.add_root.click()
    desk.settle()

    desk.page.scan.click()
    desk.settle()

    assert desk.folders.scans == 1


def test_downloads_go_where_the_artist_wants(desk):
    assert desk.page.folder.full_text == "/data/lora-files"

    desk.page.choose_folder.click()
    desk.settle()

    assert desk.store.load().loras_folder == "/drive/loras"
    assert desk.page.folder.full_text == "/drive/loras"


def test_newer_versions_are_looked_for_only_when_wanted(desk):
    assert not desk.page.updates.box.isChecked()

    desk.page.updates.box.click()
    desk.settle()

    assert desk.store.load().lora_updates


def test_a_backup_is_made_and_named(desk):
    assert "No backup yet" in desk.page.last.text()

    desk.page.back_up.click()
    desk.settle()
    assert desk.page.last.text() == "Last one: loras-2026-11-21.zip"
    desk.page.back_up.click()
    desk.settle()

    assert desk.page.note.text() == "The last one holds all there is."


def test_an_export_says_where_it_is(desk):
    desk.page.export.click()
    desk.settle()

    assert desk.backup.asked == [("export", Path("/docs/loras.zip"))]
    assert desk.page.note.text() == "Written to /docs/loras.zip"


def test_an_import_says_first_what_it_would_do(desk):
    taken = []
    desk.loras.taken.connect(lambda: taken.append(True))

    desk.page.bring_in.click()
    desk.settle()
    assert desk.page.words.text() == "1 LoRA is new. 1 gets words it lacked. 1 stays as it is."
    assert desk.backup.asked == []

    desk.page.yes.click()
    desk.settle()

    assert desk.backup.asked == [("take", Path("/docs/loras.zip"))]
    assert taken == [True]
    assert not desk.page.question.isVisible()


def test_an_import_can_be_stopped_while_it_runs(desk):
    desk.page.bring_in.click()
    desk.settle()
    desk.page.yes.click()
    assert desk.page.no.text() == "Stop"
    assert not desk.page.yes.isVisible()
    assert not desk.page.bring_in.isEnabled()

    desk.page.no.click()
    desk.settle()

    assert desk.backup.asked == []
    assert desk.page.note.text() == "Stopped: nothing was brought in."
    assert not desk.page.question.isVisible()
    desk.page.bring_in.click()
    desk.settle()
    desk.page.yes.click()
    desk.settle()
    assert desk.backup.asked == [("take", Path("/docs/loras.zip"))]


def test_an_import_that_is_declined_changes_nothing(desk):
    desk.page.bring_in.click()
    desk.settle()

    desk.page.no.click()
    desk.settle()

    assert desk.backup.asked == []
    assert not desk.page.question.isVisible()


def test_what_is_no_backup_says_so(desk):
    desk.backup.failure = LoraError("This is no backup of LoRAs.")

    desk.page.bring_in.click()
    desk.settle()

    assert desk.page.note.text() == "This is no backup of LoRAs."
