"""What trainers write about a LoRA into its header."""

from __future__ import annotations

import json
from collections.abc import Mapping

WORDS_MAX = 20
WORD_LENGTH_MAX = 200

_PHRASES = ("modelspec.trigger_phrase", "trigger_phrase", "trigger_word", "trigger_words")


def trigger_words_of(metadata: Mapping[str, str]) -> tuple[str, ...]:
    """Return the words that wake the LoRA, as far as its trainer named them."""
    words: list[str] = []
    for name in _PHRASES:
        words += metadata.get(name, "").split(",")
    words += _tags(metadata.get("ss_tag_frequency", ""))
    clean = (word.strip() for word in words)
    shown = [word for word in clean if word and word.isprintable()]
    return tuple(word[:WORD_LENGTH_MAX] for word in dict.fromkeys(shown))[:WORDS_MAX]


def _tags(text: str) -> list[str]:
    """A data set with one tag alone was tagged with its trigger; many tags are captions."""
    try:
        folders = json.loads(text)
    except (ValueError, RecursionError):
        return []
    if not isinstance(folders, dict):
        return []
    tags = [list(counts) for counts in folders.values() if isinstance(counts, dict)]
    return [str(names[0]) for names in tags if len(names) == 1]
