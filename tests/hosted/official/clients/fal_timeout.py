"""fal_client's subscribe, given up after two seconds."""

import json
import sys

import fal_client

ENDPOINT = "fal-ai/flux-2/lora/edit"


def main() -> None:
    try:
        fal_client.subscribe(ENDPOINT, json.load(sys.stdin), client_timeout=2)
    except fal_client.client.FalClientTimeoutError as error:
        json.dump({"request_id": error.request_id}, sys.stdout)


main()
