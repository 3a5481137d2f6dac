"""Adds one LoRA in a process of its own, for a test that kills it on the way.

Arguments: the home, and the address of the hub. Says how many bytes are there at each progress.
"""

from __future__ import annotations

import sys
from pathlib import Path

from flux2studio.core.control import RunControl
from flux2studio.core.model_files import Download
from tests.services.lora_site_parts import opened_sites


def main(home: str, url: str) -> None:
    def say(download: Download) -> None:
        sys.stdout.write(f"{download.done_bytes}\n")
        sys.stdout.flush()

    with opened_sites(Path(home), hub=url) as app:
        offer = app.adding.look_at("artist/dusk", RunControl())
        app.adding.add(offer, None, download=True, control=RunControl(), tell=say)


if __name__ == "__main__":
    main(*sys.argv[1:])
