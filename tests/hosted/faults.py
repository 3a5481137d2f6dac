"""What a stand-in does wrong on purpose: a list, each entry used up by one request."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

QUEUE = frozenset({"submit", "status", "result", "cancel"})
FILES = frozenset({"token", "initiate", "upload", "complete", "picture"})
ACCOUNT = frozenset({"lookup", "delete", "pricing", "billing"})
OPERATIONS = QUEUE | FILES | ACCOUNT | {"run", "stream"}
BEFORE = frozenset({"refuse", "html", "redirect", "vanish"})  # the request is not carried out
AFTER = frozenset(  # it is, and charged
    {"drop", "late", "cut", "reset", "truncated_json", "drip", "wrong_length", "gzip", "huge"}
)
PICTURES = frozenset({"null", "zero", "fewer", "nsfw", "black"})  # on a paid POST
FILE = frozenset({"wrong_type", "broken_picture", "dead_link"})  # on a picture
SHAPE = frozenset({"bare", "unknown_status", "regress"})  # on submit, status, result
EVENTS = frozenset({"cut_event", "no_final", "comments", "split_utf8", "crlf", "unframed"})
CONTENT = PICTURES | FILE | SHAPE | EVENTS


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One thing to do wrong, once, at the next request of the operation ``on``.

    Not carried out: ``refuse`` (the service's own error body with ``status``), ``html`` (a
    gateway's page), ``redirect`` (to another host), ``vanish`` (no answer). Carried out and
    charged: ``drop`` (no answer), ``late`` (after ``seconds``, or once released), ``cut`` (half
    the body, then the connection closes), ``reset`` (half, then a reset), ``truncated_json`` (half
    the body, with the length to match), ``drip`` (a byte every ``seconds``), ``wrong_length``
    (Content-Length says half), ``gzip`` (nobody asked for it), ``huge`` (``size`` bytes more).
    Pictures, on a paid POST: ``null`` (no list), ``zero`` (an empty one), ``fewer`` (one less),
    ``nsfw`` (flagged and black), ``black`` (not flagged). On a picture: ``wrong_type`` (JPEG bytes
    called PNG), ``broken_picture`` (half a file), ``dead_link`` (403, 404 or 410 by ``status`` for
    ever; the result, asked for again, has a new link). On fal's submit, status and result: ``bare``
    (no optional key), ``unknown_status`` (``message``), ``regress`` (back to IN_QUEUE). On a
    stream, with ``seconds`` between its pieces: ``cut_event``, ``no_final``, ``comments``,
    ``split_utf8``, ``crlf``, ``unframed``.
    """

    kind: str
    on: str = "submit"
    status: int = 502
    seconds: float = 0.0
    message: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    body: str = ""  # sent as it is, instead of the service's own error body
    size: int = 2**28

    def __post_init__(self) -> None:
        if self.kind not in BEFORE | AFTER | CONTENT or self.on not in OPERATIONS:
            raise ValueError(f"no such fault: {self.kind} on {self.on}")


class Faults:
    """The faults still to come, in order; may be added to from any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._waiting: list[Fault] = []
        self.released = threading.Event()

    def add(self, *faults: Fault) -> None:
        with self._lock:
            self._waiting.extend(faults)

    def add_json(self, faults: Iterable[Mapping[str, Any]]) -> None:
        self.add(*(Fault(**fault) for fault in faults))

    def take(self, operation: str) -> Fault | None:
        """Use up the next fault of this operation."""
        with self._lock:
            for fault in self._waiting:
                if fault.on == operation:
                    self._waiting.remove(fault)
                    return fault
        return None

    def release(self) -> None:
        """Let everything that answers late, or is held, go on."""
        self.released.set()
