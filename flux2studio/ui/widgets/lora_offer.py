"""What a site or a file offers, before it is added: picture, name, base, licence, files."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from flux2studio.core.lora import Lora
from flux2studio.core.lora_offer import Offer, OfferFile
from flux2studio.ui import words
from flux2studio.ui.viewmodels.lora_adding import LoraAddingViewModel, Phase
from flux2studio.ui.viewmodels.lora_work import base_words, size_words
from flux2studio.ui.widgets.fields import ElidedLabel, Sentence, label, roomy
from flux2studio.ui.widgets.lora_picture import LoraPicture
from flux2studio.ui.widgets.rounded import Choice

PICTURE = QSize(112, 112)


class LoraOffer(QFrame):
    """``show_wanted``: the artist wants to see the card that is this already."""

    show_wanted = Signal(str)  # id of the card

    def __init__(self, adding: LoraAddingViewModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._adding = adding
        self.setProperty("role", "card")
        self.picture = LoraPicture(PICTURE)
        self.name = ElidedLabel()
        self.name.setProperty("role", "section")
        self.facts = _words("soft")
        self.triggers = _words("")
        self.rights = _words("label")
        self.notices = Sentence()
        self.known = Sentence()
        self.show_card = QPushButton(self.tr("Show its card"))
        self.show_card.setProperty("role", "link")
        self.show_card.setAutoDefault(False)
        self.file_label = label(self.tr("File"))
        self.file = Choice()
        self.file.setAccessibleName(self.tr("Which file of it"))
        roomy(self.file)
        self.fetch = QRadioButton()
        self.link = QRadioButton(self.tr("Keep as a link"))
        self.how = _words("label")
        self._group = QButtonGroup(self)
        for button in (self.fetch, self.link):
            self._group.addButton(button)
        self._lay_out()
        self.file.activated.connect(adding.choose)
        self.fetch.clicked.connect(partial(self._on_how, False))
        self.link.clicked.connect(partial(self._on_how, True))
        self.show_card.clicked.connect(self._on_show_card)

    def show_offer(self) -> None:
        adding = self._adding
        offer, file = adding.offer, adding.file
        self.setVisible(offer is not None)
        if offer is None or file is None:
            return
        card = adding.card
        self.picture.show_picture(adding.picture, offer.name)
        self.name.say(card.name)
        self.facts.setText(self._facts(offer, card))
        self._say(self.triggers, ", ".join(card.trigger_words), self.tr("Trigger words: {0}"))
        self.rights.setText(self._rights(card))
        self.notices.say(
            "\n".join(words.said(text) for text in (*offer.notices, file.problem) if text)
        )
        self._show_known()
        self._show_files(offer)
        self._show_how(file)

    def _facts(self, offer: Offer, card: Lora) -> str:
        base = base_words(card.base) or self.tr("base not known yet")
        parts = (base, size_words(card.size), offer.site, offer.version)
        return " · ".join(part for part in parts if part)

    def _rights(self, card: Lora) -> str:
        sold = {
            True: self.tr("pictures may be sold"),
            False: self.tr("not for paid work"),
            None: self.tr("nothing said about paid work"),
        }[card.commercial]
        parts = (card.licence or self.tr("No licence named"), sold, card.credit)
        return " · ".join(part for part in parts if part)

    def _show_known(self) -> None:
        known = self._adding.known
        words = self.tr("You have this one: “{0}”.").format(known.name) if known else ""
        self.known.say(words, "warn")
        self.show_card.setVisible(known is not None)

    def _show_files(self, offer: Offer) -> None:
        several = len(offer.files) > 1
        self.file.setVisible(several)
        self.file_label.setVisible(several)
        with QSignalBlocker(self.file):
            entries = [_entry(file) for file in offer.files]
            if entries != [self.file.itemText(at) for at in range(self.file.count())]:
                self.file.clear()
                self.file.addItems(entries)
            self.file.setCurrentIndex(self._adding.chosen)

    def _show_how(self, file: OfferFile) -> None:
        adding = self._adding
        open_now = adding.phase is not Phase.FETCHING
        for widget in (self.fetch, self.link):
            widget.setVisible(not adding.is_here and adding.known is None)
            widget.setEnabled(open_now)
        self.file.setEnabled(open_now)
        size = size_words(file.size)
        fetch = self.tr("Download now, {0}").format(size) if size else self.tr("Download now")
        self.fetch.setText(fetch)
        self.fetch.setChecked(adding.download)
        self.link.setChecked(not adding.download)
        self.how.setText(self._how_words())
        self.how.setVisible(adding.known is None)

    def _how_words(self) -> str:
        if self._adding.is_here:
            return self.tr("The file stays where it is; nothing is copied or changed.")
        if self._adding.download:
            return self.tr("For this computer, and for hosted services that take your files.")
        return self.tr(
            "Hosted services read it there. It is downloaded when this computer needs it."
        )

    def _say(self, where: QLabel, text: str, form: str) -> None:
        where.setText(form.format(text) if text else "")
        where.setVisible(bool(text))

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(4)
        for part in (self.name, self.facts, self.triggers, self.rights):
            words.addWidget(part)
        words.addStretch(1)
        top = QHBoxLayout()
        top.setSpacing(16)
        top.addWidget(self.picture, 0, Qt.AlignmentFlag.AlignTop)
        top.addLayout(words, 1)
        known = QHBoxLayout()
        known.setSpacing(8)
        known.addWidget(self.known, 1)
        known.addWidget(self.show_card)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(8)
        column.addLayout(top)
        column.addWidget(self.notices)
        column.addLayout(known)
        column.addWidget(self.file_label)
        column.addWidget(self.file)
        for button in (self.fetch, self.link):
            column.addWidget(button)
        column.addWidget(self.how)

    def _on_how(self, only_link: bool, _checked: bool = False) -> None:
        self._adding.keep_link(only_link)

    def _on_show_card(self) -> None:
        if (known := self._adding.known) is not None:
            self.show_wanted.emit(known.id)


def _entry(file: OfferFile) -> str:
    parts = (file.name, file.note, size_words(file.size))
    return "  ·  ".join(part for part in parts if part)


def _words(role: str) -> QLabel:
    result = label("", role)
    result.setWordWrap(True)
    return result
