"""A newer version of the app: which of two versions is the newer one, by PEP 440."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

_VERSION: Final = re.compile(
    r"""v?(?:(?P<epoch>\d+)!)?(?P<release>\d+(?:\.\d+)*)
    (?:[-_.]?(?P<pre>alpha|a|beta|b|preview|pre|c|rc)[-_.]?(?P<pre_number>\d*))?
    (?:(?P<post>[-_.]?(?:post|rev|r)[-_.]?(?P<post_number>\d*))|-(?P<post_bare>\d+))?
    (?P<dev>[-_.]?dev[-_.]?(?P<dev_number>\d*))?
    (?:\+[a-z0-9]+(?:[-_.][a-z0-9]+)*)?""",
    re.VERBOSE | re.IGNORECASE,
)
_STAGES: Final = {"alpha": "a", "beta": "b", "c": "rc", "pre": "rc", "preview": "rc"}
_LENGTH_MAX: Final = 100  # of what a feed may call a version
_FIRST, _LAST = ("",), ("~",)  # before and after every letter of a stage

_Key = tuple[int, tuple[int, ...], tuple[str | int, ...], int, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """``page`` is an https address that says what is new."""

    version: str
    page: str


def is_newer(version: str, than: str) -> bool:
    """Whether ``version`` comes after ``than``; False for what is no version.

    One that is still being tried (a, b, rc, dev) is newer only than another of those.
    """
    new, old = _key(version), _key(than)
    if new is None or old is None:
        return False
    return new > old and (_is_final(new) or not _is_final(old))


def _key(version: str) -> _Key | None:
    """What sorts as PEP 440 has it; the local part behind "+" is left out."""
    found = _VERSION.fullmatch(version.strip()) if len(version) <= _LENGTH_MAX else None
    if found is None:
        return None
    release = tuple(map(int, found["release"].split(".")))
    while release and release[-1] == 0:
        release = release[:-1]
    post = _number(found["post_number"]) if found["post"] else _number(found["post_bare"], -1)
    dev = float(_number(found["dev_number"])) if found["dev"] else float("inf")
    return int(found["epoch"] or 0), release, _stage(found, post, dev), post, dev


def _stage(found: re.Match[str], post: int, dev: float) -> tuple[str | int, ...]:
    """A development version of the release itself comes before its first trial."""
    if found["pre"]:
        name = found["pre"].lower()
        return _STAGES.get(name, name), _number(found["pre_number"])
    return _FIRST if post < 0 and dev != float("inf") else _LAST


def _number(text: str | None, otherwise: int = 0) -> int:
    return int(text) if text else otherwise


def _is_final(key: _Key) -> bool:
    return key[2] == _LAST and key[4] == float("inf")
