"""Which language the window speaks."""

from enum import StrEnum


class Language(StrEnum):
    """``SYSTEM``: the system's where we know it, else English."""

    SYSTEM = "system"
    ENGLISH = "en"
    GERMAN = "de"
