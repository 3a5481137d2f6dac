"""Whether things may move on the screen, as the artist chose it."""

from __future__ import annotations

from enum import StrEnum


class Motion(StrEnum):
    SYSTEM = "system"
    ON = "on"
    OFF = "off"
