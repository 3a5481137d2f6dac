"""Sizes of files and of memory in words, as file managers and GPU makers say them."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLocale

_GB = 10**9
_MB = 10**6
_GIB = 2**30


def size(count: float) -> str:
    """Decimal, as file managers count: "16 GB", "3.2 GB", "820 MB"."""
    amount, unit = _in_unit(count, count)
    return f"{amount} {unit}"


def part(done: float, total: float) -> str:
    """How much of it, in the unit of the whole: "3.2 of 16 GB"."""
    amount, unit = _in_unit(total, total)
    return _tr("{0} of {1} {2}").format(_in_unit(done, total)[0], amount, unit)


def memory(count: float) -> str:
    """Of a GPU or the machine, in units of 2**30 bytes: what is sold as 16 GB is 16 GB here."""
    return f"{_number(count / _GIB, 10)} GB"


def speed(bytes_per_second: float) -> str:
    return _tr("{0}/s").format(size(bytes_per_second))


def _in_unit(count: float, whole: float) -> tuple[str, str]:
    """``count`` in the unit that suits ``whole``."""
    if whole >= _GB:
        return _number(count / _GB, 10), "GB"
    return _number(count / _MB, 10), "MB"


def _number(amount: float, whole_from: float) -> str:
    """One digit behind the point below ``whole_from``, none where it would be a nought."""
    digits = 0 if amount >= whole_from or round(amount, 1) == round(amount) else 1
    return QLocale().toString(round(amount, digits), "f", digits)


def _tr(text: str) -> str:
    return QCoreApplication.translate("Sizes", text)
