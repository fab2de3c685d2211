"""ODS, the workbooks of LibreOffice (OASIS OpenDocument 1.3 part 3): content.xml says type and value of each cell."""

from xml.parsers import expat

from dashboard.tables.archive import Archive
from dashboard.tables.ods_cells import CellReader
from dashboard.tables.workbook import Workbook

_CONTENT = "content.xml"


def read(archive: Archive) -> Workbook:
    """All sheets; FileUnusable where the file is damaged or protected by a password."""
    room = archive.room
    if b"encryption-data" in archive.start_of("META-INF/manifest.xml", 1 << 20):
        room.refuse("ist mit einem Kennwort geschützt. Bitte ohne Kennwort speichern und noch einmal einreichen.")
    book = Workbook("ods", room)
    reader = CellReader(book)
    parser = expat.ParserCreate()
    reader.listen_to(parser)
    archive.parse(_CONTENT, parser)
    book.has_macros = archive.holds("Basic/") or archive.holds("Scripts/")
    book.has_links = reader.has_links
    return book
