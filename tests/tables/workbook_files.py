"""Workbooks made by hand, so that a test says exactly what is stored."""

import io
import zipfile
from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape, quoteattr

MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
OF_PACKAGE = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
ODS_TYPE = "application/vnd.oasis.opendocument.spreadsheet"
ODS_SPACES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{long}:1.0"'
    for short, long in (("office", "office"), ("table", "table"), ("text", "text"), ("style", "style"))
)


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def xlsx_parts(
    *sheets: str,
    names: Sequence[str] = (),
    states: Sequence[str] = (),
    formats: Sequence[str] = (),
    texts: Sequence[str] = (),
    properties: str = "",
) -> dict[str, str | bytes]:
    """Parts of an XLSX. A sheet is all that stands in its <worksheet>; style 0 is General, style n formats[n - 1]."""
    count = range(1, len(sheets) + 1)
    titles = names or [f"Tabelle{number}" for number in count]
    shown = states or ["visible"] * len(sheets)
    entries = "".join(
        f'<sheet name={quoteattr(title)} sheetId="{n}" state="{state}" r:id="rId{n}"/>'
        for n, title, state in zip(count, titles, shown, strict=True)
    )
    related = [("styles", "styles.xml"), ("sharedStrings", "sharedStrings.xml")]
    relations = "".join(
        f'<Relationship Id="rId{n}" Type="{RELATED}/worksheet" Target="worksheets/sheet{n}.xml"/>' for n in count
    ) + "".join(f'<Relationship Id="{kind}" Type="{RELATED}/{kind}" Target="{file}"/>' for kind, file in related)
    codes = "".join(f'<numFmt numFmtId="{200 + n}" formatCode={quoteattr(code)}/>' for n, code in enumerate(formats))
    styles = "".join(f'<xf numFmtId="{200 + n}"/>' for n in range(len(formats)))
    return {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": f'<Relationships {OF_PACKAGE}><Relationship Id="rId1" Type="{RELATED}/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook {MAIN} xmlns:r="{RELATED}">{properties}<sheets>{entries}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f"<Relationships {OF_PACKAGE}>{relations}</Relationships>",
        "xl/styles.xml": f"<styleSheet {MAIN}><numFmts>{codes}</numFmts><cellStyleXfs><xf numFmtId='9'/></cellStyleXfs>"
        f'<cellXfs><xf numFmtId="0"/>{styles}</cellXfs></styleSheet>',
        "xl/sharedStrings.xml": f"<sst {MAIN}>" + "".join(f"<si>{text}</si>" for text in texts) + "</sst>",
        **{
            f"xl/worksheets/sheet{n}.xml": f"<worksheet {MAIN}>{sheet}</worksheet>"
            for n, sheet in zip(count, sheets, strict=True)
        },
    }


def xlsx(*sheets: str, **options: object) -> bytes:
    return zipped(xlsx_parts(*sheets, **options))  # type: ignore[arg-type]


def row(line: int, *cells: str, more: str = "") -> str:
    """A row of cells from column A on; a cell is what stands between <c r=".." and </c>, or "" for none."""
    found = "".join(f'<c r="{chr(65 + n)}{line}" {cell}</c>' for n, cell in enumerate(cells) if cell)
    return f'<row r="{line}"{more}>{found}</row>'


def data(*rows: str) -> str:
    return f"<sheetData>{''.join(rows)}</sheetData>"


def n(value: object, style: int = 0) -> str:
    return f's="{style}"><v>{value}</v>'


def t(text: str) -> str:
    return f't="inlineStr"><is><t xml:space="preserve">{escape(text)}</t></is>'


def ods(*tables: str, styles: str = "", settings: Mapping[str, str | bytes] | None = None) -> bytes:
    """An ODS whose sheets are the given <table:table> elements."""
    content = (
        f"<office:document-content {ODS_SPACES} xmlns:calcext='urn:calcext' xmlns:draw='urn:draw'>"
        f"<office:automatic-styles>{styles}</office:automatic-styles><office:body><office:spreadsheet>"
        f"{''.join(tables)}</office:spreadsheet></office:body></office:document-content>"
    )
    return zipped({"mimetype": ODS_TYPE, "content.xml": content, **(settings or {})})
