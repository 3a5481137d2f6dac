"""``flux2studio loras``: the cards on the command line: list, add, edit, remove, export, import."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import msgspec

from flux2studio.cli_arguments import add_command
from flux2studio.cli_lora_adding import add_adding, added
from flux2studio.cli_lora_folders import add_folders
from flux2studio.cli_lora_organising import add_organising
from flux2studio.cli_lora_searches import add_searches, found_by
from flux2studio.cli_output import DONE, print_json, say
from flux2studio.core.errors import InvalidRequestError
from flux2studio.core.lora import Lora
from flux2studio.core.lora_fields import BASES
from flux2studio.core.lora_import_plan import ImportReport, RowState
from flux2studio.core.model_files import gigabytes
from flux2studio.studio import Studio

_ID_MIN = 6  # letters that tell one id from the others
_WORDS = {"yes": True, "no": False, "unknown": None}
_STATES = {
    RowState.NEW: "new",
    RowState.ADDS: "adds words",
    RowState.SAME: "nothing new",
}

Action = Callable[[argparse.Namespace, Studio], int]


def add_loras(parser: argparse.ArgumentParser) -> None:
    """Give ``parser`` the actions. Without one, the cards are listed."""
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    _add_filters(parser)
    parser.set_defaults(action=_list, words=[])
    actions = parser.add_subparsers(metavar="ACTION")
    listing = _action(actions, "list", "list the cards, the newest first", _list)
    listing.add_argument("words", nargs="*", metavar="WORD", help="that all must be on the card")
    _add_filters(listing, default=argparse.SUPPRESS)  # what was given before "list" counts
    add_adding(_action(actions, "add", "add repositories, links or files", _add))
    _add_edit(_action(actions, "edit", "write your own words on a card", _edit))
    remove = _action(actions, "remove", "take cards out; files stay, “restore” undoes it", _remove)
    remove.add_argument("names", nargs="+", metavar="LORA", help="name, id or source")
    _action(actions, "removed", "list what was taken out", _removed)
    restore = _action(actions, "restore", "put back what was taken out", _restore)
    restore.add_argument("names", nargs="+", metavar="LORA", help="name, id or source")
    export = _action(actions, "export", "write records and previews to a zip", _export)
    export.add_argument("file", type=Path, metavar="FILE", help="must not exist yet")
    export.add_argument("--lora", action="append", default=[], metavar="LORA", help="only this")
    taking = _action(actions, "import", "merge an exported zip; your own words stay", _import)
    taking.add_argument("file", type=Path, metavar="FILE")
    taking.add_argument("--look", action="store_true", help="only say what it would do")
    add_folders(actions)
    add_searches(actions)
    add_organising(actions)


def run_loras(options: argparse.Namespace, studio: Studio) -> int:
    """Carry out one action; return the exit code."""
    action: Action = options.action
    return action(options, studio)


def _action(actions: Any, name: str, words: str, act: Action) -> argparse.ArgumentParser:
    parser = add_command(actions, name, words)
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.set_defaults(action=act)
    return parser


def _add_filters(parser: argparse.ArgumentParser, **kept: Any) -> None:
    add = partial(parser.add_argument, **kept)
    add("--base", choices=BASES, help="only those made for this model")
    add("--missing", action="store_true", help="only those whose file is gone")
    add("--saved", metavar="NAME", help="what a kept search shows, in its order")


def _add_edit(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("name_or_id", metavar="LORA", help="name, id or source")
    add("--name", metavar="TEXT")
    add("--rating", type=int, metavar="0-5")
    add("--favourite", action=argparse.BooleanOptionalAction)
    add("--tag", action="append", default=[], metavar="WORD", help="add a tag")
    add("--untag", action="append", default=[], metavar="WORD", help="take a tag off")
    add("--collection", action="append", default=[], metavar="NAME", help="put it in there")
    add("--uncollect", action="append", default=[], metavar="NAME", help="take it out of there")
    add("--note", dest="notes", metavar="TEXT", help="in place of the notes there are")
    add("--trigger", action="append", metavar="WORD", help="in place of those there are")
    add("--scale", type=float, dest="default_scale", metavar="X")
    add("--scale-low", type=float, metavar="X", help="where its good range begins")
    add("--scale-high", type=float, metavar="X", help="where its good range ends")
    add("--base", choices=BASES)
    add("--licence", metavar="TEXT")
    add("--commercial", choices=tuple(_WORDS), help="whether pictures made with it may be sold")
    add("--credit", metavar="TEXT", help="the line to print with a picture")
    add("--page", metavar="URL")
    add("--preview", type=Path, metavar="FILE", help="the picture on the card")


def _list(options: argparse.Namespace, studio: Studio) -> int:
    known = found_by(options.saved, studio) if options.saved else studio.loras.all()
    return _print([lora for lora in known if _is_wanted(lora, options)], options)


def _is_wanted(lora: Lora, options: argparse.Namespace) -> bool:
    texts = (lora.name, lora.source, lora.notes, lora.base)
    text = "\n".join((*texts, *lora.trigger_words, *lora.tags, *lora.collections)).casefold()
    has_words = all(word.casefold() in text for word in options.words)
    is_base = not options.base or lora.base == options.base
    return has_words and is_base and (lora.missing or not options.missing)


def _add(options: argparse.Namespace, studio: Studio) -> int:
    cards = added(options, studio)
    return cards if isinstance(cards, int) else _print(cards, options)


def _edit(options: argparse.Namespace, studio: Studio) -> int:
    lora = _find(options.name_or_id, studio.loras.all())
    changes = _changes(options, lora)
    if not changes and options.preview is None:
        raise InvalidRequestError(
            "There is nothing to change.", hint="“flux2studio loras edit --help” lists what can be."
        )
    if changes:
        lora = studio.loras.edit(lora.id, **changes)
    if options.preview is not None:
        lora = studio.loras.set_preview(lora.id, options.preview)
    return _print([lora], options)


def _changes(options: argparse.Namespace, lora: Lora) -> dict[str, Any]:
    given = {name: getattr(options, name) for name in _PLAIN}
    changes = {name: value for name, value in given.items() if value is not None}
    if options.trigger is not None:
        changes["trigger_words"] = tuple(options.trigger)
    if options.commercial is not None:
        changes["commercial"] = _WORDS[options.commercial]
    if options.tag or options.untag:
        changes["tags"] = _words(lora.tags, options.tag, options.untag)
    if options.collection or options.uncollect:
        changes["collections"] = _words(lora.collections, options.collection, options.uncollect)
    return changes


_PLAIN = (
    "name",
    "rating",
    "favourite",
    "notes",
    "default_scale",
    "scale_low",
    "scale_high",
    "base",
    "licence",
    "credit",
    "page",
)


def _words(known: Sequence[str], add: Sequence[str], take: Sequence[str]) -> tuple[str, ...]:
    return tuple(word for word in (*known, *add) if word not in take)


def _remove(options: argparse.Namespace, studio: Studio) -> int:
    known = studio.loras.all()
    found = [_find(name, known).id for name in options.names]
    return _print(studio.loras.remove_all(dict.fromkeys(found)), options)


def _removed(options: argparse.Namespace, studio: Studio) -> int:
    return _print(studio.loras.removed(), options)


def _restore(options: argparse.Namespace, studio: Studio) -> int:
    known = studio.loras.removed()
    found = {lora.id: lora for lora in (_find(name, known) for name in options.names)}
    return _print([studio.loras.restore(lora) for lora in found.values()], options)


def _export(options: argparse.Namespace, studio: Studio) -> int:
    known = studio.loras.all()
    chosen = [_find(name, known) for name in options.lora] or None
    target = studio.lora_backup.export(options.file.absolute(), chosen)
    count = len(known if chosen is None else chosen)
    if options.json:
        print_json({"file": str(target), "loras": count})
    else:
        sys.stdout.write(f"{target}\n")
        say(f"{_cards(count)} with their previews.")
    return DONE


def _import(options: argparse.Namespace, studio: Studio) -> int:
    backup = studio.lora_backup
    act = backup.look_at if options.look else backup.take
    report = act(options.file.absolute())
    if options.json:
        print_json(msgspec.to_builtins(report))
        return DONE
    for row in report.rows:
        if row.state is not RowState.SAME or row.kept:
            sys.stdout.write(f"{_STATES[row.state]:<12} {row.name}{_details(row.adds, row.kept)}\n")
    say(_summary(report))
    return DONE


def _details(adds: Iterable[str], kept: Iterable[str]) -> str:
    parts = [("adds", tuple(adds)), ("yours stays", tuple(kept))]
    said = [f"{word}: {', '.join(_plain(names))}" for word, names in parts if names]
    return f"  ({'; '.join(said)})" if said else ""


def _plain(names: Iterable[str]) -> Iterator[str]:
    return (name.replace("_", " ") for name in names)


def _summary(report: ImportReport) -> str:
    new, adds = report.count(RowState.NEW), report.count(RowState.ADDS)
    same = report.count(RowState.SAME)
    return (
        f"{_cards(new)} new, {adds} with more words, {same} with nothing new;"
        f" {report.sets} sets, {report.searches} searches."
    )


def _cards(count: int) -> str:
    return "1 card" if count == 1 else f"{count} cards"


def _find(name: str, loras: Sequence[Lora]) -> Lora:
    """Raises InvalidRequestError when no card is called so, or several are."""
    by_id = [x for x in loras if x.id == name or (len(name) >= _ID_MIN and x.id.startswith(name))]
    by_source = [lora for lora in loras if lora.source == name]
    by_name = [lora for lora in loras if lora.name.casefold() == name.casefold()]
    found = by_id or by_source or by_name
    if len(found) == 1:
        return found[0]
    if not found:
        raise InvalidRequestError(
            f"No LoRA is called “{name}”.",
            hint="“flux2studio loras” lists them.",
            field="loras",
        )
    ids = ", ".join(lora.id[:8] for lora in found[:5])
    raise InvalidRequestError(
        f"{len(found)} LoRAs are called “{name}”.", hint=f"Give the id: {ids}.", field="loras"
    )


def _print(loras: Sequence[Lora], options: argparse.Namespace) -> int:
    if options.json:
        print_json({"loras": msgspec.to_builtins(list(loras))})
        return DONE
    for lora in loras:
        sys.stdout.write(_line(lora) + "\n")
    if not loras:
        say("No LoRA. “flux2studio loras add SOURCE” adds one, “loras folders add FOLDER” many.")
    return DONE


def _line(lora: Lora) -> str:
    stars = "★" * lora.rating
    parts = [lora.base, gigabytes(lora.size) if lora.size else "", stars, ", ".join(lora.tags)]
    state = ["the file is missing"] if lora.missing else []
    told = " · ".join(part for part in (*parts, *state) if part)
    return f"{lora.id[:8]}  {lora.name}  {told}\n          {lora.source}"
