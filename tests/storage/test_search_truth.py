"""The search line finds what plain Python finds that looks at every picture."""

from __future__ import annotations

import operator
import random
import re
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from flux2studio.core.history import NO_FACTS, Album, FileState, Label, Marks, Pick
from flux2studio.core.hosted import Receipt
from flux2studio.core.request import LoraUse, Mask, ReferenceImage
from flux2studio.storage.history_reader import HistoryReader
from flux2studio.storage.search import Compiled
from tests.storage.samples import make_generation
from tests.storage.test_search import NOW, PLAIN, Shelf

PICTURES = Path("/pictures")
ROWS = 200
WORDS = [
    *("fox", "foxes", "Füchse", "red", "Redwood", "x-ray", "seed"),
    *("猫", "黒猫", "雪の中", "cat猫", "写真4k"),
]
TAGS = ["ink", "Inkwell", "old paper", "café", "red"]
MODELS = ["fal/flux-2", "local/dev", "local/klein-4b"]
BACKENDS = ["fal", "local", "local-2"]
SCALES = [-1.0, -0.5, 0.0, 0.3, 0.6, 0.62, 0.8, 1.0, 2.5, 4.0, 7.5]
LORAS = [("/loras/ink.safetensors", "Ink"), ("/loras/more.safetensors", "Ink"), ("a/clay", "Clay")]
COSTS = [None, 0.0, 0.004, 0.01, 0.049, 0.05, 0.051, 0.1, 1.25, 40.0]
SIZES = [(1024, 1024), (512, 768), (2048, 1200), (1000, 1000), (64, 64), (4096, 4096)]
SEEDS = [0, 7, 1234, 12345]
ABOVE = {"Winter": "", "Harbour": "Winter", "Summer": ""}
COMPARED = {">": operator.gt, ">=": operator.ge, "<": operator.lt, "<=": operator.le}


def picture(chance):
    uses = tuple(
        LoraUse(
            source=source, name=name, scale=chance.choice(SCALES), enabled=chance.random() < 0.9
        )
        for source, name in chance.sample(LORAS, chance.choice([0, 0, 1, 2, 3]))
    )
    mask = Mask(sha256="e" * 64, width=8, height=8) if chance.random() < 0.3 else None
    hat = ReferenceImage(sha256="abcdef12" + "0" * 56, name="hat.png", width=8, height=8, mask=mask)
    width, height = chance.choice(SIZES)
    return make_generation(
        PICTURES,
        request=replace(
            PLAIN,
            prompt=" ".join(chance.choices(WORDS, k=chance.randint(1, 4))),
            loras=uses,
            references=(hat,) if chance.random() < 0.3 else (),
            model=chance.choice(MODELS),
            seed=chance.choice(SEEDS),
        ),
        created_at=NOW - timedelta(minutes=chance.randint(0, 60 * 24 * 40)),
        width=width,
        height=height,
        cost_usd=chance.choice(COSTS),
        backend=chance.choice(BACKENDS),
        tool=chance.choice(["", "", "comfyui"]),
        receipt=Receipt(service="fal", host="h") if chance.random() < 0.3 else None,
        flagged=chance.random() < 0.2,
    )


def marks(chance):
    return Marks(
        rating=chance.randint(0, 5),
        pick=chance.choice(list(Pick)),
        label=chance.choice(list(Label)),
        tags=tuple(sorted(chance.sample(TAGS, chance.randint(0, 2)))),
        albums=tuple(sorted(chance.sample(list(ABOVE), chance.randint(0, 2)))),
    )


@pytest.fixture(scope="module")
def shelf(tmp_path_factory):
    shelf, chance = Shelf(tmp_path_factory.mktemp("truth")), random.Random(6)
    for name, above in ABOVE.items():
        shelf.albums.put(Album(id=name, name=name, parent=above))
    with shelf.database.transaction():
        for _ in range(ROWS):
            shelf.history.add(picture(chance), marks=marks(chance))
    for number in shelf.reader.numbers(Compiled(), lambda: None):
        shelf.history.set_file(number, chance.choice(list(FileState)), NO_FACTS)
    shelf.parted = HistoryReader(shelf.database, lambda: PICTURES, span=8)
    shelf.entries = shelf.reader.entries(shelf.reader.numbers(Compiled(), lambda: None))
    yield shelf
    shelf.database.close()


# A part of a line is what is typed and what it means of an entry.


def is_near(value, typed, places):
    """Within half of the last decimal, of which there are so many or more."""
    half = 0.5 * 10.0 ** -max(places, len(typed.partition(".")[2]))
    return float(typed) - half <= value < float(typed) + half


def fits(compare, typed, value, places):
    if value is None:
        return False
    if compare in COMPARED:
        return COMPARED[compare](value, float(typed))
    return is_near(value, typed, places)


def words_of(entry):
    """The words as anybody would part them: where letters end, and where kanji begin."""
    request = entry.generation.request
    uses = [text for use in request.loras for text in (use.name, use.source)]
    names = [each.name for each in request.active_references]
    parts = [request.prompt, request.model, str(request.seed), *uses, *names, *entry.marks.tags]
    text = "\n".join(parts).lower().replace("ü", "u").replace("é", "e")
    return re.findall(r"[\u3040-\u9fff]+|[a-z0-9]+", text)


def has_word(entry, word):
    """Its pieces begin words; kanji are found anywhere."""
    pieces = re.findall(r"[\u3040-\u9fff]+|[a-z0-9]+", word.lower().replace("ü", "u"))
    there = words_of(entry)
    return all(
        any(each.startswith(piece) or (piece in each and not piece.isascii()) for each in there)
        for piece in pieces
    )


starts = st.sampled_from(WORDS).flatmap(
    lambda word: st.integers(1, len(word)).map(lambda length: word[:length])
)
words = starts.filter(lambda word: "-" not in word).map(
    lambda word: (word, lambda entry: has_word(entry, word))
)
compares = st.sampled_from([*COMPARED, "=", ""])


def named(field, names, of):
    def part(typed, exact):
        if exact:
            return f'{field}:="{typed}"', lambda entry: typed.lower() in map(str.lower, of(entry))
        typed = typed[: max(1, len(typed) - 1)]
        return f'{field}:"{typed}"', lambda entry: any(
            typed.lower() in name.lower() for name in of(entry)
        )

    return st.builds(part, st.sampled_from(names), st.booleans())


def rating(compare, stars):
    def fitting(entry):
        return COMPARED.get(compare, operator.eq)(entry.marks.rating, stars)

    return f"rating:{compare}{stars}", fitting


def cost(compare, typed):
    def fitting(entry):
        return fits(compare, typed, entry.generation.recipe.cost_usd, 2)

    return f"cost:{compare}{typed}", fitting


def megapixels(compare, typed):
    def fitting(entry):
        recipe = entry.generation.recipe
        return fits(compare, typed, recipe.width * recipe.height / 1e6, 0)

    return f"size:{compare}{typed}mp", fitting


def lora(name, compare, typed):
    def fitting(entry):
        return any(
            name.lower() in f"{use.name}\n{use.source}".lower()
            and (not typed or fits(compare or "=", typed, use.scale, 2))
            for use in entry.generation.request.active_loras
        )

    return f"lora:{name}{compare or '='}{typed}" if typed else f"lora:{name}", fitting


def exact_lora(compare, typed):
    """A whole name, in whichever case it is typed."""

    def fitting(entry):
        uses = entry.generation.request.active_loras
        return any(use.name == "Ink" and fits(compare, typed, use.scale, 2) for use in uses)

    return f"lora:=ink{compare}{typed}", fitting


def day_of(entry):
    return entry.generation.recipe.created_at.astimezone().date()


def span(first, last):
    first, last = sorted((first, last))
    return f"date:{first}..{last}", lambda entry: first <= day_of(entry) <= last


def shape(word):
    def fitting(entry):
        width, height = entry.generation.recipe.width, entry.generation.recipe.height
        found = "square" if width == height else "portrait" if width < height else "landscape"
        return word in (found, f"{width}x{height}")

    return f"size:{word}", fitting


STATES = {
    "picked": lambda e: e.marks.pick is Pick.PICKED,
    "rejected": lambda e: e.marks.pick is Pick.REJECTED,
    "unflagged": lambda e: e.marks.pick is Pick.NONE,
    "rated": lambda e: e.marks.rating > 0,
    "unrated": lambda e: e.marks.rating == 0,
    "labelled": lambda e: e.marks.label is not Label.NONE,
    "tagged": lambda e: bool(e.marks.tags),
    "inalbum": lambda e: bool(e.marks.albums),
    "flagged": lambda e: e.generation.recipe.flagged,
    "masked": lambda e: e.generation.request.mask is not None,
    "edit": lambda e: bool(e.generation.request.active_references),
    "lora": lambda e: bool(e.generation.request.active_loras),
    "hosted": lambda e: e.generation.recipe.receipt is not None,
    "local": lambda e: e.generation.recipe.backend == "local",
    "imported": lambda e: bool(e.tool),
    "missing": lambda e: e.file is FileState.MISSING,
    "changed": lambda e: e.file is FileState.CHANGED,
}


def state(word):
    return f"is:{word}", STATES[word]


def album(name):
    inside = {name, *(each for each, above in ABOVE.items() if above == name)}
    return f"album:{name}", lambda entry: bool(inside & set(entry.marks.albums))


def seed(number):
    return f"seed:{number}", lambda entry: entry.generation.request.seed == number


def label(each):
    return f"label:{each.name.lower()}", lambda entry: entry.marks.label is each


def free(entry):
    recipe = entry.generation.recipe
    return recipe.cost_usd == 0 or not (recipe.receipt or recipe.tool)


days = st.dates(date(2026, 10, 1), date(2026, 11, 25))
scales = st.sampled_from(["0.3", "0.6", "0.62", "0", "-0.5", "2.5", "4", "5", "9"])
fields = st.one_of(
    st.builds(rating, compares, st.integers(0, 5)),
    st.builds(cost, compares, st.sampled_from(["0.05", "0.051", "0.01", "0", "1", "39.99"])).filter(
        lambda part: (
            part[0] not in ("cost:0", "cost:=0", "cost:>0", "cost:>=0", "cost:<0", "cost:<=0")
        )
    ),
    st.just(("cost:free", free)),
    st.builds(megapixels, compares, st.sampled_from(["1", "2", "0.5", "17", "1.05"])),
    st.builds(shape, st.sampled_from(["square", "portrait", "landscape", "512x768", "1000x1000"])),
    st.builds(lora, st.sampled_from(["ink", "clay", "more", "nobody"]), compares, scales),
    st.builds(lora, st.sampled_from(["INK", "a/cl"]), st.just(""), st.just("")),
    st.builds(exact_lora, st.sampled_from([*COMPARED]), scales),
    st.builds(span, days, days),
    st.builds(state, st.sampled_from(sorted(STATES))),
    st.builds(album, st.sampled_from(sorted(ABOVE))),
    st.builds(seed, st.sampled_from([*SEEDS, 123])),
    st.builds(label, st.sampled_from(list(Label))),
    named("tag", TAGS, lambda entry: entry.marks.tags),
    named("model", MODELS, lambda entry: [entry.generation.request.model]),
    named("backend", BACKENDS, lambda entry: [entry.generation.recipe.backend]),
    named("tool", ["comfyui"], lambda entry: [entry.tool]),
    named(
        "ref",
        ["hat.png", "abcdef120"],
        lambda entry: [
            text
            for each in entry.generation.request.active_references
            for text in (each.name, each.sha256)
        ],
    ).filter(lambda part: "=" not in part[0]),
)


def alternatives(parts):
    """Values of one field, parted by commas: any of them."""
    typed = ",".join([parts[0][0], *(text.partition(":")[2] for text, _ in parts[1:])])
    return typed, lambda entry: any(fitting(entry) for _, fitting in parts)


def negated(part, is_negative):
    typed, fitting = part
    return (f"-{typed}", lambda entry: not fitting(entry)) if is_negative else part


lines = st.lists(st.builds(negated, words | fields | fields, st.booleans()), max_size=4)


@settings(max_examples=250, deadline=None)
@given(parts=lines)
def test_a_line_of_any_parts_finds_what_looking_at_every_picture_finds(shelf, parts):
    line = " ".join(typed for typed, _ in parts)
    expected = [e.number for e in shelf.entries if all(fitting(e) for _, fitting in parts)]

    search, problems = shelf.compiled(line)
    assert list(shelf.reader.numbers(search, lambda: None)) == expected
    assert problems == ()
    # the same when so many rows are to be looked at that it is done in parts
    assert list(shelf.parted.numbers(search, lambda: None)) == expected
    assert shelf.parted.count(search) == len(expected)
    newest = [entry.number for entry in shelf.parted.first(search, limit=5)]
    assert newest == expected[:-6:-1]
    if newest:
        after = [entry.number for entry in shelf.parted.first(search, newest[-1], limit=200)]
        assert newest + after == expected[::-1]


@settings(max_examples=100, deadline=None)
@given(data=st.data())
def test_any_of_several_values_finds_what_looking_at_every_picture_finds(shelf, data):
    made = st.sampled_from(["rating", "cost", "lora", "is", "date", "size"])
    builders = {
        "rating": st.builds(rating, compares, st.integers(0, 5)),
        "cost": st.builds(cost, compares, st.sampled_from(["0.05", "0.01", "1"])),
        "lora": st.builds(lora, st.sampled_from(["ink", "clay"]), compares, scales),
        "is": st.builds(state, st.sampled_from(sorted(STATES))),
        "date": st.builds(span, days, days),
        "size": st.builds(megapixels, compares, st.sampled_from(["1", "2", "17"])),
    }
    parts = data.draw(st.lists(builders[data.draw(made)], min_size=1, max_size=3))
    typed, fitting = negated(alternatives(parts), data.draw(st.booleans()))
    assume(not re.search(r"[<>=]\d,\d", typed))  # which is one number in much of the world

    found = list(shelf.reader.numbers(shelf.compiled(typed)[0], lambda: None))
    assert found == [entry.number for entry in shelf.entries if fitting(entry)]
