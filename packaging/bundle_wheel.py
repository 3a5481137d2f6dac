"""The part of our own wheel that the local engine runs from: no window, no pictures."""

from __future__ import annotations

import csv
import io
import zipfile
from pathlib import Path

_PARTS = ("flux2studio/__init__.py", "flux2studio/core/", "flux2studio/engine/")
_TIME = (1980, 1, 1, 0, 0, 0)  # the same bytes whenever it is made


def engine_wheel(wheel: Path, folder: Path) -> Path:
    """Write a wheel of the same name into ``folder`` that has only what the engine imports."""
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / wheel.name
    with zipfile.ZipFile(wheel) as whole, zipfile.ZipFile(target, "w") as small:
        for name in whole.namelist():
            if _is_of_engine(name):
                data = whole.read(name)
                kept = _shortened(data) if name.endswith(".dist-info/RECORD") else data
                small.writestr(zipfile.ZipInfo(name, _TIME), kept, zipfile.ZIP_DEFLATED)
    return target


def _is_of_engine(name: str) -> bool:
    return name.startswith(_PARTS) or ".dist-info/" in name


def _shortened(record: bytes) -> bytes:
    rows = csv.reader(io.StringIO(record.decode("utf-8")))
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerows(row for row in rows if row and _is_of_engine(row[0]))
    return text.getvalue().encode("utf-8")
