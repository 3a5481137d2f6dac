"""Puts what the engine needs of flux2studio itself into its environment."""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path

from flux2studio.core.engine_install import EngineInstallError
from flux2studio.services.engine_install_sources import is_of_engine, package_files
from flux2studio.storage.disk import disk_errors


def put_package(package: Path, packages: Path) -> None:
    """Take it from ``package``, a wheel or a folder, to where an environment keeps libraries.

    The modules are pure Python and need nothing that the lock does not name, so no tool is asked.
    Raises StorageError, and EngineInstallError for a wheel that is none.
    """
    target = packages / "flux2studio"
    with disk_errors("The local engine could not be installed", packages):
        shutil.rmtree(target, ignore_errors=True)
        if package.is_dir():
            _copy(package, target)
        else:
            _unpack(package, packages)


def _copy(package: Path, target: Path) -> None:
    for path in package_files(package):
        place = target / path.relative_to(package)
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, place)


def _unpack(wheel: Path, packages: Path) -> None:
    try:
        with zipfile.ZipFile(wheel) as opened:
            opened.extractall(packages, [n for n in opened.namelist() if is_of_engine(n)])
    except zipfile.BadZipFile as error:
        raise EngineInstallError(
            "This copy of the app lacks what the local engine is made from.",
            hint="Install the app again.",
            details=f"{wheel}: {error}",
        ) from error
