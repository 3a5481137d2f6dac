"""The language of the window: chosen before its first widget is made."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import (
    QByteArray,
    QCoreApplication,
    QJsonDocument,
    QLibraryInfo,
    QLocale,
    QProcess,
    QTranslator,
)
from PySide6.QtWidgets import QWidget

from flux2studio.core.language import Language
from flux2studio.paths import resource

_SIZE_MAX = 2**20  # of the settings; no more of a file that is none is read
_WANTS_RESTART = "flux2studioRestart"


def chosen(settings: Path) -> Language:
    """Read the artist's choice alone; the whole file is read and checked later, on a worker."""
    try:
        with settings.open("rb") as file:
            data = file.read(_SIZE_MAX)
    except OSError:
        return Language.SYSTEM
    value = str(QJsonDocument.fromJson(QByteArray(data)).object().get("language"))
    return Language(value) if value in set(Language) else Language.SYSTEM


def spoken(language: Language) -> Language:
    """Return the language that ``language`` comes to on this system."""
    if language is not Language.SYSTEM:
        return language
    for name in QLocale.system().uiLanguages():
        if (code := name.split("-")[0]) in (Language.ENGLISH, Language.GERMAN):
            return Language(code)
    return Language.ENGLISH


def speak(app: QCoreApplication, language: Language) -> None:
    """Use ``language`` for all widgets made from now on, and for their numbers and dates."""
    tongue, system = spoken(language), QLocale.system()
    if QLocale(tongue.value).language() != system.language() and system != QLocale.c():
        QLocale.setDefault(QLocale(QLocale(tongue.value).language(), system.territory()))
    elif tongue is not Language.ENGLISH:
        QLocale.setDefault(QLocale(tongue.value) if system == QLocale.c() else system)
    use_words(app, tongue)


def use_words(app: QCoreApplication, tongue: Language) -> None:
    """Load our texts, and Qt's own on the buttons of its dialogs."""
    qt = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    ours = str(resource("translations"))
    for name, folder in ((f"qtbase_{tongue}", qt), (f"flux2studio_{tongue}", ours)):
        translator = QTranslator(app)
        if translator.load(name, folder):
            app.installTranslator(translator)


def restart(window: QWidget) -> None:
    """Close the window and open it anew; nothing happens where it does not let itself be closed."""
    app = QCoreApplication.instance()
    assert app is not None
    app.setProperty(_WANTS_RESTART, window.close())


def restart_if_wanted(app: QCoreApplication) -> None:
    """Start the app once more, as the last thing that this process does."""
    if app.property(_WANTS_RESTART):
        frozen = getattr(sys, "frozen", False)
        QProcess.startDetached(sys.executable, [] if frozen else ["-m", "flux2studio"])
