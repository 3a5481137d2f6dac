"""Carries one paid request as a process of its own, so that its answer outlives the window.

``python -m flux2studio.courier`` reads one line of JSON, the order, from standard input, sends
the request once, and leaves the answer in the spool. Key and body never stand in its arguments
or environment.
"""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable
from pathlib import Path

import msgspec

from flux2studio.backends.body import InlinePicture, JsonBody
from flux2studio.backends.http import Answer, Call, HttpSession
from flux2studio.backends.inside import without_pictures
from flux2studio.backends.orders import Order, read_order
from flux2studio.backends.spool import Spool, Trouble
from flux2studio.backends.wire import load
from flux2studio.core.control import RunControl
from flux2studio.core.errors import OutcomeUnknownError, StudioError, UnreachableError

_CONNECT_TRIES = 3  # nothing has been sent when a connection fails
_DISK_TRIES = 600  # the answer is paid for: a full disk is waited out, second by second


def main() -> int:
    """Entry point; the exit code is for the log only."""
    _outlive_the_session()
    load()  # the order may still be a while
    line = sys.stdin.buffer.readline()
    if not line.endswith(b"\n"):  # the app died while it wrote the order
        return 2
    try:
        order = read_order(line)
    except msgspec.DecodeError:
        return 2
    deliver(order)
    return 0


def deliver(order: Order) -> None:
    """Send the request of ``order``, unless it was withdrawn, and spool what came of it."""
    control = RunControl()
    spool = Spool(Path(order.spool), order.job_id)
    with spool.held():
        found = _carry(order, spool, control)
        if isinstance(found, Answer):
            _keep(found, spool, control)
        elif found is not None:
            _insist(lambda: spool.write_trouble(found), control)
        if spool.is_forgotten:
            spool.clear()


def _carry(order: Order, spool: Spool, control: RunControl) -> Answer | Trouble | None:
    """None: somebody decided that nothing is to be sent."""
    try:
        call = _call(order)
    except OSError as error:
        message = "A prepared reference cannot be read. Nothing was sent."
        return Trouble(message=message, details=str(error), sent=False)
    with HttpSession(control, keep_alive=False) as session:
        try:
            session.prepare(call.url)  # so little can go wrong between the claim and the POST
            if not spool.claim():
                return None
            return _send(session, call, control)
        except OutcomeUnknownError as error:
            return _trouble(error, sent=True)
        except StudioError as error:
            return _trouble(error, sent=False)


def _keep(answer: Answer, spool: Spool, control: RunControl) -> None:
    """Pictures inside the answer become files, so that no window stops to decode them."""
    lighter, pictures = without_pictures(answer)
    _insist(lambda: spool.write_answer(lighter, pictures), control)


def _call(order: Order) -> Call:
    pictures = [
        InlinePicture(media_type=picture.media_type, data=Path(picture.path).read_bytes())
        for picture in order.pictures
    ]
    return Call(
        method="POST",
        url=order.url,
        headers={"Authorization": f"Bearer {order.key}", "X-Client-Request-Id": order.client_id},
        body=JsonBody(order.payload, pictures),
        paid=True,
        read_s=order.deadline_s,
        deadline_s=order.deadline_s,
        limit_bytes=order.limit_bytes,
        secret=order.key,
    )


def _send(session: HttpSession, call: Call, control: RunControl) -> Answer:
    for remaining in reversed(range(_CONNECT_TRIES)):
        try:
            return session.send(call)
        except UnreachableError:
            if not remaining:
                raise
            control.sleep(0.5)
    raise AssertionError("the last try returns or raises")


def _trouble(error: StudioError, *, sent: bool) -> Trouble:
    return Trouble(message=str(error), details=error.details, sent=sent)


def _insist(write: Callable[[], None], control: RunControl) -> None:
    for _ in range(_DISK_TRIES - 1):
        try:
            return write()
        except OSError:
            control.sleep(1.0)
    return write()


def _outlive_the_session() -> None:
    """A logout or a closed terminal ends the window, not a request that is being paid for."""
    for name in ("SIGTERM", "SIGINT", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), signal.SIG_IGN)


if __name__ == "__main__":
    sys.exit(main())
