"""The tiny models that the tests of the engine share; nobody writes into them."""

from __future__ import annotations

import gc
from importlib import import_module
from pathlib import Path

import pytest

from flux2studio.core.local import Pipeline
from tests.engine.tiny import make_tiny


@pytest.fixture(scope="session", autouse=True)
def _one_thread():
    """On layers as small as these, threads that wait for each other take twenty times as long."""
    import torch

    torch.set_num_threads(1)


@pytest.fixture(scope="module", autouse=True)
def _frozen():
    """As in the engine: else each model that goes costs a look through all that was imported.

    What was imported on the way, too: the tests of windows that come later look after each.
    """
    import_module("flux2studio.engine.workshop")
    gc.freeze()
    yield
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def tiny(tmp_path_factory):
    """Return the folder of the tiny model of a kind, built when first asked for."""
    made: dict[tuple[Pipeline, bool], Path] = {}

    def folder(kind: Pipeline | str, *, processor: bool = False) -> Path:
        key = (Pipeline(kind), processor)
        if key not in made:
            place = tmp_path_factory.mktemp(f"tiny-{key[0].value}")
            made[key] = make_tiny(key[0], place, processor=processor)
        return made[key]

    return folder
