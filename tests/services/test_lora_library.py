"""What the artist's LoRA library takes in, and what it refuses with a sentence."""

import json
import struct
from datetime import UTC, datetime

import pytest

from flux2studio.core.errors import LoraError
from flux2studio.core.lora import LoraProof
from flux2studio.core.request import LoraKind
from flux2studio.services.lora_library import LoraLibrary
from flux2studio.storage.database import open_database


def write_lora(path):
    """Write a small but right safetensors file."""
    header = json.dumps(
        {
            "transformer.single_transformer_blocks.0.attn.to_out.lora_A.weight": {
                "dtype": "F32",
                "shape": [1, 2],
                "data_offsets": [0, 8],
            }
        }
    ).encode()
    path.write_bytes(struct.pack("<Q", len(header)) + header + bytes(8))
    return path


@pytest.fixture
def library(tmp_path):
    database = open_database(tmp_path / "studio.db", tmp_path / "backups").database
    yield LoraLibrary(database)
    database.close()


def test_a_repository_is_added_under_its_own_name(library):
    lora = library.add(" owner/ink-wash ")

    assert (lora.name, lora.kind) == ("ink-wash", LoraKind.REPOSITORY)
    assert library.all() == [lora]


def test_a_link_is_named_after_its_file(library):
    lora = library.add("https://example.org/files/Dusk.safetensors?download=1")

    assert (lora.name, lora.kind) == ("Dusk", LoraKind.URL)


def test_a_file_stays_where_it_is(library, tmp_path):
    path = write_lora(tmp_path / "Riso print.safetensors")

    lora = library.add(str(path))

    assert (lora.name, lora.source, lora.size) == ("Riso print", str(path), path.stat().st_size)


def test_a_record_outlives_its_file(library, tmp_path):
    path = write_lora(tmp_path / "ink.safetensors")
    library.add(str(path))

    path.unlink()

    (kept,) = library.all()
    assert kept.missing


def test_the_same_lora_is_added_once(library):
    library.add("owner/ink")

    with pytest.raises(LoraError, match="already in your library"):
        library.add("owner/ink")


def test_a_removed_lora_comes_back_as_it_was(library):
    lora = library.add("owner/ink")
    removed = library.remove(lora.id)
    assert library.all() == []

    library.restore(removed)

    assert library.all() == [lora]


@pytest.mark.parametrize("name", ["ink.pt", "ink.ckpt", "ink.bin", "ink.PTH"])
def test_pickles_are_refused_by_name(library, tmp_path, name):
    path = tmp_path / name
    path.write_bytes(b"\x80\x02}q\x00.")

    for source in (str(path), f"https://example.org/{name}"):
        with pytest.raises(LoraError, match="pickle"):
            library.add(source)
    assert library.all() == []


@pytest.mark.parametrize("content", [b"PK\x03\x04rest", b"\x80\x02}q\x00."])
def test_pickles_are_refused_by_content(library, tmp_path, content):
    path = tmp_path / "ink.safetensors"
    path.write_bytes(content + bytes(64))

    with pytest.raises(LoraError):
        library.add(str(path))


def test_a_header_that_lies_is_refused(library, tmp_path):
    path = tmp_path / "ink.safetensors"
    path.write_bytes(struct.pack("<Q", 2**63) + b"{}")

    with pytest.raises(LoraError) as refusal:
        library.add(str(path))

    assert refusal.value.hint


@pytest.mark.parametrize(
    "source",
    [
        "",
        "ink",
        "../../etc/passwd",
        "file:///etc/passwd",
        "http://example.org/ink.safetensors",
        "https://ana:secret@example.org/ink.safetensors",
        "https://",
        "http://[::1",
        "owner/name/extra",
    ],
)
def test_what_is_no_lora_source_is_refused_with_a_next_step(library, source):
    with pytest.raises(LoraError) as refusal:
        library.add(source)

    assert refusal.value.hint
    assert "secret" not in str(refusal.value)


def test_a_file_name_that_is_no_text_is_refused(library, tmp_path):
    path = write_lora(tmp_path / b"caf\xe9.safetensors".decode("utf-8", "surrogateescape"))

    with pytest.raises(LoraError) as refusal:
        library.add(str(path))

    assert refusal.value.hint


def test_the_key_in_a_copied_download_link_is_not_kept(library):
    link = "https://civitai.com/api/download/models/456?type=Model&token=s3cret"

    lora = library.add(link)

    assert lora.source == "https://civitai.com/api/download/models/456?type=Model"


def test_what_a_lora_was_seen_to_do_is_kept_on_its_record(library):
    library.add("owner/ink-wash")
    seen = LoraProof(
        model="local/klein-4b",
        made_at=datetime(2026, 1, 1, tzinfo=UTC),
        matched=120,
        total=120,
        strength=0.021,
        scale=0.85,
    )

    changed = library.keep_proofs({"owner/ink-wash": seen, "owner/not-here": seen})

    assert [lora.proof for lora in changed] == [seen]
    assert [lora.proof for lora in library.all()] == [seen]
    assert library.keep_proofs({"owner/ink-wash": seen}) == []
