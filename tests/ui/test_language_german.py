"""The German translation is whole, fits its sources, and every text can be translated.

``python -m tests.translations`` brings it up to date; what it names as new is to be translated.
"""

import re
from collections import Counter

import pytest

from tests.translations import ts_file
from tests.translations.messages import GERMAN, find

PLACES = re.compile(r"\{[^{}|]*\}|%L?n|%\d|</?\w[^<>]*>|&(?=\w)")
CHOSEN = re.compile(r"\([^()|]*\|[^()|]*%")  # a place that only one of the forms has
UP_TO_DATE = "python -m tests.translations brings it up to date"
# Sentences below the window that are put together out of reach of a translation; fewer, never more.
UNCONVERTED_MAX = 0


@pytest.fixture(scope="module")
def german():
    return ts_file.read(GERMAN)


@pytest.fixture(scope="module")
def found():
    return find()


def places(text):
    return Counter(PLACES.findall(text))


def name(message):
    return f"{message.context}: {message.source}"


def test_every_text_of_the_app_is_in_the_translation(german, found):
    missing = [name(message) for message in sorted(found.messages - set(german))]

    assert not missing, UP_TO_DATE


def test_no_text_is_left_untranslated(german):
    unfinished = [name(message) for message, forms in german.items() if not all(forms)]

    assert not unfinished


def test_a_translation_has_the_places_and_mnemonics_of_its_source(german):
    wrong = []
    for message, forms in german.items():
        wanted = places(message.source)
        many = forms[-1]
        if not all(forms):
            continue
        if places(many) != wanted and not CHOSEN.search(message.source):
            wrong.append(name(message))
        if any(places(form) - wanted for form in forms):  # "one" may do without its number
            wrong.append(name(message))

    assert not wrong


def test_a_translation_begins_and_ends_as_its_source_does(german):
    wrong = []
    for message, forms in german.items():
        for form in filter(None, forms):
            source = message.source
            same = (
                source[0].isspace() == form[0].isspace(),
                source.endswith("…") == form.endswith("…"),
                source.count("\n") == form.count("\n"),
            )
            if not all(same):
                wrong.append(name(message))

    assert not wrong


def test_german_addresses_nobody_formally(german):
    formal = re.compile(r"\b(Sie (können|haben|müssen|sind)|Ihr(e|en|er|em)? \w+ wird|Bitte)\b")

    assert not [name(m) for m, forms in german.items() if any(map(formal.search, forms))]


def test_it_is_clear_of_every_call_what_text_it_shows(found):
    assert not found.unclear


def test_sentences_of_the_lower_layers_can_be_translated(found):
    assert len(found.unconverted) <= UNCONVERTED_MAX, found.unconverted


def test_the_compiled_file_holds_what_the_source_does(german, tmp_path):
    ts_file.release(GERMAN, tmp_path / "german.qm")

    assert (tmp_path / "german.qm").read_bytes() == GERMAN.with_suffix(".qm").read_bytes(), (
        UP_TO_DATE
    )
