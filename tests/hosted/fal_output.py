"""What a finished run of fal gives back: Out A or Out B of section 5, its pictures drawn once."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING, Any

from tests.hosted.fal_headers import read_lifecycle
from tests.hosted.pictures import black, draw

if TYPE_CHECKING:
    from tests.hosted.fal import FalStandIn
    from tests.hosted.fal_jobs import QueuedJob

RANDOM_SEED = 4242  # what the service "chose" where none was sent


def output_of(service: FalStandIn, queued: QueuedJob) -> dict[str, Any]:
    """The same at every call, but for the address of a picture whose link died."""
    body, kind = queued.job.body, queued.fault.kind if queued.fault else ""
    count = max(0, int(body.get("num_images", 1)) - (kind == "fewer"))
    images: list[dict[str, Any]] | None = [
        _image(service, queued, index, kind) for index in range(0 if kind == "zero" else count)
    ]
    if kind == "null":
        images = None
    seed, prompt = body.get("seed", RANDOM_SEED), service.rewrites_prompt or body["prompt"]
    if service.bare_results:
        return {"images": [{"url": image["url"]} for image in images or ()], "prompt": prompt}
    output: dict[str, Any] = {"images": images, "seed": seed}
    if queued.endpoint.full:
        output |= {"timings": {"inference": 2.1}, "prompt": prompt}
        output["has_nsfw_concepts"] = [kind == "nsfw"] * len(images or ())
    return output


def preview_of(queued: QueuedJob, step: int) -> dict[str, Any]:
    """One event before the last: a small picture inside the event."""
    body = queued.job.body
    width, height = (side // 8 for side in queued.size)
    data = draw((width, height), step, body["prompt"], (), "jpeg")
    return {"images": [{"url": _data_uri(data, "image/jpeg"), "content_type": "image/jpeg"}]}


def _image(service: FalStandIn, queued: QueuedJob, index: int, kind: str) -> dict[str, Any]:
    body = queued.job.body
    name = body.get("output_format", queued.endpoint.format)
    file, data = _file(service, queued, index, kind, name)
    media_type = f"image/{name}"
    url = f"{service.cdn_url}/files/b/0a84/{file}"
    if body.get("sync_mode"):
        url = _data_uri(data, media_type)
    return {
        "url": url,
        "content_type": media_type,
        "file_name": file,
        "file_size": len(data),
        "width": queued.size[0],
        "height": queued.size[1],
    }


def _file(
    service: FalStandIn, queued: QueuedJob, index: int, kind: str, name: str
) -> tuple[str, bytes]:
    """A name whose link lives, and the bytes behind it."""
    version, first = 0, f"{index}-{queued.job.id}.{name}"
    file = first
    while file in service.dead_links:
        version += 1
        file = f"{index}-{queued.job.id}-{version}.{name}"
    if queued.forgotten:
        return file, b""
    if file not in service.pictures:
        kept = service.pictures.get(first)
        data = kept[0] if kept else _drawn(queued, index, kind, name)
        if not queued.job.body.get("sync_mode"):
            url = service.keep_picture(file, data, f"image/{name}")
            queued.links.append(url)
            life = read_lifecycle(queued.job.options).seconds
            service.expire_picture(file, life)
        return file, data
    return file, service.pictures[file][0]


def _drawn(queued: QueuedJob, index: int, kind: str, name: str) -> bytes:
    body = queued.job.body
    if kind in {"nsfw", "black"}:
        return black(queued.size, name)
    seed = body.get("seed", RANDOM_SEED) + index
    return draw(queued.size, seed, body["prompt"], queued.job.references, name)


def _data_uri(data: bytes, media_type: str) -> str:
    return f"data:{media_type};base64,{base64.b64encode(data).decode()}"
