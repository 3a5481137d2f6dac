"""The hosted services in numbers: how soon a request leaves, and what faults cost.

    python -m tests.benchmarks.hosted start [RUNS]
    python -m tests.benchmarks.hosted faults [JOBS [SEED]]

``start``: from Generate with three 24-megapixel references to the first byte of the paid POST,
over the bare cost of scaling and encoding them, with the longest gap of the window's event loop
meanwhile. ``faults``: jobs at both stand-ins, a fifth of them with a fault of a random kind; how
many were lost, paid twice, or ended more or less than once. Ends with 1 when one was.
"""

from __future__ import annotations

import sys

from tests.benchmarks import hosted_faults, hosted_start

JOBS, SEED = 200, 20261121


def main() -> int:
    what, numbers = (sys.argv[1:] or ["both"])[0], [int(number) for number in sys.argv[2:]]
    if what in ("start", "both"):
        hosted_start.measure(*numbers[:1] if what == "start" else ())
    if what in ("faults", "both"):
        return hosted_faults.measure(*(numbers + [JOBS, SEED][len(numbers) :]))
    return 0


if __name__ == "__main__":
    sys.exit(main())
