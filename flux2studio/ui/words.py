"""Numbers, dates and money in the words of the artist's language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from string import Formatter
from typing import Final

from PySide6.QtCore import QCoreApplication, QDate, QDateTime, QLocale

from flux2studio.core.errors import StudioError
from flux2studio.core.hosted import Balance
from flux2studio.core.phrase import Phrase, Value

_PHRASES: Final = "Phrases"  # the context of all that comes from below the window
_DIGITS: Final = re.compile(r"\.(\d)f")


def moment(when: datetime) -> str:
    """Date and time in the local time zone, the month as a word: no order of numbers to guess."""
    try:
        seconds = when.timestamp()
    except (OSError, OverflowError, ValueError):  # a stranger's date, in no place of the world
        seconds = when.replace(tzinfo=UTC).timestamp()
    local = QDateTime.fromSecsSinceEpoch(int(seconds))
    return QLocale().toString(local, "d MMM yyyy, HH:mm")


def today() -> date:
    return local_day(datetime.now(UTC))


def local_day(when: datetime) -> date:
    return when.astimezone().date()


def day(when: date, today: date) -> str:
    """A heading: today, yesterday, or the date."""
    match (today - when).days:
        case 0:
            return QCoreApplication.translate("words", "Today")
        case 1:
            return QCoreApplication.translate("words", "Yesterday")
    form = "dddd d MMMM" if when.year == today.year else "d MMMM yyyy"
    return QLocale().toString(QDate(when.year, when.month, when.day), form)


def money(usd: float) -> str:
    """US dollars; below one to a tenth of a cent, since a picture costs a few cents."""
    is_fine = usd < 0.1 or (usd < 1 and round(usd, 2) != round(usd, 3))
    digits = 0 if usd == 0 else 3 if is_fine else 2
    return _dollars(QLocale().toString(float(usd), "f", digits))


def balance(of: Balance) -> str:
    """What an account holds; cents as on a bill."""
    text = QLocale().toString(float(of.amount), "f", 2)
    return _dollars(text) if of.currency == "USD" else f"{text} {of.currency}"


def _dollars(amount: str) -> str:
    return QCoreApplication.translate("words", "$%1").replace("%1", amount)


def duration(seconds: float) -> str:
    if seconds < 90:
        return QCoreApplication.translate("words", "%1 s").replace("%1", decimal(seconds, 1))
    text = QCoreApplication.translate("words", "%1 min %2 s")
    minutes, rest = divmod(round(seconds), 60)
    return text.replace("%1", str(minutes)).replace("%2", str(rest))


def seconds(pace: float) -> str:
    """A short time: "0.31 s", "4.2 s"."""
    text = QCoreApplication.translate("words", "%1 s")
    return text.replace("%1", decimal(pace, 1 if pace >= 1 else 2))


def decimal(number: float, digits: int | None = None) -> str:
    """As the language writes it, with the ``digits`` it needs behind the point, or so many."""
    if digits is None:
        return QLocale().toString(float(number), "g", 6)
    return QLocale().toString(float(number), "f", digits)


def said(text: str) -> str:
    """Return what a layer below says in the window's language; what is no such text stays."""
    if not isinstance(text, Phrase):
        return QCoreApplication.translate(_PHRASES, text) if text else ""
    told = QCoreApplication.translate(_PHRASES, text.template, None, text.number)
    return _Filling().vformat(told, (), text.values) if text.values else told


def told(problem: StudioError, between: str = " ") -> str:
    """What happened and the next step, as one reads them."""
    return f"{said(str(problem))}{between}{said(problem.hint)}".strip()


class _Filling(Formatter):
    """Fills values in: those that are texts of ours in words, numbers as the language has them."""

    def get_value(self, key: int | str, _args: object, values: Mapping[str, Value]) -> Value:
        value = values[str(key)]
        return said(value) if isinstance(value, Phrase) else value

    def format_field(self, value: Value, form: str) -> str:
        if isinstance(value, str) or not form:
            return str(value)
        if digits := _DIGITS.fullmatch(form):
            return QLocale().toString(float(value), "f", int(digits[1]))
        return QLocale().toString(value) if form == "," else format(value, form)


def listed(names: Iterable[str]) -> str:
    """Return names in a row, in the quotation marks of the language."""
    one = QCoreApplication.translate("words", "“%1”")
    return ", ".join(one.replace("%1", name) for name in names)


def count(number: int) -> str:
    return QLocale().toString(number)
