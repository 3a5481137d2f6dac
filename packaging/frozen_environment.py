"""What the loader of the frozen app changed for us is put back for the programs that we start."""

from __future__ import annotations

from collections.abc import MutableMapping

_SET_BY_LOADER = ("LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "LIBPATH")


def restore(environment: MutableMapping[str, str]) -> None:
    """Let a browser or the engine's Python find their own libraries, not ours.

    Those that we need are found by then, and each start of ours sets the way to them anew.
    """
    for name in _SET_BY_LOADER:
        environment.pop(name, None)
        before = environment.pop(f"{name}_ORIG", None)
        if before is not None:
            environment[name] = before
