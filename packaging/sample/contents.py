"""What is in the sample project, in the words of an artist; ``make_sample.py`` draws it."""

from __future__ import annotations

from dataclasses import dataclass, field

from flux2studio.core.history import Label, Pick
from flux2studio.core.request import Size

BASE_WIDTHS = {"FLUX.2 dev": 6144, "FLUX.2 klein 4B": 3072, "FLUX.2 klein 9B": 4096}

# The ridges that most of it shows: seed and words of the painter.
VALLEY = (71042, "Paint the valley as a loose brush drawing, keep the ridge line")
FORM_PROMPT = "Paint @valley as a loose brush drawing, keep the ridge line"


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """``mood`` is what the painter calls this style, ``strength`` how much of it the cover has."""

    stem: str
    title: str
    base: str
    trigger: str
    description: str
    mood: str
    strength: float = 1.6
    scale: float = 1.0
    rating: int = 0
    favourite: bool = False
    tags: tuple[str, ...] = ()
    notes: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Painting:
    """``drawn`` are seed and words that the painter draws from, ``moods`` those of its styles.

    ``references`` and ``loras`` (stem, scale) are what its recipe says.
    """

    stem: str
    prompt: str
    seed: int
    size: Size
    moods: tuple[tuple[str, float], ...]
    loras: tuple[tuple[str, float], ...]
    minutes: int
    seconds: float
    drawn: tuple[int, str] = VALLEY
    references: tuple[str, ...] = ()
    rating: int = 0
    pick: Pick = Pick.NONE
    label: Label = Label.NONE
    tags: tuple[str, ...] = field(default=("landscape",))


_STAND_IN = (
    "A stand-in of the sample: it shows how LoRAs are kept, found and used. The practice backend"
    " paints with its mood; a real model hardly notices it."
)

CARDS = (
    Card(
        stem="ink-wash", title="Ink wash", base="FLUX.2 klein 4B", trigger="inkwash style",
        description=f"Loose brush lines in black ink on white paper. {_STAND_IN}",
        mood="ink-wash", strength=2.4, scale=0.85, rating=5, favourite=True,
        tags=("drawing", "black and white"),
        notes="Best between 0.7 and 1.0; keeps ridge lines well.",
    ),
    Card(
        stem="dusk-palette", title="Dusk palette", base="FLUX.2 klein 4B", trigger="dsk",
        description=f"Warm light of the last hour of the day. {_STAND_IN}",
        mood="dusk-palette", scale=0.6, rating=4, tags=("colour", "light"),
        notes="Goes well under Ink wash at 0.4.",
    ),
    Card(
        stem="riso-print", title="Riso print", base="FLUX.2 klein 4B", trigger="risoprint",
        description=f"Two inks, flat shapes, light edges. {_STAND_IN}",
        mood="riso 14", rating=3, tags=("print",),
    ),
    Card(
        stem="studio-clay", title="Studio clay", base="FLUX.2 dev", trigger="clay model",
        description=f"Soft forms as if made of clay. {_STAND_IN}",
        mood="clay 6", rating=4, tags=("material",),
    ),
    Card(
        stem="gouache-70s", title="Gouache 70s", base="FLUX.2 klein 9B", trigger="gouache70",
        description=f"Opaque paint in the pastels of old picture books. {_STAND_IN}",
        mood="gouache 2", rating=2, tags=("paint", "colour"),
    ),
    Card(
        stem="night-shoot", title="Night shoot", base="FLUX.2 dev", trigger="moonlit",
        description=f"Moonlight with a wide halo. {_STAND_IN}",
        mood="night 4", rating=4, tags=("light",),
    ),
    Card(
        stem="deep-teal", title="Deep teal", base="FLUX.2 dev", trigger="deepteal grade",
        description=f"A green-blue grade with warm lights. {_STAND_IN}",
        mood="teal 7", rating=3, tags=("colour",),
    ),
    Card(
        stem="frost", title="Frost", base="FLUX.2 dev", trigger="frosted",
        description=f"Clear winter air and fine lines on the slopes. {_STAND_IN}",
        mood="frost 3", rating=4, tags=("light", "season"),
    ),
)  # fmt: skip

PAINTINGS = (
    Painting(
        stem="frost-ridges", prompt="First snow on the far ridges, clear air, frosted", seed=4,
        size=Size(width=1024, height=768), drawn=(4, "first snow"), moods=(("frost 3", 1.6),),
        loras=(("frost", 1.0),), minutes=96, seconds=6.1, rating=3,
    ),
    Painting(
        stem="riso-poster", prompt="A risoprint poster of the hills, two inks, flat shapes",
        seed=522, size=Size(width=768, height=1024), drawn=(522, "a poster of the hills"),
        moods=(("riso 14", 1.6),), loras=(("riso-print", 1.0),), minutes=88, seconds=6.4,
        rating=4, label=Label.YELLOW, tags=("landscape", "poster"),
    ),
    Painting(
        stem="spring-gouache", prompt="Spring in the hills, rose sky, gouache70 on grey board",
        seed=14, size=Size(width=1024, height=1024), drawn=(14, "spring in the hills"),
        moods=(("gouache 2", 1.6),), loras=(("gouache-70s", 0.9),), minutes=71, seconds=7.0,
        rating=2,
    ),
    Painting(
        stem="clay-hills", prompt="The hills as a clay model under soft studio light", seed=2,
        size=Size(width=1280, height=720), drawn=(2, "hills of clay"),
        moods=(("clay 6", 1.6),), loras=(("studio-clay", 1.0),), minutes=64, seconds=6.7,
    ),
    Painting(
        stem="valley-dusk-ink", prompt="Paint @valley as a loose brush drawing on @paper",
        seed=71042, size=Size(width=1152, height=864),
        moods=(("ink-wash", 0.85), ("dusk-palette", 0.5)),
        loras=(("ink-wash", 0.85), ("dusk-palette", 0.4)), minutes=37, seconds=7.3,
        references=("valley.jpg", "paper.jpg"), rating=4,
    ),
    Painting(
        stem="valley-ink", prompt=FORM_PROMPT, seed=71042, size=Size(width=1152, height=864),
        moods=(("ink-wash", 2.4),), loras=(("ink-wash", 0.85),), minutes=31, seconds=7.2,
        references=("valley.jpg",), rating=5, pick=Pick.PICKED, label=Label.GREEN,
    ),
    Painting(
        stem="valley-night", prompt="The same place as @valley-ink at night, moonlit, deep shadows",
        seed=71043, size=Size(width=1152, height=864), moods=(("night 4", 1.6),),
        loras=(("night-shoot", 1.0),), minutes=18, seconds=7.2,
        references=("valley-ink.webp",), rating=4,
    ),
    Painting(
        stem="valley-teal",
        prompt="@valley-night an hour later, deepteal grade, first light behind the hill",
        seed=71044, size=Size(width=1152, height=864), moods=(("teal 7", 1.6),),
        loras=(("deep-teal", 0.9),), minutes=9, seconds=7.1,
        references=("valley-night.webp",), rating=3,
    ),
)  # fmt: skip

STAGE = "valley-ink"
