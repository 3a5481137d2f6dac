"""State of the LoRA collection: its cards, what is shown of them, and putting them in use."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QSettings, Signal

from flux2studio.core.errors import LoraError, StudioError
from flux2studio.core.generation import Generation
from flux2studio.core.lora import Lora, LoraProof, proofs
from flux2studio.core.models import Model
from flux2studio.core.request import GenerationRequest, LoraUse
from flux2studio.ui.models.lora_model import LoraModel
from flux2studio.ui.tasks import Tasks
from flux2studio.ui.viewmodels.lora_cards import LoraCards
from flux2studio.ui.viewmodels.lora_covers import LoraCovers
from flux2studio.ui.viewmodels.lora_edits import LoraEdits
from flux2studio.ui.viewmodels.lora_finder import LoraFinder
from flux2studio.ui.viewmodels.lora_folder_state import FolderState
from flux2studio.ui.viewmodels.lora_reading import Library, Loaded, lora_files, read, used
from flux2studio.ui.viewmodels.lora_refresh import LoraRefresh
from flux2studio.ui.viewmodels.lora_room import base_of, base_problem
from flux2studio.ui.viewmodels.lora_searches import KeptSearches
from flux2studio.ui.viewmodels.lora_sets import Form, LoraSets


class LorasViewModel(QObject):
    """``model`` shows what ``finder`` finds; ``use`` puts a LoRA in the draft.

    ``form`` is the request that sets and bases refer to; ``covers`` has the pictures.
    """

    changed = Signal()  # the collection, what is shown of it, or both
    added = Signal(object)  # Lora
    removed = Signal(object)  # Lora; ``edits.undo`` brings it back
    rejected = Signal(object)  # StudioError
    details_asked = Signal(str)  # id of a LoRA
    locate_asked = Signal(str)
    download_asked = Signal(str)
    preview_asked = Signal(str)  # the picture on the stage is to be its preview
    add_asked = Signal(str)  # what was dropped or typed, may be empty
    import_asked = Signal(object)  # list[Path], files and folders
    sheet_asked = Signal(str)  # its scales are to be tried
    organise_asked = Signal(object)  # list[str], ids of the cards whose files are to be moved

    def __init__(
        self,
        library: Library,
        tasks: Tasks,
        use: Callable[[LoraUse], None],
        parent: QObject | None = None,
        *,
        form: Form | None = None,
        covers: LoraCovers | None = None,
        memory: QSettings | None = None,
    ) -> None:
        super().__init__(parent)
        self.model = LoraModel(self)
        self.finder = LoraFinder(memory, self)
        self.edits = LoraEdits(library, tasks, self.take_in, self)
        self.sets = LoraSets(library, tasks, self.all, form, self)
        self.searches = KeptSearches(library.searches, tasks, self.finder, self)
        self.folders = FolderState(self)
        self.covers = covers
        self._library = library
        self._tasks = tasks
        self._use = use
        self._form = form
        self._cards = LoraCards()
        self._used: tuple[LoraUse, ...] = ()  # by the request as it is now
        self._refresh = LoraRefresh(library.some, self.find, self._put, tasks, self)
        self._touched: set[str] = set()  # cards that a read of the whole library may not have
        self._proofs: dict[tuple[str, str], LoraProof] = {}  # by source and model, of this session
        self._adding = 0
        self._missing: frozenset[str] = frozenset()  # sources, of what came back from a recipe
        self._is_loaded = False
        self.finder.found.connect(self._on_found)
        self.edits.failed.connect(self.rejected)
        self.edits.removed.connect(self._on_removed)
        self.edits.sets_changed.connect(self.sets.load)
        self.edits.searches_changed.connect(self.searches.load)
        self.sets.failed.connect(self.rejected)
        self.searches.failed.connect(self.rejected)
        self.folders.missing_changed.connect(self._on_missing)

    @property
    def count(self) -> int:
        return len(self._cards)

    @property
    def query(self) -> str:
        return self.finder.query

    @property
    def busy(self) -> bool:
        """Something is being added."""
        return self._adding > 0

    @property
    def is_loaded(self) -> bool:
        """Whether the collection has been read: before, an empty panel means nothing."""
        return self._is_loaded

    def load(self) -> None:
        """Read the library; the cards come a moment later."""
        self._touched.clear()
        order, updates = self.finder.order, self.finder.shelf.updates
        self._tasks.run(
            partial(read, self._library, order, updates), self._on_loaded, self.rejected.emit
        )

    def search(self, query: str) -> None:
        self.finder.search(query)

    def take_in(self, loras: Sequence[Lora], gone: Collection[str] = ()) -> None:
        """Show cards as they now are, new ones among them, and forget the ids of ``gone``."""
        self._put(loras, gone)
        self.read_again([*(lora.id for lora in loras), *gone])

    def read_again(self, lora_ids: Collection[str]) -> None:
        """Show these as the library has them; what came from a thread of its own may be old."""
        self._touched.update(lora_ids)
        self._refresh.ask(lora_ids)

    def show_updates(self, updates: Iterable[str]) -> None:
        """Mark the cards (by id) that have a newer version at their site."""
        ids = frozenset(updates)
        if ids != self.finder.shelf.updates:
            self.model.mark_updates(ids)
            self.finder.put(self.finder.shelf.updated(ids))

    def add(self, source: str) -> None:
        """Add a repository, a link or an absolute file path."""
        source = source.strip()
        if not source:
            self.rejected.emit(LoraError("Nothing to add.", hint="Paste a name, a link or a path."))
            return
        self._adding += 1
        self.changed.emit()
        self._tasks.run(partial(self._add, source), self._on_added, self._on_not_added)

    def add_files(self, paths: Sequence[Path]) -> None:
        """Add LoRA files, and those that lie in the folders among ``paths``."""
        self._tasks.run(partial(lora_files, tuple(paths)), self._add_each)

    def use(self, lora_ids: str) -> None:
        """Put LoRAs in use, by their ids, one a line. One for another base is refused."""
        for lora_id in lora_ids.split():
            if (lora := self.find(lora_id)) is None:
                continue
            if (problem := self.refusal(lora)) is not None:
                self.rejected.emit(problem)
            else:
                self._use(self._as_used(lora))

    def refusal(self, lora: Lora) -> LoraError | None:
        """Why the model now chosen cannot use it, in a sentence, or None."""
        return base_problem(lora, self.finder.base)

    def remove(self, lora_id: str) -> None:
        self.edits.remove([lora_id])

    def mark_in_use(self, draft: GenerationRequest) -> None:
        """Follow the request: what is in use, and what its model needs."""
        self._used = draft.loras
        self._mark()
        if self._form is not None:
            needed = base_of(self._form.model)
            self.model.need(needed)
            self.finder.need(needed)

    def in_use(self) -> frozenset[str]:
        """The ids of the cards that the request uses, under whatever source."""
        return frozenset(lora.id for lora in self._cards_in_use())

    def sources_in_use(self) -> frozenset[str]:
        """The sources that the cards of the request have now."""
        return frozenset(lora.source for lora in self._cards_in_use())

    def sources_off(self) -> frozenset[str]:
        """Those of the request that are switched off there."""
        cards = (self.by_source(use.source) for use in self._uses if not use.enabled)
        return frozenset(lora.source for lora in cards if lora is not None)

    def all(self) -> list[Lora]:
        return self._cards.all()

    def find(self, lora_id: str) -> Lora | None:
        return self._cards.find(lora_id)

    def by_source(self, source: str) -> Lora | None:
        return self._cards.by_source(source)

    def trigger_words(self, draft: GenerationRequest) -> list[str]:
        """Those of the LoRAs in use, each once."""
        words = [word for lora in self._active(draft) for word in lora.trigger_words]
        return list(dict.fromkeys(words))

    def optional_words(self, draft: GenerationRequest) -> list[str]:
        """Those that help but are not needed, each once."""
        needed = self.trigger_words(draft)
        words = [word for lora in self._active(draft) for word in lora.optional_words]
        return [word for word in dict.fromkeys(words) if word not in needed]

    def warning(self, use: LoraUse, model: Model) -> str:
        """Why this LoRA may not do what the artist expects, or an empty string."""
        lora = self.by_source(use.source)
        if lora is None and use.source not in self._missing:
            return ""
        if lora is None or lora.missing:
            return self.tr("The file is not where it was.")
        base = base_of(model)
        if lora.base and base and lora.base != base:
            return self.tr("Made for {0}; this model is {1}.").format(lora.base, base)
        if base and not lora.base:
            return self.tr("Nobody knows which model it was made for; it may do nothing here.")
        return ""

    def mark_missing(self, sources: Collection[str]) -> None:
        """Say of LoRAs in use, whether they have a card or not, that they are not there."""
        if (now := frozenset(sources)) != self._missing:
            self._missing = now
            self.changed.emit()

    def proof(self, use: LoraUse, model: Model) -> LoraProof | None:
        """What this LoRA was last seen to do to ``model``, None where nobody has seen it."""
        if (seen := self._proofs.get((use.source, model.id))) is not None:
            return seen
        lora = self.by_source(use.source)
        kept = lora.proof if lora is not None else None
        return kept if kept is not None and kept.model == model.id else None

    def note(self, generations: Sequence[Generation]) -> None:
        """See what LoRAs new pictures were made with, what they did, and keep that."""
        seen = used(generations, self.finder.shelf.seen)
        if seen:
            self.finder.put(self.finder.shelf.noted(seen))
        found: dict[str, LoraProof] = {}
        for generation in generations:
            found |= proofs(generation.recipe)
        if found:
            self._proofs |= {(source, proof.model): proof for source, proof in found.items()}
            self._tasks.run(
                partial(self._library.keep_proofs, found), self.take_in, self._on_not_kept
            )
            self.changed.emit()

    def _active(self, draft: GenerationRequest) -> list[Lora]:
        found = (self.by_source(use.source) for use in draft.active_loras)
        return [lora for lora in found if lora is not None]

    def _add_each(self, files: Sequence[Path]) -> None:
        for file in files:
            self.add(str(file))

    def _add(self, source: str) -> Lora:
        """On a worker thread."""
        if Path(source).is_absolute() and Path(source).is_dir():
            raise LoraError(
                self.tr("“{0}” is a folder.").format(Path(source).name),
                hint=self.tr("Drop the .safetensors files that lie in it."),
            )
        return self._library.add(source)

    def _on_loaded(self, loaded: Loaded) -> None:
        self._is_loaded = True
        self._cards = loaded.cards
        self.sets.show(loaded.sets)
        self.searches.show(loaded.searches)
        self.finder.put(loaded.shelf)
        self._refresh.ask(self._touched)
        self._mark()

    def _put(self, loras: Sequence[Lora], gone: Collection[str]) -> None:
        if loras or gone:
            self._cards.put(loras, gone)
            self.finder.put(self.finder.shelf.changed(loras, gone))
            self._mark()

    def _mark(self) -> None:
        self.model.mark(self.sources_in_use())

    @property
    def _uses(self) -> tuple[LoraUse, ...]:
        return self._form.draft.loras if self._form is not None else self._used

    def _cards_in_use(self) -> Iterator[Lora]:
        cards = (self.by_source(use.source) for use in self._uses)
        return (lora for lora in cards if lora is not None)

    def _as_used(self, lora: Lora) -> LoraUse:
        """Under the source that the request has it by already: it is not to be applied twice."""
        for use in self._uses:
            known = self.by_source(use.source)
            if known is not None and known.id == lora.id:
                return replace(lora.use(), source=use.source)
        return lora.use()

    def _on_found(self, loras: list[Lora]) -> None:
        self.model.show(loras)
        self.changed.emit()

    def _on_added(self, lora: Lora) -> None:
        self._adding -= 1
        self.take_in([lora])
        self.added.emit(lora)

    def _on_not_added(self, error: StudioError) -> None:
        self._adding -= 1
        self.changed.emit()
        self.rejected.emit(error)

    def _on_not_kept(self, _: StudioError) -> None:
        """The picture's own recipe has it."""

    def _on_removed(self, loras: list[Lora]) -> None:
        for lora in loras:
            self.removed.emit(lora)

    def _on_missing(self, missing: frozenset[str], back: frozenset[str]) -> None:
        """Files went or came back: the cards stay and say so."""
        told = dict.fromkeys(missing, True) | dict.fromkeys(back, False)
        cards = [lora for lora_id in told if (lora := self.find(lora_id)) is not None]
        self._put(
            [
                replace(lora, missing=told[lora.id])
                for lora in cards
                if lora.missing != told[lora.id]
            ],
            (),
        )
