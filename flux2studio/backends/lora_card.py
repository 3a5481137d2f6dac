"""What the README of a repository says of its LoRA: the YAML before it, and its text.

Its form: https://huggingface.co/docs/hub/model-cards. Nothing in it is trusted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any

from flux2studio.core.foreign_words import TAGS_MAX, from_html, line, number, phrases
from flux2studio.core.lora_base_names import base_named
from flux2studio.core.lora_facts import LoraFacts

ORIGIN = "the page at Hugging Face"

_FRONT = re.compile(r"\A\ufeff?---[ \t]*\r?\n(.*?)^---[ \t]*\r?$", re.DOTALL | re.MULTILINE)
_FRONT_MAX = 64_000  # letters; the reader is slow, and no card needs half of it
_PICTURES_MAX = 8
_PICTURE = re.compile(
    r"!\[[^\]\n]{0,300}\]\(\s*<?([^\s<>()]{1,500})|<img\b[^>]{0,500}?\bsrc=[\"']([^\"'<>\s]{1,500})"
)
_TRIGGER = re.compile(
    r"\buse\s{1,3}[`*_“\"']{1,3}([^`\n]{1,200}?)[`*_”\"']{1,3}\s{1,3}to\s{1,3}trigger",
    re.IGNORECASE,
)
_PICTURE_ENDINGS = (".png", ".jpg", ".jpeg", ".webp")
_MACHINE_TAGS = re.compile(
    r".*:.*|diffusers(?:-training)?|lora|peft|safetensors|template.*|text-to-image"
    r"|image-to-image|image-generation|flux[ ._-]?2?(?:-diffusers)?|stable-diffusion.*|replicate"
    r"|ai-toolkit|fal",
    re.IGNORECASE,
)
_EDITING = frozenset({"image-to-image", "image-text-to-image"})
_FREE = re.compile(r"(?:apache|mit|bsd|cc0|unlicense|openrail|creativeml|wtfpl|cc-by-(?:sa-)?\d)")
_NOT_FREE = re.compile(r"cc-by-nc")


@dataclass(frozen=True, slots=True, kw_only=True)
class LoraCard:
    """``pictures`` are addresses as they stand there, those in the repository relative to it."""

    facts: LoraFacts
    pictures: tuple[str, ...] = ()


def read_card(readme: str, name: str, owner: str) -> LoraCard:
    """Read the card of ``owner``’s repository ``name``. Never raises, whatever it says."""
    from flux2studio.backends.front_matter import read_front  # YAML would delay the start

    found = _FRONT.match(readme[:_FRONT_MAX])
    front, body = (read_front(found[1]), readme[found.end() :]) if found else ({}, readme)
    facts = _facts(front, name, owner)
    words = _without_code(body[:_FRONT_MAX])
    if not facts.trigger_words and (told := _TRIGGER.search(words)):
        facts = replace(facts, trigger_words=phrases(told[1]))
    facts = replace(facts, description=_text(words))
    pictures = dict.fromkeys((*_widget_pictures(front), *_text_pictures(words)))
    return LoraCard(facts=facts, pictures=tuple(pictures)[:_PICTURES_MAX])


def _facts(front: Mapping[Any, Any], name: str, owner: str) -> LoraFacts:
    licence = _licence(front)
    edits = front.get("pipeline_tag") in _EDITING
    bases = front.get("base_model")
    bases = bases if isinstance(bases, list) else [bases]
    tags = phrases(front.get("tags"), TAGS_MAX)
    return LoraFacts(
        origin=ORIGIN,
        base=next((base for entry in bases[:8] if (base := base_named(entry))), ""),
        trigger_words=phrases(_words(front.get("instance_prompt"))),
        edits=edits or None,
        references=1 if edits else 0,
        licence=licence,
        commercial=_commercial(licence),
        credit=f"{name} by {owner}" if licence.lower().startswith("cc-by") else "",
        tags=tuple(tag for tag in tags if not _MACHINE_TAGS.fullmatch(tag)),
    )


def _words(value: object) -> object:
    """A prompt that looks like a number or a date to YAML is one all the same."""
    if isinstance(value, str | list | dict | bool) or value is None:
        return value
    is_number = isinstance(value, int | float)
    return str(value) if not is_number or number(value, -(10**15), 10**15) is not None else None


def _licence(front: Mapping[Any, Any]) -> str:
    licence, own = front.get("license"), line(front.get("license_name"))
    if isinstance(licence, list):
        licence = licence[0] if licence else ""
    licence = line(licence)
    return own if own and licence.lower() in ("", "other") else licence


def _commercial(licence: str) -> bool | None:
    """What is known of licences whose terms are the same everywhere; None for all others."""
    name = licence.lower()
    if _NOT_FREE.match(name):
        return False
    return True if _FREE.match(name) else None


def _widget_pictures(front: Mapping[Any, Any]) -> Iterator[str]:
    entries = front.get("widget")
    for entry in entries[:20] if isinstance(entries, list) else []:
        match entry:
            case {"output": {"url": str(url)}}:
                yield from _picture(url)


def _text_pictures(text: str) -> Iterator[str]:
    for found in islice(_PICTURE.finditer(text), _PICTURES_MAX):
        yield from _picture(found[1] or found[2])


def _picture(url: str) -> Iterator[str]:
    if len(url) <= 500 and url.isprintable() and url.lower().endswith(_PICTURE_ENDINGS):
        yield url


def _without_code(text: str) -> str:
    kept, is_code = [], False
    for row in text.splitlines():
        if row.lstrip().startswith(("```", "~~~")):
            is_code = not is_code
        elif not is_code:
            kept.append(row)
    return "\n".join(kept)


def _text(markdown: str) -> str:
    """The words, without the marks that make it look nice elsewhere."""
    plain = re.sub(r"!\[[^\]\n]{0,300}\]\([^()\n]{0,500}\)", "", markdown)
    plain = re.sub(r"\[([^\]\n]{1,300})\]\([^()\n]{1,500}\)", r"\1", plain)
    plain = re.sub(r"^[ \t]{0,3}#{1,6}[ \t]+", "", plain, flags=re.MULTILINE)
    plain = re.sub(r"^[|:\- \t]+$", "", plain, flags=re.MULTILINE)
    return from_html(plain.replace("**", "").replace("`", ""))
