"""Brings one LoRA file to this computer, with another try where the line breaks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from flux2studio.backends.addresses import RefusedAddressError, is_loopback
from flux2studio.backends.http import Answer, HttpSession
from flux2studio.backends.lora_sites import RemoteLora, refused, sign_in
from flux2studio.backends.pace import BUSY, Pace, retry_after
from flux2studio.core.control import RunControl
from flux2studio.core.errors import StudioError, UnreachableError

BYTES_MAX = 8 * 2**30  # of any LoRA

_DEADLINE_S = 12 * 3600.0  # for all of a file; too slow a server is given up long before
_TRIES = 6  # each goes on where the last one stopped
_RESTART = frozenset({416})


def _unsaid(_: StudioError) -> None:
    return


@dataclass(frozen=True, slots=True, kw_only=True)
class LoraFetching:
    """Blocking."""

    pace: Pace = field(default_factory=Pace)

    def fetch(
        self,
        remote: RemoteLora,
        target: Path,
        name: str,
        control: RunControl,
        on_bytes: Callable[[int, int], None],
        on_wait: Callable[[StudioError], None] = _unsaid,
    ) -> None:
        """Bring the file to ``target``, which is there once all bytes are; nothing is checked yet.

        What came before a break stays beside it for the next try. ``on_bytes`` gets how many are
        here, and how many there are, 0 when nobody knows; ``on_wait`` why nothing comes. Raises
        LoraError, BackendError, OSError and Cancelled.
        """
        for left, wait in zip(reversed(range(_TRIES)), self.pace.retries(), strict=False):
            try:
                answer = _attempt(remote, target, control, on_bytes)
            except RefusedAddressError:
                raise
            except UnreachableError as error:
                if not left:
                    raise
                on_wait(error)
                control.sleep(wait)
                continue
            if answer.status in (200, 206):
                if "text/html" in answer.headers.get("content-type", ""):
                    target.unlink(missing_ok=True)  # else the next try would take it for the file
                    raise sign_in(remote.site, name, has_token=bool(remote.headers))
                return
            problem = refused(answer, remote.site, name, has_token=bool(remote.headers))
            if not left or answer.status not in BUSY | _RESTART:
                raise problem
            on_wait(problem)
            control.sleep(retry_after(answer, wait))
        raise AssertionError("the last try returns or raises")


def _attempt(
    remote: RemoteLora, target: Path, control: RunControl, on_bytes: Callable[[int, int], None]
) -> Answer:
    with HttpSession(control) as session:
        return session.download(
            remote.url,
            target,
            limit_bytes=BYTES_MAX,
            deadline_s=_DEADLINE_S,
            headers=remote.headers,
            loopback=is_loopback(remote.url),
            on_progress=on_bytes,
        )
