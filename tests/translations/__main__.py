"""``python -m tests.translations``: bring the translations up to what the app says now.

New texts are entered as unfinished and named, texts that are gone are taken out, and all is
compiled. ``--fill FILE`` takes translations from a JSON object: source to text, or to the list
of its plural forms.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from flux2studio.core.phrase import plural_forms
from tests.translations import ts_file
from tests.translations.messages import FOLDER, GERMAN, Message, find
from tests.translations.ts_file import Forms


def main(arguments: list[str]) -> int:
    found = find()
    more = json.loads(Path(arguments[1]).read_text("utf-8")) if arguments[:1] == ["--fill"] else {}
    known = ts_file.read(GERMAN) if GERMAN.exists() else {}
    german = _updated(found.messages, known, more)
    ts_file.write(GERMAN, "de_DE", german)
    ts_file.release(GERMAN, GERMAN.with_suffix(".qm"))
    release_english(found.messages, FOLDER / "flux2studio_en.qm")
    unfinished = sorted(message for message, forms in german.items() if not all(forms))
    for message in unfinished:
        print(f"to be translated: {message.context}: {message.source}")
    for call in found.unclear:
        print(f"nobody can tell what this says: {call}")
    done, gone = len(german) - len(unfinished), len(set(known) - set(german))
    print(f"{done} of {len(german)} texts are translated; {gone} are gone")
    return 0


def release_english(messages: set[Message], compiled: Path) -> None:
    """The sources are English; only their plural forms have to be told."""
    english = {m: plural_forms(m.source) for m in messages if m.is_plural}
    with TemporaryDirectory() as folder:
        source = Path(folder) / "en.ts"
        ts_file.write(source, "en_US", english)
        ts_file.release(source, compiled)


def _updated(
    messages: set[Message], known: dict[Message, Forms], more: dict[str, str | list[str]]
) -> dict[Message, Forms]:
    """What is known of a text in one place is taken for the others too."""
    elsewhere = {(m.source, m.is_plural): forms for m, forms in known.items() if all(forms)}
    updated = {}
    for message in messages:
        given = more.get(message.source)
        if given is not None and isinstance(given, list) is message.is_plural:
            updated[message] = tuple(given) if isinstance(given, list) else (given,)
            continue
        own = known.get(message, ("",))
        nothing = ("", "") if message.is_plural else ("",)
        updated[message] = (
            own if all(own) else elsewhere.get((message.source, message.is_plural), nothing)
        )
    return updated


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
