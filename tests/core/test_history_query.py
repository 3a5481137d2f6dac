"""The search line of the history: what is typed, and what it asks for."""

from __future__ import annotations

import string
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flux2studio.core.history_query import FIELDS, LETTERS_MAX, TERMS_MAX, Field, Value, parse

TODAY = date(2026, 11, 20)


def terms(text):
    query = parse(text, TODAY)
    assert not query.problems
    return query.terms


def only(text):
    (term,) = terms(text)
    return term


def value(text):
    (found,) = only(text).values
    return found


def fits(text, number):
    """Whether a number is what the only term asks for."""
    found = value(text)
    return (found.low is None or number >= found.low) and (
        found.high is None or number < found.high
    )


def sentences(text):
    return [problem.sentence for problem in parse(text, TODAY).problems]


def test_the_line_of_the_handbook_is_read_whole():
    line = (
        "lora:inkwash>0.6 model: backend: rating:>=4 tag: album: ref:hat.png seed:1234"
        ' cost:>0.05 size: date:last-week is:picked "red coat" -words'
    )

    assert [term.field.value for term in terms(line)] == [
        *("lora", "rating", "ref", "seed", "cost", "date", "is", "", "")
    ]
    assert [term.negative for term in terms(line)] == [False] * 8 + [True]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("fox", Value(text="fox")),
        ('"red coat"', Value(text="red coat", exact=True)),
        ('"red co', Value(text="red co", exact=True)),
        ("“red coat”", Value(text="red coat", exact=True)),
        ("„red coat“", Value(text="red coat", exact=True)),
        ("red,blue", Value(text="red,blue")),
        ('5"x7"', Value(text='5"x7"')),
        ("C:\\pictures", Value(text="C:\\pictures")),
        ("https://a.b/c", Value(text="https://a.b/c")),
        ("colour:red", Value(text="colour:red")),
        ("tag:ink", Value(text="ink")),
        ('tag:"old paper"', Value(text="old paper")),
        ('tag:"old pa', Value(text="old pa")),
        ("TAG:Ink", Value(text="Ink")),
        ("tag:=ink", Value(text="ink", exact=True)),
        ('tag:="old paper"', Value(text="old paper", exact=True)),
        ('album:"Winter/Harbour"', Value(text="Winter/Harbour")),
        ('lora:"a, b"', Value(text="a, b")),
        ("lora:ink>", Value(text="ink")),  # the number is still to come
        ("lora:=0.8", Value(text="0.8", exact=True)),
        ("seed:0042", Value(text="42")),
        ("size:1024X768", Value(text="1024x768")),
        ("size:Square", Value(text="square")),
        ("cost:free", Value(text="free")),
        ("cost:0", Value(text="free")),
        ("label:RED", Value(text="red")),
        ("is:unflagged", Value(text="undecided")),
        ("is:labeled", Value(text="labelled")),
    ],
)
def test_a_value_is_read(text, expected):
    assert value(text) == expected


@pytest.mark.parametrize(
    ("text", "inside", "outside"),
    [
        ("rating:4", [4], [3, 5]),
        ("rating:=4", [4], [3, 5]),
        ("rating:>=4", [4, 5], [3]),
        ("rating:<2", [0, 1], [2]),
        ("rating:<=2", [0, 2], [3]),
        ("rating:>2", [3], [2]),
        ("cost:>0.05", [0.0501], [0.05]),
        ("cost:>0,05", [0.0501], [0.05]),
        ("cost:>$.05", [0.0501], [0.05]),
        ("cost:0.05", [0.05], [0.04, 0.06]),
        ("cost:0.125", [0.125], [0.12, 0.13]),
        ("size:2mp", [1.92, 2.07], [1.0, 3.0]),
        ("size:>2MP", [2.07], [2.0]),
        ("size:>=2.1mp", [2.1], [2.07]),
        ("lora:ink>0.6", [0.61], [0.6]),
        ("lora:ink>=0.6", [0.6], [0.59]),
        ("lora:ink=0.8", [0.8], [0.7, 0.85]),
        ("lora:ink<.5", [0.4], [0.5]),
        ("lora:ink>-1", [-0.5], [-1]),
        ("lora:ink<=-0.5", [-0.5, -1], [-0.4]),
        ('lora:"ink wash">0,6', [0.7], [0.6]),
        ("lora:>0.6", [0.7], [0.6]),
        ("date:2026-11-20", [TODAY.toordinal()], [TODAY.toordinal() - 1, TODAY.toordinal() + 1]),
    ],
)
def test_numbers_are_compared(text, inside, outside):
    assert all(fits(text, number) for number in inside)
    assert not any(fits(text, number) for number in outside)


def test_commas_say_any_of():
    assert [one.text for one in only("backend:fal,local").values] == ["fal", "local"]
    assert [one.text for one in only('tag:"a, b",c,').values] == ["a, b", "c"]
    assert len(only("rating:1,>=4").values) == 2
    assert len(only("date:2024,2026-11").values) == 2


def test_a_minus_says_none_of_them():
    assert only("-tag:ink,paper").negative
    assert only('-"red coat"').negative
    assert not only("well-made").negative


@pytest.mark.parametrize(
    "text", ["", " ", '"', '""', "-", '-""', "- -", "\0", "tag:", "-tag:", 'tag:""', "tag:,",
             "rating:>", "cost:>$", "lora:>=", "tag:="],
)  # fmt: skip
def test_what_is_only_begun_asks_for_nothing_and_is_no_problem(text):
    assert terms(text) == ()


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("rating:9", "A rating is a number from 0 to 5."),
        ("rating:lots", "A rating is a number from 0 to 5."),
        ("rating:3.5", "A rating is a number from 0 to 5."),
        ("rating:-1", "A rating is a number from 0 to 5."),
        ("date:last-wek", "“last-wek” is no date; try last-week, 2026-11 or >2026-11-01."),
        ("cost:cheap", "A cost is a number of dollars, such as >0.05."),
        ("cost:2mp", "A cost is a number of dollars, such as >0.05."),
        ("seed:none", "A seed is a whole number."),
        ("seed:" + "1" * 21, "A seed is a whole number."),
        ("size:huge", "“huge” is no size."),
        ("size:2", "“2” is no size."),
        ("label:pink", "“pink” is no label."),
        ("is:great", "“great” says nothing of a picture."),
        ("lora:ink>1.2.3", "“1.2.3” is no strength of a LoRA."),
    ],
)
def test_what_cannot_be_meant_is_said_at_its_place(text, sentence):
    query = parse(f"fox {text} snow", TODAY)

    (problem,) = query.problems
    assert problem.sentence == sentence
    assert problem.hint or "such as" in sentence
    assert (problem.start, problem.end) == (4, 4 + len(text))
    assert [[one.text for one in term.values] for term in query.terms] == [["fox"], [], ["snow"]]


def test_what_is_right_beside_what_is_wrong_counts():
    query = parse("rating:4,9", TODAY)

    assert len(query.terms[0].values) == len(query.problems) == 1


def test_every_part_knows_where_it_stands():
    line = '  fox -tag:"old paper",b  "red coat"'

    assert [line[term.start : term.end] for term in terms(line)] == [
        *("fox", '-tag:"old paper",b', '"red coat"')
    ]


def test_a_pasted_page_is_cut_and_said():
    many = parse("fox " * 200, TODAY)
    long = parse("a" * 100_000, TODAY)

    assert len(many.terms) == TERMS_MAX
    assert "64 parts" in many.problems[0].sentence
    assert len(long.terms[0].values[0].text) == LETTERS_MAX
    assert "2,000 letters" in long.problems[0].sentence


@given(
    st.text(st.characters() | st.sampled_from('"-:,<>=. 01' + string.ascii_lowercase))
    | st.tuples(st.sampled_from(FIELDS), st.text(max_size=12)).map(":".join)
)
def test_nothing_that_can_be_typed_raises(text):
    query = parse(text, TODAY)

    for part in (*query.terms, *query.problems):
        assert 0 <= part.start < part.end <= len(text)


def test_every_field_is_read():
    assert {Field(name) for name in FIELDS} == set(Field) - {Field.ANY}
    assert sentences(" ".join(f"{name}:x" for name in FIELDS))
