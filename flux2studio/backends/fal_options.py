"""The artist's choices for hosted runs, as fal's headers say them and as the journal keeps them."""

from __future__ import annotations

import json

from flux2studio.core.hosted import HostedOptions, Trace

MINIMAL_S = 3600  # how long a result without a trace can be fetched


def headers(options: HostedOptions) -> dict[str, str]:
    """The headers of a paid request (hosted-services.md section 1.2)."""
    chosen = {"X-Fal-Queue-Priority": str(options.priority)}
    if options.trace is Trace.MINIMAL:
        lifetime = json.dumps({"expiration_duration_seconds": MINIMAL_S})
        chosen |= {"X-Fal-Store-IO": "0", "X-Fal-Object-Lifecycle-Preference": lifetime}
    return chosen


def noted(options: HostedOptions) -> dict[str, str]:
    """What the journal keeps of them with the job: a later start needs to know."""
    chosen = {"trace": str(options.trace), "priority": str(options.priority)}
    if options.trace is Trace.RECOVERABLE:
        chosen["erase"] = "wanted"  # once the pictures are safe; see services.erasing
    return chosen
