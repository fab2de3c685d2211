"""The text of minutes from before: DOCX and text files. Nothing in a file is run, and nothing outside it is looked at.

Of a DOCX the parts are streamed (``tables.archive``: limits for what really comes out, no document types), so a small
file that unpacks to anything does no harm. What Word hides (comments, deleted passages) is told apart: it is not in the
text, but in the file that is kept.
"""

from dataclasses import dataclass, field
from typing import NoReturn
from xml.parsers import expat

from dashboard.errors import FileUnusable
from dashboard.meetings.minutes_text import cleaned
from dashboard.tables.archive import Archive
from dashboard.tables.decoding import decode
from dashboard.tables.grid import shown
from dashboard.tables.room import Room

LARGEST = 20 * 1024 * 1024
"""Bytes of a file."""
_ZIP, _OLE, _PDF, _RTF = b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF", b"{\\rtf"
_SHOWN = ("word/document.xml", "word/footnotes.xml", "word/endnotes.xml")
_HIDDEN = ("word/comments.xml",)


@dataclass(frozen=True)
class DocumentText:
    """What people read in a file, and what they do not see but others may find in it."""

    text: str
    hidden: str = ""


class _Room(Room):
    """Sentences about documents instead of workbooks."""

    def refuse(self, what: str) -> NoReturn:
        what = what.replace("Excel", "Word").replace("Arbeitsmappen", "Textdokumenten")
        super().refuse(what.replace("Die Tabelle", "Das Dokument").replace("die Tabelle", "das Dokument"))

    def refuse_damaged(self, kind: str = "Textdatei") -> NoReturn:
        super().refuse_damaged(kind)


@dataclass
class _Reader:
    """Collects the text of one part: paragraphs are lines, cells of a table stand side by side."""

    seen: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    taking: list[list[str] | None] = field(default_factory=lambda: [None])
    inside_fallback: int = 0
    cells: int = 0

    def start(self, tag: str, _: object) -> None:
        name = tag.rpartition(":")[2]
        if name == "Fallback":  # says the same as the Choice beside it
            self.inside_fallback += 1
        target: list[str] | None = None
        if not self.inside_fallback:
            target = {"t": self.seen, "delText": self.hidden}.get(name)
            if name == "tab" and self.taking[-1] is None:
                self.seen.append("\t")
            elif name in ("br", "cr"):
                self.seen.append("\n")
            elif name == "noBreakHyphen":
                self.seen.append("-")
            elif name == "tc":
                self.cells += 1
        self.taking.append(target)

    def end(self, tag: str) -> None:
        name = tag.rpartition(":")[2]
        self.taking.pop()
        if name == "Fallback":
            self.inside_fallback -= 1
        elif not self.inside_fallback:
            if name == "tc":
                self.cells -= 1
                if self.seen[-1:] == [" "]:
                    self.seen.pop()
                self.seen.append("\t")
            elif name == "tr" or (name == "p" and not self.cells):
                self.seen.append("\n")
            elif name == "p":
                self.seen.append(" ")

    def text(self, data: str) -> None:
        target = self.taking[-1]
        if target is not None:
            target.append(data)


def read_document(data: bytes, name: str) -> DocumentText:
    """The text of a DOCX or text file; raises FileUnusable with what it is and what to do."""
    if len(data) > LARGEST:
        _refuse(name, f"ist größer als {LARGEST // 1024**2} MB. Bitte Bilder entfernen und noch einmal einreichen.")
    if data.startswith(_OLE):
        _refuse(
            name,
            "ist ein altes Word-Dokument oder mit einem Kennwort geschützt. Bitte als DOCX ohne Kennwort speichern.",
        )
    if data.startswith(_RTF):
        _refuse(name, "ist ein RTF-Dokument. Bitte als DOCX speichern.")
    if data.startswith(_PDF):
        _refuse(name, "ist ein PDF. Bitte das Dokument einreichen, aus dem es gemacht wurde (DOCX oder Text).")
    found = _docx(data, name) if data.startswith(_ZIP) else DocumentText(cleaned(_plain(data, name)))
    if not found.text:
        _refuse(name, "enthält keinen Text. Bitte prüfen, ob es die richtige Datei ist.")
    return found


def _plain(data: bytes, name: str) -> str:
    try:
        return decode(data, name).text
    except FileUnusable as error:
        advice = "Bitte die Datei als „UTF-8“ neu speichern."
        raise FileUnusable(str(error).replace("Bitte die Tabelle als „CSV UTF-8“ neu speichern.", advice)) from None


def _docx(data: bytes, name: str) -> DocumentText:
    archive = Archive(data, _Room(name))
    if "word/document.xml" not in archive.names:
        _refuse(name, "ist kein Word-Dokument. Eingelesen werden DOCX und Textdateien.")
    if any(part.endswith("vbaproject.bin") for part in archive.names):
        _refuse(name, "enthält Makros. Bitte als DOCX ohne Makros speichern.")
    around = sorted(part for part in archive.names if part.startswith(("word/header", "word/footer")))
    reader, aside = _Reader(), _Reader()
    for parts, into in (((*_SHOWN, *(part for part in around if part.endswith(".xml"))), reader), (_HIDDEN, aside)):
        for part in parts:
            if part in archive.names:
                _read(archive, part, into)
    hidden = [*reader.hidden, "\n", *aside.seen, *aside.hidden]
    return DocumentText(cleaned(_tidy("".join(reader.seen))), cleaned("".join(hidden)))


def _read(archive: Archive, part: str, into: _Reader) -> None:
    parser = expat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler = into.start, into.end
    parser.CharacterDataHandler = into.text
    archive.parse(part, parser)
    into.seen.append("\n")


def _tidy(text: str) -> str:
    """Without the blanks at the ends of lines that cells leave."""
    return "\n".join(line.rstrip() for line in text.split("\n"))


def _refuse(name: str, what: str) -> NoReturn:
    raise FileUnusable(f"„{shown(name)}“ {what}")
