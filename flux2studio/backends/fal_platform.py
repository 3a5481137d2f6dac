"""Calls to fal's platform: what it knows of the account and of its past requests."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from flux2studio.backends.fal_queue import FAL, json_object
from flux2studio.backends.http import Answer, Call, HttpSession
from flux2studio.backends.pace import BUSY
from flux2studio.backends.sayings import message_of
from flux2studio.core.control import RunControl
from flux2studio.core.errors import (
    BackendError,
    KeyMissingError,
    NotAllowedError,
    UnreachableError,
)

_PAGES_MAX = 20


class FalPlatform:
    """Blocking. ``api`` is the platform's address; the key goes there and nowhere else."""

    def __init__(self, api: str, key: str | None, control: RunControl) -> None:
        """Raises KeyMissingError without a usable key."""
        self._api = api.rstrip("/")
        self._key = FAL.clean_key(key)
        self._control = control

    def get(self, path: str, query: Sequence[tuple[str, str]] = ()) -> dict[str, Any]:
        """Raises BackendError: NotAllowedError, UnreachableError when asking again may help."""
        return _understood(self._send("GET", f"{path}?{urlencode(query)}"))

    def pages(
        self, path: str, query: Sequence[tuple[str, str]], field: str
    ) -> list[dict[str, Any]]:
        """The objects in the list ``field`` of every page."""
        found: list[dict[str, Any]] = []
        cursor: list[tuple[str, str]] = []
        for _ in range(_PAGES_MAX):
            page = self.get(path, [*query, *cursor])
            items = page.get(field)
            listed = items if isinstance(items, list) else []
            found += [item for item in listed if isinstance(item, dict)]
            following = page.get("next_cursor")
            if not page.get("has_more") or not isinstance(following, str):
                break
            cursor = [("cursor", following)]
        return found

    def delete(self, path: str, headers: Mapping[str, str]) -> dict[str, Any]:
        """Raises like ``get``; what is gone already is no error."""
        answer = self._send("DELETE", path, headers)
        return {} if answer.status in (204, 404, 410) else _understood(answer)

    def _send(self, method: str, path: str, headers: Mapping[str, str] | None = None) -> Answer:
        call = Call(
            method=method,
            url=f"{self._api}/{path}",
            headers={"Authorization": f"Key {self._key}", **(headers or {})},
            read_s=30.0,
            deadline_s=60.0,
            secret=self._key,
        )
        with HttpSession(self._control) as session:
            return session.send(call)


def _understood(answer: Answer) -> dict[str, Any]:
    details = f"HTTP {answer.status} {message_of(answer)}"
    if 200 <= answer.status < 300 and (body := json_object(answer)):
        return body
    if answer.status == 401:
        raise KeyMissingError(
            "fal does not accept the key.", hint="Check it in the settings.", details=details
        )
    if answer.status == 403:
        raise NotAllowedError(
            "fal does not show this to your key.",
            hint="A key with the scope “ADMIN” may see it.",
            details=details,
        )
    if answer.status in BUSY or answer.status < 300:  # a portal's page is no answer either
        raise UnreachableError(
            "fal does not answer this just now.", hint="Try again in a moment.", details=details
        )
    raise BackendError("fal does not answer this.", hint="Try again in a moment.", details=details)
