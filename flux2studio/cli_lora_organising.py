"""``flux2studio loras organise``: moves the files of LoRAs into folders named after their cards."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from flux2studio.cli_arguments import add_command
from flux2studio.cli_output import DONE, FAILED, print_json, say
from flux2studio.core.control import RunControl
from flux2studio.core.errors import InvalidRequestError
from flux2studio.core.lora_moves import FIELDS, USUAL_TEMPLATE, MovePlan, MoveRow, MovesDone
from flux2studio.studio import Studio


def add_organising(actions: Any) -> None:
    """Add ``organise`` to ``actions``."""
    parser = add_command(actions, "organise", "move files into folders named after their cards")
    parser.add_argument("--into", type=Path, metavar="DIR", help="the folder for all of them")
    fields = ", ".join(f"{{{name}}}" for name in FIELDS)
    parser.add_argument(
        "--template", default=USUAL_TEMPLATE, metavar="TEXT", help=f"%(default)s; also {fields}"
    )
    parser.add_argument("--dry-run", action="store_true", help="only say what would move")
    parser.add_argument("--all", action="store_true", help="also out of other watched folders")
    parser.add_argument("--undo", action="store_true", help="move all of the last time back")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.set_defaults(action=_organise)


def _organise(options: argparse.Namespace, studio: Studio) -> int:
    organiser = studio.lora_folders.organiser
    organiser.settle()
    if options.undo:
        return _tell(organiser.undo(RunControl()), options)
    if options.into is None:
        raise InvalidRequestError(
            "Nobody said into which folder.", hint="Add --into DIR, or --undo.", field="into"
        )
    plan = organiser.plan(options.into, options.template, None, RunControl())
    rows = [row for row in plan.rows if row.ticked or (options.all and row.can_move)]
    if options.dry_run:
        return _show(plan, rows, options)
    return _tell(organiser.move(rows, RunControl()), options)


def _show(plan: MovePlan, rows: list[MoveRow], options: argparse.Namespace) -> int:
    if options.json:
        print_json({"rows": [_said(row, moves=row in rows) for row in plan.rows]})
        return DONE
    for row in plan.rows:
        if row in rows:
            sys.stdout.write(f"{row.source}\n  -> {row.target}\n")
        else:
            sys.stdout.write(f"{row.source}\n     stays: {row.why}\n")
    say(f"{len(rows):,} of {len(plan.rows):,} LoRAs would be moved. Nothing was.")
    return DONE


def _said(row: MoveRow, *, moves: bool) -> dict[str, Any]:
    return {
        "lora": row.lora_id,
        "moves": moves,
        "state": row.state.value,
        "why": row.why,
        "files": [[str(source), str(target)] for source, target in row.files],
    }


def _tell(done: MovesDone, options: argparse.Namespace) -> int:
    if options.json:
        moved = {lora.id: lora.source for lora in done.moved}
        print_json({"moved": moved, "left": [list(each) for each in done.left]})
    else:
        for lora in done.moved:
            sys.stdout.write(f"{lora.source}\n")
        for name, why in done.left:
            say(f"“{name}” stays: {why}")
        back = "" if options.undo else " “flux2studio loras organise --undo” moves them back."
        say(f"{len(done.moved):,} LoRAs were moved.{back}")
    return FAILED if done.left else DONE
