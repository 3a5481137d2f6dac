"""Settings: keys, addresses, folder, appearance; every error at its field."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from flux2studio.storage.secrets import Secrets
from flux2studio.storage.settings import Settings, SettingsStore, Theme
from flux2studio.ui.tasks import Tasks
from flux2studio.ui.viewmodels.settings import SettingsViewModel
from flux2studio.ui.widgets.settings_dialog import SettingsDialog
from tests.ui.compose_parts import HandTasks, catalogue

LEFT = Qt.MouseButton.LeftButton


class Keyring:
    """The system's keyring as far as it is used."""

    def __init__(self):
        self.kept = {}
        self.refuses = False

    def get_password(self, service, username):
        return self.kept.get((service, username))

    def set_password(self, service, username, password):
        if not self.refuses:
            self.kept[service, username] = password

    def delete_password(self, service, username):
        self.kept.pop((service, username), None)


@pytest.fixture
def hand():
    return HandTasks()


@pytest.fixture
def keyring():
    return Keyring()


@pytest.fixture
def store(tmp_path):
    return SettingsStore(tmp_path / "settings.json", {})


@pytest.fixture
def secrets(keyring):
    variables = {"aimlapi": "AIML_API_KEY", "fal": "FAL_KEY"}
    return Secrets({}, variables, open_keyring=lambda: keyring)


@pytest.fixture
def tasks(qapp, hand):
    return Tasks(hand.submit)


@pytest.fixture
def settle(qtbot, hand, tasks):
    def settle():
        qtbot.waitUntil(lambda: hand.run_all() or not tasks.busy)

    return settle


@pytest.fixture
def settings(store, secrets, tasks):
    services = [backend for backend in catalogue().backends if backend.key]
    return SettingsViewModel(store.load(), store, secrets, services, tasks, "/pictures")


@pytest.fixture
def dialog(qtbot, settings, settle):
    def ask(parent, now, chosen):
        chosen("/elsewhere")

    dialog = SettingsDialog(settings, ask)
    qtbot.addWidget(dialog)
    dialog.show()
    settle()
    return dialog


def test_a_key_is_saved_masked_and_leaves_the_field(qtbot, dialog, settle, secrets):
    field = dialog.keys["fal"]
    assert field.key.echoMode() is QLineEdit.EchoMode.Password

    qtbot.keyClicks(field.key, "fal-secret-1")
    qtbot.mouseClick(field.save, LEFT)
    settle()

    assert secrets.get("fal") == "fal-secret-1"
    assert field.key.text() == ""
    assert field.state.text() == "Key set"
    assert field.note.text() == "Kept in the system's keyring."


def test_a_key_without_a_keyring_says_that_it_is_gone_afterwards(qtbot, dialog, settle, keyring):
    keyring.refuses = True
    field = dialog.keys["fal"]

    qtbot.keyClicks(field.key, "fal-secret-1")
    QTest.keyClick(field.key, Qt.Key.Key_Return)
    settle()

    assert field.note.text().startswith("Kept until flux2studio is closed.")
    assert field.forget.isVisible()


def test_what_is_no_key_is_refused_at_its_field(qtbot, dialog, settle):
    field = dialog.keys["aimlapi"]

    field.key.setText("ключ")
    qtbot.mouseClick(field.save, LEFT)
    settle()

    assert field.key.property("state") == "bad"
    assert field.note.property("role") == "bad"
    assert field.key.text() == "ключ"


def test_a_missing_key_is_said_once(dialog):
    field = dialog.keys["fal"]

    assert field.state.text() == "No key"
    assert not field.note.isVisible()


def test_the_focus_stays_at_the_key_while_the_keyring_is_asked(qtbot, dialog):
    field = dialog.keys["aimlapi"]
    field.key.setFocus()

    field.key.setText("aiml-secret-1")
    QTest.keyClick(field.key, Qt.Key.Key_Return)

    assert dialog.focusWidget() is field.key
    assert not field.save.isEnabled()


def test_a_key_is_forgotten(qtbot, dialog, settle, secrets):
    field = dialog.keys["fal"]
    field.key.setText("fal-secret-1")
    qtbot.mouseClick(field.save, LEFT)
    settle()

    qtbot.mouseClick(field.forget, LEFT)
    settle()

    assert secrets.get("fal") is None
    assert field.state.text() == "No key"


def test_the_theme_is_chosen_and_kept(qtbot, dialog, settings, settle, store):
    with qtbot.waitSignal(settings.theme_changed) as blocker:
        qtbot.mouseClick(dialog.themes["light"], LEFT)
    settle()

    assert blocker.args == ["light"]
    assert store.load().theme is Theme.LIGHT


def test_an_address_that_is_not_safe_is_refused_at_its_field(dialog, settings):
    dialog.more.click()
    field = dialog.hosts["aimlapi_url"]
    field.setText("http://example.org")

    field.editingFinished.emit()

    assert field.property("state") == "bad"
    assert "not encrypted" in dialog.host_problem.text()
    assert settings.settings.aimlapi_url == Settings().aimlapi_url


def test_an_address_is_kept_and_taken_back(qtbot, dialog, settings, settle, store):
    dialog.more.click()
    dialog.hosts["fal_run_url"].setText("http://127.0.0.1:8080/")
    dialog.hosts["fal_run_url"].editingFinished.emit()
    settle()
    assert store.load().fal_run_url == "http://127.0.0.1:8080"

    qtbot.mouseClick(dialog.reset, LEFT)
    settle()

    assert store.load().fal_run_url == Settings().fal_run_url


def test_another_pictures_folder_is_kept(qtbot, dialog, settle, store):
    qtbot.mouseClick(dialog.choose_folder, LEFT)
    settle()

    assert store.load().pictures_folder == "/elsewhere"
    assert dialog.folder.full_text == "/elsewhere"
    assert "from now on" in dialog.folder_problem.text()


def test_a_settings_file_that_cannot_be_written_is_said(qtbot, dialog, settings, settle, tmp_path):
    (tmp_path / "settings.json").mkdir()

    settings.change(pictures_folder="/elsewhere")
    settle()

    assert dialog.folder_problem.property("role") == "bad"


def test_the_missing_key_is_one_step_away(dialog):
    dialog.focus_key("fal")

    assert dialog.focusWidget() is dialog.keys["fal"].key
