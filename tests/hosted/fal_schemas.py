"""Every FLUX.2 endpoint of fal: what it takes and what it costs (sections 2.8 and 5)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from tests.hosted import schema

_COMMON: dict[str, schema.Check] = {
    "prompt": schema.text(1_000_000),
    "seed": schema.whole(0),
    "sync_mode": schema.boolean,
    "enable_safety_checker": schema.boolean,
}
_GUIDANCE: dict[str, schema.Check] = {"guidance_scale": schema.number(0, 20)}
_COUNT: dict[str, schema.Check] = {"num_images": schema.whole(1, 4)}
_ACCELERATION: dict[str, schema.Check] = {"acceleration": schema.one_of("none", "regular", "high")}
_EXPANSION: dict[str, schema.Check] = {"enable_prompt_expansion": schema.boolean}
_THREE_FORMATS: dict[str, schema.Check] = {"output_format": schema.one_of("jpeg", "png", "webp")}
_TWO_FORMATS: dict[str, schema.Check] = {"output_format": schema.one_of("jpeg", "png")}


def _steps(high: int) -> dict[str, schema.Check]:
    return {"num_inference_steps": schema.whole(4, high)}


_DEV = _COMMON | _GUIDANCE | _steps(50) | _COUNT | _THREE_FORMATS | _ACCELERATION | _EXPANSION
_TURBO = _COMMON | _GUIDANCE | _COUNT | _THREE_FORMATS | _EXPANSION
_KLEIN = _COMMON | _steps(8) | _COUNT | _THREE_FORMATS
_BASE = (
    _COMMON
    | _GUIDANCE
    | _steps(50)
    | _COUNT
    | _THREE_FORMATS
    | _ACCELERATION
    | {"negative_prompt": schema.text(1_000_000)}
)
_PRO = _COMMON | _TWO_FORMATS | {"safety_tolerance": schema.one_of(*"12345")}
_FLEX = _PRO | _GUIDANCE | _steps(50)


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint:
    """``references``: the most it uses, 0 for none. ``size``: the preset it takes when none is
    said, or "" for that of the first reference. ``full``: says more than pictures and seed.
    ``first_usd``: what the first megapixel costs where it is dearer than ``usd``."""

    id: str
    usd: float
    fields: Mapping[str, schema.Check]
    references: int = 0
    loras: bool = False
    size: str = "landscape_4_3"
    steps: int = 28
    format: str = "png"
    full: bool = True
    auto_size: bool = False
    first_usd: float | None = None
    reference_units_most: int = 4
    streams: bool = False

    @property
    def app(self) -> str:
        """What status, result and cancel are addressed by: no path below owner and alias."""
        return "/".join(self.id.split("/")[:2])

    @property
    def known(self) -> set[str]:
        """The names of its fields."""
        own = {"image_urls"} if self.references else set()
        return {*self.fields, "image_size", *own, *({"loras"} if self.loras else ())}

    def size_of(self, body: Mapping[str, Any], first: tuple[int, int] | None) -> tuple[int, int]:
        """The pixels of the picture asked for; ``first`` is the size of the first reference."""
        size = body.get("image_size", self.size)
        if isinstance(size, dict):
            return size.get("width", 512), size.get("height", 512)
        if size in schema.PRESETS:
            return schema.PRESETS[size]
        return _within(first or (1024, 1024))

    def cost(self, units: int, lora_factor: float = 1.0) -> float:
        """US dollars for so many whole megapixels."""
        usd = units * self.usd
        if self.first_usd is not None:
            usd += self.first_usd - self.usd
        return usd * lora_factor

    def problems(self, body: Mapping[str, Any], fetch: schema.Fetch) -> Iterator[schema.Problem]:
        """What is wrong with the fields, references apart."""
        yield from schema.check_fields(body, self.fields, ("prompt",))
        if "image_size" in body:
            yield from schema.check_size(body["image_size"], 1, auto=self.auto_size)
        if self.loras and "loras" in body:
            yield from schema.check_loras(body["loras"], fetch)


def lora_factor(total_bytes: int) -> float:
    """What LoRA files of that size together make dearer (section 2.8)."""
    gib = total_bytes / 2**30
    return 2.5 if gib > 4 else 2.0 if gib > 3 else 1.5 if gib > 2 else 1.0


def _within(size: tuple[int, int]) -> tuple[int, int]:
    """A reference's size, in the limits; how the service rounds is not known."""
    width, height = (min(2048, max(512, side)) for side in size)
    return width, height


def _family(
    plain: str, edit: str, usd: float, fields: Mapping[str, schema.Check], most: int, **more: Any
) -> Iterator[Endpoint]:
    """An endpoint, and the one beside it that edits."""
    edit_size, edit_usd = more.pop("edit_size", ""), more.pop("edit_usd", usd)
    yield Endpoint(id=plain, usd=usd, fields=fields, **more)
    more |= {"auto_size": edit_size == "auto", "size": edit_size, "references": most}
    yield Endpoint(id=edit, usd=edit_usd, fields=fields, **more)


def _dev() -> Iterator[Endpoint]:
    base = "fal-ai/flux-2"
    yield from _family(base, f"{base}/edit", 0.012, _DEV, 4, streams=True)
    lora = f"{base}/lora"
    yield from _family(lora, f"{lora}/edit", 0.021, _DEV, 3, loras=True, streams=True)
    for name, usd in (("turbo", 0.008), ("flash", 0.005)):
        one = f"{base}/{name}"
        yield from _family(one, f"{one}/edit", usd, _TURBO, 4, edit_size="square_hd")


def _klein(name: str, usd: float, edit_usd: float, dear: float) -> Iterator[Endpoint]:
    """The distilled ones take 4 to 8 steps and no guidance; base is like dev."""
    one = f"fal-ai/flux-2/klein/{name}"
    small: dict[str, Any] = {"reference_units_most": 1}
    quick = small | {"steps": 4}
    yield from _family(one, f"{one}/edit", usd, _KLEIN, 4, edit_usd=edit_usd, **quick)
    yield from _family(f"{one}/lora", f"{one}/edit/lora", dear, _KLEIN, 4, loras=True, **quick)
    base = f"{one}/base"
    yield from _family(base, f"{base}/edit", dear, _BASE, 4, **small)
    yield from _family(f"{base}/lora", f"{base}/edit/lora", dear, _BASE, 4, loras=True, **small)


def _closed() -> Iterator[Endpoint]:
    """pro, max and flex: one JPEG at a time, and no word about its making."""
    more: dict[str, Any] = {"format": "jpeg", "full": False, "edit_size": "auto"}
    for name, usd, first in (("pro", 0.015, 0.03), ("max", 0.03, 0.07)):
        one = f"fal-ai/flux-2-{name}"
        yield from _family(one, f"{one}/edit", usd, _PRO, 8, first_usd=first, **more)
    flex = "fal-ai/flux-2-flex"
    yield from _family(flex, f"{flex}/edit", 0.05, _FLEX, 8, **more)


ENDPOINTS: Mapping[str, Endpoint] = {
    endpoint.id: endpoint
    for family in (
        _dev(),
        _klein("4b", 0.009, 0.009, 0.016),
        _klein("9b", 0.006, 0.011, 0.02),
        _closed(),
    )
    for endpoint in family
}
