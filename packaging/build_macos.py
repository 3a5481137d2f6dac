"""Builds what Mac users download: ``python packaging/build_macos.py OUT``, on a Mac.

In OUT then lies a .dmg with the app, for the kind of processor it was built on. With
FLUX2STUDIO_SIGN_AS, an identity of the keychain, all code is signed by it; with
FLUX2STUDIO_NOTARY_KEY (a file .p8), …_KEY_ID and …_ISSUER Apple is asked to notarise it, too.
Without these a Mac asks whoever opens it whether that is meant. NOT RUN so far.
"""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from bundle_build import HERE, describe, freeze, start, tell_sizes

NAME = "flux2studio"
ENTITLEMENTS = HERE / "macos" / "entitlements.plist"
_NOTARY = {
    "--key": "FLUX2STUDIO_NOTARY_KEY",
    "--key-id": "FLUX2STUDIO_NOTARY_KEY_ID",
    "--issuer": "FLUX2STUDIO_NOTARY_ISSUER",
}


def main() -> int:
    return start(__file__, __doc__ or "", "macos", build)


def build(out: Path) -> None:
    """Inside the environment: freeze, describe, sign, pack."""
    from importlib.metadata import version

    from bundle_archives import size_of

    app = freeze(out / "work")
    resources = app / "Contents" / "Resources"
    describe(out / "work", resources / "licences", lambda _place: True)
    identity = os.environ.get("FLUX2STUDIO_SIGN_AS", "")
    # The licences came after the parts were signed: the whole is signed once more around them.
    subprocess.run([*sign(identity), "--entitlements", ENTITLEMENTS, app], check=True)
    subprocess.run(["codesign", "--verify", "--deep", "--strict", app], check=True)
    image = out / f"{NAME}-{version(NAME)}-macos-{platform.machine()}.dmg"
    _pack(app, image, out / "work" / "image")
    if identity:
        subprocess.run([*sign(identity), image], check=True)
    if (words := notary(os.environ)) and identity:
        subprocess.run(["xcrun", "notarytool", "submit", image, *words, "--wait"], check=True)
        subprocess.run(["xcrun", "stapler", "staple", image], check=True)
    else:
        sys.stdout.write("Not notarised: there is no key for it.\n")
    tell_sizes({"installed": size_of(app), image.name: image.stat().st_size})


def sign(identity: str) -> list[str]:
    """Return the command that signs what is put after it; without an identity for this Mac only."""
    command = ["codesign", "--force", "--sign", identity or "-"]
    return [*command, "--options", "runtime", "--timestamp"] if identity else command


def notary(environment: Mapping[str, str]) -> list[str]:
    """Return how Apple knows us, or nothing when a part is missing. The key is in a file."""
    said = {word: environment.get(name, "") for word, name in _NOTARY.items()}
    return [part for pair in said.items() for part in pair] if all(said.values()) else []


def _pack(app: Path, image: Path, folder: Path) -> None:
    """The app, and beside it the folder to drag it to."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    shutil.copytree(app, folder / app.name, symlinks=True)
    (folder / "Applications").symlink_to("/Applications")
    command = ["hdiutil", "create", "-volname", NAME, "-srcfolder", str(folder)]
    insist([*command, "-format", "UDZO", "-ov", str(image)])


def insist(command: list[str], waits: Sequence[float] = (5, 15, 45)) -> None:
    """Run ``command``, and again after each of ``waits`` (seconds) as long as it fails.

    "Resource busy", says hdiutil while the system still looks through what was just written.
    Raises CalledProcessError of the last one.
    """
    for wait in waits:
        if subprocess.run(command, check=False).returncode == 0:
            return
        time.sleep(wait)
    subprocess.run(command, check=True)


if __name__ == "__main__":
    sys.exit(main())
