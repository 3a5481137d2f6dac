"""The history and its files on the command line: making it again, and taking folders in."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

import msgspec

from flux2studio.cli_output import DONE, plain, print_json, say
from flux2studio.cli_progress import Line
from flux2studio.core.control import RunControl
from flux2studio.core.foreign_recipe import TOOLS
from flux2studio.core.history_import import ImportLook, ImportReport
from flux2studio.services.history_import import HistoryImport
from flux2studio.services.history_rebuilding import HistoryRebuilding
from flux2studio.storage.history import HistoryRepository

_EACH = 50  # pictures between two words on the terminal


def add_import(parser: argparse.ArgumentParser) -> None:
    """Give ``parser`` what takes a folder in instead of listing."""
    parser.add_argument(
        "--import", dest="folder", type=Path, metavar="FOLDER",
        help="take the pictures of another program in where they lie, with their recipes",
    )  # fmt: skip
    parser.add_argument("--plain", action="store_true", help="also pictures without a recipe")
    parser.add_argument("--look", action="store_true", help="only say what would come in")


def run_import(options: argparse.Namespace, importing: HistoryImport) -> int:
    """Take a folder in; pictures are read and never written. Raises StorageError."""
    line, folder = Line(), options.folder.absolute()
    report: ImportLook | ImportReport
    try:
        if options.look:
            report = importing.look(folder, RunControl(), _telling(line))
        else:
            report = importing.take(folder, RunControl(), _telling(line), plain=options.plain)
    finally:
        line.end()
    if options.json:
        print_json(msgspec.to_builtins(report, enc_hook=plain))
    elif isinstance(report, ImportLook):
        _tell_look(report)
    else:
        _tell_report(report)
    return DONE


def add_rebuild(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def run_rebuild(
    options: argparse.Namespace, rebuilding: HistoryRebuilding, history: HistoryRepository
) -> int:
    """Index every picture that is not known yet; what could not be is listed. Nothing is lost.

    Raises StorageError when the history cannot be written.
    """
    line, control = Line(), RunControl()
    try:
        report = rebuilding.run(control, _telling(line))
        if history.stale_count():
            line.show("Making the search again")
            history.refresh(control.check)
    finally:
        line.end()
    if options.json:
        print_json(msgspec.to_builtins(report, enc_hook=plain))
        return DONE
    for problem in report.problems:
        sys.stdout.write(f"{problem.path}: {problem.sentence}\n")
    say(
        f"{_pictures(report.added)} came back, {report.already:,} were there;"
        f" {report.sidecars:,} with marks beside them, {report.albums:,} albums,"
        f" {report.families:,} with a family;"
        f" {len(report.unreadable):,} files are no pictures of ours."
    )
    return DONE


def _telling(line: Line) -> Callable[[int, int], None]:
    def tell(done: int, total: int) -> None:
        if done % _EACH == 0 or done == total:
            line.show(f"{done:,} of {total:,}")

    return tell


def _tell_look(look: ImportLook) -> None:
    for tool, count in sorted(look.found.items()):
        sys.stdout.write(f"{TOOLS.get(tool, tool):<16} {count:,}\n")
    say(
        f"{look.already:,} already in the history, {look.without:,} without a recipe,"
        f" {look.unreadable:,} that cannot be read."
    )


def _tell_report(report: ImportReport) -> None:
    for path in report.unreadable:
        sys.stdout.write(f"{path}\n")
    say(
        f"{_pictures(report.added)} came in, {report.already:,} already there,"
        f" {report.without_recipe:,} without a recipe,"
        f" {len(report.unreadable):,} that cannot be read."
    )


def _pictures(count: int) -> str:
    return "1 picture" if count == 1 else f"{count:,} pictures"
