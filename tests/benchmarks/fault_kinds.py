"""Every fault that the stand-ins can do to the queue, the paid POST and the pictures of a run."""

from __future__ import annotations

from typing import Any

from tests.hosted import faults

_OPERATIONS = {"aimlapi": ("submit", "picture"), "fal": ("submit", "status", "result", "picture")}
_REFUSALS = (401, 403, 422, 429, 500, 503, 504)
_SHAPES = {
    "submit": {"bare"},
    "status": {"bare", "unknown_status", "regress"},
    "result": {"bare"},
}


def kinds_of(service: str) -> list[dict[str, Any]]:
    """One entry for each fault in each place, as the stand-in's script takes it."""
    return [
        fault
        for on in _OPERATIONS[service]
        for kind in sorted(_kinds(service, on))
        for fault in _variants(kind, on)
    ]


def _kinds(service: str, on: str) -> set[str]:
    kinds = set(faults.BEFORE | faults.AFTER)
    if on == "submit":
        kinds |= faults.PICTURES
    if on == "picture":
        kinds |= faults.FILE
    if service == "fal":
        kinds |= _SHAPES.get(on, set())
    return kinds


def _variants(kind: str, on: str) -> list[dict[str, Any]]:
    fault: dict[str, Any] = {"kind": kind, "on": on}
    match kind:
        case "refuse":
            return [{**fault, "status": status} for status in _REFUSALS]
        case "redirect":
            return [{**fault, "status": status} for status in (301, 307)]
        case "dead_link":
            return [{**fault, "status": status} for status in (403, 404, 410)]
        case "late":
            return [{**fault, "seconds": 3.0}]
        case "drip":
            return [{**fault, "seconds": 0.00002 if on == "picture" else 0.002}]
        case "huge":
            return [{**fault, "size": 2**26}]
    return [fault]
