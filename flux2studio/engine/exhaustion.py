"""Tell out-of-memory errors, which every device words in its own way, from all others."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager

import torch

from flux2studio.engine.errors import OutOfMemoryError

# RuntimeErrors in all but name: MPS, the CPU allocator (Linux, macOS; Windows), drivers, cuBLAS.
_SIGNS = (
    "out of memory",
    "can't allocate memory",
    "not enough memory",
    "cublas_status_alloc_failed",
    "cudnn_status_alloc_failed",
)


@contextmanager
def exhaustion_named() -> Generator[None]:
    """Raise ``OutOfMemoryError`` in place of what torch and Python raise when no room is left.

    Only the CPU's errors were seen; those of CUDA, ROCm and MPS are taken from torch's source.
    """
    try:
        yield
    except (RuntimeError, MemoryError) as error:
        if not is_exhaustion(error):
            raise
        # from None: the frames of the other error would keep what they hold in memory
        raise OutOfMemoryError("There is not enough memory.", details=_first_lines(error)) from None


def is_exhaustion(error: BaseException) -> bool:
    """Whether ``error`` says that the device or the machine had no room."""
    if isinstance(error, MemoryError | torch.OutOfMemoryError):
        return True
    text = str(error).lower()
    return isinstance(error, RuntimeError) and any(sign in text for sign in _SIGNS)


def _first_lines(error: BaseException) -> str:
    return f"{type(error).__name__}: {error}"[:600]
