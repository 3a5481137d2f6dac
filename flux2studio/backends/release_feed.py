"""What the project says of its newest release. The request holds nothing but the question."""

from __future__ import annotations

from flux2studio.backends.addresses import redirected, same_host
from flux2studio.backends.http import Answer, Call, HttpSession
from flux2studio.core.control import RunControl
from flux2studio.core.errors import BackendError
from flux2studio.core.phrase import phrase
from flux2studio.core.update import Release

FEED = "https://api.github.com/repos/flux2studio/flux2studio/releases/latest"
PAGE = "https://github.com/flux2studio/flux2studio/releases"  # where none is told

_ACCEPT = {"Accept": "application/vnd.github+json"}
_LIMIT_S = 5.0
_BYTES_MAX = 2**20
_MOVED = frozenset({301, 302, 307, 308})  # a project that was renamed
_HOPS = 2


def newest_release(control: RunControl, url: str = FEED) -> Release | None:
    """Ask once; None when there is no release yet.

    Raises UnreachableError, BackendError for an answer that makes no sense, and Cancelled.
    """
    answer = _ask(url, control)
    if answer.status == 404:
        return None
    if answer.status != 200:
        raise _unclear(f"HTTP {answer.status}")
    try:
        body = answer.json()
    except ValueError as error:
        raise _unclear(str(error)) from error
    version = body.get("tag_name") if isinstance(body, dict) else None
    if not isinstance(version, str) or not version.strip():
        raise _unclear(repr(body)[:200])
    page = body.get("html_url")
    is_safe = isinstance(page, str) and page.startswith("https://") and same_host(page, PAGE)
    return Release(version=version.strip().removeprefix("v"), page=page if is_safe else PAGE)


def _ask(url: str, control: RunControl) -> Answer:
    with HttpSession(control) as session:
        for _ in range(_HOPS):
            answer = session.send(
                Call(
                    method="GET",
                    url=url,
                    headers=_ACCEPT,
                    read_s=_LIMIT_S,
                    deadline_s=_LIMIT_S,
                    limit_bytes=_BYTES_MAX,
                )
            )
            if answer.status not in _MOVED:
                break
            target = redirected(url, answer.headers.get("location", ""))
            if not same_host(target, url):
                break
            url = target
    return answer


def _unclear(details: str) -> BackendError:
    return BackendError(
        "The project’s page did not say which version is the newest.",
        hint=phrase("Look again later, or see {page}", page=PAGE),
        details=details,
    )
