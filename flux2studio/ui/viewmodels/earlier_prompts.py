"""Earlier prompts for the form: walked through by key, or chosen from a list that is searched."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal

from flux2studio.core.errors import StudioError
from flux2studio.core.prompt_page import EarlierPrompt, PromptPage
from flux2studio.ui.tasks import Tasks
from flux2studio.ui.viewmodels.prompt_history import PromptHistory

AHEAD = 40  # prompts that are read before one walks to them

ReadPrompts = Callable[[str, int | None], PromptPage]  # words, older than that number; blocks


class EarlierPrompts(QObject):
    """Reads a page on a worker whenever the walk comes near the end of what is known."""

    def __init__(self, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._read: ReadPrompts | None = None
        self._tasks = tasks
        self._walk = PromptHistory()
        self._before: int | None = None
        self._is_reading = False
        self._has_more = True

    def use(self, read: ReadPrompts) -> None:
        """Take prompts of earlier sessions from there, too."""
        self._read = read

    def search(self, words: str = "") -> PromptSearch:
        """Return a list of those that hold ``words``, to be read page by page."""
        return PromptSearch(self._read, self._tasks, words, self)

    def begin(self) -> None:
        """Have the newest at hand before the first key."""
        if self._walk.before < AHEAD:
            self._read_on()

    def note(self, prompt: str) -> None:
        """Remember a prompt that was sent."""
        self._walk.note(prompt)

    def earlier(self, present: str) -> str | None:
        found = self._walk.earlier(present)
        self.begin()
        return found

    def later(self, present: str) -> str | None:
        return self._walk.later(present)

    def _read_on(self) -> None:
        if self._is_reading or not self._has_more or self._read is None:
            return
        self._is_reading = True
        self._tasks.run(partial(self._read, "", self._before), self._on_read, self._on_unread)

    def _on_read(self, page: PromptPage) -> None:
        self._is_reading = False
        self._before, self._has_more = page.before, page.before is not None
        self._walk.add_older([each.prompt for each in page.prompts])
        self.begin()

    def _on_unread(self, _: StudioError) -> None:
        """The next key tries again."""
        self._is_reading = False


class PromptSearch(QObject):
    """``found`` grows with every page; another search is another object."""

    grown = Signal(int)  # so many more at the end
    ended = Signal()  # there is nothing more to find

    def __init__(self, read: ReadPrompts | None, tasks: Tasks, words: str, parent: QObject) -> None:
        super().__init__(parent)
        self._read = read
        self._tasks = tasks
        self._words = words
        self._before: int | None = None
        self._is_reading = False
        self.has_more = read is not None
        self.found: list[EarlierPrompt] = []
        self._seen: set[str] = set()

    def read_on(self) -> None:
        """Ask for the next page."""
        if self._is_reading or not self.has_more or self._read is None:
            return
        self._is_reading = True
        work = partial(self._read, self._words, self._before)
        self._tasks.run(work, self._on_read, self._on_unread)

    def _on_read(self, page: PromptPage) -> None:
        self._is_reading = False
        self._before, self.has_more = page.before, page.before is not None
        new = [each for each in page.prompts if each.prompt not in self._seen]
        self._seen.update(each.prompt for each in new)
        self.found += new
        if new:
            self.grown.emit(len(new))
        elif self.has_more:
            self.read_on()
        if not self.has_more:
            self.ended.emit()

    def _on_unread(self, _: StudioError) -> None:
        self._is_reading, self.has_more = False, False
        self.ended.emit()
