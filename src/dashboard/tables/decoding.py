"""Bytes to text: encodings, line ends, and umlauts that were encoded twice.

Statistical guessers of charsets take German Windows-1252 for Turkish or Cyrillic, so there is an order instead:
a mark at the beginning, strict UTF-8 (which other text does not pass by chance), Windows-1252.
"""

import codecs
import re
from dataclasses import dataclass

from dashboard.errors import FileUnusable
from dashboard.tables.grid import Remark, shown

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# What the bytes of UTF-8 look like when they were taken for Windows-1252 (or Latin-1): Ã¼, Â§, â€“, â‚¬.
_TRAIL = "".join(
    sorted({bytes([byte]).decode("cp1252", errors="ignore") for byte in range(0x80, 0xC0)})
    + [chr(code) for code in range(0x80, 0xC0)]
)
_TWICE = re.compile(f"[ÃÂ][{re.escape(_TRAIL)}]|â[€\x80][{re.escape(_TRAIL)}]|â[‚\x82]¬")
_TWICE_OVER = re.compile(f"{_TWICE.pattern}|[ÅÆË][{re.escape(_TRAIL)}]")  # where even "Ã" is no longer itself
_CELL_END = r'[;,\t|\r\n"]'


@dataclass(frozen=True)
class Decoded:
    """Text as UTF-8 without mark, every line ended by "\\n"; `ended` says whether the last one was in the file."""

    utf8: bytes
    encoding: str
    ended: bool
    remarks: tuple[Remark, ...] = ()

    @property
    def text(self) -> str:
        return self.utf8.decode("utf-8")


def decode(data: bytes, name: str, *, encoding: str | None = None) -> Decoded:
    """Read text bytes; `encoding` overrules the recognition. FileUnusable where they do not fit."""
    chosen = encoding or next((found for mark, found in _MARKS if data.startswith(mark)), None)
    if chosen:
        text = _strictly(data, chosen, name)
    else:
        text, chosen = _recognised(data, name)
    if "\x00" in text:
        raise FileUnusable(f"„{shown(name)}“ ist keine Textdatei oder beschädigt: sie enthält Nullzeichen.")
    remarks: list[Remark] = []
    if any(start in text for start in "ÃÂâ"):
        text, remarks = _repair(text)
    utf8 = data if chosen == "utf-8" and not remarks else text.encode("utf-8")
    utf8 = utf8.removeprefix(codecs.BOM_UTF8).rstrip(b"\x1a")  # end-of-file mark of DOS programs
    if b"\r" in utf8:
        utf8 = utf8.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    ended = utf8.endswith(b"\n")
    return Decoded(utf8 if ended else utf8 + b"\n", chosen, ended, tuple(remarks))


def _recognised(data: bytes, name: str) -> tuple[str, str]:
    """Strict UTF-8, else Windows-1252; a file that ends within a character was UTF-8 and is cut."""
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        if error.reason != "unexpected end of data":
            return _strictly(data, "cp1252", name), "cp1252"
        line = data.count(b"\n", 0, error.start) + 1
        raise FileUnusable(
            f"„{shown(name)}“ bricht in Zeile {line} mitten in einem Zeichen ab; die Datei ist abgeschnitten. "
            "Bitte noch einmal vollständig übertragen."
        ) from None


def _strictly(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except LookupError:
        raise FileUnusable(f"Die Zeichenkodierung „{encoding}“ ist nicht bekannt.") from None
    except UnicodeError as error:
        line = data.count(b"\n", 0, error.start if isinstance(error, UnicodeDecodeError) else 0) + 1
        raise FileUnusable(
            f"„{shown(name)}“ ist in Zeile {line} nicht als Text zu lesen (Zeichenkodierung {encoding}). "
            "Bitte die Tabelle als „CSV UTF-8“ neu speichern."
        ) from None


def _repair(text: str) -> tuple[str, list[Remark]]:
    """Undo "GÃ¼tersloh", also where it happened twice over; say how often and show the first place."""
    first = _TWICE.search(text)
    if first is None:
        return text, []
    line = text.count("\n", 0, first.start()) + 1
    before = re.split(_CELL_END, text[max(first.start() - 40, 0) : first.start()])[-1]
    example = before + re.split(_CELL_END, text[first.start() : first.end() + 40])[0]
    count = sum(1 for _ in _TWICE.finditer(text))
    repaired, repaired_example = _undo(text), _undo(example)
    message = (
        f"Doppelt kodierte Umlaute und Zeichen wurden berichtigt (Stellen: {count}), "
        f"zuerst in Zeile {line}: aus „{example.strip()}“ wurde „{repaired_example.strip()}“."
    )
    return repaired, [Remark("umlauts-repaired", message, line)]


def _undo(text: str) -> str:
    if "Ãƒ" in text or "Ã\x83" in text:
        text = _TWICE_OVER.sub(_once, text)
    return _TWICE.sub(_once, text)


def _once(match: re.Match[str]) -> str:
    raw = b"".join(_byte(character) for character in match[0])
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return match[0]


def _byte(character: str) -> bytes:
    try:
        return character.encode("cp1252")
    except UnicodeEncodeError:
        return character.encode("latin-1")
