"""``<file>.rgthree-info.json`` of rgthree’s nodes for ComfyUI: words, links, strengths, a note.

https://github.com/rgthree/rgthree-comfy
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from flux2studio.core.civitai_facts import section, version_facts
from flux2studio.core.foreign_words import https_page, line, phrases, scale, text
from flux2studio.core.lora_base_names import base_named
from flux2studio.core.lora_facts import LoraFacts

_ORIGIN = "rgthree"
_WORDS_MAX = 500
_TYPED = frozenset({"notes", "scale_low", "scale_high"})


def rgthree_facts(said: object) -> LoraFacts:
    """Read the file; never raises. Words that are only counted in captions are left out."""
    said = section(said)
    site = version_facts(section(said.get("raw")).get("civitai"), _ORIGIN)
    words = phrases(list(_words(said)))
    links = said.get("links")
    pages = (https_page(link) for link in links[:10]) if isinstance(links, list) else iter(())
    low, high = scale(said.get("strengthMin")), scale(said.get("strengthMax"))
    if low is not None and high is not None and low > high:
        low = high = None
    return replace(
        site,
        name=line(said.get("name")) or site.name,
        base=base_named(said.get("baseModel")) or site.base,
        trigger_words=words or site.trigger_words,
        scale_low=low,
        scale_high=high,
        notes=text(said.get("userNote")),
        page=site.page or next(filter(None, pages), ""),
        from_artist=_TYPED,
    )


def _words(said: Mapping[str, object]) -> Iterator[str]:
    entries = said.get("trainedWords")
    for entry in entries[:_WORDS_MAX] if isinstance(entries, list) else ():
        word = section(entry)
        if word.get("civitai") or word.get("user"):
            yield line(word.get("word"))
