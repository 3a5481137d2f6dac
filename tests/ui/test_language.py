"""The window's language: which one, from when on, and what it makes of sentences from below."""

import time

import pytest
from PySide6.QtCore import QCoreApplication, QLocale, QTranslator
from PySide6.QtWidgets import QPushButton

from flux2studio.core.errors import StudioError
from flux2studio.core.language import Language
from flux2studio.core.phrase import phrase
from flux2studio.paths import resource
from flux2studio.storage.secrets import Secrets
from flux2studio.storage.settings import SettingsStore
from flux2studio.ui import words
from flux2studio.ui.language import chosen, speak, spoken, use_words
from flux2studio.ui.tasks import Tasks
from flux2studio.ui.viewmodels.job_words import tr
from flux2studio.ui.viewmodels.settings import SettingsViewModel
from flux2studio.ui.widgets.language_choice import LanguageChoice
from tests.ui.compose_parts import HandTasks


@pytest.fixture
def german(qapp):
    before = QLocale()
    known = set(qapp.findChildren(QTranslator))
    speak(qapp, Language.GERMAN)
    yield
    QLocale.setDefault(before)
    for translator in set(qapp.findChildren(QTranslator)) - known:
        qapp.removeTranslator(translator)
        translator.deleteLater()


def settings_model(folder):
    store = SettingsStore(folder / "settings.json", {})
    tasks = Tasks(HandTasks().submit)
    return SettingsViewModel(store.load(), store, Secrets({}, {}), (), tasks)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (b'{"language": "de"}', Language.GERMAN),
        (b'{"language": "en", "theme": "dark"}', Language.ENGLISH),
        (b'{"language": "klingon"}', Language.SYSTEM),
        (b'{"language": 7}', Language.SYSTEM),
        (b'{"language": {"de": 1}}', Language.SYSTEM),
        (b"[]", Language.SYSTEM),
        (b"no settings", Language.SYSTEM),
        (b"", Language.SYSTEM),
    ],
)
def test_the_choice_is_read_from_the_settings_whatever_they_hold(tmp_path, text, language):
    (tmp_path / "settings.json").write_bytes(text)

    assert chosen(tmp_path / "settings.json") is language


def test_without_settings_it_is_the_systems_language(tmp_path):
    assert chosen(tmp_path / "settings.json") is Language.SYSTEM
    assert spoken(Language.SYSTEM) in (Language.ENGLISH, Language.GERMAN)


def test_choosing_costs_the_start_less_than_ten_milliseconds(qapp, tmp_path, german):
    (tmp_path / "settings.json").write_bytes(b'{"language": "de"}')
    took = []
    for _ in range(5):
        began = time.perf_counter()
        use_words(qapp, chosen(tmp_path / "settings.json"))
        took.append(time.perf_counter() - began)

    assert min(took) < 0.010


def test_german_counts_and_writes_numbers_as_germans_do(german):
    assert tr("%n job(s) of last time (waits|wait) to be sent.", 1).startswith("1 Auftrag ")
    assert tr("%n job(s) of last time (waits|wait) to be sent.", 3).startswith("3 Aufträge ")
    assert words.count(12345) == "12.345"


def test_names_stand_in_german_quotation_marks(german):
    assert words.listed(["Ink wash", "Riso"]) == "„Ink wash“, „Riso“"


def test_the_buttons_of_qts_own_dialogs_are_german_too(german):
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "Abbrechen"


def test_english_counts_in_words(qapp):
    said = [tr("%n job(s) of last time (waits|wait) to be sent.", n) for n in (1, 2)]

    assert said == [
        "1 job of last time waits to be sent.",
        "2 jobs of last time wait to be sent.",
    ]


def test_every_language_is_shipped():
    for language in (Language.ENGLISH, Language.GERMAN):
        assert resource(f"translations/flux2studio_{language}.qm").is_file()


def test_what_a_layer_below_says_is_told_in_german(german):
    error = StudioError(
        phrase("There is no key for {name}.", name="fal"), hint="Check it in the settings."
    )

    assert words.told(error) == "Es gibt keinen Schlüssel für fal. In den Einstellungen prüfen."


def test_parts_and_numbers_of_such_a_sentence_are_german_too(german):
    said = phrase(
        "{what} is too long for {model}: {size}, and {aspect_maximum:g} to 1 is the limit.",
        what=phrase("Reference {number}, “{name}”,", number=1, name="hat.png"),
        model="FLUX.2",
        size=phrase("{amount:.1f} GB", amount=1.3),
        aspect_maximum=4.0,
    )

    assert words.said(said) == (
        "Referenz 1, „hat.png“, ist zu lang für FLUX.2: 1,3 GB, und 4 zu 1 ist die Grenze."
    )


def test_a_sentence_that_is_not_ours_stays_as_it_is(german):
    assert words.said("502 Bad Gateway") == "502 Bad Gateway"
    assert words.said("") == ""


def test_another_language_counts_from_the_next_start_on_and_says_so(qtbot, tmp_path):
    settings = settings_model(tmp_path)
    choice = LanguageChoice(settings)
    qtbot.addWidget(choice)
    choice.show()
    assert not choice.restart.isVisible()

    choice.choices.buttons["de"].click()

    assert settings.settings.language is Language.GERMAN
    assert choice.restart.isVisible()
    assert "next start" in choice.said.text()
    again = LanguageChoice(settings)  # the settings, opened once more
    qtbot.addWidget(again)
    assert not again.restart.isHidden()

    choice.choices.buttons["system"].click()

    assert not choice.restart.isVisible()
    assert choice.said.text() == ""


def test_each_language_is_called_by_its_own_name(qtbot, tmp_path, german):
    choice = LanguageChoice(settings_model(tmp_path))
    qtbot.addWidget(choice)

    names = [button.text() for button in choice.findChildren(QPushButton)]

    assert names[:3] == ["Wie das System", "English", "Deutsch"]
