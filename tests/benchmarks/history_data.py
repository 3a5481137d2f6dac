"""Makes a history of any size: what eight years of work leave in the database and the cache.

    python -m tests.benchmarks.history_data HOME COUNT

The pictures themselves are not made, nor is their folder: the app takes it for a drive that is
away and marks nothing as missing. Two hundred distinct thumbnails of some 13 KB are shared out.
"""

from __future__ import annotations

import hashlib
import io
import random
import sqlite3
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path

from PIL import Image, ImageFilter

from flux2studio.core.generation import Recipe, encode_recipe
from flux2studio.core.history import Album, FileFacts, Label, Marks, Pick
from flux2studio.core.hosted import Receipt
from flux2studio.core.request import GenerationRequest, LoraUse, ReferenceImage, Size
from flux2studio.paths import Paths, paths_below
from flux2studio.storage.albums import AlbumRepository
from flux2studio.storage.database import Database
from flux2studio.storage.history import HistoryRepository
from flux2studio.storage.history_row import HistoryRow, make_row
from flux2studio.storage.moments import microseconds
from flux2studio.storage.thumbnails import ThumbnailStore

YEARS = 8
DISTINCT_MAX = 100_000
THUMBNAILS = 200
ROWS_AT_ONCE = 5_000

_COMMON = (
    *("a", "the", "in", "of", "with", "and", "on", "at", "soft", "light", "photograph", "portrait"),
    *("woman", "man", "child", "fox", "cat", "street", "harbour", "winter", "snow", "morning"),
    *("evening", "red", "coat", "green", "blue", "old", "young", "paper", "ink", "wash", "water"),
    *("window", "wooden", "detailed", "film", "grain", "wide", "angle", "close", "golden", "hour"),
)
_RARE = (
    *("barn", "lintel", "quay", "thistle", "lacquer", "cobalt", "umber", "copper", "velvet"),
    *("linen", "slate", "amber", "moss", "willow", "chalk", "ember", "drift", "gouache", "rain"),
)
_ENDS = ("", "s", "ed", "ing", "like", "work", "light", "stone", "wood", "side", "land", "ward")
_SCRIPTS = ("雪の中の狐", "赤いコートの女性", "пейзаж зимой", "🦊 im Schnee", "café crème")
_MODELS = (
    *(("fal", "fal/flux-2/lora/edit"), ("fal", "fal/flux-2"), ("aimlapi", "aimlapi/flux-2-edit")),
    *(("local", "local/flux-2-klein-4b"), ("local", "local/flux-2-dev"), ("practice", "practice")),
)
_SIZES = ((1024, 768), (768, 1024), (1024, 1024), (1536, 1024), (2048, 2048), (1920, 1088))
_TAGS = tuple(f"{word}{end}" for word in _RARE[:10] for end in ("", " study", " cover", "-2"))
_LORAS = tuple(
    (f"atelier/{word}-{number}", f"{word.title()} {number}")
    for number in (1, 2, 3)
    for word in ("inkwash", "clay", "riso", "gouache", "linocut", "pastel", "teal", "noir")
)


_CLONED = (  # one more copy of the first pictures, later by so much; the order is that of time
    """
    INSERT INTO generation (
        number, id, job_id, idx, created_us, path, recipe, words, grams, marks, rating, pick,
        label, cost_usd, width, height, tool, file_size, file_mtime_ns, stale
    ) SELECT
        number + :shift, :sign || substr(id, 3), :sign || substr(job_id, 3), idx,
        created_us + :shift, :sign || path,
        json_set(
            recipe, '$.id', :sign || substr(id, 3), '$.job_id', :sign || substr(job_id, 3),
            '$.created_at', strftime('%Y-%m-%dT%H:%M:%fZ', (created_us + :shift) / 1e6, 'unixepoch')
        ),
        words, grams, marks, rating, pick, label, cost_usd, width, height, tool, file_size,
        file_mtime_ns, 0
    FROM generation WHERE number < :end ORDER BY number
    """,
    """
    INSERT INTO lora_run (generation_id, source, at_us, name, scale)
    SELECT :sign || substr(generation_id, 3), source, at_us + :shift, name, scale
    FROM lora_run WHERE at_us < :end
    """,
    """
    INSERT INTO family SELECT :sign || substr(child, 3), :sign || substr(parent, 3)
    FROM family JOIN generation ON generation.id = child WHERE number < :end
    """,
    "INSERT INTO picture_tag SELECT number + :shift, tag FROM picture_tag WHERE number < :end",
    """
    INSERT INTO picture_album SELECT number + :shift, album
    FROM picture_album WHERE number < :end
    """,
)


@dataclass(frozen=True, slots=True)
class Made:
    """``seconds`` is how long it took."""

    paths: Paths
    count: int
    seconds: float


def make(home: Path, count: int, *, thumbnails: bool = True) -> Made:
    """Fill a new home; the last picture was made a moment ago.

    Beyond 100,000 the first ones are copied by the database, with other ids and moments: made
    one by one, a million takes a quarter of an hour. ``count`` is rounded to whole copies.
    """
    paths, began = paths_below(home), time.perf_counter()
    copies = max(1, round(count / DISTINCT_MAX))
    some = count // copies
    step = timedelta(days=365.25 * YEARS) / max(count, 1)
    first_end = datetime.now(UTC) - step * some * (copies - 1)
    with closing(Database(paths.database)) as database:
        for album in albums():
            AlbumRepository(database).put(album)
        history = HistoryRepository(database, paths.pictures)
        made = rows(recipes(some, first_end, step))
        while chunk := list(islice(made, ROWS_AT_ONCE)):
            history.add_rows(chunk)
        end = microseconds(first_end) + 1_000_000
        for copy in range(1, copies):
            shift = copy * some * (step // timedelta(microseconds=1))
            with database.transaction() as db:
                for statement in _CLONED:
                    db.execute(statement, {"shift": shift, "sign": _sign(copy), "end": end})
        if thumbnails:
            with database.reading() as db:
                ids = [row[0] for row in db.execute("SELECT id FROM generation ORDER BY number")]
            write_thumbnails(paths.thumbnails, ids)
    return Made(paths, some * copies, time.perf_counter() - began)


def _sign(copy: int) -> str:
    """Two letters, the first of which no made id has."""
    return f"{chr(ord('g') + copy // 16)}{copy % 16:x}"


def albums() -> list[Album]:
    """A dozen, nested, and two smart ones."""
    years = [Album(id=f"y{year}", name=str(year)) for year in range(2023, 2027)]
    below = [
        Album(id=f"{year.id}{name[0]}", name=name, parent=year.id)
        for year in years
        for name in ("Harbour", "Winter")
    ]
    smart = [
        Album(id="best", name="Best", query="rating:5 is:picked"),
        Album(id="bestfoxes", name="Best foxes", query="album:Best fox"),
    ]
    return [*years, *below, *smart]


def never() -> None:
    """Cancel nothing: everything is waited for."""


def recipes(
    count: int, end: datetime | None = None, step: timedelta | None = None
) -> Iterator[tuple[Recipe, Marks]]:
    """Yield ``count`` pictures with what the artist thinks of them, the oldest first."""
    end = end or datetime.now(UTC)
    step = step or timedelta(days=365.25 * YEARS) / max(count, 1)
    chance = random.Random(2)
    words = _Words(chance)
    number, parents = 0, list[str]()
    while number < count:
        request, backend = _request(chance, words)
        job = f"{chance.getrandbits(128):032x}"
        for index in range(min(chance.choice((1, 1, 2, 4)), count - number)):
            at = end - step * (count - number - 1)
            recipe = _recipe(chance, job, index, at, backend, request)
            if parents and request.references:
                recipe = replace(recipe, parents=(chance.choice(parents[-400:]),))
            parents.append(recipe.id)
            number += 1
            yield recipe, _marks(chance)


def rows(pictures: Iterable[tuple[Recipe, Marks]]) -> Iterator[HistoryRow]:
    """Yield them as the database keeps them."""
    for recipe, marks in pictures:
        path = f"{recipe.created_at:%Y-%m-%d}/{recipe.created_at:%H%M%S}-{recipe.id}.png"
        facts = FileFacts(size=1_500_000, mtime_ns=1_800_000_000_000_000_000)
        yield make_row(recipe, encode_recipe(recipe).decode(), path, marks, facts)


def jpegs(edge: int = 320, goal: int = 13_000) -> list[bytes]:
    """Distinct pictures of the size that thumbnails of photographs have in bytes."""
    chance = random.Random(3)
    return [_jpeg(chance, edge, goal) for _ in range(THUMBNAILS)]


def write_thumbnails(path: Path, ids: Sequence[str]) -> None:
    ThumbnailStore(path).close()  # makes the table as the app has it
    pictures = jpegs()
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("PRAGMA synchronous = OFF")
        db.executemany(
            "INSERT OR REPLACE INTO thumbnail (key, jpeg) VALUES (?, ?)",
            ((key, pictures[at % THUMBNAILS]) for at, key in enumerate(ids)),
        )


class _Words:
    """Words as languages have them: few that are everywhere, many that are rare."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance
        roots = [
            *_COMMON,
            *_RARE,
            *("".join(chance.choices("aeioulnrstkm", k=5)) for _ in range(400)),
        ]
        self._all = [root + end for end in _ENDS for root in roots]
        weights = [1 / (place + 2) for place in range(len(self._all))]
        self._pool = chance.choices(self._all, weights, k=200_000)

    def prompt(self) -> str:
        begin = self._chance.randrange(len(self._pool) - 50)
        text = " ".join(self._pool[begin : begin + self._chance.randint(8, 45)])
        chosen = self._chance.random()
        if chosen < 0.05:
            return f"{text}, {self._chance.choice(_SCRIPTS)}"
        return f"a red coat, {text}" if chosen > 0.99 else text


def _request(chance: random.Random, words: _Words) -> tuple[GenerationRequest, str]:
    backend, model = chance.choice(_MODELS)
    width, height = chance.choice(_SIZES)
    loras = chance.sample(_LORAS, chance.choice((0, 0, 0, 1, 1, 2)))
    shown = chance.choice((0, 0, 0, 1, 2)) if "edit" in model or backend == "local" else 0
    request = GenerationRequest(
        model=model,
        prompt=words.prompt(),
        size=Size(width=width, height=height),
        seed=chance.randrange(1, 2**31),
        loras=tuple(
            LoraUse(source=source, name=name, scale=chance.randint(4, 24) / 20)
            for source, name in loras
        ),
        references=tuple(_reference(chance) for _ in range(shown)),
    )
    return request, backend


def _reference(chance: random.Random) -> ReferenceImage:
    number = int(chance.paretovariate(0.6)) % 3000
    sha256 = hashlib.sha256(f"reference {number}".encode()).hexdigest()
    name = "hat.png" if number == 7 else f"{_RARE[number % len(_RARE)]}-{number}.jpg"
    return ReferenceImage(sha256=sha256, name=name, width=1024, height=768)


def _recipe(
    chance: random.Random,
    job: str,
    index: int,
    at: datetime,
    backend: str,
    request: GenerationRequest,
) -> Recipe:
    is_hosted = backend in ("fal", "aimlapi")
    return Recipe(
        id=f"{chance.getrandbits(128):032x}",
        job_id=job,
        index=index,
        created_at=at,
        backend=backend,
        request=request.with_seed((request.seed or 0) + index),
        width=request.size.width,
        height=request.size.height,
        seconds=8.5,
        cost_usd=chance.choice((0.012, 0.021, 0.035, 0.06, 0.11)) if is_hosted else None,
        remote_id=job[:12] if is_hosted else "",
        receipt=Receipt(service=backend, host="example.org") if is_hosted else None,
        flagged=chance.random() < 0.002,
    )


def _marks(chance: random.Random) -> Marks:
    chosen = chance.random()
    if chosen > 0.4:
        return Marks(pick=Pick.REJECTED) if chosen > 0.9 else Marks()
    year = chance.choice(("y2023", "y2024", "y2025", "y2026"))
    return Marks(
        rating=chance.choice((0, 1, 2, 3, 3, 4, 4, 5)),
        pick=Pick.PICKED if chosen < 0.15 else Pick.NONE,
        label=chance.choice((*Label, Label.NONE, Label.NONE)),
        tags=tuple(sorted(set(chance.choices(_TAGS, k=chance.choice((0, 0, 1, 2, 3)))))),
        albums=(year + chance.choice("HW"),) if chosen < 0.08 else (),
    )


def _jpeg(chance: random.Random, edge: int, goal: int) -> bytes:
    height = chance.choice((edge, edge * 3 // 4, edge * 2 // 3))
    noise = Image.frombytes(
        "RGB", (edge // 4, height // 4), chance.randbytes(edge // 4 * (height // 4) * 3)
    )
    picture = noise.resize((edge, height), Image.Resampling.BICUBIC).filter(ImageFilter.BLUR)
    data = b""
    for quality in range(95, 20, -5):
        kept = io.BytesIO()
        picture.save(kept, "JPEG", quality=quality)
        data = kept.getvalue()
        if len(data) <= goal:
            break
    return data


if __name__ == "__main__":
    done = make(Path(sys.argv[1]), int(sys.argv[2]))
    print(f"{done.count:,} pictures in {done.seconds:.1f} s")
