"""Names of references in a prompt: ``@hat`` is typed, and "image 2" is what the model is told."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath

from flux2studio.core.errors import InvalidRequestError
from flux2studio.core.phrase import phrase
from flux2studio.core.request import GenerationRequest, ReferenceImage

NAME_MAX = 40  # letters of a name that is made from a file's

# What is typed right behind a name without a space: endings in scripts that have none between
# words, and those of Korean.
_ATTACHED = (
    "\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff"
)
_IS_ATTACHED = re.compile(f"[{_ATTACHED}]")
_NUMBERED = re.compile(r"\bimage\s+(\d{1,3})\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """The letters from ``start`` (that of the @) to before ``end``, and the name as typed."""

    start: int
    end: int
    name: str


def key(name: str) -> str:
    """Names that differ in capitals or in how their accents are coded are the same."""
    return unicodedata.normalize("NFC", name).casefold()


def cleaned(name: str) -> str:
    """Return ``name`` as it can be typed behind an @: letters, digits, - and _."""
    name = unicodedata.normalize("NFC", name)
    kept = "".join(letter if _is_part(letter) else " " for letter in name)
    return "-".join(kept.split())[:NAME_MAX].strip("-_")


def name_of(reference: ReferenceImage) -> str:
    """Return the name of a reference, which is that of its file until it gets another."""
    return reference.handle or cleaned(PurePath(reference.name).stem) or "picture"


def named(references: Iterable[ReferenceImage]) -> tuple[ReferenceImage, ...]:
    """Return the references with names of their own: of two alike the later gets a number."""
    taken: set[str] = set()
    found = []
    for reference in references:
        free = unique(name_of(reference), taken)
        taken.add(key(free))
        found.append(reference if free == name_of(reference) else replace(reference, handle=free))
    return tuple(found)


def unique(name: str, taken: Collection[str]) -> str:
    """Return ``name``, with a number behind it where its key is in ``taken``."""
    number, free = 1, name
    while key(free) in taken:
        number += 1
        free = f"{name}-{number}"
    return free


def mentions(text: str, names: Iterable[str]) -> Iterator[Mention]:
    """Yield what stands behind each @; a name of ``names`` goes before a longer word.

    An @ within a word, as in an address, and a doubled one begin no name.
    """
    known = {key(name) for name in names}
    at = text.find("@")
    while at >= 0:
        end = at + 1
        if text[end : end + 1] == "@":
            end += 1
        elif not _is_within_word(text, at):
            end = _end_of_name(text, end, known)
            if end > at + 1:
                yield Mention(start=at, end=end, name=text[at + 1 : end])
        at = text.find("@", end)


def sent_text(text: str, references: Sequence[ReferenceImage]) -> str:
    """Return ``text`` with "image n" in place of the names of those sent, and @ for @@.

    n is the place among the references that are on; other names stay as they are.
    """
    numbers = _numbers(references)
    parts, done = [], 0
    for mention in mentions(text, map(name_of, references)):
        number = numbers.get(key(mention.name))
        if number is not None:
            parts += [_undoubled(text[done : mention.start]), f"image {number}"]
            done = mention.end
    return "".join([*parts, _undoubled(text[done:])])


def resolved(request: GenerationRequest) -> GenerationRequest:
    """Return ``request`` with the prompt that is sent, and the one that was typed beside it."""
    sent = sent_text(request.prompt, request.references)
    if sent == request.prompt:
        return request
    return replace(request, prompt=sent, typed_prompt=request.typed_prompt or request.prompt)


def literal(text: str) -> str:
    """Return ``text``, which was sent as it is, as it has to be typed to be sent so again."""
    starts = [mention.start for mention in mentions(text, ())]
    parts, done = [], 0
    for start in starts:
        parts.append(text[done:start] + "@")
        done = start
    return "".join([*parts, text[done:]])


def name_problems(request: GenerationRequest) -> Iterator[InvalidRequestError]:
    """Yield each name in the prompt that stands for no picture that is sent."""
    off = {key(name_of(each)) for each in request.references if not each.enabled}
    there = [name_of(each) for each in request.active_references]
    known = {key(name) for name in there}
    for mention in mentions(request.prompt, map(name_of, request.references)):
        if key(mention.name) in known:
            continue
        if key(mention.name) in off:
            yield InvalidRequestError(
                phrase("The reference “@{mention}” is switched off.", mention=mention.name),
                hint="Switch it on, or take its name out of the prompt.",
                field="prompt",
            )
        else:
            yield InvalidRequestError(
                phrase("There is no reference “@{mention}”.", mention=mention.name),
                hint=_instead(mention.name, there),
                field="prompt",
            )


def unmentioned(request: GenerationRequest) -> tuple[str, ...]:
    """Return the names of the references sent that the prompt passes over, naming others."""
    names = [name_of(each) for each in request.active_references]
    said = {key(each.name) for each in mentions(request.prompt, names)}
    said |= {
        key(names[int(number) - 1])
        for number in _NUMBERED.findall(request.prompt)
        if 1 <= int(number) <= len(names)
    }
    passed_over = tuple(name for name in names if key(name) not in said)
    return passed_over if len(passed_over) < len(names) else ()


def renamed(text: str, old: str, new: str, names: Iterable[str]) -> str:
    """Return ``text`` with the mentions of ``old``, one of ``names``, as those of ``new``."""
    parts, done = [], 0
    for mention in mentions(text, names):
        if key(mention.name) == key(old):
            parts += [text[done : mention.start], f"@{new}"]
            done = mention.end
    return "".join([*parts, text[done:]])


def begun(text: str, at: int) -> Mention | None:
    """Return the name being typed before the place ``at``; its letters may be none yet."""
    start = at
    while start and _is_part(text[start - 1]):
        start -= 1
    if not start or text[start - 1] != "@" or _is_within_word(text, start - 1):
        return None
    return Mention(start=start - 1, end=at, name=text[start:at])


def _numbers(references: Sequence[ReferenceImage]) -> Mapping[str, int]:
    """Of two with one name the first is meant."""
    numbers: dict[str, int] = {}
    active = (reference for reference in references if reference.enabled)
    for number, reference in enumerate(active, start=1):
        numbers.setdefault(key(name_of(reference)), number)
    return numbers


def _end_of_name(text: str, start: int, known: Collection[str]) -> int:
    """Where the name ends that begins at ``start``: the longest one known, else the word."""
    end = start
    while end < len(text) and _is_part(text[end]):
        end += 1
    for stop in range(end, start, -1):
        ends_here = stop == end or text[stop] == "-" or _IS_ATTACHED.match(text[stop])
        if ends_here and key(text[start:stop]) in known:
            return stop
    while end > start and text[end - 1] in "-_":
        end -= 1
    return end


def _is_part(letter: str) -> bool:
    return letter.isalnum() or letter in "-_" or unicodedata.category(letter)[0] == "M"


def _is_within_word(text: str, at: int) -> bool:
    """Letters of other scripts may stand right before a name."""
    before = text[at - 1 : at]
    return before == "@" or (before.isascii() and (before.isalnum() or before == "_"))


def _undoubled(text: str) -> str:
    """An @@ before a word is how an @ is written that begins no name."""
    parts, done, at = [], 0, text.find("@@")
    while at >= 0:
        if not _is_within_word(text, at) and _is_part(text[at + 2 : at + 3] or " "):
            parts.append(text[done : at + 1])
            done = at + 2
        at = text.find("@@", at + 2)
    return "".join([*parts, text[done:]])


def _instead(name: str, there: Sequence[str]) -> str:
    if not there:
        return phrase(
            "Put its picture on a slot, or write @@{name} for an @ that is to stay.", name=name
        )
    return phrase(
        "There is {names}; write @@{name} for an @ that is to stay.",
        names=", ".join(f"@{each}" for each in there),
        name=name,
    )
