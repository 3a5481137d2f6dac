"""Stand-ins for the services behind the dialogs of the LoRAs: they answer at once, or not."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from flux2studio.core.errors import LoraError
from flux2studio.core.lora import Lora, LoraPlace, PlaceKind
from flux2studio.core.lora_facts import LoraFacts, edited
from flux2studio.core.lora_import import ImportRow, ImportTable, RowState
from flux2studio.core.lora_offer import Offer, OfferFile
from flux2studio.core.model_files import Download, DownloadState
from flux2studio.services.lora_steps import LoraChange
from flux2studio.ui.viewmodels.lora_finding import LoraFinding
from flux2studio.ui.viewmodels.lora_page import LoraPageViewModel
from flux2studio.ui.widgets.lora_missing import LoraMissing
from flux2studio.ui.widgets.lora_page import LoraPage

MB = 10**6
HEADER = LoraFacts(
    origin="the file",
    base="FLUX.2 dev",
    rank=32,
    layout="diffusers",
    trigger_words=("inkwash style",),
)
PAGE = LoraFacts(origin="Hugging Face", licence="apache-2.0", commercial=True, credit="Anna Berg")


def repository_file(name, size, **rest):
    place = LoraPlace(kind=PlaceKind.REPOSITORY, address="atelier/ink-wash", file=name)
    return OfferFile(name=name, place=place, size=size, **rest)


INK_OFFER = Offer(
    site="Hugging Face",
    name="Ink wash",
    files=(
        repository_file("ink-wash-v2.safetensors", 331 * MB, facts=HEADER),
        repository_file("ink-wash-v2-fp8.safetensors", 168 * MB, note="fp8"),
        repository_file("old/ink-wash.safetensors", 331 * MB, problem="Made for another model."),
    ),
    facts=(PAGE,),
    page="https://huggingface.co/atelier/ink-wash",
)
FILE_OFFER = Offer(
    site="This computer",
    name="Deep teal",
    files=(
        OfferFile(
            name="deep-teal.safetensors",
            place=LoraPlace(kind=PlaceKind.FILE, address="/loras/deep-teal.safetensors"),
            size=92 * MB,
            facts=replace(HEADER, base="FLUX.2 klein 4B", trigger_words=()),
        ),
    ),
    path=Path("/loras/deep-teal.safetensors"),
)


def fetching(done=84 * MB, total=331 * MB, state=DownloadState.FETCHING):
    return Download(
        state=state,
        done_bytes=done,
        total_bytes=total,
        bytes_per_second=11.5 * MB,
        seconds_left=21.0,
    )


class PretendAdding:
    """Knows a few sources. ``stays``: a download ends only when it is stopped."""

    def __init__(self, offers=None):
        self.offers = offers or {"atelier/ink-wash": INK_OFFER, str(FILE_OFFER.path): FILE_OFFER}
        self.refusals = {}
        self.picture_data = b""
        self.tells = ()
        self.failure = None
        self.stays = False
        self.asked = []

    def look_at(self, source, control):
        if source in self.refusals:
            raise self.refusals[source]
        try:
            return self.offers[source]
        except KeyError:
            raise LoraError(f"There is nothing at “{source}”.", hint="Look at the name.") from None

    def peek(self, offer, file, control):
        return replace(file, facts=replace(HEADER, rank=16))

    def picture(self, offer, file, control):
        return self.picture_data

    def add(self, offer, file, *, download, control, tell):
        self.asked.append(("add", file.name, download))
        for told in self.tells:
            tell(told)
        while self.stays:
            control.sleep(60)
        control.check()
        if self.failure is not None:
            raise self.failure
        return Lora(source=f"/data/{file.name}", name=offer.name, size=file.size)

    def download(self, lora, control, tell):
        self.asked.append(("download", lora.name))
        for told in self.tells:
            tell(told)
        control.check()
        if self.failure is not None:
            raise self.failure
        return replace(lora, source="/data/lora-files/again.safetensors", missing=False)


def row(name, state=RowState.NEW, **rest):
    values = {"base": "FLUX.2 dev", "size": 331 * MB} | rest
    return ImportRow(path=Path(f"/loras/{name}.safetensors"), name=name, state=state, **values)


ROWS = (
    row("ink-wash", trigger_words=("inkwash style",)),
    row("gouache-70s", base="FLUX.2 klein 9B", size=168 * MB),
    row("clay", RowState.KNOWN, why="It is in your collection."),
    row("clay copy", RowState.DUPLICATE, why="It holds the same weights as “clay” above."),
    row("old-sdxl", RowState.OTHER_BASE, base="other", why="It was not made for FLUX.2."),
    row("notes", RowState.NOT_LORA, base="", size=4000, why="This is an HTML page."),
    row("fresh", RowState.WRITING, why="Another program seems to be writing this file."),
)


class PretendFolders:
    """A folder with ``rows`` in it."""

    def __init__(self, rows=ROWS):
        self.rows = tuple(rows)
        self.asked = []
        self.failure = None
        self.unreadable = ()
        self.folders = []

    def look_into(self, places, control, on_progress, on_rows=None):
        self.asked.append(("look", tuple(places)))
        if self.failure is not None:
            raise self.failure
        on_progress(len(self.rows), len(self.rows))
        control.check()
        return ImportTable(rows=self.rows, places=tuple(places), unreadable=self.unreadable)

    def take(self, rows, control, *, on_progress):
        self.asked.append(("take", tuple(each.name for each in rows)))
        on_progress(len(rows), len(rows))
        return [Lora(source=str(each.path), name=each.name, base=each.base) for each in rows]

    def add_root(self, path):
        self.folders.append(path)

    def remove_root(self, path):
        self.folders.remove(path)

    def roots(self):
        return list(self.folders)

    def undo_import(self, loras):
        self.asked.append(("undo", tuple(lora.name for lora in loras)))
        return list(loras)


class PretendCards:
    """One card, kept in memory; ``steps`` are the cards as they were."""

    def __init__(self, lora, folder=None):
        self.lora = lora
        self.folder = folder
        self.steps = []
        self.asked = []
        self.refusals = {}
        self.seen_of = {}

    def get(self, lora_id):
        return self.lora

    def seen(self):
        return self.seen_of

    def edit(self, lora_id, **changes):
        self.asked.append(changes)
        after = edited(self.lora, **changes)
        self.steps.append(self.lora)
        self.lora = after
        return after

    def use_place(self, lora_id, source):
        self.lora = replace(self.lora, source=source)
        return self.lora

    def reset(self, lora_id, field):
        self.asked.append(("reset", field))
        own = tuple(name for name in self.lora.own if name != field)
        self.steps.append(self.lora)
        self.lora = replace(self.lora, own=own, **{field: getattr(Lora(source="", name=""), field)})
        return self.lora

    def remove_place(self, lora_id, place):
        places = tuple(known for known in self.lora.places if known != place)
        self.lora = replace(self.lora, places=places)
        return self.lora

    def undo(self):
        if not self.steps:
            return None
        self.lora = self.steps.pop()
        return LoraChange(what="Edit", loras=(self.lora,), gone=(), sets=False)

    def undo_words(self):
        return "Edit" if self.steps else ""

    def preview_path(self, sha256):
        return self.folder / sha256

    def locate(self, lora_id, path, sure=False, control=None):
        self.asked.append(("locate", path, sure))
        if not sure and path in self.refusals:
            raise self.refusals[path]
        self.lora = replace(self.lora, source=str(path), missing=False)
        return self.lora


FULL = Lora(
    source="/loras/ink-wash-v2.safetensors",
    name="Ink wash",
    size=331 * MB,
    sha256="9f2c1a07be" + "4d" * 27,
    autov3="71b20c88d1aa" + "0e" * 26,
    base="FLUX.2 dev",
    layout="diffusers",
    rank=32,
    places=(
        LoraPlace(kind=PlaceKind.FILE, address="/loras/ink-wash-v2.safetensors"),
        LoraPlace(
            kind=PlaceKind.REPOSITORY,
            address="atelier/ink-wash",
            revision="8c1f0e2ab4d7",
            file="ink-wash-v2.safetensors",
        ),
    ),
    trigger_words=("inkwash style", "loose ink"),
    optional_words=("paper grain", "monochrome"),
    default_scale=0.85,
    scale_low=0.6,
    scale_high=1.1,
    edits=True,
    references=1,
    template="Turn image 1 into an ink wash drawing, {}",
    licence="apache-2.0",
    commercial=True,
    credit="Ink wash by Anna Berg",
    page="https://huggingface.co/atelier/ink-wash",
    rating=4,
    favourite=True,
    tags=("drawing", "ink"),
    notes="Holds the ridge line well below 0.9.",
    own=("notes", "rating", "tags", "favourite"),
)


class NoHistory(QObject):
    """A history without thumbnails."""

    thumbnail_ready = Signal(str)

    def thumbnail(self, generation):
        return None


def lora_page(bench, lora=FULL, cards=None, adding=None, files=()):
    """The page of a card; ``files`` are what the artist chooses when asked where it is."""
    cards = cards or PretendCards(lora)
    taken = []

    def take_in(loras, gone):
        taken.extend(loras)

    def ask(parent, asked, folder, chosen):
        dialog.began_in = folder
        for file in files:
            chosen(str(file))

    page = LoraPageViewModel(lora, cards, lambda ids: [], bench.tasks, take_in)
    finding = LoraFinding(cards, adding or PretendAdding(), bench.tasks, take_in)
    dialog = LoraPage(page, NoHistory(), LoraMissing(finding, ask))
    finding.found.connect(page.show)
    dialog.cards, dialog.page, dialog.finding, dialog.taken = cards, page, finding, taken
    page.setParent(dialog)
    finding.setParent(dialog)
    return dialog
