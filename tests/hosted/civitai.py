"""Civitai: models, versions, files for its members, and pictures on another host.

The form of the answers: https://developer.civitai.com/site/reference/. Large files come from a
storage host, where a signed link leads and no token may go.
"""

from __future__ import annotations

import hashlib
import re
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Self

from tests.hosted.server import LoopbackServer, Reply, Request, json_reply

TOKEN = "c1v1ta1-key-of-the-artist"

_MODEL = re.compile(r"/api/v1/models/(\d+)")
_VERSION = re.compile(r"/api/v1/model-versions/(\d+)")
_FILE = re.compile(r"/api/download/models/(\d+)")
_SPAN = re.compile(r"bytes=(\d+)-(\d*)")
_CHOICES = {"type", "format", "size", "fp"}

Spoil = Callable[[Request, Reply], Reply]


@dataclass(slots=True)
class Version:
    """``files`` by what their link asks for (“fp=fp16”, “” for the first); ``said`` is added to
    the JSON of the version.
    """

    id: int
    files: dict[str, bytes]
    base: str = "Flux.2 Klein 4B"
    said: dict[str, Any] = field(default_factory=dict)


@dataclass(slots=True)
class CivitaiModel:
    """The newest version is the first."""

    id: int
    versions: list[Version]
    said: dict[str, Any] = field(default_factory=dict)


class CivitaiStandIn:
    """``violations`` must be empty at the end. ``spoil`` changes the next answers of the “site” or
    the “storage”, one by one.
    """

    def __init__(self) -> None:
        self.models: list[CivitaiModel] = []
        self.pictures: dict[str, bytes] = {}
        self.members_only = True
        self.violations: list[str] = []
        self.seen: list[Request] = []
        self.spoil: dict[str, list[Spoil]] = {"site": [], "storage": []}
        self._lock = threading.Lock()
        self._site = LoopbackServer(self._guard("site", self._answer_site))
        self._storage = LoopbackServer(self._guard("storage", self._answer_storage))

    @property
    def url(self) -> str:
        return self._site.url

    def __enter__(self) -> Self:
        self._site.start()
        self._storage.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._site.close()
        self._storage.close()

    def paths(self) -> list[str]:
        return [request.path for request in self.seen]

    def page(self, model: int, version: int = 0) -> str:
        tail = f"?modelVersionId={version}" if version else ""
        return f"{self.url}/models/{model}/a-name{tail}"

    def _guard(self, server: str, answer: Callable[[Request], Reply]) -> Callable[[Request], Reply]:
        def guarded(request: Request) -> Reply:
            with self._lock:
                self.seen.append(request)
                if request.method != "GET":
                    self.violations.append(f"{request.method} {request.path}")
                if server == "storage" and {"authorization", "cookie"} & set(request.headers):
                    self.violations.append("a token reached the host of the files")
                if TOKEN in request.path + str(request.query) or "token" in request.query:
                    self.violations.append("a token in an address")
                if "Bearer hf_" in request.headers.get("authorization", ""):
                    self.violations.append("the token of another site")
                spoil = self.spoil[server].pop(0) if self.spoil[server] else None
            reply = answer(request)
            return spoil(request, reply) if spoil else reply

        return guarded

    def _answer_site(self, request: Request) -> Reply:
        if found := _MODEL.fullmatch(request.path):
            model = next((one for one in self.models if one.id == int(found[1])), None)
            return json_reply(self._model(model)) if model else _nothing()
        if found := _VERSION.fullmatch(request.path):
            for model in self.models:
                for version in model.versions:
                    if version.id == int(found[1]):
                        return json_reply(self._version(model, version, alone=True))
            return _nothing()
        if found := _FILE.fullmatch(request.path):
            return self._download(request, int(found[1]))
        if request.path.startswith("/width=512/"):
            return self._picture(request)
        self.violations.append(f"unknown address: {request.path}")
        return Reply(status=404)

    def _picture(self, request: Request) -> Reply:
        if "authorization" in request.headers:
            self.violations.append("a token went along for a picture")
        data = self.pictures.get(request.path.rsplit("/", 1)[-1])
        return Reply(body=data, media_type="image/png") if data else Reply(status=404)

    def _model(self, model: CivitaiModel) -> Mapping[str, Any]:
        return {
            "id": model.id,
            "name": "Dusk",
            "description": "<p>Soft <strong>light</strong>.</p>",
            "type": "LORA",
            "nsfw": False,
            "allowNoCredit": False,
            "allowCommercialUse": ["Image", "RentCivit"],
            "allowDerivatives": True,
            "tags": ["style", "light"],
            "creator": {"username": "artist"},
            "modelVersions": [self._version(model, one, alone=False) for one in model.versions],
            **model.said,
        }

    def _version(self, model: CivitaiModel, version: Version, *, alone: bool) -> dict[str, Any]:
        said: dict[str, Any] = {
            "id": version.id,
            "name": f"v{version.id}",
            "baseModel": version.base,
            "trainedWords": ["dusk light", "dsk"],
            "description": f"<p>About {version.id}</p>",
            "publishedAt": "2026-03-01T10:00:00.000Z",
            "availability": "Public",
            "status": "Published",
            "files": [
                self._file(version, choice, data, number == 0)
                for number, (choice, data) in enumerate(version.files.items())
            ],
            "images": [
                {
                    "url": f"{self.url}/original=true/{name}",
                    "nsfwLevel": 1,
                    "type": "image",
                }
                for name in self.pictures
            ],
            "downloadUrl": f"{self.url}/api/download/models/{version.id}",
        }
        if alone:  # this endpoint says little of the model
            about = {"name": "Dusk", "type": "LORA", "nsfw": False, "poi": False}
            kept = {key: value for key, value in model.said.items() if key in about}
            said |= {"modelId": model.id, "model": about | kept, "usageControl": "Download"}
        return said | version.said

    def _file(self, version: Version, choice: str, data: bytes, primary: bool) -> dict[str, Any]:
        tail = f"?{choice}" if choice else ""
        return {
            "id": version.id * 10,
            "name": f"dusk-{choice.partition('=')[2] or version.id}.safetensors",
            "type": "Model",
            "sizeKB": len(data) / 1024,
            "primary": primary,
            "metadata": {"format": "SafeTensor", "fp": choice.partition("=")[2] or None},
            "hashes": {"SHA256": hashlib.sha256(data).hexdigest().upper(), "AutoV3": "0" * 12},
            "downloadUrl": f"{self.url}/api/download/models/{version.id}{tail}",
        }

    def _download(self, request: Request, number: int) -> Reply:
        if not set(request.query) <= _CHOICES:
            self.violations.append(f"strange questions: {sorted(request.query)}")
        if self.members_only and request.headers.get("authorization") != f"Bearer {TOKEN}":
            return json_reply({"error": "Unauthorized"}, 401)
        versions = (one for model in self.models for one in model.versions)
        version = next((one for one in versions if one.id == number), None)
        choice = "&".join(f"{key}={values[0]}" for key, values in request.query.items())
        if version is None or (data := self._of(version, choice)) is None:
            return _nothing()
        signed = hashlib.sha256(data).hexdigest()
        return Reply(status=307, headers={"Location": f"{self._storage.url}/signed/{signed}"})

    def _of(self, version: Version, choice: str) -> bytes | None:
        return version.files.get(choice) or (
            next(iter(version.files.values())) if not choice else None
        )

    def _answer_storage(self, request: Request) -> Reply:
        name = request.path.rsplit("/", 1)[-1]
        datas = [
            data for model in self.models for one in model.versions for data in one.files.values()
        ]
        data = next((one for one in datas if hashlib.sha256(one).hexdigest() == name), None)
        if data is None:
            return Reply(status=403)
        headers = {"ETag": f'"{name[:20]}"'}
        wanted = _SPAN.fullmatch(request.headers.get("range", ""))
        if wanted is None:
            return Reply(body=data, media_type="binary/octet-stream", headers=headers)
        start, end = int(wanted[1]), int(wanted[2] or len(data) - 1)
        part = data[start : end + 1]
        headers["Content-Range"] = f"bytes {start}-{start + len(part) - 1}/{len(data)}"
        return Reply(status=206, body=part, media_type="binary/octet-stream", headers=headers)


def _nothing() -> Reply:
    return json_reply({"error": "No model with this id"}, 404)
