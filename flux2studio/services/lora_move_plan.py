"""Plans where the files of LoRAs go, and says of each that stays why. Moves nothing."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from pathlib import Path

from flux2studio.core.control import RunControl
from flux2studio.core.errors import InvalidRequestError
from flux2studio.core.lora import Lora
from flux2studio.core.lora_aliases import sources
from flux2studio.core.lora_moves import MovePlan, MoveRow, MoveState, MoveTemplate
from flux2studio.core.phrase import phrase
from flux2studio.core.request import LoraKind
from flux2studio.services.lora_scan import is_text
from flux2studio.storage.disk import nearest_folder
from flux2studio.storage.lora_collection import safe_stem
from flux2studio.storage.lora_companions import companions
from flux2studio.storage.lora_tree import whole_path
from flux2studio.storage.renaming import folded, is_one_name


@dataclass(slots=True, kw_only=True)
class MovePlanner:
    """For one plan; blocking. ``roots`` are the watched folders, ``at_work`` sources of jobs."""

    root: Path
    template: MoveTemplate
    roots: Sequence[Path]
    at_work: AbstractSet[str]
    used_from: Mapping[str, str]  # names of cards by the source they are used from
    _beside: dict[Path, Mapping[str, Sequence[str]]] = field(default_factory=dict, init=False)
    _taken: dict[str, str] = field(default_factory=dict, init=False)

    def plan(self, loras: Iterable[Lora], control: RunControl) -> MovePlan:
        """Raises InvalidRequestError when ``root`` is no folder, and Cancelled."""
        self.root = whole_path(self.root)
        if not (is_text(str(self.root)) and self.root.is_dir()):
            raise InvalidRequestError(
                phrase("“{root}” is no folder.", root=str(self.root)),
                hint="Choose one that is there, or make it first.",
                field="into",
            )
        rows = []
        for lora in sorted(loras, key=lambda lora: (lora.name.casefold(), lora.added_at)):
            control.check()
            if lora.kind is LoraKind.FILE:
                rows.append(self._row(lora))
        return MovePlan(root=self.root, rows=tuple(rows))

    def _row(self, lora: Lora) -> MoveRow:
        source = Path(lora.source)
        *folders, stem = self.template.place(lora, source.stem, safe_stem)
        target = self.root.joinpath(*folders, f"{stem}{source.suffix}")
        row = MoveRow(lora_id=lora.id, name=lora.name, files=((source, target),))
        state, why = self._state(lora, source, target)
        if state in {MoveState.MOVES, MoveState.ELSEWHERE}:
            row = replace(row, files=(*row.files, *self._others(source, target)))
            if taken := self._conflict(row):
                state, why = MoveState.CONFLICT, taken
        return replace(row, state=state, why=why)

    def _state(self, lora: Lora, source: Path, target: Path) -> tuple[MoveState, str]:
        if source == target or is_one_name(source, target):
            return MoveState.IN_PLACE, "It is there already."
        if source.is_symlink():
            return MoveState.LINK, "It is a link to a file elsewhere."
        if not source.is_file():
            return MoveState.GONE, "Its file is not there."
        ground = nearest_folder(target.parent)
        if _disk(source.parent) != _disk(ground):
            return MoveState.OTHER_DISK, "It lies on another disk, and would have to be copied."
        for folder in (source.parent, ground):
            if not os.access(folder, os.W_OK | os.X_OK):
                return MoveState.READ_ONLY, phrase(
                    "You may not write to “{folder}”.", folder=folder.name or str(folder)
                )
        if not self.at_work.isdisjoint(sources(lora)):
            return MoveState.IN_USE, "A picture is being made with it."
        return self._whose(source, target)

    def _whose(self, source: Path, target: Path) -> tuple[MoveState, str]:
        for root in self.roots:
            if source.is_relative_to(root) and not target.is_relative_to(root):
                why = phrase(
                    "It would leave “{root}”, where other programs may look for it.", root=root.name
                )
                return MoveState.ELSEWHERE, why
        return MoveState.MOVES, ""

    def _others(self, source: Path, target: Path) -> list[tuple[Path, Path]]:
        if source.parent not in self._beside:
            self._beside[source.parent] = _companions(source.parent)
        names = self._beside[source.parent].get(source.name, ())
        return [
            (source.with_name(name), target.with_name(target.stem + name[len(source.stem) :]))
            for name in names
            if is_text(name)  # else it cannot be written down, and stays
        ]

    def _conflict(self, row: MoveRow) -> str:
        """Say who has one of the names already; else take them all."""
        for _, target in row.files:
            if os.path.lexists(target):
                return phrase("There is a “{target}” already.", target=target.name)
            if (other := self._taken.get(folded(str(target)))) is not None:
                return phrase("“{other}” gets this name.", other=other)
        user = self.used_from.get(str(row.target))
        if user is not None:
            return phrase("“{user}” is used from there.", user=user)
        self._taken |= {folded(str(target)): row.name for _, target in row.files}
        return ""


def new_folders(folder: Path) -> tuple[str, ...]:
    """Return what would have to be made for ``folder`` to be there, the outermost first."""
    ground = nearest_folder(folder)
    missing = [each for each in (folder, *folder.parents) if each.is_relative_to(ground)]
    return tuple(str(each) for each in reversed(missing) if each != ground)


def _disk(folder: Path) -> int:
    try:
        return folder.stat().st_dev
    except OSError:
        return -1


def _companions(folder: Path) -> Mapping[str, Sequence[str]]:
    try:
        return companions(folder)
    except OSError:
        return {}
