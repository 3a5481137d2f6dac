"""What the sites that give out LoRAs have in common: an account's token, and a file behind it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from flux2studio.backends.addresses import host_of, redirected, same_host
from flux2studio.backends.http import REDIRECTS_MAX, Answer, Call, HttpSession
from flux2studio.backends.pace import BUSY
from flux2studio.core.control import RunControl
from flux2studio.core.errors import LoraError, SecretsError, UnreachableError
from flux2studio.core.phrase import phrase


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoteLora:
    """A file that no service can fetch for itself. ``origin`` names this version of it for good.

    ``headers`` hold the token and go to the host of ``url`` alone. ``sha256`` is empty and ``size``
    in bytes 0 where the site does not tell them.
    """

    site: str
    origin: str
    url: str
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    sha256: str = ""
    size: int = 0


_REDIRECTS = frozenset({301, 302, 303, 307, 308})


def clean_token(token: Callable[[], str | None]) -> str:
    """The token where one is known and fit for a header; the site says what it is without."""
    with suppress(SecretsError):
        found = token() or ""
        return found if found.isascii() and found.isprintable() and " " not in found else ""
    return ""


def bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"} if token else {}


def ask(url: str, token: str, control: RunControl) -> Answer:
    """Get a short answer in JSON from a site, once."""
    call = Call(method="GET", url=url, headers=bearer(token), deadline_s=30.0, secret=token)
    with HttpSession(control) as session:
        return session.send(call)


def ask_on_host(url: str, token: str, control: RunControl) -> Answer:
    """As ``ask``; what was renamed is followed, on the same host only."""
    for _ in range(REDIRECTS_MAX):
        answer = ask(url, token, control)
        if answer.status not in _REDIRECTS:
            break
        target = redirected(url, answer.headers.get("location", ""))
        if not same_host(target, url):
            break
        url = target
    return answer


def json_object(answer: Answer) -> dict[str, Any]:
    """The object that an answer is in JSON, an empty one where it is something else."""
    try:
        body = answer.json()
    except ValueError:
        return {}
    return body if isinstance(body, dict) else {}


def refused(
    answer: Answer, site: str, name: str, *, has_token: bool
) -> LoraError | UnreachableError:
    """The error for an answer of ``site`` that brings neither the file nor its description."""
    details = f"HTTP {answer.status}"
    if answer.status in BUSY:
        return UnreachableError(
            phrase("{site} does not give out “{name}” just now.", site=site, name=name),
            hint="Nothing was billed. Try again in a moment.",
            details=details,
        )
    if answer.status in (404, 410):
        return LoraError(
            phrase("{site} does not know “{name}”.", site=site, name=name),
            hint="Look its page up in the browser and add it again."
            if not has_token
            else "Check the name, and that your account may see it.",
            field="loras",
            details=details,
        )
    if answer.status in (401, 403):
        return sign_in(site, name, has_token=has_token, details=details)
    return LoraError(
        phrase("{site} did not give out “{name}”.", site=site, name=name),
        hint="Download it in the browser and add the file.",
        field="loras",
        details=details,
    )


def sign_in(site: str, name: str, *, has_token: bool, details: str = "") -> LoraError:
    """The error for a file that wants an account, or a better one."""
    if has_token:
        return LoraError(
            phrase("{site} does not give “{name}” to your account.", site=site, name=name),
            hint="Check its key in the settings, and ask for access on the LoRA’s page.",
            field="loras",
            details=details,
        )
    return LoraError(
        phrase("{site} gives “{name}” to its members only.", site=site, name=name),
        hint=phrase("Add your key for {site} in the settings.", site=site),
        field="loras",
        details=details,
    )


def netloc(url: str) -> str:
    """Host and port, without the “www.” that means the same place."""
    host = host_of(url).removeprefix("www.")
    port = url.partition("//")[2].partition("/")[0].rpartition(":")[2]
    return f"{host}:{port}" if port.isdigit() else host
