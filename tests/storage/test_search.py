"""What the search line of the history finds, in a real database."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from flux2studio.core.history import NO_MARKS, Album, FileFacts, FileState, Label, Marks, Pick
from flux2studio.core.history_query import parse
from flux2studio.core.hosted import Receipt
from flux2studio.core.request import LoraUse, Mask, ReferenceImage
from flux2studio.storage.albums import AlbumRepository
from flux2studio.storage.database import Database
from flux2studio.storage.history import HistoryRepository
from flux2studio.storage.history_reader import HistoryReader
from flux2studio.storage.search import NAMES_MAX, Compiled, compile_query
from flux2studio.storage.search_node import (
    EVERYTHING,
    NOTHING,
    All,
    Any,
    Index,
    Not,
    Numbers,
    Row,
    any_of,
    compiled,
    every,
    none_of,
)
from flux2studio.storage.terms import Terms
from tests.storage.samples import REQUEST, make_generation

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
PLAIN = replace(REQUEST, loras=(), references=())
HAT = ReferenceImage(sha256="abcdef12" + "0" * 56, name="hat.png", width=64, height=64)
INK = LoraUse(source="/loras/ink.safetensors", name="Ink wash", scale=0.8)

ALBUMS = (
    Album(id="w", name="Winter"),
    Album(id="h", name="Harbour", parent="w"),
    Album(id="s", name="Summer"),
    Album(id="best", name="Best", query="rating:>=4"),
    Album(id="bestwinter", name="Best winter", query="album:Best album:Winter"),
    Album(id="odd", name="Odd", query="album:Odd one"),
    Album(id="wrong", name="Wrong", query="rating:9 label:red"),
)


class Shelf:
    """A history and what finds in it."""

    def __init__(self, folder: Path) -> None:
        self.database = Database(folder / "studio.db")
        self.history = HistoryRepository(self.database, Path("/pictures"))
        self.albums = AlbumRepository(self.database)
        self.terms = Terms(self.database)
        self.reader = HistoryReader(self.database, lambda: Path("/pictures"))

    def add(self, prompt, marks=NO_MARKS, minute=0, ago=timedelta(0), request=PLAIN, **recipe):
        request = replace(request, prompt=prompt)
        at = NOW - ago + timedelta(minutes=minute)
        made = make_generation(Path("/pictures"), request=request, created_at=at, **recipe)
        self.history.add(made, marks=marks, file=FileFacts(size=1, mtime_ns=1))
        return made

    def compiled(self, line):
        return compile_query(parse(line, NOW.date()), self.terms, self.albums.all(), NOW.date())

    def found(self, line):
        search, _ = self.compiled(line)
        return self.prompts(search)

    def prompts(self, search):
        """The same by each way of asking, the newest first."""
        entries = self.reader.first(search)
        numbers = self.reader.numbers(search, lambda: None)
        assert sorted(entry.number for entry in entries) == list(numbers)
        assert self.reader.count(search) == len(numbers)
        return [entry.generation.request.prompt for entry in entries]

    def sentences(self, line):
        return [problem.sentence for problem in self.compiled(line)[1]]


@pytest.fixture(scope="module")
def shelf(tmp_path_factory):
    shelf = Shelf(tmp_path_factory.mktemp("search"))
    for album in ALBUMS:
        shelf.albums.put(album)
    add = shelf.add
    add("one", Marks(rating=5, pick=Pick.PICKED, tags=("Ink", "old paper"), albums=("w",)), 1)
    add("two", Marks(rating=4, label=Label.RED, tags=("inkwell",), albums=("h",)), 2)
    add("three", Marks(rating=1, pick=Pick.REJECTED, tags=("café",)), 3)
    add("four", minute=4, request=replace(PLAIN, loras=(INK,), seed=1234))
    add("five", minute=5, request=replace(PLAIN, loras=(replace(INK, scale=0.62),)))
    add("six", minute=6, request=replace(PLAIN, loras=(replace(INK, scale=-0.5),)))
    add(
        "seven",
        minute=7,
        request=replace(PLAIN, loras=(replace(INK, scale=3.0, name="Clay", source="a/c"),)),
    )
    add("eight", minute=8, request=replace(PLAIN, references=(HAT,)))
    masked = replace(
        HAT, name="coat.png", sha256="f" * 64, mask=Mask(sha256="e" * 64, width=64, height=64)
    )
    add("nine", minute=9, request=replace(PLAIN, references=(masked,)), cost_usd=0.05)
    add("ten", minute=10, cost_usd=0.07, receipt=Receipt(service="fal", host="h"), backend="fal")
    add("eleven", minute=11, cost_usd=None, backend="local", width=1024, height=1024)
    add("twelve", minute=12, cost_usd=0.0, backend="local-2", width=2048, height=1200, flagged=True)
    add("long ago", ago=timedelta(days=400))
    add("last week", ago=timedelta(days=7), tool="comfyui", cost_usd=None)
    yield shelf
    shelf.database.close()


ALL = ["twelve", "eleven", "ten", "nine", "eight", "seven", "six", "five", "four", "three", "two",
       "one", "last week", "long ago"]  # fmt: skip


def but(*prompts):
    return [prompt for prompt in ALL if prompt not in prompts]


@pytest.mark.parametrize(
    ("line", "prompts"),
    [
        ("", ALL),
        ("rating:>=4", ["two", "one"]),
        ("rating:4,1", ["three", "two"]),
        ("rating:<6", []),  # said, and refused
        ("-rating:0", ["three", "two", "one"]),
        ("-rating:>=0", []),
        ("rating:0 is:rated", []),
        ("label:red", ["two"]),
        ("is:labelled", ["two"]),
        ("is:picked", ["one"]),
        ("is:rejected", ["three"]),
        ("-is:undecided", ["three", "one"]),
        ("is:rated -is:picked", ["three", "two"]),
        ("is:unrated is:tagged", []),
        ("is:tagged", ["three", "two", "one"]),
        ("is:inalbum", ["two", "one"]),
        ("is:flagged", ["twelve"]),
        ("is:masked", ["nine"]),
        ("is:edit", ["nine", "eight"]),
        ("is:lora", ["seven", "six", "five", "four"]),
        ("is:hosted", ["ten"]),
        ("is:local", ["eleven"]),
        ("is:imported", ["last week"]),
        ("is:missing", []),
        ("tag:ink", ["two", "one"]),
        ("tag:=ink", ["one"]),
        ("tag:=INK,=café", ["three", "one"]),
        ('tag:"old paper"', ["one"]),
        ("tag:caf", ["three"]),
        ("-tag:ink", but("two", "one")),
        ("tag:nobody", []),
        ("-tag:nobody", ALL),
        ("album:Winter", ["two", "one"]),
        ("album:winter/harbour", ["two"]),
        ("album:Harb", ["two"]),
        ("album:Summer", []),
        ("-album:Winter", but("two", "one")),
        ("album:=Best", ["two", "one"]),
        ('album:"Best winter"', ["two", "one"]),
        ('-album:"Best winter"', but("two", "one")),
        ('album:"Best winter",Summer -is:picked', ["two"]),
        ("album:nobody", []),  # said
        ("lora:ink", ["six", "five", "four"]),
        ("lora:INK.SAFE", ["six", "five", "four"]),
        ('lora:="Ink wash"', ["six", "five", "four"]),
        ("lora:ink>0.6", ["five", "four"]),
        ("lora:ink>=0.62", ["five", "four"]),
        ("lora:ink>0.62", ["four"]),
        ("lora:ink=0.8", ["four"]),
        ("lora:ink<0.8", ["six", "five"]),
        ("lora:ink<0", ["six"]),
        ("lora:>0.7", ["seven", "four"]),
        ("lora:ink,clay>2", ["seven", "six", "five", "four"]),
        ("-lora:ink>0.6", but("five", "four")),
        ("lora:nobody>0.5", []),
        ("ref:hat.png", ["eight"]),
        ("ref:png", ["nine", "eight"]),
        ("ref:abcdef12", ["eight"]),
        ("ref:" + "f" * 64, ["nine"]),
        ("ref:abcdef13", []),
        ("seed:1234", ["four"]),
        ("seed:01234", ["four"]),
        ("cost:>0.05", ["ten"]),
        ("cost:>=0.05", ["ten", "nine"]),
        ("cost:0.05", ["nine"]),
        ("cost:<0.01", ["twelve"]),
        ("cost:0.05,0.07", ["ten", "nine"]),
        ("-cost:>=0.02", ["twelve", "eleven", "last week"]),
        ("cost:free backend:local", ["twelve", "eleven"]),
        ("size:1024x1024", ["eleven"]),
        ("size:square", ["eleven"]),
        ("size:landscape", ["twelve"]),
        ("size:portrait -size:portrait", []),
        ("size:>2mp", ["twelve"]),
        ("size:1mp", ["eleven"]),
        ("size:>=1mp -size:square", ["twelve"]),
        ("backend:fal", ["ten"]),
        ("backend:=local", ["eleven"]),
        ("backend:fal,local", ["twelve", "eleven", "ten"]),
        ("model:practice", ALL),
        ("tool:comfy", ["last week"]),
        ("-tool:flux2studio", ["last week"]),
        ("date:today", but("last week", "long ago")),
        ("date:last-week", ["last week"]),
        ("date:<2026", ["long ago"]),
        ("date:last-year,last-week", ["last week", "long ago"]),
        ("-date:today", ["last week", "long ago"]),
        ("date:2026 date:<today", ["last week"]),
        ("date:<2026 date:>2026-11-01", []),
        ("-is:imported,edit,lora date:>2026-11-01 rating:0", ["twelve", "eleven", "ten"]),
    ],
)  # fmt: skip
def test_a_line_finds(shelf, line, prompts):
    assert shelf.found(line) == prompts


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("album:nobody", "There is no album “nobody”."),
        ("album:Odd", "The smart album “Odd” asks for itself."),
        ("album:Wrong", "A rating is a number from 0 to 5."),
        ("rating:9", "A rating is a number from 0 to 5."),
    ],
)
def test_what_cannot_be_searched_for_finds_nothing_and_is_said(shelf, line, sentence):
    assert shelf.sentences(line) == [sentence]
    assert shelf.found(line) == shelf.found(f"{line} one") == []


def test_smart_albums_in_smart_albums_end(shelf):
    for depth in range(6):
        shelf.albums.put(Album(id=f"d{depth}", name=f"d{depth}", query=f"album:=d{depth + 1}"))
    try:
        assert "asks for itself" in shelf.sentences("album:d0")[0]
    finally:
        for depth in range(6):
            shelf.albums.remove(f"d{depth}")


def test_smart_albums_that_all_name_each_other_end_soon(tmp_path):
    shelf = Shelf(tmp_path)
    with shelf.database.transaction():
        for number in range(40):
            shelf.albums.put(Album(id=f"n{number}", name=f"net {number}", query="album:net one"))
    shelf.add("one")
    search, problems = shelf.compiled("album:net")
    found = shelf.prompts(search)
    shelf.database.close()

    assert found == []
    assert "More than 64 smart albums in one search." in {each.sentence for each in problems}


def test_a_file_that_is_gone_or_changed_is_found(shelf):
    numbers = {e.generation.request.prompt: e.number for e in shelf.reader.first(Compiled())}
    shelf.history.set_file(numbers["one"], FileState.MISSING, FileFacts(size=0, mtime_ns=0))
    try:
        assert shelf.found("is:missing") == ["one"]
        assert shelf.found("is:changed") == []
    finally:
        shelf.history.set_file(numbers["one"], FileState.HERE, FileFacts(size=1, mtime_ns=1))


def test_names_too_many_to_mean_one_are_words(tmp_path):
    shelf = Shelf(tmp_path)
    with shelf.database.transaction():
        for number in range(NAMES_MAX + 20):
            shelf.add(f"p{number}", Marks(tags=(f"tag {number}",)), minute=number)

    assert len(shelf.reader.numbers(shelf.compiled("tag:tag")[0], lambda: None)) == NAMES_MAX + 20
    assert len(shelf.found("tag:49")) == 15  # 49, 149 … 449 and 490 … 499
    shelf.database.close()


# Words


WORDS = ["fox", "foxes", "foxglove", "Fuchs", "Füchse", "straße", "STRASSE", "naïve", "niño", "йод",
         "иод", "Ωmega", "雪の中", "雪山", "狐", "🦊", "👩‍🚀", "5x7", "35mm", "x-ray", "snow_fall",
         "Ếch", "가나다라", "don't", "ﬁne", "İzmir"]  # fmt: skip

_many = settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None
)


@_many
@given(
    prompts=st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=4), max_size=8),
    data=st.data(),
)
def test_a_start_of_a_word_finds_what_the_index_itself_finds(tmp_path_factory, prompts, data):
    """Words listed by the database and the prefixes of the index are the same search."""
    shelf = Shelf(tmp_path_factory.mktemp("words"))
    with shelf.database.transaction():
        for minute, prompt in enumerate(prompts):
            shelf.add(" ".join(prompt), minute=minute)
    word = data.draw(st.sampled_from(WORDS))
    start = word[: data.draw(st.integers(1, len(word)))]

    plain = Compiled(match=f'words : "{start}" *')
    if start.isascii() and start.isalnum():
        assert shelf.found(start) == shelf.prompts(plain)
    if prompts and word in prompts[0]:
        assert " ".join(prompts[0]) in shelf.found(start)
    shelf.database.close()


@pytest.mark.parametrize(
    ("line", "prompts"),
    [
        ("雪", ["雪の中の狐 fox"]),
        ("の中の", ["雪の中の狐 fox"]),
        ("狐", ["雪の中の狐 fox"]),
        ("中雪", []),
        ('"雪の中"', ["雪の中の狐 fox"]),
        ("-雪", ["party 🎉 fox"]),
        ("🎉", ["party 🎉 fox"]),
        ("🎉 雪", []),
        ("fox", ["party 🎉 fox", "雪の中の狐 fox"]),
        ("狐fox", ["雪の中の狐 fox"]),
    ],
)
def test_letters_of_scripts_without_spaces_and_signs_are_found(tmp_path, line, prompts):
    shelf = Shelf(tmp_path)
    shelf.add("雪の中の狐 fox", minute=1)
    shelf.add("party 🎉 fox", minute=2)
    found = shelf.found(line)
    shelf.database.close()

    assert found == prompts


@_many
@given(line=st.text(st.characters(codec="utf-8") | st.sampled_from('"-*():^+{}\0<>=,. ')))
def test_no_line_ever_raises(shelf, line):
    shelf.found(line)
    for field in ("tag", "lora", "ref", "album", "size"):
        shelf.found(f"{field}:{line}")


# Conditions


leaves = st.sampled_from(
    [
        Index('marks : "r0"'),
        Index('marks : "pp"'),
        Row("generation.cost_usd > 0.03"),
        Row("generation.width > 600", match='marks : ("x" OR "r0")'),
        Numbers(low=1_700_000_000_000_000),
        Numbers(high=1_795_000_000_000_000),
        EVERYTHING,
        NOTHING,
    ]
)
nodes = st.recursive(
    leaves,
    lambda inner: (
        st.lists(inner, max_size=3).map(lambda parts: All(tuple(parts)))
        | st.lists(inner, max_size=3).map(lambda parts: Any(tuple(parts)))
        | inner.map(Not)
    ),
    max_leaves=8,
)


def looked_at(shelf, node):
    """The numbers that fit, by looking at one leaf after the other."""
    match node:
        case All():
            found = set(shelf.reader.numbers(Compiled(), lambda: None))
            for part in node.parts:
                found &= looked_at(shelf, part)
            return found
        case Any():
            return {number for part in node.parts for number in looked_at(shelf, part)}
        case Not():
            return set(shelf.reader.numbers(Compiled(), lambda: None)) - looked_at(shelf, node.part)
    return set(shelf.reader.numbers(compiled(node), lambda: None))


def tidy(node):
    """Put together again by the functions that the search uses."""
    match node:
        case All():
            return every([tidy(part) for part in node.parts])
        case Any():
            return any_of([tidy(part) for part in node.parts])
        case Not():
            return none_of(tidy(node.part))
    return node


@_many
@given(node=nodes)
def test_conditions_of_any_shape_find_what_looking_at_each_finds(shelf, node):
    search = compiled(tidy(node))
    found = [] if search.nothing else shelf.reader.numbers(search, lambda: None)

    assert set(found) == looked_at(shelf, node)


def test_what_the_index_knows_is_asked_in_one_expression(shelf):
    search, _ = shelf.compiled("fox -snow rating:>=4 tag:ink -is:rejected date:2026")

    assert search.checks == ()
    assert search.match.count("NOT") == 1
    assert search.low is not None
    assert search.high is not None


def test_a_missing_picture_that_comes_back_into_the_history_is_found_as_missing(tmp_path):
    shelf = Shelf(tmp_path)
    made = shelf.add("one")
    (number,) = shelf.history.numbers_of([made.id])
    shelf.history.set_file(number, FileState.MISSING, FileFacts(size=0, mtime_ns=0))

    shelf.history.restore(shelf.history.remove(made.id))
    found = shelf.found("is:missing")
    shelf.database.close()

    assert found == ["one"]
