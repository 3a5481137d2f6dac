"""``flux2studio models``: what lies on this computer, downloads, files of your own, removal."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from flux2studio.cli_arguments import add_command
from flux2studio.cli_output import DONE, INTERRUPTED, print_json, say
from flux2studio.cli_progress import Line, download_words
from flux2studio.core.control import RunControl
from flux2studio.core.model_files import (
    LicenceError,
    ModelState,
    ModelStatus,
    gigabytes,
)
from flux2studio.services.models import Models

_STATES = {
    ModelState.MISSING: "not here",
    ModelState.PARTIAL: "partly here",
    ModelState.WHOLE: "ready",
    ModelState.DAMAGED: "damaged",
}


def add_models(parser: argparse.ArgumentParser) -> None:
    """Give ``parser`` the actions. Without one, the models are listed."""
    add_json(parser)
    parser.set_defaults(action=_list)
    actions = parser.add_subparsers(metavar="ACTION")
    download = _action(actions, "download", "fetch a model, or go on with it", _download)
    download.add_argument(
        "--accept-licence", action="store_true", help="agree to the licence of the model"
    )
    use = _action(actions, "use", "use files that you have, where they lie", _use)
    use.add_argument("path", type=Path, metavar="PATH", help="a folder, .safetensors or .gguf")
    _action(actions, "agree", "agree to the licence of a model, whose words are shown", _agree)
    _action(actions, "verify", "compare every byte with what is known of it", _verify)
    remove = _action(actions, "remove", "move what was downloaded to the trash", _remove)
    remove.add_argument("--part", action="store_true", help="delete a download that was begun")
    _action(actions, "forget", "use your own files no more; they stay where they are", _forget)


def run_models(options: argparse.Namespace, models: Models) -> int:
    """Carry out one action; return the exit code."""
    action: Callable[[argparse.Namespace, Models], int] = options.action
    return action(options, models)


def add_json(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def _action(
    actions: Any, name: str, words: str, act: Callable[[argparse.Namespace, Models], int]
) -> argparse.ArgumentParser:
    parser = add_command(actions, name, words)
    parser.add_argument("model", metavar="ID", help="such as local/klein-4b")
    add_json(parser)
    parser.set_defaults(action=act)
    return parser


def _list(options: argparse.Namespace, models: Models) -> int:
    models.refresh()
    if options.json:
        print_json(
            {
                "folder": str(models.folder),
                "free_bytes": models.free_bytes,
                "models": [_report(status) for status in models.snapshot()],
            }
        )
        return DONE
    for status in models.snapshot():
        sys.stdout.write("\n".join(_lines(status)) + "\n")
    return DONE


def _download(options: argparse.Namespace, models: Models) -> int:
    if options.accept_licence:
        models.accept_licence(options.model)
    status = models.status(options.model)
    _say_licence(status)
    line = Line()
    models.subscribe(lambda: line.show(_progress(models.status(options.model))))
    try:
        models.download(options.model)
    except LicenceError as error:
        hint = f"Read it at {status.licence.url}, then add --accept-licence."
        raise LicenceError(str(error), hint=hint) from None
    except KeyboardInterrupt:
        line.end()
        models.refresh()
        have = models.status(options.model)
        say(f"Paused at {_share(have)}. The same command goes on from there.")
        return INTERRUPTED
    finally:
        line.end()
    return _tell(options, models)


def _agree(options: argparse.Namespace, models: Models) -> int:
    _say_licence(models.status(options.model))
    models.accept_licence(options.model)
    return _tell(options, models)


def _use(options: argparse.Namespace, models: Models) -> int:
    models.use(options.model, options.path)
    return _tell(options, models)


def _verify(options: argparse.Namespace, models: Models) -> int:
    line = Line()
    models.subscribe(lambda: line.show(_progress(models.status(options.model))))
    try:
        checked = models.verify(options.model, RunControl())
    finally:
        line.end()
    if options.json:
        print_json({"files": checked.files, "compared": checked.compared})
    else:
        known = f"{checked.compared} of them are what Hugging Face says of them"
        rest = known if checked.compared else "there is no hash to compare them with"
        sys.stdout.write(f"{checked.files} files can be read to their end; {rest}.\n")
    return DONE


def _remove(options: argparse.Namespace, models: Models) -> int:
    if options.part:
        models.discard(options.model)
    else:
        models.remove(options.model)
    return _tell(options, models)


def _forget(options: argparse.Namespace, models: Models) -> int:
    models.forget(options.model)
    return _tell(options, models)


def _say_licence(status: ModelStatus) -> None:
    say(f"{status.licence.name}: {status.licence.words} {status.licence.url}")


def _tell(options: argparse.Namespace, models: Models) -> int:
    """How the model stands now."""
    models.refresh()
    status = models.status(options.model)
    if options.json:
        print_json(_report(status))
    else:
        sys.stdout.write("\n".join(_lines(status)) + "\n")
    return DONE


def _lines(status: ModelStatus) -> Iterator[str]:
    state = _STATES[status.state]
    size = gigabytes(status.total_bytes)
    if status.state is ModelState.PARTIAL:
        size = _share(status)
    elif status.state is ModelState.WHOLE and not status.accepted:
        state = "here, its licence is not agreed to"
    yield f"{status.model:<22} {state} · {size} · {status.licence.name}"
    for place in (status.place.transformer, status.place.folder) if status.place else ():
        if place:
            yield f"    {place}"
    if status.state is ModelState.WHOLE and not status.accepted:
        yield f"    Read {status.licence.url}, then: flux2studio models agree {status.model}"
    if status.problem:
        yield f"    {status.problem} {status.hint}".rstrip()


def _share(status: ModelStatus) -> str:
    return f"{gigabytes(status.have_bytes)} of {gigabytes(status.total_bytes)}"


def _report(status: ModelStatus) -> dict[str, Any]:
    place = status.place
    return {
        "model": status.model,
        "name": status.name,
        "state": status.state.value,
        "ready": status.is_ready,
        "origin": place.origin.value if place else None,
        "folder": str(place.folder) if place and place.folder else None,
        "transformer": str(place.transformer) if place and place.transformer else None,
        "revision": place.revision if place else "",
        "have_bytes": status.have_bytes,
        "total_bytes": status.total_bytes,
        "licence": status.licence.name,
        "licence_url": status.licence.url,
        "licence_accepted": status.accepted,
        "problem": status.problem,
        "hint": status.hint,
    }


def _progress(status: ModelStatus) -> str:
    if status.checking:
        done, total = status.checking
        return f"Checking {gigabytes(done)} of {gigabytes(total)}"
    return download_words(status.download) if status.download else ""
