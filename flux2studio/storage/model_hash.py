"""Compares a file on the disk with the hash that a repository gives it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from pathlib import Path

from flux2studio.core.control import RunControl
from flux2studio.core.model_listing import RemoteFile

_CHUNK = 4 * 2**20  # hashing one takes a few ms, without the interpreter lock
_SHA256 = re.compile(r"[0-9a-f]{64}")
_SHA1 = re.compile(r"[0-9a-f]{40}")


def is_right(
    path: Path, file: RemoteFile, control: RunControl, on_bytes: Callable[[int], None]
) -> bool:
    """Whether ``path`` is ``file``, as far as that can be told: by its size at the least.

    The whole file is read; ``on_bytes`` gets how much of it was. Raises OSError and Cancelled.
    """
    if path.stat().st_size != file.size:
        return False
    if _SHA256.fullmatch(file.sha256):
        digest, wanted = hashlib.sha256(), file.sha256
    elif _SHA1.fullmatch(file.blob):  # as git hashes what it keeps itself
        digest, wanted = hashlib.sha1(b"blob %d\0" % file.size, usedforsecurity=False), file.blob
    else:
        digest, wanted = hashlib.sha256(), ""
    done = 0
    with path.open("rb", buffering=0) as opened:
        while chunk := opened.read(_CHUNK):
            control.check()
            digest.update(chunk)
            done += len(chunk)
            on_bytes(done)
    return done == file.size and wanted in ("", digest.hexdigest())


def can_compare(file: RemoteFile) -> bool:
    """Whether more than the size of ``file`` is known."""
    return bool(_SHA256.fullmatch(file.sha256) or _SHA1.fullmatch(file.blob))
