"""Builds the service that installs the local engine."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from flux2studio.paths import Paths, resource
from flux2studio.services.engine_install import EngineInstaller
from flux2studio.services.engine_install_sources import Sources

SOURCES_VARIABLE = "FLUX2STUDIO_ENGINE_SOURCES"  # a folder like resources/engine, of one's own


def open_engine_install(
    paths: Paths, environment: Mapping[str, str] = os.environ
) -> EngineInstaller:
    """Nothing is read yet. The environment may name other builds and locks than the app's own,
    such as those of a house with an index of its own.
    """
    own = environment.get(SOURCES_VARIABLE)
    sources = Sources(Path(own) if own else resource("engine"))
    return EngineInstaller(sources, paths.engines, paths.logs / "engine-install.log")
