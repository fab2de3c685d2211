"""The words around a hit, in their original spelling."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.store.folding import locate

BEFORE, AFTER = 90, 150
"""Characters shown at most before and after the match."""
_BLANKS = re.compile(r"[\s\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_UNSEEN = re.compile("[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]")


@dataclass(frozen=True)
class Excerpt:
    """One line of plain text, neither Markdown nor HTML: to be shown as text. The match is ``text[start:end]``.

    ``start`` equals ``end`` where the words stand in the title only.
    """

    text: str
    start: int = 0
    end: int = 0

    @property
    def parts(self) -> tuple[str, str, str]:
        """What stands before the match, the match, and what follows."""
        return self.text[: self.start], self.text[self.start : self.end], self.text[self.end :]


def excerpt(text: str, sought: Sequence[str]) -> Excerpt:
    """The words around the first of ``sought`` (folded words) that occurs; the beginning where none does."""
    place = locate(text, sought)
    begin, end = place or (0, 0)
    left, right = _cut(text, max(0, begin - BEFORE), min(len(text), end + AFTER), begin, end)
    before = ("… " if left else "") + _plain(text[left:begin]).lstrip()
    match = _plain(text[begin:end])
    after = _plain(text[end:right]).rstrip() + (" …" if right < len(text) else "")
    return Excerpt(before + match + after, len(before), len(before) + len(match))


def marked(text: str, sought: Sequence[str]) -> list[tuple[str, bool]]:
    """``text`` in pieces, each with whether it is one of ``sought`` (folded words); together they are ``text``.

    Of each word every place is marked that is spelled like its first one.
    """
    spellings = [text[place[0] : place[1]] for word in sought if (place := locate(text, [word]))]
    if not spellings:
        return [(text, False)] if text else []
    longest_first = "|".join(map(re.escape, sorted(spellings, key=len, reverse=True)))
    parts = re.split(f"({longest_first})", text, flags=re.IGNORECASE)
    return [(part, bool(number % 2)) for number, part in enumerate(parts) if part]


def _cut(text: str, left: int, right: int, begin: int, end: int) -> tuple[int, int]:
    """The window moved inwards to the nearest blanks, so that no word is cut; never into the match."""
    if left:
        blank = _BLANKS.search(text, left, begin)
        left = blank.end() if blank else left
    if right < len(text):
        blanks = [blank.start() for blank in _BLANKS.finditer(text, end, right)]
        right = blanks[-1] if blanks else right
    return left, right


def _plain(text: str) -> str:
    return _BLANKS.sub(" ", _UNSEEN.sub("", text))
