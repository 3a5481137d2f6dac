"""What is laid over a practice picture: its references as pinned prints, and the word PRACTICE."""

from __future__ import annotations

from random import Random

from PIL import Image, ImageDraw, ImageFilter, ImageFont

from flux2studio.imaging.painting.palette import mix

_WORD = "PRACTICE"
_PAPER = (252, 250, 246)
_LARGER = 3  # the sign is drawn so many times larger, then scaled down


def pin(canvas: Image.Image, reference: Image.Image, number: int, chance: Random) -> None:
    """Lay a small framed print of ``reference`` in the upper left, beside those before it."""
    edge = round(min(canvas.width / 5.2, canvas.height / 4.6))
    frame = max(3, edge // 18)
    small = reference.convert("RGB")
    small.thumbnail((edge - 2 * frame, edge - 2 * frame), Image.Resampling.LANCZOS)
    print_ = Image.new("RGBA", (small.width + 2 * frame, small.height + 3 * frame), (*_PAPER, 255))
    print_.paste(small, (frame, frame))
    _draw_pin(print_, frame)
    turned = print_.rotate(chance.uniform(-4, 4), Image.Resampling.BICUBIC, expand=True)
    gap = edge // 4
    corner = (gap + number * (edge + gap // 2), gap)
    _drop_shadow(canvas, turned.getchannel("A"), corner, frame)
    canvas.paste(turned, corner, turned)


def sign(canvas: Image.Image) -> None:
    """Write PRACTICE in the lower right corner, readable on any picture."""
    tall = max(15, round(min(canvas.size) * 0.036))
    font = ImageFont.load_default(tall * _LARGER)
    gap = round(tall * 0.16 * _LARGER)
    wide = sum(round(font.getlength(letter)) + gap for letter in _WORD) - gap
    pad_x, pad_y = round(tall * 0.7 * _LARGER), round(tall * 0.42 * _LARGER)
    size = (wide + 2 * pad_x, tall * _LARGER + 2 * pad_y)
    plate = Image.new("RGBA", size, (18, 16, 24, 0))
    draw = ImageDraw.Draw(plate)
    draw.rounded_rectangle((0, 0, size[0] - 1, size[1] - 1), size[1] // 2, (18, 16, 24, 150))
    x = float(pad_x)
    for letter in _WORD:
        draw.text((x, size[1] / 2), letter, (255, 255, 255, 245), font, anchor="lm")
        x += round(font.getlength(letter)) + gap
    small = plate.reduce(_LARGER)
    edge = round(tall * 0.8)
    corner = (canvas.width - small.width - edge, canvas.height - small.height - edge)
    canvas.paste(small, corner, small)


def _draw_pin(print_: Image.Image, frame: int) -> None:
    radius = max(2.0, frame * 0.55)
    x, y = print_.width / 2, frame * 0.9
    draw = ImageDraw.Draw(print_)
    red = (206, 62, 54)
    draw.ellipse(
        (x - radius, y - radius, x + radius, y + radius), (*mix(red, (0, 0, 0), 0.25), 255)
    )
    radius *= 0.75
    draw.ellipse((x - radius, y - radius * 1.1, x + radius, y + radius * 0.9), (*red, 255))


def _drop_shadow(
    canvas: Image.Image, shape: Image.Image, corner: tuple[int, int], frame: int
) -> None:
    soft = Image.new("L", (shape.width + 4 * frame, shape.height + 4 * frame), 0)
    soft.paste(shape.point([value * 90 // 255 for value in range(256)]), (2 * frame, 2 * frame))
    soft = soft.filter(ImageFilter.GaussianBlur(frame * 0.8))
    left, top = corner[0] - 2 * frame + frame // 2, corner[1] - 2 * frame + frame
    canvas.paste((10, 8, 16), (left, top, left + soft.width, top + soft.height), soft)
