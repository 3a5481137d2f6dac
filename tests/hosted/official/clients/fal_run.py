"""fal_client without the queue's steps: run, stream and subscribe."""

import json
import sys

import fal_client

ENDPOINT = "fal-ai/flux-2/lora/edit"


def main() -> None:
    body = json.load(sys.stdin)
    updates: list[str] = []
    enqueued: list[str] = []
    said = {
        "run": fal_client.run(ENDPOINT, body | {"seed": 1}),
        "stream": list(fal_client.stream(ENDPOINT, body | {"seed": 2})),
        "subscribe": fal_client.subscribe(
            ENDPOINT,
            body | {"seed": 3},
            with_logs=True,
            on_enqueue=enqueued.append,
            on_queue_update=lambda update: updates.append(type(update).__name__),
        ),
        "enqueued": enqueued,
        "updates": updates,
    }
    json.dump(said, sys.stdout)


main()
