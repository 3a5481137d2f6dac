"""What a stand-in saw: every request, every paid job, every broken rule."""

from __future__ import annotations

import threading
from collections import Counter
from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass(slots=True, kw_only=True)
class Job:
    """One accepted, paid run."""

    id: str
    content_hash: str
    body: dict[str, Any]
    references: tuple[bytes, ...]
    units: int
    cost_usd: float
    charged: bool = True
    client_request_id: str = ""
    endpoint: str = ""
    options: dict[str, str] = field(default_factory=dict)  # the service's own request headers
    loras: tuple[bytes, ...] = ()  # what was fetched from our own uploads; b"" for the others


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """One file somebody uploaded. ``how``: presigned, parts, token, token-parts, gcs."""

    url: str
    name: str
    media_type: str
    how: str
    sha256: str
    size: int
    expires_in_s: int | None
    acl: str


@dataclass(slots=True)
class Ledger:
    """Grows only; read it from any thread."""

    requests: list[dict[str, Any]] = field(default_factory=list)
    posts: list[str] = field(
        default_factory=list
    )  # content hash of every paid POST, accepted or not
    jobs: list[Job] = field(default_factory=list)
    violations: list[str] = field(default_factory=list)
    uploads: list[Stored] = field(default_factory=list)
    deleted: list[str] = field(default_factory=list)  # ids of requests whose payloads are gone
    repeats_allowed: bool = False
    _changed: threading.Condition = field(default_factory=threading.Condition)

    def saw(self, server: str, method: str, path: str, size: int) -> None:
        with self._changed:
            self.requests.append({"server": server, "method": method, "path": path, "size": size})
            self._changed.notify_all()

    def posted(self, content_hash: str) -> None:
        """Count a paid POST, whatever becomes of it."""
        with self._changed:
            self.posts.append(content_hash)
            if not self.repeats_allowed and any(
                job.content_hash == content_hash for job in self.jobs
            ):
                self.violations.append("an accepted paid POST was sent a second time")
            self._changed.notify_all()

    def accepted(self, job: Job) -> None:
        with self._changed:
            self.jobs.append(job)
            self._changed.notify_all()

    def stored(self, upload: Stored) -> None:
        with self._changed:
            self.uploads.append(upload)
            self._changed.notify_all()

    def deleted_payloads(self, request_id: str) -> None:
        with self._changed:
            self.deleted.append(request_id)
            self._changed.notify_all()

    def violate(self, rule: str) -> None:
        with self._changed:
            self.violations.append(rule)
            self._changed.notify_all()

    def wait_for(self, method: str, part: str, count: int = 1, timeout_s: float = 20) -> None:
        """Return once ``count`` requests with ``part`` in their path came in."""

        def seen() -> bool:
            return self.count(method, part) >= count

        with self._changed:
            assert self._changed.wait_for(seen, timeout_s), f"never came: {method} {part}"

    def wait_for_jobs(self, count: int, timeout_s: float = 20) -> None:
        """Return once so many runs were accepted."""
        with self._changed:
            accepted = self._changed.wait_for(lambda: len(self.jobs) >= count, timeout_s)
            assert accepted, f"never came: {count} jobs"

    def count(self, method: str, part: str) -> int:
        return sum(r["method"] == method and part in r["path"] for r in self.requests)

    def check(self) -> None:
        """Fail the test on any broken rule, a second identical paid POST among them."""
        assert not self.violations, "\n".join(self.violations)

    def as_json(self) -> dict[str, Any]:
        with self._changed:
            charged = [job for job in self.jobs if job.charged]
            return {
                "posts": len(self.posts),
                "repeated_posts": sum(n - 1 for n in Counter(self.posts).values()),
                "accepted": len(self.jobs),
                "charged": len(charged),
                "cost_usd": round(sum(job.cost_usd for job in charged), 6),
                "jobs": [_summary(job) for job in self.jobs],
                "uploads": [asdict(upload) for upload in self.uploads],
                "deleted": list(self.deleted),
                "violations": list(self.violations),
                "requests": list(self.requests),
            }


def _summary(job: Job) -> dict[str, Any]:
    return {
        "id": job.id,
        "endpoint": job.endpoint,
        "seed": job.body.get("seed"),
        "charged": job.charged,
        "cost_usd": round(job.cost_usd, 6),
        "client_request_id": job.client_request_id,
        "options": dict(job.options),
    }
