"""Every command says in a sentence what it is for: in the list, in its help, in the manual."""

import re
from pathlib import Path

import pytest

from flux2studio.__main__ import COMMANDS
from flux2studio.cli import run

MANUAL = Path(__file__).parents[2] / "packaging" / "linux" / "flux2studio.1"
NAMED = sorted(command for command in COMMANDS if not command.startswith("-"))


def said(capsys, *arguments):
    with pytest.raises(SystemExit):
        run([*arguments, "--help"])
    return " ".join(capsys.readouterr().out.split())


def test_the_list_the_manual_and_the_help_of_a_command_say_the_same(capsys):
    page = MANUAL.read_text("utf-8").replace("\\-", "-")
    told = dict(re.findall(r"^\.BI? (\S+).*\n(.+)$", page, re.MULTILINE))
    overview = said(capsys)

    for command in NAMED:
        assert f" {command} {told[command]}" in overview
        assert f" {told[command][0].upper()}{told[command][1:]}. " in said(capsys, command)


@pytest.mark.parametrize(
    ("command", "sentence"),
    [
        (("loras", "organise"), "Move files into folders named after their cards."),
        (("loras", "folders", "add"), "Watch a folder; its LoRAs stay where they are."),
        (("loras", "searches"), "Searches kept under a name."),
        (("models", "verify"), "Compare every byte with what is known of it."),
        (("engine", "remove"), "Remove it; models and pictures stay."),
    ],
)
def test_what_a_command_can_do_begins_with_a_sentence(capsys, command, sentence):
    assert sentence in said(capsys, *command)
