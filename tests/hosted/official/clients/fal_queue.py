"""fal_client's queue, step by step; run in a process of its own, tells what it saw as JSON."""

import json
import sys
from collections.abc import Callable

import fal_client
import httpx
from fal_client.client import FalClientHTTPError

ENDPOINT = "fal-ai/flux-2/lora/edit"


def main() -> None:
    body = json.load(sys.stdin)
    handle = fal_client.submit(ENDPOINT, body, priority="low", hint="warm", start_timeout=30)
    updates = [
        (type(update).__name__, len(getattr(update, "logs", None) or ()))
        for update in handle.iter_events(with_logs=True, interval=0.02)
    ]
    result = handle.get()
    picture = httpx.get(result["images"][0]["url"])
    again = fal_client.SyncClient()
    said = {
        "request_id": handle.request_id,
        "status_url": handle.status_url,
        "updates": updates,
        "result": result,
        "picture_bytes": len(picture.content),
        "status": type(again.status(ENDPOINT, handle.request_id, with_logs=True)).__name__,
        "same_result": again.result(ENDPOINT, handle.request_id) == result,
        "cancelled": cancelled(body | {"seed": 8}),
        "invalid": error_of(lambda: fal_client.submit(ENDPOINT, body | {"seed": "x"}).get()),
        "unknown": error_of(lambda: again.result(ENDPOINT, "no-such-request")),
    }
    json.dump(said, sys.stdout)


def cancelled(body: dict[str, object]) -> object:
    handle = fal_client.submit(ENDPOINT, body)
    handle.cancel()
    return error_of(handle.get), type(handle.status()).__name__


def error_of(act: Callable[[], object]) -> object:
    try:
        act()
    except FalClientHTTPError as error:
        return [error.status_code, error.message, error.error_type]
    return None


main()
