"""Downloads one model in a process of its own, for a test that kills it on the way.

Arguments: the home, the address of the hub, and the id of the model. Says how many bytes are
there at each word of progress.
"""

from __future__ import annotations

import sys
from pathlib import Path

from tests.services.model_parts import opened


def main(home: str, url: str, model: str) -> None:
    with opened(Path(home), url) as models:

        def say() -> None:
            if download := models.status(model).download:
                sys.stdout.write(f"{download.done_bytes}\n")
                sys.stdout.flush()

        models.subscribe(say)
        models.download(model)


if __name__ == "__main__":
    main(*sys.argv[1:])
