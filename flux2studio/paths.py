"""Where data, settings, cache, logs, pictures and the app's own resources live."""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import platformdirs

HOME_VARIABLE = "FLUX2STUDIO_HOME"
_HOME_FILE = "home.txt"  # where the artist moved everything to, in the usual folder of settings
_HOME_MAX = 4096  # letters
_NAME = "flux2studio"


@dataclass(frozen=True, slots=True, kw_only=True)
class Paths:
    """Absolute folders. Nothing is created here; whoever writes makes the folder."""

    data: Path
    config: Path
    cache: Path
    logs: Path
    pictures: Path

    @property
    def database(self) -> Path:
        return self.data / "studio.db"

    @property
    def references(self) -> Path:
        return self.data / "references"

    @property
    def loras(self) -> Path:
        """LoRAs that had to be fetched here, because no service can fetch them itself."""
        return self.data / "loras"

    @property
    def lora_previews(self) -> Path:
        """The pictures on the cards of LoRAs."""
        return self.data / "lora-previews"

    @property
    def lora_backups(self) -> Path:
        """What the artist knows of LoRAs, once a day."""
        return self.data / "lora-backups"

    @property
    def lora_files(self) -> Path:
        """LoRAs that the artist downloaded, each under its own name."""
        return self.data / "lora-files"

    @property
    def lora_updates(self) -> Path:
        """What the sites said of newer versions."""
        return self.data / "lora-updates.json"

    @property
    def updates(self) -> Path:
        """What the project said of newer versions of the app."""
        return self.data / "updates.json"

    @property
    def models(self) -> Path:
        """Models for this computer that were downloaded here."""
        return self.data / "models"

    @property
    def sample(self) -> Path:
        """The pictures and LoRAs of the sample project, while it is there."""
        return self.data / "sample"

    @property
    def engine(self) -> Path:
        """Pictures on their way from the engine to the app."""
        return self.cache / "engine"

    @property
    def engines(self) -> Path:
        """The local engine as the app installed it, and what was downloaded for it."""
        return self.data / "engines"

    @property
    def clean_copies(self) -> Path:
        """Pictures without their recipes, on their way to another program."""
        return self.cache / "clean-copies"

    @property
    def spool(self) -> Path:
        """Answers of paid requests, as the courier wrote them."""
        return self.data / "spool"

    @property
    def locks(self) -> Path:
        return self.data / "locks"

    @property
    def backups(self) -> Path:
        return self.data / "backups"

    @property
    def draft(self) -> Path:
        return self.data / "draft.json"

    @property
    def presets(self) -> Path:
        """Set-ups of the form that the artist keeps under names."""
        return self.data / "presets.json"

    @property
    def settings(self) -> Path:
        return self.config / "settings.json"

    @property
    def window(self) -> Path:
        return self.config / "window.ini"

    @property
    def prices(self) -> Path:
        """What the services said of their prices."""
        return self.cache / "prices.json"

    @property
    def thumbnails(self) -> Path:
        return self.cache / "thumbs.db"

    @property
    def first_page(self) -> Path:
        """What the history showed when the window closed on it."""
        return self.cache / "first-page.jpg"


def find_paths() -> Paths:
    """``FLUX2STUDIO_HOME`` roots everything when set, else what was chosen, else as usual."""
    home = os.environ.get(HOME_VARIABLE) or _chosen_home()
    if home:
        return paths_below(Path(home).expanduser().resolve())
    return Paths(
        data=Path(platformdirs.user_data_dir(_NAME, appauthor=False)),
        config=Path(platformdirs.user_config_dir(_NAME, appauthor=False)),
        cache=Path(platformdirs.user_cache_dir(_NAME, appauthor=False)),
        logs=Path(platformdirs.user_log_dir(_NAME, appauthor=False)),
        pictures=Path(platformdirs.user_pictures_dir()) / _NAME,
    )


def remember_home(home: Path) -> bool:
    """Root everything below ``home`` from the next start on; return whether that was kept.

    A variable that says otherwise wins, and is left alone.
    """
    if os.environ.get(HOME_VARIABLE):
        return False
    folder = Path(platformdirs.user_config_dir(_NAME, appauthor=False))
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / _HOME_FILE).write_text(f"{home}\n", encoding="utf-8")
    except OSError:
        return False
    return True


def _chosen_home() -> str:
    """The folder chosen instead of the usual places, also while it is away: that is told then."""
    file = Path(platformdirs.user_config_dir(_NAME, appauthor=False)) / _HOME_FILE
    try:
        with file.open(encoding="utf-8") as opened:
            home = opened.read(_HOME_MAX).strip()
    except (OSError, ValueError):
        return ""
    return home if Path(home).is_absolute() else ""


def paths_below(home: Path) -> Paths:
    """Everything below one folder: tests and portable use."""
    return Paths(
        data=home / "data",
        config=home / "config",
        cache=home / "cache",
        logs=home / "logs",
        pictures=home / "Pictures" / _NAME,
    )


def resource(name: str) -> Path:
    """Return a file of ``resources/``, whether installed or run from a checkout."""
    return _resources() / name


@cache
def _resources() -> Path:
    """Found once: to follow links takes the disk, and icons are asked for while painting."""
    package = Path(__file__).resolve().parent
    installed = package / "resources"
    return installed if installed.exists() else package.parent / "resources"
