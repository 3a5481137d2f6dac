"""Questions to AIML API that cost nothing: its log of requests, the account, the prices."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from flux2studio.backends.http import Answer, Call, HttpSession
from flux2studio.backends.pace import BUSY
from flux2studio.backends.refusals import Service, refusal
from flux2studio.backends.sayings import details_of
from flux2studio.core.control import RunControl
from flux2studio.core.errors import RateLimitError, UnreachableError

AIMLAPI = Service(name="AIML API", variable="AIML_API_KEY", billing="aimlapi.com/app/billing")


def root_of(base_url: str) -> str:
    """The address that both versions of the API stand below."""
    return base_url.rstrip("/").removesuffix("/v1")


def ask(
    url: str, query: Sequence[tuple[str, str]], key: str | None, control: RunControl
) -> dict[str, Any]:
    """Return the object that a GET brings. Blocking. ``key`` None: it is asked without one.

    Raises BackendError: UnreachableError when asking again may help, KeyMissingError, ...
    """
    secret = AIMLAPI.clean_key(key) if key is not None else ""
    call = Call(
        method="GET",
        url=f"{url}?{urlencode(query)}" if query else url,
        headers={"Authorization": f"Bearer {secret}"} if secret else {},
        read_s=30.0,
        deadline_s=60.0,
        secret=secret,
    )
    with HttpSession(control) as session:
        return _understood(session.send(call))


def _understood(answer: Answer) -> dict[str, Any]:
    if 200 <= answer.status < 300:
        try:
            body = answer.json()
        except ValueError:
            body = None
        if isinstance(body, dict):
            return body
    elif answer.status not in BUSY:
        error = refusal(answer, AIMLAPI)
        if not isinstance(error, RateLimitError):
            raise error
    raise UnreachableError(
        "AIML API does not answer this just now.",
        hint="Try again in a moment.",
        details=details_of(answer),
    )
