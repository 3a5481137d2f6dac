import pytest

from flux2studio.backends.sse import EventReader


def read(*pieces):
    reader = EventReader()
    return [event for piece in pieces for event in reader.feed(piece)]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
@pytest.mark.parametrize("size", [1, 2, 3, 7, 1000])
def test_events_are_the_same_however_they_are_cut(end, size):
    text = f"data: größer{end}{end}: still there{end}data: a{end}data: b 狐{end}id: 7{end}{end}"
    data = text.encode()

    events = read(*(data[at : at + size] for at in range(0, len(data), size)))

    assert events == ["größer", "a\nb 狐"]


def test_a_cut_event_is_none():
    assert read(b"data: whole\n\ndata: half") == ["whole"]
    assert read(b"data: whole\n\ndata: half\n") == ["whole"]


def test_comments_other_fields_and_empty_events_are_left_out():
    assert read(b": keep-alive\n\nevent: ping\n\n\n\ndata: x\n\n") == ["x"]


def test_only_the_first_space_belongs_to_the_format():
    assert read(b"data:  x\n\ndata:y\n\n") == [" x", "y"]


def test_a_mark_at_the_start_and_broken_letters_do_no_harm():
    assert read(b"\xef\xbb\xbfdata: x\n\n") == ["x"]
    assert read(b"data: \xff!\n\n") == ["\ufffd!"]


def test_a_large_event_is_read_in_pieces():
    piece = b"A" * 65536

    assert read(b"data: ", *[piece] * 64, b"\n\n") == ["A" * 65536 * 64]
