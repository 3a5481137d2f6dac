"""Hugging Face: what a repository holds, and its files, small ones and large ones.

Small files come from the site itself, large ones from another host, where a signed link leads
and no token may go. As strict as the real one, as far as its own tools show what that does.
"""

from __future__ import annotations

import hashlib
import re
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Self
from urllib.parse import unquote

from tests.hosted.server import LoopbackServer, Reply, Request, json_reply
from tests.storage.model_folders import git_hash

TOKEN = "hf_model-reader-of-the-artist"
REVISION = "c0ffee0123456789c0ffee0123456789c0ffee01"

_API = re.compile(r"/api/models/(?P<repository>[^/]+/[^/]+)(?:/revision/(?P<revision>[^/]+))?")
_TREE = re.compile(
    r"/api/models/(?P<repository>[^/]+/[^/]+)/tree/(?P<revision>[^/]+)(?:/(?P<folder>.+))?"
)
_FILE = re.compile(r"/(?P<repository>[^/]+/[^/]+)/resolve/(?P<revision>[^/]+)/(?P<path>.+)")
_SPAN = re.compile(r"bytes=(\d+)-(\d*)")

Spoil = Callable[[Request, Reply], Reply]


@dataclass(slots=True)
class Repository:
    """``gated``: only for accounts that accepted, which is what ``access`` says of ours.

    ``access``: "granted", "none", "awaiting", "rejected" or "fine-grained". ``listed`` stands in
    the listing in place of what is true of a file. ``private``: without a token it is not there.
    """

    files: dict[str, bytes]
    revision: str = REVISION
    gated: bool = False
    access: str = "none"
    disabled: bool = False
    listed: dict[str, dict[str, Any]] = field(default_factory=dict)
    private: bool = False
    older: dict[str, dict[str, bytes]] = field(default_factory=dict)  # files by revision
    commits: dict[str, dict[str, str]] = field(default_factory=dict)  # the last one, by path

    def at(self, revision: str | None) -> dict[str, bytes]:
        return self.older.get(revision or "", self.files)

    def commit(self, revision: str | None) -> str:
        return revision if revision and revision in self.older else self.revision


class HubStandIn:
    """``violations`` must be empty at the end. ``served`` are the bytes that left, by path:
    each a pair of the first and the one behind the last. ``spoil`` changes the next answers of
    the “site” or the “cdn”, one by one.
    """

    def __init__(self) -> None:
        self.repositories: dict[str, Repository] = {}
        self.renamed: dict[str, str] = {}
        self.tokens = {TOKEN}
        self.violations: list[str] = []
        self.seen: list[Request] = []
        self.served: dict[str, list[tuple[int, int]]] = {}
        self.spoil: dict[str, list[Spoil]] = {"site": [], "cdn": []}
        self.piece = 64 * 1024
        self.drip_s = 0.0
        self._lock = threading.Condition()
        self._site = LoopbackServer(self._guard("site", self._answer_site))
        self._cdn = LoopbackServer(self._guard("cdn", self._answer_cdn))

    @property
    def url(self) -> str:
        return self._site.url

    def __enter__(self) -> Self:
        self._site.start()
        self._cdn.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._site.close()
        self._cdn.close()

    @property
    def listening(self) -> bool:
        return True

    @listening.setter
    def listening(self, listening: bool) -> None:
        for server in (self._site, self._cdn):
            (server.listen_again if listening else server.stop_listening)()

    def paths(self) -> list[str]:
        return [request.path for request in self.seen]

    def listings(self) -> int:
        return sum(path.startswith("/api/") for path in self.paths())

    def wait_for(self, path: str, size: int) -> None:
        """Until that many bytes of a large file have left."""
        with self._lock:
            assert self._lock.wait_for(lambda: self._sent(path) >= size, 30)

    def _sent(self, path: str) -> int:
        return sum(end - start for start, end in self.served.get(path, ()))

    def sent_twice(self, path: str) -> int:
        """How many bytes of a large file left more often than once."""
        spans = sorted(self.served.get(path, []))
        twice = reached = 0
        for start, end in spans:
            twice += max(0, min(end, reached) - start)
            reached = max(reached, end)
        return twice

    def _guard(self, server: str, answer: Callable[[Request], Reply]) -> Callable[[Request], Reply]:
        def guarded(request: Request) -> Reply:
            with self._lock:
                self.seen.append(request)
                if request.method not in ("GET", "HEAD"):
                    self.violations.append(f"{request.method} {request.path}")
                if server == "cdn" and {"authorization", "cookie"} & set(request.headers):
                    self.violations.append("a token reached the host of the large files")
                if "hf_" in request.path + str(request.query):
                    self.violations.append("a token in an address")
                spoil = self.spoil[server].pop(0) if self.spoil[server] else None
            reply = answer(request)
            return spoil(request, reply) if spoil else reply

        return guarded

    # The site

    def _answer_site(self, request: Request) -> Reply:
        if found := _API.fullmatch(request.path):
            return self._listing(request, found)
        if found := _TREE.fullmatch(request.path):
            return self._tree(request, found)
        if found := _FILE.fullmatch(unquote(request.path)):
            return self._resolve(request, found)
        self.violations.append(f"unknown address: {request.path}")
        return Reply(status=404)

    def _listing(self, request: Request, asked: re.Match[str]) -> Reply:
        if new := self.renamed.get(asked["repository"]):
            query = "?blobs=true" if "blobs" in request.query else ""
            tail = f"/revision/{asked['revision']}" if asked["revision"] else ""
            place = f"/api/models/{new}{tail}{query}"
            return Reply(status=307, headers={"Location": place})
        found = self._repository(request, asked)
        if isinstance(found, Reply):
            return found
        with_sizes = request.query.get("blobs") == ["true"]
        files = found.at(asked["revision"])
        siblings = [_sibling(path, data, with_sizes) for path, data in files.items()]
        for sibling in siblings:
            sibling.update(found.listed.get(sibling["rfilename"], {}))
        known = {sibling["rfilename"] for sibling in siblings}
        siblings += [
            {"rfilename": path, **entry}
            for path, entry in found.listed.items()
            if path not in known
        ]
        return json_reply(
            {
                "id": asked["repository"],
                "sha": found.commit(asked["revision"]),
                "gated": "auto" if found.gated else False,
                "siblings": siblings,
            }
        )

    def _tree(self, request: Request, asked: re.Match[str]) -> Reply:
        """The same in the form that Hugging Face’s own client asks for."""
        found = self._repository(request, asked)
        if isinstance(found, Reply):
            return found
        folder = f"{asked['folder']}/" if asked["folder"] else ""
        files = found.at(asked["revision"])
        leaves = [
            _leaf(_sibling(path, data, True))
            for path, data in files.items()
            if path.startswith(folder)
        ]
        if request.query.get("expand") == ["true"]:
            leaves = [leaf | {"lastCommit": found.commits.get(leaf["path"])} for leaf in leaves]
        return json_reply(leaves)

    def _resolve(self, request: Request, asked: re.Match[str]) -> Reply:
        found = self._repository(request, asked)
        if isinstance(found, Reply):
            return found
        is_card = asked["path"] == "README.md"
        if (
            found.gated
            and not is_card
            and (closed := self._gate(request, found, asked["repository"]))
        ):
            return closed
        data = found.at(asked["revision"]).get(asked["path"])
        if data is None:
            return _refusal(404, "EntryNotFound", "Entry not found")
        commit = {"X-Repo-Commit": found.commit(asked["revision"])}
        if not _is_large(asked["path"]):
            headers = {**commit, "ETag": f'"{git_hash(data)}"'}
            return Reply(body=data, media_type="text/plain; charset=utf-8", headers=headers)
        sha256 = hashlib.sha256(data).hexdigest()
        place = f"{self._cdn.url}/{asked['repository']}/{asked['path']}?Signature={sha256[:16]}"
        linked = {"X-Linked-Etag": f'"{sha256}"', "X-Linked-Size": str(len(data))}
        return Reply(status=302, headers={**commit, **linked, "Location": place})

    def _repository(self, request: Request, asked: re.Match[str]) -> Repository | Reply:
        token = _token(request)
        if token and token not in self.tokens:
            return _refusal(401, "", "Invalid credentials in Authorization header")
        found = self.repositories.get(asked["repository"])
        if found is None or (found.private and not token):
            return _refusal(404 if token else 401, "RepoNotFound", "Repository not found")
        if found.disabled:
            return _refusal(403, "", "Access to this resource is disabled.")
        if asked["revision"] not in (None, "main", found.revision, *found.older):
            return _refusal(404, "RevisionNotFound", "Invalid rev id")
        return found

    def _gate(self, request: Request, found: Repository, name: str) -> Reply | None:
        if not _token(request):
            said = f"Access to model {name} is restricted. You must have access to it and be"
            return _refusal(401, "GatedRepo", f"{said} authenticated to access it. Please log in.")
        said = {
            "none": f"Access to model {name} is restricted and you are not in the authorized list.",
            "awaiting": "Your request to access model is awaiting a review from the repo authors.",
            "rejected": "Your request to access model has been rejected by the repo's authors.",
            "fine-grained": "Please enable access to public gated repositories in your"
            " fine-grained token settings to view this repository.",
        }.get(found.access)
        return _refusal(403, "GatedRepo", said) if said else None

    # The host of the large files

    def _answer_cdn(self, request: Request) -> Reply:
        path = unquote(request.path)
        owner, name, file = path.lstrip("/").split("/", 2)
        found = self.repositories.get(f"{owner}/{name}")
        (signature,) = request.query.get("Signature", [""])
        versions = (found.files, *found.older.values()) if found else ()
        datas = [files[file] for files in versions if file in files]
        data = next((one for one in datas if _hash(one).startswith(signature)), None)
        if data is None or not signature:
            return Reply(status=403, body=b"<Error/>", media_type="application/xml")
        wanted = _SPAN.fullmatch(request.headers.get("range", ""))
        start = int(wanted[1]) if wanted else 0
        size = len(data)
        if wanted and wanted[2]:
            data = data[: int(wanted[2]) + 1]
        if start >= len(data) > 0:
            self.violations.append(f"asked for bytes behind the end of {file}")
            return Reply(status=416)
        headers = {
            "ETag": f'"{signature}"',
            "Content-Length": str(len(data) - start),
        }
        if wanted:
            headers["Content-Range"] = f"bytes {start}-{len(data) - 1}/{size}"
        return Reply(
            status=206 if wanted else 200,
            media_type="application/octet-stream",
            headers=headers,
            pieces=self._pieces(file, data, start),
            unframed=True,  # its length is in the headers
            drip_s=self.drip_s,
        )

    def _pieces(self, file: str, data: bytes, start: int) -> Any:
        for place in range(start, len(data), self.piece):
            piece = data[place : place + self.piece]
            with self._lock:
                self.served.setdefault(file, []).append((place, place + len(piece)))
                self._lock.notify_all()
            yield piece


def cut_after(size: int) -> Spoil:
    """The connection ends after that many bytes, roughly."""

    def spoil(_: Request, reply: Reply) -> Reply:
        pieces, sent = [], 0
        for piece in reply.pieces or ():
            pieces.append(piece)
            sent += len(piece)
            if sent >= size:
                break
        return reply.but(pieces=pieces, cut=sent)

    return spoil


def instead(reply: Reply) -> Spoil:
    return lambda *_: reply


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _sibling(path: str, data: bytes, with_sizes: bool) -> dict[str, Any]:
    if not with_sizes:
        return {"rfilename": path}
    sibling: dict[str, Any] = {
        "rfilename": path,
        "size": len(data),
        "blobId": git_hash(data),
    }
    if _is_large(path):
        sha256 = hashlib.sha256(data).hexdigest()
        sibling["lfs"] = {"sha256": sha256, "size": len(data), "pointerSize": 134}
    return sibling


def _leaf(sibling: Mapping[str, Any]) -> dict[str, Any]:
    leaf = {
        "type": "file",
        "path": sibling["rfilename"],
        "size": sibling["size"],
        "oid": sibling["blobId"],
    }
    if lfs := sibling.get("lfs"):
        leaf["lfs"] = {"oid": lfs["sha256"], "size": lfs["size"], "pointerSize": 134}
    return leaf


def _is_large(path: str) -> bool:
    return path.endswith((".safetensors", ".bin"))


def _token(request: Request) -> str:
    return request.headers.get("authorization", "").removeprefix("Bearer ")


def _refusal(status: int, code: str, said: str) -> Reply:
    headers: Mapping[str, str] = {"X-Error-Message": said}
    if code:
        headers = {**headers, "X-Error-Code": code}
    return json_reply({"error": said}, status).but(headers=headers)
