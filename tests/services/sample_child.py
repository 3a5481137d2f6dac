"""A first start that the tests kill: ``python -m tests.services.sample_child HOME``."""

import sys
from pathlib import Path

from flux2studio.paths import paths_below
from flux2studio.studio import open_studio


def main():
    studio = open_studio(paths_below(Path(sys.argv[1])))
    studio.sample.begin(is_first=True)
    studio.close()


if __name__ == "__main__":
    main()
