"""fal's file host: uploads by token or presigned address, whole or in parts (section 3)."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from tests.hosted.fal_headers import Lifecycle, read_lifecycle, wrong_options
from tests.hosted.ledger import Stored
from tests.hosted.server import Reply, Request, json_reply

if TYPE_CHECKING:
    from tests.hosted.fal import FalStandIn

_PRESIGNED = re.compile(r"/presigned/(?P<id>\w+)(?:/(?P<part>\d+|complete))?")
_PART = re.compile(r"/files/b/0b77/(?P<file>[^/]+)/multipart/(?P<id>\w+)/(?P<part>\d+|complete)")


@dataclass(slots=True, kw_only=True)
class Upload:
    """A file on its way, or arrived once ``data`` is there."""

    id: str
    name: str
    media_type: str
    how: str
    lifecycle: Lifecycle
    begun_at: float
    url: str
    signature: str = ""
    parts: dict[int, bytes] = field(default_factory=dict)
    data: bytes | None = None

    def lives(self, now: float) -> bool:
        seconds = self.lifecycle.seconds
        return seconds is None or now < self.begun_at + seconds


class FalFiles:
    """``rest`` hands out tokens and addresses, ``cdn`` takes the bytes and gives them back."""

    def __init__(self, service: FalStandIn) -> None:
        self._service = service
        self._uploads: dict[str, Upload] = {}
        self._tokens: dict[str, float] = {}

    # At the API's host

    def rest(self, request: Request) -> Reply | None:
        """None for an address it does not have."""
        routes: dict[str, tuple[str, Callable[[Request], Reply]]] = {
            "/storage/auth/token": ("token", self._token),
            "/storage/upload/initiate": ("initiate", lambda r: self._initiate(r, "presigned")),
            "/storage/upload/initiate-multipart": (
                "initiate",
                lambda r: self._initiate(r, "parts"),
            ),
        }
        found = routes.get(request.path.removeprefix("/rest"))
        if request.method != "POST" or found is None:
            return None
        operation, act = found
        if refusal := self._service.is_authorised(request):
            return refusal
        return self._service.perform(operation, request, lambda _: act(request))

    def _token(self, request: Request) -> Reply:
        if request.query.get("storage_type") != ["fal-cdn-v3"] or request.body.strip() != b"{}":
            self._service.ledger.violate("a token is asked for with fal-cdn-v3 and an empty object")
            return json_reply({"detail": "Invalid storage type"}, 400)
        token, life = f"cdn-{uuid4().hex}", self._service.token_life_s
        expires = self._service.now() + life
        self._tokens[token] = expires
        answer = {
            "token": token,
            "token_type": "Bearer",
            "base_url": self._service.cdn_url,
            "expires_at": datetime.fromtimestamp(expires, UTC).isoformat(),
        }
        return json_reply(answer)

    def _initiate(self, request: Request, how: str) -> Reply:
        storage = request.query.get("storage_type", [""])[0]
        try:
            wanted = json.loads(request.body)
            name, media_type = wanted["file_name"], wanted["content_type"]
        except (ValueError, KeyError, TypeError):
            return json_reply({"detail": [{"loc": ["body"], "msg": "field required"}]}, 422)
        if storage not in {"fal-cdn-v3", "gcs"} or set(wanted) != {"file_name", "content_type"}:
            self._service.ledger.violate(f"an upload is not begun with {storage} and {wanted}")
            return json_reply({"detail": "Invalid storage type"}, 400)
        upload = self._begin(request, name, media_type, "gcs" if storage == "gcs" else how)
        if isinstance(upload, Reply):
            return upload
        upload.signature = uuid4().hex
        address = f"{self._service.cdn_url}/presigned/{upload.id}?signature={upload.signature}"
        return json_reply({"upload_url": address, "file_url": upload.url})

    def _begin(self, request: Request, name: str, media_type: str, how: str) -> Upload | Reply:
        if wrong := wrong_options(request.headers):
            for rule in wrong:
                self._service.ledger.violate(rule)
            return json_reply({"detail": "; ".join(wrong)}, 400)
        identity = uuid4().hex
        safe = re.sub(r"[^\w.-]", "_", name) or "file"
        upload = Upload(
            id=identity,
            name=name,
            media_type=media_type,
            how=how,
            lifecycle=read_lifecycle(request.headers),
            begun_at=self._service.now(),
            url=f"{self._service.cdn_url}/files/b/0b77/{identity}_{safe}",
        )
        self._uploads[identity] = upload
        return upload

    # At the host of the files

    def may_carry(self, request: Request) -> bool:
        """A token of this host; the key only where the documents name the leak (section 3, 4.)."""
        given = request.headers.get("authorization", "")
        if set(request.headers) & {"cookie", "x-api-key"}:
            return False
        if given.removeprefix("Bearer ") in self._tokens:
            return True
        match = _PRESIGNED.fullmatch(request.path)
        upload = self._uploads.get(match["id"]) if match else None
        is_fallback = upload is not None and upload.how == "gcs"
        return self._service.fallback_key_allowed and is_fallback

    def cdn(self, request: Request) -> Reply | None:
        """None for an address it does not have, such as those of the results."""
        if match := _PRESIGNED.fullmatch(request.path):
            return self._presigned(request, match["id"], match["part"] or "")
        if match := _PART.fullmatch(request.path):
            return self._with_token(
                request, lambda: self._part(request, match["id"], match["part"])
            )
        if request.method == "POST" and request.path == "/files/upload":
            return self._with_token(request, lambda: self._whole(request))
        if request.method == "POST" and request.path == "/files/upload/multipart":
            return self._with_token(request, lambda: self._open(request))
        if request.path.startswith("/files/b/0b77/") and request.method in {"GET", "HEAD"}:
            return self._service.perform("picture", request, lambda _: self._read(request))
        return None

    def _with_token(self, request: Request, act: Callable[[], Reply]) -> Reply:
        scheme, _, token = request.headers.get("authorization", "").partition(" ")
        if scheme != "Bearer" or self._tokens.get(token, 0.0) <= self._service.now():
            return json_reply({"detail": "Invalid or expired token"}, 401)
        operation = "complete" if request.path.endswith("/complete") else "upload"
        return self._service.perform(operation, request, lambda _: act())

    def _whole(self, request: Request) -> Reply:
        upload = self._begin_here(request, "token")
        if isinstance(upload, Reply):
            return upload
        self._arrived(upload, request.body)
        return json_reply({"access_url": upload.url})

    def _open(self, request: Request) -> Reply:
        upload = self._begin_here(request, "token-parts")
        if isinstance(upload, Reply):
            return upload
        return json_reply({"access_url": upload.url, "uploadId": upload.id})

    def _begin_here(self, request: Request, how: str) -> Upload | Reply:
        name = request.headers.get("x-fal-file-name", "")
        media_type = request.headers.get("content-type", "application/octet-stream")
        return self._begin(request, name or "file", media_type, how)

    def _presigned(self, request: Request, identity: str, part: str) -> Reply:
        operation = "complete" if part == "complete" else "upload"
        return self._service.perform(
            operation, request, lambda _: self._take_presigned(request, identity, part)
        )

    def _take_presigned(self, request: Request, identity: str, part: str) -> Reply:
        upload = self._uploads.get(identity)
        signed = upload and request.query.get("signature") == [upload.signature]
        if upload is None or not signed:
            return _xml(403, "SignatureDoesNotMatch")
        if self._service.now() >= upload.begun_at + self._service.presigned_life_s:
            return _xml(403, "AccessDenied: Request has expired")
        if part:
            return self._part(request, identity, part)
        if request.method != "PUT" or upload.how == "parts":
            return _xml(405, "MethodNotAllowed")
        if request.headers.get("content-type") != upload.media_type:
            return _xml(403, "SignatureDoesNotMatch: Content-Type")
        self._arrived(upload, request.body)
        return Reply(headers={"ETag": _etag(request.body)}, media_type="text/plain")

    def _part(self, request: Request, identity: str, part: str) -> Reply:
        upload = self._uploads.get(identity)
        if upload is None or "parts" not in upload.how:
            return json_reply({"detail": "No such upload"}, 404)
        if part == "complete" and request.method == "POST":
            return self._complete(upload, request)
        if request.method != "PUT" or part == "complete" or not 1 <= int(part) <= 10_000:
            return json_reply({"detail": "No such part"}, 405)
        with self._service.lock:
            upload.parts[int(part)] = request.body
        answer = {"partNumber": int(part), "etag": _etag(request.body)}
        return json_reply(answer, ETag=_etag(request.body))

    def _complete(self, upload: Upload, request: Request) -> Reply:
        """The parts may be listed in any order; every one must be listed, as it arrived."""
        try:
            listed = {one["partNumber"]: one["etag"] for one in json.loads(request.body)["parts"]}
        except (ValueError, KeyError, TypeError):
            return json_reply({"detail": "Invalid list of parts"}, 400)
        arrived = {number: _etag(data) for number, data in upload.parts.items()}
        if listed != arrived or sorted(arrived) != list(range(1, len(arrived) + 1)):
            return json_reply({"detail": "InvalidPart"}, 400)
        self._arrived(upload, b"".join(upload.parts[number] for number in sorted(upload.parts)))
        upload.parts.clear()
        return json_reply({"access_url": upload.url})

    def _arrived(self, upload: Upload, data: bytes) -> None:
        if self._service.loses_upload_bytes:
            data = data[:-1]
        upload.data = data
        stored = Stored(
            url=upload.url,
            name=upload.name,
            media_type=upload.media_type,
            how=upload.how,
            sha256=hashlib.sha256(data).hexdigest(),
            size=len(data),
            expires_in_s=upload.lifecycle.seconds,
            acl=upload.lifecycle.acl,
        )
        self._service.ledger.stored(stored)

    # What was uploaded

    def _read(self, request: Request) -> Reply:
        upload = self._of(f"{self._service.cdn_url}{request.path}")
        if upload is None or upload.data is None or not upload.lives(self._service.now()):
            return Reply(status=404, body=b"not found", media_type="text/plain")
        has_token = request.headers.get("authorization", "").removeprefix("Bearer ") in self._tokens
        if upload.lifecycle.acl != "allow" and not has_token:
            status = 403 if upload.lifecycle.acl == "forbid" else 404
            return Reply(status=status, body=b"no access", media_type="text/plain")
        headers = {"ETag": _etag(upload.data)}
        return Reply(body=upload.data, media_type=upload.media_type, headers=headers)

    def _of(self, url: str) -> Upload | None:
        return self._uploads.get(url.rsplit("/", 1)[-1].partition("_")[0])

    def fetch(self, url: str) -> bytes | None:
        """The bytes behind one of our own addresses, as fal itself would get them; the service's
        own fetches know no access list. Whoever hands in a dead link is told of a violation."""
        if not url.startswith(f"{self._service.cdn_url}/"):
            return None
        upload = self._of(url)
        if upload is None or upload.url != url or upload.data is None:
            self._service.ledger.violate(f"a link that was never uploaded: {url}")
            return None
        return upload.data if upload.lives(self._service.now()) else None


def _etag(data: bytes) -> str:
    return f'"{hashlib.md5(data, usedforsecurity=False).hexdigest()}"'


def _xml(status: int, code: str) -> Reply:
    body = f"<?xml version='1.0'?><Error><Code>{code}</Code></Error>".encode()
    return Reply(status=status, body=body, media_type="application/xml")


def readable_safetensors(data: bytes) -> bool:
    """Whether a whole .safetensors file: length, header of tensors, and just their bytes."""
    length = int.from_bytes(data[:8], "little")
    try:
        header: dict[str, Any] = json.loads(data[8 : 8 + length])
        ends = [entry["data_offsets"][1] for name, entry in header.items() if name[0] != "_"]
    except (ValueError, KeyError, TypeError, AttributeError, IndexError):
        return False
    return bool(ends) and 8 + length + max(ends) == len(data)
