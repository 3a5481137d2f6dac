"""Makes the import table of folders and files, and brings it up to date."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from flux2studio.core.control import RunControl
from flux2studio.core.lora_import import ImportRow, ImportTable, RowState, Unreadable
from flux2studio.services.lora_identifying import keep_identities
from flux2studio.services.lora_import import Acquaintance, make_row
from flux2studio.services.lora_scan import OnProgress, Scan, is_text
from flux2studio.services.lora_survey import LoraSurvey
from flux2studio.services.lora_twins import told_apart
from flux2studio.storage.disk import is_file, is_folder
from flux2studio.storage.lora_tree import FoundFile, LoraTree, find_files, key_of, whole_path

OnRows = Callable[[Sequence[ImportRow]], None]


@dataclass(frozen=True, slots=True)
class LoraTables:
    """Blocking; raises StorageError and Cancelled."""

    survey: LoraSurvey

    def make(
        self,
        places: Sequence[Path],
        control: RunControl,
        on_progress: OnProgress,
        on_rows: OnRows | None = None,
    ) -> ImportTable:
        places = [whole_path(place) for place in places]
        tree = LoraTree()
        tree.build((place for place in places if is_folder(place)), control.check)
        named = find_files(place for place in places if not is_folder(place))
        found = tree.files(self.survey.index.cards())
        found |= {file.path: file for file in named}

        friends = self._friends(found)

        def tell(scan: Scan, paths: Sequence[str]) -> None:
            assert on_rows is not None
            on_rows(self._rows(scan, paths, friends))

        scan = self.survey.scanner.scan(
            found, tree.names, control.check, on_progress, tell if on_rows else None
        )
        self._tell_twins_apart(scan, found, control)
        self.survey.find()
        control.check()
        gone = [
            Unreadable(path=place, why="There is nothing of this name.")
            for place in places
            if not (is_folder(place) or is_file(place))
        ]
        return ImportTable(
            rows=self._rows(scan, sorted(found, key=str.casefold), self._friends(found)),
            places=tuple(places),
            unreadable=(*tree.unreadable(), *gone),
        )

    def _tell_twins_apart(
        self, scan: Scan, found: Mapping[str, FoundFile], control: RunControl
    ) -> None:
        """Know the weights of those that may be the same LoRA before the table is final."""
        cards = self.survey.index.cards()
        fresh = (scan.files[path] for path in found if path not in cards)
        others = (scan.known[path] for path in cards if path in scan.known)
        twins = told_apart((file for file in fresh if file.weights), others, control.check)
        keep_identities(self.survey, twins)
        for file, identity in twins:
            scan.files[file.path] = replace(file, sha256=identity.sha256, autov3=identity.autov3)

    def renewed(self, table: ImportTable, control: RunControl) -> ImportTable:
        written = [row.path for row in table.rows if row.state is RowState.WRITING]
        found = {file.path: file for file in find_files(written)}
        scan = self.survey.scanner.scan(found, lambda _: None, control.check)
        anew = {row.path: row for row in self._rows(scan, list(found), self._friends(found))}
        known = self.survey.index.files()
        friends = self._friends({})
        rows = []
        for old in table.rows:
            row = anew.get(old.path, old)
            file = known.get(str(row.path))
            if file is not None and file.size == row.size:
                row = replace(row, sha256=file.sha256, autov3=file.autov3)
            rows.append(friends.meet(row))
        return replace(table, rows=tuple(rows))

    def _rows(
        self, scan: Scan, paths: Sequence[str], friends: Acquaintance
    ) -> tuple[ImportRow, ...]:
        facts = self.survey.index.facts([path for path in paths if is_text(path)])
        return tuple(friends.meet(make_row(path, scan, facts, scan.files[path])) for path in paths)

    def _friends(self, found: Mapping[str, FoundFile]) -> Acquaintance:
        keys = {path: file.key for path, file in found.items()}
        return Acquaintance(
            self.survey.keeper.cards.all(), lambda path: keys.get(path) or key_of(path)
        )
