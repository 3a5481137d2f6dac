"""The engine process: ``python -m flux2studio.engine``, started by ``services.engine``.

It says that it has started before anything heavy is imported, and ends at once, whatever runs,
when its standard input does: so it never outlives an app that was killed.
"""

from __future__ import annotations

import logging
import os
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from types import ModuleType
from typing import cast

from flux2studio.engine.server import Server, Workshop
from flux2studio.engine.voice import take_streams

_PR_SET_PDEATHSIG = 1  # of linux/prctl.h


def main(open_workshop: Callable[[], Workshop]) -> None:
    """Obey the app until it is gone; never returns."""
    commands, voice = take_streams()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is meant for the app
    if hasattr(os, "nice"):
        os.nice(5)  # where cores are few, the window comes first; a GPU does not wait for this
    _end_with_the_app()
    _keep_the_environment()
    _be_the_first_to_go()
    logging.basicConfig(
        stream=sys.stderr,
        level=logging.INFO,
        format="%(asctime)s %(levelname)s %(threadName)s %(name)s: %(message)s",
    )
    Server(voice.say, open_workshop).serve(commands)
    _end()


def _open_workshop() -> Workshop:
    """Import torch and all that builds on it.

    A torchvision that does not fit torch would break it all, and one that does is not needed.
    """
    cast("dict[str, ModuleType | None]", sys.modules)["torchvision"] = None
    from flux2studio.engine.workshop import LocalWorkshop

    return LocalWorkshop()


def _end_with_the_app() -> None:
    """On Linux the system ends this process with the app, even while a library that is being
    imported holds the interpreter. Elsewhere the end of standard input does, a little later.
    """
    if sys.platform != "linux":
        return
    import ctypes

    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


def _keep_the_environment() -> None:
    """Hold a shared lock that ends with this process: no window removes the libraries under it.

    Windows does not let go of libraries that are loaded anyway.
    """
    if sys.platform == "win32":
        return
    import fcntl

    with suppress(OSError):
        mark = os.open(Path(sys.prefix) / "pyvenv.cfg", os.O_RDONLY)
        fcntl.flock(mark, fcntl.LOCK_SH | fcntl.LOCK_NB)


def _be_the_first_to_go() -> None:
    """When memory runs out the system takes this process, not the window; and without a dump,
    which would be as large as the model.
    """
    if sys.platform == "win32":
        return
    import resource

    with suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with suppress(OSError):  # Linux only
        Path("/proc/self/oom_score_adj").write_text("500", encoding="ascii")


def _end() -> None:
    """End this process and what libraries started in it, compilers for example."""
    if hasattr(os, "killpg") and os.getpgid(0) == os.getpid():
        os.killpg(0, signal.SIGKILL)
    os._exit(0)


if __name__ == "__main__":
    main(_open_workshop)
