"""What the app carries to make an engine from: builds, their locks, and its own package."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import msgspec

import flux2studio
from flux2studio.core.engine_install import EngineBuild, EngineInstallError

BUILDS = "builds.json"
_WHEEL = "flux2studio-*.whl"
_PARTS = ("__init__.py", "core", "engine")  # of the package: all that the engine imports
_PACKAGE = Path(flux2studio.__file__).resolve().parent


class _Builds(msgspec.Struct):
    """``index`` instead of the usual one; ``python`` a path, instead of one that uv brings."""

    builds: tuple[EngineBuild, ...]
    index: str = ""
    python: str = ""


@dataclass(frozen=True)
class Sources:
    """``folder`` holds ``builds.json``, a lock for each build, and the wheel of flux2studio.

    Without the wheel the package comes from where this module lies. Blocking.
    """

    folder: Path

    @property
    def builds(self) -> tuple[EngineBuild, ...]:
        return self._read.builds

    @property
    def index(self) -> str:
        return self._read.index

    @property
    def python(self) -> str:
        return self._read.python

    @cached_property
    def package(self) -> Path:
        """A wheel, or the folder of the package."""
        places = (self.folder, _PACKAGE.parent / "wheels")  # the second: in the bundle
        return next((w for place in places for w in sorted(place.glob(_WHEEL))), _PACKAGE)

    def lock(self, build: EngineBuild) -> Path:
        return self.folder / f"{build.name}.lock"

    def identity(self, build: EngineBuild) -> str:
        """Return what changes whenever an engine of ``build`` has to be made anew."""
        digest = hashlib.sha256(build.python.encode())
        try:
            for path in (self.lock(build), *self._package_files()):
                digest.update(path.name.encode() + b"\0" + path.read_bytes())
        except OSError as error:
            raise _incomplete(error) from error
        return digest.hexdigest()[:12]

    def _package_files(self) -> list[Path]:
        return [self.package] if self.package.is_file() else package_files(self.package)

    @cached_property
    def _read(self) -> _Builds:
        try:
            return msgspec.json.decode((self.folder / BUILDS).read_bytes(), type=_Builds)
        except (OSError, msgspec.DecodeError) as error:
            raise _incomplete(error) from error


def package_files(package: Path) -> list[Path]:
    """Return the modules of a package's folder that the engine imports."""
    found = [path for part in _PARTS for path in (package / part, *(package / part).rglob("*.py"))]
    return sorted(path for path in found if path.suffix == ".py")


def is_of_engine(member: str) -> bool:
    """Whether a member of the wheel is one that the engine imports."""
    top, _, rest = member.partition("/")
    return top == "flux2studio" and rest.partition("/")[0] in _PARTS


def _incomplete(error: Exception) -> EngineInstallError:
    return EngineInstallError(
        "This copy of the app lacks what the local engine is made from.",
        hint="Install the app again.",
        details=str(error),
    )
