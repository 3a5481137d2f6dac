"""Live prices count when they can be right; else those of the catalogue, with their date."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest

from flux2studio.core.errors import UnreachableError
from flux2studio.core.models import read_catalogue
from flux2studio.paths import resource
from flux2studio.services.prices import PriceBook, PriceOrigin, PriceSource

CATALOGUE = read_catalogue(resource("models.json").read_bytes())
EDIT = CATALOGUE.model("fal/flux-2/edit")
NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


@dataclass(frozen=True)
class Quoted:
    amount: float
    unit: str = "megapixels"
    currency: str = "USD"


@dataclass
class Account:
    """Answers what the test says, and notes what it was asked."""

    answer: object = field(default_factory=dict)
    asked: list = field(default_factory=list)

    def prices(self, endpoints, control):
        self.asked.append(list(endpoints))
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer


class Clock:
    def __init__(self):
        self.time = NOON

    def __call__(self):
        return self.time


@pytest.fixture
def account():
    return Account()


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def open_book(tmp_path, account, clock):
    def _open(*, host="https://api.example", has_key=True, backend="fal"):
        source = PriceSource(account=account, host=lambda: host, has_key=lambda: has_key)
        return PriceBook(CATALOGUE, {backend: source}, tmp_path / "cache" / "prices.json", clock)

    return _open


def price(book, model=EDIT):
    return book.priced(model).price.usd_per_megapixel


def test_until_a_service_was_asked_the_price_is_the_built_in_one(open_book):
    book = open_book()

    assert book.priced(EDIT) == EDIT
    assert book.origin(EDIT) == PriceOrigin(as_of=EDIT.price.as_of)


def test_a_live_price_counts_with_its_day(open_book, account):
    account.answer = {EDIT.endpoint: Quoted(0.015)}
    book, heard = open_book(), []
    book.subscribe(lambda: heard.append(price(book)))

    book.refresh()

    assert heard == [0.015]
    day = NOON.astimezone().date().isoformat()
    assert book.priced(EDIT).price.as_of == day
    assert book.origin(EDIT) == PriceOrigin(as_of=day, live=True)
    assert {model.endpoint for model in CATALOGUE.models_of("fal")} == set(account.asked[0])


def test_a_reseller_names_its_own_price_whole(open_book, account):
    model = CATALOGUE.model("aimlapi/flux-2")
    account.answer = {model.endpoint: Quoted(0.0126)}
    book = open_book(backend="aimlapi")

    book.refresh()

    assert book.priced(model).price.factor == 1
    assert price(book, model) == 0.0126


def test_a_service_is_asked_once_a_day(open_book, account, clock):
    account.answer = {EDIT.endpoint: Quoted(0.015)}
    open_book().refresh()
    clock.time += timedelta(hours=23)
    again = open_book()
    again.refresh()

    assert len(account.asked) == 1
    assert price(again) == 0.015

    clock.time += timedelta(hours=2)
    account.answer = {EDIT.endpoint: Quoted(0.018)}
    again.refresh()

    assert len(account.asked) == 2
    assert price(again) == 0.018


def test_a_service_without_a_key_is_not_asked(open_book, account):
    open_book(has_key=False).refresh()

    assert account.asked == []


def test_a_service_that_is_not_reached_leaves_the_prices_as_they_were(open_book, account, clock):
    account.answer = {EDIT.endpoint: Quoted(0.015)}
    book = open_book()
    book.refresh()
    clock.time += timedelta(days=2)
    account.answer = UnreachableError("No connection.")

    book.refresh()

    assert price(book) == 0.015
    assert book.origin(EDIT).as_of == NOON.astimezone().date().isoformat()


def test_what_another_host_said_does_not_count(open_book, account):
    account.answer = {EDIT.endpoint: Quoted(0.015)}
    open_book().refresh()

    book = open_book(host="http://127.0.0.1:8080")
    book.load()

    assert book.priced(EDIT) == EDIT


@pytest.mark.parametrize(
    ("quoted", "word"),
    [
        (Quoted(0.015, unit="compute seconds"), "compute seconds"),
        (Quoted(0.015, currency="EUR"), "EUR"),
        (Quoted(-0.015), "cannot be right"),
        (Quoted(0), "cannot be right"),
        (Quoted(float("nan")), "cannot be right"),
        (Quoted(float("inf")), "cannot be right"),
        (Quoted(0.13), "cannot be right"),
        (Quoted(0.001), "cannot be right"),
    ],
)
def test_a_price_that_cannot_be_right_is_not_used_and_told(open_book, account, quoted, word):
    account.answer = {EDIT.endpoint: quoted}
    book = open_book()

    book.refresh()

    origin = book.origin(EDIT)
    assert book.priced(EDIT) == EDIT
    assert (origin.as_of, origin.live) == (EDIT.price.as_of, False)
    assert word in origin.note


def test_one_price_for_a_model_that_has_two_is_not_used(open_book, account):
    model = CATALOGUE.model("fal/flux-2-pro")
    account.answer = {model.endpoint: Quoted(0.03)}
    book = open_book()

    book.refresh()

    assert book.priced(model) == model
    assert "two" in book.origin(model).note


@pytest.mark.parametrize("text", ["", "{", "[]", '{"fal": 5}', '{"fal": {"usd": {"a": "x"}}}'])
def test_a_spoilt_cache_is_asked_for_anew(open_book, account, tmp_path, text):
    path = tmp_path / "cache" / "prices.json"
    path.parent.mkdir()
    path.write_text(text)
    account.answer = {EDIT.endpoint: Quoted(0.015)}
    book = open_book()

    book.refresh()

    assert price(book) == 0.015


def test_prices_that_cannot_be_kept_count_all_the_same(open_book, account, tmp_path):
    (tmp_path / "cache").write_text("a file where the folder should be")
    account.answer = {EDIT.endpoint: Quoted(0.015)}
    book = open_book()

    book.refresh()

    assert price(book) == 0.015
