"""Plain requests to a stand-in, for its own tests: no client stands between."""

from __future__ import annotations

import base64
import io
import json
import urllib.error
import urllib.request
from email.message import Message
from typing import Any

from PIL import Image

from tests.hosted.stand_in import AIMLAPI_KEY, FAL_KEY, StandIn

KEY = {"Authorization": f"Key {FAL_KEY}"}
EDIT = "fal-ai/flux-2/lora/edit"
Answer = tuple[int, Message, bytes]
_opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))


def call(method: str, url: str, body: Any = None, **headers: str) -> Answer:
    """``body``: bytes as they are, anything else as JSON; "_" in a header's name is "-"."""
    data = body if body is None or isinstance(body, bytes) else json.dumps(body).encode()
    named = {} if data is None else {"Content-Type": "application/json"}
    named |= {name.replace("_", "-"): value for name, value in headers.items()}
    request = urllib.request.Request(url, data, named, method=method)
    try:
        with _opener.open(request, timeout=10) as answer:
            return answer.status, answer.headers, answer.read()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.headers, error.read()


def ask(method: str, url: str, body: Any = None, **headers: str) -> tuple[int, Any]:
    """The same with fal's key, and JSON back."""
    status, _, text = call(method, url, body, **KEY, **headers)
    return status, json.loads(text)


def png(width: int = 640, height: int = 512) -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (width, height), "teal").save(buffer, "png")
    return buffer.getvalue()


def picture(width: int = 640, height: int = 512) -> str:
    return "data:image/png;base64," + base64.b64encode(png(width, height)).decode()


def safetensors(numbers: int = 4) -> bytes:
    """A whole file with one small tensor."""
    entry = {"dtype": "F32", "shape": [numbers], "data_offsets": [0, 4 * numbers]}
    header = json.dumps({"lora.weight": entry}).encode()
    return len(header).to_bytes(8, "little") + header + bytes(4 * numbers)


def edit(**changes: Any) -> dict[str, Any]:
    body: dict[str, Any] = {"prompt": "a fox", "image_urls": [picture()], "seed": 7}
    body |= {"output_format": "jpeg", "image_size": {"width": 640, "height": 512}}
    return body | {"loras": [{"path": "a/b", "scale": 1}]} | changes


def aiml_edit(**changes: Any) -> dict[str, Any]:
    return edit(model="blackforestlabs/flux-2-lora-edit") | changes


def post_aiml(service: StandIn, body: Any, key: str = AIMLAPI_KEY) -> Answer:
    return call("POST", f"{service.url}/v1/images/generations", body, Authorization=f"Bearer {key}")


def submit_fal(service: StandIn, body: Any, key: str = FAL_KEY, **headers: str) -> Answer:
    url = f"{service.url}/queue/{EDIT}"
    return call("POST", url, body, Authorization=f"Key {key}", **headers)


def submitted(service: StandIn, body: Any = None, endpoint: str = EDIT, **headers: str) -> Any:
    """Submit to any endpoint; the four ids and addresses."""
    url = f"{service.url}/queue/{endpoint}"
    status, answer = ask("POST", url, edit() if body is None else body, **headers)
    assert status == 200, answer
    return answer


def finished(ids: Any) -> Any:
    """Poll to the end; the last status."""
    while True:
        _, answer = ask("GET", ids["status_url"])
        if answer["status"] == "COMPLETED":
            return answer


def result(ids: Any) -> tuple[int, Any]:
    finished(ids)
    return ask("GET", ids["response_url"])
