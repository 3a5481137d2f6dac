"""Pictures behind links that the artist dropped: fetched without a key, from public hosts only."""

from __future__ import annotations

from flux2studio.backends.addresses import host_of
from flux2studio.backends.http import PICTURE_BYTES_MAX, HttpSession
from flux2studio.core.control import RunControl
from flux2studio.core.errors import BackendError
from flux2studio.core.phrase import phrase


def fetch_public(url: str, control: RunControl) -> bytes:
    """Return the picture behind a link that the artist dropped. Raises BackendError."""
    with HttpSession(control) as session:
        answer = session.fetch(url, limit_bytes=PICTURE_BYTES_MAX, deadline_s=60.0)
    if answer.status != 200:
        raise BackendError(
            phrase("{host} does not give out this picture.", host=host_of(url)),
            hint="Open the link in a browser, save the picture, and drop the file.",
            details=f"HTTP {answer.status}",
        )
    return answer.body
