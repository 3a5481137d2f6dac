"""What stands behind ``flux2studio``: arguments that cannot be read are an error like any other."""

from __future__ import annotations

import argparse
import re
from collections.abc import Sequence
from typing import Any, NoReturn

from flux2studio.core.errors import InvalidRequestError

_NAMED = re.compile(r"argument (?:\S+/)?([^/:]+): (.+)", re.DOTALL)

_OTHER = re.compile(r"invalid choice: '(.*)' \(choose from", re.DOTALL)


class ArgumentParser(argparse.ArgumentParser):
    """Raises InvalidRequestError where argparse would end the process; its actions' do, too."""

    def error(self, message: str) -> NoReturn:
        named = _NAMED.fullmatch(message)
        field, said = (named[1].lstrip("-"), named[2]) if named else ("", message)
        if field == "COMMAND" and (other := _OTHER.match(said)):
            said = f"“{other[1]}” is no command, and there is no such file"
        raise InvalidRequestError(
            f"{said[:1].upper()}{said[1:]}.",
            hint=f"“{self.prog} --help” says what can be given.",
            field=field,
            details=self.format_usage(),
        )


def add_command(commands: Any, name: str, words: str) -> argparse.ArgumentParser:
    """Add a command whose ``words`` stand in the list, and as a sentence above its own help."""
    sentence = f"{words[:1].upper()}{words[1:]}."
    parser: argparse.ArgumentParser = commands.add_parser(name, help=words, description=sentence)
    return parser


def part_exclusions(arguments: Sequence[str]) -> tuple[list[str], list[str]]:
    """Take the words to leave out from a search, which argparse would read as options."""
    if list(arguments[:1]) != ["history"]:
        return list(arguments), []
    without = [a for a in arguments if re.fullmatch(r"-[^-].*", a, re.DOTALL) and a != "-h"]
    return [argument for argument in arguments if argument not in without], without
