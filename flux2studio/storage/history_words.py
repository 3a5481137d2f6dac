"""What search looks in of a picture: its words, and letters and signs that are no words."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import pairwise

from flux2studio.core.generation import Recipe

WORD_MIN = 4  # shorter starts of words are found fast by the prefixes of the index
WORD_MAX = 200

# Scripts without spaces between words: the index would know only whole runs of them.
_UNSPACED = (
    "\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
    "\U00020000-\U0003ffff"
)
_RUN_OR_SIGN = re.compile(rf"[{_UNSPACED}]+|[^\w\s\x00-\x7f]")
_UNSPACED_LETTER = re.compile(f"[{_UNSPACED}]")
_RUN = re.compile(f"[{_UNSPACED}]+")
_WORD = re.compile(r"[^\W_]+")


def words_of(recipe: Recipe, tags: tuple[str, ...] = ()) -> str:
    """Return all text of a picture, a line each, with spaces around runs of kanji and the like.

    Without those the index would know "写真4k" as one word, and nobody would find its "4k".
    """
    request = recipe.request
    parts = [request.prompt, request.typed_prompt, recipe.sent_prompt]
    parts += [request.model, str(request.seed)]
    parts += [name for lora in request.loras for name in (lora.name, lora.source)]
    parts += [reference.name for reference in request.active_references]
    text = "\n".join(part for part in (*parts, *tags) if part)
    return text if text.isascii() else _RUN.sub(r" \g<0> ", text)


def grams(text: str) -> str:
    """Return the tokens by which letters of scripts without spaces and signs are found.

    Of a run of letters these are all its pairs and the last one alone, so that each letter
    begins a token.
    """
    if text.isascii():
        return ""
    return " ".join(token for piece in _pieces(text) for token in _row_tokens(piece))


def gram_terms(text: str) -> tuple[str, ...]:
    """Return what must be found in the column ``grams`` for ``text`` to be in a picture.

    In the language of the search index; empty: there are no such letters or signs in it.
    """
    return tuple(_term(piece) for piece in _pieces(text))


def between_runs(text: str) -> tuple[str, ...]:
    """Return what stands between the letters of scripts without spaces."""
    return tuple(_RUN.split(text))


def whole_words(text: str) -> frozenset[str]:
    """Return the words whose starts a search completes: 4 letters and more, not only digits."""
    return frozenset(
        word
        for word in _WORD.findall(folded(text))
        if WORD_MIN <= len(word) <= WORD_MAX
        and not word.isdigit()
        and not _UNSPACED_LETTER.search(word)
    )


def folded(text: str) -> str:
    """Return ``text`` in small letters without accents, as the search index compares it."""
    if text.isascii():
        return text.lower()
    return "".join(map(_folded_letter, unicodedata.normalize("NFC", text)))


@lru_cache(maxsize=4096)
def _folded_letter(letter: str) -> str:
    small = letter.casefold()
    small = small if len(small) == 1 else letter.lower()
    parts = unicodedata.normalize("NFD", small)
    is_accented = parts[0].isascii() and all(map(unicodedata.combining, parts[1:]))
    return parts[0] if is_accented else small


def _pieces(text: str) -> list[str]:
    """Runs of letters of scripts without spaces, and single signs."""
    found: list[str] = _RUN_OR_SIGN.findall(text)
    return [piece for piece in found if _is_run(piece) or unicodedata.category(piece)[0] == "S"]


def _row_tokens(piece: str) -> list[str]:
    if not _is_run(piece):
        return [_code(piece)]
    return [*_pairs(piece), _spelled(piece[-1])]


def _term(piece: str) -> str:
    if not _is_run(piece):
        return f'"{_code(piece)}"'
    if len(piece) == 1:
        return f'"{_spelled(piece)}"*'
    return '"' + " ".join(_pairs(piece)) + '"'


def _pairs(run: str) -> list[str]:
    return [_spelled(one) + _spelled(two) for one, two in pairwise(run)]


def _is_run(piece: str) -> bool:
    return bool(_UNSPACED_LETTER.match(piece))


def _spelled(letter: str) -> str:
    """As the index takes it: a vowel sign alone would part the token."""
    return letter if letter.isalnum() else _code(letter)


def _code(letter: str) -> str:
    return f"u{ord(letter):x}"
