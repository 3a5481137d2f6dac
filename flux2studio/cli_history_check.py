"""``flux2studio check-library``: what is wrong with the history is found and put right."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable

from flux2studio.cli_output import DONE, FAILED, print_json
from flux2studio.core.check_report import CheckReport
from flux2studio.studio import Studio


def add_check_library(parser: argparse.ArgumentParser) -> None:
    """Give ``parser`` its options."""
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def run_check_library(options: argparse.Namespace, studio: Studio) -> int:
    """Look through the database and the files; FAILED when something could not be put right."""
    report = studio.history_check.run()
    if options.json:
        print_json(_checked(report))
    else:
        sys.stdout.writelines(f"{line}\n" for line in _check_lines(report))
    return FAILED if report.left else DONE


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
