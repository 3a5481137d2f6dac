"""The decoder process: takes requests as JSON lines, answers each with one line, one at a time.

Started by ``services.pictures``. It may crash, run out of memory or be killed at any time; the
window then starts another one. It ends when its standard input does.
"""

from __future__ import annotations

import base64
import json
import logging
import os
import signal
import sys
import traceback
from collections.abc import Callable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import BinaryIO

from flux2studio.core.cropping import Crop
from flux2studio.core.errors import PictureError, StudioError
from flux2studio.core.phrase import packed
from flux2studio.imaging.formats import REFERENCE_PIXELS_MAX, RESULT_PIXELS_MAX
from flux2studio.imaging.problems import too_much_memory, unreadable

log = logging.getLogger(__name__)

_MEMORY_MAX = 4 * 2**30
_THUMBNAIL_EDGE = 320
_PREVIEW_EDGE = 512
_GRACE_SECONDS = 5  # the parent kills first; this is for a parent that is gone

Request = Mapping[str, object]
Answer = dict[str, object]


def main() -> int:
    """Answer requests until standard input ends."""
    answers = _take_standard_output()
    _limit_memory()
    _lift_pillows_own_limit()
    for line in sys.stdin.buffer:
        _write(answers, _answer(json.loads(line)))
    return 0


def _answer(request: Request) -> Answer:
    _set_alarm(_number(request, "seconds", 60) + _GRACE_SECONDS)
    try:
        return _OPERATIONS[str(request["op"])](request)
    except StudioError as error:
        return _failure(error)
    except MemoryError:
        return _failure(too_much_memory(_name(request)))
    except OSError as error:  # the target cannot be written
        return _failure(PictureError("The picture could not be prepared.", details=str(error)))
    except Exception:
        log.exception("A request hit a bug")
        return _failure(unreadable(_name(request), details=traceback.format_exc()))
    finally:
        _set_alarm(0)


def _inspect(request: Request) -> Answer:
    from flux2studio.imaging.codec import is_black, open_part, open_picture
    from flux2studio.imaging.thumbnails import make_thumbnail

    path, name, crop = Path(str(request["path"])), str(request.get("name", "")), _crop(request)
    if crop is not None:
        opened = open_part(path, crop, name=name, long_edge=_THUMBNAIL_EDGE)
    else:
        opened = open_picture(
            path,
            name=name,
            long_edge=_THUMBNAIL_EDGE,
            max_pixels=_number(request, "max_pixels", REFERENCE_PIXELS_MAX),
        )
    wanted = bool(request.get("thumbnail", True))
    thumbnail = make_thumbnail(opened.image, _THUMBNAIL_EDGE) if wanted else b""
    return {
        "info": asdict(opened.info),
        "thumbnail": base64.b64encode(thumbnail).decode(),
        "black": is_black(opened.image),
    }


def _prepare(request: Request) -> Answer:
    from flux2studio.imaging.codec import encode_reference

    media_type, width, height = encode_reference(
        Path(str(request["path"])),
        Path(str(request["target"])),
        _number(request, "long_edge", 2048),
        name=str(request.get("name", "")),
        lossless=bool(request.get("lossless", False)),
        crop=_crop(request),
    )
    return {"media_type": media_type, "width": width, "height": height}


def _preview(request: Request) -> Answer:
    from flux2studio.imaging.codec import open_bytes
    from flux2studio.imaging.thumbnails import make_thumbnail

    opened = open_bytes(
        base64.b64decode(str(request["data"])),
        name=_name(request),
        long_edge=_PREVIEW_EDGE,
        max_pixels=RESULT_PIXELS_MAX,
    )
    thumbnail = make_thumbnail(opened.image, _PREVIEW_EDGE)
    return {"thumbnail": base64.b64encode(thumbnail).decode()}


def _mask(request: Request) -> Answer:
    from flux2studio.imaging.files import read_regular
    from flux2studio.imaging.masks import read_mask

    width, height = _number(request, "width", 0), _number(request, "height", 0)
    held = request.get("data")
    mask = read_mask(
        base64.b64decode(str(held))
        if held is not None
        else read_regular(Path(str(request["path"])), _name(request)),
        name=_name(request),
        size=(width, height) if width and height else None,
        crop=_crop(request),
    )
    return {
        "data": base64.b64encode(mask.data).decode(),
        "width": mask.width,
        "height": mask.height,
        "marks": mask.marks,
    }


_OPERATIONS: Mapping[str, Callable[[Request], Answer]] = {
    "inspect": _inspect,
    "prepare": _prepare,
    "preview": _preview,
    "mask": _mask,
}


def _number(request: Request, key: str, default: int) -> int:
    value = request.get(key)
    return int(value) if isinstance(value, int | float) else default


def _crop(request: Request) -> Crop | None:
    held = request.get("crop")
    if not isinstance(held, list):
        return None
    x, y, width, height = (float(part) for part in held)
    return Crop(x=x, y=y, width=width, height=height)


def _name(request: Request) -> str:
    return str(request.get("name") or Path(str(request.get("path", ""))).name)


def _failure(error: StudioError) -> Answer:
    said, hint = packed(str(error)), packed(error.hint)
    return {"error": {"message": said, "hint": hint, "details": error.details}}


def _write(answers: BinaryIO, answer: Answer) -> None:
    answers.write(json.dumps(answer).encode() + b"\n")
    answers.flush()


def _take_standard_output() -> BinaryIO:
    """Keep the pipe for answers alone: what a library prints goes to standard error."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return answers


def _limit_memory() -> None:
    if sys.platform == "win32":
        return
    import resource

    for what, limit in ((resource.RLIMIT_AS, _MEMORY_MAX), (resource.RLIMIT_CORE, 0)):
        _, hard = resource.getrlimit(what)
        allowed = limit if hard == resource.RLIM_INFINITY else min(limit, hard)
        try:
            resource.setrlimit(what, (allowed, hard))
        except (OSError, ValueError):  # macOS has no limit on address space
            continue


def _lift_pillows_own_limit() -> None:
    """Pillow's fixed limit lies below ours for references; the codec checks the request's."""
    from PIL import Image

    Image.MAX_IMAGE_PIXELS = None


def _set_alarm(seconds: int) -> None:
    """Let the system end this process after ``seconds``, whatever a decoder is stuck in."""
    if sys.platform != "win32":
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.alarm(seconds)


if __name__ == "__main__":
    raise SystemExit(main())
