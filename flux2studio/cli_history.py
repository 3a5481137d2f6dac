"""``flux2studio history``: what was made, found by the same line as in the window."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec

from flux2studio.cli_output import DONE, print_json, say
from flux2studio.core.history import Entry, FileState
from flux2studio.core.history_query import Problem
from flux2studio.services.history_search import HistorySearch
from flux2studio.storage.search_albums import album_paths

_PROMPT_MAX = 60  # letters
_FIELDS = (
    "Words must all be there, -word must not. Fields: lora:ink>0.6 model: backend:fal,local tag:"
    " album:Winter/Harbour ref:hat.png rating:>=4 label:red seed:1234 cost:>0.05 size:>2mp"
    " date:last-week is:picked tool:comfyui. Put the whole line in single quotes where it holds"
    " quotes or signs of the shell: 'rating:>=4 tag:\"old paper\"'."
)


def add_history(parser: argparse.ArgumentParser) -> None:
    """Give ``parser`` its options."""
    parser.epilog = _FIELDS
    parser.add_argument("query", nargs="*", help="what to look for, as in the window's search line")
    parser.add_argument("--limit", type=int, default=50, metavar="N", help="the newest N")
    parser.add_argument("--count", action="store_true", help="only say how many there are")
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def run_history(options: argparse.Namespace, search: HistorySearch) -> int:
    """List the pictures, or count them. What of the line cannot be meant is said and left out."""
    line = " ".join(options.query)
    found = search.first(line, limit=0 if options.count else max(0, options.limit))
    for problem in found.problems:
        say(f"{problem.sentence} {problem.hint}".rstrip())
    if options.count:
        _print_count(search.count(line), found.problems, as_json=options.json)
    elif options.json:
        paths = {album.id: path[1:] for album, path in album_paths(search.albums.listed())}
        generations = [_report(entry, paths) for entry in found.entries]
        print_json({"generations": generations, "problems": _problems(found.problems)})
    else:
        sys.stdout.writelines(f"{_line(entry)}\n" for entry in found.entries)
        if not (found.entries or found.problems) and options.limit > 0:
            say("No picture." if line else "No picture yet.")
    return DONE


def _print_count(count: int, problems: Sequence[Problem], *, as_json: bool) -> None:
    if as_json:
        print_json({"count": count, "problems": _problems(problems)})
    else:
        sys.stdout.write(f"{count}\n")


def _report(entry: Entry, albums: Mapping[str, str]) -> dict[str, Any]:
    """The recipe with its file, and what the artist says of the picture."""
    marks = entry.marks
    return {
        "file": str(entry.generation.path),
        **msgspec.to_builtins(entry.generation.recipe),
        "rating": marks.rating,
        "pick": marks.pick.name.casefold(),
        "label": marks.label.name.casefold(),
        "tags": list(marks.tags),
        "albums": [albums.get(album, album) for album in marks.albums],
        "file_state": entry.file.name.casefold(),
    }


def _problems(problems: Iterable[Problem]) -> list[dict[str, str]]:
    return [{"message": each.sentence, "hint": each.hint} for each in problems]


def _line(entry: Entry) -> str:
    recipe = entry.generation.recipe
    when = recipe.created_at.astimezone().strftime("%Y-%m-%d %H:%M")
    prompt = " ".join(recipe.request.prompt.split())[:_PROMPT_MAX]
    state = "" if entry.file is FileState.HERE else f"({entry.file.name.casefold()})"
    parts = (when, str(entry.generation.path), "★" * entry.marks.rating, state, prompt)
    return "  ".join(part for part in parts if part)
