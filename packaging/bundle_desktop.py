"""What a system shows of the app: menu entry, icons, type of LoRA files, app shop, manual page."""

from __future__ import annotations

import gzip
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

from bundle_icons import ICON, draw
from release.notes import CHANGELOG, as_appstream, section

_HERE = Path(__file__).parent
_SIZES = (16, 22, 24, 32, 48, 64, 128, 256, 512)  # pixels, as the icon theme “hicolor” has them
_DESKTOP = "flux2studio.desktop"
_MANUAL = "flux2studio.1"
_METAINFO = "io.github.flux2studio.flux2studio.metainfo.xml"


def write_share(share: Path, *, version: str, date: str) -> None:
    """Make the part of ``share`` (as in /usr/share) that is ours; ``date`` is YYYY-MM-DD."""
    told = as_appstream(section(CHANGELOG.read_text(encoding="utf-8"), version))
    values = {"VERSION": version, "DATE": date, "NOTES": told}
    for name, place in (
        (_DESKTOP, f"applications/{_DESKTOP}"),
        (_METAINFO, f"metainfo/{_METAINFO}"),
        ("flux2studio-mime.xml", "mime/packages/flux2studio.xml"),
    ):
        write(share / place, filled(_HERE / "linux" / name, values))
    manual = filled(_HERE / "linux" / _MANUAL, values)
    write_zipped(share / f"man/man1/{_MANUAL}.gz", manual)
    scalable = share / "icons/hicolor/scalable/apps/flux2studio.svg"
    write(scalable, ICON.read_text(encoding="utf-8"))
    for size in _SIZES:
        target = share / f"icons/hicolor/{size}x{size}/apps/flux2studio.png"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(draw(size))


def check_share(share: Path) -> None:
    """Raises CalledProcessError when one of the tools of the desktops finds fault with it.

    A tool that is not installed is left out.
    """
    for command in (
        ("desktop-file-validate", str(share / "applications" / _DESKTOP)),
        ("appstreamcli", "validate", "--no-net", str(share / "metainfo" / _METAINFO)),
        ("xmllint", "--noout", str(share / "mime/packages/flux2studio.xml")),
    ):
        if shutil.which(command[0]):
            subprocess.run(command, check=True)


def filled(template: Path, values: Mapping[str, str]) -> str:
    """Return the text with ``@NAME@`` replaced by its value."""
    text = template.read_text(encoding="utf-8")
    for name, value in values.items():
        text = text.replace(f"@{name}@", value)
    return text


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def write_zipped(path: Path, text: str) -> None:
    """The same bytes whenever it is written."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with gzip.GzipFile(path, "wb", mtime=0) as file:
        file.write(text.encode())
