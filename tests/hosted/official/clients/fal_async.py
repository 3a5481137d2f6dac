"""fal_client's other half: the same operations, awaited."""

import asyncio
import json
import sys

import fal_client

ENDPOINT = "fal-ai/flux-2/lora/edit"


async def main() -> None:
    body = json.load(sys.stdin)
    client = fal_client.AsyncClient()
    handle = await client.submit(ENDPOINT, body)
    events = [type(event).__name__ async for event in handle.iter_events(interval=0.02)]
    second = await client.submit(ENDPOINT, body | {"seed": 8})
    await second.cancel()
    link = await client.upload(b"\x89PNG not much", "image/png", "a.png")
    said = {
        "events": events,
        "result": await handle.get(),
        "status": type(await client.status(ENDPOINT, handle.request_id)).__name__,
        "same_result": await client.result(ENDPOINT, handle.request_id) == await handle.get(),
        "run": await client.run(ENDPOINT, body | {"seed": 9}),
        "stream": [event async for event in client.stream(ENDPOINT, body | {"seed": 10})],
        "subscribe": await client.subscribe(ENDPOINT, body | {"seed": 11}, with_logs=True),
        "link": link,
    }
    json.dump(said, sys.stdout)


asyncio.run(main())
