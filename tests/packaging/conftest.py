"""The scripts in packaging/ find each other as scripts do: in the folder they lie in."""

from __future__ import annotations

import sys
from pathlib import Path

SCRIPTS = Path(__file__).parents[2] / "packaging"

if str(SCRIPTS) not in sys.path:
    sys.path.append(str(SCRIPTS))
