"""The artist's LoRAs as the window and the command line use them: cards, sets, undo."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from flux2studio.core.control import RunControl
from flux2studio.core.errors import LoraError
from flux2studio.core.lora import Lora, LoraPlace, LoraProof, LoraSeen, LoraSet
from flux2studio.core.lora_aliases import moved_to
from flux2studio.core.lora_facts import LoraFacts, edited, merged, merged_all, without_own
from flux2studio.core.lora_import_plan import pictures
from flux2studio.core.lora_sets import checked_set
from flux2studio.core.lora_union import joined
from flux2studio.core.phrase import phrase
from flux2studio.core.steps import NextSteps
from flux2studio.services.lora_editing import LoraEditing
from flux2studio.services.lora_locating import check_is_same, read_whole
from flux2studio.services.lora_pictures import LoraPictures
from flux2studio.services.lora_reading import facts_of, new_card
from flux2studio.services.lora_searches import LoraSearches
from flux2studio.services.lora_seen import seen_now
from flux2studio.services.lora_shelf import LoraShelf, Missing, files_gone
from flux2studio.services.lora_sources import describe_lora, text_path
from flux2studio.services.lora_steps import Deed, LoraChange, LoraStep, LoraSteps
from flux2studio.services.pictures import PictureService
from flux2studio.storage.database import Database
from flux2studio.storage.lora_presence import LoraPresence
from flux2studio.storage.lora_previews import LoraPreviews
from flux2studio.storage.loras import already_here


class LoraLibrary:
    """Thread-safe. Blocking, but for ``undo_words`` and ``redo_words``; call it from a worker.

    Raises LoraError and StorageError. Each change is one transaction; what the artist changes can
    be taken back, what programs find out about a LoRA is no step of its own. Every record that is
    returned says whether its file is ``missing`` now.
    """

    def __init__(
        self,
        database: Database,
        previews: LoraPreviews | None = None,
        pictures: PictureService | None = None,
        *,
        missing: Missing | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.shelf = LoraShelf(database)
        self.repository = self.shelf.loras
        self._database = database
        self._pictures = LoraPictures(previews, pictures)
        self.steps = LoraSteps(clock)
        self._editing = LoraEditing(
            database=database,
            shelf=self.shelf,
            steps=self.steps,
            missing=missing or files_gone(LoraPresence()),
        )
        self.searches = LoraSearches(database, self.shelf, self.steps)

    # Reading

    def all(self) -> list[Lora]:
        """Return every record, the newest first."""
        return self._editing.marked(self.repository.all())

    def get(self, lora_id: str) -> Lora:
        """Return one record. Raises StorageError when it is not there."""
        return self._editing.marked([self.repository.get(lora_id)])[0]

    def some(self, lora_ids: Iterable[str]) -> list[Lora]:
        """Return those of ``lora_ids`` that are there, in no order."""
        return self._editing.marked(self.repository.some(lora_ids))

    def by_source(self, source: str) -> Lora | None:
        """Return the record that is used from ``source`` or once was, None when there is none."""
        lora = self.repository.by_source(source)
        return self._editing.marked([lora])[0] if lora is not None else None

    def seen(self, loras: Sequence[Lora] | None = None) -> Mapping[str, LoraSeen]:
        """Return what the history knows of each LoRA, by the source that its card has now.

        ``loras`` are all there are, where they have just been read.
        """
        return seen_now(self._database, self.repository.all() if loras is None else loras)

    def removed(self) -> list[Lora]:
        """Return the cards that were taken out, the last first."""
        return [lora for lora, _ in self.repository.removed()]

    def sets(self) -> list[LoraSet]:
        """Return every set, the newest first; ``core.lora_sets.members`` finds its LoRAs."""
        return self.shelf.sets.all()

    def preview_path(self, sha256: str) -> Path:
        """Return where a preview lies. Raises PictureError for what is no name of one."""
        return self._pictures.path(sha256)

    # The artist's changes

    def add(self, source: str) -> Lora:
        """Add ``owner/name``, an https link or the path of a .safetensors file.

        Nothing is downloaded and no file is copied: a service fetches the first two itself,
        and a file stays where it is.
        """
        return self.add_sources([source])[0]

    def add_sources(self, sources: Iterable[str]) -> list[Lora]:
        """As ``add``, of several: all of them or none."""
        described = [describe_lora(source) for source in sources]
        for lora in described:
            self._check_is_new(lora)
        cards = [new_card(lora, self._pictures) for lora in described]
        with self._editing.step(Deed.ADD) as pairs:
            for lora in cards:
                self._check_is_new(lora)
                self.repository.add(lora)
                pairs.append((None, lora))
        return self._editing.left(pairs)

    def _check_is_new(self, lora: Lora) -> None:
        if self.repository.by_source(lora.source):
            raise already_here(lora.name)

    def add_all(self, loras: Sequence[Lora]) -> list[Lora]:
        """Add ready records as one step; return those whose source was not there yet."""
        with self._editing.step(Deed.ADD) as pairs:
            taken = {lora.source for lora in self.repository.all()}
            for lora in loras:
                if lora.source not in taken:
                    taken.add(lora.source)
                    self.repository.add(lora)
                    pairs.append((None, lora))
        return self._editing.left(pairs)

    def edit(self, lora_id: str, **changes: Any) -> Lora:
        """Write the artist's own words on a card. Raises LoraError with the field that is wrong."""
        return self.edit_all([lora_id], **changes)[0]

    def edit_all(self, lora_ids: Iterable[str], **changes: Any) -> list[Lora]:
        """Write the same on several cards, on all of them or on none."""
        return self._editing.change(Deed.EDIT, lora_ids, lambda lora: edited(lora, **changes))

    def reset(self, lora_id: str, field: str) -> Lora:
        """Take the artist's words out of one field; what the file says of it stands there again."""
        facts = facts_of(self.get(lora_id))
        preview = self._pictures.first_of(facts) if field == "preview" else ""

        def change(now: Lora) -> Lora:
            after = without_own(now, field, facts)
            return self._pictures.shown(after, preview) if preview else after

        return self._editing.change(Deed.EDIT, [lora_id], change)[0]

    def remove_place(self, lora_id: str, place: LoraPlace) -> Lora:
        """Forget a place where a LoRA is no more. Raises LoraError for the one in use."""

        def change(lora: Lora) -> Lora:
            if place.address == lora.source:
                raise LoraError("This LoRA is used from there.", hint="Locate it elsewhere first.")
            return replace(lora, places=tuple(each for each in lora.places if each != place))

        return self._editing.change(Deed.EDIT, [lora_id], change)[0]

    def tag_all(
        self,
        lora_ids: Iterable[str],
        add: Iterable[str] = (),
        remove: Iterable[str] = (),
        field: str = "tags",
    ) -> list[Lora]:
        """Add and take words of ``field``, "tags" or "collections", on several cards."""
        new, old = tuple(add), frozenset(remove)

        def change(lora: Lora) -> Lora:
            words = (*getattr(lora, field), *new)
            return edited(lora, **{field: tuple(word for word in words if word not in old)})

        return self._editing.change(Deed.EDIT, lora_ids, change)

    def remove(self, lora_id: str) -> Lora:
        """Take a card out, never the file. It stays among the removed ones."""
        return self.remove_all([lora_id])[0]

    def remove_all(self, lora_ids: Iterable[str]) -> list[Lora]:
        """Take several cards out and return them, all of them or none."""
        with self._editing.step(Deed.REMOVE) as pairs:
            pairs.extend((self.repository.remove(lora_id), None) for lora_id in lora_ids)
        return self._editing.marked([lora for lora, _ in pairs if lora is not None])

    def restore(self, lora: Lora) -> Lora:
        """Put a removed card back. Where its source was added anew, the two become one."""
        with self._editing.step(Deed.RESTORE) as pairs:
            pairs.extend(self.shelf.put_back(lora))
        return self._editing.left(pairs)[0]

    def unite(self, keep_id: str, other_ids: Iterable[str]) -> Lora:
        """Make one card of several: it keeps every word of all, and is found by all sources."""
        with self._editing.step(Deed.UNITE) as pairs:
            before = after = self.repository.get(keep_id)
            for other_id in dict.fromkeys(other_ids):
                if other_id != keep_id:
                    other = self.repository.remove(other_id)
                    after = joined(after, other)
                    pairs.append((other, None))
            self.repository.update(after)
            pairs.append((before, after))
        return self._editing.left(pairs)[0]

    def use_place(self, lora_id: str, source: str) -> Lora:
        """Use a card from ``source`` from now on; the old one stays known."""
        found = self._editing.change(
            Deed.MOVE,
            [lora_id],
            lambda lora: replace(lora, source=source, places=moved_to(lora, source)),
        )
        return found[0]

    def locate(
        self, lora_id: str, path: Path, sure: bool = False, control: RunControl | None = None
    ) -> Lora:
        """Use the file at ``path`` for a card whose own is gone. Reads all of the file.

        Raises LoraError; its ``field`` is "sure" when the file holds other weights: ask, then call
        again with ``sure``. A file for another base model is always refused.
        """
        source = text_path(path.absolute())
        facts = read_whole(Path(source), (control or RunControl()).check)
        check_is_same(self.repository.get(lora_id), facts, path.name, sure=sure)

        def change(lora: Lora) -> Lora:
            moved = replace(lora, source=source, places=moved_to(lora, source))
            return merged(moved, facts)

        return self._editing.change(Deed.LOCATE, [lora_id], change)[0]

    def set_preview(self, lora_id: str, picture: Path) -> Lora:
        """Show ``picture`` on a card. Raises PictureError when it cannot be read."""
        return self.edit(lora_id, preview=self._pictures.keep(picture))

    def set_pair(self, lora_id: str, without: Path, with_lora: Path) -> Lora:
        """Show two pictures on a card: without the LoRA, and with it. Raises PictureError."""
        pair = (self._pictures.keep(without), self._pictures.keep(with_lora))
        return self.edit(lora_id, pair=pair)

    def save_set(self, lora_set: LoraSet) -> LoraSet:
        """Keep a new set, or a set with another name or other LoRAs."""
        with self._database.transaction():
            lora_set = checked_set(lora_set, self.repository.all())
            before = next(
                (known for known in self.shelf.sets.all() if known.id == lora_set.id), None
            )
            self.shelf.sets.put(lora_set)
        if before != lora_set:
            what = phrase("Save “{name}”", name=lora_set.name)
            self.steps.note(LoraStep(what=what, sets=((before, lora_set),)))
        return lora_set

    def remove_set(self, set_id: str) -> LoraSet:
        """Take a set out; its LoRAs stay."""
        lora_set = self.shelf.sets.remove(set_id)
        what = phrase("Remove “{name}”", name=lora_set.name)
        self.steps.note(LoraStep(what=what, sets=((lora_set, None),)))
        return lora_set

    # Undo

    def undo(self) -> LoraChange | None:
        """Take the last step back; None when there is none.

        What was changed since, by another window for example, stays as it is.
        """
        return self._editing.undo()

    def redo(self) -> LoraChange | None:
        """Do again what was taken back last; None when there is nothing."""
        return self._editing.redo()

    def next_steps(self) -> NextSteps:
        """Return what ``undo`` and ``redo`` would do, with their times. Does not block."""
        return self.steps.next_steps()

    def undo_words(self) -> str:
        """Return what ``undo`` would take back, empty when nothing. Does not block."""
        return step.what if (step := self.steps.last()) else ""

    def redo_words(self) -> str:
        """Return what ``redo`` would do again, empty when nothing. Does not block."""
        return step.what if (step := self.steps.last_undone()) else ""

    # What programs find out

    def add_facts(self, lora_id: str, *facts: LoraFacts) -> Lora:
        """Add what was read somewhere, in this order. The artist's words stay as they are."""
        preview = self._pictures.first_of(facts)
        with self._database.transaction():
            lora = self.repository.get(lora_id)
            after = self._pictures.shown(merged_all(lora, facts), preview)
            if after != lora:
                self.repository.update(after)
        return self._editing.marked([after])[0]

    def keep_proofs(self, found: Mapping[str, LoraProof]) -> list[Lora]:
        """Keep what LoRAs were seen to do, by their sources; return the records that changed."""
        changed = []
        for source, proof in found.items():
            with self._database.transaction():
                lora = self.repository.by_source(source)
                if lora is not None and lora.proof != proof:
                    lora = replace(lora, proof=proof)
                    self.repository.update(lora)
                    changed.append(lora)
        return self._editing.marked(changed)

    def named_previews(self) -> frozenset[str]:
        """Return the pictures that a card, a removed card or an undo names."""
        cards = [*self.repository.all(), *self.removed()]
        return frozenset(name for lora in cards for name in pictures(lora)) | self.steps.previews()
