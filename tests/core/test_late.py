"""Parts that are built when they are first asked for."""

from __future__ import annotations

import threading

import pytest

from flux2studio.core.late import Late, LateParts


def test_a_part_is_built_when_it_is_asked_for_and_once():
    builds = []
    part = Late(lambda: builds.append("built") or object())

    assert part.built == ()
    assert part() is part()
    assert builds == ["built"]
    assert part.built == (part(),)


def test_two_who_ask_at_once_get_the_same_part():
    begun, may_end = threading.Event(), threading.Event()
    got = []

    def build():
        begun.set()
        assert may_end.wait(10)
        return object()

    part = Late(build)
    threads = [threading.Thread(target=lambda: got.append(part())) for _ in range(2)]
    for thread in threads:
        thread.start()
    assert begun.wait(10)
    may_end.set()
    for thread in threads:
        thread.join(10)

    assert len(got) == 2
    assert got[0] is got[1]


def test_a_build_that_failed_is_tried_again():
    tries = iter([OSError("not yet"), None])

    def build():
        if (error := next(tries)) is not None:
            raise error
        return "part"

    part = Late(build)
    with pytest.raises(OSError, match="not yet"):
        part()

    assert part() == "part"


def test_of_several_only_those_asked_for_are_built():
    parts = LateParts({"one": lambda: 1, "two": lambda: 2})

    assert list(parts) == ["one", "two"]
    assert len(parts) == 2
    assert "two" in parts
    assert "three" not in parts
    assert parts.built == []
    assert parts["two"] == 2
    assert parts.built == [2]
