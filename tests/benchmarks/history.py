"""How the history does with 100,000 and with 1,000,000 pictures, each figure beside its floor.

    python -m tests.benchmarks.history [--part NAME] [--keep FOLDER] [COUNT ...]

Parts: search, memory, window, rebuild, save; all without ``--part``. A home of each size is made
below the folder for temporary files, which should be on a disk (a million takes some 20 GB with
its thumbnails, and minutes); with ``--keep`` it stays there and is used again. Files for the
rebuild lie in memory where there is /dev/shm: the disk is not what is measured.
"""

from __future__ import annotations

import argparse
import io
import os
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import datetime
from functools import partial
from itertools import islice
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"

from PIL import Image

from flux2studio.backends.base import GeneratedImage
from flux2studio.core.generation import encode_recipe
from flux2studio.core.job import Job
from flux2studio.core.models import read_catalogue
from flux2studio.core.request import GenerationRequest
from flux2studio.imaging.metadata import embed
from flux2studio.paths import Paths, paths_below, resource
from flux2studio.services.album_keeping import AlbumKeeping
from flux2studio.services.history_backup import HistoryBackup
from flux2studio.services.history_rebuilding import HistoryRebuilding
from flux2studio.services.history_search import HistorySearch
from flux2studio.services.pictures import PictureService
from flux2studio.services.saving import PictureSaver
from flux2studio.storage.albums import AlbumRepository
from flux2studio.storage.database import Database
from flux2studio.storage.disk import fsync_folder
from flux2studio.storage.history import HistoryRepository
from flux2studio.storage.history_reader import HistoryReader
from flux2studio.storage.loras import LoraRepository
from flux2studio.storage.outputs import Outputs
from flux2studio.storage.references import ReferenceStore
from flux2studio.storage.roots import Roots
from flux2studio.storage.terms import Terms
from flux2studio.storage.thumbnails import ThumbnailStore
from tests.benchmarks.history_data import make, never, recipes

QUERIES = (  # typed letter by letter, and the last letters of each are what one waits for
    *("fox", "photograph harbour", '"red coat"', "-fox winter", "thistles", "雪の中", "café"),
    *("rating:>=4", "rating:5 is:picked fox", "lora:inkwash>0.6", "-lora:inkwash backend:fal"),
    *("tag:barn date:2025", "album:Best", "album:2025/Harbour", "ref:hat.png", "seed:1234"),
    *("cost:>0.05 size:>2mp", "size:square is:edit", "date:last-week", "label:red,green -is:rated"),
)
PARTS = ("search", "memory", "window", "rebuild", "save")
REBUILT = 40_000
_PAGE = "SELECT * FROM generation ORDER BY number DESC LIMIT 200"
MEMORY = """
import os, sys
from pathlib import Path
from tests.benchmarks.history import opened
def resident():
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
search, database = opened(Path(sys.argv[1]))
search.first("")
before = resident()
numbers = search.numbers("", lambda: None)
print(len(numbers), resident() - before, numbers.itemsize * len(numbers))
database.close()
"""


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("counts", nargs="*", type=int, default=[100_000, 1_000_000])
    parser.add_argument(
        "--part", action="append", choices=("search", "memory", "window", "rebuild", "save")
    )
    parser.add_argument("--keep", type=Path)
    options = parser.parse_args()
    parts = options.part or PARTS
    with tempfile.TemporaryDirectory() as folder:
        keep = options.keep or Path(folder)
        needs_thumbnails = "window" in parts
        wanted = options.counts if {"search", "memory", "window"} & set(parts) else []
        homes = {count: home_of(keep, count, thumbnails=needs_thumbnails) for count in wanted}
        for count, home in homes.items():
            if "search" in parts:
                searching(home, count)
        if "memory" in parts:
            memory(homes)
        if "window" in parts:
            from tests.benchmarks.history_window import window

            window(homes)
        if "save" in parts:
            saving(Path(folder))
    if "rebuild" in parts:
        rebuild_all()


def home_of(folder: Path, count: int, *, thumbnails: bool) -> Path:
    home = folder / f"history-{count}"
    done = home / f"made-{'with' if thumbnails else 'without'}"
    if not any((home / f"made-{word}").exists() for word in ("with", done.name.split("-")[1])):
        made = make(home, count, thumbnails=thumbnails)
        done.touch()
        print(f"{made.count:,} pictures made in {made.seconds:.0f} s")
    return home


def opened(home: Path) -> tuple[HistorySearch, Database]:
    paths = paths_below(home)
    database = Database(paths.database)
    search = HistorySearch(
        reader=HistoryReader(database, lambda: paths.pictures),
        terms=Terms(database),
        albums=AlbumRepository(database),
        clock=lambda: datetime.now().astimezone(),
    )
    return search, database


# Searching, without a window


def searching(home: Path, count: int) -> None:
    """The first pictures of every state of being typed; the floor reads as many rows by key."""
    search, database = opened(home)
    typed = [query[:end] for query in QUERIES for end in range(1, len(query) + 1)]
    try:
        search.first("")
        firsts = {text: timed(search.first, text) for text in typed}
        wholes = [timed(search.numbers, text, never) for text in QUERIES]
        everything = timed(search.numbers, "", never)
        completed = [timed(search.complete, text, len(text)) for text in typed]
        floor = [bare_page(paths_below(home)) for _ in range(50)]
    finally:
        database.close()
    print(f"\nsearch of {count:,}                                 p50       p95     worst")
    say(f"  first 200, {len(typed)} states of the line", list(firsts.values()))
    say(f"  first 200, {len(QUERIES)} whole lines", [firsts[text] for text in QUERIES])
    say("  floor: 200 rows by key, not decoded", floor)
    say("  completion", completed)
    say("  all numbers of a whole line", wholes)
    print(f"  all numbers of all pictures               {everything * 1e3:8.1f} ms")
    slow = sorted(firsts.items(), key=lambda pair: pair[1], reverse=True)[:3]
    print("  slowest: " + ", ".join(f"{text!r} {took * 1e3:.0f} ms" for text, took in slow))
    print("goal: first results under 30 ms with paint (p95)")


def bare_page(paths: Paths) -> float:
    with closing(sqlite3.connect(paths.database)) as db:
        db.execute("SELECT 1 FROM generation LIMIT 1").fetchone()
        return timed(lambda: db.execute(_PAGE).fetchall())


def memory(homes: dict[int, Path]) -> None:
    """What the process grows by when all ids are there, each in a new process."""
    print("\nmemory of all ids                          grown       array alone")
    grown = []
    for count, home in homes.items():
        done = subprocess.run(
            [sys.executable, "-c", MEMORY, str(home)], capture_output=True, text=True, check=True
        )
        _, more, alone = map(int, done.stdout.split())
        grown.append((count, more))
        print(f"  {count:>9,} pictures              {more / 1e6:10.1f} MB  {alone / 1e6:10.1f} MB")
    if len(grown) > 1:
        (few, less), (many, more) = grown[0], grown[-1]
        each = (more - less) / (many - few)
        print(f"  for a million more                {each:10.1f} MB")
    print("goal: at most 8 MB a million more")


# Rebuild


def rebuild_all(count: int = REBUILT) -> None:
    """The database made again from files; the floor reads the head of each."""
    shared = Path("/dev/shm")
    with tempfile.TemporaryDirectory(dir=shared if shared.is_dir() else None) as folder:
        root = Path(folder) / "pictures"
        write_pictures(root, count)
        floor = timed(read_heads, root)
        with closing(Database(Path(folder) / "studio.db")) as database:
            history = HistoryRepository(database, root)
            keeping = AlbumKeeping(AlbumRepository(database), Roots(database), lambda: root)
            backup = HistoryBackup(database, history, Path(folder) / "backups")
            rebuilding = HistoryRebuilding(
                database, history, keeping, Path(folder) / "references", backup
            )
            took = timed(rebuilding.run)
            again = timed(rebuilding.run)
            assert history.count() == count
            refreshed = timed(history.refresh, lambda: None)
    print(f"\nrebuild of {count:,} files                  a second")
    print(f"  all rows                            {count / took:10,.0f}  {took / floor:6.2f} x")
    print(f"  once more, nothing new              {count / again:10,.0f}")
    print(f"  search made again in the background {count / refreshed:10,.0f}")
    print(f"  floor: names, and 8 KB of each      {count / floor:10,.0f}")
    print("goal: at least 20,000 files a second")


def write_pictures(root: Path, count: int) -> None:
    kept = io.BytesIO()
    Image.new("RGB", (8, 8), (90, 60, 30)).save(kept, "PNG")
    for recipe, _ in recipes(count):
        folder = root / f"{recipe.created_at:%Y-%m-%d}"
        folder.mkdir(parents=True, exist_ok=True)
        data = embed(kept.getvalue(), encode_recipe(recipe))
        (folder / f"{recipe.created_at:%H%M%S}-{recipe.id}.png").write_bytes(data)


def read_heads(root: Path) -> None:
    for folder, _, names in os.walk(root):
        for name in names:
            with Path(folder, name).open("rb", buffering=0) as file:
                file.read(8192)


# Saving


def saving(folder: Path, runs: int = 40) -> None:
    """A result of 1024 x 768 with all that goes in and beside it, in turn with the bare write."""
    paths = paths_below(folder / "saving")
    pictures = PictureService()
    with closing(Database(paths.database)) as database, closing(pictures):
        thumbnails = ThumbnailStore(paths.thumbnails)
        saver = PictureSaver(
            outputs=Outputs(paths.pictures),
            history=HistoryRepository(database, paths.pictures),
            pictures=pictures,
            thumbnails=thumbnails,
            scratch=paths.cache / "scratch",
            references=ReferenceStore(paths.references),
            models=read_catalogue(resource("models.json").read_bytes()),
            loras=LoraRepository(database),
        )
        requests = [recipe.request for recipe, _ in islice(recipes(runs), runs)]
        datas = [photograph(number) for number in range(4)]
        ours, floor = [], []
        for number, request in enumerate(requests):
            job = job_of(request, paths.pictures / "2026-11-20")
            image = GeneratedImage(data=datas[number % 4], index=0, seed=7)
            ours.append(timed(partial(saver.save, seconds=1.0, closes=False), job, image))
            place = paths.pictures / f"bare-{number}.png"
            floor.append(timed(bare_save, image.data, place))
        thumbnails.close()
    ratio = statistics.median(ours[5:]) / statistics.median(floor[5:])
    size = f"{len(datas[0]) / 1e6:.1f} MB"
    print(f"\nsaving {size}                                  p50       p95     worst")
    say("  with metadata, row and thumbnail", ours[5:])
    say("  floor: bytes made durable, thumbnail", floor[5:])
    print(f"  ratio of the medians {ratio:.2f}    goal: at most 1.3")


def job_of(request: GenerationRequest, folder: Path) -> Job:
    return Job(request=request, backend="practice", folder=folder)


def photograph(number: int) -> bytes:
    """A PNG of the size in bytes that a photograph has."""
    small = Image.effect_noise((256, 192), 40 + number)
    picture = Image.merge("RGB", (small, small.rotate(90).resize((256, 192)), small))
    kept = io.BytesIO()
    picture.resize((1024, 768), Image.Resampling.BICUBIC).save(kept, "PNG", compress_level=4)
    return kept.getvalue()


def bare_save(data: bytes, place: Path) -> None:
    part = place.with_suffix(".part")
    part.parent.mkdir(parents=True, exist_ok=True)
    with part.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    part.rename(place)
    fsync_folder(place.parent)
    with Image.open(io.BytesIO(data)) as picture:
        picture.thumbnail((320, 320), Image.Resampling.LANCZOS)
        picture.convert("RGB").save(io.BytesIO(), "JPEG", quality=85)


# Words


def timed(act: Callable[..., object], *values: object) -> float:
    began = time.perf_counter()
    act(*values)
    return time.perf_counter() - began


def say(name: str, seconds: Sequence[float]) -> None:
    ordered = sorted(seconds)
    p50, p95 = ordered[len(ordered) // 2], ordered[int(len(ordered) * 0.95)]
    print(f"{name:45} {p50 * 1e3:6.1f} ms {p95 * 1e3:6.1f} ms {ordered[-1] * 1e3:6.1f} ms")


if __name__ == "__main__":
    main()
