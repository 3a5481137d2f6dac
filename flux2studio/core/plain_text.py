"""Text from outside, as a prompt can hold it."""

from __future__ import annotations

import re

# Line ends of all systems and of Unicode.
_LINE_ENDS = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
# Controls, halves of letters, what turns the direction of all that follows, byte order marks and
# what is no letter at all. Joiners stay: families of emoji and many scripts are made with them.
_NO_TEXT = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb"
    "\ufffe\uffff]"
)


def plain(text: str) -> str:
    """Return ``text`` with plain line ends and spaces, without what no prompt can hold."""
    return _NO_TEXT.sub("", _LINE_ENDS.sub("\n", text).replace("\t", " "))
