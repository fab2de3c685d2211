"""The table of contents of a DOCX: Word's own field, filled with links to be read before Word renews it."""

from docx.document import Document as Word
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm
from docx.text.paragraph import Paragraph

DEEPEST = 2
FIELD = f'TOC \\o "1-{DEEPEST}" \\h \\z \\u'
INDENT = 0.8


def add_contents(made: Word, place: Paragraph) -> None:
    """Put „Inhalt“ with a link to every heading where the paragraph ``place`` is."""
    place.text = "Inhalt"
    place.style = made.styles["TOC Heading"]
    styles = {f"Heading {level}": level for level in range(1, DEEPEST + 1)}
    heads = [(styles[one.style.name], one) for one in made.paragraphs if one.style and one.style.name in styles]
    before, last = place, None
    for number, (level, head) in enumerate(heads):
        name = f"_Toc{number:06d}"
        _bookmark(head, name, number)
        entry = _after(before)
        entry.paragraph_format.left_indent = Cm(INDENT * (level - 1))
        if number == 0:
            _mark(entry, "begin")
            _instruction(entry)
            _mark(entry, "separate")
        _link(entry, name, head.text)
        before = last = entry
    if last is not None:
        _mark(last, "end")


def _after(before: Paragraph) -> Paragraph:
    element = OxmlElement("w:p")
    before._p.addnext(element)
    return Paragraph(element, before._parent)


def _bookmark(head: Paragraph, name: str, number: int) -> None:
    begin, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    for one in (begin, end):
        one.set(qn("w:id"), str(number))
    begin.set(qn("w:name"), name)
    properties = head._p.pPr
    if properties is None:
        head._p.insert(0, begin)
    else:
        properties.addnext(begin)
    head._p.append(end)


def _link(entry: Paragraph, name: str, text: str) -> None:
    link = OxmlElement("w:hyperlink")
    link.set(qn("w:anchor"), name)
    link.append(entry.add_run(text)._r)
    entry._p.append(link)


def _mark(entry: Paragraph, kind: str) -> None:
    mark = OxmlElement("w:fldChar")
    mark.set(qn("w:fldCharType"), kind)
    entry.add_run()._r.append(mark)


def _instruction(entry: Paragraph) -> None:
    code = OxmlElement("w:instrText")
    code.set(qn("xml:space"), "preserve")
    code.text = FIELD
    entry.add_run()._r.append(code)
