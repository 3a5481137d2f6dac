"""``flux2studio loras searches``: searches and filters of the collection, kept under names."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import msgspec

from flux2studio.cli_arguments import add_command
from flux2studio.cli_output import DONE, print_json, say
from flux2studio.core.errors import InvalidRequestError
from flux2studio.core.lora import Lora
from flux2studio.core.lora_marks import Facet, Mark
from flux2studio.core.lora_search import Order, Shelf
from flux2studio.core.lora_searches import LoraSearch, named
from flux2studio.studio import Studio

Action = Callable[[argparse.Namespace, Studio], int]


def add_searches(actions: Any) -> None:
    """Add ``searches`` and what can be done with it to ``actions``."""
    searches = _action(actions, "searches", "searches kept under a name", _list)
    inner = searches.add_subparsers(metavar="ACTION")
    save = _action(inner, "save", "keep a search; one of that name is replaced", _save)
    save.add_argument("name", metavar="NAME")
    save.add_argument("--query", default="", metavar="TEXT", help="as it is typed in the window")
    save.add_argument(
        "--filter",
        action="append",
        default=[],
        metavar="FACET=VALUE",
        help=f"{', '.join(Facet)}; several of one facet: any of them",
    )
    save.add_argument("--sort", choices=tuple(Order), default=Order.ADDED)
    rename = _action(inner, "rename", "call a search something else", _rename)
    rename.add_argument("name", metavar="NAME")
    rename.add_argument("new_name", metavar="NEW_NAME")
    remove = _action(inner, "remove", "let go of a search; cards stay", _remove)
    remove.add_argument("name", metavar="NAME")


def found_by(name: str, studio: Studio) -> list[Lora]:
    """Return what the search of this name shows now, in its order.

    Raises LoraError when there is none. "is:wrong" and "is:update" need the window: no model is
    chosen here, and no site is asked.
    """
    search = studio.loras.searches.named(name)
    loras = studio.loras.all()
    return Shelf.of(loras, studio.loras.seen(), search.order).find(search.wish())


def _action(actions: Any, name: str, words: str, act: Action) -> argparse.ArgumentParser:
    parser = add_command(actions, name, words)
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.set_defaults(action=act)
    return parser


def _list(options: argparse.Namespace, studio: Studio) -> int:
    searches = studio.loras.searches.all()
    if options.json:
        print_json({"searches": msgspec.to_builtins(searches)})
        return DONE
    for search in searches:
        sys.stdout.write(f"{_line(search)}\n")
    if not searches:
        say("No search is kept. Keep one: flux2studio loras searches save NAME --query TEXT")
    return DONE


def _save(options: argparse.Namespace, studio: Studio) -> int:
    searches = studio.loras.searches
    search = LoraSearch(
        name=options.name,
        query=options.query,
        marks=tuple(_mark(text) for text in options.filter),
        order=Order(options.sort),
    )
    if (known := named(options.name, searches.all())) is not None:
        search = replace(search, id=known.id, added_at=known.added_at)
    searches.save(search)
    return _list(options, studio)


def _mark(text: str) -> Mark:
    facet, equals, value = text.partition("=")
    if not equals or facet not in tuple(Facet):
        raise InvalidRequestError(
            f"“{text}” is no filter.",
            hint=f"Write FACET=VALUE; the facets are {', '.join(Facet)}.",
            field="filter",
        )
    return Facet(facet), value


def _rename(options: argparse.Namespace, studio: Studio) -> int:
    searches = studio.loras.searches
    searches.save(replace(searches.named(options.name), name=options.new_name))
    return _list(options, studio)


def _remove(options: argparse.Namespace, studio: Studio) -> int:
    searches = studio.loras.searches
    searches.remove(searches.named(options.name).id)
    return _list(options, studio)


def _line(search: LoraSearch) -> str:
    filters = (f"{facet}={value}" for facet, value in search.marks)
    said = " · ".join(part for part in (search.query, *filters, f"by {search.order}") if part)
    return f"{search.name}    {said}"
