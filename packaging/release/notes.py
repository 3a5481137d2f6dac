"""Takes what a release says of itself out of the changelog: ``notes.py VERSION``, or its tag.

Prints the section of that version in Markdown, or that of what is unreleased. ``--cut DATE`` is for
the commit that is tagged: it gives the unreleased section the version and the date (YYYY-MM-DD).
"""

from __future__ import annotations

import argparse
import re
import sys
import tomllib
from pathlib import Path
from xml.sax.saxutils import escape

ROOT = Path(__file__).resolve().parents[2]
CHANGELOG = ROOT / "CHANGELOG.md"
UNRELEASED = "Unreleased"
_SECTION = re.compile(r"^## +\[?(?P<name>[^\]\s]+)\]?.*\n(?P<text>(?:(?!## ).*\n?)*)", re.MULTILINE)
_ITEM, _HEAD = "- ", "### "
_MARKUP = re.compile(r"\*\*|`|\[([^\]]*)\]\([^)]*\)")


class NotesError(Exception):
    """Why there are no notes, in one sentence."""


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("version", metavar="VERSION")
    parser.add_argument("--cut", metavar="DATE", help="close what is unreleased")
    options = parser.parse_args()
    try:
        version = checked(options.version, (ROOT / "pyproject.toml").read_text(encoding="utf-8"))
        changelog = CHANGELOG.read_text(encoding="utf-8")
        if options.cut:
            CHANGELOG.write_text(cut(changelog, version, options.cut), encoding="utf-8")
        else:
            sys.stdout.write(section(changelog, version) + "\n")
    except NotesError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


def checked(tag: str, pyproject: str) -> str:
    """Return the version that ``tag`` names, with or without its “v”.

    Raises NotesError when it is not that of the package.
    """
    version = tag.removeprefix("v")
    package = tomllib.loads(pyproject)["project"]["version"]
    if version != package:
        raise NotesError(f"The tag says {version}, and the package {package}.")
    return version


def section(changelog: str, version: str) -> str:
    """Return what is said of ``version``, or as long as that is nothing, of what is unreleased.

    Raises NotesError when neither says anything.
    """
    sections = {found["name"]: found["text"].strip() for found in _SECTION.finditer(changelog)}
    text = sections.get(version, sections.get(UNRELEASED, ""))
    if not any(line.startswith(_ITEM) for line in text.splitlines()):
        raise NotesError(f"The changelog says nothing of {version}.")
    return text


def cut(changelog: str, version: str, date: str) -> str:
    """Return the changelog with what is unreleased as ``version``, and an empty section above.

    Raises NotesError when there is nothing, or that version is there already.
    """
    section(changelog, UNRELEASED)
    if any(found["name"] == version for found in _SECTION.finditer(changelog)):
        raise NotesError(f"The changelog has a section of {version} already.")
    head = f"## {UNRELEASED}\n"
    return changelog.replace(head, f"{head}\n## {version} – {date}\n", 1)


def as_appstream(text: str) -> str:
    """Return Markdown with heads and lists in the few elements that an app shop knows."""
    lines: list[str] = []
    for block in re.split(r"\n(?=- |### |\n)", text.strip()):
        words = escape(_MARKUP.sub(r"\1", " ".join(block.split())))
        if words.startswith(_ITEM):
            lines += [] if lines and lines[-1].startswith("<li>") else ["<ul>"]
            lines.append(f"<li>{words.removeprefix(_ITEM)}</li>")
        elif words:
            lines.append(f"<p>{words.removeprefix(_HEAD)}</p>")
    joined = re.sub(r"</li>(?!\s*<li>)", "</li></ul>", "\n".join(lines))
    return f"<description>\n{joined}\n</description>"


if __name__ == "__main__":
    sys.exit(main())
