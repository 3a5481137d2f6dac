"""How finished pictures are called: a template of the artist's, safe on every system."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from flux2studio.core.errors import InvalidRequestError
from flux2studio.core.job import Job
from flux2studio.core.phrase import phrase
from flux2studio.core.request import SEED_MAX, GenerationRequest, Size

FIELDS = (
    *("date", "time", "year", "month", "day", "prompt", "seed"),
    *("model", "backend", "width", "height", "job", "index"),
)
USUAL = "{date}-{time}-{prompt}-{job}-{index}"
PART_BYTES_MAX = 180  # of 255: an ending, a number and the names of files beside it need the rest
TEMPLATE_MAX = 300
FOLDERS_MAX = 8
SLUG_LENGTH = 40

_SETTING = "name_template"
_FIELD, _BRACKET = re.compile(r"\{([^{}]*)\}"), re.compile(r"[{}]")
_FORBIDDEN = frozenset('\\:*?"<>|')
_JOINERS = "\u200c\u200d"  # which some scripts need
_RESERVED = frozenset(
    {"CON", "PRN", "AUX", "NUL"} | {f"{port}{n}" for port in ("COM", "LPT") for n in range(10)}
)
_LONGEST = Job(
    request=GenerationRequest(
        model="m" * SLUG_LENGTH,
        prompt="p" * SLUG_LENGTH,
        size=Size(width=99999, height=99999),
        seed=SEED_MAX,
    ),
    backend="b" * SLUG_LENGTH,
    folder=Path(),
    id="0" * 32,
    created_at=datetime(2026, 11, 20, tzinfo=UTC),
)


def has_folders(template: str) -> bool:
    """Whether its pictures lie below the pictures folder as it says, not in the day's folder."""
    return "/" in template


def name_for(template: str, job: Job, index: int, seed: int) -> str:
    """Return the name of one picture without its ending, with folders parted by slashes.

    ``template`` is one without a ``problem``; empty stands for the usual one. The same at every
    call, and no other picture's: job and index are added where the template leaves them out.
    """
    *folders, name = (template or USUAL).split("/")
    for field in ("job", "index"):
        if f"{{{field}}}" not in name:
            name += f"-{{{field}}}"
    values = _values(job, index, seed)
    return "/".join(_clean(part.format_map(values)) for part in (*folders, name))


def problem(template: str) -> InvalidRequestError | None:
    """Return why no picture can be called like that, None when all can."""
    if (found := _unreadable(template)) is not None:
        return found
    if sign := next(filter(_is_forbidden, template), ""):
        shown = sign if sign.isprintable() else "a control character"
        return _refused(
            phrase("A name cannot hold {shown}.", shown=shown), "Use letters, digits, - and _."
        )
    parts = template.split("/") if template else []
    if any(_is_hidden(part) for part in parts):
        return _refused(
            "A folder or name is empty, or begins or ends with a dot or a space.",
            "Write it as in {year}/{month}/{prompt}.",
        )
    if len(parts) > FOLDERS_MAX:
        return _refused(
            phrase("More than {most} folders.", most=FOLDERS_MAX - 1), "Leave some out."
        )
    return _too_long(template)


def example(template: str) -> str:
    """Return what a picture would be called."""
    size = Size(width=1024, height=768)
    request = GenerationRequest(
        model="fal/flux-2", prompt="A fox in the snow", size=size, seed=1234
    )
    job = Job(
        request=request,
        backend="fal",
        folder=Path(),
        id="3f9c21ab" * 4,
        created_at=datetime(2026, 11, 20, 15, 42, 7).astimezone(),
    )
    return f"{name_for(template, job, 0, 1234)}.png"


def slug(text: str) -> str:
    """A few words of ``text`` that every file system takes: letters a-z, digits, hyphens."""
    plain = unicodedata.normalize("NFKD", text[: SLUG_LENGTH * 8]).encode("ascii", "ignore")
    words = re.findall(r"[a-z0-9]+", plain.decode().lower().replace("'", ""))
    said = ""
    for word in words:
        if said and len(said) + 1 + len(word) > SLUG_LENGTH:
            break
        said = f"{said}-{word}" if said else word[:SLUG_LENGTH]
    return said


def _values(job: Job, index: int, seed: int) -> Mapping[str, str]:
    when = job.created_at.astimezone()
    size = job.request.size
    return {
        "date": f"{when:%Y%m%d}",
        "time": f"{when:%H%M%S}",
        "year": f"{when:%Y}",
        "month": f"{when:%m}",
        "day": f"{when:%d}",
        "prompt": slug(job.request.prompt) or f"seed-{seed}",
        "seed": str(seed),
        "model": slug(job.request.model) or "model",
        "backend": slug(job.backend) or "backend",
        "width": str(size.width),
        "height": str(size.height),
        "job": job.id[:8],
        "index": str(index),
    }


def _clean(part: str) -> str:
    """One composition of each letter, and no name that Windows keeps for itself."""
    part = unicodedata.normalize("NFC", part)
    return f"_{part}" if part.partition(".")[0].rstrip().upper() in _RESERVED else part


def _unreadable(template: str) -> InvalidRequestError | None:
    if len(template) > TEMPLATE_MAX:
        return _refused(
            "The name is too long.", phrase("Use at most {most} letters.", most=TEMPLATE_MAX)
        )
    for field in _FIELD.findall(template):
        if field not in FIELDS:
            known = ", ".join(FIELDS)
            return _refused(
                phrase("There is no field “{field}”.", field=field[:40]),
                phrase("Use one of: {known}.", known=known),
            )
    if _BRACKET.search(_FIELD.sub("", template)):
        return _refused("A bracket is not closed.", "Write fields as {prompt}.")
    return None


def _is_forbidden(sign: str) -> bool:
    return sign in _FORBIDDEN or not (sign.isprintable() or sign in _JOINERS)


def _is_hidden(part: str) -> bool:
    return part.strip(" .") != part or not part


def _too_long(template: str) -> InvalidRequestError | None:
    for part in name_for(template, _LONGEST, 99, SEED_MAX).split("/"):
        if len(part.encode()) > PART_BYTES_MAX:
            return _refused(
                "With a long prompt, the name would be too long for a disk.", "Leave some out."
            )
    return None


def _refused(message: str, hint: str) -> InvalidRequestError:
    return InvalidRequestError(message, hint=hint, field=_SETTING)
