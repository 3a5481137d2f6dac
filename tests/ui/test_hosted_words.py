"""What the window says of a hosted service: its key, what it keeps, what leaves, what it costs."""

from __future__ import annotations

import threading
from types import SimpleNamespace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication

from flux2studio.core.errors import BackendError, KeyMissingError, NotAllowedError
from flux2studio.core.hosted import Balance, Trace
from flux2studio.core.job import JobState
from flux2studio.core.motion import Motion
from flux2studio.core.spending import Totals
from flux2studio.storage.secrets import Secrets
from flux2studio.storage.settings import SettingsStore
from flux2studio.ui.bridge import JobBridge
from flux2studio.ui.hosted import HostedWords
from flux2studio.ui.size_offer import SizeOffer
from flux2studio.ui.viewmodels.balances import Balances
from flux2studio.ui.viewmodels.money import MoneyViewModel, month_name
from flux2studio.ui.viewmodels.settings import Part, SettingsViewModel
from flux2studio.ui.widgets.start_hosted import HostedWay
from tests.ui.compose_bench import Bench
from tests.ui.compose_parts import job, update
from tests.ui.local_parts import KLEIN, Here
from tests.ui.settings_parts import Purse


class Account:
    """Tells what is left at a service, or that it may not."""

    def __init__(self):
        self.left = {"aimlapi": 12.4}
        self.asked = []
        self.refused = set()
        self.untold = set()

    def ask(self, service):
        self.asked.append(service)
        if service in self.refused:
            raise KeyMissingError("It does not know this key.")
        if service in self.untold:
            raise NotAllowedError("It does not show this to your key.")
        if service not in self.left:
            raise BackendError("The key may not ask for the balance.")
        return Balance(amount=self.left[service])


@pytest.fixture
def bench(qtbot):
    return Bench(qtbot)


@pytest.fixture
def store(tmp_path):
    return SettingsStore(tmp_path / "settings.json", {})


@pytest.fixture
def settings(bench, store):
    variables = {"fal": "FAL_KEY", "aimlapi": "AIML_API_KEY"}
    services = [entry for entry in bench.compose.catalogue.backends if entry.key]
    secrets = Secrets({"AIML_API_KEY": "key-of-aiml"}, variables)
    settings = SettingsViewModel(store.load(), store, secrets, services, bench.tasks)
    settings.load_keys()
    bench.settle()
    return settings


@pytest.fixture
def purse():
    return Purse()


@pytest.fixture
def opened():
    return []


@pytest.fixture
def here(bench):
    return Here(bench.compose.catalogue, bench.tasks)


@pytest.fixture
def account():
    return Account()


@pytest.fixture
def bridge(qapp):
    return JobBridge()


@pytest.fixture
def hosted(shell, bench, settings, purse, opened, here, account, bridge):
    names = {entry.id: entry.name for entry in bench.compose.catalogue.backends}
    models = SimpleNamespace(
        bridge=bridge,
        compose=bench.compose,
        settings=settings,
        money=MoneyViewModel(purse, names),
        here=here.view_models,
        balances=Balances(account.ask, bench.tasks),
    )
    return HostedWords(models, shell.window, opened.append)


def choose(bench, backend):
    model = next(m for m in bench.compose.catalogue.models if m.backend == backend)
    bench.compose.choose_model(model.id)


def give_key(settings, bench):
    settings.set_key("fal", "fal-secret-1")
    bench.settle()


def messages(shell):
    return [message.sentence.text() for message in shell.window.messages.messages]


def press(qtbot, shell, words):
    (message,) = shell.window.messages.messages
    button = next(b for b in message.findChildren(QAbstractButton) if b.text() == words)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_a_missing_key_is_said_and_is_one_click_away(qtbot, shell, bench, hosted, opened):
    choose(bench, "fal")
    said = shell.window.status.backend.text()

    qtbot.mouseClick(shell.window.status.backend, Qt.MouseButton.LeftButton)

    assert said.endswith("fal needs a key")
    assert opened == [Part.SERVICES]


def test_nothing_is_introduced_before_it_could_be_sent(shell, bench, hosted):
    choose(bench, "fal")

    assert messages(shell) == []


def test_before_the_first_send_it_is_said_what_leaves_the_machine(shell, bench, hosted, settings):
    choose(bench, "fal")
    give_key(settings, bench)

    (said,) = messages(shell)
    assert said.startswith("What you send goes to fal and nobody else")
    (message,) = shell.window.messages.messages
    assert "delete its copy" in message.hint.text()


def test_it_is_said_once_for_good(qtbot, shell, bench, hosted, settings, store):
    choose(bench, "fal")
    give_key(settings, bench)

    press(qtbot, shell, "Understood")
    bench.settle()
    choose(bench, "practice")
    choose(bench, "fal")

    assert messages(shell) == []
    assert store.load().introduced == ("fal",)


def test_each_service_is_introduced_on_its_own(shell, bench, hosted, settings):
    settings.introduce("fal")
    give_key(settings, bench)

    choose(bench, "fal")
    of_fal = messages(shell)
    choose(bench, "aimlapi")

    assert of_fal == []
    assert "goes to AIML API" in messages(shell)[0]


def test_escape_closes_it_for_good_as_its_cross_does(shell, bench, hosted, store):
    choose(bench, "aimlapi")

    assert shell.window.dismiss()
    bench.settle()
    hosted.show()

    assert messages(shell) == []
    assert store.load().introduced == ("aimlapi",)


def test_what_was_not_read_goes_with_the_service_and_comes_back(shell, bench, hosted, store):
    choose(bench, "aimlapi")
    choose(bench, "practice")
    meanwhile = messages(shell)
    choose(bench, "aimlapi")

    assert meanwhile == []
    assert len(messages(shell)) == 1
    assert store.load().introduced == ()


def test_the_notice_leads_to_the_privacy_settings(qtbot, shell, bench, hosted, opened):
    choose(bench, "aimlapi")

    press(qtbot, shell, "Privacy settings")

    assert opened == [Part.PRIVACY]


def test_the_least_trace_is_said_in_the_status_line_while_it_counts(shell, bench, hosted, settings):
    settings.change(fal_trace=Trace.MINIMAL)
    of_practice = shell.window.status.privacy.isVisible()

    choose(bench, "fal")

    assert not of_practice
    assert shell.window.status.privacy.text() == "minimal trace"


def test_what_pictures_cost_is_told_from_a_worker(qtbot, shell, hosted, purse):
    session = Totals(usd=0.42, by_backend={"fal": 0.42})
    month = Totals(usd=7.1, by_backend={"fal": 5.0, "aimlapi": 2.1}, estimated_usd=0.3)

    worker = threading.Thread(target=purse.put, args=(session, month))
    worker.start()
    worker.join()
    qtbot.waitUntil(shell.window.header.cost.isVisible)

    said = shell.window.header.cost.text()
    assert said == f"$0.42 this session · ≈ $7.10 in {month_name()}"
    for part in ("fal $5.00", "AIML API $2.10", "$0.30 of it is our estimate"):
        assert part in shell.window.header.cost.toolTip()


def test_the_header_tells_what_is_left_and_the_month(shell, bench, hosted, purse, account):
    choose(bench, "aimlapi")
    bench.settle()
    at_first = shell.window.header.cost.text()
    account.left["aimlapi"] = 9.22
    purse.put(Totals(usd=3.18), Totals(usd=3.18, by_backend={"aimlapi": 3.18}))
    QApplication.sendPostedEvents()
    bench.settle()

    assert at_first == "Balance $12.40"
    assert shell.window.header.cost.text() == "Balance $9.22 · this month $3.18"


def test_a_service_is_asked_once_and_not_again_while_one_types(bench, hosted, account):
    choose(bench, "aimlapi")
    for prompt in ("a", "a fox"):
        bench.compose.edit(prompt=prompt)
        bench.settle()

    assert account.asked == ["aimlapi"]


def test_a_balance_that_is_not_told_leaves_the_month(shell, bench, hosted, purse, account):
    account.left.clear()
    choose(bench, "aimlapi")
    bench.settle()
    purse.put(Totals(), Totals(usd=2.0, by_backend={"aimlapi": 2.0}))
    QApplication.sendPostedEvents()
    bench.settle()

    assert shell.window.header.cost.text() == f"$2.00 in {month_name()}"


def test_a_copy_that_fal_keeps_is_said_from_a_worker(qtbot, shell, hosted):
    kept = BackendError("fal keeps a copy.", hint="A key with the scope “ADMIN” may delete it.")

    worker = threading.Thread(target=hosted.refusals.post, args=(kept,))
    worker.start()
    worker.join()

    qtbot.waitUntil(lambda: messages(shell) == ["fal keeps a copy."])


def test_a_copy_that_stays_is_not_said_to_go_in_the_line_above(shell, bench, hosted, settings):
    choose(bench, "fal")
    give_key(settings, bench)
    (notice,) = shell.window.messages.messages
    assert not notice.hint.isHidden()

    hosted.refusals.came.emit(BackendError("fal keeps a copy."))

    assert notice.hint.isHidden()
    assert len(messages(shell)) == 2


def test_a_run_refused_for_its_key_ends_the_word_ready(
    shell, bench, hosted, settings, account, bridge
):
    account.left["fal"] = 9.0
    choose(bench, "fal")
    give_key(settings, bench)
    assert shell.window.status.backend.text().endswith("fal ready")

    refused = KeyMissingError("fal does not accept the key.")
    account.refused = {"fal"}
    bridge.updated.emit(update(job(backend="fal"), JobState.FAILED, error=refused))
    bench.settle()

    assert shell.window.status.backend.text().endswith("fal does not take the key")


def test_the_limit_of_the_month_is_told_with_the_sums(bench, qapp):
    money = MoneyViewModel(Purse(limit_usd=20), {})

    assert money.summary == ""
    assert money.explanation == "You are asked before a month goes above $20.00."


def test_a_model_that_is_not_here_is_said_and_is_one_click_away(
    qtbot, shell, bench, hosted, here, opened
):
    here.view_models.look()
    bench.settle()
    bench.compose.choose_model(KLEIN)
    said = shell.window.status.backend.text()

    qtbot.mouseClick(shell.window.status.backend, Qt.MouseButton.LeftButton)

    assert said.endswith("This computer: FLUX.2 klein 4B is not ready")
    assert opened == [Part.COMPUTER]


def test_a_model_that_is_here_makes_this_computer_ready(shell, bench, hosted, here):
    here.shelf.whole(KLEIN)
    here.view_models.look()
    bench.settle()

    bench.compose.choose_model(KLEIN)

    assert shell.window.status.backend.text().endswith("This computer ready")


def test_a_key_that_is_refused_is_not_called_ready(shell, bench, hosted, settings, account):
    account.refused = {"fal"}
    choose(bench, "fal")
    give_key(settings, bench)

    assert shell.window.status.backend.text().endswith("fal does not take the key")

    account.refused, account.left = set(), {"fal": 5.0}
    hosted._models.balances.refresh("fal")
    bench.settle()

    assert shell.window.status.backend.text().endswith("fal ready")


@pytest.fixture
def way(qtbot, settings, bench, account):
    way = HostedWay(settings, Balances(account.ask, bench.tasks), lambda service: "")
    settings.key_accepted.connect(way.show_chosen)
    qtbot.addWidget(way)
    way.show()
    bench.settle()
    return way


def test_the_first_card_offers_no_picture_with_a_key_that_is_refused(way, bench, settings, account):
    account.refused = {"fal"}
    give_key(settings, bench)

    assert way.said.text() == ""
    assert way.generate.isHidden()
    assert way.keys["fal"].balance.words.text().startswith("It does not know this key.")

    account.refused, account.left = set(), {"fal": 5.0}
    give_key(settings, bench)

    assert way.said.text() == "fal is ready. Choose its model in the form."
    assert way.generate.isVisible()


def test_a_key_that_may_not_ask_for_the_balance_is_good_all_the_same(way, bench, settings, account):
    account.untold = {"fal"}
    give_key(settings, bench)

    assert way.said.text() == "fal is ready. Choose its model in the form."


def test_the_first_card_does_not_call_ready_what_could_not_be_asked(way, bench, settings):
    give_key(settings, bench)

    assert way.said.text() == (
        "The key of fal is kept. The first picture will tell whether it works."
    )
    assert way.generate.isVisible()


def test_a_size_of_words_that_the_panels_were_not_built_for_offers_to_start_anew(shell, settings):
    SizeOffer(settings, shell.window)

    settings.change(text_percent=200)
    settings.change(motion=Motion.OFF)
    assert messages(shell) == ["Words have another size now."]

    settings.change(text_percent=100)
    assert messages(shell) == []
