"""A document as DOCX with real styles, headings and repeated heads of tables, to be edited in the office."""

import io
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import cache

import docx
import typst
from docx.document import Document as Word
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.table import _Cell
from docx.text.paragraph import Paragraph as WordParagraph

from dashboard.documents.characters import clean, everywhere
from dashboard.documents.document import (
    Block,
    Document,
    Facts,
    Heading,
    Listing,
    Note,
    PageBreak,
    Paragraph,
    Picture,
    Quote,
    Run,
    Table,
)
from dashboard.documents.pdf import size, widths
from dashboard.documents.word_contents import add_contents
from dashboard.documents.word_runs import TEXT_GREY, add_run

GREY = RGBColor.from_string(TEXT_GREY)
WIDTH = 16.6
"""Centimetres of a line: A4 without its margins."""
DOTS = 200
"""Pixels per inch of a picture."""


def word(document: Document) -> bytes:
    """The DOCX; its properties name the office and nobody else."""
    document = everywhere(document, clean)
    made = docx.Document()
    _set_up(made, document)
    cover = document.cover
    if cover is not None and cover.emblem is not None:
        _picture(made, cover.emblem)
    _paragraph(made, "Title", document.title)
    if document.subtitle:
        _paragraph(made, "Subtitle", document.subtitle)
    if cover is not None:
        _write(made, (cover.facts, PageBreak()))
    place = made.add_paragraph() if document.contents else None
    if cover is not None and document.contents:
        _write(made, (PageBreak(),))
    _write(made, document.blocks)
    if place is not None:
        add_contents(made, place)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def _set_up(made: Word, document: Document) -> None:
    properties = made.core_properties
    properties.title, properties.subject, properties.language = document.title, document.subtitle, "de-DE"
    properties.author, properties.last_modified_by, properties.comments = document.office, document.office, ""
    properties.created = properties.modified = datetime.now(UTC).replace(tzinfo=None, microsecond=0)
    page = made.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin = page.right_margin = Cm(2.2)
    normal = made.styles["Normal"]
    normal.font.name, normal.font.size = "Calibri", Pt(11)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "de-DE")
    normal.element.get_or_add_rPr().append(language)
    if document.draft:
        head = page.header.paragraphs[0]
        head.alignment = WD_ALIGN_PARAGRAPH.CENTER
        head.add_run("ENTWURF").bold = True
    foot = page.footer.paragraphs[0]
    foot.add_run(f"{document.foot} · Seite ")
    _field(foot, "PAGE")
    foot.add_run(" von ")
    _field(foot, "NUMPAGES")
    for run in foot.runs:
        run.font.size, run.font.color.rgb = Pt(8.5), GREY


def _write(made: Word, blocks: Sequence[Block], depth: int = 0, style: str | None = None) -> None:
    for block in blocks:
        match block:
            case Heading():
                _paragraph(made, f"Heading {block.level}", block.text)
            case Paragraph():
                paragraph = _paragraph(made, style)
                paragraph.paragraph_format.keep_with_next = block.leads or None
                _typed(paragraph, block.runs, small=block.small)
            case Listing():
                _list(made, block, depth)
            case Quote():
                _write(made, block.blocks, depth, "Quote")
            case Table():
                _table(made, block)
            case Picture():
                _picture(made, block)
            case Facts():
                for term, text in block.pairs:
                    _typed(_paragraph(made), (Run(f"{term}: ", bold=True), Run(text)))
            case Note():
                _paragraph(made, "Intense Quote", block.text)
            case PageBreak():
                made.add_page_break()  # type: ignore[no-untyped-call]


def _paragraph(made: Word, style: str | None = None, text: str = "") -> WordParagraph:
    """A new paragraph at the end. Styles go by their id: python-docx looks through all of them for each paragraph."""
    paragraph = made.add_paragraph(text)
    if style is not None:
        paragraph._p.style = _style_ids()[style]
    return paragraph


@cache
def _style_ids() -> dict[str, str]:
    return {str(style.name): str(style.style_id) for style in docx.Document().styles}


def _list(made: Word, block: Listing, depth: int) -> None:
    """Word's own lists have three levels; deeper ones stay on the third."""
    name = "List Number" if block.ordered else "List Bullet"
    style = name if depth == 0 else f"{name} {min(depth, 2) + 1}"
    for item in block.items:
        for number, part in enumerate(item):
            _write(made, (part,), depth + 1, style if number == 0 else "List Continue")


def _typed(paragraph: WordParagraph, runs: Sequence[Run], *, small: bool = False) -> None:
    for run in runs:
        if run.address:
            _link(paragraph, run)
            continue
        points, colour = (9, TEXT_GREY) if small else (0, "")
        add_run(paragraph._p, run.text, bold=run.bold, italic=run.italic, points=points, colour=colour)


def _link(paragraph: WordParagraph, run: Run) -> None:
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), paragraph.part.relate_to(run.address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    made = paragraph.add_run(run.text)
    made.font.underline, made.font.color.rgb = True, RGBColor(0x0B, 0x53, 0x94)
    link.append(made._r)
    paragraph._p.append(link)


def _table(made: Word, block: Table) -> None:
    if block.caption:
        _paragraph(made, "Caption", block.caption)
    table = made.add_table(rows=1, cols=len(block.heads), style="Table Grid")
    table.autofit = False
    head = OxmlElement("w:tblHeader")
    table.rows[0]._tr.get_or_add_trPr().append(head)
    shares = widths(block)
    points = size(block)
    columns = [Cm(WIDTH * share / sum(shares)) for share in shares]
    for row in (block.heads, *block.rows):
        cells = table.rows[0].cells if row is block.heads else table.add_row().cells
        for place, (cell, text) in enumerate(zip(cells, row, strict=True)):
            cell.width = columns[place]
            _cell(cell, text, points, bold=row is block.heads, right=bool(block.numeric) and block.numeric[place])
    made.add_paragraph()


def _cell(cell: _Cell, text: str, points: float, *, bold: bool, right: bool) -> None:
    paragraph = cell.paragraphs[0]
    add_run(paragraph._p, text, bold=bold, points=points)
    if right:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _picture(made: Word, block: Picture) -> None:
    shape = made.add_picture(io.BytesIO(_raster(block.svg)), width=Cm(WIDTH * block.share))
    shape._inline.docPr.set("descr", block.alt)
    shape._inline.docPr.set("title", "")


@cache
def _sheet() -> bytes:
    return b"#set page(width: 166mm, height: auto, margin: 0mm)\n#image(bytes(sys.inputs.svg), width: 100%)"


def _raster(svg: str) -> bytes:
    """Word needs a picture of points beside a drawing; the one that lays out the paper makes it."""
    made = typst.compile(_sheet(), format="png", ppi=DOTS, ignore_system_fonts=True, sys_inputs={"svg": svg})
    return bytes(made if isinstance(made, bytes) else made[0])


def _field(paragraph: WordParagraph, name: str) -> None:
    for kind in ("begin", None, "end"):
        run = paragraph.add_run()
        if kind is None:
            code = OxmlElement("w:instrText")
            code.set(qn("xml:space"), "preserve")
            code.text = name
            run._r.append(code)
        else:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
            run._r.append(mark)
