"""How fast a collection of LoRAs is listed, opened, searched and scrolled.

    python -m tests.benchmarks.loras [FILES]

Makes 10,000 files (160 tensors each, whole headers, weights that take no room on the disk) in a
hundred folders, below the folder for temporary files, which should be on a disk. Every figure
stands beside a floor measured in the same run. Hashes are given to the files, not computed: a
collection is hashed once, in the background. The window is the real one, with the real database.
"""

from __future__ import annotations

import hashlib
import json
import os
import random
import statistics
import struct
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"

from PySide6.QtCore import QStringListModel
from PySide6.QtWidgets import QAbstractItemView, QApplication, QListView

from flux2studio.app import make_application
from flux2studio.assembly import App, build
from flux2studio.core.control import RunControl
from flux2studio.core.lora import Lora
from flux2studio.core.lora_facts import edited
from flux2studio.core.safetensors_header import read_header
from flux2studio.paths import paths_below
from flux2studio.services.lora_identifying import keep_identities
from flux2studio.services.lora_news import NewsBoard
from flux2studio.services.lora_survey import LoraSurvey
from flux2studio.storage.lora_facts import read_facts
from flux2studio.storage.lora_identity import Identity
from flux2studio.storage.loras import LoraRepository
from flux2studio.studio import Studio, open_studio
from tests.services.lora_files import write_many

T = TypeVar("T")
Frames = tuple[list[float], list[float]]
FRAME_S = 1 / 60
WORDS = (
    *("ink", "wash", "rain", "paper", "charcoal", "gouache", "linen", "dusk", "harbour"),
    *("copper", "moss", "velvet", "grain", "slate", "amber", "folded", "drift", "ember"),
    *("chalk", "thistle", "lacquer", "willow", "mist", "terracotta", "indigo"),
)
QUERIES = (
    *("ink wash", "harbour dusk", "tag:moss", "rating:>=4 linen", "base:klein9b -rain"),
    *('"ink wash" paper', "study 77", "trigger:ink12", "is:favourite chalk", "zzz"),
)

START = """
import sys, time
from PySide6.QtCore import QTimer
from flux2studio.app import make_application, open_window
from flux2studio.paths import find_paths
wanted = int(sys.argv[1])
app = make_application()
opening = open_window(app, find_paths(), [])

def opened(real):
    real.window.repaint()
    print(time.monotonic(), flush=True)
    loras, panel = real.view_models.loras, real.window._panels.loras

    def look():
        if loras.is_loaded and loras.model.rowCount() == wanted:
            loras.changed.disconnect(look)
            QTimer.singleShot(0, paint)

    def paint():
        panel.repaint()
        print(time.monotonic(), flush=True)
        app.quit()

    loras.changed.connect(look)
    look()

opening.opened.connect(opened)
app.exec()
opening.close()
"""


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    with tempfile.TemporaryDirectory() as folder:
        root, home = Path(folder) / "loras", Path(folder) / "home"
        began = time.perf_counter()
        files = write_many(root, count)
        os.sync()  # only what is on the disk can be put out of the memory
        made_s = time.perf_counter() - began
        print(f"{count:,} files of {header_bytes(files[0]):,} header bytes made in {made_s:.1f} s")
        headers(files)
        listing(root, home, files)
        starting(home, Path(folder) / "empty", count)
        window(home, count)


# Headers


def headers(files: Sequence[Path], most: int = 1000) -> None:
    """What the app reads of a file against the bare read of the same header, in turn."""
    chosen = random.Random(5).sample(files, min(most, len(files)))
    ways: list[tuple[str, Callable[[Path], object]]] = [
        ("bare: open, fstat, read 8 + n bytes, close", bare_header),
        ("bare, then json.loads of these bytes", bare_json),
        ("read_header (checked: every shape and place)", read_header),
        ("read_facts (what a listing knows of a file)", bare_facts),
    ]
    print(f"\nheader of a file, median of {len(chosen)}       cold page cache   warm page cache")
    cold = [[timed(way, file, is_cold=True) for file in chosen] for _, way in ways]
    warm = [[timed(way, file) for file in chosen] for _, way in ways]
    floors = statistics.median(cold[0]), statistics.median(warm[0])
    for (name, _), colds, warms in zip(ways, cold, warm, strict=True):
        figures = [
            f"{middle * 1e6:7.0f} µs {middle / floor:6.2f} x"
            for middle, floor in zip(map(statistics.median, (colds, warms)), floors, strict=True)
        ]
        print(f"  {name:45} {'  '.join(figures)}")
    print("goal: read_header at most 2 x the bare read of the same bytes")
    if statistics.median(cold[0]) < 1.5 * statistics.median(warm[0]):
        print("(this disk or file system answers from memory: nothing here was cold)")


def timed(way: Callable[[Path], object], file: Path, *, is_cold: bool = False) -> float:
    if is_cold:
        put_out(file)
    began = time.perf_counter()
    way(file)
    return time.perf_counter() - began


def put_out(file: Path) -> None:
    """Ask the system to keep nothing of a file in memory; where it can be asked."""
    if hasattr(os, "posix_fadvise"):
        descriptor = os.open(file, os.O_RDONLY)
        os.posix_fadvise(descriptor, 0, 0, os.POSIX_FADV_DONTNEED)
        os.close(descriptor)


def bare_header(file: Path) -> bytes:
    descriptor = os.open(file, os.O_RDONLY)
    os.fstat(descriptor)
    (length,) = struct.unpack("<Q", os.read(descriptor, 8))
    header = os.read(descriptor, length)
    os.close(descriptor)
    return header


def bare_json(file: Path) -> object:
    return json.loads(bare_header(file))


def bare_facts(file: Path) -> object:
    return read_facts(file, beside=(file.name,), pictures=False)


def header_bytes(file: Path) -> int:
    return len(bare_header(file))


# The folder


def listing(root: Path, home: Path, files: Sequence[Path]) -> None:
    """List, take in and list again, in a new library."""
    for file in files:
        put_out(file)
    _, bare_cold = clock(lambda: [bare_header(file) for file in walked(root)])
    for file in files:
        put_out(file)
    studio = open_studio(paths_below(home))
    try:
        folders = studio.lora_folders
        table, cold = clock(lambda: folders.look_into([root], RunControl()))
        _, bare_warm = clock(lambda: [bare_header(file) for file in walked(root)])
        _, again = clock(lambda: folders.look_into([root], RunControl()))
        taken, take = clock(lambda: folders.take(table.rows, RunControl(), root=root))
        give_hashes(studio, taken)
        folders.scan(RunControl())
        _, rescan = clock(lambda: folders.scan(RunControl()))
        _, names = clock(lambda: [file.stat() for file in walked(root)])
        write_cards(studio)
    finally:
        studio.close()
    assert len(taken) == len(files), f"{len(taken)} of {len(files)} were taken in"
    print(f"\nfirst listing, no hashes, cold          {cold:7.2f} s   goal: under 10 s (10,000)")
    print(f"  floor: names, and bare header reads   {bare_cold:7.2f} s  {cold / bare_cold:6.2f} x")
    print(f"looked into once more, nothing changed  {again:7.2f} s")
    print(f"  floor: names, bare reads, warm        {bare_warm:7.2f} s  {again / bare_warm:6.2f} x")
    print(f"taken in: a card for each               {take:7.2f} s")
    print(f"rescan of the watched folder, unchanged {rescan:7.2f} s")
    print(f"  floor: names and a stat of each       {names:7.2f} s  {rescan / names:6.2f} x")


def walked(root: Path) -> Iterable[Path]:
    for folder, _, names in os.walk(root):
        yield from (Path(folder, name) for name in names)


def clock(act: Callable[[], T]) -> tuple[T, float]:
    began = time.perf_counter()
    result = act()
    return result, time.perf_counter() - began


def give_hashes(studio: Studio, loras: Sequence[Lora]) -> None:
    """Let every file be hashed already, as it is the day after."""
    survey = LoraSurvey(studio.shelves.database, NewsBoard())
    files = survey.index.files()
    known = [(files[lora.source], made_up(lora.source)) for lora in loras]
    keep_identities(survey, known)


def made_up(source: str) -> Identity:
    digest = hashlib.sha256(source.encode()).hexdigest()
    return Identity(sha256=digest, autov3=digest[::-1])


def write_cards(studio: Studio) -> None:
    """Put an artist's words on every card: a kilobyte of notes, tags, stars."""
    chance = random.Random(7)
    cards = LoraRepository(studio.shelves.database)
    with studio.shelves.database.transaction():
        for lora in cards.all():
            notes = " ".join(chance.choices(WORDS, k=170))
            tags = tuple(sorted(set(chance.choices(WORDS, k=3))))
            words = {"rating": chance.randrange(6), "favourite": chance.random() < 0.1}
            cards.update(replace(edited(lora, notes=notes, tags=tags, **words)))


# The start


def starting(home: Path, empty: Path, count: int, runs: int = 5) -> None:
    """From the start of the process to painted cards, with the collection and without any."""
    for folder, wanted in ((home, count), (empty, 0)):  # warm the disk cache, make the homes
        start(folder, wanted)
    pairs = [(start(home, count), start(empty, 0)) for _ in range(runs)]
    full, bare = (
        [statistics.median(run[which][at] for run in pairs) for at in (0, 1)] for which in (0, 1)
    )
    print(f"\nwarm start, new process, median of {runs}      {count:,} LoRAs       no LoRA")
    print(f"  the whole window painted             {full[0]:7.2f} s     {bare[0]:7.2f} s")
    print(f"  the panel shows its cards            {full[1]:7.2f} s     {bare[1]:7.2f} s")
    print(f"  of it for the cards                  {full[1] - full[0]:7.2f} s", end="")
    print(f"     {bare[1] - bare[0]:7.2f} s")
    print("goal: the panel is usable in under 1 s")


def start(home: Path, count: int) -> list[float]:
    """Seconds from before the process exists to each moment the script prints."""
    environment = {**os.environ, "FLUX2STUDIO_HOME": str(home)}
    began = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-c", START, str(count)],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    return [float(line) - began for line in done.stdout.splitlines()]


# The panel


def window(home: Path, count: int) -> None:
    qt = make_application()
    app = build(paths_below(home), qt)
    app.window.resize(1440, 900)
    app.window.show()
    app.start()
    app.window.studio.end_start()
    settle(qt, lambda: app.view_models.loras.model.rowCount() == count)
    searching(app, qt)
    scrolling(app, qt)
    app.window.close()
    app.close()


def settle(qt: QApplication, is_done: Callable[[], bool], quiet_s: float = 3.0) -> None:
    end = time.monotonic() + 120
    while not is_done():
        assert time.monotonic() < end, "the collection was not read"
        turn(qt, 0.02)
    turn(qt, quiet_s)


def turn(qt: QApplication, seconds: float) -> None:
    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        qt.processEvents()
        time.sleep(0.001)


def searching(app: App, qt: QApplication, rounds: int = 5) -> None:
    """Type each query letter by letter: until the list is another, and until it is painted."""
    panel, loras = app.window._panels.loras, app.view_models.loras
    texts = [f"{one.name}\n{one.source}\n{one.notes}".casefold() for one in loras.all()]
    found: list[float] = []
    painted: list[float] = []
    floor: list[float] = []
    typed = [query[:end] for query in QUERIES for end in range(1, len(query) + 1)]
    for text in [*typed, ""] * rounds:
        began = time.perf_counter()
        panel.search.setText(text)
        found.append(time.perf_counter() - began)
        panel.grid.viewport().repaint()
        painted.append(time.perf_counter() - began)
        began = time.perf_counter()
        _ = [one for one in texts if text in one]
        floor.append(time.perf_counter() - began)
        turn(qt, 0.01)
    print(f"\nsearch as typed, {len(found)} letters               p50        p99      worst")
    say("  cards found and in the list", found)
    say("  and painted", painted)
    say("  floor: “in” over the same texts, plain loop", floor)
    print("goal: p99 under 30 ms")


def scrolling(app: App, qt: QApplication, frames: int = 600) -> None:
    """Steady, fast and jumping, at 60 frames a second; the floor is a list of plain lines."""
    panel = app.window._panels.loras
    panel.search.setText("")
    plain = QListView()
    plain.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    plain.setModel(QStringListModel([lora.name for lora in app.view_models.loras.all()]))
    plain.resize(panel.grid.size())
    plain.show()
    turn(qt, 0.5)
    title = f"scrolling, {frames} frames each"
    print(f"\n{title:45} p50        p99      worst")
    for name, view in (("cards", panel.grid), ("floor: plain list", plain)):
        for way, step in (("steady", 24), ("fast", 400), ("jumps", 0)):
            times, work = frames_of(view, qt, step, frames)
            say(f"  {name}, {way}", times)
            say("    of it work of the UI thread", work)
    print("goal: p99 under 16 ms")


def frames_of(view: QListView, qt: QApplication, step: int, frames: int) -> Frames:
    """Seconds for each frame, and of them those in which the UI thread worked and did not wait.

    ``step`` is in pixels, 0: anywhere.
    """
    bar, chance = view.verticalScrollBar(), random.Random(3)
    times: list[float] = []
    work: list[float] = []
    bar.setValue(0)
    turn(qt, 0.3)
    for frame in range(frames):
        room = max(bar.maximum(), 1)
        place = chance.randrange(room) if step == 0 else frame * step % room
        began, worked = time.perf_counter(), time.thread_time()
        bar.setValue(place)
        view.viewport().repaint()
        qt.processEvents()  # what worker threads have made since, and where that is painted
        times.append(time.perf_counter() - began)
        work.append(time.thread_time() - worked)
        time.sleep(max(0.0, FRAME_S - times[-1]))
    return times, work


def say(name: str, seconds: Sequence[float]) -> None:
    ordered = sorted(seconds)
    p50, p99 = ordered[len(ordered) // 2], ordered[int(len(ordered) * 0.99)]
    print(f"{name:45} {p50 * 1e3:6.1f} ms  {p99 * 1e3:6.1f} ms  {ordered[-1] * 1e3:6.1f} ms")


if __name__ == "__main__":
    main()
