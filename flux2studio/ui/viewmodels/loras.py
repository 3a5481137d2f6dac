"""State of the LoRA library panel."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject, Signal

from flux2studio.core.errors import LoraError, StudioError
from flux2studio.core.generation import Generation
from flux2studio.core.lora import Lora, LoraProof, proofs
from flux2studio.core.models import Model
from flux2studio.core.request import GenerationRequest, LoraUse
from flux2studio.ui.models.lora_model import LoraModel
from flux2studio.ui.tasks import Tasks

LORA_FILES = "*.safetensors"


class Library(Protocol):
    """What the panel needs of the LoRA library. All of it blocks."""

    def all(self) -> list[Lora]: ...
    def add(self, source: str) -> Lora: ...
    def update(self, lora: Lora) -> None: ...
    def keep_proofs(self, found: Mapping[str, LoraProof]) -> list[Lora]: ...
    def remove(self, lora_id: str) -> Lora: ...
    def restore(self, lora: Lora) -> None: ...


class LorasViewModel(QObject):
    """``model`` shows what matches the search; ``use`` puts a LoRA in the draft."""

    changed = Signal()  # the library, the search, or both
    added = Signal(object)  # Lora
    removed = Signal(object)  # Lora; ``undo_remove`` brings it back
    rejected = Signal(object)  # StudioError

    def __init__(
        self,
        library: Library,
        tasks: Tasks,
        use: Callable[[LoraUse], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.model = LoraModel(self)
        self._library = library
        self._tasks = tasks
        self._use = use
        self._loras: list[Lora] = []
        self._removed: list[Lora] = []
        self._proofs: dict[tuple[str, str], LoraProof] = {}  # by source and model, of this session
        self._query = ""
        self._adding = 0

    @property
    def count(self) -> int:
        return len(self._loras)

    @property
    def query(self) -> str:
        return self._query

    @property
    def busy(self) -> bool:
        """Something is being added."""
        return self._adding > 0

    def load(self) -> None:
        """Read the library; the rows come a moment later."""
        self._tasks.run(self._library.all, self._on_loaded, self.rejected.emit)

    def search(self, query: str) -> None:
        """Show the LoRAs that have every word in name, trigger words, source or base."""
        self._query = query
        self._refresh()

    def add(self, source: str) -> None:
        """Add a repository, a link or an absolute file path."""
        source = source.strip()
        if not source:
            self.rejected.emit(LoraError("Nothing to add.", hint="Paste a name, a link or a path."))
            return
        self._adding += 1
        self.changed.emit()
        self._tasks.run(partial(self._read, source), self._on_added, self._on_not_added)

    def use(self, lora_id: str) -> None:
        if (lora := self.find(lora_id)) is not None:
            self._use(lora.use())

    def remove(self, lora_id: str) -> None:
        """Take the record out of the library. A file stays where it is."""
        self._tasks.run(
            partial(self._library.remove, lora_id), self._on_removed, self.rejected.emit
        )

    def undo_remove(self) -> None:
        if self._removed:
            lora = self._removed.pop()
            self._tasks.run(
                partial(self._library.restore, lora), lambda _: self.load(), self.rejected.emit
            )

    def mark_in_use(self, draft: GenerationRequest) -> None:
        self.model.mark(frozenset(lora.source for lora in draft.loras))

    def find(self, lora_id: str) -> Lora | None:
        return next((lora for lora in self._loras if lora.id == lora_id), None)

    def by_source(self, source: str) -> Lora | None:
        return next((lora for lora in self._loras if lora.source == source), None)

    def trigger_words(self, draft: GenerationRequest) -> list[str]:
        """Those of the LoRAs in use, each once."""
        records = (self.by_source(lora.source) for lora in draft.active_loras)
        words = [word for lora in records if lora for word in lora.trigger_words]
        return list(dict.fromkeys(words))

    def warning(self, use: LoraUse, model: Model) -> str:
        """Why this LoRA may not do what the artist expects, or an empty string."""
        lora = self.by_source(use.source)
        if lora is None:
            return ""
        if lora.missing:
            return self.tr("The file is not where it was.")
        base = _base_of(model)
        if lora.base and base and lora.base != base:
            return self.tr("Made for {0}; this model is {1}.").format(lora.base, base)
        return ""

    def proof(self, use: LoraUse, model: Model) -> LoraProof | None:
        """What this LoRA was last seen to do to ``model``, None where nobody has seen it."""
        if (seen := self._proofs.get((use.source, model.id))) is not None:
            return seen
        lora = self.by_source(use.source)
        kept = lora.proof if lora is not None else None
        return kept if kept is not None and kept.model == model.id else None

    def note(self, generations: Sequence[Generation]) -> None:
        """See what the LoRAs of new pictures did, and keep it in the library."""
        found: dict[str, LoraProof] = {}
        for generation in generations:
            found |= proofs(generation.recipe)
        if found:
            self._proofs |= {(source, proof.model): proof for source, proof in found.items()}
            self._tasks.run(
                partial(self._library.keep_proofs, found), self._on_proofs_kept, self._on_not_kept
            )
            self.changed.emit()

    def add_files(self, paths: Sequence[Path]) -> None:
        """Add LoRA files, and those that lie in the folders among ``paths``."""
        self._tasks.run(partial(_lora_files, tuple(paths)), self._add_each)

    def _add_each(self, files: Sequence[Path]) -> None:
        for file in files:
            self.add(str(file))

    def _read(self, source: str) -> Lora:
        """On a worker thread."""
        if Path(source).is_absolute() and Path(source).is_dir():
            raise LoraError(
                self.tr("“{0}” is a folder.").format(Path(source).name),
                hint=self.tr("Drop the .safetensors files that lie in it."),
            )
        return self._library.add(source)

    def _on_loaded(self, loras: list[Lora]) -> None:
        self._loras = list(loras)
        self._refresh()

    def _on_added(self, lora: Lora) -> None:
        self._adding -= 1
        self._loras = [lora, *(known for known in self._loras if known.id != lora.id)]
        self._refresh()
        self.added.emit(lora)

    def _on_not_added(self, error: StudioError) -> None:
        self._adding -= 1
        self.changed.emit()
        self.rejected.emit(error)

    def _on_proofs_kept(self, changed: Sequence[Lora]) -> None:
        known = {lora.id: lora for lora in changed}
        self._loras = [known.get(lora.id, lora) for lora in self._loras]
        self._refresh()

    def _on_not_kept(self, _: StudioError) -> None:
        """The picture's own recipe has it."""

    def _on_removed(self, lora: Lora) -> None:
        self._removed.append(lora)
        self._loras = [known for known in self._loras if known.id != lora.id]
        self._refresh()
        self.removed.emit(lora)

    def _refresh(self) -> None:
        words = self._query.casefold().split()
        self.model.show([lora for lora in self._loras if _matches(lora, words)])
        self.changed.emit()


def _matches(lora: Lora, words: list[str]) -> bool:
    text = " ".join((lora.name, *lora.trigger_words, lora.source, lora.base)).casefold()
    return all(word in text for word in words)


def _base_of(model: Model) -> str:
    """The base a LoRA must be made for; empty where any will do."""
    if not model.name.startswith("FLUX.2"):
        return ""
    klein = next((size for size in ("4B", "9B") if f"klein {size}" in model.name), "")
    return f"FLUX.2 klein {klein}" if klein else "FLUX.2 dev"


def _lora_files(paths: Sequence[Path]) -> list[Path]:
    """On a worker: a folder on a drive that went away may take its time."""
    found: list[Path] = []
    for path in paths:
        found += sorted(path.glob(LORA_FILES)) if path.is_dir() else [path]
    return found
