"""Paint only under a mask: what is prepared of the first reference, and put together after."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from PIL import Image, ImageChops, ImageFilter, ImageOps

from flux2studio.core.engine_messages import FailureKind, Run
from flux2studio.core.local import Pipeline
from flux2studio.engine.errors import EngineError
from flux2studio.engine.latents import GRID
from flux2studio.engine.model import Model
from flux2studio.engine.references import encode_picture, open_reference

_WHITE = 128  # from here on a pixel is painted
_EDGE = 4  # pixels: how far the new picture reaches into the old one, and how soft


@dataclass(frozen=True, slots=True, kw_only=True)
class Inpainting:
    """``picture`` has the size of the order; ``clean`` are its latents, normalised.

    ``painted`` is (1, 1, height, width): 1 in each block of 16 × 16 with white in it. ``edge``
    says, softly, where the new picture is seen.
    """

    picture: Image.Image
    clean: torch.Tensor
    painted: torch.Tensor
    edge: Image.Image

    def finished(self, image: Image.Image) -> Image.Image:
        """Return ``image`` under the mask, and the picture's own pixels everywhere else."""
        return Image.composite(image, self.picture, self.edge)


def check_inpainting(order: Run) -> None:
    """Raise EngineError when the model, the references or the strength do not go with a mask."""
    if not order.mask:
        return
    if order.model.pipeline is Pipeline.DEV:
        raise EngineError(
            FailureKind.REQUEST,
            "FLUX.2 dev cannot paint under a mask on this computer.",
            hint="Choose a klein model, or remove the mask.",
            field="mask",
        )
    if not order.references:
        raise EngineError(
            FailureKind.REQUEST,
            "There is a mask, but no reference that it belongs to.",
            hint="Add the reference, or remove the mask.",
            field="mask",
        )
    if not 0 < order.strength <= 1:
        raise EngineError(
            FailureKind.REQUEST,
            "The strength must lie above 0 and be at most 1.",
            hint="1 paints what is under the mask wholly anew.",
            field="strength",
        )


def steps_taken(order: Run) -> int:
    """Return how many of the steps are done: ``strength`` leaves out the first ones."""
    if not order.mask:
        return order.steps
    wanted = min(order.steps * order.strength, order.steps)
    return order.steps - int(max(order.steps - wanted, 0))  # as diffusers counts


def prepare_inpainting(model: Model, order: Run) -> Inpainting:
    """Scale and crop picture and mask to the size of the order, and encode the picture."""
    whole = open_reference(order.references[0], 1)
    size = order.width, order.height
    mask = ImageOps.fit(_open_mask(order.mask, whole.size), size, Image.Resampling.BILINEAR)
    if not _has_white(mask):  # cropped away, or a line so thin that it is lost on the way down
        raise _bad_mask(
            "Nothing of the mask is left in a picture of this size.",
            hint="Take the size of the first reference, or paint more.",
        )
    picture = ImageOps.fit(whole, size, Image.Resampling.LANCZOS)
    return Inpainting(
        picture=picture,
        clean=encode_picture(model, picture),
        painted=_blocks(mask),
        edge=_soft(mask),
    )


def _open_mask(path: str, size: tuple[int, int]) -> Image.Image:
    try:
        with Image.open(path) as image:
            mask = image.convert("L")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise _bad_mask("The mask cannot be opened.", details=f"{error}") from error
    if mask.size != size:
        raise _bad_mask("The mask is not of the size of the first reference.")
    if not _has_white(mask):
        raise _bad_mask("Nothing is painted in the mask.")
    return mask


def _has_white(mask: Image.Image) -> bool:
    return any(mask.histogram()[_WHITE:])


def _blocks(mask: Image.Image) -> torch.Tensor:
    pixels = torch.frombuffer(bytearray(mask.tobytes()), dtype=torch.uint8)
    white = (pixels >= _WHITE).float().view(1, 1, mask.height, mask.width)
    blocks = torch.nn.functional.max_pool2d(white, GRID)
    return torch.nn.functional.interpolate(blocks, scale_factor=GRID, mode="nearest")


def _soft(mask: Image.Image) -> Image.Image:
    """White stays white, and falls off over some pixels: decoded pixels never match exactly."""
    hard = mask.point([0] * _WHITE + [255] * (256 - _WHITE))
    wider = hard.filter(ImageFilter.MaxFilter(2 * _EDGE + 1))
    return ImageChops.lighter(hard, wider.filter(ImageFilter.GaussianBlur(_EDGE / 2)))


def _bad_mask(message: str, *, hint: str = "Paint it again.", details: str = "") -> EngineError:
    return EngineError(FailureKind.REQUEST, message, hint=hint, field="mask", details=details)
