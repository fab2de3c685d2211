"""What a file of text is, told from its bytes and never from its name; unpacking of gzip."""

import re
import zlib

import numpy as np

from dashboard.errors import FileUnusable
from dashboard.tables.grid import MAX_BYTES, shown
from dashboard.tables.workbooks import is_container

_SAVE_AS_CSV = (
    "Bitte dort mit „Speichern unter“ als „CSV UTF-8 (durch Trennzeichen getrennt)“ sichern und diese einreichen."
)
_GZIP = b"\x1f\x8b"
_SIGNATURES = (
    (b"%PDF", "ist ein PDF-Dokument. Bitte die Tabelle selbst einreichen, aus der es entstanden ist."),
    (b"{\\rtf", f"ist ein RTF-Dokument. {_SAVE_AS_CSV}"),
    (b"\x89PNG", "ist ein Bild. Bitte die Tabelle selbst einreichen, aus der es entstanden ist."),
    (b"\xff\xd8\xff", "ist ein Bild. Bitte die Tabelle selbst einreichen, aus der es entstanden ist."),
    (b"GIF8", "ist ein Bild. Bitte die Tabelle selbst einreichen, aus der es entstanden ist."),
    (b"SQLite format 3\x00", "ist eine Datenbank und keine Tabelle. Bitte die Tabelle als CSV ausgeben."),
    (b"7z\xbc\xaf\x27\x1c", "ist ein gepacktes Archiv. Bitte die Dateien darin einzeln einreichen."),
    (b"Rar!", "ist ein gepacktes Archiv. Bitte die Dateien darin einzeln einreichen."),
    (b"MZ", "ist ein Programm und keine Tabelle."),
)
_CHUNK = 1_000_000
_MAX_MEMBERS = 100  # each further member of a gzip file copies the rest of it once more
_UNICODE_MARKS = (b"\xff\xfe", b"\xfe\xff")
_SOMETHING = re.compile(rb"[^\x00\s\x1a\xef\xbb\xbf\xff\xfe]")


def text_bytes(data: bytes, name: str) -> bytes:
    """The bytes of a text file, unpacked where it is gzip; FileUnusable says what anything else is.

    Sizes are limited before and after unpacking, so that a small file cannot fill the memory.
    """
    check_size(data, name)
    if data.startswith(_GZIP):
        data = _gunzip(data, name)
    if not _SOMETHING.search(data):
        raise FileUnusable(f"„{shown(name)}“ ist leer. Bitte prüfen, ob die richtige Datei ausgewählt wurde.")
    if is_container(data):
        raise FileUnusable(f"„{shown(name)}“ ist keine Textdatei, sondern eine Arbeitsmappe oder ein Archiv.")
    _refuse_other_kinds(data, name)
    if not data.startswith(_UNICODE_MARKS):
        _refuse_binary(data, name)
    return data


def refuse_markup(text: str, name: str) -> None:
    """Web pages, XML and JSON begin with their own marks; `text` is the beginning of the file."""
    start = text.lstrip("\ufeff \t\r\n").casefold()
    if re.match(r"<(!doctype html|html|head|body|table|meta|script|div|!--)", start) or "<html" in start[:2000]:
        raise FileUnusable(
            f"„{shown(name)}“ ist eine Internetseite (HTML) und keine Tabelle. Oft wurde statt der Datei eine "
            "Anmelde- oder Fehlerseite gespeichert: bitte die Tabelle noch einmal als CSV herunterladen."
        )
    if re.match(r"<[a-z!?]", start):
        raise FileUnusable(f"„{shown(name)}“ ist eine XML-Datei und keine Tabelle. {_SAVE_AS_CSV}")
    if re.match(r'(\{\s*"|\[\s*\{)', start):
        raise FileUnusable(
            f"„{shown(name)}“ ist eine JSON-Datei und keine Tabelle. Bitte die Tabelle als CSV ausgeben."
        )


def check_size(data: bytes, name: str) -> None:
    """FileUnusable where a file is larger than MAX_BYTES."""
    if len(data) > MAX_BYTES:
        size = f"{len(data) / 1024**2:.1f}".replace(".", ",")
        raise FileUnusable(
            f"„{shown(name)}“ ist mit {size} MB zu groß; gelesen werden höchstens {MAX_BYTES // 1024**2} MB. "
            "Bitte die Tabelle teilen, zum Beispiel nach Jahren."
        )


def _gunzip(data: bytes, name: str) -> bytes:
    parts: list[bytes] = []
    room = MAX_BYTES
    try:
        while data:
            if len(parts) == _MAX_MEMBERS:
                raise zlib.error("too many members")
            unpacker = zlib.decompressobj(wbits=31)
            part = unpacker.decompress(data, room + 1)
            parts.append(part)
            room -= len(part)
            if room < 0:
                raise FileUnusable(
                    f"„{shown(name)}“ enthält ausgepackt mehr als {MAX_BYTES // 1024**2} MB und wird nicht gelesen. "
                    "Bitte die Tabelle teilen, zum Beispiel nach Jahren."
                )
            if not unpacker.eof:
                raise zlib.error("the stream ends early")
            data = unpacker.unused_data.lstrip(b"\x00")
    except zlib.error:
        raise FileUnusable(
            f"„{shown(name)}“ ist eine beschädigte oder abgeschnittene gepackte Datei (gzip). "
            "Bitte noch einmal übertragen."
        ) from None
    unpacked = b"".join(parts)
    if unpacked.startswith(_GZIP) or is_container(unpacked):
        raise FileUnusable(
            f"„{shown(name)}“ enthält gepackt eine weitere gepackte Datei oder Arbeitsmappe. "
            "Bitte diese selbst einreichen."
        )
    return unpacked


def _refuse_other_kinds(data: bytes, name: str) -> None:
    what = next((text for mark, text in _SIGNATURES if data.startswith(mark)), "")
    if what:
        raise FileUnusable(f"„{shown(name)}“ {what}")


def _refuse_binary(data: bytes, name: str) -> None:
    zeros = data.count(0) if 0 in data else 0
    if zeros * 3 > len(data):
        raise FileUnusable(
            f"„{shown(name)}“ ist vermutlich Unicode-Text (UTF-16), dem die Kennung am Anfang fehlt. "
            "Bitte als „CSV UTF-8“ oder „Unicode-Text“ neu speichern."
        )
    if zeros or _count_controls(data) * 1000 > len(data):
        raise FileUnusable(
            f"„{shown(name)}“ ist keine Textdatei oder beschädigt: sie enthält Zeichen, die in Tabellen "
            "nicht vorkommen. Bitte die Tabelle noch einmal als CSV speichern."
        )


def _count_controls(data: bytes) -> int:
    """How many bytes are control characters other than tab and the line and page ends."""
    numbers = np.frombuffer(data, np.uint8)
    chunks = (numbers[i : i + _CHUNK] for i in range(0, len(numbers), _CHUNK))
    return sum(int(np.count_nonzero(c < 9) + np.count_nonzero(c - np.uint8(14) < 18)) for c in chunks)
