"""Reads and writes Qt's translation sources, and has them compiled."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterable, Mapping
from itertools import groupby
from pathlib import Path
from xml.etree import ElementTree as ET
from xml.sax.saxutils import escape

from tests.translations.messages import Message

Forms = tuple[str, ...]  # one text, or one for each plural form; empty where it is to be done
Translations = Mapping[Message, Forms]


def read(path: Path) -> dict[Message, Forms]:
    """Return what ``path`` holds; an entry that is not finished has empty forms."""
    entries = {}
    for context in ET.parse(path).getroot().iter("context"):
        name = context.findtext("name", "")
        for entry in context.iter("message"):
            is_plural = entry.get("numerus") == "yes"
            message = Message(name, entry.findtext("source", ""), is_plural)
            entries[message] = _forms(entry.find("translation"), is_plural)
    return entries


def _forms(node: ET.Element | None, is_plural: bool) -> Forms:
    if node is None or node.get("type") == "unfinished":
        return ("", "") if is_plural else ("",)
    if is_plural:
        return tuple(form.text or "" for form in node.iter("numerusform"))
    return (node.text or "",)


def write(path: Path, language: str, translations: Translations) -> None:
    """Write all of it in a steady order, without line numbers: small differences stay small."""
    lines = ['<?xml version="1.0" encoding="utf-8"?>', "<!DOCTYPE TS>"]
    lines.append(f'<TS version="2.1" language="{language}" sourcelanguage="en">')
    ordered = sorted(translations.items())
    for context, entries in groupby(ordered, key=lambda entry: entry[0].context):
        lines += ["<context>", f"    <name>{escape(context)}</name>"]
        for message, forms in entries:
            lines += _entry(message, forms)
        lines.append("</context>")
    lines.append("</TS>")
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _entry(message: Message, forms: Forms) -> Iterable[str]:
    yield '    <message numerus="yes">' if message.is_plural else "    <message>"
    yield f"        <source>{escape(message.source)}</source>"
    state = "" if all(forms) else ' type="unfinished"'
    if message.is_plural:
        told = "".join(f"<numerusform>{escape(form)}</numerusform>" for form in forms)
    else:
        told = escape(forms[0])
    yield f"        <translation{state}>{told}</translation>"
    yield "    </message>"


def release(source: Path, compiled: Path) -> None:
    """Compile with the tool that comes with PySide6; beside it first: Qt maps the old one."""
    beside = compiled.with_suffix(".new")
    tool = Path(sys.executable).with_name("pyside6-lrelease")
    command = [str(tool), "-silent", "-removeidentical", str(source), "-qm", str(beside)]
    subprocess.run(command, check=True)
    beside.replace(compiled)
