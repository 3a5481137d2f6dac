"""Fetches one LoRA in a process of its own, for a test that kills it on the way.

Arguments: the folder of the store, and the address. Says a line at each progress.
"""

from __future__ import annotations

import sys
from pathlib import Path

from flux2studio.backends.lora_sites import RemoteLora
from flux2studio.core.control import RunControl
from flux2studio.core.job import Progress
from flux2studio.services.lora_downloads import LoraDownloads
from flux2studio.storage.lora_store import LoraStore


def main(folder: str, url: str) -> None:
    remote = RemoteLora(site="Civitai", origin="civitai:1", url=url)
    downloads = LoraDownloads(store=LoraStore(Path(folder)))

    def say(progress: Progress) -> None:
        sys.stdout.write(f"{progress.done}\n")
        sys.stdout.flush()

    downloads.fetch(remote, "Dusk", RunControl(say))


if __name__ == "__main__":
    main(*sys.argv[1:])
