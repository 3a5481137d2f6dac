"""The command line: every command works on the same services as the window.

What only one command needs is imported by it: the others start without.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Generator, Sequence
from contextlib import closing, contextmanager

import msgspec

from flux2studio import logs
from flux2studio.cli_arguments import ArgumentParser, add_command, part_exclusions
from flux2studio.cli_output import (
    CLOSED,
    DONE,
    FAILED,
    INTERRUPTED,
    WRONG_INPUT,
    WRONG_REQUEST,
    accept_any_text,
    error_report,
    forget_closed,
    plain,
    print_json,
    say,
    say_error,
    say_progress,
    tell_ends,
)
from flux2studio.core.errors import InvalidRequestError, StudioError
from flux2studio.core.models import read_catalogue
from flux2studio.paths import find_paths, resource
from flux2studio.services.waiting import JobWaiter
from flux2studio.storage.secrets import Secrets
from flux2studio.storage.settings import SettingsStore
from flux2studio.studio import KEY_VARIABLES, Studio, open_studio
from flux2studio.version import version


def run(arguments: Sequence[str]) -> int:
    """Run one command; return its exit code."""
    accept_any_text()
    try:
        code = _carry_out(arguments)
        sys.stdout.flush()
    except BrokenPipeError:  # whoever read along has had enough, as in "history | head"
        forget_closed()
        return CLOSED
    return code


def _carry_out(arguments: Sequence[str]) -> int:
    as_json = "--json" in arguments
    arguments, without = part_exclusions(arguments)
    try:
        options = _parser(arguments[0] if arguments else "").parse_args(arguments)
        as_json = options.json = options.json or as_json  # also given before an action
        if without:
            options.query += without
        command: Callable[[argparse.Namespace], int] = options.command
        return command(options)
    except KeyboardInterrupt:
        return INTERRUPTED
    except StudioError as error:
        code = WRONG_REQUEST if isinstance(error, WRONG_INPUT) else FAILED
        if as_json:
            print_json({"error": error_report(error), "exit_code": code})
        say_error(error)
        return code


def _parser(command: str) -> argparse.ArgumentParser:
    """The options of ``command``; of the others, only what the overview says."""
    parser = ArgumentParser(
        prog="flux2studio",
        description="Make pictures with FLUX.2 and your own LoRAs."
        " Without a command, the window opens.",
        epilog="Exit code: 0 done, 2 wrong request, 3 the backend failed, 4 outcome unknown.",
    )
    parser.add_argument("--version", action="version", version=f"flux2studio {version()}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    resume = add_command(commands, "resume", "pick up jobs that were interrupted")
    resume.set_defaults(command=_resume)
    unknown = "find out what became of jobs whose outcome is unknown; sends nothing again"
    check = add_command(commands, "check", unknown)
    check.add_argument("job", nargs="?", default="", metavar="JOB", help="only this one")
    check.set_defaults(command=_check)
    spending = add_command(commands, "spending", "say what was spent, this month and in all")
    spending.add_argument("--balance", action="store_true", help="ask the services what is left")
    spending.set_defaults(command=_spending)
    own = {  # those whose options are in a module of their own
        "generate": ("make pictures and keep them", _generate),
        "history": ("list what was made, the newest first", _history),
        "rebuild": ("make the history again from the folders", _rebuild),
        "check-library": ("look through the history and put right what is wrong", _check_library),
        "models": ("list, download and choose models of this computer", _models),
        "loras": ("list, add, edit, export and import your LoRAs", _loras),
        "engine": ("install, repair and remove the local engine", _engine),
    }
    for name, (words, act) in own.items():
        add_command(commands, name, words).set_defaults(command=act)
    if command in own:
        _add_own(command, commands.choices[command])
    doctor = add_command(commands, "doctor", "say what is installed, where, and what is missing")
    doctor.set_defaults(command=_doctor)
    for each in (resume, check, spending, doctor):
        each.add_argument("--json", action="store_true", help="print one JSON object")
    return parser


def _add_own(command: str, parser: argparse.ArgumentParser) -> None:
    """Give a command the options that its own module knows."""
    match command:
        case "generate":
            from flux2studio.cli_generate import add_generate

            add_generate(parser)
        case "history":
            from flux2studio.cli_history import add_history
            from flux2studio.cli_history_files import add_import

            add_history(parser)
            add_import(parser)
        case "rebuild":
            from flux2studio.cli_history_files import add_rebuild

            add_rebuild(parser)
        case "check-library":
            from flux2studio.cli_history_check import add_check_library

            add_check_library(parser)
        case "models":
            from flux2studio.cli_models import add_models

            add_models(parser)
        case "loras":
            from flux2studio.cli_loras import add_loras

            add_loras(parser)
        case "engine":
            from flux2studio.cli_engine import add_engine

            add_engine(parser)


def _generate(options: argparse.Namespace) -> int:
    from flux2studio.cli_generate import run_generate

    with _opened() as studio:
        return run_generate(options, studio)


def _resume(options: argparse.Namespace) -> int:
    with _opened() as studio:
        waiter = JobWaiter(say_progress)
        studio.generation.subscribe(waiter)
        updates = [waiter.wait_for(job_id) for job_id in studio.recover_now()]
    return tell_ends(updates, "Nothing was left to pick up.", as_json=options.json)


def _check(options: argparse.Namespace) -> int:
    with _opened() as studio:
        waiter = JobWaiter(say_progress)
        studio.generation.subscribe(waiter)
        jobs = studio.generation.check_now(options.job)
        updates = [waiter.wait_for(job_id) for job_id in jobs]
    if options.job and not updates:
        raise InvalidRequestError(
            f"The outcome of a job “{options.job}” is not in question.",
            hint="“flux2studio check” looks at all whose outcome is unknown.",
            field="job",
        )
    return tell_ends(updates, "No outcome is in question.", as_json=options.json)


def _history(options: argparse.Namespace) -> int:
    from flux2studio.cli_history import run_history
    from flux2studio.cli_history_files import run_import

    with _opened() as studio:
        if options.folder:
            return run_import(options, studio.history_import)
        return run_history(options, studio.history.search)


def _rebuild(options: argparse.Namespace) -> int:
    from flux2studio.cli_history_files import run_rebuild

    with _opened() as studio:
        return run_rebuild(options, studio.history_rebuilding, studio.history.repository)


def _check_library(options: argparse.Namespace) -> int:
    from flux2studio.cli_history_check import run_check_library

    with _opened() as studio:
        return run_check_library(options, studio)


def _spending(options: argparse.Namespace) -> int:
    from flux2studio.cli_spending import spending_lines, spending_report

    with _opened() as studio:
        report = spending_report(studio, balance=options.balance)
        if options.json:
            print_json(report)
        else:
            print(*spending_lines(report, studio), sep="\n")
    return DONE


def _models(options: argparse.Namespace) -> int:
    from flux2studio.cli_models import run_models

    with _opened() as studio:
        return run_models(options, studio.models)


def _loras(options: argparse.Namespace) -> int:
    from flux2studio.cli_loras import run_loras

    with _opened() as studio:
        return run_loras(options, studio)


def _engine(options: argparse.Namespace) -> int:
    from flux2studio.cli_engine import run_engine
    from flux2studio.services.opened_engine_install import open_engine_install

    return run_engine(options, open_engine_install(find_paths()))


def _doctor(options: argparse.Namespace) -> int:
    from flux2studio.services.doctor import examine
    from flux2studio.services.doctor_report import lines
    from flux2studio.services.opened_accounts import open_accounts
    from flux2studio.services.prices import PriceBook

    paths = find_paths()
    catalogue = read_catalogue(resource("models.json").read_bytes())
    secrets = Secrets(os.environ, KEY_VARIABLES)
    settings = SettingsStore(paths.settings)
    prices = PriceBook(catalogue, open_accounts(settings, secrets), paths.prices)
    findings = examine(paths, catalogue, secrets, settings, prices)
    if options.json:
        print_json({"findings": msgspec.to_builtins(findings, enc_hook=plain)})
    else:
        print(*lines(findings), sep="\n")
    return DONE if all(finding.ok is not False for finding in findings) else FAILED


@contextmanager
def _opened() -> Generator[Studio, None, None]:
    paths = find_paths()
    with closing(logs.LogFiles(paths.logs)), closing(open_studio(paths)) as studio:
        for problem in studio.settings_store.problems:
            say(problem)
        if studio.moved_aside:
            say(f"The database was damaged. It is kept as {studio.moved_aside}.")
        report = studio.mend()
        if report and (report.added or studio.moved_aside):
            found = report.added + report.already
            say(f"The history was made again from {_pictures(found)}.")
        if report and report.loras:
            say(f"LoRAs that came back from the newest backup: {report.loras}.")
        yield studio


def _pictures(count: int) -> str:
    return "1 picture" if count == 1 else f"{count} pictures"
