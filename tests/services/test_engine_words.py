"""What became of the engine is said with the next step."""

import sys

import pytest

from flux2studio.core.control import RunControl
from flux2studio.core.errors import BackendError
from flux2studio.services.engine import EngineService
from tests.services.engine_parts import order


def test_a_python_that_lacks_a_library_is_said_with_its_name(tmp_path):
    command = (sys.executable, "-c", "import a_library_that_is_not_here")
    engine = EngineService(lambda: command, tmp_path / "engine.log")

    with pytest.raises(BackendError, match="has no “a_library_that_is_not_here”") as caught:
        list(engine.run(order(tmp_path / "made"), RunControl()))

    assert "flux2studio[local]" in caught.value.hint
    engine.close()
