"""``flux2studio loras folders``: the folders that are watched, and taking in what lies there."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from flux2studio.cli_arguments import add_command
from flux2studio.cli_output import DONE, print_json, say
from flux2studio.core.control import RunControl
from flux2studio.core.lora_import import ImportRow, ImportTable, RowState
from flux2studio.studio import Studio

Action = Callable[[argparse.Namespace, Studio], int]


def add_folders(actions: Any) -> None:
    """Add ``folders`` and what can be done with it to ``actions``."""
    folders = _action(actions, "folders", "your folders of LoRAs; nothing is written there", _list)
    inner = folders.add_subparsers(metavar="ACTION")
    add = _action(inner, "add", "watch a folder; its LoRAs stay where they are", _add)
    add.add_argument("folder", type=Path, metavar="FOLDER")
    remove = _action(inner, "remove", "watch a folder no more; cards and files stay", _remove)
    remove.add_argument("folder", type=Path, metavar="FOLDER")
    _action(inner, "scan", "look now for what changed, moved or is missing", _scan)
    for name, words, act in (
        ("look", "say what lies in folders or files; nothing is added", _look),
        ("take", "add the new LoRAs of folders or files to your library", _take),
    ):
        parser = _action(inner, name, words, act)
        parser.add_argument("places", type=Path, nargs="+", metavar="PLACE")
    parser.add_argument("--all", action="store_true", help="also duplicates and other models")
    parser.add_argument("--watch", action="store_true", help="watch the folder from then on")


def _action(actions: Any, name: str, words: str, act: Action) -> argparse.ArgumentParser:
    parser = add_command(actions, name, words)
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.set_defaults(action=act)
    return parser


def _list(options: argparse.Namespace, studio: Studio) -> int:
    roots = studio.lora_folders.roots()
    if options.json:
        print_json({"folders": [str(root) for root in roots]})
        return DONE
    for root in roots:
        sys.stdout.write(f"{root}{'' if root.is_dir() else '    is not there now'}\n")
    if not roots:
        say("No folder is watched. Add one: flux2studio loras folders add FOLDER")
    return DONE


def _add(options: argparse.Namespace, studio: Studio) -> int:
    studio.lora_folders.add_root(options.folder)
    return _list(options, studio)


def _remove(options: argparse.Namespace, studio: Studio) -> int:
    studio.lora_folders.remove_root(options.folder)
    return _list(options, studio)


def _scan(options: argparse.Namespace, studio: Studio) -> int:
    folders = studio.lora_folders
    folders.scan(RunControl())
    missing, new = folders.missing(), folders.new_paths()
    if options.json:
        print_json({"missing": sorted(missing), "new": [str(path) for path in new]})
        return DONE
    names = {lora.id: lora.name for lora in studio.loras.all()}
    for lora_id in sorted(missing, key=lambda each: names.get(each, "")):
        sys.stdout.write(f"missing  {names.get(lora_id, lora_id)}\n")
    for path in new:
        sys.stdout.write(f"new      {path}\n")
    say(f"{len(missing):,} missing, {len(new):,} new.")
    return DONE


def _look(options: argparse.Namespace, studio: Studio) -> int:
    table = studio.lora_folders.look_into(options.places, RunControl())
    if options.json:
        print_json(_report(table))
        return DONE
    for row in table.rows:
        sys.stdout.write(f"{_line(row)}\n")
    _tell_unreadable(table)
    say(f"{len(table.rows):,} files, {sum(row.ticked for row in table.rows):,} of them new.")
    return DONE


def _take(options: argparse.Namespace, studio: Studio) -> int:
    folders = studio.lora_folders
    table = folders.look_into(options.places, RunControl())
    rows = [row for row in table.rows if row.ticked or options.all]
    added = folders.take(rows, RunControl())
    if options.watch:
        for place in options.places:
            folders.add_root(place)
    if options.json:
        print_json({**_report(table), "added": [lora.id for lora in added]})
        return DONE
    for lora in added:
        sys.stdout.write(f"added  {lora.name}\n")
    _tell_unreadable(table)
    say(f"{len(added):,} of {len(table.rows):,} files were added.")
    return DONE


def _tell_unreadable(table: ImportTable) -> None:
    for bad in table.unreadable:
        say(f"{_shown(bad.path)} could not be read: {bad.why}")


def _line(row: ImportRow) -> str:
    state = "" if row.state is RowState.NEW else f"    {row.why} {row.hint}".rstrip()
    return f"{row.state.value:<20} {row.base or 'unknown':<16} {row.name}{state}"


def _report(table: ImportTable) -> dict[str, Any]:
    return {
        "rows": [
            {
                "path": _shown(row.path),
                "name": row.name,
                "state": row.state.value,
                "base": row.base,
                "bytes": row.size,
                "rank": row.rank,
                "trigger_words": list(row.trigger_words),
                "why": row.why,
            }
            for row in table.rows
        ],
        "unreadable": [{"path": _shown(bad.path), "why": bad.why} for bad in table.unreadable],
    }


def _shown(path: Path) -> str:
    """A name may be no text."""
    return str(path).encode(errors="replace").decode()
