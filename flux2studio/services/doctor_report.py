"""The findings of the doctor as a text that can be given to a stranger."""

from __future__ import annotations

import getpass
import platform
import re
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from flux2studio.logs import redact
from flux2studio.services.doctor_engine import Finding

_SIGNS = {True: "ok", False: "!!", None: "  "}
_ADDRESSES = re.compile(
    r"\b[a-z][a-z0-9+.-]*://[^\s“”\"'<>]+"  # of pages and services
    r"|\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+"  # of people
    r"|\b\d{1,3}(?:\.\d{1,3}){3}(?::\d+)?\b"  # of computers
    r"|\b(?:[0-9a-f]{1,4}:){3,7}[0-9a-f]{1,4}\b",
    re.IGNORECASE,
)
_NAME_MIN = 3  # a shorter name would be found in every word


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """What tells who and where one is; empty where it is not known."""

    home: str = ""
    user: str = ""
    host: str = ""


def names_here() -> Names:
    user = ""
    with suppress(OSError, KeyError, ImportError):  # whichever way the system has of not knowing
        user = getpass.getuser()
    home = ""
    with suppress(RuntimeError):
        home = str(Path.home())
    return Names(home=home, user=user, host=platform.node())


def ordered(findings: Iterable[Finding]) -> list[Finding]:
    """Return what is wrong first, the rest as it was."""
    return sorted(findings, key=lambda finding: finding.ok is not False)


def report(findings: Sequence[Finding], names: Names) -> str:
    """Return all findings without keys, names of people and addresses."""
    return without_names("\n".join(lines(findings)), names) + "\n"


def lines(findings: Sequence[Finding]) -> list[str]:
    """Return what is wrong first, each with its next step, then the rest."""
    width = max((len(finding.name) for finding in findings), default=0)
    result = []
    for finding in ordered(findings):
        result.append(f"{_SIGNS[finding.ok]}  {finding.name:<{width}}  {finding.value}")
        if finding.hint:
            result.append(f"    {'':<{width}}  {finding.hint}")
    return result


def without_names(text: str, names: Names) -> str:
    """Return ``text`` without keys, the home folder, the user's and the computer's name."""
    text = redact(text)
    if len(names.home) >= _NAME_MIN:
        text = text.replace(names.home, "~")
    text = _ADDRESSES.sub("[address]", text)
    for name, instead in ((names.user, "[user]"), (names.host, "[computer]")):
        if len(name) >= _NAME_MIN and name != "flux2studio":
            text = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", instead, text)
    return text
