"""Workbooks of every kind, told by their content: XLSX and XLSM, XLS, ODS. What else is packed is refused by name."""

from dashboard.tables import ods, xls, xlsx
from dashboard.tables.archive import Archive
from dashboard.tables.grid import Grid
from dashboard.tables.room import Room

ZIP = b"PK\x03\x04"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SPREADSHEET = b"application/vnd.oasis.opendocument.spreadsheet"
_TAKE_OUT = "Bitte die Tabelle daraus als Arbeitsmappe (XLSX) oder CSV einreichen."
_SAVE_AS = "Bitte dort mit „Speichern unter“ als Arbeitsmappe (XLSX) sichern und diese einreichen."
_OTHERS = (
    ("xl/workbook.bin", f"ist eine binäre Arbeitsmappe (XLSB). {_SAVE_AS}"),
    ("index/document.iwa", f"ist ein Dokument von Apple Numbers. {_SAVE_AS}"),
    ("word/document.xml", f"ist ein Textdokument. {_TAKE_OUT}"),
    ("ppt/presentation.xml", f"ist eine Präsentation. {_TAKE_OUT}"),
)


def is_container(data: bytes) -> bool:
    """Whether the bytes may be a workbook: a ZIP file, or a compound file of older Office programs."""
    return data.startswith((ZIP, OLE))


def read(data: bytes, name: str) -> list[Grid]:
    """One Grid per sheet with content, hidden ones too. FileUnusable says what a file without any is."""
    room = Room(name)
    if data.startswith(OLE):
        _refuse_other_compound(data, room)
        return xls.read(data, room).grids()
    if not _is_whole(data):
        room.refuse_damaged(_cut(data))
    archive = Archive(data, room)
    archive.refuse_doctypes()
    if archive.start_of("mimetype").startswith(_SPREADSHEET):
        return ods.read(archive).grids()
    for member, what in _OTHERS:
        if member in archive.names:
            room.refuse(what)
    if b"opendocument" in archive.start_of("mimetype"):
        room.refuse(f"ist ein Dokument von LibreOffice und keine Tabelle. {_TAKE_OUT}")
    if not archive.names & {"xl/workbook.xml", "[content_types].xml"}:
        room.refuse("ist ein ZIP-Archiv. Bitte die Dateien darin einzeln einreichen.")
    return xlsx.read(archive).grids()


def _is_whole(data: bytes) -> bool:
    """Whether the directory at the end of a ZIP file is there."""
    return b"PK\x05\x06" in data[-70_000:]


def _cut(data: bytes) -> str:
    """What a ZIP file without its end was: the names of members stand before each."""
    head = data[:4000]
    if b"xl/" in head or b"[Content_Types].xml" in head:
        return "Arbeitsmappe (XLSX)"
    return "Arbeitsmappe (ODS)" if _SPREADSHEET in head else "gepackte Datei (ZIP)"


def _refuse_other_compound(data: bytes, room: Room) -> None:
    if "EncryptedPackage".encode("utf-16-le") in data:
        room.refuse("ist mit einem Kennwort geschützt. Bitte ohne Kennwort speichern und noch einmal einreichen.")
    if "Workbook".encode("utf-16-le") not in data and "Book".encode("utf-16-le") not in data:
        room.refuse(f"ist ein älteres Office-Dokument und keine Tabelle, oder beschädigt. {_TAKE_OUT}")
