"""Settings: keys, addresses, folder, appearance; every error at its field."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit

from flux2studio.core.errors import KeyMissingError, StorageError
from flux2studio.core.hosted import Balance, Priority, Trace
from flux2studio.core.spending import Totals
from flux2studio.storage.secrets import Secrets
from flux2studio.storage.settings import Settings, SettingsStore, Theme
from flux2studio.ui.tasks import Tasks
from flux2studio.ui.viewmodels.balances import Balances
from flux2studio.ui.viewmodels.money import MoneyViewModel, month_name
from flux2studio.ui.viewmodels.settings import KEY_PAGES, Part, SettingsViewModel
from flux2studio.ui.widgets.settings_dialog import SettingsDialog
from flux2studio.ui.widgets.settings_parts import SettingsPage
from tests.ui.compose_parts import HandTasks, catalogue
from tests.ui.local_parts import Here
from tests.ui.settings_parts import Purse

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
    owners = (*catalogue().backends, *catalogue().sources)
    variables = {owner.id: owner.key for owner in owners if owner.key}
    return Secrets({}, variables, open_keyring=lambda: keyring)


@pytest.fixture
def tasks(qapp, hand):
    return Tasks(hand.submit)


@pytest.fixture
def settle(qtbot, hand, tasks):
    def settle():
        qtbot.waitUntil(lambda: hand.run_all() or not tasks.busy)

    return settle


class Accounts:
    """What the services say of the balance: an amount, or an error they raise."""

    def __init__(self):
        self.says = Balance(amount=12.34)
        self.asked = []

    def __call__(self, service):
        self.asked.append(service)
        if isinstance(self.says, Exception):
            raise self.says
        return self.says


@pytest.fixture
def accounts():
    return Accounts()


@pytest.fixture
def purse():
    return Purse()


@pytest.fixture
def visited():
    return []


@pytest.fixture
def settings(store, secrets, tasks, visited):
    return SettingsViewModel(
        store.load(),
        store,
        secrets,
        [backend for backend in catalogue().backends if backend.key],
        tasks,
        "/pictures",
        sources=catalogue().sources,
        open_url=lambda url: visited.append(url.toString()),
    )


@pytest.fixture
def dialog(qtbot, settings, settle, accounts, tasks, purse):
    def ask(parent, now, chosen):
        chosen("/elsewhere")

    names = {"fal": "fal", "aimlapi": "AIML API"}
    money, here = MoneyViewModel(purse, names), Here(catalogue(), tasks).view_models
    dialog = SettingsDialog(settings, Balances(accounts, tasks), money, here, ask)
    qtbot.addWidget(dialog)
    dialog.show()
    settle()
    return dialog


def test_a_key_is_saved_masked_and_leaves_the_field(qtbot, dialog, settle, secrets):
    field = dialog.services.keys["fal"]
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
    field = dialog.services.keys["fal"]

    qtbot.keyClicks(field.key, "fal-secret-1")
    QTest.keyClick(field.key, Qt.Key.Key_Return)
    settle()

    assert field.note.text().startswith("Kept until flux2studio is closed.")
    assert field.forget.isVisible()


def test_what_is_no_key_is_refused_at_its_field(qtbot, dialog, settle):
    field = dialog.services.keys["aimlapi"]

    field.key.setText("ключ")
    qtbot.mouseClick(field.save, LEFT)
    settle()

    assert field.key.property("state") == "bad"
    assert field.note.property("role") == "bad"
    assert field.key.text() == "ключ"


def test_a_missing_key_is_said_once(dialog):
    field = dialog.services.keys["fal"]

    assert field.state.text() == "No key"
    assert not field.note.isVisible()


def test_the_focus_stays_at_the_key_while_the_keyring_is_asked(qtbot, dialog):
    field = dialog.services.keys["aimlapi"]
    field.key.setFocus()

    field.key.setText("aiml-secret-1")
    QTest.keyClick(field.key, Qt.Key.Key_Return)

    assert dialog.focusWidget() is field.key
    assert not field.save.isEnabled()


def test_a_key_is_forgotten(qtbot, dialog, settle, secrets):
    field = dialog.services.keys["fal"]
    field.key.setText("fal-secret-1")
    qtbot.mouseClick(field.save, LEFT)
    settle()

    qtbot.mouseClick(field.forget, LEFT)
    settle()

    assert secrets.get("fal") is None
    assert field.state.text() == "No key"


def test_the_theme_is_chosen_and_kept(qtbot, dialog, settings, settle, store):
    dialog.show_part(Part.GENERAL)

    with qtbot.waitSignal(settings.theme_changed) as blocker:
        qtbot.mouseClick(dialog.general.themes.buttons["light"], LEFT)
    settle()

    assert blocker.args == ["light"]
    assert store.load().theme is Theme.LIGHT


def test_an_address_that_is_not_safe_is_refused_at_its_field(dialog, settings):
    dialog.services.more.click()
    field = dialog.services.hosts["aimlapi_url"]
    field.setText("http://example.org")

    field.editingFinished.emit()

    assert field.property("state") == "bad"
    assert "not encrypted" in dialog.services.host_problem.text()
    assert settings.settings.aimlapi_url == Settings().aimlapi_url


def test_an_address_mended_is_no_longer_marked(dialog):
    dialog.services.more.click()
    field = dialog.services.hosts["aimlapi_url"]
    for address in ("http://example.org", Settings().aimlapi_url):
        field.setText(address)
        field.editingFinished.emit()

    assert field.property("state") == ""
    assert dialog.services.host_problem.text() == ""


def test_an_address_is_kept_and_taken_back(qtbot, dialog, settings, settle, store):
    dialog.services.more.click()
    dialog.services.hosts["fal_run_url"].setText("http://127.0.0.1:8080/")
    dialog.services.hosts["fal_run_url"].editingFinished.emit()
    settle()
    assert store.load().fal_run_url == "http://127.0.0.1:8080"

    qtbot.mouseClick(dialog.services.reset, LEFT)
    settle()

    assert store.load().fal_run_url == Settings().fal_run_url


def test_a_folder_that_a_cloud_program_copies_is_noted_beside_it(dialog, settings, settle):
    before = dialog.general.folder_note.text()
    settings.change(pictures_folder="/home/ana/OneDrive/Pictures")
    settle()
    there = dialog.general.folder_note.text()
    settings.change(pictures_folder="/home/ana/Pictures")
    settle()

    assert there.startswith("OneDrive copies this folder.")
    assert before == dialog.general.folder_note.text() == ""


def test_motion_can_be_switched_off(dialog, settings, store, settle):
    dialog.general.motions.buttons["off"].click()
    settle()

    assert store.load().motion == "off"


def test_another_pictures_folder_is_kept(qtbot, dialog, settle, store):
    dialog.show_part(Part.GENERAL)
    qtbot.mouseClick(dialog.general.choose_folder, LEFT)
    settle()

    assert store.load().pictures_folder == "/elsewhere"
    assert dialog.general.folder.full_text == "/elsewhere"
    assert "from now on" in dialog.general.folder_problem.text()


def test_names_of_pictures_are_shown_as_they_are_typed_and_kept(dialog, settle, store):
    dialog.show_part(Part.GENERAL)
    names, said = dialog.general.names, dialog.general.names_said
    assert "20261120-" in said.text()

    names.setText("{year}/{model}/{prompt}")
    names.editingFinished.emit()
    settle()

    assert said.text().startswith("As in 2026/fal-flux-2/a-fox-in-the-snow-")
    assert store.load().name_template == "{year}/{model}/{prompt}"


def test_names_that_no_disk_takes_are_refused_at_their_field(dialog, settle, store):
    names, said = dialog.general.names, dialog.general.names_said

    names.setText("../{mood}")
    names.editingFinished.emit()
    settle()

    assert names.property("state") == "bad"
    assert "no field “mood”" in said.text()
    assert store.load().name_template == ""

    names.setText("{prompt}")
    assert names.property("state") == ""


def test_a_settings_file_that_cannot_be_written_is_said(qtbot, dialog, settings, settle, tmp_path):
    (tmp_path / "settings.json").mkdir()

    settings.change(pictures_folder="/elsewhere")
    settle()

    assert dialog.not_saved.property("role") == "bad"
    assert dialog.not_saved.text()


def test_the_missing_key_is_one_step_away(dialog):
    dialog.focus_key("fal")

    assert dialog.focusWidget() is dialog.services.keys["fal"].key


def test_the_place_to_get_a_key_is_one_click_away_until_there_is_one(
    qtbot, dialog, settle, visited
):
    field = dialog.services.keys["fal"]

    qtbot.mouseClick(field.get_one, LEFT)
    field.key.setText("fal-secret-1")
    qtbot.mouseClick(field.save, LEFT)
    settle()

    assert visited == [KEY_PAGES["fal"]]
    assert not field.get_one.isVisible()


def test_every_key_has_a_page_to_get_it_from():
    owners = (*catalogue().backends, *catalogue().sources)

    assert {owner.id for owner in owners if owner.key} == set(KEY_PAGES)


def test_tokens_of_the_lora_sites_are_kept_like_keys(qtbot, dialog, settle, secrets, accounts):
    field = dialog.services.keys["huggingface"]

    field.key.setText("hf_secret_1")
    qtbot.mouseClick(field.save, LEFT)
    settle()

    assert secrets.get("huggingface") == "hf_secret_1"
    assert accounts.asked == []


def test_a_new_key_is_tried_by_asking_for_the_balance(qtbot, dialog, settle):
    field = dialog.services.keys["fal"]

    field.key.setText("fal-secret-1")
    qtbot.mouseClick(field.save, LEFT)
    settle()

    assert field.balance.words.text() == "Balance $12.34"


def test_a_key_that_the_service_refuses_is_said_at_the_key(qtbot, dialog, settle, accounts):
    accounts.says = KeyMissingError("fal does not know this key.", hint="Go to the settings.")
    field = dialog.services.keys["fal"]

    field.key.setText("fal-secret-1")
    qtbot.mouseClick(field.save, LEFT)
    settle()

    assert field.balance.words.text() == (
        "fal does not know this key. Paste it again, or another one."
    )
    assert field.balance.words.property("role") == "bad"
    assert field.state.text() == "Key refused"


def test_the_balance_is_asked_again_on_demand(qtbot, dialog, settle, accounts):
    field = dialog.services.keys["fal"]
    field.key.setText("fal-secret-1")
    qtbot.mouseClick(field.save, LEFT)
    settle()
    accounts.says = Balance(amount=12.28)

    qtbot.mouseClick(field.balance.refresh, LEFT)
    settle()

    assert field.balance.words.text() == "Balance $12.28"


def test_nothing_is_asked_of_a_service_without_a_key(dialog, accounts):
    assert accounts.asked == []
    assert not dialog.services.keys["fal"].balance.isVisible()


@pytest.mark.parametrize(
    ("typed", "kept", "shown"),
    [("20", 20.0, "20"), ("$ 12.50", 12.5, "12.50"), ("7,5", 7.5, "7.50"), ("0", 0.0, "")],
)
def test_the_monthly_limit_is_taken_as_it_is_typed(dialog, settle, store, typed, kept, shown):
    dialog.show_part(Part.MONEY)
    dialog.money.limit.setText(typed)

    dialog.money.limit.editingFinished.emit()
    settle()

    assert store.load().monthly_limit_usd == kept
    assert dialog.money.limit.text() == shown


@pytest.mark.parametrize("typed", ["much", "-3", "nan", "1e9"])
def test_what_is_no_amount_is_refused_at_the_limit(dialog, settings, typed):
    dialog.show_part(Part.MONEY)
    dialog.money.limit.setText(typed)

    dialog.money.limit.editingFinished.emit()

    assert dialog.money.limit.property("state") == "bad"
    assert "no amount of money" in dialog.money.problem.text()
    assert settings.settings.monthly_limit_usd == 0


def test_what_is_typed_wrong_stays_when_something_else_changes(dialog, settings):
    dialog.show_part(Part.MONEY)
    dialog.money.limit.setText("much")
    dialog.money.limit.editingFinished.emit()

    settings.change(fal_preview=True)

    assert dialog.money.limit.text() == "much"
    assert dialog.money.limit.property("state") == "bad"


def test_the_month_is_told_by_service_with_what_is_only_estimated(qtbot, dialog, purse):
    dialog.show_part(Part.MONEY)
    month = Totals(usd=7.1, by_backend={"aimlapi": 2.1, "fal": 5.0}, estimated_usd=0.3)

    purse.put(Totals(), month)
    qtbot.waitUntil(dialog.money.doubt.isVisible)

    told = [label.accessibleName() for label in dialog.money.findChildren(QLabel)]
    assert [name for name in told if "$" in name] == [
        "fal: $5.00",
        "AIML API: $2.10",
        f"{month_name()} so far: ≈ $7.10",
    ]
    assert dialog.money.doubt.text().startswith("$0.30 of it is our estimate")


@pytest.mark.parametrize("trace", list(Trace))
def test_what_fal_keeps_is_chosen_among_three(dialog, settle, store, trace):
    dialog.show_part(Part.PRIVACY)

    dialog.privacy.trace.buttons[trace].click()
    settle()

    assert store.load().fal_trace is trace


def test_the_least_trace_says_how_short_the_recovery_is(dialog, settle):
    dialog.show_part(Part.PRIVACY)
    choice = dialog.privacy.trace.buttons[Trace.MINIMAL]

    choice.click()
    settle()

    assert "for an hour at most" in choice.accessibleDescription()
    assert not dialog.privacy.upload_days.isEnabled()
    assert "gone in an hour" in dialog.privacy.upload_note.text()


@pytest.mark.parametrize("change", [{"fal_trace": Trace.MINIMAL}, {"fal_inline_results": True}])
def test_a_preview_that_could_not_be_looked_up_is_said_to_be_unused(dialog, settings, change):
    dialog.show_part(Part.PRIVACY)

    settings.change(fal_preview=True)
    before = dialog.privacy.preview_note.isVisible()
    settings.change(**change)

    assert not before
    assert dialog.privacy.preview_note.text().startswith("Not used")


def test_uploads_previews_answers_and_queue_are_kept(dialog, settle, store):
    dialog.show_part(Part.PRIVACY)

    dialog.privacy.upload_days.buttons["7"].click()
    dialog.privacy.preview.box.click()
    dialog.privacy.inline.box.click()
    dialog.privacy.priority.buttons[Priority.LOW].click()
    settle()

    kept = store.load()
    assert (kept.upload_days, kept.fal_preview, kept.fal_inline_results, kept.fal_priority) == (
        7,
        True,
        True,
        Priority.LOW,
    )


def test_days_from_the_settings_file_that_are_no_choice_are_said(dialog, settings):
    settings.change(upload_days=3)

    assert not any(button.isChecked() for button in dialog.privacy.upload_days.buttons.values())
    assert dialog.privacy.upload_note.text() == "3 days, as the settings file says."


def test_a_value_that_cannot_be_is_refused_at_its_field(dialog, settings):
    dialog.show_part(Part.PRIVACY)
    settings.change(upload_days=90)

    assert "between 1 and 30 days" in dialog.privacy.upload_note.text()
    assert settings.settings.upload_days == 1


def test_a_page_is_chosen_at_the_side(qtbot, dialog):
    qtbot.mouseClick(dialog.tabs[Part.MONEY], LEFT)

    assert dialog.money.isVisible()
    assert not dialog.services.isVisible()


def test_only_the_page_that_is_looked_at_is_built(dialog):
    before = dialog.findChildren(SettingsPage)
    dialog.tabs[Part.MONEY].click()
    dialog.tabs[Part.SERVICES].click()

    assert before == [dialog.services]
    assert set(dialog.findChildren(SettingsPage)) == {dialog.services, dialog.money}


def test_tab_goes_from_the_list_of_pages_through_a_new_page_to_the_close_button(qtbot, dialog):
    dialog.show_part(Part.PRIVACY)
    dialog.show_part(Part.MONEY)
    way = [dialog.tabs[Part.MONEY]]
    way[0].setFocus()
    while way[-1] is not dialog.close_button:
        dialog.focusNextChild()
        way.append(dialog.focusWidget())
        assert len(way) < 100

    assert dialog.money.limit in way
    assert all(dialog.money.isAncestorOf(each) or each in dialog.tabs.values() for each in way[:-1])


def test_what_belongs_to_no_field_is_said_on_every_page(dialog, settings):
    settings.rejected.emit(StorageError("The disk is full.", hint="Free some space."))

    assert dialog.not_saved.text() == "The disk is full. Free some space."


def test_the_last_choice_is_what_is_saved_whichever_worker_comes_first(qtbot, store, secrets):
    waiting = []
    settings = SettingsViewModel(store.load(), store, secrets, [], Tasks(waiting.append))
    settings.change(fal_trace=Trace.KEEP)
    settings.change(fal_trace=Trace.MINIMAL)

    for save in reversed(waiting):
        save()

    assert store.load().fal_trace is Trace.MINIMAL
