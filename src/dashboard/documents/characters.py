"""Characters that files cannot hold: what has no look is left out, for what has no glyph stands a sign that says so."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from typing import Any, TypeVar

T = TypeVar("T")

SIGN = "▯"
"""Stands for a character that the paper cannot show."""
SAID = f"{SIGN} steht für ein Zeichen, das sich nicht drucken lässt, zum Beispiel ein Emoji."
# Control characters, separators of lines and paragraphs, characters without width, halves and non-characters.
_LINES = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_NOTHING = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\xad\u200b-\u200f\u202a-\u202e\u2060-\u206f]"
    "|[\ufe00-\ufe0f\ufeff\ufff0-\uffff\ud800-\udfff]"
)
ORDINARY = 0x2500
"""Below it are the letters of Europe and common signs: of these only the very character is replaced, and beyond it the
whole block that it belongs to."""


def clean(text: str) -> str:
    """The text without what has no look; line breaks of any kind become one. Of nothing but such, a dash is left."""
    kept = _NOTHING.sub("", _LINES.sub("\n", text))
    return kept if kept.strip() or not text.strip() else "–"


def without(text: str, missing: str) -> str:
    """The text with the sign in place of the characters ``missing``, and of those of the same blocks."""
    for character in missing:
        code = ord(character)
        if code < ORDINARY:
            text = text.replace(character, SIGN)
        else:
            page = code >> 8 << 8
            text = re.sub(f"[{re.escape(chr(page))}-{re.escape(chr(page + 255))}]", _but_the_sign, text)
    return text


def without_marked(text: str, missing: str) -> str:
    """The text with the sign in place of those of the characters ``missing`` that bear combining marks.

    Where a mark has no glyph, the character under it is told as missing: by itself, it is there nearly always.
    """
    found: list[str] = []
    bearing = ""
    for character in text:
        if not unicodedata.category(character).startswith("M"):
            bearing = character
            found.append(character)
        elif bearing and bearing in missing:
            found[-1] = SIGN
        else:
            found.append(character)
    return "".join(found)


def everywhere(thing: T, change: Callable[[str], str]) -> T:
    """The same dataclass, tuple or text with ``change`` made to every text in it."""
    if isinstance(thing, Enum):  # many are texts, and a changed one would be none any more
        return thing
    if isinstance(thing, str):
        return change(thing)  # type: ignore[return-value]
    if isinstance(thing, tuple):
        return tuple(everywhere(part, change) for part in thing)  # type: ignore[return-value]
    if is_dataclass(thing) and not isinstance(thing, type):
        parts: dict[str, Any] = {field.name: everywhere(getattr(thing, field.name), change) for field in fields(thing)}
        return replace(thing, **parts)
    return thing


def _but_the_sign(found: re.Match[str]) -> str:
    return SIGN if found[0] != SIGN else found[0]
