"""Where the frozen app begins."""

import os
import sys

from frozen_environment import restore

from flux2studio.__main__ import main

restore(os.environ)
sys.exit(main())
