"""Ends a program with the app, however that ends: a process between the two, started by a path.

The program's words are its arguments. It is killed when standard input ends, a pipe that the
system closes with the app. A tool that is not ours, such as uv, would else work on beside the next
one. Nothing but the standard library is imported: it starts in hundredths of a second.
"""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Sequence
from contextlib import suppress

_NOT_FOUND = 127  # as a shell says it


def main(command: Sequence[str]) -> int:
    """Run ``command`` with our own output; return its exit code, or end by its signal."""
    try:
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except OSError as error:
        sys.stderr.write(f"error: {error}\n")
        return _NOT_FOUND
    threading.Thread(target=_end_with_the_app, args=(process,), daemon=True).start()
    code = process.wait()
    if code < 0:
        os.kill(os.getpid(), -code)
    return code


def _end_with_the_app(process: subprocess.Popen[bytes]) -> None:
    with suppress(OSError):
        while os.read(0, 1024):  # the app says nothing: its end is all that counts
            pass
    process.kill()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
