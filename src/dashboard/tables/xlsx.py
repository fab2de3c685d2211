"""XLSX and XLSM: which parts a workbook has, and what its number formats show (ECMA-376 part 1)."""

from dashboard.tables import cell_formats, xlsx_sheet, xlsx_texts
from dashboard.tables.archive import Archive, Attributes, target_of
from dashboard.tables.cell_formats import GENERAL, CellFormat
from dashboard.tables.room import MAX_SHEETS
from dashboard.tables.workbook import Workbook

_DEFAULT_BOOK = "xl/workbook.xml"
_TRUE = ("1", "true", "on")


def read(archive: Archive) -> Workbook:
    """All sheets of a workbook; FileUnusable where a part is missing or damaged."""
    room = archive.room
    book = Workbook("xlsx", room)
    part = _workbook_part(archive)
    related = _relations(archive, part)
    sheets: list[Attributes] = []
    from_1904 = False

    def handle(tag: str, attributes: Attributes) -> None:
        nonlocal from_1904
        if tag == "sheet":
            sheets.append(attributes)
            if len(sheets) > MAX_SHEETS:
                book.refuse_sheets()
        elif tag == "workbookPr":
            from_1904 = attributes.get("date1904", "") in _TRUE

    archive.each(part, handle)
    if not sheets:
        room.refuse_damaged()
    texts = xlsx_texts.shared(archive, _related(related, "sharedStrings"))
    formats = _formats(archive, related)
    for attributes in sheets:
        name = attributes.get("name", "")
        relation = next((value for key, value in attributes.items() if key.endswith(":id")), "")
        kind, target = related.get(relation, ("", ""))
        if kind != "worksheet":
            book.others.append(name)
            continue
        hidden = attributes.get("state", "visible") != "visible"
        xlsx_sheet.read(archive, target, book.new_sheet(name, hidden=hidden), texts, formats, from_1904=from_1904)
    book.has_macros = "xl/vbaproject.bin" in archive.names
    book.has_links = archive.holds("xl/externalLinks/") or archive.holds("xl/connections.xml")
    return book


def _workbook_part(archive: Archive) -> str:
    kinds = _relations(archive, "").values()
    return next((target for kind, target in kinds if kind == "officeDocument"), _DEFAULT_BOOK)


def _relations(archive: Archive, part: str) -> dict[str, tuple[str, str]]:
    """Id -> kind and member, of the relationships of a part."""
    folder, _, name = part.rpartition("/")
    found: dict[str, tuple[str, str]] = {}

    def handle(tag: str, attributes: Attributes) -> None:
        if tag == "Relationship" and attributes.get("TargetMode") != "External":
            kind = attributes.get("Type", "").rpartition("/")[2]
            found[attributes.get("Id", "")] = (kind, target_of(part, attributes.get("Target", "")))

    archive.each(f"{folder}/_rels/{name}.rels", handle)
    return found


def _related(related: dict[str, tuple[str, str]], wanted: str) -> str:
    return next((target for kind, target in related.values() if kind == wanted), "")


def _formats(archive: Archive, related: dict[str, tuple[str, str]]) -> list[CellFormat]:
    """What each style of cells shows."""
    codes = dict(cell_formats.BUILT_IN)
    found: list[CellFormat] = []
    inside = ""

    def handle(tag: str, attributes: Attributes) -> None:
        nonlocal inside
        if tag == "numFmt":
            codes[_whole(attributes.get("numFmtId"))] = attributes.get("formatCode", "")
        elif tag in ("cellXfs", "cellStyleXfs", "cellStyles", "dxfs"):
            inside = tag
        elif tag == "xf" and inside == "cellXfs":
            code = codes.get(_whole(attributes.get("numFmtId")), "")
            found.append(cell_formats.understand(code) if code else GENERAL)

    archive.each(_related(related, "styles"), handle)
    return found


def _whole(text: str | None) -> int:
    return int(text) if text and text.isdigit() and len(text) < 10 else 0
