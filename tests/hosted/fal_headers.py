"""The request headers of fal: which it knows, and what they may say (hosted-services.md 1.2)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

PREFERENCE = "x-fal-object-lifecycle-preference"
LIFECYCLE = "x-fal-object-lifecycle"
_CHOICES = {
    "x-fal-queue-priority": {"normal", "low"},
    "x-fal-store-io": {"0", "1"},
    "x-fal-no-retry": {"0", "1"},
}
_FREE = {
    "x-fal-runner-hint",
    "x-fal-tags",
    "x-app-fal-disable-fallback",
    "x-fal-target-url",
    "x-fal-file-name",
    "x-fal-request-timeout",
    "x-fal-client-version",
    "x-fal-client-package",
    PREFERENCE,
    LIFECYCLE,
}
_DECISIONS = {"allow", "forbid", "hide"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Lifecycle:
    """How long an object lives, None for ever, and who may read it."""

    seconds: int | None = None
    acl: str = "allow"


def read_lifecycle(headers: Mapping[str, str]) -> Lifecycle:
    """Raises ValueError for anything the documents do not know."""
    texts = {headers[name] for name in (LIFECYCLE, PREFERENCE) if name in headers}
    if len(texts) > 1:
        raise ValueError("two lifecycles that differ")
    return _parse(texts.pop()) if texts else Lifecycle()


def _parse(text: str) -> Lifecycle:
    value = json.loads(text)
    if not isinstance(value, dict) or set(value) - {"expiration_duration_seconds", "initial_acl"}:
        raise ValueError(f"not a lifecycle: {text}")
    seconds = value.get("expiration_duration_seconds")
    if seconds is not None and (type(seconds) is not int or seconds <= 0):
        raise ValueError("expiration_duration_seconds is a whole number above 0")
    acl = value.get("initial_acl") or {}
    if set(acl) - {"default", "rules"} or acl.get("default", "allow") not in _DECISIONS:
        raise ValueError(f"not an access list: {acl}")
    for rule in acl.get("rules", ()):
        if set(rule) != {"user", "decision"} or rule["decision"] not in _DECISIONS:
            raise ValueError(f"not a rule of an access list: {rule}")
    return Lifecycle(seconds=seconds, acl=acl.get("default", "allow"))


def options(headers: Mapping[str, str]) -> dict[str, str]:
    """The service's own headers of one request."""
    return {name: text for name, text in headers.items() if name.startswith(("x-fal", "x-app-fal"))}


def wrong_options(headers: Mapping[str, str]) -> list[str]:
    """One sentence for every header that no document knows, or that says nonsense."""
    wrong = []
    for name, text in options(headers).items():
        if name in _CHOICES and text not in _CHOICES[name]:
            wrong.append(f"{name} says “{text}”")
        elif name not in _CHOICES and name not in _FREE:
            wrong.append(f"fal knows no header “{name}”")
    try:
        read_lifecycle(headers)
    except (ValueError, AttributeError, TypeError) as error:
        wrong.append(f"the lifecycle is not valid: {error}")
    timeout = headers.get("x-fal-request-timeout")
    if timeout is not None and start_limit(headers) is None:
        wrong.append(f"x-fal-request-timeout says “{timeout}”")
    return wrong


def start_limit(headers: Mapping[str, str]) -> float | None:
    """The seconds a run may wait for its start, None where no limit is said."""
    try:
        seconds = float(headers["x-fal-request-timeout"])
    except (KeyError, ValueError):
        return None
    return seconds if seconds >= 1 else None
