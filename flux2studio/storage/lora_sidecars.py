"""What other tools wrote into files beside a LoRA; they are read and never written."""

from __future__ import annotations

import json
import logging
import os
import stat
from collections.abc import Callable, Collection, Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from flux2studio.core.civitai_facts import version_facts
from flux2studio.core.lora_facts import LoraFacts
from flux2studio.imaging.formats import sniff
from flux2studio.storage.lora_sidecars_drawthings import draw_things_facts
from flux2studio.storage.lora_sidecars_manager import lora_manager_facts
from flux2studio.storage.lora_sidecars_matrix import stability_matrix_facts
from flux2studio.storage.lora_sidecars_rgthree import rgthree_facts
from flux2studio.storage.lora_sidecars_swarm import swarm_facts
from flux2studio.storage.lora_sidecars_webui import webui_facts

log = logging.getLogger(__name__)

SIDECAR_MAX = 5 * 2**20  # bytes
PICTURE_MAX = 20 * 2**20

_READING = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0)

Reader = Callable[[object], LoraFacts]

# What the artist typed comes first, then what a tool fetched, the newest tools first.
_READERS: Mapping[str, Reader] = {
    ".metadata.json": lora_manager_facts,
    ".json": webui_facts,
    ".swarm.json": swarm_facts,
    ".cm-info.json": stability_matrix_facts,
    ".civitai.info": lambda said: version_facts(said, "Civitai Helper"),
    ".safetensors.rgthree-info.json": rgthree_facts,
}
_DRAW_THINGS = "custom_lora.json"
_PICTURES = tuple(
    f"{middle}.{kind}"
    for middle in (".preview", "")
    for kind in ("png", "jpg", "jpeg", "webp", "gif")
)


def sidecar_facts(path: Path, beside: Collection[str] | None = None) -> tuple[LoraFacts, ...]:
    """Read what is beside the LoRA at ``path``, what is to be believed first at the front.

    ``beside`` are the names of all files in its folder, where they are known already. What is
    too large or broken is passed over, and the log says why. Never raises.
    """
    stem = path.stem
    found = [
        _read(path, stem + end, reader)
        for end, reader in _READERS.items()
        if beside is None or stem + end in beside
    ]
    if beside is None or _DRAW_THINGS in beside:
        found.append(_read(path, _DRAW_THINGS, lambda said: draw_things_facts(said, stem)))
    return tuple(facts for facts in found if facts and _says_something(facts))


def names_beside(stem: str) -> tuple[str, ...]:
    """Return the names of all files that would be read beside a LoRA named ``stem``."""
    return (*(stem + end for end in (*_READERS, *_PICTURES)), _DRAW_THINGS)


def preview_beside(path: Path, beside: Collection[str] | None = None) -> bytes:
    """Return the picture beside the LoRA at ``path``, not trusted yet; nothing if there is none."""
    names = (path.stem + end for end in _PICTURES)
    for name in names if beside is None else (name for name in names if name in beside):
        data = _bytes(path.with_name(name), PICTURE_MAX)
        if sniff(data[:64]):
            return data
    return b""


def _read(lora: Path, name: str, reader: Reader) -> LoraFacts | None:
    data = _bytes(lora.with_name(name), SIDECAR_MAX)
    if not data:
        return None
    try:
        said = json.loads(data.removeprefix(b"\xef\xbb\xbf"))
    except (ValueError, RecursionError) as error:
        log.info("“%s” is passed over: it is no JSON (%s)", name, type(error).__name__)
        return None
    return reader(said)


def _bytes(path: Path, most: int) -> bytes:
    with suppress(OSError, ValueError):
        descriptor = os.open(path, _READING | getattr(os, "O_BINARY", 0))
        try:
            found = os.fstat(descriptor)
            if not stat.S_ISREG(found.st_mode):
                return b""
            if found.st_size > most:
                log.info("“%s” is passed over: it is larger than %d MB", path.name, most >> 20)
                return b""
            with os.fdopen(os.dup(descriptor), "rb") as file:
                return file.read(most + 1)[:most]
        finally:
            os.close(descriptor)
    return b""


def _says_something(facts: LoraFacts) -> bool:
    return facts != replace(LoraFacts(origin=facts.origin), from_artist=facts.from_artist)
