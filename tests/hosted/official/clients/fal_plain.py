"""fal_client over plain HTTP: its four addresses are module globals; BASE names them all."""

import json
import os
import sys

import fal_client.client

BASE = os.environ["BASE"]
fal_client.client.RUN_URL_FORMAT = f"{BASE}/run/"
fal_client.client.QUEUE_URL_FORMAT = f"{BASE}/queue/"
fal_client.client.REST_URL = f"{BASE}/rest"
fal_client.client.CDN_URL = os.environ["CDN"]

ENDPOINT = "fal-ai/flux-2/lora/edit"


def main() -> None:
    body = json.load(sys.stdin)
    handle = fal_client.submit(ENDPOINT, body)
    said = {
        "result": handle.get(interval=0.02),
        "same_result": fal_client.result(ENDPOINT, handle.request_id) == handle.get(),
        "run": fal_client.run(ENDPOINT, body | {"seed": 8}),
        "link": fal_client.upload(b"\x89PNG not much", "image/png", "a.png"),
    }
    json.dump(said, sys.stdout)


main()
