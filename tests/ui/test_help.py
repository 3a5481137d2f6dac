"""Help where one is: the guide, the doctor with a report to give away, and what this is."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from flux2studio.assembly import build
from flux2studio.core.errors import StorageError
from flux2studio.paths import paths_below, resource
from flux2studio.services.about import about
from flux2studio.services.doctor_engine import Finding
from flux2studio.services.doctor_report import Names
from flux2studio.ui import theme
from flux2studio.ui.guide import Place, pages
from flux2studio.ui.help_desk import _SETTINGS
from flux2studio.ui.keymap import keymap
from flux2studio.ui.tasks import Tasks
from flux2studio.ui.viewmodels.about import About, AboutParts, Folder, Library
from flux2studio.ui.viewmodels.doctor import DoctorViewModel
from flux2studio.ui.viewmodels.settings import Part
from flux2studio.ui.widgets.doctor_dialog import DoctorDialog
from flux2studio.ui.widgets.guide_dialog import GuideDialog
from flux2studio.ui.widgets.guide_drawing import GuideDrawing
from flux2studio.ui.widgets.main_window import Page
from flux2studio.ui.widgets.settings_about import AboutPage, LicenceDialog
from flux2studio.ui.widgets.settings_dialog import SettingsDialog
from tests.ui.settings_parts import updates_of

GOOD = Finding(name="Python", value="3.13", ok=True)
BAD = Finding(name="Data", value="/home/ana/data full", ok=False, hint="Make room on its drive.")
ANA = Names(home="/home/ana", user="ana", host="atelier-7")


class Later:
    """Runs what is asked for when the test says so."""

    def __init__(self):
        self.waiting = []
        self.tasks = Tasks(self.waiting.append)

    def settle(self):
        while self.waiting:
            self.waiting.pop(0)()
        QApplication.sendPostedEvents()


@pytest.fixture
def later(qapp):
    return Later()


@pytest.fixture
def guide(qtbot):
    dialog = GuideDialog()
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


# The guide


def test_the_guide_has_a_page_for_each_question_with_a_drawing_and_a_way_on(guide):
    titles = [text.page.title for text in guide.texts.values()]
    assert titles == ["Your first picture", "LoRAs", "Hosted and local", "Where my files are"]
    for text in guide.texts.values():
        assert resource(f"guide/{text.page.drawing}.svg").is_file()
        assert text.links


@pytest.mark.parametrize("look", [theme.DARK, theme.LIGHT])
def test_its_drawings_are_in_the_colours_of_the_theme(qtbot, look):
    drawing = GuideDrawing("first-picture", "a picture")
    qtbot.addWidget(drawing)
    drawing.setPalette(theme.palette(look))
    drawing.resize(560, 168)
    drawn = drawing.grab().toImage()

    assert drawn.pixelColor(200, 112).name() == look.accent  # the button


def test_a_search_leaves_the_pages_that_have_the_words_and_leads_to_them(guide):
    QTest.keyClicks(guide.search, "trash")
    shown = [page for page, tab in guide.tabs.items() if tab.isVisible()]

    assert shown == ["files"]
    assert guide.shown.page.id == "files"


def test_a_search_for_what_is_not_there_says_so(guide):
    QTest.keyClicks(guide.search, "xylophone")
    assert guide.nothing.isVisible()
    guide.search.clear()
    assert not guide.nothing.isVisible()
    assert all(tab.isVisible() for tab in guide.tabs.values())


def test_it_names_the_keys_that_the_artist_has(qapp):
    first = pages(keymap().shown)[0]
    assert keymap().shown("generate") in " ".join(part.text for part in first.parts)
    assert "Alt+Home" in " ".join(part.text for part in pages(lambda action: "Alt+Home")[0].parts)


def test_a_link_says_where_it_leads(qtbot, guide):
    guide.show_page("hosted-local")
    with qtbot.waitSignal(guide.wanted) as wanted:
        guide.shown.links[Place.SERVICES].click()
    assert wanted.args == [Place.SERVICES]


# The doctor


def doctor(qtbot, later, *findings):
    dialog = DoctorDialog(DoctorViewModel(lambda: (findings, ANA), later.tasks))
    qtbot.addWidget(dialog)
    dialog.show()
    later.settle()
    return dialog


def test_the_doctor_looks_off_the_window_and_shows_what_is_wrong_first(qtbot, later):
    dialog = DoctorDialog(DoctorViewModel(lambda: ((GOOD, BAD), ANA), later.tasks))
    qtbot.addWidget(dialog)
    dialog.show()
    while_looking = (dialog.waiting.isVisible(), dialog.copy.isEnabled())
    later.settle()

    assert while_looking == (True, False)
    assert dialog.view_model.findings == [BAD, GOOD]
    assert dialog.summary.text().startswith("1 thing")
    assert dialog.waiting.isHidden()


def test_the_report_is_copied_without_names(qtbot, later):
    dialog = doctor(qtbot, later, GOOD, BAD)
    dialog.copy.click()

    copied = QGuiApplication.clipboard().text()
    assert copied.splitlines()[0].split() == ["!!", "Data", "~/data", "full"]
    assert "Make room on its drive." in copied
    assert "ana" not in copied


def test_it_says_that_all_is_well(qtbot, later):
    assert doctor(qtbot, later, GOOD).summary.text().startswith("All is well.")


def test_an_examination_that_fails_is_said_and_can_be_tried_again(qtbot, later):
    answers = iter([StorageError("The disk is away.", hint="Plug it in."), ((GOOD,), ANA)])

    def examine():
        answer = next(answers)
        if isinstance(answer, StorageError):
            raise answer
        return answer

    dialog = DoctorDialog(DoctorViewModel(examine, later.tasks))
    qtbot.addWidget(dialog)
    later.settle()
    failed = dialog.summary.text()
    dialog.again.click()
    later.settle()

    assert failed == "The disk is away. Plug it in."
    assert dialog.view_model.findings == [GOOD]


# What this is


def test_the_page_about_it_names_version_licences_and_folders(qtbot, later, tmp_path):
    opened = []
    parts = AboutParts(
        tasks=later.tasks,
        look=lambda: About(
            version="1.2.3",
            licence="Apache License",
            libraries=(Library(name="torch", version="2.13", licence=""),),
        ),
        folders=(Folder("Data", lambda: tmp_path),),
        open_folder=opened.append,
        open_guide=lambda: opened.append("guide"),
        open_doctor=lambda: opened.append("doctor"),
        updates=updates_of(later.tasks, tmp_path),
    )
    page = AboutPage(parts)
    qtbot.addWidget(page)
    page.show()
    later.settle()
    for button in (page.folders["Data"], page.guide, page.doctor):
        button.click()

    assert "1.2.3" in page.version.text()
    assert opened == [tmp_path, "guide", "doctor"]
    page.licence.click()
    dialog = page.findChild(LicenceDialog)
    assert dialog.text.toPlainText() == "Apache License"
    dialog.close()


def test_every_library_tells_its_licence_in_few_words():
    found = about()
    named = {library.name: library.licence for library in found.libraries}
    assert "Apache License" in found.licence
    assert "LGPL" in named["PySide6-Essentials"]
    assert all(len(licence) <= 60 for licence in named.values())


# In the window


@pytest.fixture
def app(qtbot, qapp, tmp_path):
    app = build(paths_below(tmp_path), qapp, step_seconds=0)
    app.window.show()
    yield app
    app.window.close()
    app.close()


def help_entry(app, words):
    menu = app.window.header.help.menu()
    menu.aboutToShow.emit()
    return next(action for action in menu.actions() if action.text().startswith(words))


def test_help_in_the_header_opens_guide_doctor_and_about(qtbot, app):
    help_entry(app, "Guide").trigger()
    guide = app.window.findChild(GuideDialog)
    help_entry(app, "Check this").trigger()
    dialog = app.window.findChild(DoctorDialog)
    qtbot.waitUntil(lambda: bool(dialog.view_model.findings), timeout=20_000)
    dialog.accept()
    help_entry(app, "About").trigger()
    settings = app.window.findChild(SettingsDialog)

    assert guide.isVisible()
    assert settings.tabs[Part.ABOUT].isChecked()
    assert "Data" in settings.about.folders
    settings.accept()
    guide.close()


def test_links_of_the_guide_lead_to_the_right_place(qtbot, app):
    help_entry(app, "Guide").trigger()
    guide = app.window.findChild(GuideDialog)
    app.window.show_page(Page.HISTORY)
    guide.texts["first-picture"].links[Place.FORM].click()
    on_form = app.window.page
    guide.texts["hosted-local"].links[Place.PRIVACY].click()
    settings = app.window.findChild(SettingsDialog)

    assert on_form is Page.STUDIO
    assert settings.tabs[Part.PRIVACY].isChecked()
    settings.accept()
    guide.close()


def test_every_place_of_the_guide_leads_somewhere(app):
    desk = app.surroundings.help
    wanted = {link.place for page in pages(keymap().shown) for link in page.links}
    assert wanted <= {*_SETTINGS, *desk._places}
