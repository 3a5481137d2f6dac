"""Runs one stand-in as a process of its own: ``python -m tests.hosted --service fal --port 0``."""

from __future__ import annotations

import argparse
import json
import sys

from tests.hosted.aimlapi import AimlapiStandIn
from tests.hosted.fal import FalStandIn
from tests.hosted.stand_in import StandIn

_SERVICES: dict[str, type[StandIn]] = {"aimlapi": AimlapiStandIn, "fal": FalStandIn}


def main() -> int:
    """Print one JSON line, then serve until standard input ends."""
    parser = argparse.ArgumentParser(prog="tests.hosted")
    parser.add_argument("--service", choices=sorted(_SERVICES), required=True)
    parser.add_argument("--port", type=int, default=0)
    arguments = parser.parse_args()
    with _SERVICES[arguments.service](arguments.port) as service:
        line = {
            "service": service.name,
            "url": service.url,
            "cdn_url": service.cdn_url,
            "environment": service.environment,
        }
        sys.stdout.write(json.dumps(line) + "\n")
        sys.stdout.flush()
        try:
            sys.stdin.read()
        except KeyboardInterrupt:
            return 0
    return 0


if __name__ == "__main__":
    sys.exit(main())
