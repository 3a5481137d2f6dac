"""What the tests of the shell share: a real history on disk with small real pictures."""

from __future__ import annotations

from collections import deque
from datetime import UTC, datetime, timedelta
from uuid import uuid4

from PySide6.QtCore import QBuffer, QByteArray, QEvent, QIODevice, QSettings
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QWidget

from flux2studio.core.generation import Generation, Recipe
from flux2studio.core.models import read_catalogue
from flux2studio.core.request import GenerationRequest, LoraUse
from flux2studio.paths import resource
from flux2studio.services.history import HistoryService
from flux2studio.services.marking import Marking
from flux2studio.services.opened_shelves import open_search
from flux2studio.services.pictures import PictureService
from flux2studio.storage.albums import AlbumRepository
from flux2studio.storage.database import Database
from flux2studio.storage.held import HeldPictures
from flux2studio.storage.history import HistoryRepository
from flux2studio.storage.history_marks import HistoryMarks
from flux2studio.storage.thumbnails import ThumbnailStore
from flux2studio.ui.compare_desk import CompareDesk
from flux2studio.ui.models.generation_list import GenerationList
from flux2studio.ui.survey_desk import SurveyDesk
from flux2studio.ui.tasks import Tasks
from flux2studio.ui.thumbnails import ThumbnailLoader
from flux2studio.ui.viewmodels.compare import CompareViewModel
from flux2studio.ui.viewmodels.history import HistoryViewModel
from flux2studio.ui.viewmodels.job_words import words
from flux2studio.ui.viewmodels.stage import StageViewModel
from flux2studio.ui.widgets.filmstrip import Filmstrip
from flux2studio.ui.widgets.history_page import HistoryPage
from flux2studio.ui.widgets.main_window import MainWindow, Panels
from flux2studio.ui.widgets.stage import Stage

NOON = datetime.now(UTC).astimezone().replace(hour=12, minute=0, second=0, microsecond=0)


def plain(width=64, height=48, colour="#c06040"):
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor(colour))
    return image


def jpeg(image):
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "JPEG")
    return data.data()


class Queue:
    """Stands where the worker threads are: work waits until the test lets it run."""

    def __init__(self):
        self.waiting = deque()

    def submit(self, work):
        self.waiting.append(work)

    def settle(self):
        """Run all work and deliver all answers, until nothing more comes of it."""
        QApplication.sendPostedEvents()
        while self.waiting:
            self.waiting.popleft()()
            self.settle_answers()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def settle_answers(self):
        """Deliver the answers of the work that was done; what they ask for waits."""
        QApplication.sendPostedEvents()
        QApplication.processEvents()
        QApplication.sendPostedEvents()  # what was asked for while painting


class Shelf:
    """A history service on real files, and the pictures put into it."""

    def __init__(self, folder):
        self.folder = folder
        self.database = Database(folder / "studio.db")
        self.repository = HistoryRepository(self.database, folder)
        self.thumbnails = ThumbnailStore(folder / "thumbs.db")
        self.pictures = PictureService()
        self.service = HistoryService(
            repository=self.repository,
            search=open_search(self.database, lambda: folder),
            pictures=self.pictures,
            thumbnails=self.thumbnails,
            held=HeldPictures(folder / "held"),
        )

        self.albums = AlbumRepository(self.database)
        marks = HistoryMarks(self.database, lambda: folder)
        self.marking = Marking(self.service, marks, self.albums, lambda: None)

    def put(self, prompt="a fox", *, days=0, minutes=0, size=(64, 48), colour="#c06040", **recipe):
        image = plain(*size, colour)
        name = uuid4().hex
        path = self.folder / f"{name}.png"
        image.save(str(path))
        self.thumbnails.put(name, jpeg(image))
        made = Generation(recipe=recipe_of(name, prompt, days, minutes, size, recipe), path=path)
        self.repository.add(made)
        return made

    def close(self):
        self.pictures.close()
        self.thumbnails.close()
        self.database.close()


def recipe_of(name, prompt, days, minutes, size, rest):
    request = rest.pop("request", None) or GenerationRequest(
        prompt=prompt, seed=71042, loras=(LoraUse(source="atelier/ink", name="Ink wash"),)
    )
    values = {"backend": "practice", "seconds": 2.5} | rest
    return Recipe(
        id=name,
        job_id=name,
        index=0,
        created_at=NOON - timedelta(days=days, minutes=minutes),
        request=request,
        width=size[0],
        height=size[1],
        **values,
    )


def catalogue():
    return read_catalogue(resource("models.json").read_bytes())


class Shell:
    """The window with everything of the shell in it and plain panels at its sides."""

    def __init__(self, qtbot, shelf, folder, handlers=None):
        self.queue = Queue()
        self.visited = []
        self.tasks = Tasks(self.queue.submit)
        self.loader = ThumbnailLoader(self.queue.submit)
        self.history = HistoryViewModel(
            shelf.service,
            self.tasks,
            self.loader,
            catalogue(),
            self._visit,
            marking=lambda: shelf.marking,
            show_file=lambda path: False,
        )
        self.stage_model = StageViewModel(self.tasks, lambda sha256: folder / sha256, words)
        self.strip = GenerationList()
        self.stage = Stage(self.stage_model)
        self.filmstrip = Filmstrip(self.strip, self.history)
        self.page = HistoryPage(self.history)
        self.compare = CompareDesk(
            shelf.service,
            lambda sha256: folder / sha256,
            CompareViewModel(self.tasks),
            self.history,
            self.stage_model,
            self.tasks,
        )
        self.survey = SurveyDesk(shelf.service, self.history, self.tasks)
        self.compare.left_wanted.connect(self.survey.compare)
        self.panels = panels = Panels(
            stage=self.stage,
            filmstrip=self.filmstrip,
            loras=QWidget(),
            compose=QWidget(),
            jobs=QWidget(),
            history=self.page,
            compare=self.compare.page,
            survey=self.survey.page,
        )
        settings = QSettings(str(folder / "window.ini"), QSettings.Format.IniFormat)
        self.window = MainWindow(settings)
        desks = {**self.compare.handlers(), **self.survey.handlers()}
        self.window.furnish(panels, {**desks, **(handlers or {})})
        self.compare.attach(self.window, panels)
        self.survey.attach(self.window, panels)
        self.history.opened.connect(self.stage_model.show)
        qtbot.addWidget(self.window)

    def _visit(self, url):
        self.visited.append(url.toLocalFile())
        return True

    def settle(self):
        self.queue.settle()
