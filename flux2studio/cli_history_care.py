"""``flux2studio rebuild`` and ``flux2studio check-library``: the history put right by its files."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable

from flux2studio.cli_output import DONE, print_json, say
from flux2studio.core.check_report import CheckReport
from flux2studio.core.rebuild_report import RebuildReport
from flux2studio.studio import Studio

_NAMED_MAX = 20  # files that are named one by one

INCOMPLETE = 1  # something could not be put right


def add_care(parser: argparse.ArgumentParser) -> None:
    """Give ``parser``, of either command, its options."""
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def run_rebuild(options: argparse.Namespace, studio: Studio) -> int:
    """Index what lies in the folders and is not known; say what could not be read."""
    report = studio.history_rebuilding.run()
    studio.history.repository.refresh(studio.closing.check)
    if options.json:
        print_json(_rebuilt(report))
    else:
        sys.stdout.writelines(f"{line}\n" for line in _rebuild_lines(report))
        _name_problems(report)
    return INCOMPLETE if report.problems else DONE


def run_check(options: argparse.Namespace, studio: Studio) -> int:
    """Look through the database and the files, and put right what is wrong."""
    report = studio.history_check.run()
    if options.json:
        print_json(_checked(report))
    else:
        sys.stdout.writelines(f"{line}\n" for line in _check_lines(report))
    return INCOMPLETE if report.left else DONE


def _rebuild_lines(report: RebuildReport) -> Iterable[str]:
    yield f"Pictures added: {report.added}. Known before: {report.already}."
    told = (
        ("With marks beside them", report.sidecars),
        ("That know what they were made from", report.families),
        ("Albums that came back", report.albums),
        ("Without a recipe of flux2studio, or unreadable", len(report.unreadable)),
    )
    yield from (f"{what}: {count}." for what, count in told if count)


def _name_problems(report: RebuildReport) -> None:
    for problem in report.problems[:_NAMED_MAX]:
        say(f"{problem.path}: {problem.sentence}")
    if (more := len(report.problems) - _NAMED_MAX) > 0:
        say(f"And {more} more; --json names them all.")


def _rebuilt(report: RebuildReport) -> dict[str, object]:
    return {
        "added": report.added,
        "already": report.already,
        "sidecars": report.sidecars,
        "albums": report.albums,
        "families": report.families,
        "unreadable": [str(path) for path in report.unreadable],
        "problems": [
            {"file": str(problem.path), "message": problem.sentence} for problem in report.problems
        ],
    }


def _check_lines(report: CheckReport) -> Iterable[str]:
    pictures = "1 picture" if report.pictures == 1 else f"{report.pictures} pictures"
    if not report.findings:
        yield f"All is in order: {pictures}."
        return
    for finding in report.findings:
        left = finding.count - finding.mended
        yield f"{finding.what}: {finding.count}{f', of which {left} are left' if left else ''}."
        yield from (f"    {path}" for path in finding.paths)
    yield f"Looked at {pictures}."


def _checked(report: CheckReport) -> dict[str, object]:
    return {
        "pictures": report.pictures,
        "findings": [
            {
                "what": finding.what,
                "count": finding.count,
                "mended": finding.mended,
                "files": [str(path) for path in finding.paths],
            }
            for finding in report.findings
        ],
    }
