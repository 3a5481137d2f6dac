"""The guide: four pages in an artist's words, with the places in the app that they lead to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QCoreApplication

Keys = Callable[[str], str]


class Place(StrEnum):
    """Where a link of the guide leads."""

    FORM = "form"
    LORAS = "loras"
    ADD_LORA = "add-lora"
    HISTORY = "history"
    KEYS = "keys"
    SERVICES = "services"
    COMPUTER = "computer"
    LORA_SETTINGS = "lora-settings"
    MONEY = "money"
    PRIVACY = "privacy"
    FILES = "files"
    ABOUT = "about"
    PICTURES_FOLDER = "pictures-folder"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A paragraph, with a heading where it has one of its own."""

    text: str
    title: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    text: str
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class GuidePage:
    """``drawing`` is the name of one in ``resources/guide``, ``seen`` what it shows in words."""

    id: str
    icon: str
    title: str
    drawing: str
    seen: str
    parts: tuple[Part, ...]
    links: tuple[Link, ...]

    def holds(self, words: str) -> bool:
        """Whether all of ``words`` are on the page."""
        return all(word in self._text for word in words.casefold().split())

    def part_with(self, words: str) -> int:
        """Return the first part with one of ``words`` in it, -1 when only the title has them."""
        wanted = words.casefold().split()
        for number, part in enumerate(self.parts):
            text = f"{part.title} {part.text}".casefold()
            if any(word in text for word in wanted):
                return number
        return -1

    @property
    def _text(self) -> str:
        parts = [f"{part.title} {part.text}" for part in self.parts]
        return " ".join([self.title, *parts]).casefold()


def pages(keys: Keys) -> tuple[GuidePage, ...]:
    """Return all pages in the language of now; ``keys`` writes the key of an action."""
    return (_first_picture(keys), _loras(keys), _hosted_and_local(), _files(keys))


def _first_picture(keys: Keys) -> GuidePage:
    return GuidePage(
        id="first-picture",
        icon="image",
        title=_tr("Your first picture"),
        drawing="first-picture",
        seen=_tr("A reference and a prompt become a picture."),
        parts=(
            Part(
                text=_tr(
                    "A picture begins with words, and with pictures to go by if you like. On the"
                    " right is the form, in the middle the picture, on the left are your LoRAs."
                )
            ),
            Part(
                title=_tr("1  Give it something to look at"),
                text=_tr(
                    "Drop pictures onto the slots, from a folder, a browser or the history; or"
                    " begin without any. A reference is a person, a place, a style, a texture."
                    " They are called image 1, image 2 and so on."
                ),
            ),
            Part(
                title=_tr("2  Say what you want"),
                text=_tr(
                    "Write it as you would tell a colleague: what is to be seen, what changes,"
                    " what stays. “Paint image 1 as a loose ink drawing, keep the ridge line.”"
                ),
            ),
            Part(
                title=_tr("3  Generate"),
                text=_tr(
                    "Press Generate, or {0}. The price is on the button before you click; with"
                    " the practice backend it is free. You can go on working and start more."
                ).format(keys("generate")),
            ),
            Part(
                title=_tr("4  Look, and keep what is good"),
                text=_tr(
                    "{0} changes between the whole picture and every pixel, {1} held down shows"
                    " what it was made from. {2} picks it, 1 to 5 give stars. Everything you"
                    " ever made is in the history, with all that is needed to make it again."
                ).format(keys("fit_or_full"), keys("before"), keys("pick")),
            ),
            Part(
                title=_tr("Not quite right?"),
                text=_tr(
                    "Lock the seed and change one thing at a time: then you see what it does."
                    " With a new seed the same words give another picture."
                ),
            ),
        ),
        links=(
            Link(text=_tr("Go to the form"), place=Place.FORM),
            Link(text=_tr("Show all keys"), place=Place.KEYS),
        ),
    )


def _loras(keys: Keys) -> GuidePage:
    return GuidePage(
        id="loras",
        icon="sliders",
        title=_tr("LoRAs"),
        drawing="loras",
        seen=_tr("A LoRA is switched on, its strength set, and the picture takes its style."),
        parts=(
            Part(
                text=_tr(
                    "A LoRA is a small file that teaches the model one thing more: a style, a"
                    " person, a way of lighting. You can train your own or take those of others."
                )
            ),
            Part(
                title=_tr("Add one"),
                text=_tr(
                    "Drop a file or a folder onto the panel on the left, or paste the address of"
                    " its page at Hugging Face or Civitai. Files stay where they are."
                ),
            ),
            Part(
                title=_tr("Use it"),
                text=_tr(
                    "Click its card, or press {0}. It has to be made for the model that you use;"
                    " the card says for which it is, and the form warns where they do not fit."
                ).format(keys("lora_picker")),
            ),
            Part(
                title=_tr("How strong?"),
                text=_tr(
                    "Start at 1.0 and change one at a time. Below 0.5 it only hints; far above"
                    " 1.0 pictures get harsh and fall apart. Three strong ones spoil each other:"
                    " then lower them, or leave one out."
                ),
            ),
            Part(
                title=_tr("Its word"),
                text=_tr(
                    "Many listen to a word that has to stand in the prompt. It is offered below"
                    " the prompt; one click puts it in."
                ),
            ),
            Part(
                title=_tr("Did it do anything?"),
                text=_tr(
                    "Lock the seed, make the picture with and without it, and compare the two"
                    " with {0}. After a run on this computer a sign tells whether it took effect."
                ).format(keys("compare")),
            ),
        ),
        links=(
            Link(text=_tr("Go to the LoRAs"), place=Place.LORAS),
            Link(text=_tr("Add a LoRA…"), place=Place.ADD_LORA),
            Link(text=_tr("Open Settings > LoRAs"), place=Place.LORA_SETTINGS),
        ),
    )


def _hosted_and_local() -> GuidePage:
    return GuidePage(
        id="hosted-local",
        icon="cloud",
        title=_tr("Hosted and local"),
        drawing="hosted-local",
        seen=_tr("This computer sends words and pictures to a service and gets a picture back."),
        parts=(
            Part(
                text=_tr(
                    "The same form works with all of them; choose at its top. Everything you make"
                    " comes to this computer and into the one history, wherever it was made."
                )
            ),
            Part(
                title=_tr("Practice"),
                text=_tr(
                    "Draws a stand-in, marked as such, so that you can try everything. It costs"
                    " nothing and nothing leaves this computer."
                ),
            ),
            Part(
                title=_tr("A hosted service"),
                text=_tr(
                    "AIML API or fal make the picture on their computers, for some cents each."
                    " You need a key of theirs. They get the prompt, the references you use and"
                    " the names of the LoRAs. Where and when a photo was taken is removed before."
                ),
            ),
            Part(
                title=_tr("This computer"),
                text=_tr(
                    "The model runs on your own graphics card: no cost, no network, and nobody"
                    " else sees anything. Engine and model are downloaded once, from Settings >"
                    " This computer, which says before how large they are and what fits your card."
                ),
            ),
            Part(
                title=_tr("Which one?"),
                text=_tr(
                    "To look around: practice. Without a strong graphics card: a hosted service."
                    " For many pictures, or for what nobody else may see: this computer."
                ),
            ),
        ),
        links=(
            Link(text=_tr("Open Settings > Services"), place=Place.SERVICES),
            Link(text=_tr("Open Settings > This computer"), place=Place.COMPUTER),
            Link(text=_tr("Open Settings > Money"), place=Place.MONEY),
            Link(text=_tr("Open Settings > Privacy"), place=Place.PRIVACY),
        ),
    )


def _files(keys: Keys) -> GuidePage:
    return GuidePage(
        id="files",
        icon="folder",
        title=_tr("Where my files are"),
        drawing="files",
        seen=_tr("A folder for each day, pictures in it, and in each picture its recipe."),
        parts=(
            Part(
                text=_tr(
                    "Every picture is a file of its own in your pictures folder, a folder for"
                    " each day. They are yours: open, copy and send them as any other file."
                )
            ),
            Part(
                title=_tr("The recipe is in the picture"),
                text=_tr(
                    "Prompt, seed, model and LoRAs are written into each file. Drop one onto the"
                    " prompt and it can be made again, years later and on another computer. To"
                    " pass a picture on without it, hold Alt while you drag it from the stage."
                ),
            ),
            Part(
                title=_tr("Nothing is lost"),
                text=_tr(
                    "No file is ever overwritten. What you delete goes to the trash of your"
                    " system, and {0} brings it back."
                ).format(keys("undo")),
            ),
            Part(
                title=_tr("LoRAs and models"),
                text=_tr(
                    "Folders of LoRAs stay where they are. What is downloaded, the list of your"
                    " pictures and copies of your references are in the data folder; Settings >"
                    " About opens each of them."
                ),
            ),
            Part(
                title=_tr("A safe copy"),
                text=_tr(
                    "Copy the pictures folder as you copy other work. Stars, tags and albums lie"
                    " beside the pictures, so that even the list can be made again from them."
                ),
            ),
        ),
        links=(
            Link(text=_tr("Open the pictures folder"), place=Place.PICTURES_FOLDER),
            Link(text=_tr("Open Settings > Files and look"), place=Place.FILES),
            Link(text=_tr("Open Settings > About"), place=Place.ABOUT),
        ),
    )


def _tr(text: str) -> str:
    return QCoreApplication.translate("guide", text)
