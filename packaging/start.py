"""Where the frozen app begins: what the loader changed for us is put back for other programs."""

import os
import sys

# The loader points these at our folder. A browser or the engine's Python that we start would take
# our libraries for its own; ours are mapped by then, and each start of ours sets them anew.
for name in ("LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "LIBPATH"):
    before = os.environ.pop(f"{name}_ORIG", None)
    if before is not None:
        os.environ[name] = before
    elif getattr(sys, "frozen", False):
        os.environ.pop(name, None)

from flux2studio.__main__ import main  # noqa: E402

sys.exit(main())
