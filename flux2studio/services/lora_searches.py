"""Searches kept under a name, as the window and the command line use them."""

from __future__ import annotations

from flux2studio.core.errors import LoraError
from flux2studio.core.lora_searches import LoraSearch, checked_search, named
from flux2studio.core.phrase import phrase
from flux2studio.services.lora_shelf import LoraShelf
from flux2studio.services.lora_steps import LoraStep, LoraSteps, SearchPair
from flux2studio.storage.database import Database


class LoraSearches:
    """Thread-safe, blocking; raises LoraError and StorageError. Each change can be undone."""

    def __init__(self, database: Database, shelf: LoraShelf, steps: LoraSteps) -> None:
        self._database = database
        self._kept = shelf.searches
        self._steps = steps

    def all(self) -> list[LoraSearch]:
        """Return every search, the newest first."""
        return self._kept.all()

    def named(self, name: str) -> LoraSearch:
        """Return the search of this name, however it is spelt. Raises LoraError without one."""
        if (found := named(name, self.all())) is None:
            raise LoraError(
                phrase("No search is kept as “{name}”.", name=name),
                hint="“flux2studio loras searches” lists them.",
                field="saved",
            )
        return found

    def save(self, search: LoraSearch) -> LoraSearch:
        """Keep a new search, or one (by its id) with another name or other filters.

        Raises LoraError when another one has the name.
        """
        search = checked_search(search)
        with self._database.transaction():
            known = self.all()
            before = next((each for each in known if each.id == search.id), None)
            other = named(search.name, known)
            if other is not None and other.id != search.id:
                raise LoraError(
                    phrase("Another search is called “{other}”.", other=other.name),
                    hint="Choose another name.",
                    field="name",
                )
            self._kept.put(search)
        if before != search:
            self._note(phrase("Save “{name}”", name=search.name), (before, search))
        return search

    def remove(self, search_id: str) -> LoraSearch:
        """Let go of a search; the cards it shows stay."""
        search = self._kept.remove(search_id)
        self._note(phrase("Remove “{name}”", name=search.name), (search, None))
        return search

    def _note(self, what: str, pair: SearchPair) -> None:
        self._steps.note(LoraStep(what=what, searches=(pair,)))
