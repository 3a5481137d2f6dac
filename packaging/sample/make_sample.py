"""Makes the sample project anew: ``python packaging/sample/make_sample.py``.

Everything in ``resources/sample`` comes from here: drawn by the painter of the practice backend,
or drawn by lot from a fixed seed, so nobody else has a right in it. The bytes are the same at
every run with one version of Pillow.
"""

from __future__ import annotations

import base64
import hashlib
import json
import struct
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from random import Random
from uuid import NAMESPACE_URL, uuid5

from contents import (
    BASE_WIDTHS,
    CARDS,
    FORM_PROMPT,
    PAINTINGS,
    STAGE,
    VALLEY,
    Card,
    Painting,
)
from PIL import Image

from flux2studio.core.request import GenerationRequest, ImageFormat, Size
from flux2studio.core.sample import (
    Sample,
    SampleFile,
    SampleLora,
    SamplePicture,
    SampleRecipe,
    SampleReference,
    SampleUse,
    encode_sample,
)
from flux2studio.imaging.painting import brush
from flux2studio.imaging.painting.scene import Scene, paint

TARGET = Path(__file__).resolve().parents[2] / "resources" / "sample"
REFERENCE = Size(width=1600, height=1200)
COVER = Size(width=480, height=360)


def main() -> None:
    TARGET.mkdir(parents=True, exist_ok=True)
    references = (
        _reference("valley.jpg", _painted(REFERENCE, VALLEY, (), is_signed=False)),
        _reference("paper.jpg", _paper()),
    )
    loras = tuple(_card(card) for card in CARDS)
    pictures = tuple(_picture(painting) for painting in PAINTINGS)
    sample = Sample(
        album=_id("album"),
        album_name="Sample",
        references=references,
        loras=loras,
        pictures=pictures,
        form=SampleRecipe(
            request=GenerationRequest(prompt=FORM_PROMPT, size=Size(width=1152, height=864)),
            references=("valley.jpg",),
            loras=(SampleUse(lora="ink-wash.safetensors", scale=0.85),),
        ),
        stage=next(each.id for each in pictures if each.file.name.startswith(STAGE)),
    )
    (TARGET / "sample.json").write_bytes(encode_sample(sample))


def _painted(
    size: Size,
    drawn: tuple[int, str],
    moods: Sequence[tuple[str, float]],
    *,
    is_signed: bool = True,
) -> Image.Image:
    """The painter's last piece of work is the sign that says PRACTICE."""
    scene = Scene(
        width=size.width, height=size.height, seed=drawn[0], prompt=drawn[1], loras=tuple(moods)
    )
    pieces = list(enumerate(paint(scene)))
    if is_signed:
        return pieces[-1][1]
    unsigned = paint(scene)
    for _ in pieces[:-1]:
        canvas = next(unsigned)
    return canvas.copy()


def _paper() -> Image.Image:
    """A sheet of warm paper with washes of thin ink at its edges."""
    size = (1024, 768)
    chance = Random("paper")
    sheet = brush.gradient(size, [(0.0, (247, 242, 232)), (1.0, (238, 231, 217))])
    for _ in range(9):
        centre = (chance.choice((0, size[0])) + chance.gauss(0, 90), chance.uniform(0, size[1]))
        brush.glow(sheet, centre, chance.uniform(120, 320), (120, 116, 122), 0.22, 1.3)
    for top in range(0, size[1], 96):
        brush.mist(sheet, top, 150, (226, 217, 200), 0.3, chance, torn=True)
    for _ in range(3):
        brush.add_grain(sheet, 0, size[1], chance)
    return sheet


def _reference(name: str, picture: Image.Image) -> SampleReference:
    file = _write(name, _encoded(picture, "JPEG", quality=84, optimize=True))
    return SampleReference(file=file, width=picture.width, height=picture.height)


def _picture(painting: Painting) -> SamplePicture:
    name = f"{painting.stem}.webp"
    picture = _painted(painting.size, painting.drawn, painting.moods)
    return SamplePicture(
        id=f"{_id(name)}-0",
        file=_write(name, _encoded(picture, "WEBP", quality=84, method=6)),
        recipe=SampleRecipe(
            request=GenerationRequest(
                prompt=painting.prompt,
                seed=painting.seed,
                size=painting.size,
                format=ImageFormat.WEBP,
            ),
            references=painting.references,
            loras=tuple(
                SampleUse(lora=f"{stem}.safetensors", scale=scale) for stem, scale in painting.loras
            ),
        ),
        width=painting.size.width,
        height=painting.size.height,
        minutes=painting.minutes,
        seconds=painting.seconds,
        rating=painting.rating,
        pick=painting.pick,
        label=painting.label,
        tags=painting.tags,
    )


def _card(card: Card) -> SampleLora:
    name = f"{card.stem}.safetensors"
    return SampleLora(
        id=_id(name),
        file=_write(name, _weights(card)),
        default_scale=card.scale,
        rating=card.rating,
        favourite=card.favourite,
        tags=card.tags,
        notes=card.notes,
    )


def _weights(card: Card) -> bytes:
    """A LoRA of rank 1 on one layer, with a change too small to be seen."""
    width = BASE_WIDTHS[card.base]
    module = "transformer.transformer_blocks.0.attn.to_q"
    chance = Random(card.stem)
    values = [chance.gauss(0, 0.01) for _ in range(2 * width)]
    cover = _encoded(
        _painted(COVER, VALLEY, ((card.mood, card.strength),), is_signed=False), "JPEG", quality=82
    )
    half = 2 * width
    header = {
        "__metadata__": {
            "modelspec.title": card.title,
            "modelspec.trigger_phrase": card.trigger,
            "modelspec.description": card.description,
            "modelspec.license": "Apache-2.0",
            "modelspec.author": "The flux2studio authors",
            "modelspec.thumbnail": "data:image/jpeg;base64," + base64.b64encode(cover).decode(),
        },
        f"{module}.lora_A.weight": {"dtype": "F16", "shape": [1, width], "data_offsets": [0, half]},
        f"{module}.lora_B.weight": {
            "dtype": "F16",
            "shape": [width, 1],
            "data_offsets": [half, 2 * half],
        },
    }
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    return struct.pack("<Q", len(text)) + text + struct.pack(f"<{len(values)}e", *values)


def _encoded(picture: Image.Image, kind: str, **options: object) -> bytes:
    buffer = BytesIO()
    picture.save(buffer, kind, **options)
    return buffer.getvalue()


def _write(name: str, data: bytes) -> SampleFile:
    (TARGET / name).write_bytes(data)
    return SampleFile(name=name, sha256=hashlib.sha256(data).hexdigest())


def _id(name: str) -> str:
    return uuid5(NAMESPACE_URL, f"flux2studio/sample/{name}").hex


if __name__ == "__main__":
    main()
