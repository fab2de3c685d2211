"""Text as it goes into minutes: what Word, PDF and chats put between the letters is made ordinary, no letter is lost.

Pasted text brings no-break spaces, soft hyphens, vertical tabs, bullets of symbol fonts and Windows' own characters.
Search, documents and screen readers stumble over them; people do not see them. HTML and Markdown stay as typed.
"""

import re
import unicodedata

BREAKS = re.compile("\r\n|[\r\v\f\x1c\x1d\u0085\u2028\u2029]")
"""What ends a line: also the vertical tab, which is Word's break within a paragraph."""
SPACES = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
BULLET = re.compile(
    "^([ \t]*)(?:[\u2022\u2023\u2043\u2219\u25aa\u25ab\u25cf\u25cb\u25e6\u2666\u27a2\uf000-\uf0ff][ \t]+"
    "|\u00b7\t[ \t]*)",
    re.MULTILINE,
)
"""A sign of a list at the begin of a line, as Word writes it as plain text."""
OF_SYMBOL_FONTS = {
    0xF0E0: "→", 0xF0E8: "→", 0xF0DF: "←", 0xF0FC: "✓", 0xF0FB: "✗", 0xF0FE: "☑", 0xF06F: "☐", 0xF0A8: "☐",
    0xF0B7: "•", 0xF0A7: "•", 0xF0D8: "•", 0xF076: "•", 0xF04A: "☺",
}  # fmt: skip
"""Characters of Symbol and Wingdings, which Word keeps in Unicode's private area."""
UNKNOWN = "□"
"""A character of a private area of which nobody knows what it was: that something stood there is not lost."""
DROPPED = frozenset("\u00ad\u200b\u2060\ufeff\x1f")
"""Soft hyphens and other marks without a width."""
ORDINARY = {"\u2011": "-", "\x1e": "-", "\x07": "\t"}
"""Word's no-break hyphens, and the end of a cell."""


def cleaned(text: str) -> str:
    """The text without what is not seen; letters, digits and signs stay. The same again changes nothing."""
    text = text.encode("utf-8", "replace").decode("utf-8")  # halves of characters
    text = "".join(map(_windows, text)) if any("\x80" <= sign <= "\x9f" for sign in text) else text
    text = SPACES.sub(" ", BREAKS.sub("\n", text))
    text = "".join(ORDINARY.get(sign, sign) for sign in text if sign not in DROPPED)
    text = "".join(map(_seen, BULLET.sub(r"\1- ", text)))
    return unicodedata.normalize("NFC", text).strip()


def _windows(sign: str) -> str:
    """What a character was before its Windows-1252 was taken for Latin-1; the line end U+0085 is one there too."""
    if not "\x80" <= sign <= "\x9f":
        return sign
    try:
        return sign.encode("latin-1").decode("cp1252")
    except UnicodeDecodeError:
        return ""


def _seen(sign: str) -> str:
    category = unicodedata.category(sign)
    if category == "Co":
        return OF_SYMBOL_FONTS.get(ord(sign), UNKNOWN)
    return "" if category == "Cc" and sign not in "\n\t" else sign
