"""Texts of XLSX files: those that cells share, and how signs are escaped in them."""

import re
from xml.parsers import expat

from dashboard.tables.archive import Archive, Attributes

_ESCAPE = re.compile("_x([0-9A-Fa-f]{4})_")


def shared(archive: Archive, part: str) -> list[str]:
    """The texts of a part that cells refer to by number; of rich text all its runs, without phonetic hints."""
    found: list[str] = []
    if not part:
        return found
    parser = expat.ParserCreate()
    pieces: list[str] = []
    listening = False
    phonetic = False

    def start(tag: str, _: Attributes) -> None:
        nonlocal listening, phonetic
        tag = tag.rpartition(":")[2]
        if tag == "t":
            listening = not phonetic
        elif tag == "rPh":
            phonetic = True

    def end(tag: str) -> None:
        nonlocal listening, phonetic
        tag = tag.rpartition(":")[2]
        if tag == "t":
            listening = False
        elif tag == "rPh":
            phonetic = False
        elif tag == "si":
            found.append(plain("".join(pieces)))
            archive.room.take_cells(1, len(found[-1]))
            pieces.clear()

    def characters(text: str) -> None:
        if listening:
            pieces.append(text)

    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = start, end, characters
    archive.parse(part, parser)
    return found


def plain(text: str) -> str:
    """A stored text as it is shown: escapes such as _x000D_ undone, line breaks as one sign."""
    if "_x" in text:
        text = _ESCAPE.sub(_unescaped, text)
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text


def _unescaped(match: re.Match[str]) -> str:
    code = int(match[1], 16)
    return match[0] if code == 0 or 0xD800 <= code <= 0xDFFF else chr(code)
