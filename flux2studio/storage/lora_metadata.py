"""What trainers write about a LoRA into its header."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

import msgspec

WORDS_MAX = 20
WORD_LENGTH_MAX = 200

_OPTIONAL_MAX = 10
_PICTURES_MIN = 3  # with fewer, a word that is in every caption says nothing
_LENGTH_MAX = 5_000_000  # letters of one value that are looked into
_DEPTH_MAX = 8

_PHRASES = ("modelspec.trigger_phrase", "trigger_phrase", "trigger_word", "trigger_words")
_DATASETS = ("ss_datasets", "ss_dataset_dirs", "datasets", "training_info", "ss_config")
_ARCHITECTURES = ("modelspec.architecture", "ss_base_model_version", "ss_architecture")
_EDITING = re.compile(r"kontext|(?<![a-z])edit(?:ing)?(?![a-z])", re.IGNORECASE)
_HINTS = re.compile("control|conditioning|edit|source", re.IGNORECASE)
_CONTROL = re.compile(
    r"(?:has_)?control(?:_(?:images?|director(?:y|ies)|paths?|dirs?|count))?(?:_\d+)?"
    r"|conditioning_(?:data|data_dir|images?)|edit_(?:images?|dataset)|source_images?"
)


def trigger_words_of(metadata: Mapping[str, str]) -> tuple[str, ...]:
    """Return the words that wake the LoRA, as far as its trainer named them."""
    words: list[str] = []
    for name in _PHRASES:
        words += metadata.get(name, "")[: WORDS_MAX * WORD_LENGTH_MAX].split(",")
    words += _tags(metadata)
    return _shown(words)[:WORDS_MAX]


def optional_words_of(metadata: Mapping[str, str]) -> tuple[str, ...]:
    """Return the tags that kohya's trainer found in every caption of a folder of pictures."""
    words: list[str] = []
    if not (folders := _object(metadata, "ss_dataset_dirs")):
        return ()
    for name, tags in _object(metadata, "ss_tag_frequency").items():
        folder = folders.get(name)
        pictures = folder.get("img_count") if isinstance(folder, dict) else None
        if not isinstance(tags, dict) or type(pictures) is not int or pictures < _PICTURES_MIN:
            continue
        words += [tag for tag, count in tags.items() if type(count) is int and count >= pictures]
    return _shown(words)[:_OPTIONAL_MAX]


def trains_on_pairs(metadata: Mapping[str, str]) -> bool:
    """Whether the trainer says that the LoRA was taught to edit: by pictures before and after."""
    if any(_EDITING.search(metadata.get(name, "")[:WORD_LENGTH_MAX]) for name in _ARCHITECTURES):
        return True
    told = (metadata.get(name, "") for name in _DATASETS)
    return any(_names_control(_parsed(text), _DEPTH_MAX) for text in told if _HINTS.search(text))


def _names_control(value: object, depth: int) -> bool:
    if depth == 0:
        return False
    if isinstance(value, list):
        return any(_names_control(entry, depth - 1) for entry in value)
    if not isinstance(value, dict):
        return False
    if any(_CONTROL.fullmatch(key.lower()) and is_set for key, is_set in value.items()):
        return True
    return any(_names_control(entry, depth - 1) for entry in value.values())


def _tags(metadata: Mapping[str, str]) -> list[str]:
    """A data set with one tag alone was tagged with its trigger; many tags are captions."""
    folders = _object(metadata, "ss_tag_frequency")
    tags = [list(counts) for counts in folders.values() if isinstance(counts, dict)]
    return [str(names[0]) for names in tags if len(names) == 1]


def _object(metadata: Mapping[str, str], name: str) -> Mapping[str, object]:
    found = _parsed(metadata.get(name, ""))
    return found if isinstance(found, dict) else {}


def _parsed(text: str) -> object:
    try:
        return msgspec.json.decode(text) if 0 < len(text) <= _LENGTH_MAX else None
    except (ValueError, RecursionError):  # a broken one, or one that goes too deep
        return None


def _shown(words: Iterable[str]) -> tuple[str, ...]:
    clean = (word.strip() for word in words)
    shown = (word for word in clean if word and word.isprintable())
    return tuple(word[:WORD_LENGTH_MAX] for word in dict.fromkeys(shown))
