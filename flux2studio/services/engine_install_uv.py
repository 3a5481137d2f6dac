"""Runs ``uv``, which makes the environment of the engine and fills it from a hashed lock."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from importlib import util
from pathlib import Path

from flux2studio.core.control import RunControl
from flux2studio.core.engine_install import EngineInstallError
from flux2studio.core.environment import without_secrets
from flux2studio.services.engine_install_words import uv_failed
from flux2studio.services.engine_log import EngineLog
from flux2studio.services.kept_process import run_kept

_NAME = "uv.exe" if sys.platform == "win32" else "uv"
_KEPT = (  # of what the artist may have set for uv: how to reach the network, not what to fetch
    "UV_HTTP_TIMEOUT", "UV_HTTP_RETRIES", "UV_PYTHON_INSTALL_MIRROR", "UV_SYSTEM_CERTS",
    "UV_NATIVE_TLS", "UV_CONCURRENT_DOWNLOADS",
)  # fmt: skip
_NOT_ITS = ("VIRTUAL_ENV", "CONDA_PREFIX", "PYTHONHOME", "PYTHONPATH", "PIP_INDEX_URL")


def find_uv(environment: Mapping[str, str] = os.environ) -> Path:
    """Return the one beside the app, of the Python package ``uv``, or on the path, in that order.

    Raises EngineInstallError when there is none.
    """
    places = [*_beside(), *_of_package()]
    if found := next((place for place in places if place.is_file()), None):
        return found
    if on_path := shutil.which(_NAME, path=environment.get("PATH", "")):
        return Path(on_path)
    raise EngineInstallError(
        "The tool “uv”, which installs the local engine, is not on this computer.",
        hint="Install uv, or name a Python that has “flux2studio[local]” in Settings,"
        " This computer.",
        details="\n".join(map(str, places)),
    )


def _beside() -> list[Path]:
    if not getattr(sys, "frozen", False):
        return []
    folders = (Path(sys.executable).parent, Path(getattr(sys, "_MEIPASS", sys.executable)))
    return [folder / part / _NAME for folder in folders for part in ("", "bin")]


def _of_package() -> list[Path]:
    """The package puts it beside the scripts of the environment, wherever that is."""
    if util.find_spec("uv") is None:
        return []
    from uv import find_uv_bin

    with suppress(FileNotFoundError):
        return [Path(find_uv_bin())]
    return []


class Uv:
    """``look`` is called twice a second while it runs, and may raise. Blocking."""

    def __init__(
        self,
        tool: Path,
        *,
        cache: Path,
        pythons: Path,
        journal: EngineLog,
        environment: Mapping[str, str] = os.environ,
    ) -> None:
        self._tool = tool
        self._journal = journal
        self._environment = _environment(environment, cache, pythons)

    def run(
        self,
        words: Sequence[str],
        control: RunControl,
        look: Callable[[], None],
        hear: Callable[[str], None] = lambda _line: None,
    ) -> None:
        """Run it to its end; ``hear`` gets each line it prints, on another thread.

        Raises EngineInstallError, what ``look`` raises, and Cancelled. It is gone then, as it is
        when the app is killed.
        """

        def keep(line: str) -> None:
            self._journal.write(line.encode())
            hear(line.strip())

        self._journal.begin()
        command = (str(self._tool), *words, "--no-config", "--color", "never")
        try:
            code = run_kept(command, self._environment, control, keep, look)
        except OSError as error:
            raise uv_failed(-1, str(error)) from error
        if code:
            raise uv_failed(code, self._journal.tail())


def _environment(given: Mapping[str, str], cache: Path, pythons: Path) -> dict[str, str]:
    """Everything that uv makes lies in our own folder, and no file of settings leads it astray."""
    kept = without_secrets(given)
    for name in [name for name in kept if name in _NOT_ITS or name.startswith("UV_")]:
        if name not in _KEPT:
            del kept[name]
    return {
        "UV_SYSTEM_CERTS": "1",  # as the app: what the artist's system trusts
        **kept,
        "UV_CACHE_DIR": str(cache),
        "UV_PYTHON_INSTALL_DIR": str(pythons),
        "UV_PYTHON_INSTALL_BIN": "0",
        "UV_PYTHON_INSTALL_REGISTRY": "0",
    }
