"""What a stand-in does wrong on purpose: a list, each entry used up by one request."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

OPERATIONS = frozenset({"submit", "status", "result", "cancel", "picture"})
BEFORE = frozenset({"refuse", "html", "redirect"})  # the request is not carried out
AFTER = frozenset({"drop", "late", "cut", "truncated_json", "drip"})  # it is, and charged
CONTENT = frozenset({"null", "fewer", "nsfw", "wrong_type", "broken_picture"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One thing to do wrong, once, at the next request of the operation ``on``.

    Not carried out: ``refuse`` (the service's own error body with ``status``), ``html`` (a
    gateway's page), ``redirect`` (to another host). Carried out and charged: ``drop`` (no answer),
    ``late`` (after ``seconds``, or once released), ``cut`` (half the body, then the connection
    closes), ``truncated_json`` (half the body, with the length to match), ``drip`` (a byte every
    ``seconds``). Other content: ``null`` (no pictures), ``fewer`` (one less), ``nsfw`` (flagged
    and black), ``wrong_type`` (JPEG bytes called PNG), ``broken_picture`` (half a file).
    """

    kind: str
    on: str = "submit"
    status: int = 502
    seconds: float = 0.0
    message: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    body: str = ""  # sent as it is, instead of the service's own error body

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
