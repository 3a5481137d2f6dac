"""What the hashes of files tell of the cards that were made of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from flux2studio.core.lora import Lora
from flux2studio.services.lora_import import with_facts
from flux2studio.services.lora_survey import LoraSurvey
from flux2studio.storage.lora_identity import Identity
from flux2studio.storage.lora_index import IndexedFile


def keep_identities(survey: LoraSurvey, found: Sequence[tuple[IndexedFile, Identity]]) -> None:
    """Remember hashes, write them on the cards of these files, and find what was missing.

    A card that was given another's file by a guess goes back to its own place. One whose file
    holds other weights now stays as it is, and the board says so. Blocking; StorageError.
    """
    survey.index.identify(found)
    identities = {file.path: identity for file, identity in found}
    ids = survey.index.cards()
    cards = survey.keeper.some(ids[path] for path in identities if path in ids)
    changed = survey.keeper.change(cards, _Change(survey, cards, identities))
    survey.board.put(changed)
    for lora_id in cards:
        survey.guesses.pop(lora_id, None)
    is_found = any({one.sha256, one.autov3} & survey.lost for one in identities.values())
    is_other = any(not is_same(card, identities[card.source]) for card in cards.values())
    if is_found or is_other or survey.board.now().replaced & cards.keys():
        survey.find()


def catch_up(survey: LoraSurvey) -> None:
    """Write the hashes of files on cards that were made while their files were being hashed."""
    files = survey.index.files()
    made = (card for card in survey.keeper.cards.all() if not card.sha256)
    known = (file for card in made if (file := files.get(card.source)) and file.sha256)
    late = [(file, Identity(sha256=file.sha256, autov3=file.autov3)) for file in known]
    if late:
        keep_identities(survey, late)


def is_same(card: Lora, identity: Identity) -> bool:
    """Whether the weights are those of the card, or it never knew what they are."""
    if card.autov3:
        return card.autov3 == identity.autov3
    return not card.sha256 or card.sha256 == identity.sha256


class _Change:
    def __init__(
        self, survey: LoraSurvey, then: Mapping[str, Lora], identities: Mapping[str, Identity]
    ) -> None:
        self._then, self._identities, self._guesses = then, identities, survey.guesses
        self._facts = survey.index.facts([card.source for card in then.values()])

    def __call__(self, card: Lora) -> Lora:
        source = card.source
        if source != self._then[card.id].source:
            return card  # it has moved meanwhile
        identity = self._identities[source]
        if is_same(card, identity):
            said = with_facts(card, self._facts.get(source, ()))
            return replace(said, sha256=identity.sha256, autov3=identity.autov3)
        if card.id in self._guesses:
            return replace(card, source=self._guesses[card.id])
        return card
