"""``flux2studio loras add``: cards at once, or with ``--download`` whole, checked files."""

from __future__ import annotations

import argparse
from typing import Any

from flux2studio.cli_output import INTERRUPTED, say
from flux2studio.cli_progress import Line, download_words
from flux2studio.core.control import RunControl
from flux2studio.core.errors import LoraError
from flux2studio.core.lora import Lora
from flux2studio.core.lora_offer import Offer, OfferFile
from flux2studio.studio import Studio

_SHOWN = 20  # files that a hint names


def add_adding(parser: argparse.ArgumentParser) -> None:
    """Give ``parser``, that of the action, its words."""
    add: Any = parser.add_argument
    add("sources", nargs="+", metavar="SOURCE", help="owner/name, https://…, a file")
    add("--download", action="store_true", help="bring the files here; go on with it after a break")
    add("--file", metavar="NAME", help="which file of a repository, with --download")


def added(options: argparse.Namespace, studio: Studio) -> list[Lora] | int:
    """Return the cards, or the exit code when Ctrl+C came first.

    Without a download all sources are added or none; with one, all are looked at before any.
    """
    if not options.download:
        return studio.loras.add_sources(options.sources)
    line, cards = Line(), []
    try:
        offers = [studio.lora_adding.look_at(source, RunControl()) for source in options.sources]
        chosen = [(offer, _chosen(offer, options.file)) for offer in offers]
        for offer, file in chosen:
            for notice in offer.notices:
                say(notice)
            cards.append(
                studio.lora_adding.add(
                    offer,
                    file,
                    download=True,
                    control=RunControl(),
                    tell=lambda download: line.show(download_words(download)),
                )
            )
    except KeyboardInterrupt:
        line.end()
        say("Stopped. The same command goes on from there.")
        return INTERRUPTED
    finally:
        line.end()
    return cards


def _chosen(offer: Offer, name: str | None) -> OfferFile:
    """Raises LoraError where there is a choice and none was made."""
    if name is None and len(offer.files) == 1:
        return offer.files[0]
    for file in offer.files:
        if file.name == name:
            return file
    names = [file.name for file in offer.files]
    more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    count = f"“{offer.name}” has {len(names)} files"
    raise LoraError(
        f"{count}." if name is None else f"{count}, and none of them is called “{name}”.",
        hint=f"Choose one with --file: {', '.join(names[:_SHOWN])}{more}.",
        field="loras",
    )
