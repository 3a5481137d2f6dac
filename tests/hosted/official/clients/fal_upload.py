"""fal_client's uploads: whole, in parts, a file, a picture, and its fallback repository."""

import json
import os
import sys
from pathlib import Path

import fal_client
import httpx
from fal_client.client import MultipartUpload
from PIL import Image

ENDPOINT = "fal-ai/flux-2/lora/edit"
PART_BYTES = 65_536


def main() -> None:
    body = json.load(sys.stdin)
    client = fal_client.SyncClient()
    path = Path(os.environ["HOME"], "picture 1.png")
    picture = Image.effect_noise((640, 512), 90)
    picture.save(path)
    lifecycle = fal_client.StorageSettings(expires_in="1h")
    links = {
        "bytes": client.upload(path.read_bytes(), "image/png", "a.png", lifecycle=lifecycle),
        "file": client.upload_file(path),
        "picture": client.upload_image(picture, "png"),
        "parts": in_parts(client, path.read_bytes()),
        "fallback": client.upload(path.read_bytes(), "image/png", "f.png", repository="fal"),
    }
    same = [name for name, link in links.items() if httpx.get(link).content == path.read_bytes()]
    result = client.subscribe(ENDPOINT, body | {"image_urls": [links["file"], links["parts"]]})
    json.dump({"links": links, "same": same, "seed": result["seed"]}, sys.stdout)


def in_parts(client: fal_client.SyncClient, data: bytes) -> str:
    """As ``upload`` does above 100 MB, with the same class and smaller parts."""
    link: str = MultipartUpload.save(
        client=httpx.Client(),
        token_manager=client._token_manager,
        file_name="large.bin",
        data=data,
        content_type="image/png",
        chunk_size=PART_BYTES,
        object_lifecycle_preference=None,
    )
    return link


main()
